"""The demo bills its three gemeenten on every day of a year without a mistake."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from billing.models import Contract, Factuur, Tarief
from billing.overzicht import groepen, maandregels
from billing.queries import contracten_voor_facturatie, dossiers, met_stand
from demo import facturen
from keukentafel.tenancy import in_platform
from tenants.models import Gemeente

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("dag", [(2026, 11, 22), (2027, 1, 1), (2027, 4, 30), (2028, 2, 29)])
def test_the_demo_bills_up_to_the_month_of_today(dag: tuple[int, int, int]) -> None:
    nu = datetime(*dag, 12, tzinfo=UTC)
    facturen.vul_facturen(at=nu)
    facturen.vul_facturen(at=nu)

    with in_platform():
        codes = set(Gemeente.objects.filter(cbs_code__in=facturen._VORM).values_list("cbs_code", flat=True))
        assert Contract.objects.count() == len(codes) >= 2
        assert Tarief.objects.count() == 1
        nummers = list(Factuur.objects.order_by("jaar", "volgnummer").values_list("jaar", "volgnummer"))
        assert [nummer for jaar, nummer in nummers if jaar == nummers[0][0]] == list(
            range(1, sum(jaar == nummers[0][0] for jaar, _ in nummers) + 1)
        )
        regels = maandregels(
            dossiers(contracten_voor_facturatie()), maand=nu.date().replace(day=1), heeft_afzender=True
        )
        standen = {groep.stand for groep in groepen(regels) if groep.regels}
        assert standen
        assert standen <= {"klaar", "controleren"}
        assert min(met_stand(Factuur.objects.all()).values_list("openstaand_centen", flat=True)) >= 0
