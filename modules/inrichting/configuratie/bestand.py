"""The configuration as a file (P13): YAML that people can read, with a signature below it.

The signature is Ed25519 over the content in one fixed spelling, with the key of this installation. So a
file that was changed by hand, or made elsewhere, is known as such.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib.metadata import version
from typing import Any, Final

import yaml
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform, sleutels

FORMAAT: Final = 1
HOOGSTENS: Final = 2_000_000  # bytes; a whole inrichting with a logo stays below half of it
_DIEPST: Final = 30
_KNOPEN: Final = 40_000  # an inrichting has a few thousand; each costs time to read
_LANGSTE_GETAL: Final = 40  # `1:1:1:…` is a number in YAML, and a long one costs minutes
_KOP: Final = "keukentafel_configuratie"


class Herkomst(StrEnum):
    """What the signature says."""

    HIER = "hier"  # signed by this installation, and not changed since
    ELDERS = "elders"  # signed with another key, and not changed since
    GEEN = "geen"  # no signature, or changed afterwards


class BestandOnleesbaar(Refusal):
    text = "Dit is geen configuratiebestand van Keukentafel. Kies het bestand dat je hebt gedownload."


class BestandTeGroot(Refusal):
    text = "Dit bestand is groter dan 2 MB. Een configuratiebestand is nooit zo groot."


class NieuwerFormaat(Refusal):
    text = "Dit bestand komt uit een nieuwere versie van Keukentafel. Wacht tot jullie zijn bijgewerkt."


@dataclass(frozen=True, slots=True)
class Bestand:
    """A configuration: whose, when, from which release, and its parts."""

    gemeente: str
    cbs_code: str
    gemaakt_op: str
    release: str
    delen: Mapping[str, Any]
    herkomst: Herkomst = Herkomst.GEEN
    vingerafdruk: str = ""

    def met_delen(self, sleutels_: frozenset[str]) -> dict[str, Any]:
        """Return the content of these parts only."""
        return {sleutel: inhoud for sleutel, inhoud in self.delen.items() if sleutel in sleutels_}


class _Schrijver(yaml.SafeDumper):
    """Long texts stand as they are read, not on one line with escapes; nothing refers to something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _tekst(schrijver: Any, waarde: str) -> Any:
    stijl = "|" if "\n" in waarde else None
    return schrijver.represent_scalar("tag:yaml.org,2002:str", waarde, style=stijl)


_Schrijver.add_representer(str, _tekst)


