"""Decisions over the API: prepared by anybody who may, taken only by a person with a mandate."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate, timedelta

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.besluiten.actions.beschikking import mist_vier_ogen
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.toegang.models import Attendering
from tests.api.v1.beller import als_programma, persoonlijk
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in
from tests.factories.voorzieningen import maak_product
from tests.modules.dossier.besluiten.toneel import PROEF, begin, maak_besluittoneel, mandaat, volledig

pytestmark = pytest.mark.usefixtures("in_lindewaard")
VANDAAG = localdate().isoformat()


@pytest.fixture
def toneel():
    return maak_besluittoneel()


@pytest.fixture
def maker(klant, toneel):
    return persoonlijk(klant, toneel.maker)


def doe(beller, pad, stand=200, **lichaam):
    antwoord = beller.post(pad, lichaam)
    assert antwoord.status_code == stand, antwoord.content
    return antwoord.json()


def gezien(beller, pad, naam, lichaam=None):
    """Do something with what was read just now."""
    return beller.post(f"{pad}/{naam}", lichaam or {}, If_Match=beller.get(pad)["ETag"])


def wijzig(beller, pad, **lichaam):
    return beller.patch(pad, lichaam, If_Match=beller.get(pad)["ETag"])


TEKST = {
    "uitkomst": "toegekend", "grond": PROEF.artikel, "wat": "U krijgt hulp bij het huishouden.",
    "hoeveel": "3 uur per week", "begin": VANDAAG, "overwegingen": {"behoefte": "Zij kan het niet meer."},
}  # fmt: skip
HULP = {
    "titel": "Hulp bij het huishouden", "omvang": "3", "eenheid": "uur", "frequentie": "week",
    "bedragPerJaar": "4000.00", "begin": VANDAAG,
}  # fmt: skip


def test_a_decision_runs_from_request_to_sent_and_on(toneel, maker):
    mandaat()
    basis = {"huishoudenId": str(toneel.zaak.huishouden.pk), "inwonerId": str(toneel.zaak.inwoner.pk)}
    onbekend = maker.post("beschikkingen", {**basis, "soort": "iets"})
    assert PROEF.code in onbekend.json()["invalidParams"][0]["reason"]
    straks = {**basis, "soort": PROEF.code, "aanvraagOp": (localdate() + timedelta(days=1)).isoformat()}
    assert maker.post("beschikkingen", straks).json()["detail"].startswith("De dag van de aanvraag")
    nieuw = maker.post("beschikkingen", {**basis, "soort": PROEF.code, "aanvraagOp": VANDAAG})
    assert nieuw.status_code == 201, nieuw.content
    pad = f"beschikkingen/{nieuw.json()['id']}"
    oud = nieuw["ETag"]

    met = doe(maker, f"{pad}/hulp", **HULP)["toewijzingen"][0]
    assert (met["hoeveel"], met["bedragPerJaar"], met["omvang"]) == ("3 uur per week", "4000.00", "3.00")
    assert maker.patch(pad, {"wat": "x"}, If_Match=oud).status_code == 412
    assert wijzig(maker, pad, uitkomst="herzien").json()["invalidParams"][0]["name"] == "uitkomst"
    assert (
        wijzig(maker, pad, overwegingen={"maan": "x"}).json()["invalidParams"][0]["name"]
        == "overwegingen.maan"
    )
    mist = maker.get(f"{pad}/controle").json()
    assert mist["kanBeslissen"] is False
    assert "Kies wat het besluit is: toegekend, deels toegekend of afgewezen." in mist["ontbreekt"]
    niet_rond = gezien(maker, pad, "beslissen")
    assert (niet_rond.status_code, niet_rond.json()["invalidParams"][0]["code"]) == (422, "missing")
    assert wijzig(maker, pad, **TEKST).json()["overwegingen"] == TEKST["overwegingen"]
    controle = maker.get(f"{pad}/controle").json()
    assert (controle["kanBeslissen"], controle["ontbreekt"]) == (True, [])
    assert controle["kostenHuishouden"] == "4000.00"

    ontvanger = controle["briefAan"][0]["sleutel"]
    doe(maker, f"{pad}/ontvanger", aan=ontvanger, hoe="digitaal")
    assert maker.post(f"{pad}/beslissen", {}).status_code == 428
    genomen = gezien(maker, pad, "beslissen").json()
    assert (genomen["stand"], genomen["beslistDoorId"]) == ("genomen", str(toneel.maker.pk))
    assert wijzig(maker, pad, wat="Anders.").status_code == 422
    assert doe(maker, f"{pad}/brief")["briefId"]
    assert doe(maker, f"{pad}/bekendmaken", bekendOp="2020-01-01", stand=422)["detail"].startswith(
        "Het besluit is"
    )
    bekend = doe(maker, f"{pad}/bekendmaken", bekendOp=VANDAAG)
    assert (bekend["stand"], bekend["toewijzingen"][0]["stand"]) == ("bekend", "klaar")
    assert maker.get(f"{pad}/controle").json()["detail"].startswith("Dit besluit is al bekendgemaakt.")

    opvolger = maker.post(f"{pad}/vervolgen", {"relatie": "herziet"})
    assert opvolger.status_code == 201
    assert opvolger["Location"].endswith(opvolger.json()["id"])
    assert (opvolger.json()["vervangtId"], opvolger.json()["uitkomst"]) == (nieuw.json()["id"], "herzien")
    weg = f"beschikkingen/{opvolger.json()['id']}"
    assert gezien(maker, weg, "intrekken", {"omdat": "Niet nodig."}).json()["stand"] == "ingetrokken"
    assert {rij["stand"] for rij in maker.get(f"beschikkingen?huishoudenId={basis['huishoudenId']}").json()["results"]} == {
        "bekend", "ingetrokken",
    }  # fmt: skip


def test_help_comes_from_the_catalogue_with_its_own_price(toneel, maker):
    product = maak_product()
    rij = begin(toneel)
    pad = f"beschikkingen/{rij.pk}"
    vraag = {
        "productId": str(product.pk),
        "omvang": "2",
        "frequentie": "week",
        "begin": VANDAAG,
        "bedragPerJaar": "10.00",
    }
    antwoord = maker.post(f"{pad}/hulp", vraag)
    assert antwoord.status_code == 200, antwoord.content
    hulp = Toewijzing.objects.get()
    assert (hulp.titel, hulp.product, hulp.beschikking_id) == (product.naam, product.code, rij.pk)
    leeg = doe(maker, f"{pad}/hulp-weghalen", toewijzingId=str(hulp.pk))
    assert (leeg["toewijzingen"], leeg["bedragPerJaar"]) == ([], "0.00")
    zonder = maker.post(f"{pad}/hulp", {"begin": VANDAAG})
    assert {een["name"] for een in zonder.json()["invalidParams"]} == {"titel", "bedragPerJaar"}


def test_without_mandate_it_goes_to_who_may_who_hears_of_it_and_gives_it_back(klant, toneel, maker):
    mandaat(rol=Rol.TEAMLEIDER.value)
    rij = volledig(toneel)
    pad = f"beschikkingen/{rij.pk}"
    controle = maker.get(f"{pad}/controle").json()
    assert controle["magBeslissen"] is False
    leider = str(toneel.leider.pk)
    assert leider in {een["gebruikerId"] for een in controle["wieDan"]}
    geweigerd = gezien(maker, pad, "beslissen")
    assert (geweigerd.status_code, geweigerd.json()["detail"]) == (422, controle["reden"])
    assert gezien(maker, pad, "voorleggen", {"aanId": str(rij.pk)}).status_code == 400
    voor = gezien(maker, pad, "voorleggen", {"aanId": leider, "omdat": "Mag dit?"}).json()
    assert (voor["stand"], voor["voorgelegdAanId"]) == ("ter_beoordeling", leider)
    assert Attendering.objects.get(voor_id=toneel.leider.pk).soort == "besluit"

    baas = persoonlijk(klant, toneel.leider)
    assert (
        doe(baas, f"{pad}/terugleggen", stand=422)["detail"]
        == "Vul in waarom. Dat blijft bij het besluit staan."
    )
    assert doe(baas, f"{pad}/terugleggen", omdat="Reden mist.")["teruggelegdOmdat"] == "Reden mist."
    gezien(maker, pad, "voorleggen", {"aanId": leider})
    assert gezien(baas, pad, "akkoord").json()["gezienDoorId"] == leider
    gezien(maker, pad, "voorleggen", {"aanId": leider})
    assert gezien(baas, pad, "beslissen").json()["stand"] == "genomen"


def test_a_program_prepares_and_never_decides(klant, toneel, maker):
    for rol in (Rol.TEAMLID, Rol.TEAMLEIDER):
        mandaat(rol=rol.value)
    programma = als_programma(klant, [(Rol.TEAMLID, eerste_team().pk), (Rol.TEAMLEIDER, eerste_team().pk)])
    basis = {"huishoudenId": str(toneel.zaak.huishouden.pk), "inwonerId": str(toneel.zaak.inwoner.pk)}
    pad = f"beschikkingen/{programma.post('beschikkingen', {**basis, 'soort': PROEF.code}).json()['id']}"
    doe(programma, f"{pad}/hulp", **HULP)
    assert wijzig(programma, pad, **TEKST).status_code == 200
    controle = programma.get(f"{pad}/controle").json()
    assert (controle["magBeslissen"], controle["kanBeslissen"]) == (False, False)
    for naam in ("beslissen", "akkoord"):
        nee = gezien(programma, pad, naam)
        assert (nee.status_code, nee.json()["code"]) == (403, "ask_a_person"), naam
    assert Beschikking.objects.get().stand == "concept"
    with zaaifouten.zaai("programma_beslist"):
        assert gezien(programma, pad, "beslissen").status_code == 200
    Beschikking.objects.update(stand="genomen")
    nee = gezien(programma, pad, "intrekken", {"omdat": "x"})
    assert (nee.status_code, nee.json()["code"]) == (403, "ask_a_person")


def test_what_a_program_wrote_asks_two_people_where_two_must_look(klant, toneel, maker):
    """Who decides on what a program wrote is the first pair of eyes, not the second."""
    streng = BesluitInstellingen(vier_ogen="altijd")
    programma = als_programma(klant, [(Rol.TEAMLID, eerste_team().pk)])
    rij = volledig(toneel)
    assert mist_vier_ogen(rij, toneel.collega, streng) is False
    wijzig(programma, f"beschikkingen/{rij.pk}", wat="U krijgt hulp.")
    assert mist_vier_ogen(Beschikking.objects.get(), toneel.collega, streng) is True


def test_a_token_for_reading_looks_and_does_nothing(klant, toneel, maker):
    rij = volledig(toneel)
    pad = f"beschikkingen/{rij.pk}"
    leest = persoonlijk(klant, toneel.maker, ["beschikkingen.lezen"])
    assert leest.get(f"{pad}/controle").status_code == 200
    assert gezien(leest, pad, "beslissen").json()["code"] == "insufficient_scope"
    assert leest.post(f"{pad}/hulp", HULP).json()["code"] == "insufficient_scope"


def test_the_api_and_the_screen_leave_the_same_lines(klant, toneel, maker):
    mandaat()
    een, twee = volledig(toneel), volledig(toneel)
    over_api = wat_erbij_komt(lambda: gezien(maker, f"beschikkingen/{een.pk}", "beslissen"))
    log_in(klant, toneel.maker)
    op_scherm = wat_erbij_komt(
        lambda: klant.post(f"/besluiten/{twee.pk}/controleer", {"versie": twee.versie})
    )

    assert over_api == op_scherm
    assert "besluiten.beschikking.genomen" in {regel[0] for regel in over_api}
