"""`/casussen`: a household with a team, where the help stands, and how it ends, begins again or goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import TeamVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from modules.dossier.access import eis, huishouden_for, teams_van, zichtbaar
from modules.dossier.actions.afsluiten import Overdracht, close_casus, hand_over_casus, reopen_help
from modules.dossier.actions.afsluitvoorstel import propose_closing
from modules.dossier.actions.verdelen import assign_casus
from modules.dossier.actions.waakvlam import note_contact, resume_help, stop_waakvlam
from modules.dossier.models import Afsluiting, Casus, NotitieSoort, Waakvlam
from modules.dossier.queries.feiten import casussen_van, eigen_casus
from modules.dossier.queries.slot import collegas_van, slotstand
from modules.dossier.queries.terugkijken import waakvlam_van
from modules.dossier.rules.afsluiten import Slot
from modules.dossier.toegang.mensen import teamleiders_van
from modules.inrichting.codelijsten import Afsluitreden, CasusStatus
from modules.inrichting.rules.protocol import Categorie, Mate
from modules.zgw.fouten import Ongeldig, Veldfout

_REDENEN = [(code, label) for code, label in Afsluitreden.choices if code != Afsluitreden.OVERGEDRAGEN]
"""Handing over asks for more than a reason."""


_CONTACT = [
    (soort.value, soort.label)
    for soort in (NotitieSoort.TELEFOON, NotitieSoort.HUISBEZOEK, NotitieSoort.BERICHT)
]


class NietDezeHulp(Refusal):
    text = "Bij dit huishouden gaat het om andere hulp. Kies de hulp van het team van dit huishouden."


class FaseUit(Vorm):
    status = keuze(CasusStatus.choices)
    van = serializers.DateField()


class AfsluitingUit(Vorm):
    reden = keuze(Afsluitreden.choices)
    op = serializers.DateField()
    toelichting = serializers.CharField()
    inwoner_geinformeerd_op = serializers.DateField(allow_null=True)
    hoe_geinformeerd = serializers.CharField()


class CasusUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    team_id = serializers.UUIDField()
    teammodel_id = serializers.UUIDField()
    behandelaar_id = serializers.UUIDField(allow_null=True)
    status = keuze(CasusStatus.choices)
    fase_sinds = serializers.DateField()
    begonnen_op = serializers.DateField()
    afgesloten_op = serializers.DateField(allow_null=True)
    fasen = FaseUit(many=True)
    afsluiting = AfsluitingUit(
        allow_null=True, help_text="Alleen bij één afgesloten casus, voor wie het plan mag zien (J)."
    )
    afsluitvoorstel_id = serializers.UUIDField(
        allow_null=True, help_text="Alleen bij één casus: het voorstel om te stoppen dat nog openstaat."
    )
    versie = serializers.IntegerField()


class CasusVraag(Vraag):
    huishouden_id = serializers.UUIDField(required=False, help_text="Alleen van dit huishouden.")
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")
    status = keuze(CasusStatus.choices, "Alleen in deze fase.", required=False)
    behandelaar = serializers.UUIDField(required=False, help_text="Alleen van deze medewerker.")


class ToewijzenIn(StrengeVorm):
    behandelaar_id = serializers.UUIDField(help_text="Een collega uit het team.")


class AfsluitenIn(StrengeVorm):
    reden = keuze(_REDENEN, "Waarom de hulp stopt.")
    toelichting = tekst(4000, default="")
    geprobeerd = tekst(4000, "Bij afgezien: wat er is geprobeerd.", default="")
    kijkt_mee_id = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="Bij afgezien: de collega die meekijkt. Leeg (null): niemand kan, de teamleider beslist.",
    )
    inwoner_geinformeerd_op = serializers.DateField(required=False, allow_null=True, default=None)
    hoe_geinformeerd = tekst(200, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        fouten = {}
        if attrs["reden"] == Afsluitreden.AFGEZIEN and not attrs["geprobeerd"].strip():
            fouten["geprobeerd"] = "Schrijf op wat er is geprobeerd."
        if attrs["reden"] == Afsluitreden.AFGEZIEN and "kijkt_mee_id" not in attrs:
            fouten["kijktMeeId"] = (
                "Kies welke collega meekijkt. Is er niemand? Stuur dan null: de teamleider beslist."
            )
        if fouten:
            raise serializers.ValidationError(fouten)
        return attrs


class HeropenenIn(StrengeVorm):
    waarom = serializers.CharField(max_length=4000, help_text="Wat er aan de hand is.")


class OverdragenIn(StrengeVorm):
    team_id = TeamVeld(source="team", help_text="Het nieuwe team.")
    waarom = tekst(4000, default="")
    samenvatting = tekst(20_000, "Wat het nieuwe team moet weten.", default="")
    gesproken_met = tekst(160, "Met wie van het nieuwe team je sprak.", default="")
    inwoner_geinformeerd_op = serializers.DateField(required=False, allow_null=True, default=None)


class WaakvlamContactIn(StrengeVorm):
    tekst = serializers.CharField(max_length=20_000, help_text="Hoe het gaat.")
    soort = keuze(_CONTACT, default=NotitieSoort.TELEFOON)


class Casussen(Bron):
    bron, naam = "casussen", "casus"
    uitleg = "Huishoudens bij een team: van melding tot afsluiten."
    uit = CasusUit
    vraag = CasusVraag
    schermen = {"list": "dossier:huishoudens", "retrieve": "dossier:huishouden"}
    handelingen = {
        "toewijzen": Handeling(
            "dossier:verdelen", "wijs_toe", "Geef een huishouden aan een collega uit het team", ToewijzenIn
        ),
        "afsluiten": Handeling(
            "dossier:afsluiten", "sluit_af",
            "Stop de hulp; ziet het huishouden ervan af, dan kijkt eerst een collega mee", AfsluitenIn,
        ),
        "heropenen": Handeling("dossier:heropenen", "heropen", "Begin opnieuw: de nieuwe casus", HeropenenIn),
        "overdragen": Handeling(
            "dossier:overdragen", "draag_over", "Draag over aan een ander team: de nieuwe casus", OverdragenIn
        ),
        "waakvlam-contact": Handeling(
            "dossier:waakvlam", "noteer_contact", "Noteer een contact bij de waakvlam", WaakvlamContactIn
        ),
        "waakvlam-stoppen": Handeling("dossier:waakvlam_stop", "stop_waakvlam", "Stop de waakvlam"),
        "terugval": Handeling(
            "dossier:waakvlam_terugval", "help_weer", "Ga weer helpen: het gaat minder", HeropenenIn
        ),
    }  # fmt: skip
    volgorde = ("-begonnen_op", "-id")
    telt_vragen = True

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        ziet = zichtbaar(self.wie, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.ALLES)
        vraag = Casus.objects.filter(ziet)
        velden = {
            "huishouden_id": "huishouden_id", "team": "team_id", "status": "status", "behandelaar": "behandelaar_id",
        }  # fmt: skip
        return vraag.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})

    def open(self, pk: UUID, *, lock: bool = False) -> Casus:
        rij = Casus.objects.filter(pk=pk).select_related("team", "behandelaar").first()
        if rij is None:
            raise Http404
        verdeelt = self.handeling == "toewijzen"
        if verdeelt and rij.team_id not in teams_van(self.wie):
            raise Http404
        rij.huishouden = huishouden_for(
            self.wie, rij.huishouden_id, doel=Doel.VERDELEN if verdeelt else Doel.HULP
        )
        if not self.handeling:
            eis(self.wie, rij.huishouden, Categorie.CONTACT)
        return rij

    def toon(self, rij: Casus) -> dict[str, Any]:
        slot: Afsluiting | None = (
            Afsluiting.objects.filter(casus=rij).first() if self._mag_slot(rij) else None
        )
        open_ = rij.afsluitvoorstellen.filter(stand="open").values_list("pk", flat=True).first()
        return _kort(rij) | {
            "afsluiting": slot and AfsluitingUit.uit_rij(slot),
            "afsluitvoorstel_id": open_,
        }

    def _mag_slot(self, rij: Casus) -> bool:
        mag: bool = rij.is_afgesloten and rij.huishouden.zicht.mag(Categorie.PLAN)
        return mag

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | {"afsluiting": None, "afsluitvoorstel_id": None} for rij in rijen]

    def wijs_toe(self, rij: Casus, gegevens: Mapping[str, Any]) -> None:
        collega = Gebruiker.objects.actief().filter(pk=gegevens["behandelaar_id"]).first()
        if collega is None:
            raise Ongeldig(Veldfout("behandelaarId", "unknown", "Kies wie dit huishouden oppakt."))
        assign_casus(casus=rij, behandelaar=collega, by=self.wie, at=self.nu)

    def sluit_af(self, rij: Casus, gegevens: Mapping[str, Any]) -> None:
        _eis_eigen(rij)
        if gegevens["reden"] == Afsluitreden.AFGEZIEN:
            propose_closing(
                casus=rij, geprobeerd=gegevens["geprobeerd"], toelichting=gegevens["toelichting"],
                aan=self._meekijker(rij, gegevens["kijkt_mee_id"]), leiders=teamleiders_van(rij.team_id),
                by=self.wie, at=self.nu,
            )  # fmt: skip
            return
        stand = slotstand(
            rij.huishouden, rij, self.django.instellingen.van_casus(rij.teammodel_id, rij.team_id)
        )
        geinformeerd = gegevens["inwoner_geinformeerd_op"]
        slot = Slot(
            reden=gegevens["reden"], toelichting=gegevens["toelichting"], door=self.wie,
            is_geinformeerd=geinformeerd is not None, heeft_eindmeting=stand["heeft_eindmeting"],
            open_acties=len(stand["open_acties"]),
        )  # fmt: skip
        close_casus(
            casus=rij, slot=slot, eindmeting=stand["eindmeting"], inwoner_geinformeerd_op=geinformeerd,
            hoe_geinformeerd=gegevens["hoe_geinformeerd"], by=self.wie, at=self.nu,
        )  # fmt: skip
        self._vergeet()

    def _meekijker(self, rij: Casus, pk: UUID | None) -> Gebruiker | None:
        if pk is None:
            return None
        collega = next((een for een in collegas_van(rij, self.wie, localdate(self.nu)) if een.pk == pk), None)
        if collega is None:
            raise Ongeldig(
                Veldfout("kijktMeeId", "unknown", "Kies een collega uit dit team, en niet jezelf.")
            )
        return collega

    def heropen(self, rij: Casus, gegevens: Mapping[str, Any]) -> UUID:
        _eis_eigen(rij)
        nieuw = reopen_help(
            casus=rij, teammodel_id=self.teammodel_id, waarom=gegevens["waarom"], by=self.wie, at=self.nu
        )
        return nieuw.pk

    def draag_over(self, rij: Casus, gegevens: Mapping[str, Any]) -> UUID:
        _eis_eigen(rij)
        velden = dict(gegevens)
        naar = velden.pop("team")
        nieuw = hand_over_casus(
            casus=rij, naar=naar, teammodel_id=self.teammodel_id, overdracht=Overdracht(**velden), by=self.wie,
            at=self.nu,
        )  # fmt: skip
        self._vergeet()
        return nieuw.pk

    def noteer_contact(self, rij: Casus, gegevens: Mapping[str, Any]) -> None:
        note_contact(waakvlam=_waakvlam(rij), **gegevens, by=self.wie, at=self.nu)

    def stop_waakvlam(self, rij: Casus, gegevens: Mapping[str, Any]) -> None:
        stop_waakvlam(waakvlam=_waakvlam(rij), by=self.wie, at=self.nu)

    def help_weer(self, rij: Casus, gegevens: Mapping[str, Any]) -> None:
        resume_help(waakvlam=_waakvlam(rij), waarom=gegevens["waarom"], by=self.wie, at=self.nu)

    def _vergeet(self) -> None:
        """What was read of this account before the act counts no longer: the door may have closed by it."""
        self.wie.__dict__.pop("_kt_eigen", None)


def _eis_eigen(rij: Casus) -> None:
    """Act only on the help that the page of the household follows.

    :raises NietDezeHulp: it is another.
    """
    eigen = eigen_casus(rij.huishouden, casussen_van(rij.huishouden))
    if eigen is None or eigen.pk != rij.pk:
        raise NietDezeHulp


def _waakvlam(rij: Casus) -> Waakvlam:
    """Return the waakvlam that burns for this help.

    :raises Http404: none does.
    """
    gevonden = waakvlam_van(rij.huishouden)
    if gevonden is None or gevonden.casus_id != rij.pk:
        raise Http404
    return gevonden


def _kort(rij: Casus) -> dict[str, Any]:
    return {
        "id": rij.pk, "huishouden_id": rij.huishouden_id, "team_id": rij.team_id,
        "teammodel_id": rij.teammodel_id, "behandelaar_id": rij.behandelaar_id, "status": rij.status,
        "fase_sinds": rij.fase_sinds, "begonnen_op": rij.begonnen_op, "afgesloten_op": rij.afgesloten_op,
        "fasen": [{"status": fase["status"], "van": fase["van"]} for fase in rij.fasen],
        "versie": rij.versie,
    }  # fmt: skip
