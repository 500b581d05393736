"""Every list × every role: the API opens to exactly who may open the screen, and the seeded bug is seen."""

from __future__ import annotations

import pytest

from api.v1.bronnen import BRONNEN
from api.v1.kern.recht import recht_van
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from tests.api.v1.beller import persoonlijk
from tests.factories.dossier import eerste_team, maak_casus
from tests.factories.identity import maak_gebruiker

LIJSTEN = [bron for bron in BRONNEN if "list" in bron.schermen]
pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def wie_komt_binnen(klant, settings):
    settings.KT_API_PER_MINUUT = 100_000
    team = eerste_team()
    hier = maak_casus(team=team).huishouden_id
    bellers = {rol: persoonlijk(klant, maak_gebruiker(rollen=[rol], team=team)) for rol in Rol}

    def vraag() -> dict[str, set[Rol]]:
        return {
            bron.bron: {
                rol
                for rol, beller in bellers.items()
                if beller.get(f"{bron.bron}{_vraag(bron, hier)}").status_code != 404
            }
            for bron in LIJSTEN
        }

    return vraag


def _vraag(bron, hier):
    nodig = bron.vraag().fields.get("huishoudenId")
    return f"?huishoudenId={hier}" if nodig is not None and nodig.required else ""


def test_a_list_opens_to_exactly_the_roles_of_its_screen(wie_komt_binnen):
    verwacht = {
        bron.bron: {rol for rol in Rol if recht_van(bron.schermen["list"]).geldt_voor(frozenset({rol}))}
        for bron in LIJSTEN
    }
    gevonden = wie_komt_binnen()
    # A household opens through its door as well: a role of the screen without a place here gets 404 there.
    te_veel = {bron: rollen - verwacht[bron] for bron, rollen in gevonden.items() if rollen - verwacht[bron]}

    assert te_veel == {}
    assert gevonden["meldingen"] == verwacht["meldingen"]
    assert gevonden["logboek"] == {Rol.BEHEERDER, Rol.FG}
    with zaaifouten.zaai("api_zonder_rol"):
        assert Rol.INWONER in wie_komt_binnen()["teams"]


SCHRIJVERS = (Rol.TEAMLID, Rol.TEAMLEIDER, Rol.BEHEERDER, Rol.INLOOPPUNT, Rol.INWONER)


def test_what_changes_something_opens_to_exactly_the_roles_of_its_screen(klant, settings):
    """A body that nobody knows is refused with 400 by whom the role lets in, and unseen (404) by the others."""
    settings.KT_API_PER_MINUUT = 100_000
    bellers = {
        rol: persoonlijk(klant, maak_gebruiker(rollen=[rol], team=eerste_team())) for rol in SCHRIJVERS
    }
    rij = "01900000-0000-7000-8000-000000000000"
    anders = {}
    for bron in BRONNEN:
        doen = {("post", bron.bron): bron.schermen["create"]} if "create" in bron.invoer else {}
        if "partial_update" in bron.invoer:
            doen["patch", f"{bron.bron}/{rij}"] = bron.schermen["partial_update"]
        for naam, handeling in bron.handelingen.items():
            if handeling.invoer and not handeling.leest:
                doen["post", f"{bron.bron}/{rij}/{naam}"] = handeling.scherm
        for (methode, pad), scherm in doen.items():
            verwacht = {rol for rol in SCHRIJVERS if recht_van(scherm).geldt_voor(frozenset({rol}))}
            binnen = {
                rol
                for rol, beller in bellers.items()
                if getattr(beller, methode)(pad, {"kleur": "rood"}).status_code == 400
            }
            if binnen != verwacht:
                anders[pad] = (binnen, verwacht)

    assert anders == {}
