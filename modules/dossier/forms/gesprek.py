"""Forms of the talk. Only the last one asks; the others keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from modules.dossier.models import GesprekSoort, MarkeringSoort
from modules.dossier.rules.kanteling import KADERS, VRAGEN, KaderAntwoord
from modules.dossier.zicht import mate_over
from modules.inrichting.leefgebieden import ZRM_VERSIES
from modules.inrichting.rules.protocol import Mate

ONDERZOEKSPUNTEN = (
    ("behoeften", "Behoeften en voorkeuren", "Wmo artikel 2.3.2 lid 4a"),
    ("eigen_kracht", "Eigen kracht en hulp van huisgenoten", "Wmo artikel 2.3.2 lid 4b"),
    ("netwerk", "Mantelzorg en netwerk", "Wmo artikel 2.3.2 lid 4c"),
    ("steun_mantelzorger", "Steun voor de mantelzorger", "Wmo artikel 2.3.2 lid 4d"),
    ("algemene_voorziening", "Algemene voorziening of nuttige activiteit", "Wmo artikel 2.3.2 lid 4e"),
    ("samenwerking", "Samenwerking met zorg, jeugd, onderwijs, wonen en werk", "Wmo artikel 2.3.2 lid 4f"),
    ("bijdrage", "Eigen bijdrage", "Wmo artikel 2.3.2 lid 4g"),
)
"""The seven subjects of the onderzoek, in the order of the law."""


def zet_keuzes(form: forms.Form, veld: str, keuzes: Any) -> None:
    """Give a choice field its choices, which are known only when the form is made."""
    gekozen = form.fields[veld]
    assert isinstance(gekozen, forms.ChoiceField)
    gekozen.choices = keuzes


def leefgebied_keuzes(versie: str = "zrm_2013", zicht: Any = None) -> list[tuple[str, str]]:
    """Return the leefgebieden of the matrix in use, as a field takes them.

    With `zicht` only those of which this person may read everything: nobody writes what he cannot read back.
    """
    keuzes = list(ZRM_VERSIES[versie].keuzes)
    if zicht is None:
        return keuzes
    return [(code, label) for code, label in keuzes if mate_over(zicht, [code]) is Mate.ALLES]


class GesprekForm(forms.Form):
    """All that is written during a talk. Nothing is required: the talk comes first."""

    variant: Any = None  # how the team of this household works

    soort = forms.ChoiceField(label="Soort gesprek", choices=GesprekSoort.choices)
    plaats = forms.CharField(label="Waar", max_length=160, required=False)
    aanwezig = forms.MultipleChoiceField(
        label="Wie zijn erbij", required=False, widget=forms.CheckboxSelectMultiple
    )
    ook_aanwezig = forms.CharField(
        label="En ook", max_length=200, required=False, help_text="Namen met een komma ertussen."
    )
    zonder_inwoner_omdat = forms.CharField(
        label="Niemand van het huishouden erbij? Schrijf waarom", max_length=300, required=False
    )
    voorbereiding = forms.CharField(label="Voorbereiding", widget=forms.Textarea, required=False)
    verhaal = forms.CharField(label="Verhaal", widget=forms.Textarea, required=False)
    gevraagd = forms.CharField(label="Waar vraagt het huishouden om?", widget=forms.Textarea, required=False)
    verleden = forms.CharField(label="Hoe was het?", widget=forms.Textarea, required=False)
    heden = forms.CharField(label="Hoe is het nu?", widget=forms.Textarea, required=False)
    toekomst = forms.CharField(label="Hoe mag het worden?", widget=forms.Textarea, required=False)
    sterk = forms.CharField(label="Wat lukt goed?", widget=forms.Textarea, required=False)
    wensen = forms.CharField(label="Wat wilt u graag?", widget=forms.Textarea, required=False)
    belemmering = forms.CharField(label="Wat staat in de weg?", widget=forms.Textarea, required=False)
    leefgebieden = forms.MultipleChoiceField(
        label="Waar ging het over?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        leden: Iterable[Any],
        met_onderzoek: bool,
        met_organisaties: bool,
        zicht: Any,
        met_voorbereiding: bool,
        **kwargs: Any,
    ) -> None:
        """Make the form for this person: preparing is a work note of who began the talk."""
        super().__init__(*args, **kwargs)
        if not met_voorbereiding:
            del self.fields["voorbereiding"]
        self.leden = list(leden)
        zet_keuzes(self, "aanwezig", [(str(lid.inwoner_id), lid.inwoner.naam) for lid in self.leden])
        al_gekozen = set(self.initial.get("leefgebieden") or ())
        te_kiezen = {code for code, _ in leefgebied_keuzes(zicht=zicht)} | al_gekozen
        zet_keuzes(self, "leefgebieden", [deel for deel in leefgebied_keuzes() if deel[0] in te_kiezen])
        self.onderzoek = [naam for naam, _, _ in ONDERZOEKSPUNTEN] if met_onderzoek else []
        for naam, label, artikel in ONDERZOEKSPUNTEN if met_onderzoek else ():
            self.fields[naam] = forms.CharField(
                label=label, help_text=artikel, required=False, widget=forms.Textarea
            )
        if met_onderzoek:
            self.onderzoek.append("identiteit_gezien")
            self.fields["identiteit_gezien"] = forms.CharField(
                label="Wie heeft de identiteit vastgesteld?",
                help_text="Wmo artikel 2.3.4. Zoals: Carla, aan het rijbewijs. Neem geen nummer over.",
                max_length=120,
                required=False,
            )
        if met_organisaties:
            self.fields["organisatie_doet"] = forms.CharField(
                label="Welke organisatie doet wat?",
                required=False,
                widget=forms.Textarea,
                help_text="Eén regel per organisatie.",
            )

    @property
    def onderzoeksvelden(self) -> list[Any]:
        """Return the bound fields of the seven subjects, in the order of the law."""
        return [self[naam] for naam in self.onderzoek]

    def waarden(self) -> dict[str, Any]:
        """Return what was typed as `save_gesprek` takes it."""
        schoon = dict(self.cleaned_data)
        aanwezig = set(schoon.pop("aanwezig"))
        erbij = [
            {"soort": "inwoner", "id": str(lid.inwoner_id), "naam": lid.inwoner.naam}
            for lid in self.leden
            if str(lid.inwoner_id) in aanwezig
        ]
        ook = [naam.strip() for naam in schoon.pop("ook_aanwezig").split(",") if naam.strip()]
        schoon["aanwezigen"] = erbij + [{"soort": "ander", "naam": naam} for naam in ook]
        extra = [*self.onderzoek, *(["organisatie_doet"] if "organisatie_doet" in self.fields else [])]
        schoon["gegevens"] = {naam: schoon.pop(naam) for naam in extra}
        return schoon


class BehoefteForm(forms.Form):
    """What somebody needs, in own words, and on which leefgebied."""

    tekst = forms.CharField(
        label="Wat is er nodig?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat er nodig is, in de woorden van het huishouden."},
    )
    leefgebied = forms.ChoiceField(label="Leefgebied", required=False)

    def __init__(self, *args: Any, zicht: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_keuzes(self, "leefgebied", [("", "Nog niet gekozen"), *leefgebied_keuzes(zicht=zicht)])


class KadersForm(forms.Form):
    """The four frames of one behoefte, light to heavy, each with room to say why it was passed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kader in KADERS:
            self.fields[kader.value] = forms.CharField(
                label=kader.label, required=False, widget=forms.Textarea
            )
            self.fields[f"{kader.value}_niet"] = forms.CharField(
                label="Overgeslagen, want", required=False, max_length=300
            )

    def regels(self) -> list[dict[str, Any]]:
        """Return per frame its two fields and its open question."""
        return [
            {
                "kader": kader,
                "tekst": self[kader.value],
                "niet": self[f"{kader.value}_niet"],
                "vraag": VRAGEN[kader][0],
                "meer": VRAGEN[kader][1:],
                "nummer": nummer,
            }
            for nummer, kader in enumerate(KADERS, start=1)
        ]

    def antwoorden(self) -> dict[str, KaderAntwoord]:
        """Return what was typed as the rule takes it."""
        schoon = self.cleaned_data
        return {
            kader.value: KaderAntwoord(schoon[kader.value], schoon[f"{kader.value}_niet"]) for kader in KADERS
        }


class MarkeringForm(forms.Form):
    """A quick mark in passing."""

    soort = forms.ChoiceField(label="Soort", choices=MarkeringSoort.choices)
    tekst = forms.CharField(
        label="Wat",
        max_length=300,
        error_messages={"required": "Schrijf in een paar woorden wat je wilt onthouden."},
    )


class VerslagForm(forms.Form):
    """The report for the resident, and what the resident says of it."""

    verslag = forms.CharField(
        label="Verslag",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf het verslag. Je kunt beginnen met het voorstel."},
    )
    verslag_verstuurd_op = DatumVeld(label="Verstuurd op", required=False, snel=(0,))
    reactie_inwoner = forms.CharField(
        label="Wat vindt het huishouden van het verslag?", widget=forms.Textarea, required=False
    )


class ReactieForm(forms.Form):
    """What staff say about the words of a resident."""

    tekst = forms.CharField(
        label="Jouw opmerking",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf eerst je opmerking."},
    )
