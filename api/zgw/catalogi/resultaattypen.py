"""`/resultaattypen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from api.zgw.catalogi.basis import FORCEREN, STATUS, lees_soorten
from api.zgw.catalogi.onderdelen import OnderdeelLezer, Onderdelen
from api.zgw.kern.blik import Blik, leeg_is_nul
from api.zgw.kern.bron import Vraag
from api.zgw.kern.velden import LegeTekst, NulDuur, NulTekst, Tekst, Webadres
from modules.zgw.catalogus.actions.onderdelen import save_resultaattype
from modules.zgw.catalogus.models import (
    Afleidingswijze,
    Archiefnominatie,
    Besluittype,
    Informatieobjecttype,
    Resultaattype,
    Soort,
    Typesoort,
)
from modules.zgw.catalogus.objecttypen import OBJECTTYPEN
from modules.zgw.catalogus.queries import geldende


class BrondatumLezer(serializers.Serializer[Any]):
    """From which day the term counts."""

    afleidingswijze = serializers.ChoiceField(choices=Afleidingswijze.choices)
    datumkenmerk = LegeTekst(max_length=80)
    einddatumBekend = serializers.BooleanField(required=False, default=False)
    objecttype = serializers.ChoiceField(choices=OBJECTTYPEN, required=False, allow_blank=True, default="")
    registratie = LegeTekst(max_length=80)
    procestermijn = NulDuur()


class ResultaattypeLezer(OnderdeelLezer):
    """An end."""

    omschrijving = Tekst(max_length=30)
    resultaattypeomschrijving = Webadres(max_length=1000)
    omschrijvingGeneriek = serializers.CharField(read_only=True)
    selectielijstklasse = Webadres(max_length=1000)
    toelichting = LegeTekst()
    archiefnominatie = serializers.ChoiceField(
        choices=Archiefnominatie.choices, required=False, allow_blank=True, default=""
    )
    archiefactietermijn = NulDuur(source="archieftermijn")
    brondatumArchiefprocedure = BrondatumLezer(required=False, allow_null=True, default=None)
    procesobjectaard = NulTekst(max_length=200)
    catalogus = serializers.URLField(read_only=True)
    indicatieSpecifiek = serializers.BooleanField(
        required=False, allow_null=True, default=None, source="is_specifiek"
    )
    procestermijn = NulDuur()
    besluittypen = serializers.ListField(child=Tekst(max_length=1000), required=False, default=list)
    besluittypeOmschrijving = serializers.ListField(child=serializers.CharField(), read_only=True)
    informatieobjecttypen = serializers.ListField(child=Tekst(max_length=1000), required=False, default=list)
    informatieobjecttypeOmschrijving = serializers.ListField(child=serializers.CharField(), read_only=True)


class ResultaattypeVraag(Vraag):
    """How ends are asked for; the document of 1.3.1 writes two names with a line, the others without."""

    zaaktype = serializers.URLField(required=False)
    zaaktype_identificatie = serializers.CharField(required=False)
    zaaktypeIdentificatie = serializers.CharField(required=False)
    status = serializers.ChoiceField(choices=STATUS, required=False)
    datum_geldigheid = serializers.DateField(required=False)
    datumGeldigheid = serializers.DateField(required=False)


class Resultaattypen(Onderdelen):
    """Ends."""

    naam, operatie, model = "resultaattypen", "resultaattype", Resultaattype
    volgorde = ("zaaktype", "omschrijving", "id")
    serializer_class = ResultaattypeLezer
    vraag = ResultaattypeVraag

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        besluiten = {soort for rij in rijen for soort in rij.besluitsoorten}
        documenten = {soort for rij in rijen for soort in rij.documentsoorten}
        blik.geladen["versies"] = geldende(
            {Besluittype: besluiten, Informatieobjecttype: documenten}, blik.dag
        )
        soorten = Soort.objects.filter(pk__in=besluiten | documenten)
        blik.geladen["namen"] = dict(soorten.values_list("pk", "identificatie"))

    def toon(self, rij: Resultaattype, blik: Blik) -> dict[str, Any]:
        versies, namen = blik.geladen["versies"], blik.geladen["namen"]
        besluiten = [versies[soort] for soort in rij.besluitsoorten if soort in versies]
        documenten = [versies[soort] for soort in rij.documentsoorten if soort in versies]
        return self.gedeeld(rij, "resultaattypen", blik) | {
            "omschrijving": rij.omschrijving,
            "resultaattypeomschrijving": rij.resultaattypeomschrijving,
            "omschrijvingGeneriek": rij.omschrijving_generiek,
            "selectielijstklasse": rij.selectielijstklasse,
            "toelichting": rij.toelichting,
            "archiefnominatie": rij.archiefnominatie,
            "archiefactietermijn": leeg_is_nul(rij.archieftermijn),
            "brondatumArchiefprocedure": {
                "afleidingswijze": rij.afleidingswijze,
                "datumkenmerk": rij.datumkenmerk,
                "einddatumBekend": rij.is_einddatum_bekend,
                "objecttype": rij.objecttype,
                "registratie": rij.registratie,
                "procestermijn": leeg_is_nul(rij.brontermijn),
            }
            if rij.afleidingswijze
            else None,
            "procesobjectaard": leeg_is_nul(rij.procesobjectaard),
            "indicatieSpecifiek": rij.is_specifiek,
            "procestermijn": leeg_is_nul(rij.procestermijn),
            "besluittypen": blik.urls("ztc", "besluittypen", besluiten),
            "besluittypeOmschrijving": [namen[soort] for soort in rij.besluitsoorten if soort in namen],
            "informatieobjecttypen": blik.urls("ztc", "informatieobjecttypen", documenten),
            "informatieobjecttypeOmschrijving": [
                namen[soort] for soort in rij.documentsoorten if soort in namen
            ],
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Resultaattype:
        velden = dict(gegevens)
        brondatum = dict(velden.pop("brondatumArchiefprocedure") or {})
        catalogus = velden["zaaktype"].soort.catalogus
        besluiten = lees_soorten("besluittypen", velden.pop("besluittypen"), catalogus, Typesoort.BESLUITTYPE)
        documenten = lees_soorten(
            "informatieobjecttypen",
            velden.pop("informatieobjecttypen"),
            catalogus,
            Typesoort.INFORMATIEOBJECTTYPE,
        )
        velden |= {
            "besluitsoorten": [soort.pk for soort in besluiten],
            "documentsoorten": [soort.pk for soort in documenten],
            "afleidingswijze": brondatum.get("afleidingswijze", ""),
            "datumkenmerk": brondatum.get("datumkenmerk", ""),
            "is_einddatum_bekend": brondatum.get("einddatumBekend", False),
            "objecttype": brondatum.get("objecttype", ""),
            "registratie": brondatum.get("registratie", ""),
            "brontermijn": brondatum.get("procestermijn", ""),
        }
        return save_resultaattype(rij=rij, velden=velden, brondatum=brondatum, geforceerd=self.mag(*FORCEREN))
