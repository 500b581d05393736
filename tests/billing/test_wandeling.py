"""Whatever happens to a contract, in whatever order: numbers follow, amounts match to the cent, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from billing.actions.betaling import boek_met_de_hand
from billing.actions.contract import begin_module, leg_inwonertal_vast, stop_module, wijzig_contract
from billing.actions.creditnota import crediteer, crediteer_deel
from billing.actions.herinnering import herinner
from billing.actions.tarief import stel_index_vast
from billing.models import (
    Betaling,
    Contract,
    Contractmodule,
    Factuur,
    Factuurregel,
    Factuurteller,
    Herinnering,
    Soort,
)
from billing.overzicht import concept_van
from billing.queries import dossier_van, met_stand
from billing.rules.prijs import stukken
from billing.ubl import controleer
from keukentafel.tenancy import GemeenteRef
from tests.factories.billing import FEMKE, factureer, maak_afzender, maak_contract
from tests.stellage.wandeling import Wandeling, probeer, wandel

pytestmark = pytest.mark.django_db
BEGIN = date(2026, 1, 1)
_GEMEENTE: list[GemeenteRef] = []


def _rijen() -> list[Any]:
    modellen = (Contract, Contractmodule, Factuur, Factuurregel, Factuurteller, Betaling, Herinnering)
    return [list(model.objects.order_by("id").values()) for model in modellen]


class Rekening(Wandeling):
    """One contract; days go by, facts change, and somebody bills, credits, books and reminds."""

    def begin(self) -> None:
        self.dag = BEGIN
        self.bank = 0
        maak_afzender()
        self.contract = maak_contract(_GEMEENTE[0])

    @property
    def nu(self) -> datetime:
        return datetime.combine(self.dag, time(9), tzinfo=ZoneInfo("Europe/Amsterdam"))

    @property
    def maand(self) -> date:
        return self.dag.replace(day=1)

    def doe(self, iets: Callable[..., Any], **velden: Any) -> None:
        probeer(partial(iets, **velden, by=FEMKE, at=self.nu), rijen=_rijen)

    def _factuur(self, keuze: int) -> Factuur | None:
        facturen = list(met_stand(Factuur.objects.order_by("jaar", "volgnummer")))
        return facturen[keuze % len(facturen)] if facturen else None

    @rule(dagen=st.integers(1, 120))
    def er_gaan_dagen_voorbij(self, dagen: int) -> None:
        self.dag += timedelta(days=dagen)

    @rule(module=st.sampled_from(["wmo", "jeugd", "participatie"]), dagen=st.integers(-200, 100))
    def een_module_begint(self, module: str, dagen: int) -> None:
        self.doe(begin_module, contract=self.contract, module=module, van=self.dag + timedelta(days=dagen))

    @rule(keuze=st.integers(0, 9), dagen=st.integers(-200, 200))
    def een_module_stopt(self, keuze: int, dagen: int) -> None:
        modules = list(self.contract.modules.order_by("id"))
        tot = self.dag + timedelta(days=dagen)
        self.doe(stop_module, regel=modules[keuze % len(modules)], tot=tot)

    @rule(aantal=st.sampled_from([9_000, 24_999, 25_000, 60_000]), erbij=st.integers(0, 1))
    def een_inwonertal_wordt_bekend(self, aantal: int, erbij: int) -> None:
        self.doe(
            leg_inwonertal_vast,
            gemeente=self.contract.gemeente,
            jaar=self.dag.year + erbij,
            aantal=aantal,
            bron="CBS",
        )

    @rule(honderdsten=st.integers(-100, 900))
    def de_index_wordt_vastgesteld(self, honderdsten: int) -> None:
        self.doe(stel_index_vast, jaar=self.dag.year, honderdsten=honderdsten, bron="CBS")

    @rule(periode=st.sampled_from(["jaar", "kwartaal", "maand"]), dagen=st.none() | st.integers(30, 900))
    def het_contract_verandert(self, periode: str, dagen: int | None) -> None:
        rij = Contract.objects.get(pk=self.contract.pk)
        einde = None if dagen is None else BEGIN + timedelta(days=dagen)
        self.doe(wijzig_contract, contract=rij, versie=rij.versie, factuurperiode=periode, einde=einde)

    @rule()
    def er_wordt_gefactureerd(self) -> None:
        probeer(partial(factureer, self.contract, self.maand, self.nu), rijen=_rijen)

    @rule(keuze=st.integers(0, 99))
    def er_wordt_gecrediteerd(self, keuze: int) -> None:
        factuur = self._factuur(keuze)
        if factuur is not None:
            self.doe(crediteer, factuur=factuur, reden="Verkeerd")

    @rule(keuze=st.integers(0, 99), centen=st.integers(-1, 400_000), regel=st.integers(1, 4))
    def er_gaat_een_deel_terug(self, keuze: int, centen: int, regel: int) -> None:
        factuur = self._factuur(keuze)
        if factuur is not None:
            self.doe(
                crediteer_deel,
                factuur=factuur,
                per_regel={regel: centen},
                bedrag=centen // 7,
                reden="Storing",
            )

    @rule(keuze=st.integers(0, 99), deel=st.integers(1, 3))
    def er_gaat_geld_terug(self, keuze: int, deel: int) -> None:
        factuur: Any = self._factuur(keuze)
        if factuur is None or factuur.openstaand_centen >= 0:
            return
        self.bank += 1
        self.doe(
            boek_met_de_hand, factuur=factuur, centen=factuur.openstaand_centen // deel, ontvangen_op=self.dag,
            wijze="overboeking", kenmerk=f"bank-{self.bank}",
        )  # fmt: skip

    @rule(keuze=st.integers(0, 99), deel=st.integers(1, 3), dubbel=st.booleans())
    def er_wordt_betaald(self, keuze: int, deel: int, dubbel: bool) -> None:
        factuur: Any = self._factuur(keuze)
        if factuur is None or factuur.openstaand_centen < deel:
            return
        self.bank += 0 if dubbel and self.bank else 1
        self.doe(
            boek_met_de_hand, factuur=factuur, centen=factuur.openstaand_centen // deel, ontvangen_op=self.dag,
            wijze="overboeking", kenmerk=f"bank-{self.bank}",
        )  # fmt: skip

    @rule(keuze=st.integers(0, 99))
    def er_wordt_herinnerd(self, keuze: int) -> None:
        factuur = self._factuur(keuze)
        if factuur is not None:
            self.doe(herinner, factuur=factuur)

    @invariant()
    def nummers_volgen_elkaar(self) -> None:
        nummers = list(Factuur.objects.order_by("jaar", "volgnummer").values_list("jaar", "volgnummer"))
        for jaar in {jaar for jaar, _ in nummers}:
            eigen = [nummer for ander, nummer in nummers if ander == jaar]
            assert eigen == list(range(1, len(eigen) + 1))

    @invariant()
    def elke_factuur_telt_op_en_klopt(self) -> None:
        for factuur in met_stand(Factuur.objects.order_by("-jaar", "-volgnummer"))[:1]:
            assert sum(regel.bedrag_centen for regel in factuur.regels.all()) == factuur.subtotaal_centen
            assert controleer(bytes(factuur.stukken.get(soort="ubl").inhoud)) == []
            assert (
                factuur.soort == Soort.CREDITNOTA
                or factuur.openstaand_centen >= 0
                or factuur.gecrediteerd_centen
            )

    @invariant()
    def delen_gaan_nooit_boven_het_geheel(self) -> None:
        for factuur in met_stand(Factuur.objects.filter(soort=Soort.FACTUUR, crediteringen__is_deel=True))[
            :3
        ]:
            assert 0 <= -factuur.gecrediteerd_centen <= factuur.totaal_centen
            if factuur.crediteringen.filter(is_deel=False).exists():
                assert -factuur.gecrediteerd_centen == factuur.totaal_centen

    @invariant()
    def er_is_geen_gat(self) -> None:
        """After billing up to a month every day of the contract up to there is billed, also after a credit."""
        dossier = dossier_van(self.contract.pk, maand=self.maand)
        assert dossier is not None
        concept = concept_van(dossier, maand=self.maand)
        termijnen = sorted({regel.termijn for regel in (*dossier.geboekt, *concept.regels) if regel.termijn})
        for vorige, volgende in pairwise(termijnen):
            assert vorige.tot == volgende.van

    @invariant()
    def wat_is_gefactureerd_is_met_het_voorbeeld_precies_wat_hoort(self) -> None:
        dossier = dossier_van(self.contract.pk, maand=self.maand)
        assert dossier is not None
        concept = concept_van(dossier, maand=self.maand)
        straks = sum(regel.bedrag for regel in concept.regels if regel.termijn)
        termijnen = {regel.termijn for regel in (*dossier.geboekt, *concept.regels) if regel.termijn}
        hoort = sum(
            stuk.bedrag for termijn in termijnen for stuk in stukken(dossier.feiten, termijn.van, termijn.tot)
        )
        gestuurd = Factuurregel.objects.filter(termijn_van__gte=dossier.vanaf)
        assert sum(gestuurd.values_list("bedrag_centen", flat=True)) + straks == hoort


def test_a_contract_holds_whatever_happens(platform_kaal: None, lindewaard: GemeenteRef) -> None:
    _GEMEENTE[:] = [lindewaard]

    wandel(Rekening)

    assert Factuur.objects.count() == 0  # nothing is left of any walk
