"""`/zaken` and `/zaken/_zoek`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpResponse
from django.utils.timezone import localdate
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.catalogi.zaaktypen import Zaaktypen
from api.zgw.kern.adres import ontleed
from api.zgw.kern.bereik import binnen_bereik
from api.zgw.kern.bladen import blad, bladnummer, omslag
from api.zgw.kern.blik import Blik, leeg_is_nul, woord
from api.zgw.kern.buiten import HOOGSTENS, eis_kanaal, eis_zaak, is_eigen
from api.zgw.kern.expand import Relatie
from api.zgw.zaken.basis import BIJWERKEN, FORCEREN, LEZEN, MetCrs, hoofdzaak_van
from api.zgw.zaken.zaaklezer import ZaakLezer
from api.zgw.zaken.zaakvraag import ZaakVraag, ZoekVraag, filter_zaken
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.fouten import Ongeldig, Veldfout, Verboden, fout
from modules.zgw.sporen.actions import Hoofdobject
from modules.zgw.zaken.actions.zaak import remove_zaak, save_zaak
from modules.zgw.zaken.models import (
    Betalingsindicatie,
    Resultaat,
    Rol,
    Zaak,
    ZaakDocument,
    ZaakEigenschap,
    ZaakObject,
)


def _ids(model: type[Any], kolom: str, *volgorde: str) -> ArraySubquery:
    return ArraySubquery(model.objects.filter(**{kolom: OuterRef("pk")}).order_by(*volgorde).values("pk"))


class Zaken(MetCrs):
    """Zaken. A list costs the same queries whatever hangs on them: the ids come along in arrays."""

    naam, operatie = "zaken", "zaak"
    serializer_class = ZaakLezer
    vraag = ZaakVraag
    zoekvraag = ZoekVraag
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "zoek_in": LEZEN, "create": ("zaken.aanmaken",), "update": BIJWERKEN,
        "destroy": ("zaken.verwijderen",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Zaak]:
        return Zaak.objects.order_by("-id").annotate(
            rol_ids=_ids(Rol, "zaak", "geregistreerd_op", "id"),
            document_ids=_ids(ZaakDocument, "zaak", "geregistreerd_op", "id"),
            object_ids=_ids(ZaakObject, "zaak", "id"),
            eigenschap_ids=_ids(ZaakEigenschap, "zaak", "naam", "id"),
            deelzaak_ids=_ids(Zaak, "hoofdzaak", "id"),
            resultaat_ids=_ids(Resultaat, "zaak", "id"),
        )

    def een(self, sleutel: UUID, *, schrijven: bool = False) -> Any | None:
        if schrijven:
            return super().een(sleutel, schrijven=True)
        return next(iter(Zaak.objects.raw(_vraag_naar_een(), [sleutel])), None)

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        return rijen.filter(binnen_bereik(bereik))

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return bereik.bevat(rij.soort_id, rij.vertrouwelijkheid)

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        return filter_zaken(rijen, waarden)

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        zelf = blik.url("zrc", "zaken", rij.pk)
        return {
            "url": zelf,
            "uuid": rij.pk,
            "identificatie": rij.identificatie,
            "bronorganisatie": rij.bronorganisatie,
            "omschrijving": rij.omschrijving,
            "toelichting": rij.toelichting or "",
            "zaaktype": blik.url("ztc", "zaaktypen", rij.zaaktype_id),
            "registratiedatum": rij.registratiedatum,
            "verantwoordelijkeOrganisatie": rij.verantwoordelijke_organisatie,
            "startdatum": rij.startdatum,
            "einddatum": rij.einddatum,
            "einddatumGepland": rij.einddatum_gepland,
            "uiterlijkeEinddatumAfdoening": rij.uiterlijke_einddatum,
            "publicatiedatum": rij.publicatiedatum,
            "communicatiekanaal": rij.communicatiekanaal,
            "productenOfDiensten": rij.producten_of_diensten,
            "vertrouwelijkheidaanduiding": woord(rij.vertrouwelijkheid),
            "betalingsindicatie": rij.betalingsindicatie,
            "betalingsindicatieWeergave": _BETALING.get(rij.betalingsindicatie, ""),
            "laatsteBetaaldatum": rij.laatste_betaaldatum,
            "zaakgeometrie": rij.zaakgeometrie,
            "verlenging": {"reden": rij.verlenging_reden, "duur": rij.verlenging_duur}
            if rij.verlenging_duur
            else None,
            "opschorting": {"indicatie": rij.is_opgeschort, "reden": rij.opschorting_reden},
            "selectielijstklasse": rij.selectielijstklasse,
            "hoofdzaak": blik.url("zrc", "zaken", rij.hoofdzaak_id),
            "deelzaken": blik.urls("zrc", "zaken", rij.deelzaak_ids),
            "relevanteAndereZaken": [
                {"url": ander["url"], "aardRelatie": ander["aardRelatie"]} for ander in rij.relevante_zaken
            ],
            "eigenschappen": [f"{zelf}/zaakeigenschappen/{id}" for id in rij.eigenschap_ids],
            "rollen": blik.urls("zrc", "rollen", rij.rol_ids),
            "status": blik.url("zrc", "statussen", rij.status_id),
            "zaakinformatieobjecten": blik.urls("zrc", "zaakinformatieobjecten", rij.document_ids),
            "zaakobjecten": blik.urls("zrc", "zaakobjecten", rij.object_ids),
            "kenmerken": rij.kenmerken,
            "archiefnominatie": leeg_is_nul(rij.archiefnominatie),
            "archiefstatus": rij.archiefstatus,
            "archiefactiedatum": rij.archiefactiedatum,
            "resultaat": blik.url("zrc", "resultaten", rij.resultaat_ids[0]) if rij.resultaat_ids else None,
            "opdrachtgevendeOrganisatie": rij.opdrachtgevende_organisatie,
            "processobjectaard": leeg_is_nul(rij.processobjectaard),
            "startdatumBewaartermijn": rij.startdatum_bewaartermijn,
            "processobject": rij.processobject or _GEEN_OBJECT,
        }

    def invoer(self, rij: Any, blik: Blik) -> dict[str, Any]:
        uit = self.toon(rij, blik)
        if not rij.processobject:
            uit["processobject"] = None
        return uit

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Zaak:
        zaaktype = gegevens["zaaktype"]
        rang = gegevens["vertrouwelijkheid"] or zaaktype.vertrouwelijkheid
        if not self.bereik().bevat(zaaktype.soort_id, rang):
            raise Verboden
        kijk_elders(rij, gegevens)
        velden = dict(gegevens)
        verlenging, opschorting = velden.pop("verlenging") or {}, velden.pop("opschorting") or {}
        velden |= {
            "verlenging_reden": verlenging.get("reden", ""), "verlenging_duur": verlenging.get("duur", ""),
            "is_opgeschort": opschorting.get("indicatie", False), "opschorting_reden": opschorting.get("reden", ""),
            "relevante_zaken": [_relevant(ander) for ander in velden.pop("relevanteAndereZaken")],
            "kenmerken": [dict(kenmerk) for kenmerk in velden["kenmerken"]],
            "processobject": dict(velden["processobject"]) if velden["processobject"] else None,
            "toelichting": velden["toelichting"] or None,
            "archiefnominatie": velden["archiefnominatie"] or "",
            "processobjectaard": velden["processobjectaard"] or "",
        }  # fmt: skip
        forceren = self.aanroeper.machtiging.bereik("zrc", (FORCEREN,))
        return save_zaak(
            zaak=rij, velden=velden, vandaag=localdate(), geforceerd=forceren.bevat(zaaktype.soort_id, rang)
        )

    def neem_weg(self, rij: Any) -> None:
        """Take a zaak away with its deelzaken (zrc-023); each has subscribers of its own, and rights (zrc-006).

        :raises Verboden: one of them lies outside what the program may remove.
        """
        delen = list(self.rijen().filter(hoofdzaak=rij.pk))
        if not all(self.mag_rij(deel, self.bereik()) for deel in delen):
            raise Verboden("Bij deze zaak horen deelzaken die je applicatie niet mag verwijderen.")
        gingen = [(hoofdzaak_van(deel), self.toon_nu(deel)) for deel in delen]
        super().neem_weg(rij)
        for hoofd, oud in gingen:
            self.laat_spoor("destroy", hoofd, oud, None, 204)

    def verwijder(self, rij: Any) -> None:
        remove_zaak(zaak=rij)

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        return hoofdzaak_van(rij)

    def weergave(self, rij: Mapping[str, Any]) -> str:
        return str(rij.get("identificatie", ""))

    def zoek_in(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Search with a body: no number of a person in an address."""
        if not isinstance(request.data, dict):
            self.lees(request.data)
        vreemd = sorted((set(request.data) - ZoekVraag.namen()) | (set(request.query_params) - {"page"}))
        if vreemd:
            raise Ongeldig(
                Veldfout("nonFieldErrors", "unknown-parameters", f"Onbekend: {', '.join(vreemd)}"[:500])
            )
        if not set(request.data) - {"page", "expand", "ordering"}:
            raise Ongeldig(Veldfout("nonFieldErrors", "empty_search_body", "Zeg waar je op zoekt."))
        lezer = ZoekVraag(data=request.data)
        lezer.is_valid(raise_exception=True)
        waarden = {naam: waarde for naam, waarde in lezer.validated_data.items() if naam in request.data}
        rijen = self.filter(self.binnen(self.rijen(), self.bereik()), waarden)
        nummer = waarden.get("page") or bladnummer(request.query_params.get("page", ""))
        blik = Blik()
        gelezen, aantal = blad(rijen, nummer)
        getoond = self.toon_alle(gelezen, blik, waarden.get("expand", ""))
        self.noteer("gezocht", "lezen", None, aantal=len(gelezen), gelezen=gelezen)
        return Response(omslag(getoond, aantal, nummer, request.path, {}, blik))


