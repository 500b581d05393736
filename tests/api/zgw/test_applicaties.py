"""Autorisaties API 1.0.0: which program may what. Rules ac-001 to ac-003."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.actions.geheim import give_geheim
from modules.zgw.catalogus.models import Catalogus, Informatieobjecttype, Soort
from tests.api.zgw.toneel import GEHEIM, Programma, maak_programma

pytestmark = pytest.mark.django_db
APPLICATIES = "/autorisaties/api/v1/applicaties"
NIEUW = {
    "clientIds": ["zaaksysteem"],
    "label": "Zaaksysteem",
    "heeftAlleAutorisaties": False,
    "autorisaties": [{"component": "ztc", "scopes": ["catalogi.lezen"]}],
}


def pad(url: str) -> str:
    return "/" + url.partition("//")[2].partition("/")[2]


def maak_documenttype(omschrijving: str = "Beschikking") -> Informatieobjecttype:
    catalogus = Catalogus.objects.create(domein="WIJKT", rsin="517439943", contactpersoon_naam="Beheer")
    soort = Soort.objects.create(
        catalogus=catalogus, typesoort="informatieobjecttype", identificatie=omschrijving
    )
    return Informatieobjecttype.objects.create(
        soort=soort, omschrijving=omschrijving, vertrouwelijkheid=4, categorie="besluiten",
        begin_geldigheid=localdate(), is_concept=False,
    )  # fmt: skip


def test_an_applicatie_is_made_read_changed_and_removed(klant: Client, in_lindewaard: GemeenteRef) -> None:
    beheer = maak_programma(klant)

    gemaakt = beheer.post(APPLICATIES, NIEUW)
    adres = pad(gemaakt.json()["url"])
    gelezen = beheer.get(adres).json()
    gezocht = beheer.get(f"{APPLICATIES}/consumer?clientId=zaaksysteem").json()
    gewijzigd = beheer.patch(adres, {"label": "Zaaksysteem 2"})
    weg = beheer.delete(adres)

    assert gemaakt.status_code == 201
    assert gelezen == gezocht == gemaakt.json()
    assert gelezen["autorisaties"] == [
        {"component": "ztc", "componentWeergave": "Catalogi", "scopes": ["catalogi.lezen"]}
    ]
    assert (gewijzigd.json()["label"], gewijzigd.json()["clientIds"]) == ("Zaaksysteem 2", ["zaaksysteem"])
    assert (weg.status_code, beheer.get(adres).status_code) == (204, 404)
    assert beheer.get(f"{APPLICATIES}/consumer?clientId=zaaksysteem").status_code == 404


def test_a_known_client_without_rights_gets_them_by_an_applicatie(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    beheer = maak_programma(klant)
    give_geheim(client_id="zaaksysteem", by=None, at=timezone.now(), geheim=GEHEIM)
    nieuweling = Programma(klant, "zaaksysteem")

    vooraf = nieuweling.get("/catalogi/api/v1/catalogussen").status_code
    beheer.post(APPLICATIES, NIEUW)

    assert (vooraf, nieuweling.get("/catalogi/api/v1/catalogussen").status_code) == (403, 200)


def test_a_client_belongs_to_one_applicatie_ac_001(klant: Client, in_lindewaard: GemeenteRef) -> None:
    beheer = maak_programma(klant)
    beheer.post(APPLICATIES, NIEUW)

    fout = beheer.post(APPLICATIES, NIEUW | {"clientIds": ["nieuw", "zaaksysteem"]}).json()

    assert [(regel["name"], regel["code"]) for regel in fout["invalidParams"]] == [
        ("clientIds.1", "clientId-exists")
    ]


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"heeftAlleAutorisaties": True}, "ambiguous-authorizations-specified"),
        ({"autorisaties": []}, "missing-authorizations"),
    ],
)
def test_all_rights_or_named_ones_ac_002(
    klant: Client, in_lindewaard: GemeenteRef, anders: dict[str, object], code: str
) -> None:
    fout = maak_programma(klant).post(APPLICATIES, NIEUW | anders).json()

    assert [(regel["name"], regel["code"]) for regel in fout["invalidParams"]] == [("nonFieldErrors", code)]


def test_a_right_names_its_type_and_its_maximum_ac_003(klant: Client, in_lindewaard: GemeenteRef) -> None:
    kaal = [
        {"component": "zrc", "scopes": ["zaken.lezen"]},
        {"component": "brc", "scopes": ["besluiten.lezen"]},
    ]

    fout = maak_programma(klant).post(APPLICATIES, NIEUW | {"autorisaties": kaal}).json()

    assert [(regel["name"], regel["code"]) for regel in fout["invalidParams"]] == [
        ("autorisaties.0.zaaktype", "required"),
        ("autorisaties.0.maxVertrouwelijkheidaanduiding", "required"),
        ("autorisaties.1.besluittype", "required"),
    ]


def test_a_right_is_kept_for_all_versions_of_a_type_and_names_the_one_of_today(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    beheer, oud = maak_programma(klant), maak_documenttype()
    basis = (
        f"{beheer.get('/catalogi/api/v1/catalogussen').json()['results'][0]['url'].partition('/catalogi')[0]}"
    )
    adres = f"{basis}/catalogi/api/v1/informatieobjecttypen/"
    recht = {
        "component": "drc", "scopes": ["documenten.lezen"], "informatieobjecttype": f"{adres}{oud.pk}",
        "maxVertrouwelijkheidaanduiding": "vertrouwelijk",
    }  # fmt: skip

    gemaakt = beheer.post(APPLICATIES, NIEUW | {"autorisaties": [recht]}).json()
    oud.einde_geldigheid = localdate()
    oud.save()
    nieuw = Informatieobjecttype.objects.create(
        soort=oud.soort, omschrijving=oud.omschrijving, vertrouwelijkheid=4, categorie="besluiten",
        begin_geldigheid=localdate(), is_concept=False,
    )  # fmt: skip
    later = beheer.get(pad(gemaakt["url"])).json()

    assert gemaakt["autorisaties"][0] == recht | {"componentWeergave": "Documenten"}
    assert later["autorisaties"][0]["informatieobjecttype"] == f"{adres}{nieuw.pk}"


@pytest.mark.parametrize(
    "vreemd", ["https://elders.example/zaaktypen/1", "/catalogi/api/v1/informatieobjecttypen/x"]
)
def test_an_address_of_somebody_else_is_never_fetched(
    klant: Client, in_lindewaard: GemeenteRef, vreemd: str
) -> None:
    recht = {
        "component": "drc", "scopes": ["documenten.lezen"], "informatieobjecttype": vreemd,
        "maxVertrouwelijkheidaanduiding": "openbaar",
    }  # fmt: skip

    fout = maak_programma(klant).post(APPLICATIES, NIEUW | {"autorisaties": [recht]}).json()

    assert [regel["name"] for regel in fout["invalidParams"]] == ["autorisaties.0.informatieobjecttype"]
    assert fout["invalidParams"][0]["code"] in ("bad-url", "invalid")
