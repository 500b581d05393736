"""Notificaties API 1.0.0: channels, subscriptions, and messages that arrive once and in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.uitgaand.bezorgen import OPGEVEN_NA, bezorg, open_bestemming, ruim_op
from keukentafel.uitgaand.models import Bestemming, Bezorging, UitgaandBericht
from keukentafel.uitgaand.toestaan import sta_toe
from modules.dossier.actions.melding import register_melding
from modules.inrichting.models import Teammodel
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.models import Applicatie
from modules.zgw.notificaties.actions.abonnement import (
    SOORT,
    drop,
    put_back,
    resend,
    start_abonnement,
    stop_abonnement,
)
from modules.zgw.notificaties.actions.bericht import publish
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze
from tests.api.zgw.test_applicaties import pad
from tests.api.zgw.test_zaken import BSN, Zaakwereld
from tests.api.zgw.toneel import Programma, maak_programma
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.keukentafel.tenancy.zaaien import in_draden, wordt_rood
from tests.keukentafel.uitgaand.luisteraar import Luisteraar, Verzoek, luister

pytestmark = pytest.mark.django_db
KANAAL, ABONNEMENT, NOTIFICATIES = (
    f"/notificaties/api/v1/{bron}" for bron in ("kanaal", "abonnement", "notificaties")
)
ZAAKTYPE = "https://catalogus.voorbeeld.nl/zaaktypen/1"


def bericht(nummer: int = 1, zaak: str = "1", **kenmerken: str) -> dict[str, Any]:
    return {
        "kanaal": "zaken",
        "hoofdObject": f"https://zaken.voorbeeld.nl/zaken/{zaak}",
        "resource": "status",
        "resourceUrl": f"https://zaken.voorbeeld.nl/statussen/{nummer}",
        "actie": "create",
        "aanmaakdatum": "2026-11-22T11:00:00Z",
        "kenmerken": {"bronorganisatie": "517439943", "zaaktype": ZAAKTYPE, **kenmerken},
    }


@pytest.fixture
def abonnee(in_lindewaard: GemeenteRef) -> Iterator[Luisteraar]:
    """A subscriber's machine, on the list of Lindewaard."""
    cache.clear()
    with luister() as wie:
        sta_toe(url=wie.url, at=timezone.now())
        yield wie


@pytest.fixture
def programma(klant: Client, in_lindewaard: GemeenteRef) -> Programma:
    return maak_programma(klant)


def abonneer(programma: Programma, abonnee: Luisteraar, *kanalen: dict[str, Any], plek: str = "hook") -> Any:
    return programma.post(
        ABONNEMENT,
        {
            "callbackUrl": f"{abonnee.url}{plek}",
            "auth": "Bearer sleutel-van-de-abonnee",
            "kanalen": list(kanalen) or [{"naam": "zaken", "filters": {}}],
        },
    )


def gehoord(abonnee: Luisteraar) -> list[int]:
    """Return the numbers of what a subscriber heard, in order, without the test message."""
    berichten = [json.loads(lichaam) for lichaam in abonnee.lichamen]
    return [int(een["resourceUrl"].rpartition("/")[2]) for een in berichten if een["kanaal"] != "test"]


def op(moment: datetime) -> Any:
    return lambda: moment


def test_the_channels_of_our_registers_are_there_and_others_can_be_made(programma: Programma) -> None:
    namen = {kanaal["naam"]: kanaal["filters"] for kanaal in programma.get(KANAAL).json()}
    gemaakt = programma.post(KANAAL, {"naam": "objecten", "filters": ["objectType"]})
    fout = programma.post(KANAAL, {"naam": "objecten"})

    assert namen["zaken"] == [
        "bronorganisatie",
        "zaaktype",
        "zaaktype.catalogus",
        "vertrouwelijkheidaanduiding",
    ]
    assert {"documenten", "besluiten", "zaaktypen", "autorisaties"} <= set(namen)
    assert gemaakt.status_code == 201
    assert programma.get(pad(gemaakt.json()["url"])).json() == gemaakt.json()
    assert [kanaal["naam"] for kanaal in programma.get(f"{KANAAL}?naam=objecten").json()] == ["objecten"]
    assert (fout.status_code, fout.json()["invalidParams"][0]["code"]) == (400, "unique")


