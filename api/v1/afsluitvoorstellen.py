"""`/afsluitvoorstellen`: help that is turned down ends only after a colleague looked again (F058)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from modules.dossier.access import eis
from modules.dossier.actions import afsluitvoorstel as actions
from modules.dossier.models import Afsluitvoorstel, TweedeOordeel, Voorstelstand
from modules.dossier.queries.slot import collegas_van, slotstand
from modules.dossier.toegang.mensen import teamleiders_van
from modules.inrichting.rules.protocol import Categorie
from modules.zgw.fouten import Ongeldig, Veldfout


class AlleenWieHierWerkt(Refusal):
    text = "Dit kan alleen wie aan dit huishouden werkt, of de teamleider."


class AfsluitvoorstelUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    stand = keuze(Voorstelstand.choices)
    geprobeerd = serializers.CharField()
    toelichting = serializers.CharField()
    gevraagd_door_id = serializers.UUIDField()
    gevraagd_op = serializers.DateTimeField()
    gevraagd_aan_id = serializers.UUIDField(allow_null=True, help_text="Leeg: de teamleider beslist.")
    oordeel = serializers.ChoiceField(choices=TweedeOordeel.choices, allow_null=True)
    tweede_blik = serializers.CharField()
    beantwoord_op = serializers.DateTimeField(allow_null=True)
    afgerond_op = serializers.DateTimeField(allow_null=True)
    afgerond_omdat = serializers.CharField()


class MeekijkenIn(StrengeVorm):
    oordeel = keuze(TweedeOordeel.choices)
    tweede_blik = serializers.CharField(max_length=4000, help_text="Waarom je dat vindt.")


class AnderIn(StrengeVorm):
    kijkt_mee_id = serializers.UUIDField(allow_null=True, help_text="Leeg (null): de teamleider beslist.")


class StoppenIn(StrengeVorm):
    waarom_toch = tekst(4000, default="")
    zonder_blik_omdat = tekst(4000, "Waarom zonder tweede blik: alleen de teamleider.", default="")
    inwoner_geinformeerd_op = serializers.DateField(required=False, allow_null=True, default=None)
    hoe_geinformeerd = tekst(200, default="")
    toelichting = tekst(4000, default="")


class DoorgaanIn(StrengeVorm):
    omdat = serializers.CharField(max_length=4000, help_text="Hoe de hulp verdergaat.")


class Afsluitvoorstellen(BijHuishouden):
    bron, naam = "afsluitvoorstellen", "afsluitvoorstel"
    uitleg = "Voorstellen om te stoppen omdat een huishouden van hulp afziet. Een collega kijkt mee."
    uit = AfsluitvoorstelUit
    scopes_van = "casussen"
    schermen = {"list": "dossier:afsluitvoorstel", "retrieve": "dossier:afsluitvoorstel"}
    handelingen = {
        "meekijken": Handeling(
            "dossier:afsluitvoorstel", "kijk_mee", "Geef de tweede blik: alleen wie is gevraagd", MeekijkenIn
        ),
        "ander-vragen": Handeling(
            "dossier:afsluitvoorstel", "vraag_ander", "Vraag een andere collega om mee te kijken", AnderIn
        ),
        "stoppen": Handeling("dossier:afsluitvoorstel", "stop", "Stop de hulp", StoppenIn),
        "doorgaan": Handeling("dossier:afsluitvoorstel", "ga_door", "Ga door met de hulp", DoorgaanIn),
    }
    volgorde = ("-gevraagd_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        huishouden = self.van_het_huishouden(waarden)
        return Afsluitvoorstel.objects.filter(casus__huishouden=huishouden).select_related("casus")

    def huishouden_van(self, rij: Afsluitvoorstel) -> UUID | None:
        gevonden: UUID = rij.casus.huishouden_id
        return gevonden

    def open(self, pk: UUID, *, lock: bool = False) -> Afsluitvoorstel:
        vraag = Afsluitvoorstel.objects.filter(pk=pk).select_related(
            "casus__team", "gevraagd_door", "gevraagd_aan"
        )
        rij: Afsluitvoorstel | None = vraag.first()
        if rij is None:
            raise Http404
        rij.casus.huishouden = self.huishouden(rij.casus.huishouden_id)
        return rij

    def toon(self, rij: Afsluitvoorstel) -> dict[str, Any]:
        velden = AfsluitvoorstelUit.uit_rij(rij, zonder=("huishouden_id",))
        return velden | {"huishouden_id": rij.casus.huishouden_id, "oordeel": rij.oordeel or None}

    def kijk_mee(self, rij: Afsluitvoorstel, gegevens: Mapping[str, Any]) -> None:
        actions.answer_voorstel(voorstel=rij, **gegevens, by=self.wie, at=self.nu)

    def vraag_ander(self, rij: Afsluitvoorstel, gegevens: Mapping[str, Any]) -> None:
        self._eis_hier(rij)
        if rij.is_beantwoord:
            raise actions.AlMeegekeken
        collegas = {een.pk: een for een in collegas_van(rij.casus, rij.gevraagd_door, localdate(self.nu))}
        pk = gegevens["kijkt_mee_id"]
        if pk is not None and pk not in collegas:
            raise Ongeldig(Veldfout("kijktMeeId", "unknown", "Kies een andere collega uit dit team."))
        actions.ask_another(
            voorstel=rij,
            aan=collegas.get(pk),
            leiders=teamleiders_van(rij.casus.team_id),
            by=self.wie,
            at=self.nu,
        )

    def stop(self, rij: Afsluitvoorstel, gegevens: Mapping[str, Any]) -> None:
        leidt = self.wie.has_rol(Rol.TEAMLEIDER)
        if not (leidt and rij.gevraagd_door_id != self.wie.pk):
            if not rij.is_beantwoord:
                raise actions.WachtOpBlik
            eis(self.wie, rij.casus.huishouden, Categorie.PLAN, schrijven=True)
        casus = rij.casus
        variant = self.django.instellingen.van_casus(casus.teammodel_id, casus.team_id)
        stand = slotstand(casus.huishouden, casus, variant)
        slot = actions.Slotgegevens(
            **gegevens, heeft_eindmeting=stand["heeft_eindmeting"], open_acties=len(stand["open_acties"]),
            eindmeting=stand["eindmeting"],
        )  # fmt: skip
        actions.close_after_voorstel(
            voorstel=rij, gegevens=slot, is_teamleider=leidt, by=self.wie, at=self.nu
        )

    def ga_door(self, rij: Afsluitvoorstel, gegevens: Mapping[str, Any]) -> None:
        self._eis_hier(rij)
        actions.withdraw_voorstel(voorstel=rij, omdat=gegevens["omdat"], by=self.wie, at=self.nu)

    def _eis_hier(self, rij: Afsluitvoorstel) -> None:
        """Ask for who works here or leads; the page shows the form to nobody else.

        :raises AlleenWieHierWerkt: neither.
        """
        werkt = rij.casus.huishouden.zicht.mag(Categorie.PLAN, schrijven=True)
        if not (werkt or self.wie.has_rol(Rol.TEAMLEIDER)):
            raise AlleenWieHierWerkt
