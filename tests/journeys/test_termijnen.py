"""`Termijnen` in a browser on 1 January, Easter Monday and 5 May: each law right, by a shifted clock."""

from __future__ import annotations

from typing import Any

import pytest

from keukentafel.tenancy import in_gemeente
from modules.dossier.models import Termijn
from tests.modules.dossier.drie_wetten import DAGEN, Dag, op_dag, zet_neer

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


def rijen(page: Any) -> list[tuple[str, str]]:
    """Return per row of the list until when it is and how long that is."""
    return [
        (
            rij.locator(".kt-term__date").inner_text().replace("\u00a0", " "),
            rij.locator(".kt-term__left").inner_text().strip().replace("\u00a0", " "),
        )
        for rij in page.locator(".kt-terms > li").all()
    ]


@pytest.mark.parametrize("dag", DAGEN, ids=lambda dag: str(dag.vrij))
def test_a_day_that_is_free_by_law_moves_the_terms_of_every_law(
    page: Any, adres: Any, als: Any, geen_axe_fouten: Any, lindewaard: Any, dag: Dag
) -> None:
    with in_gemeente(lindewaard):
        wie = zet_neer(dag)
    with op_dag(dag.vrij, loopt=True):
        als(page, lindewaard, wie)
        page.goto(adres("lindewaard", "/termijnen"))
        page.get_by_role("heading", name="Van mij", exact=True).wait_for()
        assert len(rijen(page)) == 5
        for wet, aantal in (("wmo", 2), ("jeugd", 1), ("participatie", 1)):
            page.goto(adres("lindewaard", f"/termijnen?wet={wet}"))
            assert rijen(page).count((dag.uiterlijk, dag.nog)) == aantal, wet
        geen_axe_fouten(page)

        with page.expect_navigation():
            page.get_by_role("link", name="Wis dit filter").click()
        with page.expect_navigation():
            page.get_by_role("link", name="Te laat", exact=True).click()
        assert [over for _, over in rijen(page)] == [dag.te_laat]
        geen_axe_fouten(page)

        with in_gemeente(lindewaard):
            bijstand = Termijn.objects.get(sleutel="pw_beslissing").pk
        page.goto(adres("lindewaard", f"/termijnen/{bijstand}"))
        assert dag.waarom in page.locator("#p-dag").inner_text().replace("\u00a0", " ")
