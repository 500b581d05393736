"""`/besluiten`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, now
from rest_framework import serializers

from api.zgw.catalogi.besluittypen import Besluittypen
from api.zgw.catalogi.catalogussen import Catalogussen
from api.zgw.catalogi.documenttypen import Informatieobjecttypen
from api.zgw.catalogi.resultaattypen import Resultaattypen
from api.zgw.catalogi.zaaktypen import Zaaktypen
from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Bron, Vraag
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import LegeTekst, Rsin, Verwijzing
from api.zgw.zaken.basis import FORCEREN, hoofdzaak_van
from api.zgw.zaken.zaken import Zaken
from keukentafel.tenancy import zaaifouten
from modules.zgw.autorisaties.rules.machtiging import Bereik, Machtiging
from modules.zgw.besluiten.actions.besluit import remove_besluit, save_besluit
from modules.zgw.besluiten.models import Besluit, Vervalreden
from modules.zgw.catalogus.models import Besluittype
from modules.zgw.fouten import Verboden
from modules.zgw.sporen.actions import Hoofdobject, Wijziging, leave_spoor
from modules.zgw.zaken.models import Zaak

LEZEN = ("besluiten.lezen",)
WERKWOORDEN = {"retrieve": "read", "destroy": "delete"}
WEERGAVE = {str(keuze.value): str(keuze.label) for keuze in Vervalreden}


def _geldend(kolom: str) -> Callable[[Any, Blik], list[UUID]]:
    """Return how a besluittype finds the versions that hold today of the types it goes with."""

    def ids(rij: Any, blik: Blik) -> list[UUID]:
        versies: dict[Any, UUID] = blik.geladen["versies"]
        return [versies[soort] for soort in getattr(rij, kolom) if soort in versies]

    return ids


def _resultaten(rij: Any, blik: Blik) -> list[UUID]:
    return [resultaattype.pk for resultaattype in blik.geladen["resultaten"].get(rij.soort_id, ())]


VAN_HET_TYPE: Mapping[str, Relatie] = {
    "catalogus": Relatie(lambda: Catalogussen, lambda rij, _: rij.soort.catalogus_id),
    "zaaktypen": Relatie(lambda: Zaaktypen, _geldend("zaaksoort_ids")),
    "informatieobjecttypen": Relatie(lambda: Informatieobjecttypen, _geldend("documentsoort_ids")),
    "resultaattypen": Relatie(lambda: Resultaattypen, _resultaten),
}
"""What Besluiten 1.1.0 fills in of a besluittype; the Catalogi API itself fills in nothing."""


def dag(naam: str | None = None) -> serializers.DateField:
    """A day that may be left out."""
    return serializers.DateField(required=False, allow_null=True, default=None, source=naam)


def hoofdbesluit_van(besluit: Besluit) -> Hoofdobject:
    """Return what traces and messages about a decision carry."""
    blik = Blik()
    return Hoofdobject(
        kanaal="besluiten",
        id=besluit.pk,
        url=str(blik.url("brc", "besluiten", besluit.pk)),
        kenmerken={
            "verantwoordelijkeOrganisatie": besluit.verantwoordelijke_organisatie,
            "besluittype": str(blik.url("ztc", "besluittypen", besluit.besluittype_id)),
            "besluittype.catalogus": str(blik.url("ztc", "catalogussen", besluit.soort.catalogus_id)),
        },
    )


def mag_forceren(machtiging: Machtiging, zaak: Zaak | None) -> bool:
    """Tell whether a program may change something at this zaak when it is closed (zrc-007)."""
    if zaak is None:
        return True
    return machtiging.bereik("zrc", (FORCEREN,)).bevat(zaak.soort_id, zaak.vertrouwelijkheid)


def binnen_soorten(bereik: Bereik, voor: str = "") -> Q:
    """Keep the decisions of the types that a program may reach; `voor` is the road to the decision."""
    if bereik.alles or zaaifouten.staat_aan("zgw_lijst_buiten_bereik"):
        return Q()
    return Q(**{f"{voor}soort__in": list(bereik.soorten)})


class BesluitenBron(Bron):
    """A resource of this register."""

    component, versie = "brc", "1.1.0"
    werkwoorden: ClassVar[Mapping[str, str]] = WERKWOORDEN


class BesluitLezer(serializers.Serializer[Besluit]):
    """A decision. The names are those of the standard."""

    url = serializers.URLField(read_only=True)
    identificatie = LegeTekst(max_length=50)
    verantwoordelijkeOrganisatie = Rsin(source="verantwoordelijke_organisatie")
    besluittype = Verwijzing("ztc", "besluittypen", lambda: Besluittype.objects.select_related("soort"))
    zaak = Verwijzing("zrc", "zaken", Zaak.objects.all, required=False, allow_null=True, default=None)
    datum = serializers.DateField()
    toelichting = LegeTekst()
    bestuursorgaan = LegeTekst(max_length=50)
    ingangsdatum = serializers.DateField()
    vervaldatum = dag()
    vervalreden = serializers.ChoiceField(
        choices=Vervalreden.choices, required=False, allow_blank=True, default=""
    )
    vervalredenWeergave = serializers.CharField(read_only=True)
    publicatiedatum = dag()
    verzenddatum = dag()
    uiterlijkeReactiedatum = dag("uiterlijke_reactiedatum")


class BesluitVraag(Vraag):
    """How decisions are asked for."""

    identificatie = serializers.CharField(required=False, max_length=50)
    verantwoordelijkeOrganisatie = serializers.CharField(required=False, max_length=9)
    besluittype = serializers.URLField(required=False)
    zaak = serializers.URLField(required=False)
    expand = serializers.CharField(required=False, max_length=1000)


class Besluiten(BesluitenBron):
    """Decisions. Rights hang on the besluittype, over all its versions."""

    naam, operatie = "besluiten", "besluit"
    serializer_class = BesluitLezer
    vraag = BesluitVraag
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "besluittype": Relatie(lambda: Besluittypen, lambda rij, _: rij.besluittype_id, verder=VAN_HET_TYPE),
        "zaak": Relatie(lambda: Zaken, lambda rij, _: rij.zaak_id, leeg=False),
    }
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": ("besluiten.aanmaken",), "update": ("besluiten.bijwerken",),
        "destroy": ("besluiten.verwijderen",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Besluit]:
        return Besluit.objects.order_by("-id")

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        return rijen.filter(binnen_soorten(bereik))

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return bereik.bevat(rij.soort_id)

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        for naam, kolom in (
            ("identificatie", "identificatie"),
            ("verantwoordelijkeOrganisatie", "verantwoordelijke_organisatie"),
        ):
            if naam in waarden:
                rijen = rijen.filter(**{kolom: waarden[naam]})
        for naam, bron in (("besluittype", "besluittypen"), ("zaak", "zaken")):
            if naam in waarden:
                plek = ontleed(waarden[naam])
                if plek is None or plek.bron != bron:
                    return rijen.none()
                rijen = rijen.filter(**{naam: plek.id})
        return rijen

    def toon(self, rij: Besluit, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("brc", "besluiten", rij.pk),
            "identificatie": rij.identificatie,
            "verantwoordelijkeOrganisatie": rij.verantwoordelijke_organisatie,
            "besluittype": blik.url("ztc", "besluittypen", rij.besluittype_id),
            "zaak": blik.url("zrc", "zaken", rij.zaak_id) or "",
            "datum": rij.datum,
            "toelichting": rij.toelichting or "",
            "bestuursorgaan": rij.bestuursorgaan,
            "ingangsdatum": rij.ingangsdatum,
            "vervaldatum": rij.vervaldatum,
            "vervalreden": rij.vervalreden,
            "vervalredenWeergave": WEERGAVE.get(rij.vervalreden, ""),
            "publicatiedatum": rij.publicatiedatum,
            "verzenddatum": rij.verzenddatum,
            "uiterlijkeReactiedatum": rij.uiterlijke_reactiedatum,
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Besluit:
        if not self.bereik().bevat(gegevens["besluittype"].soort_id):
            raise Verboden
        velden = dict(gegevens) | {"toelichting": gegevens["toelichting"] or None}
        zaak: Zaak | None = velden["zaak"] if rij is None else rij.zaak
        return save_besluit(
            besluit=rij, velden=velden, vandaag=localdate(),
            geforceerd=mag_forceren(self.aanroeper.machtiging, zaak),
        )  # fmt: skip

    def verwijder(self, rij: Any) -> None:
        remove_besluit(besluit=rij, geforceerd=mag_forceren(self.aanroeper.machtiging, rij.zaak))

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        return hoofdbesluit_van(rij)

    def weergave(self, rij: Mapping[str, Any]) -> str:
        return str(rij.get("identificatie", ""))

    def laat_spoor(
        self,
        actie: str,
        hoofd: Hoofdobject | None,
        oud: dict[str, Any] | None,
        nieuw: dict[str, Any] | None,
        stand: int,
    ) -> None:
        """Write the traces of the decision, and of its tie to a zaak in that register (brc-006)."""
        super().laat_spoor(actie, hoofd, oud, nieuw, stand)
        rij = nieuw or oud or {}
        plek = ontleed(str(rij.get("zaak", "")))
        zaak = Zaak.objects.filter(pk=plek.id).first() if plek and actie in ("create", "destroy") else None
        if zaak is None or hoofd is None:
            return
        url = f"{rij['zaak']}/besluiten/{hoofd.id}"
        band = {"url": url, "uuid": str(hoofd.id), "besluit": hoofd.url}
        leave_spoor(
            hoofd=hoofdzaak_van(zaak),
            wijziging=Wijziging(
                bron="zrc", resource="zaakbesluit", resource_url=url, weergave=f"zaakbesluit {hoofd.id}", actie=actie,
                resultaat=stand, oud=band if oud else None, nieuw=band if nieuw else None,
            ),
            by=self.aanroeper,
            toelichting="",
            at=now(),
        )  # fmt: skip

    def huishouden_van(self, rij: Any) -> UUID | None:
        huishouden: UUID | None = rij.huishouden_id
        return huishouden
