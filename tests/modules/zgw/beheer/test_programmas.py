"""Programs on screen: connected in one form, with a secret that is seen once and rights per type."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Klant
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.models import Applicatie, Autorisatie, Client, Geheim
from modules.zgw.beheer.actions.programma import connect_client, connect_programma
from modules.zgw.catalogus.models import Soort, Typesoort
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from tests.api.zgw.toneel import GEHEIM, Programma
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = pytest.mark.django_db
LIJST = "/koppelingen/programmas"
ZAAKVERTROUWELIJK = int(Vertrouwelijkheid.ZAAKVERTROUWELIJK)


@pytest.fixture
def beheer(klant: Klant, in_lindewaard: GemeenteRef) -> Klant:
    log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))
    return klant


def soort(naam: str) -> Soort:
    return Soort.objects.get(typesoort=Typesoort.ZAAKTYPE, identificatie=naam)


def aansluiten(beheer: Klant, **anders: Any) -> Any:
    gegevens = {
        "naam": "Open Formulieren", "client_id": "open-formulieren", "wat": "formulieren",
        "zaaktypen": [str(soort("SD-WMO").pk)], "maximum": str(ZAAKVERTROUWELIJK), "geheim": "", **anders,
    }  # fmt: skip
    return beheer.post(f"{LIJST}/nieuw", gegevens)


def geheim_op(pagina: Any) -> str:
    gevonden = re.search(r'id="het-geheim">([^<]+)<', pagina.content.decode())
    assert gevonden is not None
    return gevonden[1]


def test_an_administrator_connects_a_program_that_then_comes_in_here_and_only_here(
    beheer: Klant, klant_van: Any, hoogmeren: GemeenteRef
) -> None:
    pagina = aansluiten(beheer)
    geheim = geheim_op(pagina)

    hier = Programma(beheer, "open-formulieren", geheim)
    types = hier.get("/catalogi/api/v1/zaaktypen?identificatie=SD-WMO")
    applicaties = hier.get("/autorisaties/api/v1/applicaties")
    daar = Programma(klant_van(hoogmeren), "open-formulieren", geheim).get("/catalogi/api/v1/zaaktypen")
    assert (pagina.status_code, types.status_code, applicaties.status_code, daar.status_code) == (
        200,
        200,
        403,
        403,
    )
    assert "no-store" in pagina["Cache-Control"]


def test_the_secret_is_on_no_other_page(beheer: Klant) -> None:
    geheim = geheim_op(aansluiten(beheer))
    rij = Applicatie.objects.get()

    paginas = [LIJST, f"{LIJST}/{rij.pk}", f"{LIJST}/{rij.pk}/rechten", "/koppelingen"]

    assert [pad for pad in paginas if geheim in beheer.get(pad).content.decode()] == []
    assert geheim not in str(list(Logboekregel.objects.values_list("detail", flat=True)))


def test_an_example_gives_the_scopes_for_the_chosen_types_up_to_the_chosen_confidentiality(
    beheer: Klant,
) -> None:
    aansluiten(beheer)

    zaken = Autorisatie.objects.filter(component="zrc")
    assert list(zaken.values_list("soort__identificatie", "maximum")) == [("SD-WMO", ZAAKVERTROUWELIJK)]
    assert zaken.get().scopes == [
        "zaken.lezen",
        "zaken.aanmaken",
        "zaken.bijwerken",
        "zaken.statussen.toevoegen",
    ]


def test_a_name_that_is_taken_a_short_secret_and_no_type_are_said_at_their_fields(beheer: Klant) -> None:
    aansluiten(beheer)

    dubbel = aansluiten(beheer)
    kort = aansluiten(beheer, client_id="ander", geheim="kort")
    niets = aansluiten(beheer, client_id="ander", zaaktypen=[])
    spatie = aansluiten(beheer, client_id="met spatie")

    assert [a.status_code for a in (dubbel, kort, niets, spatie)] == [422] * 4
    assert "hoort al bij een ander programma" in dubbel.content.decode()
    assert "ten minste 32 tekens" in kort.content.decode()
    assert "Kies ten minste één zaaktype" in niets.content.decode()
    assert Applicatie.objects.count() == 1


def test_a_client_id_that_is_left_out_is_made_of_the_name(beheer: Klant) -> None:
    aansluiten(beheer, naam="Mijn Lindewaard", client_id="")

    assert Client.objects.get().client_id == "mijn-lindewaard"


def test_a_name_that_is_left_out_is_asked_once(beheer: Klant) -> None:
    nieuw = beheer.post("/koppelingen/programmas/nieuw", {"naam": "", "wat": "alles", "maximum": "4"})
    aansluiten(beheer)
    leeg = rechten(beheer, Applicatie.objects.get(), naam=" ")

    assert (nieuw.status_code, list(nieuw.context["form"].errors)) == (422, ["naam"])
    assert (leeg.status_code, leeg.content.decode().count('href="#id_naam"')) == (422, 1)


def test_a_known_client_without_rights_gets_them_and_keeps_its_secret(beheer: Klant) -> None:
    connect_client(client_id="los", geheim=GEHEIM, alle=False, by=None, at=timezone.now())
    lijst = beheer.get(LIJST).content.decode()

    pagina = aansluiten(beheer, client_id="los", wat="alles").content.decode()

    assert "?client=los" in lijst
    assert "houdt het geheim dat het al had" in pagina
    assert Programma(beheer, "los").get("/catalogi/api/v1/zaaktypen").status_code == 200


def test_a_new_secret_works_beside_the_old_one_until_that_stops(beheer: Klant) -> None:
    oud = geheim_op(aansluiten(beheer))
    rij, client = Applicatie.objects.get(), Client.objects.get()
    pad = f"{LIJST}/{rij.pk}/clients/{client.pk}/geheim"

    nieuw = geheim_op(beheer.post(pad, {"overlap": "7", "geheim": ""}))
    samen = [
        Programma(beheer, client.client_id, g).get("/catalogi/api/v1/zaaktypen").status_code
        for g in (oud, nieuw)
    ]
    nieuwst = geheim_op(beheer.post(pad, {"overlap": "0", "geheim": ""}))
    daarna = [
        Programma(beheer, client.client_id, g).get("/catalogi/api/v1/zaaktypen").status_code
        for g in (oud, nieuw, nieuwst)
    ]

    assert (samen, daarna) == ([200, 200], [403, 403, 200])


def test_a_secret_that_is_withdrawn_and_a_program_that_is_taken_away_are_refused_at_once(
    beheer: Klant,
) -> None:
    geheim = geheim_op(aansluiten(beheer))
    rij, client = Applicatie.objects.get(), Client.objects.get()
    programma = Programma(beheer, client.client_id, geheim)
    voor = programma.get("/catalogi/api/v1/zaaktypen").status_code

    beheer.post(f"{LIJST}/{rij.pk}/clients/{client.pk}/intrekken")
    na = programma.get("/catalogi/api/v1/zaaktypen").status_code
    beheer.post(f"{LIJST}/{rij.pk}/weghalen")

    assert (voor, na) == (200, 403)
    assert not Applicatie.objects.exists()
    assert not Client.objects.exists()
    gebeurd = Logboekregel.objects.filter(gebeurtenis__startswith="autorisaties.").values_list(
        "gebeurtenis", flat=True
    )
    assert sorted(set(gebeurd)) == [
        "autorisaties.applicatie.gemaakt", "autorisaties.applicatie.verwijderd", "autorisaties.geheim.gemaakt",
        "autorisaties.geheim.ingetrokken",
    ]  # fmt: skip


def rechten(beheer: Klant, rij: Applicatie, **anders: Any) -> Any:
    sleutel = f"zrc-{soort('SD-JEUGD').pk}-1"
    gegevens = {
        "naam": rij.label, "versie": str(rij.versie), sleutel: ["zaken.lezen", "audittrails.lezen"],
        f"max-{sleutel}": str(ZAAKVERTROUWELIJK), **anders,
    }  # fmt: skip
    return beheer.post(f"{LIJST}/{rij.pk}/rechten", gegevens)


def test_rights_are_ticked_per_type_and_hold_at_once(beheer: Klant) -> None:
    aansluiten(beheer)
    rij = Applicatie.objects.get()

    antwoord = rechten(beheer, rij)

    rijen = Autorisatie.objects.values_list("component", "soort__identificatie", "scopes", "maximum")
    assert antwoord.status_code == 303
    assert list(rijen) == [("zrc", "SD-JEUGD", ["zaken.lezen", "audittrails.lezen"], ZAAKVERTROUWELIJK)]


def test_two_administrators_at_once_see_both_choices(beheer: Klant) -> None:
    aansluiten(beheer)
    rij = Applicatie.objects.get()
    rechten(beheer, rij)

    tweede = rechten(beheer, rij, alle="1")

    assert tweede.status_code == 409
    assert "Mag alles: jij koos “Ja”, je collega “Nee”" in tweede.content.decode()
    assert Applicatie.objects.get().heeft_alle_autorisaties is False


def test_nothing_ticked_is_refused_and_what_is_no_scope_counts_for_nothing(beheer: Klant) -> None:
    aansluiten(beheer)
    rij = Applicatie.objects.get()
    sleutel = f"zrc-{soort('SD-JEUGD').pk}-1"

    niets = rechten(beheer, rij, **{sleutel: ["zaken.toveren"]})
    vreemd = rechten(
        beheer, rij, **{sleutel: [], "zrc-0190a202-0000-7000-8000-000000000000-1": ["zaken.lezen"]}
    )
    zonder_maximum = rechten(beheer, rij, **{f"max-{sleutel}": "99"})

    assert [a.status_code for a in (niets, vreemd, zonder_maximum)] == [422] * 3
    assert Autorisatie.objects.filter(component="zrc").get().soort.identificatie == "SD-WMO"  # type: ignore[union-attr]


def test_rights_for_one_type_that_came_apart_by_the_api_stay_apart(beheer: Klant) -> None:
    aansluiten(beheer)
    rij = Applicatie.objects.get()
    hoog = int(Vertrouwelijkheid.GEHEIM)
    Autorisatie.objects.create(
        applicatie=rij,
        component="zrc",
        scopes=["zaken.lezen"],
        soort=soort("SD-WMO"),
        maximum=hoog,
        volgnummer=99,
    )

    pagina = beheer.get(f"{LIJST}/{rij.pk}/rechten").content.decode()

    sleutel = f"zrc-{soort('SD-WMO').pk}"
    assert f'name="max-{sleutel}-1"' in pagina
    assert f'name="max-{sleutel}-2"' in pagina


def test_the_list_asks_the_same_queries_for_one_program_and_for_many(beheer: Klant) -> None:
    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            beheer.get(LIJST)
        return len(vragen)

    aansluiten(beheer)
    een = tel()
    for nummer in range(5):
        connect_programma(
            label=f"P{nummer}", client_id=f"p{nummer}", geheim="", alle=True, autorisaties=(), by=None,
            at=timezone.now(),
        )  # fmt: skip

    assert (een, tel()) == (7, 7)


def test_only_an_administrator_opens_these_pages(klant: Klant, in_lindewaard: GemeenteRef) -> None:
    log_in(klant, maak_gebruiker(rollen=[Rol.TEAMLEIDER]))

    assert [klant.get(pad).status_code for pad in ("/koppelingen", LIJST, f"{LIJST}/nieuw")] == [404] * 3
    assert Geheim.objects.count() == 0
