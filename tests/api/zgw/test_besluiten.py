"""Besluiten API 1.1.0: decisions, their zaak and their documents. Rules brc-001 to brc-009."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.zaaifouten import zaai
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.catalogus.models import Besluittype, Zaaktype
from tests.api.zgw.test_zaken import CRS, Zaakwereld, fouten, pad
from tests.api.zgw.toneel import maak_programma

pytestmark = pytest.mark.django_db
BRC = "/besluiten/api/v1"
RSIN = "517439943"


class Besluitwereld(Zaakwereld):
    """A zaaktype with a besluittype, and a document type that belongs to both."""

    def voor_publicatie(self) -> None:
        self.beschikking = self.ztc.documenttype().json()["url"]
        self.ztc.publiceer(self.beschikking)
        self.besluittype = self.ztc.besluittype(
            zaaktypen=[self.zaaktype], informatieobjecttypen=[self.beschikking]
        ).json()["url"]
        self.ztc.publiceer(self.besluittype)

    def lijf(self, **anders: Any) -> dict[str, Any]:
        if "besluittype" not in anders:
            return super().lijf(**anders)
        return {
            "verantwoordelijkeOrganisatie": RSIN, "datum": localdate().isoformat(),
            "ingangsdatum": localdate().isoformat(), **anders,
        }  # fmt: skip

    def besluit(self, **anders: Any) -> Any:
        return self.p.post(f"{BRC}/besluiten", self.lijf(**{"besluittype": self.besluittype, **anders}))


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Besluitwereld:
    return Besluitwereld(klant)


def test_a_decision_stands_with_its_zaak_and_is_found_there(wereld: Besluitwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    los = wereld.besluit(identificatie="LOS-1").json()
    gemaakt = wereld.besluit(
        zaak=zaak, vervaldatum="2027-01-01", vervalreden="tijdelijk", toelichting="Zie de brief"
    )
    url = gemaakt.json()["url"]

    onder = wereld.p.get(f"{pad(zaak)}/besluiten").json()
    lijsten = [
        wereld.p.get(f"{BRC}/besluiten?{vraag}").json()["results"]
        for vraag in (f"zaak={zaak}", "identificatie=LOS-1", f"besluittype={wereld.besluittype}", f"zaak={url}")
    ]  # fmt: skip

    assert (gemaakt.status_code, gemaakt["Location"]) == (201, url)
    assert gemaakt.json()["identificatie"].startswith("BESLUIT-")
    assert gemaakt.json()["vervalredenWeergave"] == "Besluit met tijdelijke werking"
    assert (los["zaak"], los["vervaldatum"]) == ("", None)
    assert [rij["besluit"] for rij in onder] == [url]
    assert wereld.p.get(pad(onder[0]["url"])).json() == onder[0]
    assert [[rij["url"] for rij in lijst] for lijst in lijsten] == [
        [url],
        [los["url"]],
        [url, los["url"]],
        [],
    ]
    assert [(regel["resource"], regel["actie"]) for regel in wereld.p.get(f"{pad(zaak)}/audittrail").json()] == [
        ("zaak", "create"), ("zaakbesluit", "create"),
    ]  # fmt: skip


def test_what_is_not_right_is_refused_at_its_field_brc_001_brc_002_brc_007(wereld: Besluitwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    concept = wereld.ztc.besluittype("Concept").json()["url"]
    vreemd = wereld.ztc.besluittype("Vreemd").json()["url"]
    wereld.ztc.publiceer(vreemd)
    wereld.besluit(identificatie="B-1")

    assert fouten(wereld.besluit(besluittype=concept)) == [("besluittype", "not-published")]
    assert fouten(wereld.besluit(besluittype=wereld.zaaktype)) == [("besluittype", "invalid-resource")]
    assert fouten(wereld.besluit(besluittype="https://elders.example/b/1")) == [("besluittype", "bad-url")]
    assert fouten(wereld.besluit(zaak="https://elders.example/z/1")) == [("zaak", "bad-url")]
    assert fouten(wereld.besluit(besluittype=vreemd, zaak=zaak)) == [("nonFieldErrors", "zaaktype-mismatch")]
    assert fouten(wereld.besluit(identificatie="B-1")) == [("identificatie", "identificatie-niet-uniek")]
    assert fouten(wereld.besluit(verantwoordelijkeOrganisatie="123456789")) == [
        ("verantwoordelijkeOrganisatie", "invalid")
    ]
    assert fouten(wereld.p.post(f"{BRC}/besluiten", {})) == [
        ("verantwoordelijkeOrganisatie", "required"), ("besluittype", "required"), ("datum", "required"),
        ("ingangsdatum", "required"),
    ]  # fmt: skip
    assert fouten(wereld.p.get(f"{BRC}/besluiten?onbekend=1")) == [("nonFieldErrors", "unknown-parameters")]


def test_its_number_organisation_type_and_zaak_stay(wereld: Besluitwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    ander = wereld.ztc.besluittype("Ander", zaaktypen=[wereld.zaaktype]).json()["url"]
    wereld.ztc.publiceer(ander)
    besluit = wereld.besluit(zaak=zaak).json()
    geheel = {naam: waarde for naam, waarde in besluit.items() if naam not in ("url", "vervalredenWeergave")}

    for naam, waarde in (
        ("identificatie", "ANDERS"), ("verantwoordelijkeOrganisatie", "111222333"), ("besluittype", ander),
        ("zaak", wereld.zaak().json()["url"]),
    ):  # fmt: skip
        assert fouten(wereld.p.patch(pad(besluit["url"]), {naam: waarde})) == [
            (naam, "wijzigen-niet-toegelaten")
        ]
    gewijzigd = wereld.p.patch(pad(besluit["url"]), {"toelichting": "Nieuw"}).json()
    vervangen = wereld.p.put(pad(besluit["url"]), {**geheel, "verzenddatum": "2026-11-01"}).json()

    assert gewijzigd == {**besluit, "toelichting": "Nieuw"}
    assert vervangen == {**besluit, "verzenddatum": "2026-11-01"}
    assert [regel["actie"] for regel in wereld.p.get(f"{pad(besluit['url'])}/audittrail").json()] == [
        "create", "partial_update", "update",
    ]  # fmt: skip


def test_a_closed_zaak_keeps_its_decisions_unless_by_force(wereld: Besluitwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    besluit = wereld.besluit(zaak=zaak).json()["url"]
    wereld.sluit(zaak)
    rechten = Gevraagd(
        "brc",
        ("besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken", "besluiten.verwijderen"),
        Besluittype.objects.get(pk=wereld.besluittype[-36:]).soort_id,
    )
    zwak = maak_programma(wereld.klant, "zwak", rechten=[rechten])

    antwoorden = [
        zwak.post(f"{BRC}/besluiten", wereld.lijf(besluittype=wereld.besluittype, zaak=zaak)),
        zwak.patch(pad(besluit), {"toelichting": "x"}),
        zwak.delete(pad(besluit)),
    ]

    assert [(a.status_code, a.json()["code"]) for a in antwoorden] == [(403, "zaak-closed")] * 3
    assert wereld.besluit(zaak=zaak).status_code == 201


def test_rights_hang_on_the_besluittype_also_below_the_zaak_and_in_expand(wereld: Besluitwereld) -> None:
    zaak = wereld.zaak(vertrouwelijkheidaanduiding="geheim").json()["url"]
    vreemd = wereld.ztc.besluittype("Vreemd").json()["url"]
    wereld.ztc.publiceer(vreemd)
    binnen, buiten = wereld.besluit(zaak=zaak).json()["url"], wereld.besluit(besluittype=vreemd).json()["url"]
    soort = Besluittype.objects.get(pk=wereld.besluittype[-36:]).soort_id
    lezer = maak_programma(wereld.klant, "lezer", rechten=[
        Gevraagd("brc", ("besluiten.lezen", "audittrails.lezen"), soort),
        Gevraagd("zrc", ("zaken.lezen",), Zaaktype.objects.get(pk=wereld.zaaktype[-36:]).soort_id, 5),
    ], **CRS)  # fmt: skip

    met_zaak = wereld.p.get(f"{BRC}/besluiten?expand=zaak,besluittype&zaak={zaak}").json()["results"][0]
    zonder = lezer.get(f"{pad(binnen)}?expand=zaak.status,besluittype").json()

    assert [rij["url"] for rij in lezer.get(f"{BRC}/besluiten").json()["results"]] == [binnen]
    assert [lezer.get(pad(url)).status_code for url in (binnen, buiten)] == [200, 403]
    assert lezer.get(f"{pad(buiten)}/audittrail").status_code == 403
    assert lezer.post(f"{BRC}/besluiten", wereld.lijf(besluittype=wereld.besluittype)).status_code == 403
    assert lezer.get(f"{pad(zaak)}/besluiten").status_code == 403
    assert met_zaak["_expand"]["zaak"]["url"] == zaak
    assert zonder["_expand"]["besluittype"]["url"] == wereld.besluittype
    assert "zaak" not in zonder["_expand"]  # the zaak itself lies outside: it stays an address
    with zaai("zgw_lijst_buiten_bereik"):
        gelekt = lezer.get(f"{pad(binnen)}?expand=zaak").json()
        assert [rij["url"] for rij in lezer.get(f"{BRC}/besluiten").json()["results"]] == [buiten, binnen]
        assert gelekt["_expand"]["zaak"]["url"] == zaak


def test_expand_fills_in_what_the_type_goes_with(wereld: Besluitwereld) -> None:
    besluit = wereld.besluit(zaak=wereld.zaak().json()["url"]).json()["url"]
    delen = ("catalogus", "zaaktypen", "informatieobjecttypen", "resultaattypen")
    vraag = ",".join(f"besluittype.{deel}" for deel in delen)

    type_ = wereld.p.get(f"{pad(besluit)}?expand={vraag},zaak.zaaktype").json()["_expand"]["besluittype"]
    alleen_hier = wereld.p.get(f"{pad(wereld.besluittype)}?expand=catalogus")

    assert [een["url"] for een in type_["_expand"]["zaaktypen"]] == [wereld.zaaktype]
    assert [een["url"] for een in type_["_expand"]["informatieobjecttypen"]] == [wereld.beschikking]
    assert type_["_expand"]["catalogus"]["url"] == type_["catalogus"]
    assert type_["_expand"]["resultaattypen"] == []
    assert fouten(alleen_hier) == [("nonFieldErrors", "unknown-parameters")]
    assert wereld.p.get(f"{pad(besluit)}?expand=besluittype.onbekend").status_code == 404


def test_the_register_of_decisions_leads_below_a_zaak(wereld: Besluitwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    erbij, los = wereld.besluit(zaak=zaak).json()["url"], wereld.besluit().json()["url"]
    onder = f"{pad(zaak)}/besluiten"

    goed = wereld.p.post(onder, {"besluit": erbij})

    assert (goed.status_code, goed.json()["besluit"]) == (201, erbij)
    assert fouten(wereld.p.post(onder, {"besluit": los})) == [("nonFieldErrors", "inconsistent-relation")]
    assert fouten(wereld.p.delete(pad(goed.json()["url"]))) == [("nonFieldErrors", "inconsistent-relation")]
    assert fouten(wereld.p.delete(pad(zaak))) == [("nonFieldErrors", "pending-relations")]


def test_removing_takes_its_trail_and_then_the_zaak_may_go_brc_009(wereld: Besluitwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    besluit = wereld.besluit(zaak=zaak).json()["url"]

    weg = wereld.p.delete(pad(besluit))

    assert weg.status_code == 204
    assert wereld.p.get(pad(besluit)).status_code == 404
    assert wereld.p.get(f"{pad(besluit)}/audittrail").status_code == 404
    assert wereld.p.get(f"{pad(zaak)}/besluiten").json() == []
    assert wereld.p.delete(pad(zaak)).status_code == 204


def test_an_etag_saves_the_answer_and_a_list_costs_the_same_with_many(
    wereld: Besluitwereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    besluit = wereld.besluit().json()["url"]
    eerste = wereld.p.get(pad(besluit))
    wereld.p.keurt = False
    kop = wereld.p.head(pad(besluit))
    zelfde = wereld.p.get(pad(besluit), **{"If-None-Match": eerste["ETag"]})
    for _ in range(4):
        wereld.besluit(zaak=wereld.zaak().json()["url"])

    assert (kop.status_code, kop["ETag"], kop.content) == (200, eerste["ETag"], b"")
    assert (zelfde.status_code, zelfde.content) == (304, b"")
    assert eerste["API-version"] == "1.1.0"
    with django_assert_num_queries(5):
        wereld.p.get(f"{BRC}/besluiten")
