"""The convenant: nobody opens a dossier before it was read, and again after a new version (F075)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.utils import timezone

from keukentafel.errors import Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.delen.actions.convenant import (
    GeenConcept,
    OudeVersie,
    confirm_convenant,
    publish_convenant,
    write_convenant,
)
from modules.dossier.delen.convenanttekst import STANDAARD, in_delen
from modules.dossier.delen.models import Convenant, ConvenantBevestiging
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.verkeer import maak_zaak, vragen

pytestmark = pytest.mark.django_db
NU = timezone.now


def publiceer(tekst: str = "# Afspraken\nWe zwijgen.\n- Over alles") -> Convenant:
    concept = Convenant.objects.filter(status="concept").first()
    write_convenant(tekst=tekst, wat_is_anders="", versie=concept.versie if concept else 0, by=None, at=NU())
    return publish_convenant(by=None, at=NU())


def test_without_a_published_convenant_nothing_is_asked(in_lindewaard: GemeenteRef, client: Client) -> None:
    maak_zaak(client)

    assert client.get("/mijn-dag").status_code == 200


def test_the_first_dossier_waits_for_the_convenant_and_the_way_back_is_kept(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    zaak = maak_zaak(client)
    publiceer()
    pad = f"/huishoudens/{zaak.huishouden.pk}"

    eerst = client.get(f"{pad}?groep=contact")
    assert (eerst.status_code, eerst["Location"]) == (
        302,
        f"/convenant?volgende=%2Fhuishoudens%2F{zaak.huishouden.pk}%3Fgroep%3Dcontact",
    )
    pagina = client.get(eerst["Location"]).content.decode()
    assert "We zwijgen." in pagina
    zonder = client.post("/convenant", {"nummer": "1", "volgende": pad})
    assert zonder.status_code == 422
    klaar = client.post("/convenant", {"nummer": "1", "volgende": pad, "gelezen": "on"})

    assert (klaar.status_code, klaar["Location"]) == (303, pad)
    assert client.get(pad).status_code == 200
    assert ConvenantBevestiging.objects.get().gebruiker_id == zaak.medewerker.pk


@pytest.mark.parametrize("methode", ["post", "htmx"])
def test_nothing_is_done_either_before_the_convenant_is_confirmed(
    in_lindewaard: GemeenteRef, client: Client, methode: str
) -> None:
    zaak = maak_zaak(client)
    publiceer()
    kop = {"HTTP_HX_REQUEST": "true"} if methode == "htmx" else {}

    antwoord = client.post(
        f"/huishoudens/{zaak.huishouden.pk}/notities", {"tekst": "x", "soort": "notitie"}, **kop
    )

    assert antwoord.status_code == (204 if methode == "htmx" else 302)
    assert zaak.huishouden.notities.count() == 0


def test_a_new_version_is_asked_again_and_an_old_page_does_not_count(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    zaak = maak_zaak(client)
    publiceer()
    client.post("/convenant", {"nummer": "1", "gelezen": "on"})
    assert client.get("/mijn-dag").status_code == 200

    publiceer("# Afspraken\nWe zwijgen nog meer.")

    assert client.get("/mijn-dag").status_code == 302
    with pytest.raises(OudeVersie):
        confirm_convenant(nummer=1, by=zaak.medewerker, at=NU())
    client.post("/convenant", {"nummer": "2", "gelezen": "on"})
    assert client.get("/mijn-dag").status_code == 200


def test_a_confirmed_convenant_costs_a_page_no_query(in_lindewaard: GemeenteRef, client: Client) -> None:
    zaak = maak_zaak(client)
    pad = f"/huishoudens/{zaak.huishouden.pk}"
    client.get(pad)
    zonder = vragen(client, pad)
    publiceer()
    client.post("/convenant", {"nummer": "1", "gelezen": "on"})
    client.get(pad)

    assert vragen(client, pad) == zonder


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.FG, Rol.PARTNER])
def test_who_works_with_no_dossiers_is_asked_nothing(
    in_lindewaard: GemeenteRef, client: Client, rol: Rol
) -> None:
    publiceer()
    log_in(client, maak_gebruiker(rollen=[rol], met_code_app=False))
    pad = {Rol.BEHEERDER: "/inrichting", Rol.FG: "/delen/afwegingen", Rol.PARTNER: "/met-mij-gedeeld"}[rol]

    assert client.get(pad).status_code == 200


def test_a_way_back_to_another_site_is_not_taken(in_lindewaard: GemeenteRef, client: Client) -> None:
    maak_zaak(client)
    publiceer()

    klaar = client.post(
        "/convenant", {"nummer": "1", "gelezen": "on", "volgende": "https://kwaad.voorbeeld.nl/"}
    )

    assert klaar["Location"].startswith("/")
    assert "kwaad" not in klaar["Location"]


def test_the_beheerder_writes_checks_and_publishes_and_sees_who_confirmed(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    werker = Client()
    zaak = maak_zaak(werker)
    beheerder = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="P. Hoekstra", met_code_app=False)
    log_in(client, beheerder)
    assert "Melden of zwijgen" in client.get("/inrichting/convenant").content.decode()

    geschreven = client.post(
        "/inrichting/convenant", {"tekst": STANDAARD, "wat_is_anders": "", "versie": "0"}
    )
    assert geschreven["Location"] == "/inrichting/convenant/publiceren"
    assert werker.get("/mijn-dag").status_code == 200
    client.post("/inrichting/convenant/publiceren")

    assert werker.get("/mijn-dag").status_code == 302
    werker.post("/convenant", {"nummer": "1", "gelezen": "on"})
    tekst = client.get("/inrichting/convenant/bevestigd").content.decode()
    assert zaak.medewerker.naam in tekst
    assert "1 van 1 mensen bevestigden versie 1" in tekst


def test_two_who_write_at_once_lose_nothing(in_lindewaard: GemeenteRef) -> None:
    write_convenant(tekst="# Een", wat_is_anders="", versie=0, by=None, at=NU())

    with pytest.raises(Verouderd):
        write_convenant(tekst="# Ander", wat_is_anders="", versie=0, by=None, at=NU())

    assert Convenant.objects.get().tekst == "# Een"


def test_there_is_nothing_to_publish_without_a_concept(in_lindewaard: GemeenteRef) -> None:
    with pytest.raises(GeenConcept):
        publish_convenant(by=None, at=NU())


def test_a_confirmation_is_kept_for_good(in_lindewaard: GemeenteRef) -> None:
    zaak = maak_zaak()
    publiceer()
    confirm_convenant(nummer=1, by=zaak.medewerker, at=NU())

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM delen_convenantbevestiging")


def test_the_text_we_bring_has_what_a_convenant_must_say() -> None:
    koppen = [kop for kop, _ in in_delen(STANDAARD)]

    assert koppen == [
        "Waarvoor we dit afspreken", "Wie meedoen", "Wie welke rol heeft", "Wat jij mag zien", "Melden of zwijgen",
        "Delen zonder toestemming", "Hoelang we bewaren", "Klachten", "Als je stopt",
    ]  # fmt: skip
    assert all(blokken for _, blokken in in_delen(STANDAARD))


def met_soort(delen: Any) -> list[str]:
    return [soort for _, blokken in delen for soort, _ in blokken]


def test_lines_with_a_dash_become_one_list() -> None:
    assert met_soort(in_delen("# Kop\nEen.\n- a\n- b\nTwee.")) == ["alinea", "lijst", "alinea"]


def test_who_saves_second_sees_both_texts(in_lindewaard: GemeenteRef, client: Client) -> None:
    log_in(client, maak_gebruiker(rollen=[Rol.BEHEERDER], met_code_app=False))
    write_convenant(tekst="# Van Daan", wat_is_anders="", versie=0, by=None, at=NU())

    antwoord = client.post(
        "/inrichting/convenant", {"tekst": "# Van mij", "wat_is_anders": "", "versie": "0"}
    )

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "# Van Daan" in tekst
    assert "# Van mij" in tekst
