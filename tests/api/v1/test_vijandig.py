"""What nobody should send and what nobody should hear: found with hostile eyes, kept so that it stays mended."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from psycopg.errors import ForeignKeyViolation, NotNullViolation, UniqueViolation

from api.v1.kern.problemen import als_probleem
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from keukentafel.uitgaand import bezorgen
from keukentafel.uitgaand.models import Bezorging, Bezorgstand
from keukentafel.uitgaand.toestaan import sta_toe
from modules.dossier.besluiten.models import Beschikking
from modules.toegangsleutels.actions.haak import make_haak, start_haak, stop_haak
from modules.toegangsleutels.actions.programma import block_programma, give_geheim
from modules.toegangsleutels.zicht import zichtbare
from tests.api.v1.beller import als_programma, persoonlijk, vraag_token
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.toegangsleutels import maak_programma_rij
from tests.keukentafel.uitgaand.luisteraar import luister
from tests.modules.dossier.besluiten.toneel import begin, maak_besluittoneel
from tests.modules.dossier.muur import maak_mens

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def buiten(klant):
    """A client that shows a 500 instead of raising it."""
    return Client(HTTP_HOST=klant.defaults["HTTP_HOST"], raise_request_exception=False)


def test_a_webhook_that_was_stopped_or_whose_program_is_kept_out_gets_nothing(klant):
    cache.clear()
    programma, nu = maak_programma_rij("rooster", eerste_team()), timezone.now()
    wie_doet = {"by": programma.gebruiker, "at": nu}
    with luister() as wie:
        sta_toe(url=wie.url, at=nu)
        haak, _ = make_haak(
            programma=programma, naam="Rooster", url=f"{wie.url}/haak", bronnen=["huishoudens"], **wie_doet
        )
        bezorgen.zet_klaar(bestemmingen=[haak.pk], stroom="x", lading="{}", at=nu)
        stop_haak(haak=haak, **wie_doet)
        bezorgen.bezorg(klok=timezone.now)
        gestopt = len(wie.verzoeken)
        start_haak(haak=haak, **wie_doet)
        block_programma(programma=programma, dicht=True, **wie_doet)
        bezorgen.bezorg(klok=timezone.now)
        buiten = len(wie.verzoeken)
        block_programma(programma=programma, dicht=False, **wie_doet)
        bezorgen.bezorg(klok=timezone.now)

        assert (gestopt, buiten, len(wie.verzoeken)) == (0, 0, 1)
        assert Bezorging.objects.get().stand == Bezorgstand.BEZORGD


def test_a_webhook_hears_of_decisions_under_the_laws_that_its_account_reads():
    rij = begin(maak_besluittoneel())
    regel = SimpleNamespace(pk=rij.pk, object_id=rij.pk, huishouden_id=rij.huishouden_id)
    klantmanager = maak_mens("klantmanager_wi")

    assert zichtbare(klantmanager, [("beschikkingen", regel)]) == set()
    Beschikking.objects.update(wet="participatie")
    assert zichtbare(klantmanager, [("beschikkingen", regel)]) == {rij.pk}


def test_a_secret_that_ends_is_not_given_more_time_by_the_next_one(klant):
    programma, nu = maak_programma_rij("rooster", eerste_team()), timezone.now()
    give_geheim(programma=programma, by=None, at=nu, oud_tot=nu + timedelta(hours=1))
    give_geheim(programma=programma, by=None, at=nu, oud_tot=nu + timedelta(days=7))

    later = nu + timedelta(hours=2)
    assert programma.geheimen.geldig(later).count() == 2  # the newest, and the one before it for a week


def test_a_secret_that_stops_now_takes_the_tokens_that_it_gave(klant):
    beller = als_programma(klant, [(Rol.TEAMLID, eerste_team().pk)])
    programma = beller_programma()
    give_geheim(programma=programma, by=None, at=timezone.now(), oud_tot=timezone.now() + timedelta(hours=1))
    met_overlap = beller.get("huishoudens").status_code
    give_geheim(programma=programma, by=None, at=timezone.now())

    assert (met_overlap, beller.get("huishoudens").status_code) == (200, 401)


def beller_programma():
    from modules.toegangsleutels.models import Programma

    return Programma.objects.get(client_id="rooster")


DIEP = "[" * 5000 + "]" * 5000


@pytest.mark.parametrize(
    "lichaam",
    [
        DIEP, '{"naam": ' + DIEP + "}", '{"\\ud800": 1}', '{"naam": "\\ud800"}', '{"naam": "a\\u0000"}',
        '{"naam": 123456789012345678901234567890}', '{"naam": ' + "9" * 5000 + "}", '{"naam": 1e400}', "[]", "null",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kop", [{}, {"Idempotency-Key": "k"}])
def test_a_body_that_no_form_makes_is_refused_in_words(buiten, lichaam, kop):
    beller = persoonlijk(buiten, maak_gebruiker(rollen=[Rol.BEHEERDER]))
    antwoord = buiten.post(
        "/api/v1/teams", lichaam, content_type="application/json",
        headers={"Authorization": f"Bearer {beller.token}", **kop},
    )  # fmt: skip

    assert antwoord.status_code in (201, 400, 422), antwoord.content
    assert antwoord.status_code == 201 or antwoord.json()["detail"]


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"]
)
def test_the_first_and_last_moment_there_is_are_no_fault_of_ours(buiten, moment):
    beller = persoonlijk(buiten, maak_gebruiker(rollen=[Rol.BEHEERDER]))
    koppen = {"Authorization": f"Bearer {beller.token}"}

    for naam in ("van", "tot"):
        assert buiten.get("/api/v1/logboek", {naam: moment}, headers=koppen).status_code in (200, 400)


def test_a_client_id_that_no_database_can_hold_is_just_unknown(buiten):
    in_formulier = {"grant_type": "client_credentials", "client_id": "a\x00", "client_secret": "x\x00"}
    onzin = base64.b64encode(b"\xff\xfe:\xff").decode()

    assert vraag_token(buiten, client_id="a\x00b").status_code == 401
    assert buiten.post("/api/v1/oauth/token", in_formulier).status_code in (400, 401)
    for kop in (f"Basic {onzin}", "Basic zzz", "Basic"):
        antwoord = buiten.post("/api/v1/oauth/token", headers={"Authorization": kop})
        assert antwoord.status_code in (400, 401), json.loads(antwoord.content)


def test_a_program_prepares_the_team_model_and_a_person_decides_on_it(klant):
    programma = als_programma(klant, [(Rol.BEHEERDER, None)])
    concept = programma.post("inrichting", {})
    pad, morgen = f"inrichting/{concept.json()['id']}", localdate() + timedelta(days=1)
    vaststellen = {
        "versie": concept.json()["versie"],
        "ingaatOp": morgen.isoformat(),
        "toelichting": "Anders.",
    }

    antwoord = programma.post(f"{pad}/vaststellen", vaststellen)

    assert (concept.status_code, antwoord.status_code) == (201, 403), antwoord.content
    assert "Een programma bereidt het concept voor" in antwoord.json()["detail"]
    with zaaifouten.zaai("programma_beslist"):
        assert programma.post(f"{pad}/vaststellen", vaststellen).status_code == 200


@pytest.mark.parametrize(
    ("oorzaak", "stand"), [(UniqueViolation(), 409), (ForeignKeyViolation(), 409), (NotNullViolation(), None)]
)
def test_two_who_did_the_same_hear_so_and_a_fault_of_ours_stays_one(oorzaak, stand):
    fout = IntegrityError("dubbel")
    fout.__cause__ = oorzaak

    gelezen = als_probleem(fout, "")

    assert (gelezen and gelezen[0]) == stand