@cache
def _vraag_naar_een() -> str:
    """Return the question after one zaak, written out once: writing it takes longer than asking it."""
    tekst, waarden = Zaken().rijen().order_by().filter(pk=UUID(int=0)).query.sql_with_params()
    if waarden != (UUID(int=0),):
        raise ValueError("Deze vraag heeft meer dan één open plek.")
    return str(tekst)


_BETALING = {str(keuze.value): str(keuze.label) for keuze in Betalingsindicatie}
_GEEN_OBJECT = {"datumkenmerk": "", "identificatie": "", "objecttype": "", "registratie": ""}


def kijk_elders(zaak: Zaak | None, gegevens: Mapping[str, Any]) -> None:
    """Look whether what is new and lies elsewhere is there (zrc-010, 011).

    :raises Ongeldig: bad-url or invalid-resource, at its field.
    """
    kanaal = gegevens["communicatiekanaal"]
    if kanaal and (zaak is None or kanaal != zaak.communicatiekanaal):
        eis_kanaal(kanaal, "communicatiekanaal")
    bekend = set() if zaak is None else {ander["url"] for ander in zaak.relevante_zaken}
    elders = {
        plek: ander["url"]
        for plek, ander in enumerate(gegevens["relevanteAndereZaken"])
        if ander["url"] not in bekend and not is_eigen(ander["url"])
    }
    if len(elders) > HOOGSTENS:
        reden = f"Noem in één keer hoogstens {HOOGSTENS} zaken van een ander systeem."
        raise fout("relevanteAndereZaken", "max_length", reden)
    for plek, url in elders.items():
        eis_zaak(url, f"relevanteAndereZaken.{plek}.url")


