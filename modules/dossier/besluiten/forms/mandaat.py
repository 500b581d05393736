"""A row of the register, its end, and what the gemeente chose about four eyes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.besluiten.forms.besluit import EuroVeld
from modules.dossier.besluiten.instellingen import ALTIJD, BOVEN_BEDRAG, NOOIT, BesluitInstellingen
from modules.dossier.besluiten.soorten import Besluitsoort
from modules.dossier.besluiten.woorden import Betreft
from modules.dossier.delen.forms.velden import Mensenkeuze

ROLLEN = (Rol.TEAMLID, Rol.REGISSEUR, Rol.TEAMLEIDER, Rol.BACKOFFICE)
_WETTEN = (("wmo", "Wmo"), ("jeugd", "Jeugdwet"), ("participatie", "Participatiewet"))


class MandaatForm(forms.Form):
    """Per role or person, law, kind, product, amount and period (F101)."""

    betreft = forms.ChoiceField(
        label="Waarvoor?", choices=Betreft.choices, widget=forms.RadioSelect, initial=Betreft.BESLUIT.value
    )
    rol = forms.ChoiceField(
        label="Welke rol?", choices=[("", "Geen rol"), *((r.value, r.label) for r in ROLLEN)], required=False
    )
    gebruiker = Mensenkeuze(
        Gebruiker.objects.none(), label="Of welke collega?", required=False, empty_label="Niemand bij naam"
    )
    wet = forms.ChoiceField(label="Welke wet?", choices=[("", "Elke wet"), *_WETTEN], required=False)
    soort = forms.ChoiceField(label="Wat voor besluit?", required=False)
    categorie = forms.CharField(
        label="Productcategorie", required=False, max_length=40, help_text="Leeg: alle producten."
    )
    bedrag_tot = EuroVeld(
        label="Tot welk bedrag per huishouden per jaar?", required=False, help_text="Leeg: geen grens."
    )
    artikel = forms.CharField(
        label="Waar staat dit mandaat?",
        max_length=200,
        help_text="Artikel van de wet of het mandaatbesluit.",
        error_messages={"required": "Vul in waar dit mandaat staat."},
    )
    alleen_ambtenaar = forms.BooleanField(label="Alleen voor wie ambtenaar is", required=False)
    instemming_op = DatumVeld(
        label="Wanneer stemde de werkgever in?", required=False, snel=(),
        help_text="Nodig voor wie niet bij de gemeente werkt (Awb artikel 10:4).",
    )  # fmt: skip
    geldig_van = DatumVeld(
        label="Vanaf welke dag?", snel=(0,), error_messages={"required": "Vul in vanaf welke dag het geldt."}
    )
    geldig_tot = DatumVeld(
        label="Tot welke dag?", required=False, snel=(), help_text="Leeg: tot je het beëindigt."
    )

    def __init__(self, *args: Any, soorten: Iterable[Besluitsoort], **kwargs: Any) -> None:
        """Offer the kinds of decision and the colleagues."""
        kwargs["initial"] = {"geldig_van": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["soort"].choices = [("", "Elk besluit"), *((s.code, s.titel) for s in soorten)]
        velden["gebruiker"].queryset = (
            Gebruiker.objects.actief().filter(toekenningen__rol__in=ROLLEN).distinct().order_by("naam")
        )


class EindeForm(forms.Form):
    """From which day on nobody decides on this row any more."""

    tot = DatumVeld(
        label="Vanaf welke dag niet meer?", snel=(0, 1), error_messages={"required": "Vul de dag in."}
    )


class KeuzesForm(forms.Form):
    """Four eyes, the committee, and who decides about income."""

    vier_ogen = forms.ChoiceField(
        label="Kijkt een tweede mee voor een besluit?",
        choices=[(NOOIT, "Nee"), (BOVEN_BEDRAG, "Ja, vanaf een bedrag"), (ALTIJD, "Ja, altijd")],
        widget=forms.RadioSelect,
    )
    vier_ogen_vanaf = forms.IntegerField(
        label="Vanaf hoeveel euro per jaar?", min_value=0, max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Vul een heel getal in van 0 tot en met 1.000.000."
        ),
    )  # fmt: skip
    met_commissie = forms.BooleanField(
        label="Over bezwaren adviseert een commissie", required=False,
        help_text="Dan is er 12 weken de tijd in plaats van 6 (Awb artikel 7:10).",
    )  # fmt: skip
    ambtenaar_beslist = forms.BooleanField(
        label="Besluiten over inkomen neemt een ambtenaar", required=False,
        help_text="Gewoon is ja. Kijk in de verordening of het bij jullie anders is.",
    )  # fmt: skip

    def keuzes(self) -> BesluitInstellingen:
        """Return the choices, typed."""
        return BesluitInstellingen(**self.cleaned_data)
