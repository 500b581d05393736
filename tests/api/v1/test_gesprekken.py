"""A talk over the API: what is said, rounding it off, its report; what is a work note stays with its writer."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Gesprek, Inwonertekst
from tests.api.v1.beller import persoonlijk
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def maak_lid(klant):
    team = eerste_team()
    mens = maak_gebruiker(rollen=(Rol.TEAMLID,), team=team)
    maak_teamlid(mens, team, geheimhouding=True)
    return mens, persoonlijk(klant, mens)


@pytest.fixture
def huishouden():
    return maak_casus(maak_huishouden("Aalders"), team=eerste_team()).huishouden


def begin(lid, huishouden):
    return f"gesprekken/{lid.post('gesprekken', {'huishoudenId': str(huishouden.pk)}).json()['id']}"


def doe(lid, pad, **lichaam):
    antwoord = lid.post(pad, lichaam)
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def wijzig(lid, pad, **lichaam):
    return lid.patch(pad, lichaam, If_Match=lid.get(pad)["ETag"])


def test_a_talk_is_held_rounded_off_and_reported(klant, huishouden):
    _, lid = maak_lid(klant)
    pad, inwoner = begin(lid, huishouden), str(huishouden.leden.get().inwoner_id)
    gewijzigd = wijzig(
        lid, pad, verhaal="Het is veel.", aanwezigIds=[inwoner], ookAanwezig=["Buurvrouw"], voorbereiding="Bel eerst."
    ).json()  # fmt: skip
    assert [wie["naam"] for wie in gewijzigd["aanwezigen"]][1] == "Buurvrouw"
    assert gewijzigd["voorbereiding"] == "Bel eerst."
    vreemd = wijzig(lid, pad, aanwezigIds=[str(huishouden.pk)])
    assert vreemd.json()["invalidParams"][0]["name"] == "aanwezigIds"

    behoefte = doe(lid, f"{pad}/behoeften", tekst="Rust in huis.", leefgebied="dagbesteding")["behoeften"][0]
    zwaar = [{"kader": "maatwerk", "tekst": "Hulp."}]
    niet = lid.post(f"{pad}/kaders", {"behoefteId": behoefte["id"], "kaders": zwaar})
    assert niet.status_code == 422
    assert {een["name"] for een in niet.json()["invalidParams"]} >= {"eigenKracht", "voorliggend"}
    licht = [{"kader": "eigen_kracht", "tekst": "Ze wandelt."}]
    met = doe(lid, f"{pad}/kaders", behoefteId=behoefte["id"], kaders=licht)
    assert met["behoeften"][0]["kaders"][0]["tekst"] == "Ze wandelt."
    tweede = doe(lid, f"{pad}/behoeften", tekst="Iets anders.")["behoeften"][1]
    assert len(doe(lid, f"{pad}/behoefte-weghalen", behoefteId=tweede["id"])["behoeften"]) == 1
    markering = doe(lid, f"{pad}/markeringen", soort="wens", tekst="Een tuin")["markeringen"][0]
    assert doe(lid, f"{pad}/markering-weghalen", markeringId=markering["id"])["markeringen"] == []

    mist = lid.post(f"{pad}/afronden", {})
    assert (mist.status_code, mist.json()["invalidParams"][0]["code"]) == (400, "required")
    klaar = doe(lid, f"{pad}/afronden", toch=True)
    assert (klaar["stand"], klaar["woorden"][0]["tekst"]) == ("afgerond", "Het is veel.")
    assert wijzig(lid, pad, verhaal="Anders.").status_code == 422
    open_ = doe(lid, f"{pad}/heropenen")
    assert (open_["stand"], open_["woorden"]) == ("bezig", [])
    doe(lid, f"{pad}/afronden", toch=True)
    dag = localdate().isoformat()
    verslag = doe(
        lid, f"{pad}/verslag", verslag="Wat we bespraken.", verstuurdOp=dag, reactieInwoner="Klopt."
    )
    assert (verslag["verslag"], verslag["verslagVerstuurdOp"]) == ("Wat we bespraken.", dag)
    woorden = next(een for een in verslag["woorden"] if een["bij"] == "verslag")
    assert doe(lid, f"{pad}/reacties", woordenId=woorden["id"], tekst="Fijn.")["woorden"][-1]["reacties"]
    assert Inwonertekst.objects.get(bij_soort="verslag").tekst == "Klopt."


def test_without_a_resident_a_reason_is_asked_in_the_words_of_the_screen(klant, huishouden):
    _, lid = maak_lid(klant)
    pad = begin(lid, huishouden)
    weigering = lid.post(f"{pad}/afronden", {"toch": True})

    assert weigering.status_code == 422
    assert weigering.json()["detail"].startswith("Schrijf op waarom het gesprek zonder de inwoner was.")
    wijzig(lid, pad, zonderInwonerOmdat="Ziek.")
    assert doe(lid, f"{pad}/afronden", toch=True)["stand"] == "afgerond"


def test_work_notes_are_only_for_who_began_the_talk(klant, huishouden):
    _, lid = maak_lid(klant)
    _, ander = maak_lid(klant)
    pad = begin(lid, huishouden)
    wijzig(lid, pad, voorbereiding="Alleen voor mij.", verhaal="Voor het team.")
    markering = doe(lid, f"{pad}/markeringen", soort="zorg", tekst="Mijn zorg")["markeringen"][0]

    gezien = ander.get(pad).content.decode()
    assert "Voor het team." in gezien
    assert "Alleen voor mij." not in gezien
    assert "Mijn zorg" not in gezien
    with zaaifouten.zaai("voorbereiding_voor_iedereen"):
        assert "Alleen voor mij." in ander.get(pad).content.decode()
    assert wijzig(ander, pad, voorbereiding="Overschreven").status_code == 403
    assert ander.post(f"{pad}/markeringen", {"soort": "zorg", "tekst": "x"}).status_code == 403
    assert ander.post(f"{pad}/markering-weghalen", {"markeringId": markering["id"]}).status_code == 400
    assert Gesprek.objects.get().voorbereiding == "Alleen voor mij."


def test_nobody_writes_about_what_stays_closed(klant, huishouden):
    _, lid = maak_lid(klant)
    pad = begin(lid, huishouden)

    assert wijzig(lid, pad, leefgebieden=["justitie"]).json()["code"] == "outside_protocol"
    assert lid.post(f"{pad}/behoeften", {"tekst": "x", "leefgebied": "justitie"}).status_code == 403
    assert wijzig(lid, pad, leefgebieden=["dagbesteding"]).status_code == 200


def test_the_api_and_the_screen_leave_the_same_lines(klant, huishouden):
    mens, lid = maak_lid(klant)
    pad = begin(lid, huishouden)

    def regels(doen):
        vorige = set(Logboekregel.objects.values_list("pk", flat=True))
        doen()
        nieuw = Logboekregel.objects.exclude(pk__in=vorige)
        return sorted((r.gebeurtenis, r.object_soort, str(r.gebruiker_id)) for r in nieuw)

    over_api = regels(lambda: doe(lid, f"{pad}/behoeften", tekst="Rust."))
    log_in(klant, mens)
    op_scherm = regels(lambda: klant.post(f"/{pad}/behoeften", {"tekst": "Rust."}))

    assert [regel for regel in over_api if regel[0].startswith("dossier.behoefte")]
    assert [regel for regel in over_api if regel in op_scherm] == over_api