def test_a_subscription_begins_with_a_test_message(programma: Programma, abonnee: Luisteraar) -> None:
    abonnee.antwoord = lambda verzoek: (200, {}, b"dank je")  # any 2xx is a yes

    gemaakt = abonneer(programma, abonnee)

    assert gemaakt.status_code == 201
    (proef,) = abonnee.verzoeken
    assert (proef.methode, proef.pad) == ("POST", "/hook")
    assert proef.koppen["Authorization"] == "Bearer sleutel-van-de-abonnee"
    assert json.loads(proef.lichaam)["kanaal"] == "test"
    assert programma.get(pad(gemaakt.json()["url"])).json() == gemaakt.json()


def test_a_subscription_is_changed_without_a_new_test_and_goes_away(
    programma: Programma, abonnee: Luisteraar
) -> None:
    adres = pad(abonneer(programma, abonnee).json()["url"])

    gewijzigd = programma.patch(adres, {"kanalen": [{"naam": "besluiten", "filters": {}}]})
    elders = programma.patch(adres, {"callbackUrl": f"{abonnee.url}elders"})
    weg = programma.delete(adres)

    assert gewijzigd.json()["kanalen"] == [{"naam": "besluiten", "filters": {}}]
    assert elders.json()["callbackUrl"].endswith("/elders")
    assert [verzoek.pad for verzoek in abonnee.verzoeken] == ["/hook", "/elders"]
    assert (weg.status_code, programma.get(adres).status_code) == (204, 404)
    assert not Bestemming.objects.exists()


def reden(antwoord: Any) -> list[tuple[str, str]]:
    assert antwoord.status_code == 400
    return [(fout["name"], fout["code"]) for fout in antwoord.json()["invalidParams"]]


def test_a_subscription_that_cannot_work_is_refused_with_the_reason(
    programma: Programma, abonnee: Luisteraar
) -> None:
    abonnee.antwoord = lambda verzoek: 403
    geweigerd = abonneer(programma, abonnee)
    abonnee.antwoord = lambda verzoek: (302, {"Location": abonnee.url}, b"")
    omgeleid = abonneer(programma, abonnee)
    abonnee.antwoord = lambda verzoek: 204
    kanaal = abonneer(programma, abonnee, {"naam": "bestaat-niet", "filters": {}})
    filters = abonneer(programma, abonnee, {"naam": "zaken", "filters": {"naam": "De Vries"}})
    eerste, dubbel = abonneer(programma, abonnee), abonneer(programma, abonnee)

    assert reden(geweigerd) == reden(omgeleid) == [("callbackUrl", "invalid-callback-url")]
    assert "403" in geweigerd.json()["invalidParams"][0]["reason"]
    assert reden(kanaal) == [("kanalen.0.naam", "kanaal_naam")]
    assert reden(filters) == [("kanalen.0.filters", "inconsistent-abonnement-filters")]
    assert (eerste.status_code, reden(dubbel)) == (201, [("callbackUrl", "unique")])


def weigert_vreemde_adressen(programma: Programma, abonnee: Luisteraar) -> None:
    for adres in (
        f"http://localhost:{abonnee.poort}/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/",
        "file:///etc/passwd", "geen adres", f"http://iemand@127.0.0.1:{abonnee.poort}/",
    ):  # fmt: skip
        fout = programma.post(ABONNEMENT, {"callbackUrl": adres, "auth": "x", "kanalen": [{"naam": "zaken"}]})
        assert fout.status_code == 400, adres
        assert reden(fout) == [("callbackUrl", "bad-url")], adres
    assert abonnee.verzoeken == []


