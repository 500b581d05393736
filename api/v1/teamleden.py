"""`/teamleden`: who works in a team, with employer, registration and expertise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import TeamVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm, kameel
from keukentafel.identity.models import Gebruiker
from modules.inrichting.actions import teamlid as actions
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Organisatie, Teamlid
from modules.inrichting.models.teamlid import Eenheid, ExpertiseNiveau, Positie, Profieltype, Register
from modules.inrichting.rules.protocol.woorden import VAN_EEN_TEAMLID
from modules.zgw.fouten import Ongeldig, Veldfout

_PLEK = ("positie", "functie", "protocolfunctie", "profieltype", "ambtelijke_status", "geheimhouding")
_FUNCTIES = [(functie.value, str(functie.label)) for functie in VAN_EEN_TEAMLID]
_EEN = "Alleen bij één teamlid."
_PROTOCOL = "Functie in het informatieprotocol. Leeg: volgens het model van het team."


class DetacheringUit(Vorm):
    id = serializers.UUIDField()
    organisatie_id = serializers.UUIDField()
    omvang = serializers.CharField()
    eenheid = keuze(Eenheid.choices)
    van = serializers.DateField()
    tot = serializers.DateField(allow_null=True)


class RegistratieUit(Vorm):
    id = serializers.UUIDField()
    register = keuze(Register.choices)
    nummer = serializers.CharField()
    geldig_tot = serializers.DateField()


class ExpertiseUit(Vorm):
    leefgebied = keuze(ZRM_2013.keuzes)
    niveau = keuze(ExpertiseNiveau.choices)


class TeamlidUit(Vorm):
    id = serializers.UUIDField()
    gebruiker_id = serializers.UUIDField()
    naam = serializers.CharField()
    team_id = serializers.UUIDField()
    positie = keuze(Positie.choices)
    functie = serializers.CharField()
    protocolfunctie = serializers.ChoiceField(choices=_FUNCTIES, allow_null=True, help_text=_PROTOCOL)
    profieltype = keuze(Profieltype.choices)
    ambtelijke_status = serializers.BooleanField()
    geheimhouding = serializers.BooleanField()
    van = serializers.DateField()
    tot = serializers.DateField(allow_null=True)
    detacheringen = DetacheringUit(many=True, allow_null=True, help_text=_EEN)
    registraties = RegistratieUit(many=True, allow_null=True, help_text=_EEN)
    expertise = ExpertiseUit(many=True, allow_null=True, help_text=_EEN)
    versie = serializers.IntegerField()


class TeamlidWijzigen(StrengeVorm):
    positie = keuze(Positie.choices)
    functie = tekst(80)
    protocolfunctie = serializers.ChoiceField(
        choices=_FUNCTIES, required=False, allow_blank=True, help_text=_PROTOCOL
    )
    profieltype = keuze(Profieltype.choices)
    ambtelijke_status = serializers.BooleanField()
    geheimhouding = serializers.BooleanField()


class TeamlidMaken(StrengeVorm):
    gebruiker_id = serializers.UUIDField(help_text="Een medewerker die mag inloggen.")
    team_id = TeamVeld(source="team")
    positie = keuze(Positie.choices, default=Positie.KERN)
    functie = tekst(80, default="")
    protocolfunctie = serializers.ChoiceField(
        choices=_FUNCTIES, default="", allow_blank=True, help_text=_PROTOCOL
    )
    profieltype = keuze(Profieltype.choices, default=Profieltype.GENERALIST)
    ambtelijke_status = serializers.BooleanField(default=False)
    geheimhouding = serializers.BooleanField(default=False)
    van = serializers.DateField(required=False, help_text="Leeg is vandaag.")


class EindeIn(StrengeVorm):
    tot = serializers.DateField()


class DetacheringIn(StrengeVorm):
    organisatie_id = serializers.UUIDField()
    omvang = serializers.DecimalField(max_digits=5, decimal_places=2)
    eenheid = keuze(Eenheid.choices)
    van = serializers.DateField()
    tot = serializers.DateField(required=False, allow_null=True, default=None)


class DetacheringEindeIn(EindeIn):
    detachering_id = serializers.UUIDField()


class RegistratieIn(StrengeVorm):
    register = keuze(Register.choices)
    nummer = serializers.RegexField(
        r"^[0-9A-Za-z.\-]{4,20}$",
        error_messages={"invalid": "Dit nummer klopt niet. Schrijf 4 tot 20 cijfers of letters."},
    )
    geldig_tot = serializers.DateField()


class RegistratieWegIn(StrengeVorm):
    registratie_id = serializers.UUIDField()


class EenExpertise(StrengeVorm):
    leefgebied = keuze(ZRM_2013.keuzes)
    niveau = keuze(ExpertiseNiveau.choices)


class ExpertiseIn(StrengeVorm):
    expertise = serializers.ListField(
        child=EenExpertise(), max_length=30, help_text="Wat er niet in staat, is geen expertise."
    )


class TeamlidVraag(Vraag):
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")
    gebruiker = serializers.UUIDField(required=False, help_text="Alleen van deze medewerker.")
    nu = serializers.BooleanField(required=False, default=True, help_text="Alleen wie er vandaag werkt.")


class Teamleden(Bron):
    bron, naam = "teamleden", "teamlid"
    uitleg = "Wie in welk team werkt."
    uit = TeamlidUit
    vraag = TeamlidVraag
    scopes_van = "teams"
    invoer = {"create": TeamlidMaken, "partial_update": TeamlidWijzigen}
    schermen = {
        "list": "inrichting:team",
        "retrieve": "inrichting:teamlid",
        "create": "inrichting:teamlid_nieuw",
        "partial_update": "inrichting:teamlid",
    }
    handelingen = {
        "beeindigen": Handeling("inrichting:teamlid", "beeindig", "Laat een plek in een team eindigen", EindeIn),
        "detacheringen": Handeling("inrichting:teamlid", "detacheer", "Leg een detachering vast", DetacheringIn),
        "detachering-einde": Handeling(
            "inrichting:detachering_einde", "eindig_detachering", "Zet de laatste dag van een detachering",
            DetacheringEindeIn,
        ),
        "registraties": Handeling(
            "inrichting:teamlid", "registreer", "Leg een beroepsregistratie vast, of vernieuw die", RegistratieIn
        ),
        "registratie-weghalen": Handeling(
            "inrichting:registratie_verwijderen", "haal_registratie_weg", "Haal een registratie weg", RegistratieWegIn
        ),
        "expertise": Handeling("inrichting:teamlid", "zet_expertise", "Zeg waar iemand veel van weet", ExpertiseIn),
    }  # fmt: skip
    volgorde = ("van", "id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Teamlid.objects.op(localdate(self.nu)) if waarden["nu"] else Teamlid.objects.all()
        velden = {"team": "team_id", "gebruiker": "gebruiker_id"}
        rijen = rijen.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})
        return rijen.select_related("gebruiker")

    def open(self, pk: UUID, *, lock: bool = False) -> Teamlid:
        rij = Teamlid.objects.select_related("gebruiker", "team").filter(pk=pk).first()
        if rij is None:
            raise Http404
        return rij

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | dict.fromkeys(("detacheringen", "registraties", "expertise")) for rij in rijen]

    def toon(self, rij: Teamlid) -> dict[str, Any]:
        return _kort(rij) | {
            "detacheringen": [
                DetacheringUit.uit_rij(een) | {"omvang": str(een.omvang)}
                for een in rij.detacheringen.order_by("van", "id")
            ],
            "registraties": [
                RegistratieUit.uit_rij(een) for een in rij.registraties.order_by("register", "id")
            ],
            "expertise": [ExpertiseUit.uit_rij(een) for een in rij.expertises.order_by("leefgebied")],
        }

    def maak(self, gegevens: Mapping[str, Any]) -> Teamlid:
        velden = {"van": localdate(self.nu), **gegevens}
        gebruiker = Gebruiker.objects.actief().filter(pk=velden.pop("gebruiker_id")).first()
        if gebruiker is None:
            raise Ongeldig(Veldfout("gebruikerId", "unknown", "Kies een medewerker."))
        with _functie_bij_het_veld():
            return actions.add_teamlid(gebruiker=gebruiker, **velden, by=self.wie, at=self.nu)

    def wijzig(self, rij: Teamlid, gegevens: Mapping[str, Any]) -> None:
        velden = {naam: gegevens.get(naam, getattr(rij, naam)) for naam in _PLEK}
        with _functie_bij_het_veld():
            actions.change_teamlid(teamlid=rij, versie=rij.versie, **velden, by=self.wie, at=self.nu)

    def beeindig(self, rij: Teamlid, gegevens: Mapping[str, Any]) -> None:
        actions.end_teamlid(teamlid=rij, tot=gegevens["tot"], by=self.wie, at=self.nu)

    def detacheer(self, rij: Teamlid, gegevens: Mapping[str, Any]) -> None:
        velden = dict(gegevens)
        organisatie = Organisatie.objects.filter(is_actief=True, pk=velden.pop("organisatie_id")).first()
        if organisatie is None:
            fout = "Kies de organisatie waar deze medewerker in dienst is."
            raise Ongeldig(Veldfout("organisatieId", "unknown", fout))
        actions.add_detachering(teamlid=rij, organisatie=organisatie, **velden, by=self.wie, at=self.nu)

    def eindig_detachering(self, rij: Teamlid, gegevens: Mapping[str, Any]) -> None:
        detachering = rij.detacheringen.filter(pk=gegevens["detachering_id"]).first()
        if detachering is None:
            raise Http404
        actions.end_detachering(detachering=detachering, tot=gegevens["tot"], by=self.wie, at=self.nu)

    def registreer(self, rij: Teamlid, gegevens: Mapping[str, Any]) -> None:
        actions.set_registratie(teamlid=rij, **gegevens, by=self.wie, at=self.nu)

    def haal_registratie_weg(self, rij: Teamlid, gegevens: Mapping[str, Any]) -> None:
        registratie = rij.registraties.filter(pk=gegevens["registratie_id"]).first()
        if registratie is None:
            raise Http404
        actions.remove_registratie(registratie=registratie, by=self.wie, at=self.nu)

    def zet_expertise(self, rij: Teamlid, gegevens: Mapping[str, Any]) -> None:
        niveaus = {een["leefgebied"]: een["niveau"] for een in gegevens["expertise"]}
        actions.set_expertise(teamlid=rij, niveaus=niveaus, by=self.wie, at=self.nu)


@contextmanager
def _functie_bij_het_veld() -> Iterator[None]:
    """Say at the field what a function in the protocol asks, as the form does.

    :raises Ongeldig: the function does not fit this member.
    """
    try:
        yield
    except actions.FunctiePastNiet as nee:
        raise Ongeldig(Veldfout(kameel(nee.veld), "invalid", str(nee))) from nee


def _kort(rij: Teamlid) -> dict[str, Any]:
    velden = ("gebruiker_id", "team_id", *_PLEK, "van", "tot", "versie")
    return {
        "id": rij.pk,
        "naam": rij.gebruiker.naam,
        **{naam: getattr(rij, naam) for naam in velden},
        "protocolfunctie": rij.protocolfunctie or None,
    }
