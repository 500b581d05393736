"""`/enkelvoudiginformatieobjecten`: documents, their versions, their content and their lock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, ClassVar
from urllib.parse import quote
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import now
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.catalogi.documenttypen import Informatieobjecttypen, groepeer
from api.zgw.catalogi.lezers import komma
from api.zgw.documenten.basis import (
    AANMAKEN,
    BIJWERKEN,
    BRON,
    FORCEREN,
    LEZEN,
    VERWIJDEREN,
    DocumentenBron,
    hoofddocument_van,
)
from api.zgw.documenten.lezers import DocumentLezer, DocumentVraag, VersieVraag, ZoekVraag, wens_van
from api.zgw.documenten.vorm import GroteJson, veilig
from api.zgw.kern.bereik import binnen_bereik
from api.zgw.kern.bladen import blad, bladnummer, omslag
from api.zgw.kern.blik import Blik, woord
from api.zgw.kern.expand import Relatie
from keukentafel import opslag
from keukentafel.tenancy import zaaifouten
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.documenten.actions.document import (
    change_document,
    hold_documenten,
    lock_document,
    maak_document,
    nieuwste,
    remove_document,
    unlock_document,
    weiger_gesloten,
)
from modules.zgw.documenten.actions.inhoud import lees_inhoud
from modules.zgw.documenten.models import Bestandsdeel, Informatieobject, Informatieobjectversie
from modules.zgw.fouten import Ongeldig, Veldfout, Verboden
from modules.zgw.sporen.actions import Hoofdobject

_KIES = frozenset({"versie", "registratieOp"})
_ONTGRENDELEN = "documenten.geforceerd-unlock"


class Informatieobjecten(DocumentenBron):
    """Documents. A list shows the newest version of each."""

    naam, operatie = BRON, "enkelvoudiginformatieobject"
    serializer_class = DocumentLezer
    vraag = DocumentVraag
    zoekvraag = ZoekVraag
    parser_classes = (GroteJson,)
    stukvragen = _KIES
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "informatieobjecttype": Relatie(
            lambda: Informatieobjecttypen, lambda rij, _: nieuwste(rij).informatieobjecttype_id
        )
    }
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "zoek_in": LEZEN, "download": LEZEN, "create": AANMAKEN,
        "update": (*BIJWERKEN, FORCEREN), "destroy": VERWIJDEREN, "lock": ("documenten.lock",),
        "unlock": ("documenten.lock", _ONTGRENDELEN),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Informatieobject]:
        return Informatieobject.objects.select_related("versie__inhoud").order_by("-id")

    def een(self, sleutel: UUID, *, schrijven: bool = False) -> Any | None:
        return hold_documenten([sleutel]).first() if schrijven else super().een(sleutel)

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        return rijen.filter(binnen_bereik(bereik))

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return bereik.bevat(rij.soort_id, rij.vertrouwelijkheid) or zaaifouten.staat_aan(
            "zgw_stuk_buiten_bereik"
        )

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        for naam in ("identificatie", "bronorganisatie"):
            if naam in waarden:
                rijen = rijen.filter(**{naam: waarden[naam]})
        if "trefwoorden" in waarden:
            rijen = rijen.filter(versie__trefwoorden__contains=komma(waarden["trefwoorden"]))
        if "uuid__in" in waarden:
            rijen = rijen.filter(pk__in=waarden["uuid__in"])
        return rijen

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        onaf = [v.inhoud_id for rij in rijen if (v := nieuwste(rij)).inhoud and not v.inhoud.is_compleet]
        delen = Bestandsdeel.objects.filter(inhoud__in=onaf).order_by("volgnummer") if onaf else ()
        blik.geladen["delen"] = groepeer((deel.inhoud_id, deel) for deel in delen)

    def toon(self, rij: Informatieobject, blik: Blik) -> dict[str, Any]:
        versie = nieuwste(rij)
        inhoud, zelf = versie.inhoud, blik.url("drc", BRON, rij.pk)
        delen: list[Any] = blik.geladen["delen"].get(versie.inhoud_id, []) if inhoud else []
        houdt = rij.gesloten_door == self.aanroeper.client_id or zaaifouten.staat_aan("zgw_slot_leesbaar")
        slot = rij.slot if houdt else ""
        return {
            "url": zelf,
            "identificatie": rij.identificatie,
            "bronorganisatie": rij.bronorganisatie,
            "creatiedatum": versie.creatiedatum,
            "titel": versie.titel,
            "vertrouwelijkheidaanduiding": woord(versie.vertrouwelijkheid),
            "auteur": versie.auteur,
            "status": versie.status,
            "formaat": versie.formaat,
            "taal": versie.taal,
            "versie": versie.nummer,
            "beginRegistratie": versie.begin_registratie,
            "bestandsnaam": versie.bestandsnaam,
            "inhoud": f"{zelf}/download?versie={versie.nummer}" if inhoud and inhoud.is_compleet else None,
            "bestandsomvang": inhoud.omvang if inhoud else None,
            "link": versie.link,
            "beschrijving": versie.beschrijving or "",
            "ontvangstdatum": versie.ontvangstdatum,
            "verzenddatum": versie.verzenddatum,
            "indicatieGebruiksrecht": versie.indicatie_gebruiksrecht,
            "verschijningsvorm": versie.verschijningsvorm or "",
            "ondertekening": {"soort": versie.ondertekening_soort, "datum": versie.ondertekening_datum}
            if versie.ondertekening_soort
            else None,
            "integriteit": {
                "algoritme": versie.integriteit_algoritme,
                "waarde": versie.integriteit_waarde,
                "datum": versie.integriteit_datum,
            }
            if versie.integriteit_algoritme
            else None,
            "informatieobjecttype": blik.url("ztc", "informatieobjecttypen", versie.informatieobjecttype_id),
            "locked": bool(rij.slot),
            "bestandsdelen": [toon_deel(deel, slot, blik) for deel in delen],
            "trefwoorden": versie.trefwoorden,
        }

    def invoer(self, rij: Any, blik: Blik) -> dict[str, Any]:
        uit = self.toon(rij, blik)
        del uit["inhoud"], uit["bestandsomvang"]  # what is not sent, stays
        return uit

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Informatieobject:
        type_ = gegevens["informatieobjecttype"]
        if not self.bereik().bevat(type_.soort_id, gegevens["vertrouwelijkheid"] or type_.vertrouwelijkheid):
            raise Verboden
        velden = dict(gegevens)
        slot: str = velden.pop("lock")
        nu = nieuwste(rij).inhoud if rij is not None else None
        inhoud = wens_van(
            velden.pop("inhoud"),
            velden.pop("bestandsomvang"),
            nu=nu.omvang if nu else None,
            is_nieuw=rij is None,
        )
        for groep, delen in _GROEPEN.items():
            waarden = velden.pop(groep) or {}
            velden |= {f"{groep}_{deel}": waarden.get(deel, leeg) for deel, leeg in delen.items()}
        velden |= {naam: velden[naam] or None for naam in ("beschrijving", "verschijningsvorm")}
        with veilig():
            if rij is None:
                return maak_document(velden=velden, inhoud=inhoud, at=now(), door=self.aanroeper.client_id)
            return change_document(
                document=rij,
                velden=velden,
                inhoud=inhoud,
                slot=slot,
                geforceerd=self.mag_forceren(rij),
                at=now(),
            )

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make one. When it comes in pieces, the answer holds its lock."""
        antwoord = super().create(request, *args, **kwargs)
        id = UUID(str(antwoord.data["url"]).rpartition("/")[2])
        antwoord.data = {
            **antwoord.data,
            "lock": Informatieobject.objects.values_list("slot", flat=True).get(pk=id),
        }
        return antwoord

    def laat_spoor(
        self,
        actie: str,
        hoofd: Hoofdobject | None,
        oud: dict[str, Any] | None,
        nieuw: dict[str, Any] | None,
        stand: int,
    ) -> None:
        """Keep the lock out of the audittrail."""
        super().laat_spoor(actie, hoofd, _zonder_slot(oud), _zonder_slot(nieuw), stand)

    def verwijder(self, rij: Any) -> None:
        weiger_gesloten(rij, geforceerd=self.mag_forceren(rij))
        houdt = rij.gesloten_door == self.aanroeper.client_id or self._mag_openbreken(rij)
        remove_document(document=rij, houdt_slot=houdt)

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        return hoofddocument_van(rij)

    def weergave(self, rij: Mapping[str, Any]) -> str:
        return str(rij.get("identificatie", ""))

    # versions and content

    def zoek_versie(self) -> Informatieobject:
        """Return the document of this address, as the version that was asked for.

        :raises Http404: there is no such version.
        """
        lezer = VersieVraag(data={n: w for n, w in self.request.query_params.items() if n in _KIES and w})
        lezer.is_valid(raise_exception=True)
        rij: Informatieobject = self.zoek()
        gevraagd = lezer.validated_data
        if gevraagd:
            rij.versie = self._versie_van(rij, gevraagd)
        return rij

    def _versie_van(self, rij: Informatieobject, gevraagd: Mapping[str, Any]) -> Informatieobjectversie:
        versies = rij.versies.select_related("inhoud", "informatieobjecttype").order_by("-nummer")
        if "versie" in gevraagd:
            versies = versies.filter(nummer=gevraagd["versie"])
        if "registratieOp" in gevraagd:
            versies = versies.filter(begin_registratie__lte=gevraagd["registratieOp"])
        versie = versies.first()
        if versie is None:
            raise Http404
        mag = self.bereik().bevat(versie.informatieobjecttype.soort_id, versie.vertrouwelijkheid)
        if not mag and not zaaifouten.staat_aan("zgw_oude_versie_open"):
            raise Verboden  # what it was may be more closed than what it is
        return versie

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show one: the newest version, or the one that was asked for."""
        expand = self.lees_stukvraag(request)
        rij = self.zoek_versie()
        self.noteer("opgevraagd", "lezen", rij)
        return self.antwoord(rij, expand)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Give a file whatever the client said to accept (open-zaak#120)."""
        return super().perform_content_negotiation(request, force or self.action == "download")

    def download(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Give the bytes of one version.

        :raises Http404: it has none, or not all of them yet.
        """
        vreemd = sorted(set(request.query_params) - _KIES)
        if vreemd:
            raise Ongeldig(
                Veldfout(
                    "nonFieldErrors", "unknown-parameters", f"Onbekende parameters: {', '.join(vreemd)}"[:500]
                )
            )
        rij = self.zoek_versie()
        versie = nieuwste(rij)
        if versie.inhoud is None or not versie.inhoud.is_compleet:
            raise Http404
        stukken = lees_inhoud(versie.inhoud)
        try:
            eerste = next(stukken, b"")
        except opslag.BestandWeg as weg:
            raise Http404 from weg
        self.noteer("gedownload", "lezen", rij)
        return _bestand(chain((eerste,), stukken), versie, versie.inhoud.omvang)

    # the lock

    def lock(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lock one; the answer holds what a change must carry."""
        rij = self.zoek(schrijven=True)
        slot = lock_document(document=rij, door=self.aanroeper.client_id, at=now())
        self.noteer("vergrendeld", "wijzigen", rij)
        return Response({"lock": slot})

    def unlock(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Unlock one, with its lock or by force. Pieces that became its content leave a trace."""
        lichaam = request.data if isinstance(request.data, dict) else {}
        slot = lichaam.get("lock") or None
        if slot is not None and not isinstance(slot, str):
            raise Ongeldig(Veldfout("lock", "invalid", "Een lock is tekst."))
        rij = self.zoek(schrijven=True)
        oud = self.toon_nu(rij)
        with veilig():
            unlock_document(document=rij, slot=slot, geforceerd=self._mag_openbreken(rij))
        self.noteer("ontgrendeld", "wijzigen", rij)
        nieuw = self.toon_nieuw(rij)
        if nieuw["inhoud"] != oud["inhoud"]:
            self.laat_spoor("partial_update", self.hoofdobject(rij), oud, nieuw, 200)
        return Response(status=204)

    def _mag_openbreken(self, rij: Informatieobject) -> bool:
        kracht = self.aanroeper.machtiging.bereik("drc", (_ONTGRENDELEN,))
        return kracht.bevat(rij.soort_id, rij.vertrouwelijkheid)

    def zoek_in(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Search with a body."""
        if not isinstance(request.data, dict):
            self.lees(request.data)
        vreemd = sorted(set(request.data) - set(ZoekVraag().fields) | (set(request.query_params) - {"page"}))
        if vreemd:
            raise Ongeldig(
                Veldfout("nonFieldErrors", "unknown-parameters", f"Onbekend: {', '.join(vreemd)}"[:500])
            )
        lezer = ZoekVraag(data=request.data)
        lezer.is_valid(raise_exception=True)
        waarden = lezer.validated_data
        rijen = self.filter(self.binnen(self.rijen(), self.bereik()), waarden)
        nummer, blik = waarden.get("page") or bladnummer(request.query_params.get("page", "")), Blik()
        gelezen, aantal = blad(rijen, nummer)
        getoond = self.toon_alle(gelezen, blik, waarden.get("expand", ""))
        self.noteer("gezocht", "lezen", None, aantal=len(gelezen), gelezen=gelezen)
        return Response(omslag(getoond, aantal, nummer, request.path, {}, blik))


_GROEPEN: Mapping[str, Mapping[str, Any]] = {
    "ondertekening": {"soort": "", "datum": None},
    "integriteit": {"algoritme": "", "waarde": "", "datum": None},
}


def _zonder_slot(rij: dict[str, Any] | None) -> dict[str, Any] | None:
    if rij is None:
        return None
    return {**rij, "bestandsdelen": [{**deel, "lock": ""} for deel in rij["bestandsdelen"]]}


def toon_deel(deel: Bestandsdeel, slot: str, blik: Blik) -> dict[str, Any]:
    """Return one piece. Its lock only to who holds it: a lock that can be read locks nothing."""
    return {
        "url": blik.url("drc", "bestandsdelen", deel.pk),
        "volgnummer": deel.volgnummer,
        "omvang": deel.omvang,
        "voltooid": deel.is_voltooid,
        "lock": slot,
    }


def _bestand(stukken: Iterator[bytes], versie: Informatieobjectversie, omvang: int) -> HttpResponseBase:
    """Return the answer that carries a file. It is always saved, never opened: a browser runs nothing of it."""
    antwoord = StreamingHttpResponse(stukken, content_type="application/octet-stream")
    naam = versie.bestandsnaam or "document"
    kaal = "".join(teken for teken in naam if teken.isascii() and teken.isprintable() and teken not in '"\\')
    antwoord["Content-Disposition"] = (
        f"attachment; filename=\"{kaal or 'document'}\"; filename*=UTF-8''{quote(naam)}"
    )
    antwoord["Content-Length"] = str(omvang)
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    antwoord["Cache-Control"] = "no-store"
    return antwoord