def test_an_address_that_is_not_on_the_list_is_never_called(
    programma: Programma, abonnee: Luisteraar
) -> None:
    weigert_vreemde_adressen(programma, abonnee)


def test_turns_red_when_any_address_may_be_called(programma: Programma, abonnee: Luisteraar) -> None:
    wordt_rood("uitgaand_zonder_lijst", lambda: weigert_vreemde_adressen(programma, abonnee))


def test_what_is_undone_is_told_to_nobody(programma: Programma, abonnee: Luisteraar) -> None:
    abonneer(programma, abonnee)
    abonnee.verzoeken.clear()
    with transaction.atomic():
        Gebeurd.meld(uuid4())
        assert Bezorging.objects.count() == 1
        transaction.set_rollback(True)

    assert (Bezorging.objects.count(), bezorg(klok=timezone.now)) == (0, 0)


def test_each_scope_opens_what_it_should(
    klant: Client, in_lindewaard: GemeenteRef, abonnee: Luisteraar
) -> None:
    hoort = maak_programma(klant, "hoort", rechten=[Gevraagd("nrc", ("notificaties.consumeren",))])
    zegt = maak_programma(klant, "zegt", rechten=[Gevraagd("nrc", ("notificaties.publiceren",))])
    niets = maak_programma(klant, "niets", rechten=[Gevraagd("ztc", ("catalogi.lezen",))])

    gemaakt = abonneer(hoort, abonnee)

    assert [wie.get(KANAAL).status_code for wie in (hoort, zegt, niets)] == [200, 200, 403]
    assert [wie.post(KANAAL, {"naam": f"k-{wie.client_id}"}).status_code for wie in (hoort, zegt, niets)] == [
        403,
        201,
        403,
    ]
    assert [wie.post(NOTIFICATIES, bericht()).status_code for wie in (hoort, zegt, niets)] == [403, 200, 403]
    assert (gemaakt.status_code, abonneer(zegt, abonnee).status_code) == (201, 403)


def test_a_program_sees_its_own_subscriptions_with_their_keys(
    klant: Client, in_lindewaard: GemeenteRef, abonnee: Luisteraar
) -> None:
    recht = [Gevraagd("nrc", ("notificaties.consumeren",))]
    een, ander = (maak_programma(klant, naam, rechten=recht) for naam in ("een", "ander"))
    alles = maak_programma(klant, "alles")
    adres = pad(abonneer(een, abonnee).json()["url"])

    assert [len(wie.get(ABONNEMENT).json()) for wie in (een, ander, alles)] == [1, 0, 1]
    assert [wie.get(adres).status_code for wie in (een, ander, alles)] == [200, 403, 200]
    assert ander.delete(adres).status_code == 403
    assert ander.patch(adres, {"auth": "x"}).status_code == 403


def hoort_niets_meer(klant: Client, abonnee: Luisteraar) -> None:
    beheer = maak_programma(klant)
    een = maak_programma(klant, "een", rechten=[Gevraagd("nrc", ("notificaties.consumeren",))])
    ander = maak_programma(klant, "ander", rechten=[Gevraagd("nrc", ("notificaties.consumeren",))])
    abonneer(een, abonnee)
    abonnee.verzoeken.clear()
    beheer.post(NOTIFICATIES, bericht(1))
    adres = pad(beheer.get("/autorisaties/api/v1/applicaties/consumer?clientId=een").json()["url"])
    over = {"autorisaties": [{"component": "ztc", "scopes": ["catalogi.lezen"]}]}
    assert beheer.patch(adres, over).json()["autorisaties"][0]["component"] == "ztc"
    beheer.post(NOTIFICATIES, bericht(2))
    assert bezorg(klok=timezone.now) == 0
    beheer.delete(adres)
    assert ander.get(ABONNEMENT).json() == []  # what nobody's program has, is nobody's to read
    beheer.post(NOTIFICATIES, bericht(3))
    assert bezorg(klok=timezone.now) == 0
    assert abonnee.verzoeken == []


