"""Every resource of the six registers: how one is made, changed and reached. What walks over all of them uses this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from modules.zgw.zaken.models import Zaak, ZaakDocument
from tests.api.zgw.test_catalogi import PROCES, ZTC, resultaattype, zaaktype_van
from tests.api.zgw.test_documenten_bij import verzending
from tests.api.zgw.test_zaakdocumenten import Documentwereld
from tests.api.zgw.test_zaken import CRS, pad
from tests.api.zgw.toneel import GEHEIM, token
from tests.keukentafel.uitgaand.luisteraar import Luisteraar

ZRC, DRC, BRC = "/zaken/api/v1", "/documenten/api/v1", "/besluiten/api/v1"
AC, NRC = "/autorisaties/api/v1", "/notificaties/api/v1"
RSIN = "517439943"
Lijf = dict[str, Any]


class Alleswereld(Documentwereld):
    """A whole catalogue with one of everything, a program that may do all, and somebody who listens."""

    def __init__(self, klant: Client, abonnee: Luisteraar) -> None:
        self.abonnee, self._nummers = abonnee, count(1)
        super().__init__(klant)
        self.concept = self.ztc.zaaktype(
            identificatie="CONCEPT",
            selectielijstProcestype=PROCES.format("e1b73b12-b2f6-4c4e-8929-94f84dd2a57d"),
        ).json()["url"]

    def voor_publicatie(self) -> None:
        super().voor_publicatie()
        self.objecttype = self.p.post(f"{ZTC}/zaakobjecttypen", {
            "zaaktype": self.zaaktype, "anderObjecttype": False, "objecttype": "https://objecten.example/adres",
            "relatieOmschrijving": "Woont op", "beginGeldigheid": "2026-01-01",
        }).json()["url"]  # fmt: skip

    def nummer(self) -> int:
        return next(self._nummers)

    def zaak_url(self) -> str:
        return str(self.zaak().json()["url"])

    def document_url(self) -> str:
        return str(self.document().json()["url"])

    def besluit_url(self, **anders: Any) -> str:
        return str(self.besluit(**anders).json()["url"])

    def verbonden(self) -> Lijf:
        """Return a document and a zaak that hold together at the zaak, and not yet at the document."""
        zaak, document = self.zaak_url(), self.document_url()
        ZaakDocument.objects.create(
            zaak=Zaak.objects.get(pk=zaak[-36:]), document_id=document[-36:], geregistreerd_op=timezone.now()
        )
        return {"informatieobject": document, "object": zaak, "objectType": "zaak"}


@dataclass(frozen=True)
class Soort:
    """One resource. `lijf` makes the body of a new one, `anders` what PATCH changes; `onder` its zaak."""

    component: str
    pad: str
    lijf: Callable[[Alleswereld], Lijf]
    anders: Lijf = field(default_factory=dict)
    geheim: bool = False
    """Whether words of a person can stand in it."""

    @property
    def wortel(self) -> str:
        return {"zrc": ZRC, "ztc": ZTC, "drc": DRC, "brc": BRC, "ac": AC, "nrc": NRC}[self.component]

    def collectie(self, lijf: Lijf) -> str:
        """Return the address where a body goes to."""
        if "{" in self.pad:
            return f"{pad(lijf['zaak'])}/{self.pad.rpartition('/')[2]}"
        return f"{self.wortel}{self.pad}"

    def maak(self, wereld: Alleswereld, lijf: Lijf | None = None) -> tuple[Any, Lijf]:
        """Make one; return the answer and what was sent."""
        lijf = self.lijf(wereld) if lijf is None else lijf
        stuur = (
            {naam: waarde for naam, waarde in lijf.items() if naam != "zaak"} if self._zonder_zaak else lijf
        )
        return wereld.p.post(self.collectie(lijf), stuur), lijf

    @property
    def _zonder_zaak(self) -> bool:
        return self.pad.endswith("/besluiten") and "{" in self.pad


def _type(omschrijving: str) -> Callable[[Alleswereld], Lijf]:
    return lambda w: {
        "catalogus": w.ztc.catalogus, "omschrijving": f"{omschrijving} {w.nummer()}", "beginGeldigheid": "2026-01-01",
    }  # fmt: skip


def _besluit_bij_zaak(w: Alleswereld) -> Lijf:
    zaak = w.zaak_url()
    return {"zaak": zaak, "besluit": w.besluit_url(zaak=zaak)}


def _besluitdocument(w: Alleswereld) -> Lijf:
    return {"besluit": w.besluit_url(), "informatieobject": w.document_url()}


def _persoon(w: Alleswereld) -> Lijf:
    return {
        "zaak": w.zaak_url(), "betrokkeneType": "natuurlijk_persoon", "roltype": w.melder, "roltoelichting": "melder",
        "betrokkeneIdentificatie": {"inpBsn": "999990482", "geslachtsnaam": "Kanarierol", "voornamen": "Kanarievoor"},
    }  # fmt: skip


SOORTEN: tuple[Soort, ...] = (
    Soort("ztc", "/catalogussen", lambda w: {
        "domein": f"K{w.nummer():04d}".translate(str.maketrans("0123456789", "ABCDEFGHIJ")), "rsin": RSIN,
        "contactpersoonBeheerNaam": "Beheer"}),
    Soort("ztc", "/informatieobjecttypen", lambda w: _type("Brief")(w) | {
        "vertrouwelijkheidaanduiding": "vertrouwelijk", "informatieobjectcategorie": "post"}, {"trefwoord": ["a"]}),
    Soort("ztc", "/besluittypen", lambda w: _type("Besluit")(w) | {
        "publicatieIndicatie": False, "informatieobjecttypen": ["Beschikking"]}, {"toelichting": "Anders"}),
    Soort("ztc", "/zaaktypen", lambda w: zaaktype_van(w.ztc.catalogus, identificatie=f"N{w.nummer()}"),
          {"toelichting": "Anders"}),
    Soort("ztc", "/statustypen", lambda w: {
        "zaaktype": w.concept, "volgnummer": w.nummer(), "omschrijving": "Ontvangen"}, {"statustekst": "Anders"}),
    Soort("ztc", "/roltypen", lambda w: {
        "zaaktype": w.concept, "omschrijving": "Melder", "omschrijvingGeneriek": "initiator"}, {"omschrijving": "Anders"}),
    Soort("ztc", "/eigenschappen", lambda w: {
        "zaaktype": w.concept, "naam": f"soort{w.nummer()}", "definitie": "Welke hulp",
        "specificatie": {"formaat": "tekst", "lengte": "40", "kardinaliteit": "1"}}, {"toelichting": "Anders"}),
    Soort("ztc", "/resultaattypen", lambda w: resultaattype(w.concept), {"toelichting": "Anders"}),
    Soort("ztc", "/zaakobjecttypen", lambda w: {
        "zaaktype": w.concept, "anderObjecttype": False, "objecttype": "https://objecten.example/adres",
        "relatieOmschrijving": "Woont op", "beginGeldigheid": "2026-01-01"}, {"relatieOmschrijving": "Anders"}),
    Soort("ztc", "/zaaktype-informatieobjecttypen", lambda w: {
        "zaaktype": w.concept, "informatieobjecttype": "Foto", "volgnummer": w.nummer(), "richting": "intern"},
        {"richting": "uitgaand"}),
    Soort("zrc", "/zaken", lambda w: w.lijf(omschrijving="Kanariezaak", toelichting="Kanariezaaktekst"),
          {"omschrijving": "Kanarieanders"}, geheim=True),
    Soort("zrc", "/statussen", lambda w: {
        "zaak": w.zaak_url(), "statustype": w.eerste, "datumStatusGezet": timezone.now().isoformat(),
        "statustoelichting": "Kanariestatus"}, geheim=True),
    Soort("zrc", "/resultaten", lambda w: {
        "zaak": w.zaak_url(), "resultaattype": w.toegekend, "toelichting": "Kanarieresultaat"},
        {"toelichting": "Kanarieanders"}, geheim=True),
    Soort("zrc", "/rollen", _persoon, geheim=True),
    Soort("zrc", "/zaken/{zaak_uuid}/zaakeigenschappen", lambda w: {
        "zaak": w.zaak_url(), "eigenschap": w.eigenschap, "waarde": "Kanariewaarde"}, {"waarde": "Kanarieanders"},
        geheim=True),
    Soort("zrc", "/zaakobjecten", lambda w: {
        "zaak": w.zaak_url(), "objectType": "adres", "zaakobjecttype": w.objecttype,
        "relatieomschrijving": "Kanarieobject", "objectIdentificatie": {
            "identificatie": "1", "wplWoonplaatsNaam": "Kanariedorp", "gorOpenbareRuimteNaam": "Weg", "huisnummer": 1}},
        {"relatieomschrijving": "Kanarieanders"}, geheim=True),
    Soort("zrc", "/zaakcontactmomenten", lambda w: {
        "zaak": w.zaak_url(), "contactmoment": f"https://kanarie.example/contact/{w.nummer()}"}, geheim=True),
    Soort("zrc", "/zaakverzoeken", lambda w: {
        "zaak": w.zaak_url(), "verzoek": f"https://kanarie.example/verzoek/{w.nummer()}"}, geheim=True),
    Soort("zrc", "/klantcontacten", lambda w: {
        "zaak": w.zaak_url(), "datumtijd": timezone.now().isoformat(), "onderwerp": "Kanariecontact",
        "toelichting": "Kanariegesprek"}, geheim=True),
    Soort("zrc", "/zaakinformatieobjecten", lambda w: {
        "zaak": w.zaak_url(), "informatieobject": w.document_url(), "titel": "Kanarietitel"},
        {"beschrijving": "Kanarieanders"}, geheim=True),
    Soort("zrc", "/zaken/{zaak_uuid}/besluiten", _besluit_bij_zaak),
    Soort("drc", "/enkelvoudiginformatieobjecten", lambda w: {
        "bronorganisatie": RSIN, "creatiedatum": "2026-01-05", "titel": "Kanariebrief", "auteur": "Kanarieauteur",
        "taal": "nld", "informatieobjecttype": w.beschikking, "bestandsnaam": "kanarie.txt",
        "inhoud": "S2FuYXJpZWluaG91ZA==", "bestandsomvang": 13, "formaat": "text/plain"},
        {"titel": "Kanarieanders"}, geheim=True),
    Soort("drc", "/gebruiksrechten", lambda w: {
        "informatieobject": w.document_url(), "startdatum": "2026-01-05T00:00:00Z",
        "omschrijvingVoorwaarden": "Kanarievoorwaarde"}, {"omschrijvingVoorwaarden": "Kanarieanders"}, geheim=True),
    Soort("drc", "/objectinformatieobjecten", lambda w: w.verbonden(), geheim=True),
    Soort("drc", "/verzendingen", lambda w: verzending(w.document_url(), contactpersoonnaam="Kanarieverzending"),
          {"telefoonnummer": "0612345678"}, geheim=True),
    Soort("brc", "/besluiten", lambda w: {
        "besluittype": w.besluittype, "verantwoordelijkeOrganisatie": RSIN, "datum": "2026-01-05",
        "ingangsdatum": "2026-01-06", "toelichting": "Kanariebesluit"}, {"toelichting": "Kanarieanders"}, geheim=True),
    Soort("brc", "/besluitinformatieobjecten", _besluitdocument, geheim=True),
    Soort("ac", "/applicaties", lambda w: {
        "clientIds": [f"nieuw-{w.nummer()}"], "label": "Nieuw", "heeftAlleAutorisaties": True}, {"label": "Anders"}),
    Soort("nrc", "/kanaal", lambda w: {"naam": f"kanaal-{w.nummer()}", "filters": ["soort"]}),
    Soort("nrc", "/abonnement", lambda w: {
        "callbackUrl": f"{w.abonnee.url}hook/{w.nummer()}", "auth": "Bearer sleutel-van-de-abonnee",
        "kanalen": [{"naam": "zaken", "filters": {}}]}, {"kanalen": [{"naam": "besluiten", "filters": {}}]}),
)  # fmt: skip


def soort(pad_: str) -> Soort:
    return next(een for een in SOORTEN if een.pad == pad_)


def kop(client_id: str, geheim: str = GEHEIM) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(client_id, geheim)}", **CRS}


def formulier(klant: Client, url: str, koppen: dict[str, str], **velden: Any) -> Any:
    """Send a piece of a document as a form."""
    return klant.put(
        pad(url), encode_multipart(BOUNDARY, velden), content_type=MULTIPART_CONTENT, headers=koppen
    )


def bestand(inhoud: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("deel", inhoud, content_type="application/octet-stream")


def nergens(adres: str) -> str:
    """Return the address of a row that is not there, at the place of this one."""
    begin, _, _ = adres.rpartition("/")
    return f"{begin}/{uuid4()}"


def onder(adres: str) -> Iterator[str]:
    """Yield what stands below a main object."""
    yield f"{adres}/audittrail"
    if "/zaken/" in adres:
        yield from (f"{adres}/{deel}" for deel in ("zaakeigenschappen", "besluiten"))
    if "/enkelvoudiginformatieobjecten/" in adres:
        yield f"{adres}/download"
