"""The intake on one page: who, what is asked, how it came in. The team's variant says what is mandatory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld, TelefoonVeld
from keukentafel.components.widgets import Segment
from keukentafel.opslag.poort import MAX_BYTES, Gekeurd, keur, keur_grootte
from keukentafel.opslag.soorten import AANVAARD, Geweigerd
from modules.dossier.forms.huishouden import AdresForm
from modules.dossier.models import Kanaal
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import SignaalBron
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.instellingsoort import Keuze
from modules.inrichting.rules.stappen import stapkeuze, stappen
from modules.inrichting.rules.varianten import VariantInstellingen
from modules.inrichting.rules.velden import VerplichtVeld, verplichte_velden

INSTROOM = ("melding", "aanmelding", "overdracht")
_JA_LATER = (("ja", "Ja"), ("later", "Nog niet"))
# What the steps of other variants call the same question.
_ZELFDE_VELD = {
    "vraag": "inhoud",
    "reden": "inhoud",
    "organisatie": "melder_naam",
    "van_team": "melder_naam",
}
_NAAM_VAN_STAP = {"melding": "Melding", "aanmelding": "Aanmelding", "overdracht": "Overdracht"}
# A mandatory day that may still have to come: nobody has to make one up during the call.
_LATER = {"bevestigd_op": "bevestigd_later", "clientondersteuning_aangeboden_op": "ondersteuning_later"}
_ALLEEN_BIJ_MELDING = (*_LATER, *_LATER.values(), "persoonlijk_plan_gewezen")
_LEEG = {
    "inhoud": "Schrijf op wat er wordt gevraagd.",
    "ontvangen_op": "Vul in op welke dag de vraag binnenkwam.",
    "bron": "Kies wie de vraag stelt.",
    "kanaal": "Kies hoe de vraag binnenkwam.",
    "melder_naam": "Vul in wie de vraag doorgeeft.",
    "bevestigd_op": "Vul in wanneer de melding is bevestigd, of vink aan dat je dat later doet.",
    "persoonlijk_plan_gewezen": "Kies of je op het persoonlijk plan hebt gewezen.",
    "clientondersteuning_aangeboden_op": (
        "Vul in wanneer je de gratis ondersteuning hebt aangeboden, of vink aan dat je dat later doet."
    ),
}


def instroomstap(keuzes: VariantInstellingen) -> str:
    """Return with which step a question comes in at this team: melding, aanmelding or overdracht."""
    sleutels = [stap.sleutel for stap in stappen(keuzes)]
    return next((sleutel for sleutel in INSTROOM if sleutel in sleutels), "melding")


def naam_van_instroom(keuzes: VariantInstellingen) -> str:
    """Return what this team calls a question that comes in."""
    return _NAAM_VAN_STAP[instroomstap(keuzes)]


def heeft_wettelijke_termijnen(keuzes: VariantInstellingen) -> bool:
    """Whether this team runs the statutory procedure after a melding."""
    return stapkeuze(keuzes, "melding_onderzoek") != Keuze.N


class MeldingForm(AdresForm):
    """Who it is about, what is asked in own words, and how it came in."""

    voornamen = forms.CharField(label="Voornaam", max_length=120, required=False)
    achternaam = forms.CharField(
        label="Achternaam", max_length=140, required=False, help_text="Met tussenvoegsel."
    )
    geboortedatum = DatumVeld(label="Geboortedatum", required=False, geboorte=True)
    telefoon = TelefoonVeld()
    team = forms.ModelChoiceField(
        Wijkteam.objects.none(),
        label="Welk team pakt dit op?",
        required=False,
        empty_label="Volgt uit het adres",
    )
    inhoud = forms.CharField(
        label="Wat is de vraag?",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In de woorden van degene die belt.",
    )
    ontvangen_op = DatumVeld(label="Wanneer kwam dit binnen?", required=False, snel=(0, -1))
    kanaal = forms.ChoiceField(
        label="Hoe kwam dit binnen?",
        required=False,
        choices=[("", "Kies hoe"), *(k for k in Kanaal.choices if k[0] != Kanaal.INGELEZEN)],
    )
    scan = forms.FileField(
        label="Scan of foto van de brief of het formulier",
        required=False,
        help_text=(
            "Kwam de vraag op papier? Bewaar het papier hier. "
            f"Een PDF, foto of ander bestand, hooguit {MAX_BYTES // 1024 // 1024} MB."
        ),
        error_messages={"empty": "Dit bestand is leeg. Kies een bestand waar iets in staat."},
        widget=forms.FileInput(attrs={"accept": AANVAARD, "data-max-mb": str(MAX_BYTES // 1024 // 1024)}),
    )
    bron = forms.ChoiceField(
        label="Wie stelt de vraag?", required=False, choices=[("", "Kies wie"), *SignaalBron.choices]
    )
    melder_naam = forms.CharField(label="Naam van wie het doorgeeft", max_length=120, required=False)
    melder_telefoon = TelefoonVeld(label="Telefoon van wie het doorgeeft")
    is_spoed = forms.BooleanField(
        label="Spoed",
        required=False,
        help_text="Er moet binnen 48 uur tijdelijke hulp zijn (Wmo artikel 2.3.3).",
    )
    wet = forms.ChoiceField(label="Waar gaat het over?", widget=forms.RadioSelect, required=False)
    bevestigd_op = DatumVeld(label="Wanneer is de melding bevestigd?", required=False, snel=(0,))
    bevestigd_later = forms.BooleanField(label="Dat doe ik later", required=False)
    persoonlijk_plan_gewezen = forms.ChoiceField(
        label="Gewezen op het persoonlijk plan", choices=_JA_LATER, widget=Segment, required=False
    )
    clientondersteuning_aangeboden_op = DatumVeld(
        label="Wanneer is gratis onafhankelijke ondersteuning aangeboden?", required=False, snel=(0,)
    )
    ondersteuning_later = forms.BooleanField(label="Dat doe ik later", required=False)

    def __init__(
        self,
        *args: Any,
        keuzes: VariantInstellingen,
        modules: frozenset[str],
        is_bekend: bool = False,
        **kwargs: Any,
    ) -> None:
        """Take the choices of the team, the modules that are on, and whether the household is known."""
        super().__init__(*args, **kwargs)
        self.papier: Gekeurd | None = None
        self.ontvangen = 0
        self.stap = instroomstap(keuzes)
        self.is_bekend = is_bekend
        self.verplicht: dict[str, VerplichtVeld] = {
            _ZELFDE_VELD.get(veld.naam, veld.naam): veld for veld in verplichte_velden(keuzes, self.stap)
        }
        self.fields["team"].queryset = Wijkteam.objects.actief()  # type: ignore[attr-defined]
        self.fields["wet"].choices = self._wetten(modules)  # type: ignore[attr-defined]
        if self.stap != "melding":
            for veld in _ALLEEN_BIJ_MELDING:
                del self.fields[veld]
        for naam, eis in self.verplicht.items():
            self._maak_verplicht(naam, eis)

    def _wetten(self, modules: frozenset[str]) -> list[tuple[str, str]]:
        aan = [(wet.code, wet.naam) for wet in wetten if wet.code in modules]
        return [*aan, ("geen", "Nog niet duidelijk")]

    def _maak_verplicht(self, naam: str, eis: VerplichtVeld) -> None:
        veld = self.fields[naam]
        if self.stap != "melding" or naam not in ("inhoud",):
            veld.label = eis.label
        veld.required = naam not in _LATER
        veld.error_messages["required"] = _LEEG.get(naam, "Vul dit in.")
        uitleg = str(veld.help_text or "")
        veld.help_text = f"{uitleg} Verplicht: {eis.reden[:1].lower()}{eis.reden[1:]}".strip()

    @property
    def heeft_wetgegevens(self) -> bool:
        """Whether the questions of the statutory confirmation are on this form."""
        return self.stap == "melding"

    def clean_ontvangen_op(self) -> Any:
        """Refuse a day that is still to come; an empty optional day is today."""
        dag = self.cleaned_data.get("ontvangen_op") or localdate()
        if dag > localdate():
            raise forms.ValidationError(
                "De dag van ontvangst ligt in de toekomst. Kies vandaag of een eerdere dag."
            )
        return dag

    def clean_scan(self) -> Any:
        """Take the scan through the gate of files; what it says stands at the field."""
        gekozen = self.cleaned_data.get("scan")
        try:
            keur_grootte(self.ontvangen)
            if gekozen is not None:
                self.papier = keur(gekozen.name, gekozen.read())
        except Geweigerd as reden:
            raise forms.ValidationError(str(reden)) from reden
        return gekozen

    def clean(self) -> dict[str, Any]:
        """Ask for a name when the household is new, and for the confirmation where it is demanded."""
        schoon = super().clean() or {}
        if not self.is_bekend and not schoon.get("achternaam"):
            self.add_error(
                "achternaam", "Vul de achternaam in, of kies hieronder een huishouden dat al bekend is."
            )
        for dag, later in _LATER.items():
            if (
                dag in self.verplicht
                and not (schoon.get(dag) or schoon.get(later))
                and dag not in self.errors
            ):
                self.add_error(dag, _LEEG[dag])
        if not schoon.get("inhoud") and "inhoud" not in self.errors:
            self.add_error("inhoud", _LEEG["inhoud"])
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return the fields of the melding, with what only this variant asks under `gegevens`."""
        schoon = self.cleaned_data
        velden = ("inhoud", "melder_naam", "melder_telefoon", "is_spoed")
        keuzes = {veld: schoon[veld] for veld in ("kanaal", "bron") if schoon.get(veld)}
        gewezen = schoon.get("persoonlijk_plan_gewezen")
        return {
            **{veld: schoon[veld] for veld in velden},
            **keuzes,
            "wet": schoon.get("wet") or "geen",
            "bevestigd_op": schoon.get("bevestigd_op"),
            "clientondersteuning_aangeboden_op": schoon.get("clientondersteuning_aangeboden_op"),
            "gegevens": {"stap": self.stap} | ({"persoonlijk_plan_gewezen": gewezen} if gewezen else {}),
        }


class DagForm(forms.Form):
    """One day on which something happened."""

    op = DatumVeld(label="Op welke dag", snel=(0, -1), error_messages={"required": "Vul de dag in."})

    def clean_op(self) -> Any:
        """Refuse a day that is still to come."""
        dag = self.cleaned_data["op"]
        if dag > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
        return dag
