"""`/huishoudens`: who lives together, with the people in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate, make_aware
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import PostcodeVeld, TeamVeld, TelefoonVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from api.v1.personen import PersoonErbij, PersoonIn, persoon_in
from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from modules.dossier.access import eis, huishouden_for, teams_van
from modules.dossier.actions.casus import open_casus
from modules.dossier.actions.crisis import note_crisis
from modules.dossier.actions.huishouden import change_huishouden, make_huishouden
from modules.dossier.actions.inwoner import add_inwoner
from modules.dossier.models import Huishouden, RolInHuishouden
from modules.dossier.queries.adres import bewoners_van, team_van_adres
from modules.dossier.queries.feiten import casussen_van, eigen_casus
from modules.dossier.queries.huishoudens import Lijstvraag, als_rijen, filter_lijst
from modules.dossier.queries.personen import personen_van
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.protocol import Categorie

_ADRES = ("straat", "huisnummer", "toevoeging", "postcode", "plaats")
_KRING = ("goed_om_te_weten", "wat_echt_telt")


class WoontErAl(Refusal):
    """Somebody lives at this address already; the sentence says who."""


class PersoonUit(Vorm):
    id = serializers.UUIDField(help_text="De inwoner.")
    plek_id = serializers.UUIDField(help_text="De plek in dit huishouden: de id bij /personen.")
    naam = serializers.CharField()
    geboortedatum = serializers.DateField(allow_null=True)
    rol = keuze(RolInHuishouden.choices, "Alleen voor wie dit mag zien (categorie C).", allow_null=True)


class HuishoudenUit(Vorm):
    id = serializers.UUIDField()
    naam = serializers.CharField()
    straat = serializers.CharField(help_text="Leeg bij een geheim adres.")
    huisnummer = serializers.IntegerField(allow_null=True)
    toevoeging = serializers.CharField()
    postcode = serializers.CharField()
    plaats = serializers.CharField()
    is_geheim_adres = serializers.BooleanField()
    team_id = serializers.UUIDField(allow_null=True)
    fase = keuze(CasusStatus.choices, "Alleen voor wie de contacten mag zien (B).", allow_null=True)
    volgende_stap = serializers.CharField(allow_null=True, help_text="Alleen voor wie het plan mag zien (J).")
    volgende_stap_op = serializers.DateField(allow_null=True)
    telefoon = serializers.CharField(allow_null=True, help_text="Alleen bij één huishouden.")
    email = serializers.CharField(allow_null=True, help_text="Alleen bij één huishouden.")
    goed_om_te_weten = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="Alleen bij één huishouden (C)."
    )
    wat_echt_telt = serializers.CharField(allow_null=True, help_text="Alleen bij één huishouden (C).")
    personen = PersoonUit(many=True, allow_null=True, help_text="Alleen bij één huishouden.")
    leesbaar = serializers.ListField(
        child=serializers.CharField(),
        allow_null=True,
        help_text="De letters van het informatieprotocol die je van dit huishouden mag lezen.",
    )
    versie = serializers.IntegerField()


class HuishoudenWijzigen(StrengeVorm):
    naam = tekst(120, "Leeg bij een nieuw huishouden: dan de achternaam van de eerste persoon.")
    straat = tekst(120)
    huisnummer = serializers.IntegerField(min_value=1, max_value=99_999, required=False, allow_null=True)
    toevoeging = tekst(12)
    postcode = PostcodeVeld(required=False, allow_blank=True)
    plaats = tekst(80)
    telefoon = TelefoonVeld(required=False, allow_blank=True)
    email = serializers.EmailField(required=False, allow_blank=True)
    is_geheim_adres = serializers.BooleanField(required=False)
    team_id = TeamVeld(
        required=False, allow_null=True, source="team", help_text="Anders volgt het uit het adres."
    )
    goed_om_te_weten = serializers.ListField(
        child=serializers.CharField(max_length=200), max_length=8, required=False
    )
    wat_echt_telt = tekst(2000)


class HuishoudenMaken(HuishoudenWijzigen):
    personen = serializers.ListField(child=PersoonIn(), max_length=20, default=list)
    toch = serializers.BooleanField(
        default=False, help_text="Ook als er op dit adres al een huishouden bekend is."
    )


class CrisisIn(StrengeVorm):
    met_wie = tekst(160, "Wie erbij waren.", default="")
    tekst = serializers.CharField(max_length=20_000, help_text="Wat er gebeurde en wat er nu is geregeld.")
    dag = serializers.DateField(required=False, help_text="Op welke dag. Leeg is vandaag.")

    def validate_dag(self, dag: date) -> date:
        if dag > localdate():
            raise serializers.ValidationError(
                "Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."
            )
        return dag


class HuishoudenVraag(Vraag):
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")
    fase = keuze(CasusStatus.choices, "Alleen in deze fase.", required=False)
    mijn = serializers.BooleanField(required=False, help_text="Alleen waar je zelf aan werkt.")
    zonder = keuze(
        ("plan", "regisseur", "evaluatie", "medewerker"), "Alleen waar dit nog ontbreekt.", required=False
    )


class Huishoudens(Bron):
    bron, naam = "huishoudens", "huishouden"
    uitleg = "Huishoudens met de mensen die erbij horen."
    uit = HuishoudenUit
    vraag = HuishoudenVraag
    schermen = {
        "list": "dossier:huishoudens",
        "retrieve": "dossier:huishouden",
        "create": "dossier:huishouden_nieuw",
        "partial_update": "dossier:huishouden_wijzigen",
    }
    invoer = {"create": HuishoudenMaken, "partial_update": HuishoudenWijzigen}
    handelingen = {
        "personen": Handeling(
            "dossier:persoon_nieuw", "voeg_toe", "Zet iemand bij het huishouden", PersoonErbij
        ),
        "crisis": Handeling("dossier:crisis", "noteer_crisis", "Noteer een crisis: hulp gaat voor", CrisisIn),
    }
    volgorde = ("sorteernaam", "id")
    telt_vragen = True

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        vraag = Lijstvraag(
            team=str(waarden.get("team", "")),
            fase=waarden.get("fase", ""),
            mijn=waarden.get("mijn", False),
            zonder=waarden.get("zonder", ""),
        )
        alle = Huishouden.objects.visible_to(self.wie)
        return filter_lijst(alle, vraag, self.wie, localdate()).select_related("team")

    def huishouden_van(self, rij: Any) -> UUID | None:
        gevonden: UUID = rij.pk
        return gevonden

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        regels = als_rijen(rijen, self.wie, vandaag=localdate())
        return [_kort(rij, regel) for rij, regel in zip(rijen, regels, strict=True)]

    def open(self, pk: UUID, *, lock: bool = False) -> Huishouden:
        return huishouden_for(self.wie, pk, doel=Doel.HULP, lock=lock)

    def toon(self, rij: Huishouden) -> dict[str, Any]:
        zicht, vandaag = rij.zicht, localdate()
        kring = zicht.mag(Categorie.HUISHOUDEN)
        return _kort(rij, als_rijen([rij], self.wie, vandaag=vandaag)[0]) | {
            "telefoon": rij.telefoon,
            "email": rij.email,
            "goed_om_te_weten": rij.goed_om_te_weten if kring else None,
            "wat_echt_telt": rij.wat_echt_telt if kring else None,
            "personen": [
                {
                    "id": regel.inwoner.pk,
                    "plek_id": regel.lid.pk,
                    "naam": regel.naam,
                    "geboortedatum": regel.inwoner.geboortedatum,
                    "rol": regel.lid.rol if kring else None,
                }
                for regel in personen_van(rij, vandaag)
            ],
            "leesbaar": zicht.leesbaar(),
        }

    def maak(self, gegevens: Mapping[str, Any]) -> Huishouden:
        daar = _op_het_adres(gegevens)
        if not gegevens["toch"]:
            woont_er_al(self.wie, gegevens, self.nu)
        team = gegevens.get("team") or (daar.team if daar else None) or self._enige_eigen_team()
        huishouden = make_huishouden(
            gegevens={**gegevens, **_buurt(daar)},
            personen=[persoon_in(persoon) for persoon in gegevens["personen"]],
            team=team,
            by=self.wie,
            at=self.nu,
        )
        if team is not None:
            open_casus(
                huishouden=huishouden,
                team=team,
                teammodel_id=self.teammodel_id,
                behandelaar=self.wie if team.pk in teams_van(self.wie) and not self.is_programma else None,
                by=self.wie,
                at=self.nu,
            )
        return huishouden

    def wijzig(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        gevraagd = set(gegevens)
        if gevraagd & set(_KRING):
            eis(self.wie, rij, Categorie.HUISHOUDEN, schrijven=True)
        if gevraagd - set(_KRING):
            eis(self.wie, rij, Categorie.IDENTITEIT, schrijven=True)
        nieuw = dict(gegevens)
        team = nieuw.pop("team", rij.team)
        if gevraagd & set(_ADRES):
            daar = _op_het_adres({veld: nieuw.get(veld, getattr(rij, veld)) for veld in _ADRES})
            nieuw |= _buurt(daar)
            if "team" not in gevraagd and daar is not None and daar.team is not None:
                team = daar.team
        if not nieuw.get("naam", rij.naam):
            nieuw["naam"] = rij.naam
        change_huishouden(
            huishouden=rij, gegevens=nieuw, team=team, versie=rij.versie, by=self.wie, at=self.nu
        )

    def voeg_toe(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        add_inwoner(huishouden=rij, gegevens=persoon_in(gegevens), by=self.wie, at=self.nu)

    def noteer_crisis(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        casus, nu = eigen_casus(rij, casussen_van(rij)), self.nu
        if casus is None or casus.is_afgesloten:  # help begins with who notes it: a person
            self.eis_mens(
                "Bij dit huishouden loopt geen hulp. Laat een mens de crisis noteren, op het scherm."
            )
        dag = gegevens.get("dag") or localdate(nu)
        note_crisis(
            huishouden=rij,
            casus=casus,
            teammodel_id=self.teammodel_id,
            tekst=gegevens["tekst"],
            met_wie=gegevens["met_wie"],
            gebeurd_op=nu if dag == localdate(nu) else make_aware(datetime.combine(dag, time(12))),
            by=self.wie,
            at=nu,
        )

    def _enige_eigen_team(self) -> Wijkteam | None:
        eigen = list(Wijkteam.objects.actief().filter(pk__in=teams_van(self.wie))[:2])
        return eigen[0] if len(eigen) == 1 else None


def _kort(rij: Huishouden, regel: Any) -> dict[str, Any]:
    """Return what the list shows: the least."""
    geheim = rij.is_geheim_adres
    return {
        "id": rij.pk,
        "naam": rij.naam,
        **{
            veld: getattr(rij, veld) if not geheim else None if veld == "huisnummer" else ""
            for veld in _ADRES
        },
        "is_geheim_adres": geheim,
        "team_id": rij.team_id,
        "fase": _FASE.get(regel.fase),
        "volgende_stap": regel.stap or None,
        "volgende_stap_op": regel.stap_op,
        "telefoon": None,
        "email": None,
        "goed_om_te_weten": None,
        "wat_echt_telt": None,
        "personen": None,
        "leesbaar": None,
        "versie": rij.versie,
    }


_FASE = {str(label): code for code, label in CasusStatus.choices}


def _op_het_adres(gegevens: Mapping[str, Any]) -> Any:
    if not gegevens.get("postcode"):
        return None
    return team_van_adres(gegevens["postcode"], gegevens.get("huisnummer"))


def _buurt(daar: Any) -> dict[str, Any]:
    return {"buurt_id": daar.buurt.pk} if daar and daar.buurt else {}


def woont_er_al(gebruiker: Any, gegevens: Mapping[str, Any], at: datetime) -> None:
    """Refuse when a household is known at this address: asking who lives there is a search, and on record.

    :raises WoontErAl: with who lives there, or which team to ask.
    """
    if not gegevens.get("postcode") or gegevens.get("huisnummer") is None:
        return
    toevoeging = gegevens.get("toevoeging", "")
    daar = bewoners_van(gebruiker, gegevens["postcode"], gegevens["huisnummer"], toevoeging=toevoeging)
    audit.record(
        "dossier.huishouden.gezocht", by=gebruiker, at=at, soort="lezen", doel=Doel.INTAKE,
        detail={"aantal": len(daar)},
    )  # fmt: skip
    if daar:
        raise WoontErAl(f"{daar[0].zin} Is het toch een ander huishouden? Stuur dan toch: true mee.")
