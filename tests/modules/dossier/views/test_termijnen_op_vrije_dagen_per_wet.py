"""On 1 January, Easter Monday and 5 May `Termijnen` shows the cases of all three laws right (Atw 1 and 3)."""

from __future__ import annotations

import re
from html import unescape

import pytest

from modules.dossier.models import Termijn
from tests.factories.identity import log_in
from tests.modules.dossier.drie_wetten import DAGEN, SLEUTELS, op_dag, zet_neer

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def regels(klant, adres):
    """Return per row of the list what it is, until when, and how long that is."""
    html = unescape(klant.get(adres).content.decode()).replace("\u00a0", " ")
    rijen = re.findall(
        r'kt-term__date"><time[^>]*>([^<]*)</time>.*?kt-term__left">(?:<svg.*?</svg>)?([^<]*)</p>.*?'
        r'kt-term__what"><p>([^<]*)',
        html,
        re.DOTALL,
    )
    return sorted((wat, wanneer, over) for wanneer, over, wat in rijen)


@pytest.mark.parametrize("dag", DAGEN, ids=lambda dag: str(dag.vrij))
def test_what_ends_on_a_free_day_of_the_atw_is_shown_on_the_next_working_day(klant, dag):
    wie = zet_neer(dag)
    laat = Termijn.objects.get(einde=dag.ervoor)

    with op_dag(dag.vrij):
        log_in(klant, wie)
        loopt, te_laat = regels(klant, "/termijnen"), regels(klant, "/termijnen?stand=te_laat")
        per_wet = [len(regels(klant, f"/termijnen?wet={wet}")) for wet in ("wmo", "jeugd", "participatie")]
        binnen = regels(klant, "/termijnen?stand=bijna")
        bladen = [
            unescape(klant.get(f"/termijnen/{rij.pk}").content.decode()).replace("\u00a0", " ")
            for rij in Termijn.objects.exclude(pk=laat.pk)
        ]

    op_tijd = [rij for rij in loopt if rij not in te_laat]
    assert [wat for wat, _, _ in op_tijd] == sorted(_titels())
    assert {(wanneer, over) for _, wanneer, over in op_tijd} == {(dag.uiterlijk, dag.nog)}
    assert [(wat, over) for wat, _, over in te_laat] == [("Onderzoek afronden", dag.te_laat)]
    assert per_wet == [3, 1, 1]
    assert len(binnen) == (4 if dag.nog == "morgen" else 0)
    assert all(dag.waarom in blad and "De dag schuift op naar" in blad for blad in bladen)


@pytest.mark.parametrize("dag", DAGEN, ids=lambda dag: str(dag.vrij))
def test_the_working_day_itself_is_in_time_and_the_day_after_is_late(klant, dag):
    wie = zet_neer(dag)
    erna = dag.werkdag.replace(day=dag.werkdag.day + 1)

    with op_dag(dag.werkdag):
        log_in(klant, wie)
        op_de_dag = [rij for rij in regels(klant, "/termijnen") if rij[2] == "vandaag"]
    with op_dag(erna):
        log_in(klant, wie)
        daarna = [rij for rij in regels(klant, "/termijnen?stand=te_laat") if rij[2] == "1 dag te laat"]

    assert [wat for wat, _, _ in op_de_dag] == [wat for wat, _, _ in daarna] == sorted(_titels())


def _titels():
    """Return the four titles: the onderzoek and the decision of the Wmo, and the other two decisions."""
    rijen = Termijn.objects.filter(sleutel__in=SLEUTELS).order_by("sleutel")
    return dict(rijen.values_list("sleutel", "titel")).values()
