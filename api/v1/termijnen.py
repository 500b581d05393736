"""`/termijnen`: what must be done before a day, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate, make_aware, now
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import TijdVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.errors import Refusal
from modules.dossier.access import termijn_for, termijnen_zichtbaar
from modules.dossier.actions import ingebrekestelling, termijnstil, termijnuitstel
from modules.dossier.actions.termijn import explain_termijn, finish_termijn, reopen_termijn
from modules.dossier.models import GeenDwangsom, Ingebrekestelling, Termijn, VerlengGrond
from modules.dossier.queries.termijnen import STANDEN, op_stand
from modules.inrichting.codelijsten import OpschortingGrond, OverschrijdingOorzaak, TermijnStatus, Wet

_GRONDEN = [(grond.value, grond.label) for grond in VerlengGrond if grond is not VerlengGrond.UITSTEL]
"""Word of delay gives time by itself, where the law says so."""


class AlOngedaan(Refusal):
    text = "Dit is al ongedaan gemaakt. Haal de termijn opnieuw op."


class GeenBrief(Refusal):
    text = "Bij deze termijn is geen ingebrekestelling vastgelegd."


class OpschortingUit(Vorm):
    id = serializers.UUIDField()
    grond = keuze(OpschortingGrond.choices)
    reden = serializers.CharField()
    van = serializers.DateField()
    uiterlijk = serializers.DateField(allow_null=True)
    tot = serializers.DateField(allow_null=True, help_text="Leeg zolang de tijd stilstaat.")


class VerlengingUit(Vorm):
    id = serializers.UUIDField()
    grond = keuze(VerlengGrond.choices)
    reden = serializers.CharField()
    duur = serializers.CharField()
    tot = serializers.DateField(allow_null=True)
    op = serializers.DateField()


class UitstelberichtUit(Vorm):
    id = serializers.UUIDField()
    nieuw = serializers.DateField(help_text="Wanneer het besluit wel komt.")
    reden = serializers.CharField()
    op = serializers.DateField()


class IngebrekestellingUit(Vorm):
    id = serializers.UUIDField()
    ontvangen_op = serializers.DateField()
    uiterlijk = serializers.DateField(help_text="Tot en met deze dag is er nog geen dwangsom.")
    eerste_dag = serializers.DateField()
    laatste_dag = serializers.DateField()
    geen_dwangsom = serializers.ChoiceField(choices=GeenDwangsom.choices, allow_null=True)
    besloten_op = serializers.DateField(allow_null=True)
    bedrag = serializers.CharField(allow_null=True, help_text="In euro, met twee cijfers achter de punt.")


class TermijnUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField(allow_null=True)
    melding_id = serializers.UUIDField(allow_null=True)
    beschikking_id = serializers.UUIDField(allow_null=True)
    sleutel = serializers.CharField()
    titel = serializers.CharField()
    uitleg = serializers.CharField()
    wet = serializers.ChoiceField(choices=Wet.choices, allow_null=True)
    begin = serializers.DateField()
    einde = serializers.DateField()
    einde_tijd = serializers.DateTimeField(allow_null=True, help_text="Bij een termijn in uren.")
    dagen_stil = serializers.IntegerField()
    status = keuze(TermijnStatus.choices)
    eigenaar_id = serializers.UUIDField(allow_null=True)
    gehaald_op = serializers.DateField(allow_null=True)
    oorzaak = serializers.ChoiceField(choices=OverschrijdingOorzaak.choices, allow_null=True)
    opschortingen = OpschortingUit(many=True, allow_null=True, help_text="Alleen bij één termijn.")
    verlengingen = VerlengingUit(many=True, allow_null=True, help_text="Alleen bij één termijn.")
    uitstelberichten = UitstelberichtUit(many=True, allow_null=True, help_text="Alleen bij één termijn.")
    ingebrekestelling = IngebrekestellingUit(allow_null=True, help_text="Alleen bij één termijn.")


class AfrondenIn(StrengeVorm):
    gehaald_op = serializers.DateField(help_text="Op welke dag het klaar was.")
    gehaald_om = TijdVeld(required=False, help_text="Hoe laat, bij een termijn in uren.")
    oorzaak = keuze(OverschrijdingOorzaak.choices, "Waardoor het te laat was.", required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        dag, om = attrs["gehaald_op"], attrs.get("gehaald_om")
        if dag > localdate() or (om and make_aware(datetime.combine(dag, om)) > now()):
            raise serializers.ValidationError("Dit moment is nog niet geweest. Kies een eerder moment.")
        return attrs


class OpschortenIn(StrengeVorm):
    grond = keuze(OpschortingGrond.choices, "Waarom de tijd mag stilstaan.")
    van = serializers.DateField(help_text="Bij aanvullen: de dag van de brief.")
    uiterlijk = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Nodig als de aanvraag moet worden aangevuld.",
    )
    reden = tekst(1000, "Wat er aan de hand is.", leeg=False)


class HervattenIn(StrengeVorm):
    op = serializers.DateField(help_text="Sinds welke dag de tijd weer loopt.")


class VerlengenIn(StrengeVorm):
    grond = keuze(_GRONDEN, "Waarom er meer tijd is.")
    tot = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="Tot welke dag is afgesproken."
    )
    reden = tekst(1000, "Wat er aan de hand is.", leeg=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["grond"] == VerlengGrond.VERDAGEN:  # the law says how long
            return {**attrs, "tot": None}
        if attrs["tot"] is None:
            raise serializers.ValidationError({"tot": "Vul in tot welke dag er meer tijd is."})
        return attrs


class UitstelIn(StrengeVorm):
    nieuw = serializers.DateField(help_text="Wanneer de inwoner het besluit mag verwachten.")
    reden = tekst(1000, "Wat je hebt verteld.", default="")


class IngebrekestellingIn(StrengeVorm):
    ontvangen_op = serializers.DateField(help_text="Wanneer de brief binnenkwam.")


class GeenDwangsomIn(StrengeVorm):
    reden = serializers.ChoiceField(
        choices=GeenDwangsom.choices, allow_blank=True, help_text="Leeg: er komt wel een dwangsom."
    )


class OorzaakIn(StrengeVorm):
    oorzaak = keuze(OverschrijdingOorzaak.choices, "Waardoor het te laat is.")


class OngedaanIn(StrengeVorm):
    wat = keuze(("opschorting", "hervatting", "verlenging", "uitstel", "ingebrekestelling"))
    wat_id = serializers.UUIDField(
        help_text="Welke: de id uit de termijn. Bij hervatting die van de opschorting."
    )


class TermijnVraag(Vraag):
    stand = keuze(STANDEN, "Hoe ze er nu voor staan.", required=False)
    huishouden_id = serializers.UUIDField(required=False, help_text="Alleen van dit huishouden.")
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")
    eigenaar = serializers.UUIDField(required=False, help_text="Alleen van deze medewerker.")
    wet = keuze(Wet.choices, "Alleen onder deze wet.", required=False)
    mijn = serializers.BooleanField(required=False, help_text="Alleen die van jou.")


class Termijnen(Bron):
    bron, naam = "termijnen", "termijn"
    uitleg = "Termijnen van de wet en van de gemeente."
    uit = TermijnUit
    vraag = TermijnVraag
    schermen = {"list": "dossier:termijnen", "retrieve": "dossier:termijn"}
    handelingen = {
        "afronden": Handeling("dossier:termijn", "rond_af", "Zeg op welke dag het klaar was", AfrondenIn),
        "heropenen": Handeling("dossier:termijn_heropenen", "heropen", "Neem het afronden terug"),
        "opschorten": Handeling(
            "dossier:termijn_stilstaan", "schort_op", "Laat de tijd stilstaan (Awb 4:15)", OpschortenIn
        ),
        "hervatten": Handeling(
            "dossier:termijn_weer_lopen", "hervat", "Laat de tijd weer lopen", HervattenIn
        ),
        "verlengen": Handeling("dossier:termijn_meer_tijd", "verleng", "Geef meer tijd", VerlengenIn),
        "uitstel": Handeling(
            "dossier:termijn_uitstel", "meld_uitstel", "Leg vast dat uitstel is gemeld (Awb 4:14)", UitstelIn
        ),
        "ingebrekestelling": Handeling(
            "dossier:termijn_ingebreke", "stel_in_gebreke",
            "Leg een ontvangen ingebrekestelling vast (Awb 4:17)", IngebrekestellingIn,
        ),
        "geen-dwangsom": Handeling(
            "dossier:termijn_geen_dwangsom", "geen_dwangsom", "Zeg waarom er geen dwangsom komt",
            GeenDwangsomIn,
        ),
        "oorzaak": Handeling("dossier:termijn_oorzaak", "verklaar", "Zeg waardoor het te laat is", OorzaakIn),
        "ongedaan": Handeling(
            "dossier:termijn_ongedaan", "maak_ongedaan",
            "Neem een opschorting, hervatting, verlenging, uitstel of ingebrekestelling terug", OngedaanIn,
        ),
    }  # fmt: skip
    volgorde = ("einde", "id")
    telt_vragen = True

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Termijn.objects.filter(termijnen_zichtbaar(self.wie))
        velden = {
            "huishouden_id": "huishouden_id", "team": "casus__team_id", "eigenaar": "eigenaar_id", "wet": "wet",
        }  # fmt: skip
        rijen = rijen.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})
        if waarden.get("mijn"):
            rijen = rijen.filter(eigenaar_id=self.wie.pk)
        return op_stand(rijen, waarden["stand"], self.nu) if "stand" in waarden else rijen

    def open(self, pk: UUID, *, lock: bool = False) -> Termijn:
        return termijn_for(self.wie, pk)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | dict.fromkeys(_GEBEURD) for rij in rijen]

    def toon(self, rij: Termijn) -> dict[str, Any]:
        brief = Ingebrekestelling.objects.filter(termijn=rij).first()
        return _kort(rij) | {
            "opschortingen": [OpschortingUit.uit_rij(een) for een in rij.opschortingen.all()],
            "verlengingen": [VerlengingUit.uit_rij(een) for een in rij.verlengingen.all()],
            "uitstelberichten": [UitstelberichtUit.uit_rij(een) for een in rij.uitstelberichten.all()],
            "ingebrekestelling": brief
            and IngebrekestellingUit.uit_rij(brief)
            | {
                "geen_dwangsom": brief.geen_dwangsom or None,
                "bedrag": None if brief.bedrag is None else str(brief.bedrag),
            },
        }

    def rond_af(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        finish_termijn(
            termijn=rij,
            gehaald_op=gegevens["gehaald_op"],
            gehaald_om=gegevens.get("gehaald_om"),
            oorzaak=gegevens.get("oorzaak", ""),
            by=self.wie,
            at=self.nu,
        )

    def heropen(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        reopen_termijn(termijn=rij, by=self.wie, at=self.nu)

    def schort_op(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        velden = {**gegevens, "grond": OpschortingGrond(gegevens["grond"])}
        termijnstil.suspend_termijn(termijn=rij, **velden, by=self.wie, at=self.nu)

    def hervat(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        termijnstil.resume_termijn(termijn=rij, op=gegevens["op"], by=self.wie, at=self.nu)

    def verleng(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        velden = {**gegevens, "grond": VerlengGrond(gegevens["grond"])}
        termijnuitstel.extend_termijn(termijn=rij, **velden, by=self.wie, at=self.nu)

    def meld_uitstel(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        termijnuitstel.announce_delay(termijn=rij, **gegevens, by=self.wie, at=self.nu)

    def stel_in_gebreke(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        ingebrekestelling.receive_ingebrekestelling(termijn=rij, **gegevens, by=self.wie, at=self.nu)

    def geen_dwangsom(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        brief = Ingebrekestelling.objects.filter(termijn=rij).first()
        if brief is None:
            raise GeenBrief
        ingebrekestelling.waive_dwangsom(brief=brief, reden=gegevens["reden"], by=self.wie, at=self.nu)

    def verklaar(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        explain_termijn(termijn=rij, oorzaak=gegevens["oorzaak"], by=self.wie, at=self.nu)

    def maak_ongedaan(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        wie: dict[str, Any] = {"by": self.wie, "at": self.nu}
        wat = gegevens["wat"]
        deel: Any = (
            getattr(rij, _DEEL[wat]).filter(pk=gegevens["wat_id"]).first()
            if wat in _DEEL
            else (Ingebrekestelling.objects.filter(pk=gegevens["wat_id"], termijn=rij).first())
        )
        if deel is None:
            raise AlOngedaan
        if wat == "opschorting":
            termijnstil.undo_suspension(termijn=rij, opschorting=deel, **wie)
        elif wat == "hervatting":
            termijnstil.undo_resume(termijn=rij, opschorting=deel, **wie)
        elif wat == "verlenging":
            termijnuitstel.undo_extension(termijn=rij, verlenging=deel, **wie)
        elif wat == "uitstel":
            termijnuitstel.undo_announcement(termijn=rij, bericht=deel, **wie)
        else:
            ingebrekestelling.undo_ingebrekestelling(brief=deel, **wie)


_DEEL = {
    "opschorting": "opschortingen", "hervatting": "opschortingen", "verlenging": "verlengingen",
    "uitstel": "uitstelberichten",
}  # fmt: skip
_GEBEURD = ("opschortingen", "verlengingen", "uitstelberichten", "ingebrekestelling")


def _kort(rij: Termijn) -> dict[str, Any]:
    return TermijnUit.uit_rij(rij, zonder=_GEBEURD) | {"wet": rij.wet or None, "oorzaak": rij.oorzaak or None}
