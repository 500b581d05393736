"""A word is planted in every field of every resource; no road of the API brings it to a program that may not see it.

Lists with and without a filter, pages, details, HEAD, ETags, everything below a zaak, document and decision,
audittrails, downloads, `_zoek`, `expand` from what may be seen to what may not, and notifications.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.uitgaand.bezorgen import bezorg
from keukentafel.uitgaand.toestaan import sta_toe
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.rules.machtiging import SCOPES
from modules.zgw.catalogus.models import Soort as Typesoort
from tests.api.zgw.alles import BRC, DRC, NRC, RSIN, SOORTEN, ZRC, Alleswereld, Soort, kop, onder
from tests.api.zgw.test_zaken import pad
from tests.api.zgw.toneel import maak_programma
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.keukentafel.uitgaand.luisteraar import Luisteraar, luister

pytestmark = pytest.mark.django_db
BSN = "999990482"
GEHEIM = tuple(een for een in SOORTEN if een.geheim)
VREEMD = ("weinig", "laag", "elders")
"""Rights on other types; on the right types but not this confidential; all rights in another gemeente.

Without a token that holds no address opens at all: `test_deuren.py`.
"""
UITKLAP = {
    "/zaken": "relevanteAndereZaken,deelzaken,hoofdzaak,rollen,eigenschappen,zaakobjecten,zaakinformatieobjecten,"
    "status.zaak,resultaat",
    "/zaakinformatieobjecten": "zaak,informatieobject",
    "/besluiten": "zaak,besluitinformatieobjecten",
    "/gebruiksrechten": "informatieobject",
    "/verzendingen": "informatieobject",
    "/objectinformatieobjecten": "informatieobject",
}


class Volière(Alleswereld):
    """One of everything with a canary in it, and programs that may see none of them."""

    def __init__(self, klant: Client, abonnee: Luisteraar, elders: GemeenteRef) -> None:
        super().__init__(klant, abonnee)
        self.rijen: dict[str, tuple[Soort, dict[str, Any]]] = {}
        for een in GEHEIM:
            antwoord, _ = een.maak(self)
            assert antwoord.status_code == 201, f"{een.pad}: {antwoord.content!r}"
            self.rijen[een.pad] = (een, antwoord.json())
        self._open_zaak()
        self._programmas(elders)

    def _open_zaak(self) -> None:
        """Make a zaak that may be seen, with roads to what may not."""
        open_type = self.ztc.zaaktype(identificatie="OPEN").json()["url"]
        self.ztc.publiceer(open_type)
        self.open_soort = Typesoort.objects.get(typesoort="zaaktype", identificatie="OPEN").pk
        dicht = self.rijen["/zaken"][1]["url"]
        self.open_zaak = self.p.post(f"{ZRC}/zaken", {
            "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "zaaktype": open_type,
            "startdatum": localdate().isoformat(), "hoofdzaak": dicht,
            "relevanteAndereZaken": [{"url": dicht, "aardRelatie": "vervolg"}],
        }).json()["url"]  # fmt: skip

    def _programmas(self, elders: GemeenteRef) -> None:
        eigen = Typesoort.objects.filter(catalogus__domein="SOCDO")
        lezen = {naam: tuple(s for s in scopes if s.endswith(".lezen")) for naam, scopes in SCOPES.items()}
        weinig = [
            Gevraagd("zrc", SCOPES["zrc"], self.open_soort, 8),
            Gevraagd("drc", SCOPES["drc"], eigen.filter(typesoort="informatieobjecttype").first().pk, 8),
            Gevraagd("brc", SCOPES["brc"], eigen.filter(typesoort="besluittype").first().pk),
            Gevraagd("nrc", lezen["nrc"] or ("notificaties.consumeren",)),
        ]
        soort = Typesoort.objects.exclude(catalogus__domein="SOCDO")
        laag = [
            Gevraagd(component, SCOPES[component], soort.get(typesoort=typesoort, identificatie=naam).pk, 1)
            for component, typesoort, naam in (
                ("zrc", "zaaktype", "WMO-MELDING"), ("drc", "informatieobjecttype", "Beschikking"),
            )
        ]  # fmt: skip
        for naam, rechten in (("weinig", weinig), ("laag", laag)):
            maak_programma(self.klant, naam, rechten=rechten)
        with in_gemeente(elders):
            maak_programma(self.klant, "elders")

    def vraag(self, wie: str, methode: str, adres: str, lijf: Any = None, **koppen: str) -> Any:
        extra = {} if lijf is None else {"data": lijf, "content_type": "application/json"}
        return getattr(self.klant, methode)(adres, headers=kop(wie) | koppen, **extra)


def wegen(w: Volière) -> Iterator[tuple[str, str, Any, dict[str, str]]]:
    """Yield every way to what was planted: method, address, body, headers."""
    for een, rij in w.rijen.values():
        adres = pad(rij["url"])
        collectie = adres.rpartition("/")[0]
        uit = {"expand": UITKLAP[een.pad]} if een.pad in UITKLAP else {}
        yield from _lijsten(een, rij, collectie, uit)
        yield "get", adres, None, {}
        if uit:
            yield "get", f"{adres}?{urlencode(uit)}", None, {}
        yield "head", adres, None, {}
        yield (
            "get",
            adres,
            None,
            {"If-None-Match": w.vraag("open-formulieren", "get", adres).headers.get("ETag", "*")},
        )
        yield "get", adres, None, {"If-None-Match": "*"}
        if een.pad in ("/zaken", "/enkelvoudiginformatieobjecten", "/besluiten"):
            yield from (("get", deel, None, {}) for deel in onder(adres))
            spoor = w.vraag("open-formulieren", "get", f"{adres}/audittrail").json()[0]["uuid"]
            yield "get", f"{adres}/audittrail/{spoor}", None, {}
    document = pad(w.rijen["/enkelvoudiginformatieobjecten"][1]["url"])
    for achter in ("?versie=1", "/download?versie=1"):
        yield "get", f"{document}{achter}", None, {}
    yield "get", document, None, {"Accept": "application/octet-stream"}
    yield from _zoekvragen(w, document)
    open_zaak = pad(w.open_zaak)
    for begin in (open_zaak, f"{ZRC}/zaken"):
        yield "get", f"{begin}?{urlencode({'expand': UITKLAP['/zaken']})}", None, {}
    for deel in onder(open_zaak):
        yield "get", deel, None, {}


def _lijsten(
    een: Soort, rij: dict[str, Any], collectie: str, uit: dict[str, str]
) -> Iterator[tuple[str, str, Any, dict[str, str]]]:
    yield "get", collectie, None, {}
    yield "get", f"{collectie}?page=2", None, {}
    for veld in (
        "zaak",
        "informatieobject",
        "besluit",
        "object",
        "identificatie",
        "contactmoment",
        "verzoek",
    ):
        if isinstance(rij.get(veld), str) and rij[veld]:
            yield "get", f"{collectie}?{urlencode({veld: rij[veld], **uit})}", None, {}
    if een.pad in ("/zaken", "/rollen"):
        begin = "rol__" if een.pad == "/zaken" else ""
        bsn = {f"{begin}betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": BSN}
        yield "get", f"{collectie}?{urlencode(bsn | uit)}", None, {}


def _zoekvragen(w: Volière, document: str) -> Iterator[tuple[str, str, Any, dict[str, str]]]:
    zaak = w.rijen["/zaken"][1]["uuid"]
    for vraag in (
        {"uuid__in": [zaak]}, {"rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": BSN},
        {"uuid__in": [zaak, w.open_zaak[-36:]], "expand": UITKLAP["/zaken"]},
    ):  # fmt: skip
        yield "post", f"{ZRC}/zaken/_zoek", vraag, {}
    yield "post", f"{DRC}/enkelvoudiginformatieobjecten/_zoek", {"uuid_In": [document[-36:]]}, {}
    yield "post", f"{DRC}/enkelvoudiginformatieobjecten/_zoek", {"uuid__in": [document[-36:]]}, {}


def tekst_van(antwoord: Any) -> bytes:
    return b"".join(antwoord.streaming_content) if antwoord.streaming else bytes(antwoord.content)


def zingt(antwoord: Any) -> bool:
    """Tell whether an answer gives something away: a planted word or number, or that an ETag was right."""
    tekst = tekst_van(antwoord)
    return b"anarie" in tekst or BSN.encode() in tekst or antwoord.status_code == 304


def loop(w: Volière, *wie: str) -> Iterator[str]:
    """Go every way as these programs; yield where something sang."""
    for methode, adres, lijf, koppen in wegen(w):
        for naam in wie:
            antwoord = w.vraag(naam, methode, adres, lijf, **koppen)
            if zingt(antwoord):
                yield f"{naam}: {methode} {adres} {antwoord.status_code}"


@pytest.fixture
def volière(klant: Client, in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> Iterator[Volière]:
    cache.clear()
    with luister() as abonnee:
        sta_toe(url=abonnee.url, at=timezone.now())
        yield Volière(klant, abonnee, hoogmeren)


def test_no_road_of_the_api_leads_to_what_a_program_may_not_see(volière: Volière) -> None:
    hoort = len(list(loop(volière, "open-formulieren")))
    gelekt = list(loop(volière, *VREEMD))
    veranderd = [
        f"{naam}: {methode} {een.pad} {antwoord.status_code}"
        for een, rij in volière.rijen.values()
        for naam in VREEMD
        for methode in ("put", "patch", "delete")
        if (antwoord := volière.vraag(naam, methode, pad(rij["url"]), {})).status_code not in (403, 404, 405)
    ]

    assert gelekt == []
    assert veranderd == []
    assert hoort > 80  # the words are there for who may read them

    def stuk() -> None:
        assert next(loop(volière, "weinig"), "") == ""

    for fout in ("zgw_stuk_buiten_bereik", "zgw_lijst_buiten_bereik"):
        wordt_rood(fout, stuk)


def test_notifications_tell_nothing_of_a_person(volière: Volière) -> None:
    volière.p.post(f"{NRC}/abonnement", {
        "callbackUrl": f"{volière.abonnee.url}alles", "auth": "Bearer sleutel-van-de-abonnee",
        "kanalen": [{"naam": kanaal, "filters": {}} for kanaal in ("zaken", "documenten", "besluiten")],
    })  # fmt: skip
    for een in GEHEIM:
        een.maak(volière)
    besluit = volière.rijen["/besluiten"][1]
    volière.p.patch(pad(besluit["url"]), {"toelichting": "Kanarienogeens"})
    volière.p.delete(f"{BRC}/besluiten/{besluit['url'][-36:]}")
    bezorg(klok=timezone.now)

    gehoord = b"".join(volière.abonnee.lichamen)
    assert len(volière.abonnee.lichamen) > len(GEHEIM)
    assert b"anarie" not in gehoord.replace(b"https://kanarie.example", b"")
    assert BSN.encode() not in gehoord