def test_a_right_that_is_taken_back_ends_the_messages_at_once(
    klant: Client, in_lindewaard: GemeenteRef, abonnee: Luisteraar
) -> None:
    hoort_niets_meer(klant, abonnee)


def test_turns_red_when_a_right_that_is_gone_still_hears(
    klant: Client, in_lindewaard: GemeenteRef, abonnee: Luisteraar
) -> None:
    wordt_rood("abonnement_zonder_recht", lambda: hoort_niets_meer(klant, abonnee))


def test_a_message_goes_on_as_it_came_once_to_who_it_fits(programma: Programma, abonnee: Luisteraar) -> None:
    abonneer(programma, abonnee, {"naam": "zaken", "filters": {"zaaktype": ZAAKTYPE}}, {"naam": "zaken"})
    abonneer(
        programma, abonnee, {"naam": "zaken", "filters": {"zaaktype": "https://x.nl/2"}}, plek="ander-type"
    )
    abonneer(
        programma, abonnee, {"naam": "zaken", "filters": {"vertrouwelijkheidaanduiding": "*"}}, plek="ster"
    )
    abonneer(programma, abonnee, {"naam": "besluiten", "filters": {}}, plek="ander-kanaal")
    abonnee.verzoeken.clear()

    gestuurd = programma.post(NOTIFICATIES, bericht())
    aantal = bezorg(klok=timezone.now)
    nog_eens = bezorg(klok=timezone.now)

    assert (gestuurd.status_code, gestuurd.json()) == (200, bericht())
    assert (aantal, nog_eens) == (2, 0)
    assert sorted(verzoek.pad for verzoek in abonnee.verzoeken) == ["/hook", "/ster"]
    assert {json.dumps(json.loads(lichaam)) for lichaam in abonnee.lichamen} == {json.dumps(bericht())}


def test_a_catalogus_and_a_name_with_an_underscore_are_filters_too(
    programma: Programma, abonnee: Luisteraar
) -> None:
    catalogus, ander = (
        "https://x.nl/catalogi/api/v1/catalogussen/1",
        "https://x.nl/catalogi/api/v1/catalogussen/2",
    )
    for nummer, adres in enumerate((catalogus, ander)):
        filters = {"zaaktype.catalogus": adres}
        abonneer(programma, abonnee, {"naam": "zaken", "filters": filters}, plek=f"zaken-{nummer}")
        filters = {"verantwoordelijke_organisatie": ("517439943", "111222333")[nummer]}
        abonneer(programma, abonnee, {"naam": "besluiten", "filters": filters}, plek=f"besluiten-{nummer}")
    abonnee.verzoeken.clear()

    programma.post(NOTIFICATIES, bericht(**{"zaaktype": ZAAKTYPE, "zaaktype.catalogus": catalogus}))
    kenmerken = {"verantwoordelijkeOrganisatie": "517439943"}
    programma.post(NOTIFICATIES, bericht() | {"kanaal": "besluiten", "kenmerken": kenmerken})
    bezorg(klok=timezone.now)

    assert sorted(verzoek.pad for verzoek in abonnee.verzoeken) == ["/besluiten-0", "/zaken-0"]


def test_a_message_must_fit_its_channel(programma: Programma) -> None:
    kanaal = programma.post(NOTIFICATIES, bericht() | {"kanaal": "bestaat-niet"})
    kenmerk = programma.post(NOTIFICATIES, bericht(naam="De Vries"))

    assert reden(kanaal) == [("kanaal", "message_kanaal")]
    assert reden(kenmerk) == [("kenmerken", "kenmerken_inconsistent")]


