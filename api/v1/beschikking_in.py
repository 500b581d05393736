"""What is sent to `/beschikkingen`: the fields of the screens of decisions."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm
from modules.dossier.besluiten.woorden import Eenheid, Frequentie, Relatie, Uitkomst, Vorm
from modules.dossier.brieven.models import Kanaal

_LANG = 6_000


class BeschikkingMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField(help_text="Over wie het besluit gaat.")
    soort = tekst(40, "Wat voor besluit; een onbekende soort noemt wat kan.", leeg=False)
    aanvraag_op = serializers.DateField(
        required=False, allow_null=True, help_text="Vanaf deze dag loopt de tijd om te besluiten."
    )
    gevraagd = tekst(_LANG, "Wat de inwoner vraagt.")
    behandelaar_id = serializers.UUIDField(
        required=False, help_text="Alleen als een ander team of de backoffice het besluit maakt."
    )


class BeschikkingWijzigen(StrengeVorm):
    uitkomst = keuze(Uitkomst.choices, required=False, allow_null=True)
    gevraagd = tekst(_LANG)
    grond = tekst(500, "Wet, artikel en lid.")
    wat = tekst(_LANG, "In gewone woorden: zo komt het in de brief.")
    hoeveel = tekst(500)
    begin = serializers.DateField(required=False, allow_null=True)
    einde = serializers.DateField(required=False, allow_null=True, help_text="Tot en met.")
    gevolgen = tekst(_LANG, "Wat dit voor de inwoner betekent.")
    overwegingen = serializers.DictField(
        child=serializers.CharField(max_length=_LANG, allow_blank=True), required=False,
        help_text="Per onderwerp waarom; leeg haalt weg, wat er niet bij staat blijft.",
    )  # fmt: skip


class HulpIn(StrengeVorm):
    product_id = serializers.UUIDField(required=False, help_text="Hulp uit de lijst van voorzieningen.")
    titel = tekst(160, "Of: welke hulp het is, als die niet in de lijst staat.")
    categorie = tekst(40, "Bij hulp die niet in de lijst staat.")
    product = tekst(40, "De code, bij hulp die niet in de lijst staat.")
    vorm = keuze(Vorm.choices, default=Vorm.ZIN)
    aanbieder_id = serializers.UUIDField(required=False, allow_null=True, help_text="De inwoner kiest.")
    omvang = serializers.DecimalField(
        max_digits=9, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    eenheid = keuze(Eenheid.choices, "Bij hulp die niet in de lijst staat.", required=False)
    frequentie = keuze(Frequentie.choices, required=False)
    bedrag_per_jaar = serializers.DecimalField(
        max_digits=11, decimal_places=2, min_value=0, required=False,
        help_text="In euro. Telt bij hulp uit de lijst alleen als daar geen tarief staat.",
    )  # fmt: skip
    begin = serializers.DateField()
    einde = serializers.DateField(required=False, allow_null=True, default=None, help_text="Tot en met.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        fouten = {}
        if attrs["einde"] and attrs["einde"] < attrs["begin"]:
            fouten["einde"] = "De einddatum ligt vóór de begindatum. Kies een latere einddatum."
        if "product_id" not in attrs:
            if not attrs.get("titel"):
                fouten["titel"] = "Vul in welke hulp het is, of noem productId."
            if "bedrag_per_jaar" not in attrs:
                fouten["bedragPerJaar"] = "Vul in wat dit per jaar kost."
            if attrs.get("omvang"):
                leeg = {"eenheid": "Kies waarin je telt.", "frequentie": "Kies hoe vaak."}
                fouten |= {naam: reden for naam, reden in leeg.items() if not attrs.get(naam)}
        if fouten:
            raise serializers.ValidationError({naam: [reden] for naam, reden in fouten.items()})
        return attrs


class WelkeHulp(StrengeVorm):
    toewijzing_id = serializers.UUIDField()


class VoorleggenIn(StrengeVorm):
    aan_id = serializers.UUIDField(help_text="Wie mag besluiten of meeleest: zie controle.")
    omdat = tekst(500, "Wat je vraagt.")


class TerugIn(StrengeVorm):
    omdat = tekst(2000, "Wat er nog niet klopt.")


class BriefAanIn(StrengeVorm):
    aan = tekst(60, "De sleutel van wie de brief krijgt: zie controle.", leeg=False)
    hoe = keuze(Kanaal.choices)


class BekendIn(StrengeVorm):
    bekend_op = serializers.DateField(help_text="Op welke dag het besluit is verstuurd.")
    hoe = keuze(Kanaal.choices, default="post")


class IntrekkenIn(StrengeVorm):
    omdat = tekst(2000, "Waarom; dat blijft bij het besluit staan.", leeg=False)


class VervolgIn(StrengeVorm):
    relatie = keuze(Relatie.choices, "Wat er met dit besluit moet.")
