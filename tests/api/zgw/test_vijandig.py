"""What a program should not be able to do to others, or to us: found with hostile eyes, kept so that it stays mended."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.zgw.kern.adres import basis
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.actions.melding import register_melding
from modules.dossier.models import Huishouden
from modules.inrichting.models import Teammodel
from modules.zgw.beheer.overdracht import BestandKloptNiet, InlezenMislukt, overdracht
from modules.zgw.catalogus.models import Catalogus, Resultaattype, Zaaktype
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.stroom.actions.zaken import sync_huishouden
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from modules.zgw.zaken.models import Resultaat, Rol, Zaak
from tests.api.zgw.test_stroom import Formulier, bijlage
from tests.api.zgw.test_zaken import CRS, ZRC
from tests.api.zgw.toneel import Programma, maak_programma, token
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.keukentafel.tenancy.zaaien import wordt_rood

pytestmark = pytest.mark.django_db
BSN = "111222333"
Proef = Callable[[Programma], None]


@pytest.fixture
def zaaksysteem(klant: Client, in_lindewaard: GemeenteRef) -> Programma:
    make_catalogus(by=None, at=timezone.now())
    Catalogus.objects.update(rsin="517439943")
    return maak_programma(klant, "zaaksysteem", **CRS)


@pytest.fixture
def buiten(klant: Client, in_lindewaard: GemeenteRef) -> Programma:
    """A program that sees a 500 instead of what was raised."""
    open_ = Client(HTTP_HOST=klant.defaults["HTTP_HOST"], raise_request_exception=False)
    return Programma(open_, maak_programma(klant, "vreemd").client_id, koppen=CRS, keurt=False)


def gemeld() -> tuple[Huishouden, Any]:
    """Take in a question of somebody with a BSN."""
    by, rij = maak_gebruiker(met_code_app=False), maak_huishouden("Kuiper")
    inwoner = rij.leden.get().inwoner
    inwoner.bsn, inwoner.bsn_index = BSN, blinde_index("bsn", BSN)
    inwoner.save()
    register_melding(
        huishouden=rij, team=None, teammodel_id=Teammodel.objects.actief().get().pk,
        gegevens={"wet": "wmo", "inhoud": "De trap lukt niet meer."}, ontvangen_op=timezone.now().date(),
        met_termijnen=False, inwoner=inwoner, by=by, at=timezone.now(),
    )  # fmt: skip
    return rij, by


def scherm_af(rij: Huishouden, by: Any) -> None:
    Huishouden.objects.filter(pk=rij.pk).update(is_afgeschermd=True)
    sync_huishouden(huishouden_id=rij.pk, by=by, at=timezone.now())


def oude_zaak_opent_niets(zaaksysteem: Programma) -> None:
    rij, by = gemeld()
    zaak = Zaak.objects.get(soort__identificatie="SD-WMO")
    oud = zaaksysteem.get(f"{ZRC}/zaken/{zaak.pk}").json()
    scherm_af(rij, by)

    antwoord = zaaksysteem.put(f"{ZRC}/zaken/{zaak.pk}", oud)
    assert antwoord.status_code == 200, antwoord.content

    zaak.refresh_from_db()
    assert (antwoord.status_code, antwoord.json()["vertrouwelijkheidaanduiding"]) == (200, "geheim")
    assert zaak.vertrouwelijkheid == Vertrouwelijkheid.GEHEIM


def oud_document_opent_niets(zaaksysteem: Programma) -> None:
    rij, by = gemeld()
    zaak = f"{basis()}{ZRC}/zaken/{Zaak.objects.get(soort__identificatie='SD-WMO').pk}"
    oud = bijlage(Formulier(zaaksysteem, basis()), zaak, b"Wat de huisarts schreef.")
    scherm_af(rij, by)
    pad = oud["url"].removeprefix(basis())
    Informatieobject.objects.filter(pk=pad.rpartition("/")[2]).update(
        vertrouwelijkheid=Vertrouwelijkheid.GEHEIM
    )
    slot = zaaksysteem.post(f"{pad}/lock", {}).json()["lock"]

    antwoord = zaaksysteem.patch(pad, {"vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "lock": slot})

    assert (antwoord.status_code, antwoord.json()["vertrouwelijkheidaanduiding"]) == (200, "geheim")


def spoor_noemt_niemand(zaaksysteem: Programma) -> None:
    rij, by = gemeld()
    zaak = Zaak.objects.get(soort__identificatie="SD-WMO")
    eerst = zaaksysteem.get(f"{ZRC}/zaken/{zaak.pk}/audittrail").content.decode()
    scherm_af(rij, by)
    daarna = zaaksysteem.get(f"{ZRC}/zaken/{zaak.pk}/audittrail").content.decode()

    assert not Rol.objects.exists()
    assert BSN in eerst
    assert BSN not in daarna
    assert "Kuiper" not in daarna


def stuk_is_zo_dicht_als_zijn_zaak(zaaksysteem: Programma) -> None:
    rij, by = gemeld()
    scherm_af(rij, by)
    zaak = f"{basis()}{ZRC}/zaken/{Zaak.objects.get(soort__identificatie='SD-WMO').pk}"

    document = bijlage(Formulier(zaaksysteem, basis()), zaak, b"Wat de huisarts schreef.")

    gelezen = zaaksysteem.get(document["url"].removeprefix(basis())).json()
    assert gelezen["vertrouwelijkheidaanduiding"] == "geheim"


AFGESCHERMD = [
    (oude_zaak_opent_niets, "opener_dan_het_dossier"),
    (oud_document_opent_niets, "opener_dan_het_dossier"),
    (spoor_noemt_niemand, "spoor_noemt_wie_is_afgeschermd"),
    (stuk_is_zo_dicht_als_zijn_zaak, "stuk_blijft_open"),
]


@pytest.mark.parametrize(("proef", "_fout"), AFGESCHERMD)
def test_what_is_shielded_stays_closed_to_programs(proef: Proef, _fout: str, zaaksysteem: Programma) -> None:
    proef(zaaksysteem)


@pytest.mark.parametrize(("proef", "fout"), AFGESCHERMD)
def test_turns_red_when_a_program_opens_what_is_shielded(
    proef: Proef, fout: str, zaaksysteem: Programma
) -> None:
    wordt_rood(fout, lambda: proef(zaaksysteem))


def test_no_program_makes_what_the_dossier_shows_public(zaaksysteem: Programma) -> None:
    gemeld()
    zaak = Zaak.objects.get(soort__identificatie="SD-WMO")

    antwoord = zaaksysteem.patch(f"{ZRC}/zaken/{zaak.pk}", {"vertrouwelijkheidaanduiding": "openbaar"})
    assert antwoord.status_code == 200, antwoord.content

    assert antwoord.json()["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"


@pytest.mark.parametrize("blad", [2**63, 2**64 - 1, 10**17, 10**30, 1.5])
def test_a_page_that_no_list_has_is_refused_in_words(buiten: Programma, blad: float) -> None:
    antwoord = buiten.post(f"{ZRC}/zaken/_zoek", {"identificatie": "x", "page": blad})

    assert antwoord.status_code in (400, 404), antwoord.content
    assert antwoord.json()["detail"]


@pytest.mark.parametrize(
    "vraag",
    [
        f"page={10**18}", "page=%D9%A3", "identificatie=%00", "startdatum=0001-01-01", "zaaktype=http://[::1",
        "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=%00", "rol__betrokkene=http://x/%00",
        "bronorganisatie__in=%00", "expand=" + "a." * 400,
    ],
)  # fmt: skip
def test_a_question_that_no_screen_asks_is_no_fault_of_ours(buiten: Programma, vraag: str) -> None:
    assert buiten.get(f"{ZRC}/zaken?{vraag}").status_code in (200, 400, 404)


def _genest(diepte: int) -> dict[str, Any]:
    uit: dict[str, Any] = {"type": "Point", "coordinates": [5, 52]}
    for _ in range(diepte):
        uit = {"type": "GeometryCollection", "geometries": [uit]}
    return uit


@pytest.mark.parametrize(
    "anders",
    [
        {"zaakgeometrie": _genest(400)}, {"zaakgeometrie": {"type": "Point", "coordinates": [[[[5]]]]}},
        {"zaakgeometrie": {**_genest(1), "meer": json.loads("[" * 300 + "]" * 300)}},
        {"startdatum": "0001-01-01", "uiterlijkeEinddatumAfdoening": "9999-12-31"},
        {"kenmerken": [[[]]]}, {"zaaktype": {"a": 1}}, {"hoofdzaak": 1}, {"omschrijving": "\x00"},
        {"laatsteBetaaldatum": "9999-12-31T23:59:59-12:00"}, {"verlenging": {"reden": "x", "duur": "P9999Y"}},
    ],
)  # fmt: skip
def test_a_zaak_that_no_form_makes_leaves_a_list_that_reads(
    buiten: Programma, anders: dict[str, Any]
) -> None:
    make_catalogus(by=None, at=timezone.now())
    zaaktype = Zaaktype.objects.get(soort__identificatie="SD-WMO")
    lichaam = {
        "bronorganisatie": "517439943", "verantwoordelijkeOrganisatie": "517439943", "startdatum": "2026-01-01",
        "zaaktype": f"{basis()}/catalogi/api/v1/zaaktypen/{zaaktype.pk}",
    }  # fmt: skip

    assert buiten.post(f"{ZRC}/zaken", lichaam | anders).status_code in (201, 400)
    assert buiten.get(f"{ZRC}/zaken").status_code == 200


def test_two_programs_that_give_a_result_at_the_same_moment(buiten: Programma, monkeypatch: Any) -> None:
    make_catalogus(by=None, at=timezone.now())
    gemeld()
    zaak = Zaak.objects.get(soort__identificatie="SD-WMO")
    soort = Resultaattype.objects.filter(zaaktype=zaak.zaaktype).first()
    lichaam = {
        "zaak": f"{basis()}{ZRC}/zaken/{zaak.pk}",
        "resultaattype": f"{basis()}/catalogi/api/v1/resultaattypen/{soort.pk}",
    }
    eerst = buiten.post(f"{ZRC}/resultaten", lichaam)
    monkeypatch.setattr("django.db.models.QuerySet.exists", lambda _: False)
    tweede = buiten.post(f"{ZRC}/resultaten", lichaam)

    assert (eerst.status_code, tweede.status_code) == (201, 409), tweede.content
    assert Resultaat.objects.count() == 1


def test_a_call_that_takes_long_keeps_no_other_call_of_the_same_program_waiting(
    zaaksysteem: Programma,
) -> None:
    with CaptureQueriesContext(connection) as vragen:
        zaaksysteem.get(f"{ZRC}/zaken")

    gezien = [vraag["sql"] for vraag in vragen if vraag["sql"].startswith('UPDATE "autorisaties_client"')]
    assert len(gezien) == 1
    assert "SKIP LOCKED" in gezien[0]


def _zip(**bestanden: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in bestanden.items():
            zip_.writestr(f"{naam}.json", inhoud)
    return uit.getvalue()


def _stuk(inhoud: bytes) -> bytes:
    """Spoil the bytes that were packed, and nothing else."""
    plek = inhoud.index(b"Catalogus.json") + len(b"Catalogus.json")
    return inhoud[:plek] + bytes([inhoud[plek] ^ 0xFF]) * 8 + inhoud[plek + 8 :]


_CATALOGUS = {"domein": "PROEF", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer"}


@pytest.mark.parametrize(
    "inhoud",
    [
        _stuk(_zip(Catalogus=json.dumps([_CATALOGUS]).encode() * 50)),
        _zip(Catalogus=json.dumps([{**_CATALOGUS, "domein": "A\x00BCD"}]).encode()),
        _zip(Catalogus=b'[{"domein": "\\ud800", "rsin": "\\ud800"}]'),
        _zip(Catalogus=json.dumps([{**_CATALOGUS, "url": 1}]).encode(), ZaakType=b'[{"besluittypen": 1}]'),
        _zip(Catalogus=json.dumps([_CATALOGUS]).encode(), ZaakType=b'[{"gerelateerdeZaaktypen": 7}]'),
        _zip(
            Catalogus=json.dumps([_CATALOGUS]).encode(),
            InformatieObjectType=b'[{"omschrijving": "\\u0000"}]',
        ),
        _zip(Catalogus=b"[" * 100_000),
    ],
)
def test_a_catalogue_that_nobody_wrote_is_refused_in_words(in_lindewaard: GemeenteRef, inhoud: bytes) -> None:
    with pytest.raises((BestandKloptNiet, InlezenMislukt)):
        overdracht().naar_binnen(inhoud)

    assert not Catalogus.objects.filter(domein="PROEF").exists()


def test_a_token_that_begins_later_does_not_hold_yet(zaaksysteem: Programma) -> None:
    over_een_uur = int(timezone.now().timestamp()) + 3600
    kop = {"Authorization": f"Bearer {token('zaaksysteem', nbf=over_een_uur)}", **CRS}

    antwoord = zaaksysteem.klant.get(f"{ZRC}/zaken", headers=kop)

    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "jwt-was-invalid")


def test_who_waits_for_another_change_of_a_document_reads_it_afterwards(zaaksysteem: Programma) -> None:
    """Seen with six programs at once: a lock that joins finds the document without its newest version."""
    gemeld()
    zaak = f"{basis()}{ZRC}/zaken/{Zaak.objects.get(soort__identificatie='SD-WMO').pk}"
    document = bijlage(Formulier(zaaksysteem, basis()), zaak, b"Wat de huisarts schreef.")
    pad = document["url"].removeprefix(basis())
    slot = zaaksysteem.post(f"{pad}/lock", {}).json()["lock"]

    with CaptureQueriesContext(connection) as vragen:
        assert zaaksysteem.patch(pad, {"lock": slot, "titel": "Anders"}).status_code == 200

    vast = [vraag["sql"] for vraag in vragen if "FOR UPDATE" in vraag["sql"]]
    assert [sql for sql in vast if "documenten_informatieobject" in sql]
    assert not [sql for sql in vast if "documenten_informatieobject" in sql and "JOIN" in sql]


def test_one_initiator_whoever_comes_at_the_same_time(zaaksysteem: Programma) -> None:
    """Seen with eight programs at once: each found none, and six initiators stood there."""
    formulier = Formulier(zaaksysteem, basis())
    zaak = formulier.zaak()

    with CaptureQueriesContext(connection) as vragen:
        formulier.rol(zaak, geslachtsnaam="Kuiper")

    gevraagd = [vraag["sql"] for vraag in vragen]
    vast = next(n for n, sql in enumerate(gevraagd) if "FOR UPDATE" in sql and "zaken_zaak" in sql)
    keek = next(n for n, sql in enumerate(gevraagd) if "omschrijving_generiek" in sql and "zaken_rol" in sql)
    assert vast < keek