def in_volgorde(programma: Programma, abonnee: Luisteraar) -> None:
    """The second message of zaak 1 is refused once: the third waits for it, zaak 2 goes on."""
    abonneer(programma, abonnee)
    nu, weiger = timezone.now(), {"aan": True}

    def antwoord(verzoek: Verzoek) -> int:
        return 500 if weiger["aan"] and verzoek.lichaam.find(b"/statussen/2") > 0 else 204

    abonnee.antwoord = antwoord
    for nummer, zaak in ((1, "1"), (2, "1"), (3, "1"), (4, "2")):
        programma.post(NOTIFICATIES, bericht(nummer, zaak))
    bezorg(klok=op(nu))
    eerst = gehoord(abonnee)
    weiger["aan"] = False
    abonnee.verzoeken.clear()
    bezorg(klok=op(nu + timedelta(seconds=10)))  # too soon
    te_vroeg = gehoord(abonnee)
    bezorg(klok=op(nu + timedelta(minutes=2)))

    assert sorted(eerst) == [1, 2, 4]
    assert eerst.index(1) < eerst.index(2)
    assert (te_vroeg, gehoord(abonnee)) == ([], [2, 3])


def test_messages_of_one_zaak_stay_in_order_and_those_of_another_do_not_wait(
    programma: Programma, abonnee: Luisteraar
) -> None:
    in_volgorde(programma, abonnee)


def test_turns_red_without_order(programma: Programma, abonnee: Luisteraar) -> None:
    wordt_rood("bezorging_zonder_volgorde", lambda: in_volgorde(programma, abonnee))


def test_a_message_that_is_refused_for_three_days_is_given_up_and_can_be_sent_dropped_and_put_back(
    programma: Programma, abonnee: Luisteraar
) -> None:
    abonneer(programma, abonnee)
    abonnement, nu = Abonnement.objects.get(), timezone.now()
    programma.post(NOTIFICATIES, bericht(1))
    abonnee.antwoord = lambda verzoek: 400
    for uren in (0, 24, 48, 72, 73, 96):
        bezorg(klok=op(nu + timedelta(hours=uren, minutes=1)))

    assert [rij.stand for rij in Bezorging.objects.all()] == ["opgegeven"]
    assert len(gehoord(abonnee)) == 4  # and not again after that
    later = nu + OPGEVEN_NA + timedelta(days=1)
    assert drop(abonnement=abonnement, by=None, at=later) == 1
    assert resend(abonnement=abonnement, by=None, at=later) == 0
    assert put_back(abonnement=abonnement, by=None, at=later) == 1
    assert resend(abonnement=abonnement, by=None, at=later) == 1
    abonnee.antwoord = lambda verzoek: 202
    assert bezorg(klok=op(later)) == 1
    assert [rij.stand for rij in Bezorging.objects.all()] == ["bezorgd"]


def sterf(abonnee: Luisteraar, programma: Programma, aantal: int, zaken: int) -> None:
    """Nobody is there for 24 hours while things change; then somebody is."""
    abonneer(programma, abonnee)
    nu = timezone.now()
    abonnee.verzoeken.clear()
    abonnee.antwoord = lambda verzoek: 503
    for nummer in range(aantal):
        programma.post(NOTIFICATIES, bericht(nummer, str(nummer % zaken)))
    for uren in range(25):
        bezorg(klok=op(nu + timedelta(hours=uren)))
    geklopt = len(abonnee.verzoeken)
    cache.clear()  # the circuit breaker counts in real time
    abonnee.verzoeken.clear()
    abonnee.antwoord = lambda verzoek: 204
    bezorgd = bezorg(klok=op(nu + timedelta(hours=25, minutes=2)))

    assert geklopt <= 25 + 8  # it knocks with one message, and does not carry the pile there each time
    assert bezorgd == aantal
    assert sorted(gehoord(abonnee)) == list(range(aantal))
    for zaak in range(zaken):
        van_zaak = [nummer for nummer in gehoord(abonnee) if nummer % zaken == zaak]
        assert van_zaak == sorted(van_zaak)
    assert set(Bezorging.objects.values_list("stand", flat=True)) == {"bezorgd"}


