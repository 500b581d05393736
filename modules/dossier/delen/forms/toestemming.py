"""Three kinds of consent, three forms, three sets of words: never one tick box (AP 2016, domain.md 5.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import KeuzeKaarten, Segment
from modules.dossier.delen.actions.toestemming import Inhoud
from modules.dossier.delen.forms.velden import (
    DEELBAAR,
    FUNCTIES,
    Mensenkeuze,
    collegas,
    in_plan,
    mensen_van,
    organisaties,
)
from modules.dossier.delen.rules.begrenzing import grens_van
from modules.dossier.delen.woorden import Antwoord, Hoe, Kaderwet, Soort, Uitzondering, Vraag
from modules.dossier.models import Huishouden, Inwoner, Melding
from modules.inrichting.codelijsten import Wet

JA_NEE: Final = (("ja", "Ja"), ("nee", "Nee"))
DUUR: Final = timedelta(days=183)


class BeginForm(forms.Form):
    """Which consent, about whom."""

    soort = forms.ChoiceField(
        label="Wat wil je vragen?",
        choices=[
            (Soort.GEHEIM, "Mag ik dit met iemand delen?"),
            (Soort.HULP, "Is de inwoner het eens met deze hulp?"),
            (Soort.GRONDSLAG, "Mogen we gegevens verwerken die niet bij een wettelijke taak horen?"),
        ],
        widget=KeuzeKaarten(
            uitleg={
                Soort.GEHEIM: "Wat jij in vertrouwen weet, gaat naar iemand anders: een collega met een andere "
                "functie, of een organisatie. Zonder toestemming blijft het bij jou.",
                Soort.HULP: "De inwoner zegt ja of nee tegen de hulp zelf. Dit geeft niemand toegang tot gegevens.",
                Soort.GRONDSLAG: "Bijna nooit nodig: de meeste taken staan in de wet. Alleen na een concrete vraag "
                "om hulp, in het eigen belang, en als nee zeggen niets kost.",
            }
        ),
    )
    inwoner = Mensenkeuze(
        Inwoner.objects.none(), label="Over wie gaat het?", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, huishouden: Huishouden, **kwargs: Any) -> None:
        """Offer the people of the household."""
        super().__init__(*args, **kwargs)
        self.fields["inwoner"].queryset = mensen_van(huishouden)  # type: ignore[attr-defined]


class LeeftijdForm(forms.Form):
    """What the rule of age and gezag needs to know; for a minor it asks more."""

    kaderwet = forms.ChoiceField(
        label="Waar gaat het over?", choices=Kaderwet.choices, widget=Segment, initial=Kaderwet.WMO
    )
    kan_zelf = forms.ChoiceField(
        label="Kan deze persoon de gevolgen van ja of nee overzien?",
        choices=JA_NEE,
        widget=Segment,
        initial="ja",
    )
    uitzondering = forms.ChoiceField(
        label="Beslist de jongere zonder de ouders?",
        choices=Uitzondering.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="Alleen bij jeugdhulp, van 12 tot 16 jaar. Jeugdwet, artikel 7.3.4 lid 2.",
    )
    uitzondering_omdat = forms.CharField(
        label="Waarom beslissen de ouders hier niet mee?",
        widget=forms.Textarea,
        required=False,
        max_length=1000,
    )

    def __init__(
        self, *args: Any, huishouden: Huishouden, inwoner: Inwoner, door: Any, **kwargs: Any
    ) -> None:
        """Leave out what does not play at this age."""
        super().__init__(*args, **kwargs)
        self.huishouden, self.inwoner, self.door = huishouden, inwoner, door
        leeftijd = inwoner.leeftijd_op(localdate())
        if leeftijd is None or leeftijd >= 18:
            del self.fields["kaderwet"]
        if leeftijd is None or not 12 <= leeftijd < 16:
            del self.fields["uitzondering"], self.fields["uitzondering_omdat"]
        if leeftijd is not None and leeftijd < 12:
            del self.fields["kan_zelf"]

    def leeftijd(self) -> dict[str, Any]:
        """Return what was answered here, with what goes without saying."""
        schoon = self.cleaned_data
        return {
            "kaderwet": schoon.get("kaderwet") or Kaderwet.WMO,
            "kan_zelf": schoon.get("kan_zelf", "ja") == "ja",
            "uitzondering": schoon.get("uitzondering") or "",
            "uitzondering_omdat": schoon.get("uitzondering_omdat") or "",
        }


class PeriodeForm(LeeftijdForm):
    """For what, and from when until when."""

    waarvoor = forms.CharField(
        label="Waarvoor?",
        max_length=300,
        help_text="Zo dat de inwoner het begrijpt: om samen een regeling voor de huur te maken.",
        error_messages={"required": "Vul in waarvoor dit nodig is."},
    )
    van = DatumVeld(
        label="Vanaf", snel=(0,), error_messages={"required": "Vul in vanaf welke dag het geldt."}
    )
    tot_en_met = DatumVeld(
        label="Tot en met",
        snel=(),
        help_text="Hoogstens een jaar. Intrekken kan altijd, op elke dag.",
        error_messages={"required": "Vul de laatste dag in."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin today, for half a year."""
        vandaag = localdate()
        kwargs["initial"] = {"van": vandaag, "tot_en_met": vandaag + DUUR} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