class _Lezer(yaml.SafeLoader):
    """Reads plain data only. No anchors: a few lines of them can unfold to gigabytes. No key twice.

    Nothing that costs much more to read than to send: not endlessly many values, no endless number.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("verwijzing")
        self.diepte, self.knopen = getattr(self, "diepte", 0) + 1, getattr(self, "knopen", 0) + 1
        try:
            if self.diepte > _DIEPST or self.knopen > _KNOPEN:
                raise yaml.YAMLError("te diep of te veel")
            return super().compose_node(parent, index)
        finally:
            self.diepte -= 1

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        namen = [self.construct_object(sleutel, deep=True) for sleutel, _ in node.value]
        if len({str(naam) for naam in namen}) != len(namen):
            raise yaml.YAMLError("dubbel")
        return super().construct_mapping(node, deep=deep)

    def _getal(self, node: Any) -> Any:
        if len(node.value) > _LANGSTE_GETAL:
            raise yaml.YAMLError("te lang")
        heel = node.tag == "tag:yaml.org,2002:int"
        return self.construct_yaml_int(node) if heel else self.construct_yaml_float(node)

    def _tekst(self, node: Any) -> str:
        tekst = str(self.construct_yaml_str(node))
        if any(teken < " " and teken not in "\t\n\r" for teken in tekst):
            raise yaml.YAMLError("stuurteken")  # the database keeps no NUL, and nobody types the others
        return tekst


for _soort in ("int", "float"):
    _Lezer.add_constructor(f"tag:yaml.org,2002:{_soort}", _Lezer._getal)  # noqa: SLF001 -- its own
_Lezer.add_constructor("tag:yaml.org,2002:str", _Lezer._tekst)  # noqa: SLF001 -- its own


def schrijf(*, gemeente: str, cbs_code: str, delen: Mapping[str, Any], at: datetime) -> str:
    """Return the file, signed, ready to be read by people."""
    inhoud = {
        _KOP: FORMAAT,
        "gemeente": gemeente,
        "cbs_code": cbs_code,
        "gemaakt_op": at.isoformat(timespec="seconds"),
        "release": version("keukentafel"),
        "delen": json.loads(json.dumps(delen)),
    }
    sleutel = _sleutel()
    getekend = {
        **inhoud,
        "ondertekening": {
            "sleutel": _publiek(sleutel.public_key()),
            "handtekening": base64.b64encode(sleutel.sign(_vast(inhoud))).decode(),
        },
    }
    return yaml.dump(getekend, Dumper=_Schrijver, allow_unicode=True, sort_keys=False, width=100)


def lees(ruw: bytes | str) -> Bestand:
    """Read a file and check its signature.

    :raises BestandTeGroot: more than two megabytes.
    :raises BestandOnleesbaar: no YAML, or not one of ours.
    :raises NieuwerFormaat: of a later release.
    """
    if len(ruw) > HOOGSTENS:
        raise BestandTeGroot
    try:
        tekst = ruw.decode("utf-8-sig") if isinstance(ruw, bytes) else ruw
        gegevens = yaml.load(tekst, Loader=_Lezer)  # noqa: S506 -- a SafeLoader with less
        _vast(gegevens)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError, RecursionError) as fout:
        raise BestandOnleesbaar from fout
    if not isinstance(gegevens, dict) or not isinstance(gegevens.get(_KOP), int):
        raise BestandOnleesbaar
    if gegevens[_KOP] > FORMAAT:
        raise NieuwerFormaat
    delen = gegevens.get("delen")
    if not isinstance(delen, dict) or not all(isinstance(naam, str) for naam in delen):
        raise BestandOnleesbaar
    herkomst, afdruk = _controleer(gegevens)
    return Bestand(
        gemeente=str(gegevens.get("gemeente", ""))[:120],
        cbs_code=str(gegevens.get("cbs_code", ""))[:6],
        gemaakt_op=str(gegevens.get("gemaakt_op", ""))[:40],
        release=str(gegevens.get("release", ""))[:40],
        delen=delen,
        herkomst=herkomst,
        vingerafdruk=afdruk,
    )


def _controleer(gegevens: dict[str, Any]) -> tuple[Herkomst, str]:
    teken = gegevens.get("ondertekening")
    if not isinstance(teken, dict):
        return Herkomst.GEEN, ""
    zonder = {naam: waarde for naam, waarde in gegevens.items() if naam != "ondertekening"}
    try:
        publiek = Ed25519PublicKey.from_public_bytes(
            base64.b64decode(str(teken.get("sleutel")), validate=True)
        )
        publiek.verify(base64.b64decode(str(teken.get("handtekening")), validate=True), _vast(zonder))
    except (InvalidSignature, ValueError):
        return Herkomst.GEEN, ""
    afdruk = _publiek(publiek)
    return (Herkomst.HIER if afdruk == _publiek(_sleutel().public_key()) else Herkomst.ELDERS), afdruk


def _vast(inhoud: Any) -> bytes:
    return json.dumps(
        inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def _sleutel() -> Ed25519PrivateKey:
    with in_platform():
        return Ed25519PrivateKey.from_private_bytes(sleutels.doelsleutel("teken.configuratie"))


def _publiek(sleutel: Ed25519PublicKey) -> str:
    return base64.b64encode(sleutel.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