def test_a_subscriber_that_was_dead_for_a_day_hears_everything_once_and_in_order(
    programma: Programma, abonnee: Luisteraar
) -> None:
    sterf(abonnee, programma, aantal=60, zaken=7)


def test_what_is_given_up_with_a_subscriber_that_stays_away_is_not_lost(
    programma: Programma, abonnee: Luisteraar
) -> None:
    abonneer(programma, abonnee)
    nu = timezone.now()
    programma.post(NOTIFICATIES, bericht(1))
    abonnee.antwoord = lambda verzoek: 503
    bezorg(klok=op(nu + timedelta(days=4)))
    programma.post(NOTIFICATIES, bericht(2))

    standen = list(Bezorging.objects.order_by("volgorde_op").values_list("stand", flat=True))
    assert standen == ["opgegeven", "wacht"]
    cache.clear()
    abonnee.verzoeken.clear()
    abonnee.antwoord = lambda verzoek: 204
    resend(abonnement=Abonnement.objects.get(), by=None, at=nu + timedelta(days=5))
    bezorg(klok=op(nu + timedelta(days=5)))
    assert gehoord(abonnee) == [1, 2]


def tegelijk(programma: Programma, abonnee: Luisteraar) -> None:
    """A second worker begins while the first is busy: the message arrives once."""
    abonneer(programma, abonnee)
    abonnee.verzoeken.clear()
    programma.post(NOTIFICATIES, bericht(1))
    nu = timezone.now()
    Bestemming.objects.update(bezig_tot=nu + timedelta(seconds=60))
    assert bezorg(klok=op(nu)) == 0
    assert bezorg(klok=op(nu + timedelta(minutes=2))) == 1  # the first one died: its turn ended


def test_a_subscriber_is_served_by_one_worker_at_a_time(programma: Programma, abonnee: Luisteraar) -> None:
    tegelijk(programma, abonnee)


def test_turns_red_when_two_workers_serve_one(programma: Programma, abonnee: Luisteraar) -> None:
    wordt_rood("bezorging_tegelijk", lambda: tegelijk(programma, abonnee))


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_deliver_each_message_once(lindewaard: GemeenteRef) -> None:
    cache.clear()
    with luister() as abonnee, in_gemeente(lindewaard):
        nu = timezone.now()
        sta_toe(url=abonnee.url, at=nu)
        programma = Applicatie.objects.create(label="KISS", heeft_alle_autorisaties=True, aangemaakt_op=nu)
        for plek in "ab":
            rij = Abonnement.objects.create(
                adres=f"{abonnee.url}{plek}", auth="x", gemaakt_op=nu, applicatie=programma
            )
            Keuze.objects.create(abonnement=rij, kanaal=Kanaal.objects.get(naam="zaken"))
            open_bestemming(SOORT, rij.pk)
        for nummer in range(40):
            publish(bericht=bericht(nummer, str(nummer % 5)), at=nu)

        def werker() -> None:
            with in_gemeente(lindewaard):
                bezorg(klok=timezone.now)

        fouten = in_draden([werker] * 3)

        assert fouten == []
        for plek in "ab":
            nummers = [
                int(json.loads(verzoek.lichaam)["resourceUrl"].rpartition("/")[2])
                for verzoek in abonnee.verzoeken
                if verzoek.pad == f"/{plek}"
            ]
            assert sorted(nummers) == list(range(40))
            assert all([n for n in nummers if n % 5 == zaak] == list(range(zaak, 40, 5)) for zaak in range(5))


def test_a_stopped_subscription_hears_later_what_waited_and_not_what_came_meanwhile(
    programma: Programma, abonnee: Luisteraar
) -> None:
    abonneer(programma, abonnee)
    abonnee.verzoeken.clear()
    abonnement, nu = Abonnement.objects.get(), timezone.now()
    programma.post(NOTIFICATIES, bericht(1))
    stop_abonnement(abonnement=abonnement, by=None, at=nu)
    programma.post(NOTIFICATIES, bericht(2))
    assert bezorg(klok=op(nu)) == 0
    start_abonnement(abonnement=abonnement, by=None, at=nu)
    programma.post(NOTIFICATIES, bericht(3))

    bezorg(klok=op(nu))

    assert gehoord(abonnee) == [1, 3]