AAN = (
    ("organisatie", "Een organisatie buiten het team"),
    ("functie", "Een functie in ons team"),
    ("collega", "Eén collega"),
)


class GeheimForm(PeriodeForm):
    """May I share this? To whom exactly, and exactly what."""

    soort = Soort.GEHEIM
    kop = "Toestemming om iets te delen"
    aan = forms.ChoiceField(label="Met wie wil je delen?", choices=AAN, widget=forms.RadioSelect)
    organisatie = Mensenkeuze(
        Inwoner.objects.none(), label="Welke organisatie?", required=False, empty_label="Kies een organisatie"
    )
    functie = forms.ChoiceField(
        label="Welke functie?",
        choices=[("", "Kies een functie"), *((f.value, f.label) for f in FUNCTIES)],
        required=False,
    )
    collega = Mensenkeuze(
        Inwoner.objects.none(), label="Welke collega?", required=False, empty_label="Kies een collega"
    )
    vraag = forms.ChoiceField(
        label="Alleen één antwoord",
        choices=[("", "Nee, het gaat om meer"), *Vraag.choices],
        required=False,
        help_text="Soms is een ja of nee genoeg. Dat is altijd het minste.",
    )
    leefgebieden = forms.MultipleChoiceField(
        label="Welke onderwerpen uit het plan?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De organisatie ziet alleen doelen en acties over deze onderwerpen, als jij ze straks kiest.",
    )
    met_afspraken = forms.BooleanField(
        label="Ook de afspraken over contact en het verhaal in het kort", required=False
    )
    categorieen = forms.MultipleChoiceField(
        label="Welke gegevens mag de functie of collega zien?",
        choices=[(c.value, c.label) for c in DEELBAAR],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer organisations, colleagues and the life areas of the plan."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = organisaties()  # type: ignore[attr-defined]
        self.fields["collega"].queryset = collegas(self.huishouden, self.door)  # type: ignore[attr-defined]
        self.fields["leefgebieden"].choices = in_plan(self.huishouden)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for one receiver and for something to share with it."""
        schoon = super().clean() or {}
        aan = schoon.get("aan")
        if aan == "organisatie":
            self._naar_organisatie(schoon)
        elif aan:
            if not schoon.get(aan):
                self.add_error(aan, "Kies welke functie." if aan == "functie" else "Kies welke collega.")
            if not schoon.get("categorieen"):
                self.add_error("categorieen", "Kies welke gegevens je wilt delen.")
        return schoon

    def _naar_organisatie(self, schoon: dict[str, Any]) -> None:
        organisatie = schoon.get("organisatie")
        if organisatie is None:
            self.add_error("organisatie", "Kies welke organisatie.")
            return
        if not (schoon.get("vraag") or schoon.get("leefgebieden") or schoon.get("met_afspraken")):
            self.add_error("vraag", "Kies één antwoord, onderwerpen of de afspraken.")
        grens = grens_van(organisatie.soort)
        buiten = [naam for code, naam in self.fields["leefgebieden"].choices  # type: ignore[attr-defined]
                  if code in schoon.get("leefgebieden", ()) and code not in grens.leefgebieden]  # fmt: skip
        if buiten:
            self.add_error(
                "leefgebieden", f"Dit gaat niet naar {organisatie}: {', '.join(buiten)}. {grens.reden}"
            )
        if schoon.get("met_afspraken") and not grens.met_afspraken:
            self.add_error("met_afspraken", f"De afspraken gaan niet naar {organisatie}. {grens.reden}")

    def inhoud(self) -> Inhoud:
        """Return what is asked."""
        schoon, aan = self.cleaned_data, self.cleaned_data["aan"]
        buiten = aan == "organisatie"
        categorieen = (["J"] if schoon["met_afspraken"] else []) if buiten else schoon["categorieen"]
        return Inhoud(
            soort=self.soort,
            waarvoor=schoon["waarvoor"],
            van=schoon["van"],
            tot_en_met=schoon["tot_en_met"],
            categorieen=tuple(categorieen),
            leefgebieden=tuple(schoon["leefgebieden"]) if buiten else (),
            vraag=schoon["vraag"] if buiten else "",
            aan_functie=schoon["functie"] if aan == "functie" else "",
            aan_gebruiker=schoon["collega"] if aan == "collega" else None,
            aan_organisatie=schoon["organisatie"] if buiten else None,
            **self.leeftijd(),
        )


class HulpForm(PeriodeForm):
    """Does the resident agree with this help? Opens no data."""

    soort = Soort.HULP
    kop = "Instemming met hulp"
    hulp = forms.CharField(
        label="Welke hulp?",
        max_length=300,
        help_text="Wat er gaat gebeuren, hoe vaak en door wie.",
        error_messages={"required": "Vul in om welke hulp het gaat."},
    )
    organisatie = Mensenkeuze(
        Inwoner.objects.none(), label="Wie geeft de hulp?", required=False, empty_label="Ons team"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the organisations that give help."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = organisaties()  # type: ignore[attr-defined]
        self.fields["waarvoor"].label = "Wat moet de hulp opleveren?"
        self.fields["waarvoor"].help_text = "In de woorden van de inwoner."

    def inhoud(self) -> Inhoud:
        """Return what is asked."""
        schoon = self.cleaned_data
        return Inhoud(
            soort=self.soort,
            waarvoor=schoon["waarvoor"],
            van=schoon["van"],
            tot_en_met=schoon["tot_en_met"],
            hulp=schoon["hulp"],
            aan_organisatie=schoon["organisatie"],
            **self.leeftijd(),
        )


class GrondslagForm(PeriodeForm):
    """May we process what no law asks for? Only when a no costs nothing."""

    soort = Soort.GRONDSLAG
    kop = "Toestemming om gegevens te verwerken"
    melding = forms.ModelChoiceField(
        Melding.objects.none(),
        label="Bij welke vraag om hulp hoort dit?",
        required=False,
        empty_label="Er is geen vraag om hulp",
    )
    is_wettelijke_taak = forms.ChoiceField(
        label="Hoort dit bij een taak die in de wet staat?", choices=JA_NEE, widget=Segment, initial="nee"
    )
    is_eigen_belang = forms.ChoiceField(
        label="Is het in het eigen belang van de inwoner?", choices=JA_NEE, widget=Segment
    )
    mag_nee_zeggen = forms.ChoiceField(
        label="Kan de inwoner nee zeggen zonder dat de hulp minder wordt?", choices=JA_NEE, widget=Segment
    )
    categorieen = forms.MultipleChoiceField(
        label="Welke gegevens?",
        choices=[(c.value, c.label) for c in DEELBAAR],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies om welke gegevens het gaat."},
    )
    functie = forms.ChoiceField(
        label="Wie werkt ermee?",
        choices=[("", "Niemand anders dan ik"), *((f.value, f.label) for f in FUNCTIES)],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the questions for help of this person, or of the household."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["melding"]
        veld.queryset = Melding.objects.filter(huishouden=self.huishouden).order_by("-ontvangen_op")
        veld.label_from_instance = _melding

    def inhoud(self) -> Inhoud:
        """Return what is asked; whether it may be asked at all is for the action to say."""
        schoon = self.cleaned_data
        return Inhoud(
            soort=self.soort,
            waarvoor=schoon["waarvoor"],
            van=schoon["van"],
            tot_en_met=schoon["tot_en_met"],
            categorieen=tuple(schoon["categorieen"]),
            melding=schoon["melding"],
            aan_functie=schoon["functie"],
            is_eigen_belang=schoon["is_eigen_belang"] == "ja",
            mag_nee_zeggen=schoon["mag_nee_zeggen"] == "ja",
            is_wettelijke_taak=schoon["is_wettelijke_taak"] == "ja",
            **self.leeftijd(),
        )


def _melding(rij: Melding) -> str:
    return f"{Wet(rij.wet).label}, {localdate(rij.ontvangen_op):%d-%m-%Y}"


FORMULIEREN: Final = {"delen": GeheimForm, "hulp": HulpForm, "verwerken": GrondslagForm}
"""The word in the address, and its form."""

WOORD: Final = {Soort.GEHEIM: "delen", Soort.HULP: "hulp", Soort.GRONDSLAG: "verwerken"}


class AntwoordForm(forms.Form):
    """What one of them said."""

    antwoord = forms.ChoiceField(
        label="Wat is het antwoord?", choices=[(Antwoord.JA, "Ja"), (Antwoord.NEE, "Nee")], widget=Segment
    )
    hoe = forms.ChoiceField(label="Hoe is het gegeven?", choices=Hoe.choices, widget=forms.RadioSelect)
    op = DatumVeld(
        label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul de dag van het antwoord in."}
    )

    def clean_op(self) -> Any:
        """Take a day that was."""
        op = self.cleaned_data["op"]
        if op is not None and op > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of eerder.")
        return op


class IntrekForm(forms.Form):
    """Who takes the consent back."""

    wie = forms.CharField(
        label="Wie trekt de toestemming in?",
        max_length=160,
        error_messages={"required": "Vul in wie de toestemming intrekt."},
    )
