"""Who does not pay: reminders, a banner, and a person's decision that never stops care."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from billing.actions.betaling import boek_met_de_hand
from billing.actions.herinnering import GeenHerinnering, herinner, herinner_allen
from billing.actions.leesbesluit import LeestAl, TeVroeg, zet_op_lezen, zet_weer_open
from billing.actions.post import bezorg
from billing.alleen_lezen import STAAT_STIL
from billing.betaalstand import betaalstanden
from billing.models import Contract, Factuur, Factuurpost, Herinnering, Leesbesluit
from billing.queries import lees_betaalstanden
from billing.rules.herinneren import lezen_mag_vanaf, volgende_herinnering
from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, zaaifouten
from tests.factories.billing import FEMKE, NU, factureer, maak_afzender, maak_contract
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def na(factuur: Factuur, dagen: int) -> datetime:
    """Return a moment so many days after an invoice should have been paid."""
    return NU + (factuur.vervaldatum - factuur.factuurdatum) + timedelta(days=dagen)


@pytest.mark.parametrize(
    ("gehad", "dagen", "nummer"),
    [(0, 6, None), (0, 7, 1), (0, 90, 1), (1, 20, None), (1, 21, 2), (2, 42, 3), (3, 400, None)],
)
def test_reminders_come_in_order_and_none_is_skipped(gehad: int, dagen: int, nummer: int | None) -> None:
    vervalt = date(2026, 2, 4)

    gevonden = volgende_herinnering(vervaldatum=vervalt, gehad=gehad, vandaag=vervalt + timedelta(days=dagen))

    assert gevonden == nummer


@pytest.mark.parametrize(
    ("vervalt", "vanaf"),
    [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_three_months_are_months_of_the_calendar(vervalt: date, vanaf: date) -> None:
    assert lezen_mag_vanaf(vervalt) == vanaf


def test_each_reminder_goes_once_and_tells_what_is_open(contract: Contract, mailoutbox: list[Any]) -> None:
    factuur = factureer(contract)
    boek_met_de_hand(
        factuur=factuur, centen=495_437, ontvangen_op=date(2026, 2, 1), wijze="overboeking", kenmerk="b1",
        by=FEMKE, at=NU,
    )  # fmt: skip

    aantallen = [herinner_allen(at=na(factuur, dagen)) for dagen in (6, 7, 7, 21, 42, 100)]
    with pytest.raises(GeenHerinnering):
        herinner(factuur=factuur, by=FEMKE, at=na(factuur, 100))
    gegaan = bezorg(at=na(factuur, 100))

    assert aantallen == [0, 1, 0, 1, 1, 0]
    assert (gegaan, bezorg(at=na(factuur, 100))) == (4, 0)
    assert mailoutbox[1].subject == f"1e herinnering: factuur {factuur.nummer}"
    assert "Er staat € 20.000,00 open." in mailoutbox[1].body.replace("\u00a0", " ")
    assert [naam for naam, _, _ in mailoutbox[1].attachments] == [
        f"factuur-{factuur.nummer}.pdf", f"factuur-{factuur.nummer}.xml",
    ]  # fmt: skip


def test_mail_that_does_not_go_waits_and_is_tried_again(
    contract: Contract, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    factureer(contract)
    with monkeypatch.context() as kapot:
        kapot.setattr("django.core.mail.EmailMessage.send", _weigert)
        assert bezorg(at=NU) == 0
    rij = Factuurpost.objects.get()

    assert (rij.pogingen, rij.verstuurd_op, rij.fout) == (1, None, "ConnectionRefusedError")
    assert bezorg(at=NU) == 0
    assert bezorg(at=rij.volgende_poging) == 1
    assert len(mailoutbox) == 1


def _weigert(*_: object, **__: object) -> None:
    raise ConnectionRefusedError


@pytest.fixture
def te_laat(contract: Contract) -> Factuur:
    """An invoice that was reminded three times, and is three months late."""
    factuur = factureer(contract)
    for dagen in (7, 21, 42):
        herinner_allen(at=na(factuur, dagen))
    return factuur


def test_reading_only_is_decided_by_a_person_after_three_months(te_laat: Factuur) -> None:
    gemeente, vanaf = te_laat.gemeente, lezen_mag_vanaf(te_laat.vervaldatum)
    middag = NU.replace(year=vanaf.year, month=vanaf.month, day=vanaf.day)
    with pytest.raises(TeVroeg):
        zet_op_lezen(gemeente=gemeente, reden="Niet betaald", by=FEMKE, at=middag - DAG)

    zet_op_lezen(gemeente=gemeente, reden="Niet betaald", by=FEMKE, at=middag)

    with pytest.raises(LeestAl):
        zet_op_lezen(gemeente=gemeente, reden="Nog eens", by=FEMKE, at=middag)
    stand = lees_betaalstanden()[gemeente.pk]
    assert (stand.aantal, stand.openstaand_centen, stand.leest) == (1, te_laat.totaal_centen, True)
    zet_weer_open(gemeente=gemeente, by=FEMKE, at=middag)
    assert not lees_betaalstanden()[gemeente.pk].leest
    zet_op_lezen(gemeente=gemeente, reden="Weer", by=FEMKE, at=middag)


def test_without_reminders_nobody_can_decide(contract: Contract) -> None:
    factuur = factureer(contract)

    with pytest.raises(TeVroeg):
        zet_op_lezen(gemeente=contract.gemeente, reden="Te snel", by=FEMKE, at=na(factuur, 400))


def test_who_pays_waits_for_nobody(te_laat: Factuur) -> None:
    zet_op_lezen(gemeente=te_laat.gemeente, reden="Niet betaald", by=FEMKE, at=na(te_laat, 120))
    vast = {"factuur": te_laat, "ontvangen_op": date(2026, 7, 1), "wijze": "overboeking", "by": FEMKE}

    boek_met_de_hand(centen=1, kenmerk="b1", at=na(te_laat, 121), **vast)
    nog = Leesbesluit.objects.filter(ingetrokken_op=None).count()
    boek_met_de_hand(centen=te_laat.totaal_centen - 1, kenmerk="b2", at=na(te_laat, 121), **vast)

    assert (nog, Leesbesluit.objects.filter(ingetrokken_op=None).count()) == (1, 0)
    assert lees_betaalstanden() == {}


# -- at the gemeente ------------------------------------------------------------------------------------


@pytest.fixture
def op_lezen(db: None, lindewaard: GemeenteRef) -> Iterator[Factuur]:
    """Lindewaard did not pay for a year, and somebody decided."""
    toen = timezone.now() - timedelta(days=200)
    with in_platform():
        maak_afzender()
        contract = maak_contract(lindewaard)
        factuur = factureer(contract, at=toen)
        for dagen in (40, 60, 80):
            herinner_allen(at=toen + timedelta(days=dagen))
        zet_op_lezen(
            gemeente=contract.gemeente, reden="De factuur is niet betaald.", by=FEMKE, at=timezone.now()
        )
    yield factuur
    betaalstanden.vergeet()


def als(klant: Client, gemeente: GemeenteRef, rol: Rol) -> Client:
    with in_gemeente(gemeente):
        log_in(klant, maak_gebruiker(rollen=[rol]))
    return klant


def test_the_inrichting_stands_still_and_says_why(
    klant: Client, lindewaard: GemeenteRef, op_lezen: Factuur
) -> None:
    beheerder = als(klant, lindewaard, Rol.BEHEERDER)

    lezen, wijzigen = beheerder.get("/inrichting/modules"), beheerder.post("/inrichting/modules", {})

    assert (lezen.status_code, wijzigen.status_code) == (200, 403)
    assert "De inrichting staat op alleen lezen" in lezen.content.decode()
    assert "De factuur is niet betaald." in wijzigen.content.decode()
    with in_platform():
        zet_weer_open(gemeente=op_lezen.gemeente, by=FEMKE, at=timezone.now())
    assert beheerder.post("/inrichting/modules", {}).status_code != 403


def test_what_stands_still_is_for_administrators_alone_and_never_care() -> None:
    tabel = registry.rechten()

    assert {route for route in STAAT_STIL if route not in tabel} == set()
    assert {rol for route in STAAT_STIL for rol in tabel[route].rollen or {Rol.TEAMLID}} == {Rol.BEHEERDER}
    assert {tabel[route].categorie for route in STAAT_STIL} == {""}


@pytest.mark.parametrize("fout", ["", "alleen_lezen_sluit_alles"])
def test_care_goes_on(klant: Client, lindewaard: GemeenteRef, op_lezen: Factuur, fout: str) -> None:
    """Every route that changes something and is not in the list answers as it always does."""
    teamlid = als(klant, lindewaard, Rol.TEAMLID)
    geweigerd = []
    with zaaifouten.zaai(fout) if fout else nullcontext():
        for pad in ("/meldingen", "/signalen/nieuw", "/mijn-instellingen", "/huishoudens/nieuw"):
            antwoord = teamlid.post(pad, {})
            if "staat op alleen lezen" in antwoord.content.decode():
                geweigerd.append(pad)

    assert bool(geweigerd) is bool(fout)


def test_only_an_administrator_reads_the_banner(
    klant: Client, lindewaard: GemeenteRef, op_lezen: Factuur
) -> None:
    pagina = als(klant, lindewaard, Rol.TEAMLID).get("/mijn-dag").content.decode()

    assert "alleen lezen" not in pagina
    assert "/facturen" not in pagina


def test_a_gemeente_sees_its_own_invoices_and_no_others(
    klant: Client, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, contract: Contract
) -> None:
    with in_platform():
        eigen = factureer(contract)
        vreemd = factureer(maak_contract(hoogmeren, contract.tarief, inwoners={2026: 9_000}))
    beheerder = als(klant, lindewaard, Rol.BEHEERDER)

    lijst = beheerder.get("/facturen").content.decode()
    paden = [f"/facturen/{vreemd.pk}{rest}" for rest in ("", "/pdf", "/e-factuur")]

    assert (eigen.nummer in lijst, vreemd.nummer in lijst) == (True, False)
    assert beheerder.get(f"/facturen/{eigen.pk}").status_code == 200
    assert beheerder.get(f"/facturen/{eigen.pk}/e-factuur").content.startswith(b"<?xml")
    assert [beheerder.get(pad).status_code for pad in paden] == [404, 404, 404]
    with zaaifouten.zaai("facturen_van_elke_gemeente"):
        assert [beheerder.get(pad).status_code for pad in paden] == [200, 200, 200]


def test_reminders_are_rows_that_stay(te_laat: Factuur) -> None:
    assert list(Herinnering.objects.values_list("volgnummer", "openstaand_centen")) == [
        (1, te_laat.totaal_centen),
        (2, te_laat.totaal_centen),
        (3, te_laat.totaal_centen),
    ]


def test_a_mail_that_breaks_stands_in_nobodys_way(contract: Contract, mailoutbox: list[Any]) -> None:
    factuur = factureer(contract)
    eerste = Factuurpost.objects.get(factuur=factuur)
    Factuurpost.objects.filter(pk=eerste.pk).update(
        naar="niemand\nBcc: ander@voorbeeld.invalid", pogingen=200
    )
    herinner(factuur=factuur, by=FEMKE, at=na(factuur, 7))

    gegaan = bezorg(at=na(factuur, 7))

    eerste.refresh_from_db()
    assert (gegaan, [mail.subject[:2] for mail in mailoutbox]) == (1, ["1e"])
    assert (eerste.verstuurd_op, eerste.fout, eerste.pogingen) == (None, "BadHeaderError", 201)
    assert eerste.volgende_poging == na(factuur, 7) + timedelta(hours=12)