def _relevant(ander: Mapping[str, Any]) -> dict[str, Any]:
    plek = ontleed(ander["url"])
    return {"id": str(plek.id) if plek else "", "url": ander["url"], "aardRelatie": ander["aardRelatie"]}


def _andere(rij: Any, _blik: Blik) -> list[UUID]:
    return [UUID(ander["id"]) for ander in rij.relevante_zaken if ander.get("id")]


def verbind() -> None:
    """Say what can be filled in; called when all resources are there."""
    from api.zgw.zaken.bij_zaak import Eigenschappen, Resultaten, Statussen
    from api.zgw.zaken.documenten import ZaakDocumenten
    from api.zgw.zaken.objecten import Objecten
    from api.zgw.zaken.rollen import Rollen

    Zaken.relaties = {
        "zaaktype": Relatie(lambda: Zaaktypen, lambda rij, _: rij.zaaktype_id),
        "hoofdzaak": Relatie(lambda: Zaken, lambda rij, _: rij.hoofdzaak_id),
        "deelzaken": Relatie(lambda: Zaken, lambda rij, _: rij.deelzaak_ids),
        "relevanteAndereZaken": Relatie(lambda: Zaken, _andere),
        "eigenschappen": Relatie(lambda: Eigenschappen, lambda rij, _: rij.eigenschap_ids),
        "rollen": Relatie(lambda: Rollen, lambda rij, _: rij.rol_ids),
        "status": Relatie(lambda: Statussen, lambda rij, _: rij.status_id),
        "zaakinformatieobjecten": Relatie(lambda: ZaakDocumenten, lambda rij, _: rij.document_ids),
        "zaakobjecten": Relatie(lambda: Objecten, lambda rij, _: rij.object_ids),
        "resultaat": Relatie(
            lambda: Resultaten, lambda rij, _: rij.resultaat_ids[0] if rij.resultaat_ids else None
        ),
    }
