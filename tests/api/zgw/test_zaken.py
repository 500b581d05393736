"""Zaken API 1.5.1: a whole case, and the rules zrc-001 to zrc-023."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.catalogus.models import Zaaktype
from modules.zgw.sporen import actions as sporen
from tests.api.zgw.test_catalogi import PROCES, ZTC, Toneel, resultaattype
from tests.api.zgw.toneel import Programma, maak_programma

pytestmark = pytest.mark.django_db
ZRC = "/zaken/api/v1"
CRS = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
BSN = "111222333"


def pad(url: str) -> str:
    return "/" + url.partition("//")[2].partition("/")[2]


def fouten(antwoord: Any) -> list[tuple[str, str]]:
    assert antwoord.status_code == 400, antwoord.content
    return [(regel["name"], regel["code"]) for regel in antwoord.json()["invalidParams"]]


class Zaakwereld:
    """A published zaaktype with what it needs, and a program that may do all with zaken."""

    def __init__(self, klant: Client) -> None:
        self.klant = klant
        self.p = maak_programma(klant, **CRS)
        catalogus = self.p.post(
            f"{ZTC}/catalogussen",
            {"domein": "WIJKT", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer"},
        ).json()["url"]
        self.ztc = Toneel(self.p, catalogus)
        self.zaaktype = self.ztc.zaaktype(
            selectielijstProcestype=PROCES.format("e1b73b12-b2f6-4c4e-8929-94f84dd2a57d")
        ).json()["url"]
        self.eerste = self.ztc.statustype(self.zaaktype, 1).json()["url"]
        self.einde = self.ztc.statustype(self.zaaktype, 2).json()["url"]
        self.toegekend = self.p.post(f"{ZTC}/resultaattypen", resultaattype(self.zaaktype)).json()["url"]
        self.melder = self.p.post(
            f"{ZTC}/roltypen",
            {"zaaktype": self.zaaktype, "omschrijving": "Melder", "omschrijvingGeneriek": "initiator"},
        ).json()["url"]
        self.belang = self.p.post(
            f"{ZTC}/roltypen",
            {
                "zaaktype": self.zaaktype,
                "omschrijving": "Betrokkene",
                "omschrijvingGeneriek": "belanghebbende",
            },
        ).json()["url"]
        self.eigenschap = self.p.post(f"{ZTC}/eigenschappen", {
            "zaaktype": self.zaaktype, "naam": "soort", "definitie": "Welke hulp",
            "specificatie": {"formaat": "tekst", "lengte": "40", "kardinaliteit": "1"},
        }).json()["url"]  # fmt: skip
        self.voor_publicatie()
        self.ztc.publiceer(self.zaaktype)

    def voor_publicatie(self) -> None:
        """Hang on the zaaktype what must be there before it is published."""

    def lijf(self, **anders: Any) -> dict[str, Any]:
        return {
            "bronorganisatie": "517439943", "verantwoordelijkeOrganisatie": "517439943", "zaaktype": self.zaaktype,
            "startdatum": localdate().isoformat(), **anders,
        }  # fmt: skip

    def zaak(self, **anders: Any) -> Any:
        return self.p.post(f"{ZRC}/zaken", self.lijf(**anders))

    def status(self, zaak: str, statustype: str, *, p: Programma | None = None, terug: int = 0) -> Any:
        moment = (timezone.now() - timedelta(minutes=terug)).isoformat()
        return (p or self.p).post(
            f"{ZRC}/statussen", {"zaak": zaak, "statustype": statustype, "datumStatusGezet": moment}
        )

    def rol(self, zaak: str, roltype: str, bsn: str = BSN) -> Any:
        return self.p.post(f"{ZRC}/rollen", {
            "zaak": zaak, "betrokkeneType": "natuurlijk_persoon", "roltype": roltype, "roltoelichting": "melder",
            "betrokkeneIdentificatie": {"inpBsn": bsn, "geslachtsnaam": "Jansen"},
        })  # fmt: skip

    def sluit(self, zaak: str) -> Any:
        self.p.post(f"{ZRC}/resultaten", {"zaak": zaak, "resultaattype": self.toegekend})
        return self.status(zaak, self.einde)


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Zaakwereld:
    return Zaakwereld(klant)


def test_a_form_makes_a_zaak_and_a_portal_finds_it_by_bsn(wereld: Zaakwereld) -> None:
    gemaakt = wereld.zaak()
    zaak = gemaakt.json()["url"]
    status = wereld.status(zaak, wereld.eerste)
    rol = wereld.rol(zaak, wereld.melder)
    wereld.p.post(
        f"{pad(zaak)}/zaakeigenschappen",
        {"zaak": zaak, "eigenschap": wereld.eigenschap, "waarde": "huishouden"},
    )

    op_bsn = wereld.p.get(f"{ZRC}/zaken?rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn={BSN}").json()
    gezocht = wereld.p.post(
        f"{ZRC}/zaken/_zoek", {"rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": BSN}
    )
    niemand = wereld.p.get(
        f"{ZRC}/zaken?rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=999990482"
    ).json()

    assert [antwoord.status_code for antwoord in (gemaakt, status, rol, gezocht)] == [201, 201, 201, 200]
    assert op_bsn["results"] == gezocht.json()["results"] == [wereld.p.get(pad(zaak)).json()]
    assert op_bsn["results"][0]["status"] == status.json()["url"]
    assert niemand["count"] == 0


def test_a_filter_on_role_and_bsn_holds_for_one_and_the_same_role(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    wereld.rol(zaak, wereld.melder, "999990482")
    wereld.rol(zaak, wereld.belang, BSN)

    vraag = f"rol__omschrijvingGeneriek={{}}&rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn={BSN}"
    als_melder = wereld.p.get(f"{ZRC}/zaken?{vraag.format('initiator')}").json()["count"]
    als_ander = wereld.p.get(f"{ZRC}/zaken?{vraag.format('belanghebbende')}").json()["count"]

    assert (als_melder, als_ander) == (0, 1)


def test_a_person_is_unreadable_in_the_database(wereld: Zaakwereld) -> None:
    from django.db import connection

    wereld.rol(wereld.zaak().json()["url"], wereld.melder)
    with connection.cursor() as cursor:
        cursor.execute("SELECT zaken_rol::text FROM zaken_rol")
        rij = cursor.fetchone()[0]

    assert BSN not in rij
    assert "Jansen" not in rij


def test_closing_asks_a_result_and_sets_end_and_archive_zrc_007_zrc_021(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    te_vroeg = wereld.status(zaak, wereld.einde)
    klaar = wereld.sluit(zaak)

    dicht = wereld.p.get(pad(zaak)).json()
    over_tien_jaar = localdate().replace(day=1).replace(year=localdate().year + 10)
    assert fouten(te_vroeg) == [("nonFieldErrors", "resultaat-does-not-exist")]
    assert (klaar.status_code, dicht["einddatum"]) == (201, localdate().isoformat())
    assert (dicht["archiefnominatie"], dicht["archiefactiedatum"][:7]) == (
        "vernietigen",
        over_tien_jaar.isoformat()[:7],
    )


def test_a_closed_zaak_takes_nothing_from_who_may_not_force(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    wereld.sluit(zaak)
    soort = Zaaktype.objects.get(pk=wereld.zaaktype[-36:]).soort_id
    zwak = maak_programma(
        wereld.klant, "zwak", rechten=[Gevraagd("zrc", ("zaken.lezen", "zaken.bijwerken"), soort, 8)], **CRS
    )

    antwoorden = [
        zwak.patch(pad(zaak), {"omschrijving": "x"}),
        zwak.post(f"{ZRC}/rollen", {
            "zaak": zaak, "betrokkeneType": "medewerker", "roltype": wereld.belang, "roltoelichting": "x",
            "betrokkeneIdentificatie": {"identificatie": "12"},
        }),
        zwak.post(f"{pad(zaak)}/zaakeigenschappen", {"zaak": zaak, "eigenschap": wereld.eigenschap, "waarde": "x"}),
    ]  # fmt: skip

    assert [(a.status_code, a.json()["code"]) for a in antwoorden] == [(403, "zaak-closed")] * 3
    assert wereld.p.patch(pad(zaak), {"omschrijving": "x"}).status_code == 200


def test_opening_again_empties_end_and_archive_zrc_008(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    wereld.sluit(zaak)

    wereld.status(zaak, wereld.eerste)

    open_ = wereld.p.get(pad(zaak)).json()
    assert (open_["einddatum"], open_["archiefactiedatum"], open_["archiefnominatie"]) == (None, None, None)


def test_who_may_only_make_sets_the_first_status_and_no_other(wereld: Zaakwereld) -> None:
    soort = Zaaktype.objects.get(pk=wereld.zaaktype[-36:]).soort_id
    maker = maak_programma(
        wereld.klant, "maker", rechten=[Gevraagd("zrc", ("zaken.aanmaken",), soort, 8)], **CRS
    )
    zaak = maker.post(f"{ZRC}/zaken", wereld.lijf()).json()["url"]

    eerste = wereld.status(zaak, wereld.eerste, p=maker, terug=5)
    tweede = wereld.status(zaak, wereld.eerste, p=maker)

    assert (eerste.status_code, tweede.status_code) == (201, 403)


def test_what_lies_outside_the_rights_is_in_no_list_and_refused_as_a_whole_zrc_006(
    wereld: Zaakwereld,
) -> None:
    soort = Zaaktype.objects.get(pk=wereld.zaaktype[-36:]).soort_id
    binnen = wereld.zaak(vertrouwelijkheidaanduiding="zaakvertrouwelijk").json()["url"]
    buiten = wereld.zaak(vertrouwelijkheidaanduiding="geheim").json()["url"]
    wereld.rol(buiten, wereld.melder)
    lezer = maak_programma(
        wereld.klant,
        "lezer",
        rechten=[Gevraagd("zrc", ("zaken.lezen", "audittrails.lezen"), soort, 5)],
        **CRS,
    )

    rol = wereld.p.get(f"{ZRC}/rollen").json()["results"][0]["url"]
    assert [rij["url"] for rij in lezer.get(f"{ZRC}/zaken").json()["results"]] == [binnen]
    assert lezer.get(f"{ZRC}/rollen?zaak={buiten}").json()["count"] == 0
    assert [lezer.get(pad(url)).status_code for url in (binnen, buiten, rol)] == [200, 403, 403]
    assert lezer.get(f"{pad(buiten)}/zaakeigenschappen").status_code == 403
    assert lezer.get(f"{pad(buiten)}/audittrail").status_code == 403
    assert lezer.post(f"{ZRC}/zaken", wereld.lijf()).status_code == 403


def test_expand_fills_in_what_may_be_seen_and_keeps_the_queries_few(
    wereld: Zaakwereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        zaak = wereld.zaak().json()["url"]
        wereld.status(zaak, wereld.eerste)
        wereld.rol(zaak, wereld.melder)

    rij = wereld.p.get(f"{pad(zaak)}?expand=zaaktype,status.statustype,rollen.roltype,hoofdzaak").json()

    assert rij["_expand"]["zaaktype"]["url"] == wereld.zaaktype
    assert rij["_expand"]["status"]["_expand"]["statustype"]["url"] == wereld.eerste
    assert rij["_expand"]["rollen"][0]["_expand"]["roltype"]["url"] == wereld.melder
    assert rij["_expand"]["hoofdzaak"] == {}
    # the transaction, the secret, the list, the logboek, its end: all rights need no query of their own
    with django_assert_num_queries(5):
        wereld.p.get(f"{ZRC}/zaken")


def test_expand_goes_three_deep_and_what_is_no_field_is_not_found_zrc_026_to_028(wereld: Zaakwereld) -> None:
    def uitgeklapt(vraag: str) -> Any:
        return wereld.p.get(f"{pad(zaak)}?expand={vraag}")

    zaak = wereld.zaak().json()["url"]
    wereld.status(zaak, wereld.eerste)
    rond = uitgeklapt("status.zaak.status.zaak.status").json()
    wereld.p.keurt = False  # the document of the standard names no 404 for a list
    onbekend = [
        uitgeklapt("eigenaar"), uitgeklapt("status.kleur"), uitgeklapt("zaaktype,rollen.bsn"), uitgeklapt("zaakbesluiten"),
        wereld.p.get(f"{ZRC}/zaken?expand=eigenaar"),
        wereld.p.post(f"{ZRC}/zaken/_zoek", {"zaaktype": wereld.zaaktype, "expand": "eigenaar"}),
    ]  # fmt: skip

    diep, stuk = 0, rond
    while "_expand" in stuk:
        diep, stuk = diep + 1, next(iter(stuk["_expand"].values()))
    assert diep == 3
    assert [(a.status_code, a.json()["code"]) for a in onbekend] == [(404, "not_found")] * 6
    assert onbekend[1].json()["detail"] == "Dit kan niet uitgeklapt worden: status.kleur."


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({"bronorganisatie": "123456789"}, ("bronorganisatie", "invalid")),
        ({"zaaktype": "https://elders.example/zaaktypen/1"}, ("zaaktype", "bad-url")),
        ({"betalingsindicatie": "nvt", "laatsteBetaaldatum": "2026-01-01T12:00:00Z"}, ("laatsteBetaaldatum", "betaling-nvt")),
        ({"productenOfDiensten": ["https://producten.example/1"]}, ("productenOfDiensten", "invalid-products-services")),
        ({"relevanteAndereZaken": [{"url": "https://elders.example/z/1", "aardRelatie": "vervolg"}]},
         ("relevanteAndereZaken.0.url", "bad-url")),
        ({"verlenging": {"reden": "druk"}}, ("verlenging.duur", "required")),
        ({"zaakgeometrie": {"type": "Point", "coordinates": ["x", 1]}}, ("zaakgeometrie", "invalid-geojson")),
        ({"startdatum": "gisteren"}, ("startdatum", "invalid")),
        ({"archiefstatus": "gearchiveerd"}, ("archiefnominatie", "archiefnominatie-not-set")),
        ({"archiefstatus": "gearchiveerd", "archiefnominatie": "vernietigen"},
         ("archiefactiedatum", "archiefactiedatum-not-set")),
    ],
)  # fmt: skip
def test_what_is_not_right_is_refused_at_its_field(
    wereld: Zaakwereld, anders: dict[str, Any], verwacht: tuple[str, str]
) -> None:
    assert verwacht in fouten(wereld.zaak(**anders))


def test_a_zaak_of_a_concept_is_refused_zrc_001(wereld: Zaakwereld) -> None:
    concept = wereld.ztc.zaaktype(identificatie="CONCEPT").json()["url"]

    assert fouten(wereld.zaak(zaaktype=concept)) == [("zaaktype", "not-published")]


def test_a_number_is_given_once_and_stays_zrc_002(wereld: Zaakwereld) -> None:
    eerste = wereld.zaak(identificatie="W-1").json()
    dubbel = wereld.zaak(identificatie="W-1")
    anders = wereld.p.patch(pad(eerste["url"]), {"identificatie": "W-2"})

    assert fouten(dubbel) == [("identificatie", "identificatie-niet-uniek")]
    assert fouten(anders) == [("identificatie", "wijzigen-niet-toegelaten")]
    assert wereld.zaak().json()["identificatie"].startswith("ZAAK-")


def test_a_zaak_is_no_part_of_itself_and_a_part_has_no_parts_zrc_013(wereld: Zaakwereld) -> None:
    hoofd = wereld.zaak().json()["url"]
    deel = wereld.zaak(hoofdzaak=hoofd).json()["url"]

    assert fouten(wereld.p.patch(pad(hoofd), {"hoofdzaak": hoofd})) == [("hoofdzaak", "self-forbidden")]
    assert fouten(wereld.zaak(hoofdzaak=deel)) == [("hoofdzaak", "deelzaak-als-hoofdzaak")]
    assert wereld.p.get(pad(hoofd)).json()["deelzaken"] == [deel]


def test_types_of_another_zaaktype_are_refused_zrc_016_to_zrc_020(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    ander = wereld.ztc.zaaktype(identificatie="ANDER").json()["url"]
    status = wereld.ztc.statustype(ander, 1).json()["url"]
    rol = wereld.p.post(
        f"{ZTC}/roltypen", {"zaaktype": ander, "omschrijving": "R", "omschrijvingGeneriek": "adviseur"}
    )
    resultaat = wereld.p.post(f"{ZTC}/resultaattypen", resultaattype(ander)).json()["url"]

    antwoorden = [
        wereld.status(zaak, status),
        wereld.rol(zaak, rol.json()["url"]),
        wereld.p.post(f"{ZRC}/resultaten", {"zaak": zaak, "resultaattype": resultaat}),
    ]

    assert [fouten(antwoord) for antwoord in antwoorden] == [[("nonFieldErrors", "zaaktype-mismatch")]] * 3


def test_the_coordinate_system_is_asked_for(wereld: Zaakwereld) -> None:
    wereld.p.koppen = {}
    zonder = wereld.p.get(f"{ZRC}/zaken")
    ander = wereld.p.get(f"{ZRC}/zaken", **{"Accept-Crs": "EPSG:28992"})
    schrijft = wereld.p.post(f"{ZRC}/zaken", wereld.lijf(), **{"Accept-Crs": "EPSG:4326"})
    goed = wereld.p.get(f"{ZRC}/zaken", **{"Accept-Crs": "EPSG:4326"})

    assert [a.status_code for a in (zonder, ander, schrijft, goed)] == [412, 406, 412, 200]
    assert goed["Content-Crs"] == "EPSG:4326"


def test_removing_a_zaak_takes_its_parts_when_they_may_go_and_tells_of_each_zrc_023(
    wereld: Zaakwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    gehoord: list[tuple[str, str]] = []
    soort = Zaaktype.objects.get(pk=wereld.zaaktype[-36:]).soort_id
    hoofd = wereld.zaak(vertrouwelijkheidaanduiding="openbaar").json()["url"]
    deel = wereld.zaak(hoofdzaak=hoofd, vertrouwelijkheidaanduiding="geheim").json()["url"]
    rechten = [Gevraagd("zrc", ("zaken.verwijderen",), soort, 1)]
    opruimer = maak_programma(wereld.klant, "opruimer", rechten=rechten, **CRS)
    monkeypatch.setattr(
        sporen, "_luisteraars", [lambda van, wat, at: gehoord.append((van.url, wat.resource_url))]
    )

    geweigerd = opruimer.delete(pad(hoofd))
    gelukt = wereld.p.delete(pad(hoofd))

    assert (geweigerd.status_code, gelukt.status_code) == (403, 204)
    assert gehoord == [(hoofd, hoofd), (deel, deel)]
    assert wereld.p.get(pad(deel)).status_code == 404


def test_the_audittrail_tells_who_changed_what_and_goes_with_the_zaak_zrc_023(wereld: Zaakwereld) -> None:
    zaak = wereld.zaak().json()["url"]
    wereld.p.patch(pad(zaak), {"omschrijving": "Nieuw"}, **{"X-Audit-Toelichting": "Op verzoek"})
    wereld.rol(zaak, wereld.melder)

    spoor = wereld.p.get(f"{pad(zaak)}/audittrail").json()
    een = wereld.p.get(f"{pad(zaak)}/audittrail/{spoor[0]['uuid']}").json()
    weg = wereld.p.delete(pad(zaak))

    assert [(regel["resource"], regel["actie"]) for regel in spoor] == [
        ("zaak", "create"), ("zaak", "partial_update"), ("rol", "create"),
    ]  # fmt: skip
    assert (spoor[1]["toelichting"], spoor[1]["gebruikersId"]) == ("Op verzoek", "jjansen")
    assert (
        spoor[1]["wijzigingen"]["oud"]["omschrijving"],
        spoor[1]["wijzigingen"]["nieuw"]["omschrijving"],
    ) == ("", "Nieuw")
    assert een == spoor[0]
    assert (weg.status_code, wereld.p.get(f"{pad(zaak)}/audittrail").status_code) == (204, 404)
