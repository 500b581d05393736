"""`/beschikkingen`: decisions about help. A program prepares; deciding is done by a person with a mandate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.beschikking_in import (
    BekendIn,
    BeschikkingMaken,
    BeschikkingWijzigen,
    BriefAanIn,
    HulpIn,
    IntrekkenIn,
    TerugIn,
    VervolgIn,
    VoorleggenIn,
    WelkeHulp,
)
from api.v1.kern.bij_huishouden import BijHuishouden, HuishoudenNodig, lopende_casus
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import keuze
from api.v1.kern.vorm import Vorm
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import huidige_gemeente
from modules.dossier.access import besluiten_zichtbaar, eis
from modules.dossier.besluiten.access import beschikking_for, mag_schrijven
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import (
    approve_beschikking,
    change_beschikking,
    decide_beschikking,
    draft_beschikking,
    eis_plek,
    mist_vier_ogen,
    return_beschikking,
    soort_van,
    submit_beschikking,
)
from modules.dossier.besluiten.actions.hulp import add_hulp
from modules.dossier.besluiten.actions.vervolg import follow_up_beschikking
from modules.dossier.besluiten.actions.weigeringen import KanNuNiet
from modules.dossier.besluiten.berichten import tell_akkoord, tell_teruggelegd, tell_voorgelegd
from modules.dossier.besluiten.brief import address_beschikking, make_besluitbrief, wie_krijgt_de_brief
from modules.dossier.besluiten.catalogus import hulp_uit_catalogus
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.queries.bevoegd import (
    kandidaten,
    kosten_van_huishouden,
    lezen_mee,
    oordeel_over,
    voor_te_leggen_aan,
)
from modules.dossier.besluiten.queries.hulp import bestaande_hulp
from modules.dossier.besluiten.queries.plaats import plaats_van, wie_maakt_het
from modules.dossier.besluiten.queries.rond import ontbreekt_aan
from modules.dossier.besluiten.rules import gang
from modules.dossier.besluiten.rules.inhoud import WAAROM, bezwaarclausule, uitkomsten_van
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.woorden import (
    TE_MAKEN,
    Eenheid,
    Frequentie,
    Plaats,
    Relatie,
    Stand,
    ToewijzingStand,
    Uitkomst,
)
from modules.dossier.besluiten.woorden import Vorm as Leveringsvorm
from modules.dossier.brieven.adressanten import zoals_te_zien
from modules.dossier.models import Huishouden
from modules.dossier.rules.normen import norm_op
from modules.dossier.voorzieningen.queries import producten_op
from modules.inrichting.codelijsten import Wet
from modules.inrichting.models import Organisatie
from modules.inrichting.rules.protocol import Categorie
from modules.zgw.fouten import Ongeldig, Veldfout

ALLEEN_EEN_MENS = "Een besluit neemt een mens met een mandaat. Een programma bereidt het voor."
OOK_EEN_MENS = "Meelezen doet een mens. Vraag een collega om op het scherm akkoord te geven."
GENOMEN_DOOR_EEN_MENS = "Dit besluit is genomen. Alleen een mens trekt het in voordat het is verstuurd."


class ToewijzingUit(Vorm):
    id = serializers.UUIDField()
    nummer = serializers.IntegerField(allow_null=True)
    titel = serializers.CharField()
    categorie = serializers.CharField()
    product = serializers.CharField()
    aanbieder_id = serializers.UUIDField(allow_null=True)
    vorm = keuze(Leveringsvorm.choices)
    hoeveel = serializers.CharField()
    omvang = serializers.CharField(allow_null=True, help_text="Een getal, zoals 2.50.")
    eenheid = serializers.ChoiceField(choices=Eenheid.choices, allow_null=True)
    frequentie = serializers.ChoiceField(choices=Frequentie.choices, allow_null=True)
    bedrag_per_jaar = serializers.CharField(help_text="In euro, zoals 4000.00.")
    begin = serializers.DateField()
    einde = serializers.DateField(allow_null=True)
    stand = keuze(ToewijzingStand.choices)


class BeschikkingUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField()
    melding_id = serializers.UUIDField(allow_null=True)
    wet = keuze(Wet.choices)
    soort = serializers.CharField()
    uitkomst = serializers.ChoiceField(choices=Uitkomst.choices, allow_null=True)
    stand = keuze(Stand.choices)
    plaats = keuze(Plaats.choices)
    behandelaar_id = serializers.UUIDField(allow_null=True)
    aanvraag_op = serializers.DateField(allow_null=True)
    voorgelegd_aan_id = serializers.UUIDField(allow_null=True)
    gezien_door_id = serializers.UUIDField(allow_null=True, help_text="Wie meelas en akkoord gaf.")
    beslist_op = serializers.DateTimeField(allow_null=True)
    beslist_door_id = serializers.UUIDField(allow_null=True)
    bekend_op = serializers.DateField(allow_null=True)
    begin = serializers.DateField(allow_null=True)
    einde = serializers.DateField(allow_null=True)
    bedrag_per_jaar = serializers.CharField(help_text="In euro, zoals 4000.00.")
    gevraagd = serializers.CharField(allow_null=True, help_text="Alleen bij één besluit.")
    wat = serializers.CharField(allow_null=True)
    hoeveel = serializers.CharField(allow_null=True)
    grond = serializers.CharField(allow_null=True)
    gevolgen = serializers.CharField(allow_null=True)
    overwegingen = serializers.DictField(child=serializers.CharField(), allow_null=True)
    voorgelegd_omdat = serializers.CharField(allow_null=True)
    teruggelegd_omdat = serializers.CharField(allow_null=True)
    mandaat_tekst = serializers.CharField(allow_null=True)
    bezwaarclausule = serializers.CharField(allow_null=True)
    ingetrokken_omdat = serializers.CharField(allow_null=True)
    brief_id = serializers.UUIDField(allow_null=True)
    vervangt_id = serializers.UUIDField(allow_null=True)
    relatie = serializers.ChoiceField(choices=Relatie.choices, allow_null=True)
    toewijzingen = ToewijzingUit(many=True, allow_null=True, help_text="Alleen bij één besluit.")
    versie = serializers.IntegerField()


class BevoegdeUit(Vorm):
    gebruiker_id = serializers.UUIDField()
    naam = serializers.CharField()
    rol = serializers.CharField()
    tot = serializers.CharField()
    artikel = serializers.CharField()


class MeelezerUit(Vorm):
    gebruiker_id = serializers.UUIDField()
    naam = serializers.CharField()


class OntvangerUit(Vorm):
    sleutel = serializers.CharField()
    naam = serializers.CharField()


class ControleUit(Vorm):
    ontbreekt = serializers.ListField(child=serializers.CharField(), help_text="Wat er nog niet in staat.")
    mag_beslissen = serializers.BooleanField(help_text="Of jij het mandaat hebt.")
    reden = serializers.CharField(help_text="Waarom wel of niet.")
    kan_beslissen = serializers.BooleanField(help_text="Of het nu kan: mandaat, alles erin, en meegelezen.")
    elders = serializers.CharField(help_text="Wie het besluit maakt, als jij dat niet bent.")
    vier_ogen = serializers.BooleanField(help_text="Of een tweede meeleest.")
    mist_vier_ogen = serializers.BooleanField()
    kosten_huishouden = serializers.CharField(help_text="Per jaar, in euro, met dit besluit erbij.")
    bezwaarclausule = serializers.CharField()
    wie_dan = BevoegdeUit(many=True, help_text="Wie het anders mag.")
    lezen_mee = MeelezerUit(many=True)
    brief_aan = OntvangerUit(many=True)


class BeschikkingVraag(HuishoudenNodig):
    wet = keuze(Wet.choices, "Alleen onder deze wet.", required=False)
    stand = keuze(Stand.choices, "Alleen in deze stand.", required=False)


_KORT = (
    "huishouden_id", "casus_id", "inwoner_id", "melding_id", "wet", "soort", "stand", "plaats", "behandelaar_id",
    "aanvraag_op", "voorgelegd_aan_id", "gezien_door_id", "beslist_op", "beslist_door_id", "bekend_op", "begin",
    "einde", "brief_id", "vervangt_id", "versie",
)  # fmt: skip
_LANG = (
    "gevraagd", "wat", "hoeveel", "grond", "gevolgen", "overwegingen", "voorgelegd_omdat", "teruggelegd_omdat",
    "mandaat_tekst", "bezwaarclausule", "ingetrokken_omdat",
)  # fmt: skip


class Beschikkingen(BijHuishouden):
    bron, naam = "beschikkingen", "beschikking"
    uitleg = (
        "Besluiten over hulp. Een programma bereidt voor; een besluit nemen doet een mens met een mandaat."
    )
    uit = BeschikkingUit
    vraag = BeschikkingVraag
    invoer = {"create": BeschikkingMaken, "partial_update": BeschikkingWijzigen}
    schermen = {
        "list": "besluiten:lijst",
        "retrieve": "besluiten:besluit",
        "create": "besluiten:nieuw",
        "partial_update": "besluiten:besluit",
    }
    handelingen = {
        "hulp": Handeling("besluiten:hulp", "voeg_hulp_toe", "Zet hulp in het besluit", HulpIn),
        "hulp-weghalen": Handeling("besluiten:besluit", "haal_hulp_weg", "Haal hulp uit het besluit", WelkeHulp),
        "controle": Handeling(
            "besluiten:controleer", "controleer", "Wat ontbreekt, wie mag besluiten en wie het anders mag",
            leest=True, uit=ControleUit,
        ),
        "voorleggen": Handeling(
            "besluiten:stap", "leg_voor", "Leg het besluit voor aan een collega", VoorleggenIn, gezien=True
        ),
        "terugleggen": Handeling("besluiten:stap", "leg_terug", "Leg het terug, met wat nog niet klopt", TerugIn),
        "akkoord": Handeling(
            "besluiten:stap", "geef_akkoord", "Zeg dat je precies dit las en akkoord bent", gezien=True
        ),
        "beslissen": Handeling(
            "besluiten:controleer", "beslis", "Neem het besluit: daarna ligt het vast", gezien=True
        ),
        "ontvanger": Handeling("besluiten:stap", "kies_ontvanger", "Kies aan wie en hoe de brief gaat", BriefAanIn),
        "brief": Handeling("besluiten:besluit", "maak_brief", "Maak de brief van een genomen besluit"),
        "bekendmaken": Handeling(
            "besluiten:besluit", "maak_bekend", "Leg vast wanneer het is verstuurd: dan geldt het", BekendIn
        ),
        "intrekken": Handeling(
            "besluiten:besluit", "trek_in", "Stop een besluit dat nog niet is verstuurd", IntrekkenIn, gezien=True
        ),
        "vervolgen": Handeling(
            "besluiten:besluit", "vervolg", "Begin een besluit dat dit wijzigt, intrekt, verbetert of opvolgt",
            VervolgIn, maakt=True,
        ),
    }  # fmt: skip
    volgorde = ("-gemaakt_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        huishouden = self.van_het_huishouden(waarden)
        rijen = Beschikking.objects.filter(besluiten_zichtbaar(self.wie), huishouden=huishouden)
        return rijen.filter(**{naam: waarden[naam] for naam in ("wet", "stand") if naam in waarden})

    def open(self, pk: UUID, *, lock: bool = False) -> Beschikking:
        return beschikking_for(self.wie, pk)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | dict.fromkeys((*_LANG, "toewijzingen")) for rij in rijen]

    def toon(self, rij: Beschikking) -> dict[str, Any]:
        velden = (
            "nummer", "titel", "categorie", "product", "aanbieder_id", "vorm", "hoeveel", "begin", "einde", "stand",
        )  # fmt: skip
        return _kort(rij) | {
            **{naam: getattr(rij, naam) for naam in _LANG},
            "toewijzingen": [
                {
                    "id": deel.pk,
                    **{naam: getattr(deel, naam) for naam in velden},
                    "omvang": None if deel.omvang is None else f"{deel.omvang:.2f}",
                    "eenheid": deel.eenheid or None,
                    "frequentie": deel.frequentie or None,
                    "bedrag_per_jaar": _euro(deel.bedrag_per_jaar),
                }
                for deel in rij.toewijzingen.order_by("volgorde", "id")
            ],
        }

    # beginning and writing

    def maak(self, gegevens: Mapping[str, Any]) -> Beschikking:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        casus = lopende_casus(huishouden)
        keuzes = self.django.instellingen.van_casus(casus.teammodel_id, casus.team_id)
        plaats = plaats_van(keuzes)
        if plaats == Plaats.TEAM or mag_schrijven(huishouden):
            eis(self.wie, huishouden, Categorie.BESLUITEN, schrijven=True)
        inwoner = huishouden.leden.filter(tot=None, inwoner_id=gegevens["inwoner_id"]).first()
        if inwoner is None:
            raise Ongeldig(Veldfout("inwonerId", "unknown", "Deze persoon hoort nu niet bij dit huishouden."))
        self._eis_soort(huishouden, gegevens["soort"])
        return draft_beschikking(
            casus=casus,
            inwoner=inwoner.inwoner,
            soort=gegevens["soort"],
            aanvraag_op=gegevens.get("aanvraag_op"),
            gevraagd=gegevens.get("gevraagd", ""),
            plaats=plaats,
            behandelaar=self._behandelaar(huishouden, plaats, gegevens.get("behandelaar_id")),
            by=self.wie,
            at=self.nu,
        )

    def _eis_soort(self, huishouden: Huishouden, soort: str) -> None:
        """Ask for a kind of a law that is on here, and of the one law that somebody may see."""
        alleen = huishouden.zicht.oordeel(Categorie.BESLUITEN).wet
        aan = self.django.instellingen.modules
        soorten = [
            een.code for een in besluitsoorten.van_wetten(frozenset(aan & {alleen} if alleen else aan))
        ]
        if soort not in soorten:
            raise Ongeldig(
                Veldfout("soort", "unknown", f"Kies een van deze soorten: {', '.join(soorten)}."[:600])
            )

    def _behandelaar(self, huishouden: Huishouden, plaats: Plaats, behandelaar_id: UUID | None) -> Any:
        """Return who makes it: here whoever begins it, elsewhere who was asked."""
        if plaats == Plaats.TEAM or self.wie.has_rol(Rol.BACKOFFICE):
            if behandelaar_id is not None:
                raise Ongeldig(
                    Veldfout("behandelaarId", "unknown", "Dit besluit maak je zelf: kies niemand.")
                )
            return self.wie
        mensen = wie_maakt_het(plaats, huishouden.team_id, niet=self.wie)
        wie = mensen.filter(pk=behandelaar_id).first() if behandelaar_id else None
        if wie is None:
            raise Ongeldig(Veldfout("behandelaarId", "required", "Kies wie het besluit maakt."))
        return wie

    def wijzig(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        waarden, soort = dict(gegevens), besluitsoorten.get(rij.soort)
        if "uitkomst" in waarden:
            waarden["uitkomst"] = waarden["uitkomst"] or ""
            mag = uitkomsten_van(soort, rij.relatie)
            if waarden["uitkomst"] and waarden["uitkomst"] not in mag:
                reden = f"Bij dit besluit kan: {', '.join(mag)}."
                raise Ongeldig(Veldfout("uitkomst", "invalid_choice", reden))
        if "overwegingen" in waarden:
            codes = {*(blok.code for blok in soort.overwegingen), WAAROM} if soort else {WAAROM}
            vreemd = sorted(set(waarden["overwegingen"]) - codes)
            if vreemd:
                reden = f"Bij dit besluit kan: {', '.join(sorted(codes))}."
                raise Ongeldig(*(Veldfout(f"overwegingen.{naam}", "unknown", reden) for naam in vreemd))
            samen = rij.overwegingen | {
                naam: tekst.strip() for naam, tekst in waarden["overwegingen"].items()
            }
            waarden["overwegingen"] = {naam: tekst for naam, tekst in samen.items() if tekst}
        change_beschikking(
            beschikking=rij, gegevens=waarden, gezien_versie=rij.versie, by=self.wie, at=self.nu
        )

    def voeg_hulp_toe(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        hulp = self._uit_catalogus(rij, gegevens) if "product_id" in gegevens else self._anders(rij, gegevens)
        add_hulp(beschikking=rij, hulp=hulp, by=self.wie, at=self.nu)

    def _uit_catalogus(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        product = producten_op(rij.wet, localdate(self.nu)).filter(pk=gegevens["product_id"]).first()
        if product is None:
            raise Ongeldig(Veldfout("productId", "unknown", "Deze hulp staat niet in de lijst van deze wet."))
        if not product.frequentie and not gegevens.get("frequentie"):
            raise Ongeldig(Veldfout("frequentie", "required", "Kies hoe vaak."))
        if gegevens.get("omvang") is None:
            raise Ongeldig(Veldfout("omvang", "required", "Vul in hoeveel hulp iemand krijgt."))
        return hulp_uit_catalogus(
            product=product,
            vorm=gegevens["vorm"],
            aanbieder_id=gegevens.get("aanbieder_id"),
            omvang=gegevens["omvang"],
            frequentie=gegevens.get("frequentie", ""),
            begin=gegevens["begin"],
            einde=gegevens["einde"],
            bedrag=_centen(gegevens.get("bedrag_per_jaar")),
        )

    def _anders(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        """Return help that is not in the catalogue, written out."""
        soort, categorie = besluitsoorten.get(rij.soort), gegevens.get("categorie", "")
        if soort is not None and soort.producten and categorie not in {"", *dict(soort.producten)}:
            raise Ongeldig(
                Veldfout("categorie", "invalid_choice", "Deze categorie hoort niet bij dit besluit.")
            )
        aanbieder_id = gegevens.get("aanbieder_id")
        if aanbieder_id and not Organisatie.objects.filter(pk=aanbieder_id, is_actief=True).exists():
            raise Ongeldig(Veldfout("aanbiederId", "unknown", "Deze organisatie is er niet, of niet meer."))
        return {
            "titel": gegevens["titel"], "categorie": categorie, "product": gegevens.get("product", ""),
            "aanbieder_id": aanbieder_id, "vorm": gegevens["vorm"], "omvang": gegevens.get("omvang"),
            "eenheid": gegevens.get("eenheid", ""), "frequentie": gegevens.get("frequentie", ""),
            "bedrag_per_jaar": _centen(gegevens["bedrag_per_jaar"]), "begin": gegevens["begin"],
            "einde": gegevens["einde"],
        }  # fmt: skip

    def haal_hulp_weg(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        ids = [deel.pk for deel in rij.toewijzingen.all()]
        if gegevens["toewijzing_id"] not in ids:
            raise Ongeldig(Veldfout("toewijzingId", "unknown", "Deze hulp staat niet in dit besluit."))
        blijft = [
            hulp for pk, hulp in zip(ids, bestaande_hulp(rij), strict=True) if pk != gegevens["toewijzing_id"]
        ]
        change_beschikking(
            beschikking=rij,
            gegevens={},
            voorzieningen=blijft,
            gezien_versie=rij.versie,
            by=self.wie,
            at=self.nu,
        )

    # checking, and the second pair of eyes

    def controleer(self, rij: Beschikking) -> dict[str, Any]:
        if rij.stand not in TE_MAKEN:
            raise KanNuNiet(gang.waarom_niet(gang.Handeling.NEMEN, rij.stand))
        dag, soort = localdate(self.nu), soort_van(rij.soort)
        keuzes = self.django.instellingen.section(BesluitInstellingen)
        oordeel, elders = oordeel_over(rij, self.wie, dag), self._elders(rij)
        ontbreekt, mist = ontbreekt_aan(rij, soort), mist_vier_ogen(rij, self.wie, keuzes)
        mag = oordeel.mag and not self.is_programma
        return {
            "ontbreekt": [gemis.tekst for gemis in ontbreekt],
            "mag_beslissen": mag,
            "reden": ALLEEN_EEN_MENS if self.is_programma else oordeel.reden,
            "kan_beslissen": mag and not ontbreekt and not mist and not elders,
            "elders": elders,
            "vier_ogen": keuzes.vraagt_vier_ogen(rij.bedrag_per_jaar),
            "mist_vier_ogen": mist,
            "kosten_huishouden": _euro(kosten_van_huishouden(rij, dag)),
            "bezwaarclausule": bezwaarclausule(
                huidige_gemeente().naam, norm_op("bezwaar_indienen", dag).duur.aantal
            ),
            "wie_dan": [
                {
                    "gebruiker_id": een.gebruiker.pk,
                    "naam": een.gebruiker.naam,
                    "rol": een.rol,
                    "tot": een.tot,
                    "artikel": een.artikel,
                }
                for een in kandidaten(oordeel, rij, niet=self.wie, dag=dag)
            ],
            "lezen_mee": [
                {"gebruiker_id": een.pk, "naam": een.naam} for een in lezen_mee(rij, niet=self.wie, dag=dag)
            ],
            "brief_aan": [
                {"sleutel": een.sleutel, "naam": een.label}
                for een in zoals_te_zien(rij.huishouden, wie_krijgt_de_brief(rij, dag))
            ],
        }

    def _elders(self, rij: Beschikking) -> str:
        try:
            eis_plek(rij, self.wie)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def leg_voor(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        mensen = voor_te_leggen_aan(rij, by=self.wie, dag=localdate(self.nu))
        aan = mensen.filter(pk=gegevens["aan_id"]).first()
        if aan is None:
            raise Ongeldig(
                Veldfout("aanId", "unknown", "Kies wie mag besluiten, of een collega die meeleest.")
            )
        submit_beschikking(
            beschikking=rij,
            aan=aan,
            omdat=gegevens.get("omdat", ""),
            gezien_versie=rij.versie,
            by=self.wie,
            at=self.nu,
        )
        tell_voorgelegd(rij, aan=aan.pk, by=self.wie, at=self.nu)

    def leg_terug(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        return_beschikking(beschikking=rij, omdat=gegevens.get("omdat", ""), by=self.wie, at=self.nu)
        tell_teruggelegd(rij, by=self.wie, at=self.nu)

    def geef_akkoord(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        self.eis_mens(OOK_EEN_MENS)
        approve_beschikking(beschikking=rij, gezien_versie=rij.versie, by=self.wie, at=self.nu)
        tell_akkoord(rij, by=self.wie, at=self.nu)

    # deciding, and what follows

    def beslis(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        self.eis_mens(ALLEEN_EEN_MENS)
        decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=self.wie, at=self.nu)

    def kies_ontvanger(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        if rij.voorgelegd_aan_id != self.wie.pk:
            eis(self.wie, rij.huishouden, Categorie.BESLUITEN, schrijven=True)
        address_beschikking(
            beschikking=rij, aan=gegevens["aan"], kanaal=gegevens["hoe"], by=self.wie, at=self.nu
        )

    def maak_brief(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        make_besluitbrief(beschikking=rij, by=self.wie, at=self.nu)

    def maak_bekend(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        announce_beschikking(
            beschikking=rij, bekend_op=gegevens["bekend_op"], hoe=gegevens["hoe"], by=self.wie, at=self.nu
        )

    def trek_in(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> None:
        if rij.is_genomen:
            self.eis_mens(GENOMEN_DOOR_EEN_MENS)
        withdraw_beschikking(
            beschikking=rij, omdat=gegevens["omdat"], gezien_versie=rij.versie, by=self.wie, at=self.nu
        )

    def vervolg(self, rij: Beschikking, gegevens: Mapping[str, Any]) -> UUID:
        nieuw = follow_up_beschikking(
            beschikking=rij, relatie=Relatie(gegevens["relatie"]), by=self.wie, at=self.nu
        )
        gemaakt: UUID = nieuw.pk
        return gemaakt


def _kort(rij: Beschikking) -> dict[str, Any]:
    return {
        "id": rij.pk,
        **{naam: getattr(rij, naam) for naam in _KORT},
        "uitkomst": rij.uitkomst or None,
        "relatie": rij.relatie or None,
        "bedrag_per_jaar": _euro(rij.bedrag_per_jaar),
    }


def _euro(centen: int) -> str:
    return f"{Decimal(centen) / 100:.2f}"


def _centen(euro: Decimal | None) -> int | None:
    return None if euro is None else int(euro * 100)