def test_a_subscription_that_goes_away_meanwhile_stops_nobody(
    programma: Programma, abonnee: Luisteraar
) -> None:
    adres = pad(abonneer(programma, abonnee).json()["url"])
    abonneer(programma, abonnee, plek="ander")
    abonnee.verzoeken.clear()
    programma.post(NOTIFICATIES, bericht(1))
    weg = Bestemming.objects.order_by("pk").first()

    def intussen() -> datetime:
        if abonnee.verzoeken and weg is not None:
            Bestemming.objects.filter(pk=weg.pk).delete()
        return timezone.now()

    bezorg(klok=intussen)

    assert sorted(verzoek.pad for verzoek in abonnee.verzoeken) == ["/ander", "/hook"]
    assert programma.delete(adres).status_code == 204


def test_what_was_delivered_goes_away_after_a_week_and_what_was_given_up_stays(
    programma: Programma, abonnee: Luisteraar
) -> None:
    abonneer(programma, abonnee)
    nu = timezone.now()
    for nummer in (1, 2):
        programma.post(NOTIFICATIES, bericht(nummer, str(nummer)))
    bezorg(klok=op(nu))
    Bezorging.objects.filter(pk=Bezorging.objects.first().pk).update(stand="opgegeven", bezorgd_op=None)  # type: ignore[union-attr]

    ruim_op(at=nu + timedelta(days=6))
    assert Bezorging.objects.count() == 2
    ruim_op(at=nu + timedelta(days=8))
    assert (Bezorging.objects.count(), UitgaandBericht.objects.count()) == (1, 1)


def zwijgt_over_inhoud(programma: Programma, abonnee: Luisteraar) -> None:
    abonneer(programma, abonnee)
    abonnee.verzoeken.clear()
    Gebeurd.meld(uuid4())
    bezorg(klok=timezone.now)
    (tekst,) = abonnee.lichamen
    assert b"De Vries" not in tekst


class Gebeurd:
    """A write of a register, with a name in what was and what is."""

    @staticmethod
    def meld(id: Any) -> None:
        from modules.zgw.sporen.actions import Hoofdobject, Wijziging, leave_spoor

        zaak = f"http://lindewaard.localhost:8000/zaken/api/v1/zaken/{id}"
        leave_spoor(
            hoofd=Hoofdobject("zaken", id, zaak, {"bronorganisatie": "517439943"}),
            wijziging=Wijziging(
                "zrc",
                "rol",
                f"{zaak.replace('zaken/', 'rollen/')}",
                "rol",
                "create",
                201,
                None,
                {"naam": "De Vries"},
            ),
            by=None,
            toelichting="",
            at=timezone.now(),
        )


def test_a_message_says_that_something_changed_and_not_what(
    programma: Programma, abonnee: Luisteraar
) -> None:
    zwijgt_over_inhoud(programma, abonnee)


def test_turns_red_when_a_message_carries_content(programma: Programma, abonnee: Luisteraar) -> None:
    wordt_rood("notificatie_met_inhoud", lambda: zwijgt_over_inhoud(programma, abonnee))


def test_what_one_gemeente_tells_nobody_hears_in_another(
    programma: Programma, abonnee: Luisteraar, hoogmeren: GemeenteRef
) -> None:
    abonneer(programma, abonnee)
    abonnee.verzoeken.clear()
    with in_gemeente(hoogmeren):
        Gebeurd.meld(uuid4())
        assert Bezorging.objects.count() == 0
    assert bezorg(klok=timezone.now) == 0
    assert abonnee.verzoeken == []


