"""The working documents in the configuration file and in the library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from keukentafel.identity.models import Gebruiker
from modules.inrichting.configuratie.actions.aanbod import write_aanbod
from modules.inrichting.configuratie.actions.inname import (
    Bron,
    KanNiet,
    lees_alles,
    take_in,
    try_out,
    try_turn_back,
    turn_back,
    write_configuratie,
)
from modules.inrichting.configuratie.afwijking import overnames
from modules.inrichting.configuratie.bestand import lees
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.werkdocumenten.actions import werkdocument as actie
from modules.inrichting.werkdocumenten.models import Werkdocument
from modules.inrichting.werkdocumenten.queries import banden_van

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SCAN = {"soort": "quickscan", "titel": "Quickscan geld", "tekst": "# Vandaag\n\n- Is er eten in huis?"}
FUNCTIE = {"soort": "functiebeschrijving", "titel": "Functie regisseur", "tekst": "Eén plan."}
SJABLOON = uuid4()


def schrijf(sleutel: str, by: Gebruiker, **anders: str) -> Werkdocument:
    return actie.make_werkdocument(sleutel=sleutel, **{**SCAN, **anders}, by=by, at=NU)


def neem_over(inhoud: dict[str, Any], by: Gebruiker, nummer: int = 1) -> Configuratieinname:
    delen = {"werkdocumenten": inhoud}
    bron = Bron(Innamesoort.SJABLOON, "Scans, versie 1", SJABLOON, uuid4(), nummer)
    stand = try_out(inhoud=delen, by=by, at=NU).stand
    return take_in(inhoud=delen, keuze=frozenset(delen), bron=bron, stand=stand, by=by, at=NU)


def draai_terug(inname: Configuratieinname, by: Gebruiker) -> Configuratieinname:
    stand = try_turn_back(inname=inname, by=by, at=NU).stand
    return turn_back(inname=inname, stand=stand, by=by, at=NU)


def hier() -> dict[str, Any]:
    inhoud: dict[str, Any] = lees_alles()["werkdocumenten"]
    return inhoud


def test_taking_over_adds_and_leaves_the_own_documents(beheerder: Gebruiker):
    schrijf("functie", beheerder, **FUNCTIE)
    proef = try_out(inhoud={"werkdocumenten": {"scan": SCAN}}, by=beheerder, at=NU).delen[0]
    neem_over({"scan": SCAN}, beheerder)

    assert [(regel.label, regel.was) for regel in proef.regels] == [("Scan: titel", ""), ("Scan: tekst", "")]
    assert proef.regels[0].wordt == "Quickscan: Quickscan geld"
    assert hier() == {"functie": FUNCTIE, "scan": SCAN}


def test_what_was_here_becomes_an_older_version_and_turning_back_brings_it_back(beheerder: Gebruiker):
    eigen = schrijf("scan", beheerder, tekst="Onze tekst.")
    schrijf("functie", beheerder, **FUNCTIE)
    delen = {"werkdocumenten": {"scan": SCAN, "nieuw": {**SCAN, "titel": "Nieuw"}}}
    proef = try_out(inhoud=delen, by=beheerder, at=NU).delen[0]
    inname = neem_over(delen["werkdocumenten"], beheerder)
    gedaan = draai_terug(inname, beheerder)

    assert proef.opmerkingen == (
        "Quickscan geld: jullie tekst wordt een oudere versie. Die blijft te lezen.",
    )
    assert hier() == {"scan": {**SCAN, "tekst": "Onze tekst."}, "functie": FUNCTIE}
    eigen.refresh_from_db()
    assert list(eigen.versies.order_by("nummer").values_list("tekst", flat=True)) == [
        "Onze tekst.", SCAN["tekst"], "Onze tekst.",
    ]  # fmt: skip
    assert not Werkdocument.objects.get(sleutel="nieuw").is_in_gebruik

    draai_terug(gedaan, beheerder)
    assert hier() == {**delen["werkdocumenten"], "functie": FUNCTIE}


def test_what_was_written_out_changes_nothing_and_comes_back_in_an_empty_gemeente(beheerder: Gebruiker):
    schrijf("scan", beheerder)
    delen = lees(write_configuratie(by=beheerder, at=NU)).delen
    assert try_out(inhoud=delen, by=beheerder, at=NU).aantal == 0
    Werkdocument.objects.all().delete()
    neem_over(delen["werkdocumenten"], beheerder)

    assert hier() == {"scan": SCAN}


def test_what_departs_from_the_template_is_counted_and_an_own_document_is_not(beheerder: Gebruiker):
    neem_over({"scan": SCAN}, beheerder)
    schrijf("functie", beheerder, **FUNCTIE)
    assert overnames()[SJABLOON].afwijkingen == 0
    rij = Werkdocument.objects.get(sleutel="scan")
    assert banden_van([rij])["scan"].wijkt_af is False

    actie.change_werkdocument(
        document=rij, versie=1, soort=rij.soort, titel=rij.titel, tekst="Anders.", by=beheerder, at=NU
    )
    assert [regel.label for regel in overnames()[SJABLOON].regels["werkdocumenten"]] == ["Scan: tekst"]
    alle = list(Werkdocument.objects.all())
    assert {sleutel: band.wijkt_af for sleutel, band in banden_van(alle).items()} == {"scan": True}
    actie.withdraw_werkdocument(document=rij, by=beheerder, at=NU)
    assert overnames()[SJABLOON].afwijkingen == 2


def test_a_number_that_may_be_a_bsn_and_a_title_of_another_are_objections(beheerder: Gebruiker):
    with pytest.raises(KanNiet, match="BSN"):
        neem_over({"scan": {**SCAN, "tekst": "Over 111222333."}}, beheerder)
    schrijf("ander", beheerder)
    with pytest.raises(actie.TitelBestaat):
        neem_over({"scan": SCAN}, beheerder)
    proef = try_out(inhoud={"werkdocumenten": {"scan": SCAN}}, by=beheerder, at=NU).delen[0]
    assert proef.bezwaren == (actie.TitelBestaat.text,)


def test_more_documents_than_fit_are_an_objection(beheerder: Gebruiker):
    veel = {f"d-{nummer}": {**SCAN, "titel": f"D {nummer}"} for nummer in range(actie.HOOGSTENS + 1)}
    proef = try_out(inhoud={"werkdocumenten": veel}, by=beheerder, at=NU).delen[0]

    assert proef.bezwaren == (actie.TeVeel.text,)


@pytest.mark.parametrize(
    "onzin",
    [
        {"x y": SCAN},
        {"x" * 81: SCAN},
        {"x": {**SCAN, "soort": "roman"}},
        {"x": {**SCAN, "titel": " "}},
        {"x": {**SCAN, "titel": "x" * 121}},
        {"x": {**SCAN, "tekst": "x" * 20_001}},
        {"x": {**SCAN, "extra": "x"}},
        {"x": {**SCAN, "tekst": 7}},
    ],
)
def test_nonsense_is_an_objection(beheerder: Gebruiker, onzin: dict[str, Any]):
    proef = try_out(inhoud={"werkdocumenten": onzin}, by=beheerder, at=NU).delen[0]

    assert "is niet te lezen" in proef.bezwaren[0]
    assert not Werkdocument.objects.exists()


def test_one_document_is_offered_and_the_rest_stays(beheerder: Gebruiker):
    schrijf("scan", beheerder)
    schrijf("functie", beheerder, **FUNCTIE)
    tekst = write_aanbod(
        sleutels=frozenset({"werkdocumenten"}), stukken={"werkdocumenten": frozenset({"functie"})},
        by=beheerder, at=NU,
    )  # fmt: skip

    assert lees(tekst).delen == {"werkdocumenten": {"functie": FUNCTIE}}
