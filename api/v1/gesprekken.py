"""`/gesprekken`: talks with a household. What was said is read by who reads all that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, lopende_casus
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm, kameel
from keukentafel import audit
from keukentafel.errors import GeenZicht
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import eis_leefgebieden
from modules.dossier.actions.gesprek import (
    add_behoefte,
    add_markering,
    add_reactie,
    finish_gesprek,
    remove_behoefte,
    remove_markering,
    reopen_gesprek,
    save_gesprek,
    save_kaders,
    save_verslag,
    start_gesprek,
)
from modules.dossier.models import (
    Behoefte,
    Gesprek,
    GesprekSoort,
    GesprekStand,
    Inwonertekst,
    Markering,
    MarkeringSoort,
    Reactie,
)
from modules.dossier.queries.gesprekken import stapnamen, wat_ontbreekt
from modules.dossier.rules.kanteling import KaderAntwoord
from modules.dossier.zicht import mate_over
from modules.inrichting.codelijsten import Kader
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.rules.protocol import Mate
from modules.zgw.fouten import Ongeldig, Veldfout

_TEKSTEN = (
    "voorbereiding", "verhaal", "gevraagd", "verleden", "heden", "toekomst", "sterk", "wensen", "belemmering",
    "verslag", "reactie_inwoner", "zonder_inwoner_omdat",
)  # fmt: skip
_ONDERZOEK = (
    "behoeften", "eigen_kracht", "netwerk", "steun_mantelzorger", "algemene_voorziening", "samenwerking",
    "bijdrage", "identiteit_gezien",
)  # fmt: skip


class AanwezigUit(Vorm):
    inwoner_id = serializers.UUIDField(allow_null=True)
    naam = serializers.CharField()


class KaderUit(Vorm):
    kader = keuze(Kader.choices)
    tekst = serializers.CharField()
    overgeslagen_omdat = serializers.CharField()


class BehoefteUit(Vorm):
    id = serializers.UUIDField()
    tekst = serializers.CharField(allow_null=True, help_text="Leeg als het leefgebied voor jou dicht is.")
    leefgebied = serializers.CharField(allow_null=True)
    kaders = KaderUit(many=True)


class MarkeringUit(Vorm):
    id = serializers.UUIDField()
    soort = keuze(MarkeringSoort.choices)
    tekst = serializers.CharField()


class ReactieUit(Vorm):
    tekst = serializers.CharField()
    door_id = serializers.UUIDField()
    op = serializers.DateTimeField()


class WoordenUit(Vorm):
    id = serializers.UUIDField()
    bij = serializers.CharField(help_text="gesprek of verslag.")
    inwoner_id = serializers.UUIDField(allow_null=True)
    tekst = serializers.CharField()
    op = serializers.DateTimeField()
    reacties = ReactieUit(many=True)


class GesprekUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    soort = keuze(GesprekSoort.choices)
    stand = keuze(GesprekStand.choices)
    begonnen_op = serializers.DateTimeField()
    afgerond_op = serializers.DateTimeField(allow_null=True)
    gestart_door_id = serializers.UUIDField()
    plaats = serializers.CharField()
    is_leesbaar = serializers.BooleanField(help_text="Of je mag lezen wat er is gezegd.")
    leefgebieden = serializers.ListField(child=serializers.CharField(), allow_null=True)
    voorbereiding = serializers.CharField(allow_null=True, help_text="Alleen voor wie het gesprek begon.")
    verhaal = serializers.CharField(allow_null=True, help_text="Alleen bij één gesprek dat je mag lezen.")
    gevraagd = serializers.CharField(allow_null=True)
    verleden = serializers.CharField(allow_null=True)
    heden = serializers.CharField(allow_null=True)
    toekomst = serializers.CharField(allow_null=True)
    sterk = serializers.CharField(allow_null=True)
    wensen = serializers.CharField(allow_null=True)
    belemmering = serializers.CharField(allow_null=True)
    verslag = serializers.CharField(allow_null=True)
    verslag_verstuurd_op = serializers.DateField(allow_null=True)
    reactie_inwoner = serializers.CharField(allow_null=True)
    zonder_inwoner_omdat = serializers.CharField(allow_null=True)
    wil_geen_verslag = serializers.BooleanField()
    aanwezigen = AanwezigUit(many=True, allow_null=True)
    onderzoek = serializers.DictField(
        child=serializers.CharField(),
        allow_null=True,
        help_text="De zeven onderwerpen van de wet, en wat het team nog vraagt.",
    )  # fmt: skip
    behoeften = BehoefteUit(many=True, allow_null=True)
    markeringen = MarkeringUit(many=True, allow_null=True, help_text="Alleen voor wie het gesprek begon.")
    woorden = WoordenUit(many=True, allow_null=True, help_text="Wat inwoners zeiden: dat verandert niemand.")
    versie = serializers.IntegerField()


class GesprekMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()


class OnderzoekIn(StrengeVorm):
    behoeften = tekst(6000, "Wmo artikel 2.3.2 lid 4a.")
    eigen_kracht = tekst(6000, "Wmo artikel 2.3.2 lid 4b.")
    netwerk = tekst(6000, "Wmo artikel 2.3.2 lid 4c.")
    steun_mantelzorger = tekst(6000, "Wmo artikel 2.3.2 lid 4d.")
    algemene_voorziening = tekst(6000, "Wmo artikel 2.3.2 lid 4e.")
    samenwerking = tekst(6000, "Wmo artikel 2.3.2 lid 4f.")
    bijdrage = tekst(6000, "Wmo artikel 2.3.2 lid 4g.")
    identiteit_gezien = tekst(120, "Wmo artikel 2.3.4: wie het vaststelde. Neem geen nummer over.")
    organisatie_doet = tekst(6000, "Welke organisatie wat doet; bij een team dat met organisaties overlegt.")


class GesprekWijzigen(StrengeVorm):
    soort = keuze(GesprekSoort.choices, required=False)
    plaats = tekst(160)
    zonder_inwoner_omdat = tekst(300)
    wil_geen_verslag = serializers.BooleanField(required=False)
    voorbereiding = tekst(20_000)
    verhaal = tekst(20_000)
    gevraagd = tekst(20_000)
    verleden = tekst(20_000)
    heden = tekst(20_000)
    toekomst = tekst(20_000)
    sterk = tekst(20_000)
    wensen = tekst(20_000)
    belemmering = tekst(20_000)
    leefgebieden = serializers.ListField(child=keuze(ZRM_2013.keuzes), required=False, max_length=20)
    aanwezig_ids = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=30,
        help_text="Wie van het huishouden erbij is.",
    )
    ook_aanwezig = serializers.ListField(
        child=serializers.CharField(max_length=100),
        required=False,
        max_length=20,
        help_text="Namen van anderen.",
    )
    onderzoek = OnderzoekIn(required=False)


class GesprekAfronden(StrengeVorm):
    toch = serializers.BooleanField(
        default=False, help_text="Ook als er nog iets ontbreekt waar het team om vraagt."
    )


class VerslagIn(StrengeVorm):
    verslag = tekst(20_000, leeg=False)
    verstuurd_op = serializers.DateField(
        required=False, allow_null=True, help_text="Wanneer het is verstuurd."
    )
    reactie_inwoner = tekst(4000, "Wat het huishouden van het verslag vindt; komt bij wat er al stond.")


class BehoefteMaken(StrengeVorm):
    tekst = tekst(4000, "Wat er nodig is, in de woorden van het huishouden.", leeg=False)
    leefgebied = keuze(ZRM_2013.keuzes, required=False)


class WelkeBehoefte(StrengeVorm):
    behoefte_id = serializers.UUIDField()


class KaderIn(StrengeVorm):
    kader = keuze(Kader.choices)
    overgeslagen_omdat = tekst(300, "Waarom het is overgeslagen.")
    tekst = tekst(4000)


class KadersIn(WelkeBehoefte):
    kaders = serializers.ListField(
        child=KaderIn(), max_length=4, help_text="Wat er niet bij staat, is niet bekeken en gaat weg."
    )


class MarkeringMaken(StrengeVorm):
    soort = keuze(MarkeringSoort.choices)
    tekst = tekst(300, leeg=False)


class WelkeMarkering(StrengeVorm):
    markering_id = serializers.UUIDField()


class ReactieMaken(StrengeVorm):
    woorden_id = serializers.UUIDField(help_text="Bij welke woorden van een inwoner.")
    tekst = tekst(4000, leeg=False)


class Gesprekken(BijHuishouden):
    bron, naam = "gesprekken", "gesprek"
    uitleg = "Gesprekken met een huishouden."
    uit = GesprekUit
    model = Gesprek
    bij = ("gestart_door", "casus")
    invoer = {"create": GesprekMaken, "partial_update": GesprekWijzigen}
    schermen = {
        "list": "dossier:gesprekken",
        "retrieve": "dossier:gesprek",
        "create": "dossier:gesprek_start",
        "partial_update": "dossier:gesprek",
    }
    handelingen = {
        "afronden": Handeling("dossier:gesprek", "rond_af", "Rond af: daarna ligt het vast", GesprekAfronden),
        "heropenen": Handeling("dossier:gesprek_heropen", "heropen", "Neem het afronden terug, op dezelfde dag"),
        "verslag": Handeling("dossier:verslag", "bewaar_verslag", "Bewaar het verslag en de reactie erop", VerslagIn),
        "behoeften": Handeling("dossier:behoefte_nieuw", "voeg_behoefte_toe", "Noteer wat er nodig is", BehoefteMaken),
        "kaders": Handeling("dossier:behoefte", "bewaar_kaders", "Bekijk een behoefte van licht naar zwaar", KadersIn),
        "behoefte-weghalen": Handeling("dossier:behoefte", "haal_behoefte_weg", "Haal een behoefte weg", WelkeBehoefte),
        "markeringen": Handeling("dossier:markering", "markeer", "Onthoud iets voor jezelf", MarkeringMaken),
        "markering-weghalen": Handeling(
            "dossier:markering_weg", "haal_markering_weg", "Haal je markering weg", WelkeMarkering
        ),
        "reacties": Handeling(
            "dossier:reactie_nieuw", "reageer", "Zet een opmerking naast woorden van een inwoner", ReactieMaken
        ),
    }  # fmt: skip
    volgorde = ("-begonnen_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        return Gesprek.objects.filter(huishouden=self.van_het_huishouden(waarden))

    def na_de_deur(self, rij: Gesprek) -> None:
        if rij.gestart_door_id != self.wie.pk:
            eis_leefgebieden(self.wie, rij.huishouden, rij.leefgebieden)
        audit.record_inzage(target=rij, by=self.wie, doel=self.doel, at=self.nu)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [self._kort(rij, self._leest(rij, self.hier)) | dict.fromkeys(_LANG) for rij in rijen]

    def toon(self, rij: Gesprek) -> dict[str, Any]:
        eigen = rij.gestart_door_id == self.wie.pk
        if not self._leest(rij, rij.huishouden):
            return self._kort(rij, leest=False) | dict.fromkeys(_LANG)
        teksten = {naam: getattr(rij, naam) for naam in _TEKSTEN}
        if not eigen and not zaaifouten.staat_aan("voorbereiding_voor_iedereen"):
            teksten["voorbereiding"] = None  # preparing is a work note of who began the talk
        return self._kort(rij, leest=True) | teksten | {
            "aanwezigen": [
                {"inwoner_id": wie.get("id"), "naam": wie.get("naam", "")} for wie in rij.aanwezigen
            ],
            "onderzoek": {kameel(naam): tekst for naam, tekst in rij.gegevens.items() if isinstance(tekst, str)},
            "behoeften": self._behoeften(rij),
            "markeringen": [
                {"id": een.pk, "soort": een.soort, "tekst": een.tekst} for een in rij.markeringen.all()
            ] if eigen else None,
            "woorden": _woorden(rij),
        }  # fmt: skip

    def _behoeften(self, rij: Gesprek) -> list[dict[str, Any]]:
        return [
            {"id": een.pk, "tekst": een.tekst, "leefgebied": een.leefgebied, "kaders": [
                {naam: getattr(deel, naam) for naam in ("kader", "tekst", "overgeslagen_omdat")}
                for deel in een.kaders.all()
            ]}
            if mate_over(rij.huishouden.zicht, [een.leefgebied] if een.leefgebied else []) is Mate.ALLES
            else {"id": een.pk, "tekst": None, "leefgebied": None, "kaders": []}
            for een in rij.behoeften.prefetch_related("kaders")
        ]  # fmt: skip

    def _leest(self, rij: Gesprek, huishouden: Any) -> bool:
        eigen = rij.gestart_door_id == self.wie.pk
        return eigen or mate_over(huishouden.zicht, rij.leefgebieden) is Mate.ALLES

    def _kort(self, rij: Gesprek, leest: bool) -> dict[str, Any]:
        velden = (
            "huishouden_id", "casus_id", "soort", "stand", "begonnen_op", "afgerond_op", "gestart_door_id",
            "plaats", "verslag_verstuurd_op", "wil_geen_verslag", "versie",
        )  # fmt: skip
        return {
            "id": rij.pk,
            **{naam: getattr(rij, naam) for naam in velden},
            "is_leesbaar": leest,
            "leefgebieden": rij.leefgebieden if leest else None,
        }

    def maak(self, gegevens: Mapping[str, Any]) -> Gesprek:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        casus = lopende_casus(huishouden)
        variant = self.django.instellingen.van_casus(casus.teammodel_id, casus.team_id)
        soort = GesprekSoort.OVERLEG if str(variant.variant) == "netwerk" else GesprekSoort.KEUKENTAFEL
        return start_gesprek(huishouden=huishouden, casus=casus, soort=soort, by=self.wie, at=self.nu)

    def wijzig(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        waarden = dict(gegevens)
        eis_leefgebieden(
            self.wie, rij.huishouden, set(waarden.get("leefgebieden", ())) - set(rij.leefgebieden)
        )
        if "voorbereiding" in waarden and rij.gestart_door_id != self.wie.pk:
            raise GeenZicht("Je ziet dit niet: deze voorbereiding is van wie het gesprek begon.")
        if waarden.keys() & {"aanwezig_ids", "ook_aanwezig"}:
            waarden["aanwezigen"] = self._aanwezigen(rij, waarden)
        if "onderzoek" in waarden:
            waarden["gegevens"] = rij.gegevens | self._onderzoek(rij, waarden["onderzoek"])
        save_gesprek(gesprek=rij, waarden=waarden, versie=rij.versie, by=self.wie, at=self.nu)

    def _variant(self, rij: Gesprek) -> Any:
        return self.django.instellingen.van_casus(rij.casus.teammodel_id, rij.casus.team_id)

    def _onderzoek(self, rij: Gesprek, gegeven: Mapping[str, Any]) -> dict[str, Any]:
        """Return the subjects that this team asks for; others are not on its form."""
        variant = self._variant(rij)
        mag = set(_ONDERZOEK) if "onderzoek" in stapnamen(variant) else set()
        mag |= {"organisatie_doet"} if str(variant.variant) == "netwerk" else set()
        vreemd = sorted(gegeven.keys() - mag)
        if vreemd:
            reden = "Dit team vraagt hier niet naar."
            raise Ongeldig(*(Veldfout(f"onderzoek.{kameel(naam)}", "unknown", reden) for naam in vreemd))
        return dict(gegeven)

    def _aanwezigen(self, rij: Gesprek, gegeven: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return who is there: of the household by id, others by name; what was not sent stays."""
        bij = [wie for wie in rij.aanwezigen if wie.get("soort") == "inwoner"]
        ook = [wie for wie in rij.aanwezigen if wie.get("soort") != "inwoner"]
        if "aanwezig_ids" in gegeven:
            leden = rij.huishouden.leden.filter(tot=None).select_related("inwoner").order_by("rol", "van")
            gevraagd = set(gegeven["aanwezig_ids"])
            gevonden = [lid.inwoner for lid in leden if lid.inwoner_id in gevraagd]
            if len(gevonden) < len(gevraagd):
                raise Ongeldig(
                    Veldfout("aanwezigIds", "unknown", "Deze persoon hoort nu niet bij dit huishouden.")
                )
            bij = [{"soort": "inwoner", "id": str(mens.pk), "naam": mens.naam} for mens in gevonden]
        if "ook_aanwezig" in gegeven:
            ook = [{"soort": "ander", "naam": naam} for naam in gegeven["ook_aanwezig"]]
        return bij + ook

    def rond_af(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        mist = [] if gegevens["toch"] else wat_ontbreekt(rij, self._variant(rij))
        if mist and rij.stand != GesprekStand.AFGEROND:
            raise Ongeldig(
                *(Veldfout(kameel(veld.naam), "required", f"Verplicht: {veld.reden}") for veld in mist)
            )
        finish_gesprek(gesprek=rij, versie=rij.versie, by=self.wie, at=self.nu)

    def heropen(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        reopen_gesprek(gesprek=rij, by=self.wie, at=self.nu)

    def bewaar_verslag(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        verstuurd_op: date | None = gegevens.get("verstuurd_op", rij.verslag_verstuurd_op)
        save_verslag(
            gesprek=rij,
            verslag=gegevens["verslag"],
            verstuurd_op=verstuurd_op,
            reactie=gegevens.get("reactie_inwoner", ""),
            versie=rij.versie,
            by=self.wie,
            at=self.nu,
        )

    def voeg_behoefte_toe(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        leefgebied = gegevens.get("leefgebied", "")
        eis_leefgebieden(self.wie, rij.huishouden, [leefgebied] if leefgebied else [])
        add_behoefte(gesprek=rij, tekst=gegevens["tekst"], leefgebied=leefgebied, by=self.wie, at=self.nu)

    def _behoefte(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> Behoefte:
        gevonden: Behoefte | None = rij.behoeften.filter(pk=gegevens["behoefte_id"]).first()
        if gevonden is None:
            raise Ongeldig(Veldfout("behoefteId", "unknown", "Deze behoefte hoort niet bij dit gesprek."))
        eis_leefgebieden(self.wie, rij.huishouden, [gevonden.leefgebied] if gevonden.leefgebied else [])
        return gevonden

    def bewaar_kaders(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        antwoorden = {
            een["kader"]: KaderAntwoord(een.get("tekst", ""), een.get("overgeslagen_omdat", ""))
            for een in gegevens["kaders"]
        }
        save_kaders(behoefte=self._behoefte(rij, gegevens), antwoorden=antwoorden, by=self.wie, at=self.nu)

    def haal_behoefte_weg(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        remove_behoefte(behoefte=self._behoefte(rij, gegevens), by=self.wie, at=self.nu)

    def markeer(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        if rij.gestart_door_id != self.wie.pk:  # marks are work notes of who began the talk
            raise GeenZicht("Je ziet dit niet: deze aantekeningen zijn van wie het gesprek begon.")
        add_markering(gesprek=rij, soort=gegevens["soort"], tekst=gegevens["tekst"], by=self.wie, at=self.nu)

    def haal_markering_weg(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        eigen = Markering.objects.select_related("gesprek").filter(
            gesprek=rij, gesprek__gestart_door=self.wie
        )
        markering = eigen.filter(pk=gegevens["markering_id"]).first()
        if markering is None:
            raise Ongeldig(
                Veldfout("markeringId", "unknown", "Deze markering is niet van jou, of niet van hier.")
            )
        remove_markering(markering=markering, by=self.wie, at=self.nu)

    def reageer(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        woorden = Inwonertekst.objects.filter(
            pk=gegevens["woorden_id"], bij_id=rij.pk, huishouden=rij.huishouden
        ).first()
        if woorden is None:
            raise Ongeldig(Veldfout("woordenId", "unknown", "Deze woorden horen niet bij dit gesprek."))
        add_reactie(bij=woorden, tekst=gegevens["tekst"], by=self.wie, at=self.nu)


_LANG = (*_TEKSTEN, "aanwezigen", "onderzoek", "behoeften", "markeringen", "woorden")
"""What only stands with one talk, and only for who reads it."""


def _woorden(rij: Gesprek) -> list[dict[str, Any]]:
    """Return what residents said with this talk, with the comments of staff beside it, once it is rounded off."""
    if rij.stand != GesprekStand.AFGEROND:
        return []
    teksten = Inwonertekst.objects.filter(
        bij_id=rij.pk, bij_soort__in=("gesprek", "verslag"), ingetrokken_op=None
    ).prefetch_related(Prefetch("reacties", queryset=Reactie.objects.order_by("op", "id")))
    return [
        {
            "id": een.pk,
            "bij": een.bij_soort,
            "inwoner_id": een.inwoner_id,
            "tekst": een.tekst,
            "op": een.op,
            "reacties": [
                {"tekst": deel.tekst, "door_id": deel.door_id, "op": deel.op} for deel in een.reacties.all()
            ],
        }
        for een in teksten
    ]
