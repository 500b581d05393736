"""`/meldingen`: what people ask, and what has to follow on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate, make_aware
from rest_framework import serializers

from api.v1.huishoudens import woont_er_al
from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import PostcodeVeld, TeamVeld, TelefoonVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from api.v1.personen import PersoonIn, persoon_in
from keukentafel.audit import Doel
from modules.dossier.access import eis, huishouden_for, melding_for, teams_van, zichtbaar
from modules.dossier.actions.huishouden import make_huishouden
from modules.dossier.actions.melding import (
    confirm_melding,
    finish_melding,
    offer_clientondersteuning,
    receive_eigen_plan,
    register_melding,
)
from modules.dossier.models import Huishouden, Kanaal, Melding, MeldingSoort
from modules.dossier.queries.adres import team_van_adres
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import SignaalBron, Wet
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.instellingsoort import Keuze
from modules.inrichting.rules.protocol import Categorie, Mate
from modules.inrichting.rules.stappen import stapkeuze, stappen
from modules.inrichting.rules.velden import verplichte_velden
from modules.zgw.fouten import Ongeldig, Veldfout

_KANALEN = [keuze_ for keuze_ in Kanaal.choices if keuze_[0] != Kanaal.INGELEZEN]


class MeldingUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField(allow_null=True)
    soort = keuze(MeldingSoort.choices)
    wet = keuze(Wet.choices)
    kanaal = keuze(Kanaal.choices)
    bron = keuze(SignaalBron.choices)
    melder_naam = serializers.CharField()
    melder_telefoon = serializers.CharField()
    inhoud = serializers.CharField()
    is_spoed = serializers.BooleanField()
    ontvangen_op = serializers.DateTimeField()
    bevestigd_op = serializers.DateField(allow_null=True)
    clientondersteuning_aangeboden_op = serializers.DateField(allow_null=True)
    eigen_plan_ontvangen_op = serializers.DateField(allow_null=True)
    is_afgehandeld = serializers.BooleanField()


class NieuwHuishouden(StrengeVorm):
    """For whom is not known yet."""

    persoon = PersoonIn()
    straat = tekst(120)
    huisnummer = serializers.IntegerField(min_value=1, max_value=99_999, required=False, allow_null=True)
    toevoeging = tekst(12)
    postcode = PostcodeVeld(required=False, allow_blank=True)
    plaats = tekst(80)
    telefoon = TelefoonVeld(required=False, allow_blank=True)
    toch = serializers.BooleanField(
        default=False, help_text="Ook als er op dit adres al een huishouden bekend is."
    )


class MeldingMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField(
        required=False, help_text="Van wie de vraag is, als het huishouden bekend is."
    )
    nieuw_huishouden = NieuwHuishouden(required=False, help_text="Of: wie de vraag stelt.")
    team_id = TeamVeld(required=False, source="team", help_text="Anders volgt het uit huishouden of adres.")
    inhoud = tekst(20_000, "In de woorden van degene die vraagt.", leeg=False)
    ontvangen_op = serializers.DateField(required=False, help_text="Leeg is vandaag.")
    wet = keuze(Wet.choices, default=Wet.GEEN)
    kanaal = keuze(_KANALEN, required=False)
    bron = keuze(SignaalBron.choices, required=False)
    melder_naam = tekst(120)
    melder_telefoon = TelefoonVeld(required=False, allow_blank=True)
    is_spoed = serializers.BooleanField(default=False)
    bevestigd_op = serializers.DateField(required=False, allow_null=True)
    clientondersteuning_aangeboden_op = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("huishouden_id" in attrs) == ("nieuw_huishouden" in attrs):
            raise serializers.ValidationError("Noem huishoudenId of nieuwHuishouden, één van beide.")
        return attrs


class OpEenDag(StrengeVorm):
    op = serializers.DateField(help_text="Op welke dag.")

    def validate_op(self, op: date) -> date:
        if op > localdate():
            raise serializers.ValidationError(
                "Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."
            )
        return op


class MeldingVraag(Vraag):
    huishouden_id = serializers.UUIDField(required=False, help_text="Alleen van dit huishouden.")
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")
    wet = keuze(Wet.choices, "Alleen onder deze wet.", required=False)
    bron = keuze(SignaalBron.choices, "Alleen van deze melder.", required=False)
    spoed = serializers.BooleanField(required=False, help_text="Alleen met spoed.")
    onbevestigd = serializers.BooleanField(required=False, help_text="Alleen wat nog niet is bevestigd.")
    afgehandeld = serializers.BooleanField(required=False, help_text="Wel of niet afgehandeld.")
    sinds = serializers.DateField(required=False, help_text="Binnengekomen vanaf deze dag.")


class Meldingen(Bron):
    bron, naam = "meldingen", "melding"
    uitleg = "Vragen om ondersteuning."
    uit = MeldingUit
    vraag = MeldingVraag
    invoer = {"create": MeldingMaken}
    schermen = {"list": "dossier:meldingen", "retrieve": "dossier:melding", "create": "dossier:melding_nieuw"}
    handelingen = {
        "bevestigen": Handeling(
            "dossier:melding_bevestigd", "bevestig", "Leg vast op welke dag de melding is bevestigd", OpEenDag
        ),
        "clientondersteuning": Handeling(
            "dossier:melding_ondersteuning",
            "bied_aan",
            "Leg vast op welke dag gratis ondersteuning is aangeboden",
            OpEenDag,
        ),
        "eigen-plan": Handeling(
            "dossier:melding_eigen_plan", "eigen_plan", "Leg vast op welke dag het eigen plan kwam", OpEenDag
        ),
        "afhandelen": Handeling("dossier:melding_afgehandeld", "handel_af", "Zeg dat er niets meer hoeft"),
        "heropenen": Handeling("dossier:melding_afgehandeld", "heropen", "Neem dat terug"),
    }
    volgorde = ("-ontvangen_op", "-id")
    telt_vragen = True

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        ziet = zichtbaar(self.wie, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.ALLES)
        vraag = Melding.objects.filter(ziet)
        velden = {
            "huishouden_id": "huishouden_id", "team": "casus__team_id", "wet": "wet", "bron": "bron",
            "spoed": "is_spoed", "afgehandeld": "is_afgehandeld",
        }  # fmt: skip
        vraag = vraag.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})
        if "onbevestigd" in waarden:
            vraag = vraag.filter(bevestigd_op__isnull=waarden["onbevestigd"])
        if sinds := waarden.get("sinds"):
            vraag = vraag.filter(ontvangen_op__gte=make_aware(datetime.combine(sinds, time.min)))
        return vraag

    def open(self, pk: UUID, *, lock: bool = False) -> Melding:
        melding = melding_for(self.wie, pk)
        if not self.handeling:
            eis(self.wie, melding.huishouden, Categorie.CONTACT)
        return melding

    def maak(self, gegevens: Mapping[str, Any]) -> Melding:
        aan = {wet.code for wet in wetten} & self.django.instellingen.modules
        if gegevens["wet"] not in {Wet.GEEN, *aan}:
            raise Ongeldig(
                Veldfout("wet", "invalid_choice", "Deze wet staat hier uit. Kies een andere, of geen.")
            )
        huishouden, team, is_nieuw = self._van_wie(gegevens)
        keuzes = self.django.instellingen.van_team(team.pk if team else None)
        self._eis_verplicht(gegevens, keuzes)
        lid = huishouden.leden.select_related("inwoner").first() if is_nieuw else None
        velden = (
            "inhoud", "melder_naam", "melder_telefoon", "is_spoed", "wet", "kanaal", "bron", "bevestigd_op",
            "clientondersteuning_aangeboden_op",
        )  # fmt: skip
        return register_melding(
            huishouden=huishouden,
            team=team,
            teammodel_id=self.teammodel_id,
            gegevens={naam: gegevens[naam] for naam in velden if naam in gegevens}
            | {"gegevens": {"stap": _stap(keuzes)}},
            ontvangen_op=gegevens.get("ontvangen_op") or localdate(self.nu),
            met_termijnen=stapkeuze(keuzes, "melding_onderzoek") != Keuze.N,
            inwoner=lid.inwoner if lid else None,
            by=self.wie,
            at=self.nu,
        )

    def _van_wie(self, gegevens: Mapping[str, Any]) -> tuple[Huishouden, Wijkteam | None, bool]:
        if pk := gegevens.get("huishouden_id"):
            bekend = huishouden_for(
                self.wie, pk, doel=Doel.INTAKE, categorie=Categorie.CONTACT, schrijven=True
            )
            return bekend, bekend.team or gegevens.get("team"), False
        nieuw = gegevens["nieuw_huishouden"]
        uitkomst = (
            team_van_adres(nieuw["postcode"], nieuw.get("huisnummer")) if nieuw.get("postcode") else None
        )
        if not nieuw["toch"]:
            woont_er_al(self.wie, nieuw, self.nu)
        eigen = Wijkteam.objects.actief().filter(pk__in=teams_van(self.wie)).first()
        team = gegevens.get("team") or (uitkomst.team if uitkomst else None) or eigen
        adres = ("straat", "huisnummer", "toevoeging", "postcode", "plaats", "telefoon")
        buurt = {"buurt_id": uitkomst.buurt.pk} if uitkomst and uitkomst.buurt else {}
        huishouden = make_huishouden(
            gegevens={naam: nieuw[naam] for naam in adres if naam in nieuw} | buurt,
            personen=[persoon_in(nieuw["persoon"])],
            team=team,
            by=self.wie,
            at=self.nu,
        )
        return huishouden, team, True

    def _eis_verplicht(self, gegevens: Mapping[str, Any], keuzes: Any) -> None:
        """Ask what the team's variant asks of everybody who takes a question in."""
        mist = [
            Veldfout(_JSON[naam], "required", f"Verplicht: {veld.reden}")
            for veld in verplichte_velden(keuzes, _stap(keuzes))
            if (naam := _ZELFDE.get(veld.naam, veld.naam)) in _JSON and not gegevens.get(naam)
        ]
        if mist:
            raise Ongeldig(*mist)

    def bevestig(self, rij: Melding, gegevens: Mapping[str, Any]) -> None:
        confirm_melding(melding=rij, op=gegevens["op"], by=self.wie, at=self.nu)

    def bied_aan(self, rij: Melding, gegevens: Mapping[str, Any]) -> None:
        offer_clientondersteuning(melding=rij, op=gegevens["op"], by=self.wie, at=self.nu)

    def eigen_plan(self, rij: Melding, gegevens: Mapping[str, Any]) -> None:
        receive_eigen_plan(melding=rij, op=gegevens["op"], by=self.wie, at=self.nu)

    def handel_af(self, rij: Melding, gegevens: Mapping[str, Any]) -> None:
        finish_melding(melding=rij, klaar=True, by=self.wie, at=self.nu)

    def heropen(self, rij: Melding, gegevens: Mapping[str, Any]) -> None:
        finish_melding(melding=rij, klaar=False, by=self.wie, at=self.nu)


_ZELFDE = {"vraag": "inhoud", "reden": "inhoud", "organisatie": "melder_naam", "van_team": "melder_naam"}
_JSON = {"bron": "bron", "kanaal": "kanaal", "melder_naam": "melderNaam", "inhoud": "inhoud"}
_INSTROOM = ("melding", "aanmelding", "overdracht")


def _stap(keuzes: Any) -> str:
    """Return with which step a question comes in at this team."""
    sleutels = [stap.sleutel for stap in stappen(keuzes)]
    return next((sleutel for sleutel in _INSTROOM if sleutel in sleutels), "melding")
