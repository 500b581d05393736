"""The part of the configuration file with the working documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.urls import reverse

from keukentafel.logboeken import zonder_bsn
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, delen, mapping
from modules.inrichting.werkdocumenten.actions.werkdocument import (
    HOOGSTENS,
    LijktEenBsn,
    TeVeel,
    change_werkdocument,
    make_werkdocument,
    restore_werkdocument,
    withdraw_werkdocument,
)
from modules.inrichting.werkdocumenten.models import LANGSTE_TEKST, Werkdocument, Werkdocumentsoort

SLEUTEL = "werkdocumenten"
_DELEN = ("soort", "titel", "tekst")
_LANGSTE_SLEUTEL = 80
_LANGSTE_TITEL = 120

Inhoud = dict[str, dict[str, str] | None]
"""Key of the document → what it says; None: this document is not in use."""


class WerkdocumentenDeel:
    """A file adds documents and renews those it names; what it does not name stays as it is."""

    sleutel = SLEUTEL
    naam = "Werkdocumenten"
    uitleg = (
        "Komt erbij, of wordt de volgende versie van hetzelfde document. Jullie andere documenten blijven."
    )
    volgorde = 60

    def lees(self) -> Inhoud:
        """Return the documents in use."""
        rijen = Werkdocument.objects.in_gebruik().order_by("sleutel").values_list("sleutel", *_DELEN)
        return {rij[0]: dict(zip(_DELEN, rij[1:], strict=True)) for rij in rijen}

    def naast(self, nu: Any, inhoud: Any) -> Inhoud:
        """Return of what holds now only the documents that the content names."""
        hier, daar = _lees(nu), _lees(inhoud)
        return {sleutel: hier.get(sleutel) for sleutel in daar}

    def stukken(self, inhoud: Any) -> Mapping[str, str]:
        """Return the documents that can be offered one by one, with their titles."""
        return {sleutel: rij["titel"] for sleutel, rij in _lees(inhoud).items() if rij}

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return the title and the text of every document."""
        uit: dict[str, str] = {}
        for sleutel, rij in _lees(inhoud).items():
            if rij is not None:
                naam = sleutel.replace("-", " ").capitalize()
                uit[f"{naam}: titel"] = f"{Werkdocumentsoort(rij['soort']).label}: {rij['titel']}"
                uit[f"{naam}: tekst"] = rij["tekst"]
        return uit

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Refuse a number that may be a BSN, and more documents than fit."""
        daar, hier = _lees(inhoud), self.lees()
        uit = [
            f"{rij['titel']}: {LijktEenBsn.text}"
            for rij in daar.values()
            if rij is not None and any(zonder_bsn(rij[deel]) != rij[deel] for deel in _DELEN)
        ]
        if sum(rij is not None for rij in ({**hier, **daar}).values()) > HOOGSTENS:
            uit.append(TeVeel.text)
        return uit

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """Name the documents of which the own text makes room; it stays to be read."""
        hier = self.lees()
        return [
            f"{oud['titel']}: jullie tekst wordt een oudere versie. Die blijft te lezen."
            for sleutel, rij in _lees(inhoud).items()
            if rij is not None and (oud := hier.get(sleutel)) and oud != rij
        ]

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Withdraw what is named as not in use, and make or renew the rest."""
        daar = _lees(inhoud)
        rijen = {rij.sleutel: rij for rij in Werkdocument.objects.filter(sleutel__in=daar)}
        for sleutel in sorted(sleutel for sleutel, rij in daar.items() if rij is None and sleutel in rijen):
            withdraw_werkdocument(document=rijen[sleutel], by=by, at=at)
        for sleutel, rij in daar.items():
            if rij is not None:
                _schrijf(rijen.get(sleutel), sleutel, rij, by=by, at=at)
        return Gezet(
            Werking.INGEGAAN, "Iedereen leest ze bij Werkdocumenten.", reverse("werkdocumenten:beheer")
        )

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Nothing of this waits."""


def _schrijf(
    document: Werkdocument | None, sleutel: str, rij: dict[str, str], *, by: Any, at: datetime
) -> None:
    if document is None:
        make_werkdocument(sleutel=sleutel, **rij, by=by, at=at)
        return
    restore_werkdocument(document=document, by=by, at=at)
    change_werkdocument(document=document, versie=document.versie, **rij, by=by, at=at)


def _lees(inhoud: Any) -> Inhoud:
    return {_sleutel(sleutel): _document(sleutel, ruw) for sleutel, ruw in mapping(inhoud, SLEUTEL).items()}


def _sleutel(sleutel: str) -> str:
    try:
        validate_slug(sleutel)
    except ValidationError as fout:
        raise DeelOngeldig(_onleesbaar(sleutel)) from fout
    if len(sleutel) > _LANGSTE_SLEUTEL:
        raise DeelOngeldig(_onleesbaar(sleutel))
    return sleutel


def _document(sleutel: str, ruw: Any) -> dict[str, str] | None:
    if ruw is None:
        return None
    rij = mapping(ruw, SLEUTEL)
    if set(rij) != set(_DELEN) or not all(isinstance(deel, str) and deel.strip() for deel in rij.values()):
        raise DeelOngeldig(_onleesbaar(sleutel))
    schoon = {deel: rij[deel].replace("\r\n", "\n").strip() for deel in _DELEN}
    te_lang = len(schoon["titel"]) > _LANGSTE_TITEL or len(schoon["tekst"]) > LANGSTE_TEKST
    if te_lang or schoon["soort"] not in Werkdocumentsoort.values:
        raise DeelOngeldig(_onleesbaar(sleutel))
    return schoon


def _onleesbaar(sleutel: str) -> str:
    return f"Het werkdocument {sleutel[:40]} in dit bestand is niet te lezen."


def register() -> None:
    """Hand the part in."""
    delen.registreer(WerkdocumentenDeel())
