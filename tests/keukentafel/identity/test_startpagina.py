"""After signing in: Mijn dag, or the first page of one's own menu."""

import pytest

from keukentafel.identity.rollen import TOE_TE_KENNEN, Rol
from tests.factories.identity import WACHTWOORD, code_nu, maak_gebruiker


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR])
def test_whoever_works_with_households_begins_on_mijn_dag(klant, in_lindewaard, rol):
    assert _waarheen(klant, rol) == "/mijn-dag"


@pytest.mark.parametrize("rol", TOE_TE_KENNEN)
def test_every_role_begins_on_a_page_that_opens(klant, in_lindewaard, rol):
    assert klant.get(_waarheen(klant, rol)).status_code == 200


@pytest.mark.parametrize("rol", [Rol.FG, Rol.BEHEERDER, Rol.BELEID, Rol.PARTNER])
def test_whoever_has_another_first_page_is_sent_there_from_mijn_dag(klant, in_lindewaard, rol):
    eigen = _waarheen(klant, rol)

    antwoord = klant.get("/mijn-dag", follow=True)

    assert [adres for adres, _ in antwoord.redirect_chain] == ["/thuis", eigen]
    assert antwoord.status_code == 200
    assert klant.post("/mijn-dag").status_code == 404


def _waarheen(klant, rol):
    maak_gebruiker(gebruikersnaam="daan", rollen=[rol])
    klant.post("/inloggen", {"gebruikersnaam": "daan", "wachtwoord": WACHTWOORD})
    return klant.post("/inloggen/code", {"code": code_nu()}).url
