"""What the six registers share: the token, the errors, pages, ETags, the line in the logboek."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.actions.geheim import give_geheim, revoke_geheimen
from modules.zgw.autorisaties.models import Client as Programmaclient
from modules.zgw.catalogus.models import Catalogus
from tests.api.zgw.toneel import GEHEIM, maak_programma, token

pytestmark = pytest.mark.django_db
CATALOGUSSEN = "/catalogi/api/v1/catalogussen"


def maak_catalogus(domein: str = "WIJKT", rsin: str = "517439943") -> Catalogus:
    return Catalogus.objects.create(domein=domein, rsin=rsin, contactpersoon_naam="Functioneel beheer")


def test_without_a_token_nothing_opens_and_the_error_is_that_of_the_standard(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    antwoord = klant.get(CATALOGUSSEN)

    fout = antwoord.json()
    assert (antwoord.status_code, antwoord["Content-Type"]) == (403, "application/problem+json")
    assert (fout["status"], fout["code"], fout["title"]) == (403, "permission_denied", "Geen toestemming")
    assert fout["instance"].startswith("urn:uuid:")
    assert antwoord["API-version"] == "1.3.1"


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"geheim": "een-ander-geheim-van-meer-dan-tweeendertig-tekens"}, "permission_denied"),
        ({"over": -timedelta(hours=2)}, "jwt-expired"),
        ({"over": timedelta(minutes=5)}, "jwt-was-invalid"),
        ({"iat": None}, "jwt-missing-iat"),
        ({"wie": "onbekend"}, "permission_denied"),
    ],
)
def test_a_token_that_is_not_right_is_refused(
    klant: Client, in_lindewaard: GemeenteRef, anders: dict[str, Any], code: str
) -> None:
    maak_programma(klant)
    anders = {"wie": "open-formulieren", **anders}
    if "over" in anders:
        anders["op"] = timezone.now() + anders.pop("over")

    antwoord = klant.get(
        CATALOGUSSEN, headers={"Authorization": f"Bearer {token(anders.pop('wie'), **anders)}"}
    )

    assert (antwoord.status_code, antwoord.json()["code"]) == (403, code)


def test_a_token_of_one_minute_ahead_is_accepted(klant: Client, in_lindewaard: GemeenteRef) -> None:
    maak_programma(klant)
    vooruit = token("open-formulieren", op=timezone.now() + timedelta(seconds=50))

    assert klant.get(CATALOGUSSEN, headers={"Authorization": f"Bearer {vooruit}"}).status_code == 200


def test_a_token_that_is_not_signed_at_all_is_refused(klant: Client, in_lindewaard: GemeenteRef) -> None:
    maak_programma(klant)
    import jwt

    kaal = jwt.encode(
        {"client_id": "open-formulieren", "iat": int(timezone.now().timestamp())}, None, algorithm="none"
    )

    assert klant.get(CATALOGUSSEN, headers={"Authorization": f"Bearer {kaal}"}).status_code == 403


def test_a_client_of_one_gemeente_is_nobody_in_another(
    klant: Client, klant_van: Callable[..., Client], hoogmeren: GemeenteRef, in_lindewaard: GemeenteRef
) -> None:
    maak_programma(klant)
    kop = {"Authorization": f"Bearer {token('open-formulieren')}"}

    assert klant.get(CATALOGUSSEN, headers=kop).status_code == 200
    assert klant_van(hoogmeren).get(CATALOGUSSEN, headers=kop).status_code == 403


def test_a_new_secret_lets_the_old_one_go_on_for_a_while_and_taking_back_stops_both(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    programma = maak_programma(klant)
    nieuw = "een-nieuw-geheim-van-meer-dan-tweeendertig-tekens"

    give_geheim(client_id="open-formulieren", by=None, at=timezone.now(), geheim=nieuw)
    met_oud = programma.get(CATALOGUSSEN).status_code
    programma.geheim = nieuw
    met_nieuw = programma.get(CATALOGUSSEN).status_code
    revoke_geheimen(client=Programmaclient.objects.get(), by=None, at=timezone.now())

    assert (met_oud, met_nieuw, programma.get(CATALOGUSSEN).status_code) == (200, 200, 403)


def test_a_secret_is_unreadable_in_the_database(klant: Client, in_lindewaard: GemeenteRef) -> None:
    from django.db import connection

    maak_programma(klant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT geheim FROM autorisaties_geheim")
        ruw = bytes(cursor.fetchone()[0])

    assert GEHEIM.encode() not in ruw


def test_a_scope_that_is_not_given_closes_the_action(klant: Client, in_lindewaard: GemeenteRef) -> None:
    programma = maak_programma(klant, rechten=[Gevraagd("ztc", ("catalogi.lezen",))])

    assert programma.get(CATALOGUSSEN).status_code == 200
    assert programma.post(CATALOGUSSEN, {}).status_code == 403


def test_an_unknown_parameter_is_refused_and_named(klant: Client, in_lindewaard: GemeenteRef) -> None:
    antwoord = maak_programma(klant).get(f"{CATALOGUSSEN}?domien=WIJKT")

    regel = antwoord.json()["invalidParams"][0]
    assert (antwoord.status_code, regel["name"], regel["code"]) == (
        400,
        "nonFieldErrors",
        "unknown-parameters",
    )
    assert "domien" in regel["reason"]


def test_a_body_that_is_not_right_is_answered_per_field_in_dutch(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    antwoord = maak_programma(klant).post(CATALOGUSSEN, {"domein": "wijk", "rsin": "123456789"})

    regels = {regel["name"]: regel["code"] for regel in antwoord.json()["invalidParams"]}
    assert antwoord.status_code == 400
    assert regels == {"domein": "min_length", "rsin": "invalid", "contactpersoonBeheerNaam": "required"}


def test_what_is_not_json_is_a_problem_and_not_a_page(klant: Client, in_lindewaard: GemeenteRef) -> None:
    programma = maak_programma(klant)
    kop = {"Authorization": f"Bearer {token('open-formulieren')}"}

    kapot = klant.post(CATALOGUSSEN, data="{", content_type="application/json", headers=kop)
    xml = klant.post(CATALOGUSSEN, data="<a/>", content_type="application/xml", headers=kop)
    programma.keurt = False
    nergens = programma.get("/catalogi/api/v1/niets")
    methode = programma.delete(CATALOGUSSEN)

    assert [antwoord.status_code for antwoord in (kapot, xml, nergens, methode)] == [400, 415, 404, 405]
    assert {antwoord["Content-Type"] for antwoord in (kapot, xml, nergens, methode)} == {
        "application/problem+json"
    }


def test_a_catalogus_is_made_listed_and_shown_with_an_etag(klant: Client, in_lindewaard: GemeenteRef) -> None:
    programma = maak_programma(klant)
    nieuw = {"domein": "WIJKT", "rsin": "517439943", "contactpersoonBeheerNaam": "Functioneel beheer"}

    gemaakt = programma.post(CATALOGUSSEN, nieuw)
    dubbel = programma.post(CATALOGUSSEN, nieuw)
    url = gemaakt.json()["url"]
    pad = url.partition(".localhost")[2].partition("/")[2]
    een = programma.get(f"/{pad}")
    kop = programma.head(f"/{pad}")
    zelfde = programma.get(f"/{pad}", **{"If-None-Match": een["ETag"]})
    lijst = programma.get(f"{CATALOGUSSEN}?domein=WIJKT&rsin=517439943").json()

    assert (gemaakt.status_code, gemaakt["Location"], dubbel.status_code) == (201, url, 400)
    assert url.startswith(f"http://{in_lindewaard.slug}.localhost")
    assert een.json() == gemaakt.json() == lijst["results"][0]
    assert (kop.content, kop["ETag"], kop["Content-Length"]) == (b"", een["ETag"], str(len(een.content)))
    assert (zelfde.status_code, zelfde.content, zelfde["ETag"]) == (304, b"", een["ETag"])
    assert (lijst["count"], lijst["next"], lijst["previous"]) == (1, None, None)


def test_a_list_is_cut_in_pages_of_a_hundred_with_links_on_the_own_address(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    programma = maak_programma(klant)
    letters = "ABCDEFGHIJKLMNOP"
    for een in letters[:8]:
        for twee in letters:
            maak_catalogus(f"AAA{een}{twee}")

    eerste = programma.get(CATALOGUSSEN).json()
    tweede = programma.get(f"{CATALOGUSSEN}?page=2").json()

    assert (eerste["count"], len(eerste["results"]), len(tweede["results"])) == (
        129,
        100,
        29,
    )  # and the catalogue of our own types
    assert eerste["next"].endswith(f".localhost:8000{CATALOGUSSEN}?page=2") or "?page=2" in eerste["next"]
    assert (eerste["previous"], tweede["next"]) == (None, None)
    assert programma.get(f"{CATALOGUSSEN}?page=3").status_code == 404
    assert programma.get(f"{CATALOGUSSEN}?page=x").status_code == 404


@pytest.mark.parametrize("aantal", [1, 60])
def test_a_list_costs_the_same_queries_however_long(
    klant: Client, in_lindewaard: GemeenteRef, django_assert_num_queries: DjangoAssertNumQueries, aantal: int
) -> None:
    programma = maak_programma(klant, rechten=[Gevraagd("ztc", ("catalogi.lezen",))])
    for nummer in range(aantal):
        maak_catalogus(f"BBB{chr(65 + nummer // 26)}{chr(65 + nummer % 26)}")
    programma.get(CATALOGUSSEN)  # the first call writes that this client was seen

    # the transaction, who asks and what it may, the list with its types, the logboek, its end
    with django_assert_num_queries(5):
        programma.get(CATALOGUSSEN)


def test_every_call_stands_in_the_logboek_with_program_and_user(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    programma = maak_programma(klant)
    rij = maak_catalogus()

    programma.get(f"{CATALOGUSSEN}/{rij.pk}")

    regel = Logboekregel.objects.get(gebeurtenis="zgw.catalogus.opgevraagd")
    assert (regel.gebruiker_naam, regel.object_id, regel.soort) == (
        "Open Formulieren (J. Jansen)",
        rij.pk,
        "R",
    )
    assert regel.detail["client_id"] == "open-formulieren"