def test_every_register_is_heard_and_each_write_once(klant: Client, abonnee: Luisteraar) -> None:
    wereld = Zaakwereld(klant)
    namen = (
        "zaken",
        "zaaktypen",
        "autorisaties",
        "documenten",
        "besluiten",
        "besluittypen",
        "informatieobjecttypen",
    )
    abonneer(wereld.p, abonnee, *({"naam": naam} for naam in namen))
    abonnee.verzoeken.clear()

    zaak = wereld.zaak(omschrijving="Hulp voor de familie Jansen").json()
    wereld.status(zaak["url"], wereld.eerste)
    wereld.rol(zaak["url"], wereld.melder)
    nieuw = wereld.ztc.zaaktype(identificatie="ander").json()
    wereld.p.post("/autorisaties/api/v1/applicaties", {
        "clientIds": ["kiss"], "label": "KISS", "autorisaties": [{"component": "ztc", "scopes": ["catalogi.lezen"]}],
    })  # fmt: skip
    bezorg(klok=timezone.now)

    heard = [json.loads(lichaam) for lichaam in abonnee.lichamen]
    van = sorted((een["kanaal"], een["resource"], een["actie"]) for een in heard)
    assert van == [
        ("autorisaties", "applicatie", "create"),
        ("zaaktypen", "zaaktype", "create"),
        ("zaken", "rol", "create"),
        ("zaken", "status", "create"),
        ("zaken", "zaak", "create"),
    ]
    over_zaak = [een for een in heard if een["kanaal"] == "zaken"]
    assert [een["resource"] for een in over_zaak] == ["zaak", "status", "rol"]
    assert {een["hoofdObject"] for een in over_zaak} == {zaak["url"]}
    assert over_zaak[0]["kenmerken"] == {
        "bronorganisatie": "517439943",
        "zaaktype": wereld.zaaktype,
        "zaaktype.catalogus": nieuw["catalogus"],
        "vertrouwelijkheidaanduiding": zaak["vertrouwelijkheidaanduiding"],
    }
    assert [een["kenmerken"] for een in heard if een["kanaal"] == "zaaktypen"] == [
        {"catalogus": nieuw["catalogus"]}
    ]
    assert BSN.encode() not in b"".join(abonnee.lichamen)
    assert b"Jansen" not in b"".join(abonnee.lichamen)


def test_what_staff_do_is_heard_without_a_name(programma: Programma, abonnee: Luisteraar) -> None:
    abonneer(programma, abonnee)
    abonnee.verzoeken.clear()
    by = maak_gebruiker(naam="Tom de Groot", met_code_app=False)
    huishouden = maak_huishouden("Kuiper")

    register_melding(
        huishouden=huishouden, team=None, teammodel_id=Teammodel.objects.actief().get().pk,
        gegevens={"wet": "wmo", "inhoud": "De trap lukt niet meer."}, ontvangen_op=localdate(), met_termijnen=False,
        inwoner=huishouden.leden.get().inwoner, by=by, at=timezone.now(),
    )  # fmt: skip
    bezorg(klok=timezone.now)

    soorten = {json.loads(lichaam)["resource"] for lichaam in abonnee.lichamen}
    assert {"zaak", "status", "rol"} <= soorten
    alles = b"".join(abonnee.lichamen)
    assert not any(woord in alles for woord in (b"Kuiper", b"Tom de Groot", b"De trap lukt"))


def test_a_list_of_subscriptions_costs_as_many_queries_for_three_as_for_one(
    programma: Programma, abonnee: Luisteraar, django_assert_num_queries: Any
) -> None:
    abonneer(programma, abonnee, plek="a")
    programma.get(ABONNEMENT)
    with django_assert_num_queries(6):
        programma.get(ABONNEMENT)
    for plek in "bc":
        abonneer(programma, abonnee, {"naam": "zaken"}, {"naam": "besluiten"}, plek=plek)
    with django_assert_num_queries(6):
        programma.get(ABONNEMENT)
