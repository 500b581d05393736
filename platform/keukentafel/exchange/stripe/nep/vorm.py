"""What a request to Stripe says: form fields with brackets, checked against the types of stripe-python."""

from __future__ import annotations

import importlib
import re
import sys
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from keukentafel.exchange.stripe.nep.fouten import Nee

_DELEN = re.compile(r"\[([^\]]*)\]")
_NAAM = re.compile(r"\b[A-Z]\w+Params\w*")
_DIEPTE = 8
_ALTIJD = frozenset({"expand", "limit", "starting_after", "ending_before", "created"})


def lees(tekst: str) -> dict[str, Any]:
    """Turn `a[b][0][c]=x` into nested dicts; a dict whose keys are numbers becomes a list.

    :raises Nee: the brackets are nested deeper than any parameter of Stripe.
    """
    uit: dict[str, Any] = {}
    for naam, waarde in parse_qsl(tekst, keep_blank_values=True):
        eerste, _, rest = naam.partition("[")
        _zet(uit, [eerste, *_DELEN.findall(f"[{rest}" if rest else "")], waarde, naam)
    gelezen: dict[str, Any] = _als_lijst(uit)
    return gelezen


def _zet(uit: dict[str, Any], pad: list[str], waarde: str, naam: str) -> None:
    if len(pad) > _DIEPTE:
        raise Nee(400, "invalid_request_error", "Invalid object", param=naam)
    hier = uit
    for deel in pad[:-1]:
        volgende = hier.setdefault(deel or str(len(hier)), {})
        if not isinstance(volgende, dict):
            raise Nee(400, "invalid_request_error", f"Invalid object: {naam}", param=naam)
        hier = volgende
    hier[pad[-1] or str(len(hier))] = waarde


def _als_lijst(waarde: Any) -> Any:
    if not isinstance(waarde, dict):
        return waarde
    gelezen = {naam: _als_lijst(deel) for naam, deel in waarde.items()}
    if gelezen and all(naam.isdigit() for naam in gelezen):
        return [gelezen[naam] for naam in sorted(gelezen, key=int)]
    return gelezen


def controleer(gegeven: dict[str, Any], soort: str) -> dict[str, Any]:
    """Check names, nested ones too, against a class of `stripe.params`; give numbers and yes/no their own type.

    :raises Nee: a name that Stripe does not know, or a number that is none.
    """
    if not soort:
        return dict(gegeven)
    klasse = _klasse(soort)
    kent = _typen(klasse)
    _weiger_onbekend(gegeven, {*kent, *_ALTIJD}, "")
    for naam, waarde in gegeven.items():
        _controleer_diep(waarde, kent.get(naam, ""), klasse, naam)
    return {naam: _getypt(naam, waarde, kent.get(naam, "")) for naam, waarde in gegeven.items()}


def _weiger_onbekend(gegeven: dict[str, Any], kent: set[str], pad: str) -> None:
    for naam in gegeven:
        if naam not in kent:
            vol = f"{pad}[{naam}]" if pad else naam
            bericht = f"Received unknown parameter: {vol}"
            raise Nee(400, "invalid_request_error", bericht, code="parameter_unknown", param=vol)


def _controleer_diep(waarde: Any, soort: str, van: type, pad: str) -> None:
    """Look inside a part of a request, where one class says what may stand there."""
    module = sys.modules[van.__module__]
    binnen = [deel for naam in _NAAM.findall(soort) if isinstance(deel := getattr(module, naam, None), type)]
    delen = waarde if isinstance(waarde, list) else [waarde]
    for deel in delen:
        if len(binnen) == 1 and isinstance(deel, dict):
            kent = _typen(binnen[0])
            _weiger_onbekend(deel, set(kent), pad)
            for naam, inhoud in deel.items():
                _controleer_diep(inhoud, kent[naam], binnen[0], f"{pad}[{naam}]")


def _getypt(naam: str, waarde: Any, soort: str) -> Any:
    if naam == "metadata":
        return _metadata(waarde)
    if not isinstance(waarde, str):
        return waarde
    if "bool" in soort and waarde in ("true", "false"):
        return waarde == "true"
    if "int" in soort and "Literal" not in soort and waarde:
        return getal(waarde, naam)
    return waarde


def _metadata(waarde: Any) -> dict[str, str]:
    if waarde == "":
        return {}
    if not isinstance(waarde, dict) or len(waarde) > 50:
        raise Nee(400, "invalid_request_error", "Invalid metadata", param="metadata")
    if any(len(naam) > 40 or len(str(tekst)) > 500 for naam, tekst in waarde.items()):
        raise Nee(
            400,
            "invalid_request_error",
            "Metadata values can have up to 500 characters",
            param="metadata",
        )
    return {naam: str(tekst) for naam, tekst in waarde.items()}


def getal(waarde: Any, naam: str) -> int:
    """Read an amount, a moment or a number.

    :raises Nee: it is none.
    """
    try:
        return int(waarde)
    except (TypeError, ValueError) as fout:
        raise Nee(
            400,
            "invalid_request_error",
            f"Invalid integer: {waarde}",
            code="parameter_invalid_integer",
            param=naam,
        ) from fout


@cache
def _klasse(soort: str) -> type:
    module, _, naam = soort.rpartition(".")
    klasse: type = getattr(importlib.import_module(f"stripe.params{'.' if module else ''}{module}"), naam)
    return klasse


@cache
def _typen(klasse: type) -> dict[str, str]:
    return {
        veld: str(getattr(type_, "__forward_arg__", type_)) for veld, type_ in klasse.__annotations__.items()
    }
