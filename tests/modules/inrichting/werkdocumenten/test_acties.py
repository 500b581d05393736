"""Write, withdraw and put back a working document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from keukentafel.audit.models import Logboekregel
from keukentafel.errors import Verouderd
from keukentafel.identity.models import Gebruiker
from modules.inrichting.werkdocumenten.actions import werkdocument as actie
from modules.inrichting.werkdocumenten.models import LANGSTE_TEKST, Werkdocument

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def schrijf(by: Gebruiker, titel: str = "Quickscan wonen", tekst: str = "Vraag door.") -> Werkdocument:
    return actie.make_werkdocument(soort="quickscan", titel=titel, tekst=tekst, by=by, at=NU)


def wijzig(document: Werkdocument, by: Gebruiker, **anders: Any) -> Werkdocument:
    velden = {
        "soort": "quickscan",
        "titel": document.titel,
        "tekst": document.tekst,
        "versie": document.versie,
    }
    return actie.change_werkdocument(document=document, **{**velden, **anders}, by=by, at=NU)


def gebeurtenissen() -> list[str]:
    regels = Logboekregel.objects.filter(gebeurtenis__startswith=actie.NAAM).order_by("id")
    return [regel.gebeurtenis.rpartition(".")[2] for regel in regels]


def test_every_change_is_a_version_and_older_ones_can_be_read(beheerder: Gebruiker):
    document = wijzig(schrijf(beheerder), beheerder, tekst="Vraag twee keer door.")

    assert (document.versie, document.sleutel) == (2, "quickscan-wonen")
    assert list(document.versies.order_by("nummer").values_list("nummer", "tekst")) == [
        (1, "Vraag door."),
        (2, "Vraag twee keer door."),
    ]
    assert gebeurtenissen() == ["gemaakt", "gewijzigd"]


def test_what_is_the_same_makes_no_version(beheerder: Gebruiker):
    document = wijzig(schrijf(beheerder), beheerder)

    assert (document.versie, document.versies.count(), gebeurtenissen()) == (1, 1, ["gemaakt"])


def test_who_read_an_older_version_hears_so(beheerder: Gebruiker):
    document = schrijf(beheerder)
    wijzig(document, beheerder, tekst="Eerst.")

    with pytest.raises(Verouderd):
        wijzig(document, beheerder, tekst="Later.", versie=1)


def test_what_is_withdrawn_comes_back_as_it_was(beheerder: Gebruiker):
    document = schrijf(beheerder)
    for _ in range(2):
        actie.withdraw_werkdocument(document=document, by=beheerder, at=NU)
    assert not Werkdocument.objects.in_gebruik().exists()
    with pytest.raises(actie.IsIngetrokken):
        wijzig(document, beheerder, tekst="Anders.")

    for _ in range(2):
        actie.restore_werkdocument(document=document, by=beheerder, at=NU)
    assert Werkdocument.objects.in_gebruik().get().tekst == "Vraag door."
    assert gebeurtenissen() == ["gemaakt", "ingetrokken", "teruggezet"]


def test_no_two_documents_in_use_have_one_title(beheerder: Gebruiker):
    eerste = schrijf(beheerder)
    with pytest.raises(actie.TitelBestaat):
        schrijf(beheerder, titel="QUICKSCAN wonen")
    actie.withdraw_werkdocument(document=eerste, by=beheerder, at=NU)
    tweede = schrijf(beheerder)

    assert tweede.sleutel == "quickscan-wonen-2"
    with pytest.raises(actie.TitelBestaat):
        actie.restore_werkdocument(document=eerste, by=beheerder, at=NU)


@pytest.mark.parametrize("veld", ["titel", "tekst"])
def test_a_number_that_may_be_a_bsn_is_refused(beheerder: Gebruiker, veld: str):
    document = schrijf(beheerder)
    with pytest.raises(actie.LijktEenBsn):
        wijzig(document, beheerder, **{veld: "Over 111222333."})
    with pytest.raises(actie.LijktEenBsn):
        schrijf(beheerder, **{veld: "Over 111222333."})


def test_a_text_or_a_list_without_end_is_refused(beheerder: Gebruiker):
    with pytest.raises(actie.TekstTeLang):
        schrijf(beheerder, tekst="x" * (LANGSTE_TEKST + 1))
    for nummer in range(actie.HOOGSTENS):
        eerste = schrijf(beheerder, titel=f"Document {nummer}")
    with pytest.raises(actie.TeVeel):
        schrijf(beheerder, titel="Een te veel")
    wijzig(eerste, beheerder, tekst="Dit mag wel.")
