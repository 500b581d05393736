"""Terms over the API: each thing of the screen, with its way back and its refusal in the same words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from modules.dossier.actions.termijn import start_termijnen
from modules.dossier.models import Ingebrekestelling, Termijn
from modules.dossier.wetten import Termijnsoort
from tests.api.v1.naast import wat_erbij_komt
from tests.factories.dossier import maak_casus, maak_huishouden, maak_termijn
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant)


def start(casus, dagen=3, sleutel="wmo_beschikking"):
    [termijn] = start_termijnen(
        casus=casus,
        melding=None,
        soorten=[Termijnsoort(sleutel, "Besluit nemen")],
        begin=localdate() - timedelta(days=dagen),
    )
    return termijn


def iso(over=0):
    return (localdate() + timedelta(days=over)).isoformat()


def test_the_time_stands_still_runs_again_and_both_go_back(lid, zaak):
    termijn = start(zaak.casus)
    pad = f"termijnen/{termijn.pk}"
    zonder_dag = lid.post(f"{pad}/opschorten", {"grond": "aanvullen", "van": iso(-1), "reden": "Bewijs"})
    stil = lid.post(
        f"{pad}/opschorten",
        {"grond": "aanvullen", "van": iso(-1), "uiterlijk": iso(10), "reden": "Bewijs"},
    ).json()
    pauze = stil["opschortingen"][0]["id"]
    loopt = lid.post(f"{pad}/hervatten", {"op": iso()}).json()
    weer_stil = lid.post(f"{pad}/ongedaan", {"wat": "hervatting", "watId": pauze}).json()
    eind = lid.post(f"{pad}/ongedaan", {"wat": "opschorting", "watId": pauze}).json()
    nog_eens = lid.post(f"{pad}/ongedaan", {"wat": "opschorting", "watId": pauze})

    assert (zonder_dag.status_code, zonder_dag.json()["detail"]) == (
        422,
        "Vul in tot welke dag de inwoner de tijd krijgt (Awb artikel 4:5).",
    )
    assert [een["status"] for een in (stil, loopt, weer_stil, eind)] == [
        "opgeschort",
        "loopt",
        "opgeschort",
        "loopt",
    ]
    assert (eind["einde"], eind["opschortingen"]) == (termijn.einde.isoformat(), [])
    assert nog_eens.json()["detail"].startswith("Dit is al ongedaan gemaakt.")


def test_the_logboek_says_the_same_as_of_the_screen(klant, lid, zaak):
    een, ander = start(zaak.casus), start(maak_casus(maak_huishouden(), behandelaar=zaak.medewerker))
    velden = {"grond": "aanvrager", "reden": "Ziek"}
    dag = localdate().strftime("%d-%m-%Y")
    scherm = wat_erbij_komt(
        lambda: klant.post(
            f"/termijnen/{een.pk}/stilstaan", {"stil-van": dag} | {f"stil-{k}": v for k, v in velden.items()}
        )
    )
    api = wat_erbij_komt(lambda: lid.post(f"termijnen/{ander.pk}/opschorten", {"van": iso(), **velden}))

    assert scherm == api
    assert [regel[0] for regel in api] == ["dossier.termijn.opgeschort"]


def test_more_time_and_word_of_delay(lid, zaak):
    afspraak = start(zaak.casus, sleutel="wmo_onderzoek")
    besluit = start(zaak.casus)
    leeg = lid.post(f"termijnen/{afspraak.pk}/verlengen", {"grond": "afgesproken", "reden": "Vakantie"})
    langer = lid.post(
        f"termijnen/{afspraak.pk}/verlengen",
        {"grond": "afgesproken", "tot": iso(90), "reden": "Vakantie"},
    ).json()
    niet = lid.post(
        f"termijnen/{besluit.pk}/verlengen", {"grond": "afgesproken", "tot": iso(90), "reden": "Druk"}
    )
    gemeld = lid.post(f"termijnen/{besluit.pk}/uitstel", {"nieuw": iso(60), "reden": "Druk"}).json()
    terug = lid.post(
        f"termijnen/{besluit.pk}/ongedaan",
        {"wat": "uitstel", "watId": gemeld["uitstelberichten"][0]["id"]},
    ).json()

    assert leeg.json()["invalidParams"][0]["reason"] == "Vul in tot welke dag er meer tijd is."
    assert [(meer["grond"], meer["tot"]) for meer in langer["verlengingen"]] == [("afgesproken", iso(90))]
    assert langer["einde"] >= iso(90)  # an end on a Saturday, Sunday or holiday moves on
    assert niet.status_code == 422
    assert gemeld["uitstelberichten"][0]["nieuw"] == iso(60)
    assert terug["uitstelberichten"] == []


def test_a_letter_that_the_gemeente_is_late_and_no_money_for_it(lid, zaak):
    laat = start(zaak.casus, dagen=60)
    pad = f"termijnen/{laat.pk}"
    zonder = lid.post(f"{pad}/geen-dwangsom", {"reden": "kennelijk"})
    brief = lid.post(f"{pad}/ingebrekestelling", {"ontvangenOp": iso()}).json()["ingebrekestelling"]
    geen = lid.post(f"{pad}/geen-dwangsom", {"reden": "kennelijk"}).json()
    wel = lid.post(f"{pad}/geen-dwangsom", {"reden": ""}).json()
    waarom = lid.post(f"{pad}/oorzaak", {"oorzaak": "capaciteit"}).json()
    weg = lid.post(f"{pad}/ongedaan", {"wat": "ingebrekestelling", "watId": brief["id"]}).json()

    assert zonder.json()["detail"] == "Bij deze termijn is geen ingebrekestelling vastgelegd."
    assert brief["ontvangenOp"] == iso()
    assert geen["ingebrekestelling"]["geenDwangsom"] == "kennelijk"
    assert wel["ingebrekestelling"]["geenDwangsom"] is None
    assert waarom["oorzaak"] == "capaciteit"
    assert weg["ingebrekestelling"] is None
    assert not Ingebrekestelling.objects.exists()


def test_an_old_etag_stops_an_action_and_the_same_key_does_it_once(lid, zaak):
    termijn = start(zaak.casus)
    pad = f"termijnen/{termijn.pk}"
    etag = lid.get(pad)["ETag"]
    gestuurd = {"grond": "aanvrager", "van": iso(), "reden": "Ziek"}
    eerst = lid.post(f"{pad}/opschorten", gestuurd, If_Match=etag, Idempotency_Key="stil")
    weer = lid.post(f"{pad}/opschorten", gestuurd, If_Match=etag, Idempotency_Key="stil")
    oud = lid.post(f"{pad}/hervatten", {"op": iso()}, If_Match=etag)

    assert (eerst.status_code, weer.status_code, oud.status_code) == (200, 200, 412)
    assert weer["Idempotency-Replayed"] == "true"
    assert oud.json()["current"]["status"] == "opgeschort"
    assert Termijn.objects.get(pk=termijn.pk).opschortingen.count() == 1


def test_a_term_of_another_team_does_not_exist(lid):
    elders = maak_termijn(maak_casus(maak_huishouden(team=maak_team("Ver weg"))))

    assert lid.post(f"termijnen/{elders.pk}/hervatten", {"op": iso()}).status_code == 404
