"""Messages of the gemeente's Notificaties API: let in by a key, each once, looked up afterwards, never lost."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from keukentafel.exchange import proef
from keukentafel.exchange.objecten import fake as objecten
from keukentafel.exchange.zgw import fake as zgw
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.sleutels import onderteken
from modules.dossier.models import Contactnotitie
from modules.koppelingen.actions.berichten import DOEL, handle_berichten, remove_old_berichten, sleutel_van
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.actions.objecten import fetch_objecten
from modules.koppelingen.actions.spiegel import pass_on
from modules.koppelingen.models import Koppeling, OntvangenBericht
from modules.koppelingen.soorten import Koppelsoort
from modules.zgw.postvak.models import Stuk
from modules.zgw.zaken.models import Zaak
from tests.factories.identity import log_in, maak_gebruiker
from tests.keukentafel.exchange.oas import Document
from tests.keukentafel.exchange.zgw_typen import zet_zaaktype
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.koppelingen.test_spiegel import nieuwe_casus, zet_spiegel

pytestmark = pytest.mark.usefixtures("in_lindewaard")
BSN = "999990019"


@cache
def document() -> Document:
    return Document("zgw/notificaties-consumer/1.0.0-rc1/openapi.yaml")


@pytest.fixture
def beheerder() -> Any:
    return maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)


def zet(soort: Koppelsoort, by: Any, **anders: Any) -> Koppeling:
    bekend = Koppeling.objects.filter(soort=soort).first()
    gewoon: dict[str, Any] = {"is_aan": True, "client_id": zgw.CLIENT, "geheim": zgw.GEHEIM}
    return set_koppeling(
        soort=soort, **{**gewoon, **anders}, versie=bekend.versie if bekend else 0, by=by, at=now()
    )


@pytest.fixture
def berichten(beheerder: Any) -> Koppeling:
    return zet(Koppelsoort.NOTIFICATIES, beheerder, adres=zgw.ADRESSEN["nrc"])


@pytest.fixture
def formulieren(beheerder: Any) -> Koppeling:
    keuzes = {"objecttype": objecten.OBJECTTYPE, "wetten": {"wmo": "wmo"}}
    return zet(Koppelsoort.OBJECTEN, beheerder, adres=objecten.ADRES, geheim=objecten.TOKEN, keuzes=keuzes)


def bericht(**anders: Any) -> dict[str, Any]:
    return {
        "kanaal": "objecten", "hoofdObject": "proef://objecten/api/v2/objects/1", "resource": "object",
        "resourceUrl": "proef://objecten/api/v2/objects/1", "actie": "create", "aanmaakdatum": "2026-11-22T10:00:00Z",
        "kenmerken": {"objectType": objecten.OBJECTTYPE}, **anders,
    }  # fmt: skip


def breng(koppeling: Koppeling | None, lading: Any, **koppen: Any) -> Any:
    if koppeling is not None:
        koppen.setdefault("HTTP_AUTHORIZATION", f"Bearer {sleutel_van(koppeling)}")
    antwoord = Client(HTTP_HOST="lindewaard.localhost", enforce_csrf_checks=True).post(
        reverse("koppelingen:bericht"), json.dumps(lading), content_type="application/json", **koppen
    )
    inhoud = json.loads(antwoord.content) if antwoord.content else None
    assert document().antwoord_klopt("POST", "/webhook", antwoord.status_code, inhoud) == []
    return antwoord


def test_a_message_with_the_key_is_kept_once_and_answered_204(berichten: Koppeling):
    assert document().vraag_klopt("POST", "/webhook", bericht()) == []

    assert [breng(berichten, bericht()).status_code for _ in range(3)] == [204, 204, 204]

    rij = OntvangenBericht.objects.get()
    assert (rij.kanaal, rij.stand, rij.kenmerken) == (
        "objecten",
        "wacht",
        {"objectType": objecten.OBJECTTYPE},
    )
    assert Koppeling.objects.get(soort="notificaties").laatst_gelukt_op is not None
    breng(berichten, bericht(aanmaakdatum="2026-11-22T11:00:00Z"))
    assert OntvangenBericht.objects.count() == 2


def test_the_test_of_a_subscription_is_answered_and_kept_nowhere(berichten: Koppeling):
    assert breng(berichten, bericht(kanaal="test")).status_code == 204
    assert OntvangenBericht.objects.count() == 0


def test_without_the_key_of_this_gemeente_nothing_comes_in(
    berichten: Koppeling, beheerder: Any, hoogmeren: GemeenteRef
):
    with in_gemeente(hoogmeren):
        vreemd = onderteken(DOEL, [str(berichten.pk), 1])
    oud = f"Bearer {sleutel_van(berichten)}"

    for kop in ("", "Bearer", f"Bearer {vreemd}", "Bearer abc:def", "Basic abc"):
        assert breng(None, bericht(), HTTP_AUTHORIZATION=kop).status_code == 403
    zet(Koppelsoort.NOTIFICATIES, beheerder, adres=zgw.ADRESSEN["nrc"], keuzes={"sleutel": 2})
    assert breng(None, bericht(), HTTP_AUTHORIZATION=oud).status_code == 403
    zet(Koppelsoort.NOTIFICATIES, beheerder, adres=zgw.ADRESSEN["nrc"], is_aan=False, keuzes={"sleutel": 1})
    assert breng(None, bericht(), HTTP_AUTHORIZATION=oud).status_code == 403
    assert OntvangenBericht.objects.count() == 0


def test_a_key_that_was_replaced_would_be_seen(berichten: Koppeling, beheerder: Any):
    oud = f"Bearer {sleutel_van(berichten)}"
    zet(Koppelsoort.NOTIFICATIES, beheerder, adres=zgw.ADRESSEN["nrc"], keuzes={"sleutel": 2})

    def dicht() -> None:
        assert breng(None, bericht(), HTTP_AUTHORIZATION=oud).status_code == 403

    dicht()
    wordt_rood("oude_sleutel_opent", dicht)


@pytest.mark.parametrize(
    "lading",
    [
        [], "x", None, {}, bericht(kanaal=""), bericht(hoofdObject=3), bericht(aanmaakdatum="gisteren"),
        bericht(aanmaakdatum="2026-11-22T10:00:00"), bericht(kenmerken=[1]), bericht(actie="x" * 101),
        bericht(resource="a\x00b"), bericht(kenmerken={str(n): "x" for n in range(60)}),
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused_field_by_field(berichten: Koppeling, lading: Any):
    assert breng(berichten, lading).status_code == 400
    assert OntvangenBericht.objects.count() == 0


def test_a_message_that_is_too_large_or_no_json_is_refused(berichten: Koppeling):
    assert breng(berichten, bericht(resource="x" * 70_000)).status_code == 400
    antwoord = Client(HTTP_HOST="lindewaard.localhost").post(
        reverse("koppelingen:bericht"), b"{", content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {sleutel_van(berichten)}",
    )  # fmt: skip
    assert antwoord.status_code == 400


class TestFormulieren:
    GEGEVENS = {"gegevens": {"voornaam": "Marieke", "achternaam": "Kuiper", "hulpvraag": "Ik val vaak."}}

    def test_a_form_comes_into_the_inbox_with_what_we_know_in_its_place(
        self, berichten: Koppeling, formulieren: Koppeling
    ):
        url = objecten.zet(objecten.aanvraag("wmo", self.GEGEVENS, bsn=BSN, kenmerk="OF-1"))
        breng(berichten, bericht(hoofdObject=url, resourceUrl=url))

        assert handle_berichten(at=now()) == 1

        stuk = Stuk.objects.get()
        assert (stuk.sleutel, stuk.titel, stuk.stand) == (url, "Formulier wmo OF-1", "kiezen")
        gekozen = {n: stuk.gegevens[n] for n in ("bsn", "wet", "voornamen", "geslachtsnaam", "inhoud")}
        assert gekozen == {
            "bsn": BSN, "wet": "wmo", "voornamen": "Marieke", "geslachtsnaam": "Kuiper", "inhoud": "Ik val vaak.",
        }  # fmt: skip
        assert OntvangenBericht.objects.get().stand == "verwerkt"

    def test_a_form_comes_in_once_whatever_is_sent_and_also_without_a_message(
        self, berichten: Koppeling, formulieren: Koppeling
    ):
        url = objecten.zet(objecten.aanvraag("wmo", self.GEGEVENS))
        objecten.zet({"boom": "eik"}, objecttype="proef://objecten/api/v2/objecttypes/anders")
        objecten.zet({"geen": "formulier"})

        assert fetch_objecten(at=now()) == 1
        assert fetch_objecten(at=now()) == 0
        for uur in (1, 2):
            breng(
                berichten, bericht(hoofdObject=url, resourceUrl=url, aanmaakdatum=f"2026-11-22T0{uur}:00:00Z")
            )
        assert handle_berichten(at=now()) == 2
        assert Stuk.objects.count() == 1

    def test_the_time_of_the_law_runs_from_the_day_that_the_form_was_sent(self, formulieren: Koppeling):
        objecten.zet(objecten.aanvraag("wmo", self.GEGEVENS))

        fetch_objecten(at=now() + timedelta(days=3))

        assert localdate(Stuk.objects.get().ontvangen_op) == now().astimezone(UTC).date()

    def test_when_the_objects_are_away_the_message_waits_and_then_comes(
        self, berichten: Koppeling, formulieren: Koppeling, beheerder: Any
    ):
        url = objecten.zet(objecten.aanvraag("wmo", self.GEGEVENS))
        zet(
            Koppelsoort.OBJECTEN, beheerder, adres=proef.WEG, geheim=objecten.TOKEN, keuzes=formulieren.keuzes
        )
        breng(berichten, bericht(hoofdObject=f"{proef.WEG}/objects/1", resourceUrl=f"{proef.WEG}/objects/1"))

        assert handle_berichten(at=now()) == 0
        rij = OntvangenBericht.objects.get()
        assert (rij.stand, rij.pogingen) == ("wacht", 1)
        assert handle_berichten(at=now()) == 0
        assert OntvangenBericht.objects.get().pogingen == 1  # not before its time
        assert fetch_objecten(at=now()) == 0

        zet(
            Koppelsoort.OBJECTEN,
            beheerder,
            adres=objecten.ADRES,
            geheim=objecten.TOKEN,
            keuzes=formulieren.keuzes,
        )
        OntvangenBericht.objects.update(resource_url=url)
        assert handle_berichten(at=now() + timedelta(minutes=2)) == 1
        assert Stuk.objects.count() == 1

    def test_an_address_elsewhere_is_never_fetched_and_stops_on_screen(
        self, berichten: Koppeling, formulieren: Koppeling, beheerder: Any
    ):
        breng(berichten, bericht(resourceUrl="http://169.254.169.254/latest/meta-data"))

        handle_berichten(at=now())

        assert OntvangenBericht.objects.get().stand == "gestopt"
        klant = Client()
        log_in(klant, beheerder)
        pagina = klant.get(reverse("koppelingen:systeem", args=["notificaties"]))
        assert b"niet van de Objecten-API" in pagina.content
        klant.post(reverse("koppelingen:berichten_opnieuw"))
        assert OntvangenBericht.objects.get().stand == "wacht"

    def test_the_administrator_sets_tests_and_fetches_on_screen(self, beheerder: Any):
        klant = Client()
        log_in(klant, beheerder)
        lading = {
            "is_aan": "on", "adres": objecten.ADRES, "geheim": objecten.TOKEN, "versie": "0",
            "objecttype": objecten.OBJECTTYPE, "soorten_wmo": "wmo, wmo-hulp", "soorten_jeugd": "jeugd",
        }  # fmt: skip
        objecten.zet(objecten.aanvraag("jeugd", {}))

        klant.post(reverse("koppelingen:systeem", args=["objecten"]), lading)
        getest = klant.post(reverse("koppelingen:test", args=["objecten"]))
        klant.post(reverse("koppelingen:objecten_ophalen"))

        assert b"De test lukte" in getest.content
        assert Koppeling.objects.get().keuzes["wetten"] == {"wmo": "wmo", "wmo-hulp": "wmo", "jeugd": "jeugd"}
        assert Stuk.objects.get().gegevens["wet"] == "jeugd"
        assert b"jeugd" in klant.get(reverse("koppelingen:systeem", args=["objecten"])).content


def test_a_status_of_their_zaaksysteem_becomes_a_note_and_our_own_is_no_news(
    berichten: Koppeling, beheerder: Any
):
    zet_zaaktype()
    zet_spiegel(beheerder)
    casus = nieuwe_casus()
    zaak = Zaak.objects.get(casus_id=casus.pk)
    pass_on(at=now())
    hun = zgw.rijen("zaken")[0]["url"]
    eind = next(r["url"] for r in zgw.rijen("statustypen") if r["isEindstatus"])
    van_hen = zgw.zet(
        "statussen", {"zaak": hun, "statustype": eind, "datumStatusGezet": "2026-11-22T10:00:00Z"}
    )
    onze = [r["url"] for r in zgw.rijen("statussen") if r["url"] != van_hen]

    for nr, url in enumerate([van_hen, *onze]):
        breng(
            berichten,
            bericht(
                kanaal="zaken",
                hoofdObject=hun,
                resource="status",
                resourceUrl=url,
                aanmaakdatum=f"2026-11-22T0{nr}:00:00Z",
            ),
        )
    breng(
        berichten,
        bericht(
            kanaal="zaken",
            hoofdObject="https://z.example/zaken/1",
            resource="status",
            resourceUrl="https://z.example/statussen/1",
        ),
    )
    handle_berichten(at=now())

    notities = Contactnotitie.objects.filter(
        huishouden_id=zaak.huishouden_id, met_wie="Zaaksysteem van de gemeente"
    )
    assert [n.tekst for n in notities] == [
        "De zaak kreeg in het zaaksysteem van de gemeente de status: Klaar."
    ]
    assert sorted(OntvangenBericht.objects.values_list("stand", flat=True)) == ["niets"] * (len(onze) + 1) + [
        "verwerkt"
    ]


def test_a_subscription_is_made_anew_on_screen_and_only_one_stays(berichten: Koppeling, beheerder: Any):
    klant = Client()
    log_in(klant, beheerder)
    assert b"nog geen abonnement" in klant.post(reverse("koppelingen:test", args=["notificaties"])).content

    for _ in range(2):
        assert b"De test lukte" in klant.post(reverse("koppelingen:abonneer")).content

    abonnement = zgw.rijen("abonnement")
    assert [(rij["callbackUrl"].rsplit("/", 2)[-2:], rij["auth"]) for rij in abonnement] == [
        (["koppelingen", "berichten"], f"Bearer {sleutel_van(berichten)}"),
    ]
    assert [k["naam"] for k in abonnement[0]["kanalen"]] == ["zaken", "objecten"]
    assert b"De test lukte" in klant.post(reverse("koppelingen:test", args=["notificaties"])).content
    klant.post(
        reverse("koppelingen:systeem", args=["notificaties"]),
        {
            "is_aan": "on",
            "adres": zgw.ADRESSEN["nrc"],
            "client_id": zgw.CLIENT,
            "versie": "1",
            "nieuwe_sleutel": "on",
        },
    )
    assert Koppeling.objects.get().keuzes == {"sleutel": 2}


def test_messages_that_were_handled_go_after_a_week(berichten: Koppeling):
    breng(berichten, bericht(kanaal="besluiten"))
    handle_berichten(at=now())
    breng(berichten, bericht())

    assert remove_old_berichten(at=now() + timedelta(days=6)) == 0
    assert remove_old_berichten(at=now() + timedelta(days=8)) == 1
    assert OntvangenBericht.objects.get().stand == "wacht"
