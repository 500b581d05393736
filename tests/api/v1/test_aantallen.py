"""What the lists and rows of a household cost in queries: the same at one row and at many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from modules.dossier.actions.plan import add_doel, begin_plan
from modules.dossier.besluiten.actions.klacht import receive_klacht
from modules.dossier.besluiten.models import Bezwaar
from modules.dossier.models import (
    Behoefte,
    Gesprek,
    KaderAntwoord,
    LadderMeting,
    Resultaat,
)
from tests.api.v1.beller import persoonlijk
from tests.modules.dossier.besluiten.toneel import maak_besluittoneel, volledig

pytestmark = pytest.mark.usefixtures("in_lindewaard")

LIJSTEN = {
    "beschikkingen": 10, "bezwaren": 10, "klachten": 9, "ladder-metingen": 9, "gesprekken": 9, "plannen": 9,
}  # fmt: skip
STUKKEN = {"plannen": 16, "doelen": 17, "gesprekken": 12, "beschikkingen": 10}


def test_what_a_household_holds_costs_the_same_at_one_and_at_many(klant):
    toneel = maak_besluittoneel()
    zaak, lid = toneel.zaak, persoonlijk(klant, toneel.maker)
    plan = begin_plan(huishouden=zaak.huishouden, casus=zaak.casus, by=toneel.maker, at=now())
    gesprek = Gesprek.objects.create(
        huishouden=zaak.huishouden, casus=zaak.casus, begonnen_op=now(), gestart_door=toneel.collega
    )
    besluit = volledig(toneel)
    doel = None

    def nog_een() -> None:
        nonlocal doel
        rij = volledig(toneel)
        Bezwaar.objects.create(
            beschikking=rij, huishouden=zaak.huishouden, indiener="Els", ontvangen_op=localdate(),
            indienen_uiterlijk=localdate(), beslissen_uiterlijk=localdate(), gemaakt_door=toneel.maker,
            gemaakt_op=now(),
        )  # fmt: skip
        receive_klacht(
            huishouden=zaak.huishouden, casus=zaak.casus,
            gegevens={
                "indiener": "Els", "ontvangen_op": localdate(), "over": "team", "over_wie": None, "tekst": "Te laat.",
                "gewenst": "", "met_adviseur": False, "behandelaar": toneel.collega,
            },
            by=toneel.maker, at=now(),
        )  # fmt: skip
        LadderMeting.objects.create(
            huishouden=zaak.huishouden, casus=zaak.casus, inwoner=zaak.inwoner, datum=localdate(), huidig=2,
            door=toneel.maker, gemaakt_op=now(),
        )  # fmt: skip
        Gesprek.objects.create(
            huishouden=zaak.huishouden, casus=zaak.casus, begonnen_op=now(), gestart_door=toneel.maker
        )
        behoefte = Behoefte.objects.create(huishouden=zaak.huishouden, gesprek=gesprek, tekst="Rust.")
        KaderAntwoord.objects.create(behoefte=behoefte, kader="eigen_kracht", tekst="Zij wandelt.")
        doel = add_doel(
            plan=plan, titel="Ik slaap.", waarom="", leefgebieden=["dagbesteding"], omschrijving="Zeven uur.",
            indicator="", streefdatum=None, probleem=None, by=toneel.maker, at=now(),
        )  # fmt: skip
        Resultaat.objects.create(doel=doel, omschrijving="Uitgerust.")

    nog_een()
    paden = {bron: f"{bron}?huishoudenId={zaak.huishouden.pk}" for bron in LIJSTEN}
    stukken = {
        "plannen": f"plannen/{plan.pk}", "doelen": f"doelen/{doel.pk}", "gesprekken": f"gesprekken/{gesprek.pk}",
        "beschikkingen": f"beschikkingen/{besluit.pk}",
    }  # fmt: skip
    for pad in (*paden.values(), *stukken.values()):
        lid.get(pad)
    bij_een = ({b: _tel(lid, p) for b, p in paden.items()}, {b: _tel(lid, p) for b, p in stukken.items()})
    for _ in range(3):
        nog_een()

    assert (
        {b: _tel(lid, p) for b, p in paden.items()},
        {b: _tel(lid, p) for b, p in stukken.items()},
    ) == bij_een
    assert bij_een[0] == LIJSTEN
    assert bij_een[1] == STUKKEN


def _tel(lid, pad):
    with CaptureQueriesContext(connection) as gevraagd:
        assert lid.get(pad).status_code == 200
    return len(gevraagd)
