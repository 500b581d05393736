"""What the programs of the municipality call, in their order and with their headers (zgw.md 7).

Open Forms brings a form in, Open Inwoner shows a resident the own zaak, KISS looks along at the desk, GZAC runs
a process, Dimpact ZAC handles the case. Each has the rights that such a program gets, and no more; each finds
its types by asking, as it does in its own source.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.sleutels import blinde_index
from keukentafel.uitgaand.bezorgen import bezorg
from keukentafel.uitgaand.toestaan import sta_toe
from modules.dossier.models import Melding
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.rules.machtiging import SCOPES
from modules.zgw.catalogus.models import Catalogus, Soort
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.postvak.models import Stuk
from modules.zgw.stroom.models import Zaakregel
from tests.api.zgw.test_zaken import CRS, pad
from tests.api.zgw.toneel import Programma, maak_programma
from tests.factories.dossier import maak_huishouden
from tests.keukentafel.uitgaand.luisteraar import luister

pytestmark = pytest.mark.django_db
BSN, RSIN = "111222333", "517439943"
ZRC, ZTC, DRC, BRC = "/zaken/api/v1", "/catalogi/api/v1", "/documenten/api/v1", "/besluiten/api/v1"
NRC = "/notificaties/api/v1"
OP_BSN = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
PDF = b"%PDF-1.7 een formulier"
LEZEN = {"zrc": ("zaken.lezen",), "drc": ("documenten.lezen",), "brc": ("besluiten.lezen",)}
MEER: dict[str, tuple[str, ...]] = {
    "zrc": tuple(scope for scope in SCOPES["zrc"] if "geforceerd" not in scope),
    "drc": tuple(scope for scope in SCOPES["drc"] if "geforceerd" not in scope),
    "brc": SCOPES["brc"],
}


def rechten(
    scopes: dict[str, tuple[str, ...]], maximum: int = 6, **alleen: tuple[str, ...]
) -> list[Gevraagd]:
    """Return rights on our own Wmo type and the documents and decisions that belong to it."""
    soorten = {
        "zrc": Soort.objects.filter(typesoort="zaaktype", identificatie="SD-WMO"),
        "drc": Soort.objects.filter(typesoort="informatieobjecttype", catalogus__domein="SOCDO"),
        "brc": Soort.objects.filter(typesoort="besluittype", identificatie="Besluit Wmo"),
    }
    return [
        *(
            Gevraagd(component, scopes[component], soort.pk, maximum if component != "brc" else None)
            for component, rijen in soorten.items()
            if component in scopes
            for soort in rijen
        ),
        Gevraagd("ztc", ("catalogi.lezen",)),
        *(Gevraagd(component, welke) for component, welke in alleen.items()),
    ]


class Reis:
    """A program on the road: it finds its types by asking."""

    def __init__(self, klant: Client, client_id: str, mag: list[Gevraagd]) -> None:
        self.p: Programma = maak_programma(klant, client_id, rechten=mag, **CRS)

    def lijst(self, adres: str, **vraag: str) -> list[dict[str, Any]]:
        antwoord = self.p.get(f"{adres}?{urlencode(vraag)}")
        assert antwoord.status_code == 200, antwoord.content
        uit = antwoord.json()
        return list(uit["results"] if isinstance(uit, dict) else uit)

    def een(self, adres: str, **vraag: str) -> dict[str, Any]:
        gevonden = self.lijst(adres, **vraag)
        assert gevonden, f"niets bij {adres} {vraag}"
        return gevonden[0]

    def haal(self, url: str, vraag: str = "") -> dict[str, Any]:
        antwoord = self.p.get(f"{pad(url)}{vraag}")
        assert antwoord.status_code == 200, antwoord.content
        uit: dict[str, Any] = antwoord.json()
        return uit

    def maak(self, adres: str, lijf: dict[str, Any], **koppen: str) -> dict[str, Any]:
        antwoord = self.p.post(adres, lijf, **koppen)
        assert antwoord.status_code == 201, antwoord.content
        uit: dict[str, Any] = antwoord.json()
        return uit

    def wijzig(self, url: str, lijf: dict[str, Any], **koppen: str) -> dict[str, Any]:
        antwoord = self.p.patch(pad(url), lijf, **koppen)
        assert antwoord.status_code == 200, antwoord.content
        uit: dict[str, Any] = antwoord.json()
        return uit

    def type_(self) -> dict[str, Any]:
        """Find the zaaktype as Open Forms does: the catalogue by domain and RSIN, the version by day."""
        rsin = Catalogus.objects.get(domein="SOCDO").rsin
        catalogus = self.een(f"{ZTC}/catalogussen", domein="SOCDO", rsin=rsin)["url"]
        return self.een(
            f"{ZTC}/zaaktypen",
            catalogus=catalogus,
            identificatie="SD-WMO",
            datumGeldigheid=localdate().isoformat(),
        )

    def documenttype(self, omschrijving: str) -> str:
        dag = localdate().isoformat()
        return str(
            self.een(f"{ZTC}/informatieobjecttypen", omschrijving=omschrijving, datumGeldigheid=dag)["url"]
        )

    def document(self, omschrijving: str = "Bijlage", inhoud: bytes = PDF, **anders: Any) -> dict[str, Any]:
        return self.maak(f"{DRC}/enkelvoudiginformatieobjecten", {
            "informatieobjecttype": self.documenttype(omschrijving), "bronorganisatie": RSIN,
            "creatiedatum": localdate().isoformat(), "titel": omschrijving, "auteur": "Aanvrager", "taal": "nld",
            "formaat": "application/pdf", "inhoud": base64.b64encode(inhoud).decode(), "status": "definitief",
            "bestandsnaam": "bijlage.pdf", "bestandsomvang": len(inhoud), "indicatieGebruiksrecht": False, **anders,
        })  # fmt: skip

    def download(self, document: dict[str, Any]) -> bytes:
        antwoord = self.p.get(f"/{document['inhoud'].partition('//')[2].partition('/')[2]}")
        assert antwoord.status_code == 200, antwoord.content
        return b"".join(antwoord.streaming_content)

    def status(self, zaak: str, volgnummer: int, zaaktype: str, toelichting: str = "") -> dict[str, Any]:
        typen = sorted(self.lijst(f"{ZTC}/statustypen", zaaktype=zaaktype), key=lambda een: een["volgnummer"])
        return self.maak(f"{ZRC}/statussen", {
            "zaak": zaak, "statustype": typen[volgnummer]["url"], "datumStatusGezet": timezone.now().isoformat(),
            "statustoelichting": toelichting,
        })  # fmt: skip

    def rol(self, zaak: str, zaaktype: str, generiek: str, soort: str, wie: dict[str, Any]) -> dict[str, Any]:
        roltype = self.een(f"{ZTC}/roltypen", zaaktype=zaaktype, omschrijvingGeneriek=generiek)["url"]
        return self.maak(f"{ZRC}/rollen", {
            "zaak": zaak, "betrokkene": "", "betrokkeneType": soort, "roltype": roltype, "roltoelichting": generiek,
            "betrokkeneIdentificatie": wie,
        })  # fmt: skip


def open_forms(klant: Client) -> Reis:
    scopes = {
        "zrc": ("zaken.aanmaken", "zaken.lezen", "zaken.bijwerken"),
        "drc": ("documenten.aanmaken", "documenten.lezen"),
    }
    return Reis(klant, "open-forms", rechten(scopes))


def stuur_formulier(reis: Reis) -> dict[str, Any]:
    """Bring one form in, as the ZGW plugin of Open Forms does; return the zaak."""
    zaaktype = reis.type_()
    gemaakt = reis.p.post(f"{ZRC}/zaken", {
        "zaaktype": zaaktype["url"], "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN,
        "registratiedatum": localdate().isoformat(), "startdatum": localdate().isoformat(), "productenOfDiensten": [],
        "omschrijving": "Melding", "toelichting": "Aangemaakt door Open Formulieren", "betalingsindicatie": "nog_niet",
        "kenmerken": [{"kenmerk": "OF-12345", "bron": "Open Formulieren"}],
    })  # fmt: skip
    assert (gemaakt.status_code, gemaakt["API-version"]) == (201, "1.5.1"), gemaakt.content
    zaak: dict[str, Any] = gemaakt.json()
    formulier = reis.document("Aanvraag of formulier", ontvangstdatum=localdate().isoformat())
    bijlage = reis.document("Bijlage", inhoud=b"een foto van de trap")
    for een in (formulier, bijlage):
        reis.maak(f"{ZRC}/zaakinformatieobjecten", {"zaak": zaak["url"], "informatieobject": een["url"]})
    reis.rol(zaak["url"], zaaktype["url"], "initiator", "natuurlijk_persoon", {
        "inpBsn": BSN, "geslachtsnaam": "Kuiper", "voornamen": "Marieke", "geboortedatum": "1950-02-03",
    })  # fmt: skip
    reis.status(zaak["url"], 0, zaaktype["url"], "Formulier ontvangen")
    eigenschappen = {
        een["naam"]: een["url"] for een in reis.lijst(f"{ZTC}/eigenschappen", zaaktype=zaaktype["url"])
    }
    for naam, waarde in (("hulpvraag", "De trap lukt niet meer."), ("telefoon", "0612345678")):
        reis.maak(
            f"{pad(zaak['url'])}/zaakeigenschappen",
            {"zaak": zaak["url"], "eigenschap": eigenschappen[naam], "waarde": waarde},
        )
    return reis.wijzig(
        zaak["url"], {"betalingsindicatie": "geheel", "laatsteBetaaldatum": timezone.now().isoformat()}
    )


@pytest.fixture(autouse=True)
def gemeente(in_lindewaard: GemeenteRef) -> GemeenteRef:
    """Our own types, a mapping for the form, and the person who sends it."""
    cache.clear()
    make_catalogus(by=None, at=timezone.now())
    Zaakregel.objects.update_or_create(
        soort=Soort.objects.get(typesoort="zaaktype", identificatie="SD-WMO"),
        defaults={"wordt": "melding", "wet": "wmo", "vereist": ["hulpvraag"], "gewijzigd_op": timezone.now(),
                  "velden": {"inhoud": "hulpvraag", "telefoon": "telefoon"}},
    )  # fmt: skip
    inwoner = maak_huishouden("Kuiper").leden.get().inwoner
    inwoner.bsn, inwoner.bsn_index = BSN, blinde_index("bsn", BSN)
    inwoner.save()
    return in_lindewaard


def test_open_forms_brings_a_form_in_and_it_becomes_one_melding(klant: Client) -> None:
    zaak = stuur_formulier(open_forms(klant))

    melding = Melding.objects.get()
    assert (melding.inhoud.partition("\n")[0], melding.wet) == ("De trap lukt niet meer.", "wmo")
    assert Stuk.objects.get(zaak=zaak["uuid"]).stand == "melding"
    assert (zaak["betalingsindicatie"], len(zaak["zaakinformatieobjecten"]), bool(zaak["rollen"])) == (
        "geheel",
        2,
        True,
    )
    assert zaak["status"] is not None


def test_open_inwoner_shows_a_resident_the_own_zaak_and_adds_a_document(klant: Client) -> None:
    zaak = stuur_formulier(open_forms(klant))
    scopes = {"zrc": ("zaken.lezen", "zaken.bijwerken"), "drc": ("documenten.lezen", "documenten.aanmaken")}
    portaal = Reis(klant, "open-inwoner", rechten(scopes, nrc=("notificaties.consumeren",)))
    vraag = {
        OP_BSN: BSN, "maximaleVertrouwelijkheidaanduiding": "vertrouwelijk", "rol__omschrijvingGeneriek": "initiator",
    }  # fmt: skip

    (gevonden,) = portaal.lijst(f"{ZRC}/zaken", **vraag)
    zaaktype = portaal.haal(gevonden["zaaktype"])
    stand = portaal.haal(gevonden["status"])
    typen = portaal.lijst(f"{ZTC}/statustypen", zaaktype=zaaktype["url"])
    rollen = portaal.lijst(f"{ZRC}/rollen", zaak=gevonden["url"], omschrijvingGeneriek="initiator")
    banden = portaal.lijst(f"{ZRC}/zaakinformatieobjecten", zaak=gevonden["url"])
    documenten = [portaal.haal(band["informatieobject"]) for band in banden]
    nieuw = portaal.document("Bewijsstuk", inhoud=b"nog een brief")
    portaal.maak(f"{ZRC}/zaakinformatieobjecten", {"zaak": gevonden["url"], "informatieobject": nieuw["url"]})

    assert gevonden["url"] == zaak["url"]
    assert [een["url"] for een in portaal.lijst(f"{ZRC}/statussen", zaak=gevonden["url"])] == [stand["url"]]
    assert stand["statustype"] in [een["url"] for een in typen]
    assert rollen[0]["betrokkeneIdentificatie"]["inpBsn"] == BSN
    assert sorted(portaal.download(een) for een in documenten) == sorted([PDF, b"een foto van de trap"])
    assert portaal.lijst(f"{ZRC}/resultaten", zaak=gevonden["url"]) == []
    assert len(portaal.haal(zaak["url"])["zaakinformatieobjecten"]) == 3
    assert portaal.lijst(f"{ZRC}/zaken", **vraag | {OP_BSN: "999990482"}) == []
    # who is somebody else in a zaak does not get it as initiator
    assert portaal.lijst(f"{ZRC}/zaken", **vraag | {"rol__omschrijvingGeneriek": "belanghebbende"}) == []


def test_kiss_looks_along_at_the_desk_and_changes_nothing(klant: Client) -> None:
    zaak = stuur_formulier(open_forms(klant))
    kiss = Reis(klant, "kiss", rechten(LEZEN))

    op_nummer = kiss.lijst(f"{ZRC}/zaken", identificatie=zaak["identificatie"])
    op_bsn = kiss.lijst(f"{ZRC}/zaken", **{OP_BSN: BSN})
    gezocht = kiss.p.post(
        f"{ZRC}/zaken/_zoek", {OP_BSN: BSN, "expand": "zaaktype,status.statustype,rollen.roltype"}
    )
    rollen = kiss.lijst(f"{ZRC}/rollen", zaak=zaak["url"], omschrijvingGeneriek="initiator")
    banden = kiss.lijst(f"{ZRC}/zaakinformatieobjecten", zaak=zaak["url"])
    document = kiss.haal(banden[0]["informatieobject"])
    uit = gezocht.json()["results"][0]["_expand"]

    assert op_nummer == op_bsn == [kiss.haal(zaak["url"])]
    assert (uit["zaaktype"]["identificatie"], bool(uit["rollen"]), len(rollen), len(banden)) == (
        "SD-WMO",
        True,
        1,
        2,
    )
    assert uit["status"]["_expand"]["statustype"]["url"] == uit["status"]["statustype"]
    assert kiss.download(document) in (PDF, b"een foto van de trap")
    verboden = [
        kiss.p.patch(pad(zaak["url"]), {"omschrijving": "Anders"}),
        kiss.p.post(f"{ZRC}/zaken", {"zaaktype": zaak["zaaktype"]}),
        kiss.p.delete(pad(zaak["url"])),
        kiss.p.get(f"{pad(zaak['url'])}/audittrail"),
    ]
    assert [antwoord.status_code for antwoord in verboden] == [403] * 4


def test_gzac_runs_a_process_from_zaak_to_decision(klant: Client) -> None:
    gzac = Reis(klant, "gzac", rechten(MEER))
    zaaktype = gzac.type_()
    zaak = gzac.maak(f"{ZRC}/zaken", {
        "zaaktype": zaaktype["url"], "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN,
        "startdatum": localdate().isoformat(), "uiterlijkeEinddatumAfdoening": None, "einddatumGepland": None,
    })  # fmt: skip
    onder = pad(zaak["url"])
    rol = gzac.rol(zaak["url"], zaaktype["url"], "behandelaar", "medewerker", {"identificatie": "jjansen"})
    gzac.p.keurt = False  # PUT of a rol is Open Zaak's, not the standard's
    vervangen = gzac.p.put(pad(rol["url"]), {
        **{naam: rol[naam] for naam in ("zaak", "betrokkene", "betrokkeneType", "roltype", "roltoelichting")},
        "betrokkeneIdentificatie": {"identificatie": "pdevries", "achternaam": "De Vries"},
    })  # fmt: skip
    weg = gzac.rol(
        zaak["url"], zaaktype["url"], "belanghebbende", "natuurlijk_persoon", {"inpBsn": "999990482"}
    )
    eigenschap = gzac.een(f"{ZTC}/eigenschappen", zaaktype=zaaktype["url"])
    waarde = gzac.maak(
        f"{onder}/zaakeigenschappen",
        {"zaak": zaak["url"], "eigenschap": eigenschap["url"], "waarde": "eerst"},
    )
    anders = gzac.p.put(
        pad(waarde["url"]), {"zaak": zaak["url"], "eigenschap": eigenschap["url"], "waarde": "daarna"}
    )
    gzac.maak(f"{ZRC}/zaakobjecten", {
        "zaak": zaak["url"], "objectType": "overige", "objectTypeOverige": "productaanvraag",
        "object": "https://objecten.voorbeeld.nl/api/v2/objects/1",
    })  # fmt: skip
    resultaattypen = gzac.lijst(f"{ZTC}/resultaattypen", zaaktype=zaaktype["url"])
    eerst = gzac.maak(f"{ZRC}/resultaten", {"zaak": zaak["url"], "resultaattype": resultaattypen[0]["url"]})
    opnieuw = gzac.p.delete(pad(eerst["url"]))
    gzac.maak(f"{ZRC}/resultaten", {"zaak": zaak["url"], "resultaattype": resultaattypen[1]["url"]})
    besluittype = gzac.een(f"{ZTC}/besluittypen", zaaktypen=zaaktype["url"])
    besluit = gzac.maak(f"{BRC}/besluiten", {
        "zaak": zaak["url"], "besluittype": besluittype["url"], "verantwoordelijkeOrganisatie": RSIN,
        "datum": localdate().isoformat(), "ingangsdatum": localdate().isoformat(),
    })  # fmt: skip
    beschikking = gzac.document("Beschikking", inhoud=b"u krijgt een traplift")
    gzac.maak(
        f"{BRC}/besluitinformatieobjecten",
        {"besluit": besluit["url"], "informatieobject": beschikking["url"]},
    )
    gzac.maak(f"{ZRC}/zaakinformatieobjecten", {"zaak": zaak["url"], "informatieobject": beschikking["url"]})
    besluiten = gzac.lijst(f"{onder}/besluiten")
    gzac.status(zaak["url"], 0, zaaktype["url"])
    gzac.status(zaak["url"], -1, zaaktype["url"], "Klaar")
    dicht = gzac.haal(zaak["url"])

    assert (vervangen.status_code, vervangen.json()["betrokkeneIdentificatie"]["achternaam"]) == (
        200,
        "De Vries",
    )
    assert (anders.status_code, anders.json()["waarde"], opnieuw.status_code) == (200, "daarna", 204)
    assert [een["besluit"] for een in besluiten] == [besluit["url"]]
    assert (dicht["einddatum"], bool(dicht["archiefnominatie"])) == (localdate().isoformat(), True)
    dood = [gzac.p.delete(pad(weg["url"])), gzac.p.delete(pad(waarde["url"]))]
    assert [antwoord.status_code for antwoord in dood] == [403, 403]  # closed, and it may not force


def test_dimpact_zac_handles_a_case(klant: Client) -> None:
    zaak = stuur_formulier(open_forms(klant))
    zac = Reis(klant, "zaakafhandelcomponent", rechten(MEER))
    waarom = {"X-Audit-Toelichting": "Na overleg"}

    gezocht = zac.p.post(f"{ZRC}/zaken/_zoek", {"uuid__in": [zaak["uuid"]]}).json()["results"]
    lijst = zac.p.get(f"{ZRC}/zaken?page=1&ordering=-startdatum").json()
    ander = zac.maak(f"{ZRC}/zaken", {
        "zaaktype": zaak["zaaktype"], "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN,
        "startdatum": localdate().isoformat(), "hoofdzaak": zaak["url"],
    })  # fmt: skip
    zac.wijzig(zaak["url"], {"opschorting": {"indicatie": True, "reden": "Wacht op een brief"}}, **waarom)
    zac.wijzig(zaak["url"], {"opschorting": {"indicatie": False, "reden": ""}}, **waarom)
    verlengd = zac.wijzig(
        zaak["url"],
        {"verlenging": {"reden": "Druk", "duur": "P2W"},
         "relevanteAndereZaken": [{"url": ander["url"], "aardRelatie": "vervolg"}]},
        **waarom,
    )  # fmt: skip
    band = zac.lijst(f"{ZRC}/zaakinformatieobjecten", zaak=zaak["url"])[0]
    document = zac.haal(band["informatieobject"])
    concept = zac.document("Brief", status="in_bewerking", inhoud=b"eerste versie")
    eio = pad(concept["url"])
    slot = zac.p.post(f"{eio}/lock", {}).json()["lock"]
    zac.wijzig(
        concept["url"], {"lock": slot, "inhoud": base64.b64encode(b"tweede").decode(), "bestandsomvang": 6}
    )
    los = zac.p.post(f"{eio}/unlock", {"lock": slot})
    nieuw = zac.haal(concept["url"])
    spoor = zac.lijst(f"{pad(zaak['url'])}/audittrail")
    verbonden = zac.maak(
        f"{ZRC}/zaakinformatieobjecten",
        {"zaak": zaak["url"], "informatieobject": concept["url"], "titel": "Brief"},
    )
    weg = zac.p.delete(pad(verbonden["url"]))
    objecten = zac.lijst(f"{DRC}/objectinformatieobjecten", informatieobject=document["url"])

    assert [een["uuid"] for een in gezocht] == [zaak["uuid"]]
    assert (lijst["count"], lijst["previous"]) == (1, None)
    assert zac.haal(zaak["url"])["deelzaken"] == [ander["url"]]
    assert (verlengd["verlenging"]["duur"], verlengd["relevanteAndereZaken"][0]["url"]) == (
        "P2W",
        ander["url"],
    )
    assert (los.status_code, nieuw["versie"], zac.download(nieuw)) == (204, 2, b"tweede")
    assert zac.download(zac.haal(concept["url"], "?versie=1")) == b"eerste versie"
    assert "Na overleg" in [regel["toelichting"] for regel in spoor]
    assert (weg.status_code, [een["object"] for een in objecten]) == (204, [zaak["url"]])
    uit = zac.haal(
        zaak["url"], "?expand=zaaktype,status.statustype,rollen.roltype,deelzaken,zaakinformatieobjecten"
    )
    assert len(uit["_expand"]["zaakinformatieobjecten"]) == 2
    assert uit["_expand"]["deelzaken"][0]["url"] == ander["url"]


def test_from_form_to_decision_and_everybody_heard_of_it_once(
    klant: Client, klant_van: Callable[..., Client], hoogmeren: GemeenteRef
) -> None:
    with luister() as abonnee:
        sta_toe(url=abonnee.url, at=timezone.now())
        hoort = Reis(klant, "luistert", rechten({}, nrc=("notificaties.consumeren",)))
        hoort.maak(f"{NRC}/abonnement", {
            "callbackUrl": f"{abonnee.url}hook", "auth": "Bearer sleutel-van-de-abonnee",
            "kanalen": [{"naam": kanaal, "filters": {}} for kanaal in ("zaken", "documenten", "besluiten")],
        })  # fmt: skip
        zaak = stuur_formulier(open_forms(klant))
        beslist = Reis(klant, "zaaksysteem", rechten(MEER))
        besluittype = beslist.een(f"{ZTC}/besluittypen", zaaktypen=zaak["zaaktype"])
        besluit = beslist.maak(f"{BRC}/besluiten", {
            "zaak": zaak["url"], "besluittype": besluittype["url"], "verantwoordelijkeOrganisatie": RSIN,
            "datum": localdate().isoformat(), "ingangsdatum": localdate().isoformat(),
        })  # fmt: skip
        brief = beslist.document("Beschikking", inhoud=b"u krijgt een traplift")
        beslist.maak(
            f"{BRC}/besluitinformatieobjecten", {"besluit": besluit["url"], "informatieobject": brief["url"]}
        )
        leest = Reis(klant, "leest-mee", rechten(LEZEN))
        (gelezen,) = leest.lijst(f"{BRC}/besluiten", zaak=zaak["url"])
        (band,) = leest.lijst(f"{BRC}/besluitinformatieobjecten", besluit=gelezen["url"])
        inhoud = leest.download(leest.haal(band["informatieobject"]))
        bezorg(klok=timezone.now)
        berichten = [json.loads(lichaam) for lichaam in abonnee.lichamen]

    echt = [
        (een["resource"], een["actie"], een["resourceUrl"]) for een in berichten if een["kanaal"] != "test"
    ]
    elders = klant_van(hoogmeren).get(f"{ZRC}/zaken", headers={**CRS, "Authorization": _token(leest.p)})
    tekst = "".join(map(str, berichten))
    assert (gelezen["url"], inhoud) == (besluit["url"], b"u krijgt een traplift")
    assert ("zaak", "create", zaak["url"]) in echt
    assert ("besluit", "create", besluit["url"]) in echt
    assert [wat for wat in set(echt) if echt.count(wat) > 1 and wat[1] == "create"] == []
    assert (BSN in tekst, "Kuiper" in tekst, "trap" in tekst) == (False, False, False)
    assert elders.status_code == 403


def _token(p: Programma) -> str:
    from tests.api.zgw.toneel import token

    return f"Bearer {token(p.client_id, p.geheim)}"
