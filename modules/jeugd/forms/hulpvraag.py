"""The forms of a hulpvraag: who lets a child in, and each part of the page on its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.delen.forms.velden import Mensenkeuze, organisaties
from modules.dossier.models import Inwoner, Kanaal
from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.inrichting.models import Organisatie
from modules.jeugd.rules.woonplaats import Woonfeiten
from modules.jeugd.woorden import Aanleiding, Afwijkend, Gezinsplan

LANG = forms.Textarea


def _tekst(label: str, *, nodig: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=LANG,
        max_length=4000,
        required=bool(nodig),
        help_text=help_text,
        error_messages={"required": nodig} if nodig else None,
    )


class HulpvraagForm(forms.Form):
    """Who asks for which child, and by which entrance."""

    inwoner = Mensenkeuze(
        Inwoner.objects.none(),
        label="Voor welk kind is de hulp?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor welk kind de hulp is."},
    )
    verwijzer = forms.ChoiceField(
        label="Hoe kwam de vraag binnen?",
        choices=VerwijzerJeugd.choices,
        widget=forms.RadioSelect,
        initial=VerwijzerJeugd.GEMEENTE,
        help_text="Alleen bij de gemeente hoort een besluit van de gemeente. De andere vijf verwijzen zelf.",
    )
    verwijzer_naam = forms.CharField(label="Wie verwees?", max_length=120, required=False)
    verwijzer_organisatie = forms.CharField(
        label="Van welke praktijk of organisatie?", max_length=120, required=False
    )
    verwezen_op = DatumVeld(label="Op welke dag is verwezen?", required=False, snel=(0, -1))
    kanaal = forms.ChoiceField(
        label="Hoe kwam het bij jullie?",
        choices=[keuze for keuze in Kanaal.choices if keuze[0] != Kanaal.INGELEZEN],
    )
    ontvangen_op = DatumVeld(
        label="Wanneer kwam het binnen?",
        snel=(0, -1),
        error_messages={"required": "Vul in op welke dag de vraag binnenkwam."},
    )
    vraag = _tekst("Wat wordt er gevraagd?", nodig="Schrijf op wat er wordt gevraagd.")
    heeft_verblijf = forms.BooleanField(
        label="Het gaat om hulp met verblijf (het kind woont ergens anders)", required=False
    )
    is_spoed = forms.BooleanField(label="Er is haast bij", required=False)
    elders_begonnen_op = DatumVeld(
        label="Kreeg de jongere al jeugdhulp in een andere gemeente? Sinds welke dag?",
        required=False,
        help_text="Nodig vanaf 18 jaar: jeugdhulp gaat dan alleen door als die eerder begon (Jeugdwet artikel 1.1).",
    )

    def __init__(self, *args: Any, kinderen: Any, **kwargs: Any) -> None:
        """Offer the children of the household."""
        kwargs["initial"] = {"ontvangen_op": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["inwoner"]
        veld.queryset = kinderen


class DagForm(forms.Form):
    """One day on which something happened."""

    op = DatumVeld(label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul de dag in."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"op": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class AfrondForm(DagForm):
    """The end, with why."""

    omdat = _tekst("Hoe ging het, en waarom stopt het nu?", nodig="Schrijf op waarom het nu stopt.")


class IntrekForm(forms.Form):
    """Take a question back."""

    omdat = _tekst(
        "Waarom wordt de vraag ingetrokken?", nodig="Schrijf op waarom de vraag wordt ingetrokken."
    )


class StemForm(forms.Form):
    """The words of the child itself."""

    stem_kind = _tekst(
        "Wat zegt het kind of de jongere zelf?",
        help_text="In eigen woorden. Ook een tekening of een paar losse zinnen mag je hier beschrijven.",
    )
    niet_omdat = forms.CharField(label="Of: waarom weet je dat nog niet?", max_length=300, required=False)


class GezinsplanForm(forms.Form):
    """What the family answered to the offer."""

    keuze = forms.ChoiceField(
        label="Wat antwoordde de familie?",
        choices=[keuze for keuze in Gezinsplan.choices if keuze[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de familie antwoordde."},
    )
    aangeboden_op = DatumVeld(label="Wanneer heb je het aangeboden?", required=False, snel=(0, -1))
    toelichting = _tekst("Toelichting", help_text="Bij dreiging of schade is dit nodig.")


class WoonplaatsForm(forms.Form):
    """The facts by which the rule finds the responsible gemeente."""

    aanleiding = forms.ChoiceField(
        label="Waarom kijk je nu?", choices=Aanleiding.choices, widget=forms.RadioSelect
    )
    per = DatumVeld(
        label="Vanaf welke dag geldt het?", snel=(0,), error_messages={"required": "Vul de dag in."}
    )
    heeft_verblijf = forms.BooleanField(
        label="Hulp met verblijf: het kind woont voor de hulp ergens anders", required=False
    )
    gemeente_brp = forms.CharField(
        label="In welke gemeente staat het kind in de BRP?", max_length=80, required=False
    )
    gemeente_voor_verblijf = forms.CharField(
        label="Bij verblijf: in welke gemeente stond het kind direct daarvoor in de BRP?",
        max_length=80,
        required=False,
        help_text="Sluiten verblijven op elkaar aan, dan telt het adres voor het eerste verblijf.",
    )
    gemeente_moeder = forms.CharField(
        label="Niet bekend? Waar stond de moeder ingeschreven bij de geboorte?", max_length=80, required=False
    )
    gemeente_werkelijk = forms.CharField(
        label="Ook dat niet bekend? Waar is het kind nu echt?", max_length=80, required=False
    )

    def feiten(self) -> Woonfeiten:
        """Return what the rule takes."""
        schoon = self.cleaned_data
        return Woonfeiten(
            gemeente_brp=schoon["gemeente_brp"],
            heeft_verblijf=schoon["heeft_verblijf"],
            gemeente_voor_verblijf=schoon["gemeente_voor_verblijf"],
            gemeente_moeder_bij_geboorte=schoon["gemeente_moeder"],
            gemeente_werkelijk=schoon["gemeente_werkelijk"],
        )


class KijkForm(forms.Form):
    """How a parent looks at it, or the young person from twelve."""

    wie = forms.ChoiceField(
        label="Van wie is dit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies van wie deze woorden zijn."},
    )
    tekst = _tekst("Hoe ziet hij of zij het?", nodig="Schrijf op hoe hij of zij het ziet.")
    is_eens = forms.ChoiceField(
        label="Is hij of zij het eens met de hulp?",
        choices=[("", "Dat weten we nog niet"), ("ja", "Ja"), ("nee", "Nee")],
        widget=forms.RadioSelect,
        required=False,
    )
    op = DatumVeld(label="Wanneer zei hij of zij dit?", snel=(0, -1))

    def __init__(self, *args: Any, ouders: list[str], **kwargs: Any) -> None:
        """Offer the young person, the holders of gezag and the parents without."""
        kwargs["initial"] = {"op": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["wie"]
        veld.choices = [(naam, naam) for naam in ouders]


class AfwijkendForm(forms.Form):
    """Why help may begin without everybody who decides."""

    afwijkend = forms.ChoiceField(
        label="Mag de hulp beginnen zonder dat iedereen het eens is?",
        choices=Afwijkend.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    omdat = _tekst("Waarom mag dat hier?", help_text="Nodig als je hierboven ja kiest.")


class SchoolForm(forms.Form):
    """The talk with school."""

    naam = forms.CharField(label="Welke school?", max_length=120, required=False)
    op = DatumVeld(label="Wanneer sprak je school?", required=False, snel=(0, -1))
    niet_omdat = forms.CharField(label="Of: waarom niet?", max_length=300, required=False)


class ProfessionalForm(forms.Form):
    """Who does the work, and under whom."""

    professional = Mensenkeuze(
        Gebruiker.objects.none(),
        label="Wie behandelt deze vraag?",
        empty_label="Kies een collega",
        error_messages={"required": "Kies wie deze vraag behandelt."},
    )
    verantwoordelijke = Mensenkeuze(
        Gebruiker.objects.none(),
        label="Zonder registratie: wie is met SKJ of BIG verantwoordelijk?",
        empty_label="Niemand, de collega is zelf geregistreerd",
        required=False,
    )
    zonder_omdat = _tekst("Zonder registratie: waarom is dat verantwoord?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer colleagues who help people."""
        super().__init__(*args, **kwargs)
        rollen = [Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR]
        mensen = Gebruiker.objects.actief().filter(toekenningen__rol__in=rollen).distinct().order_by("naam")
        for naam in ("professional", "verantwoordelijke"):
            veld: Any = self.fields[naam]
            veld.queryset = mensen


class HulpForm(forms.Form):
    """Which help begins, by whom, from when."""

    wat = forms.CharField(
        label="Welke hulp begint?", max_length=200, error_messages={"required": "Vul in welke hulp begint."}
    )
    aanbieder = Mensenkeuze(
        Organisatie.objects.none(), label="Wie geeft de hulp?", empty_label="Ons eigen team", required=False
    )
    van = DatumVeld(
        label="Vanaf welke dag?", snel=(0, 7), error_messages={"required": "Vul in wanneer de hulp begint."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the organisations in use."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["aanbieder"]
        veld.queryset = organisaties()
