"""The form of the weighing: the order of help, its form, who gives it, and what is paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.dossier.voorzieningen.forms.product import ProductVeld
from modules.inrichting.models import Organisatie
from modules.wmo.models import Maatwerk, Vorm, Wens
from modules.wmo.rules.maatwerk import VOLGORDE, VOOR_MAATWERK

_JA_NEE = (("ja", "Ja"), ("nee", "Nee"))
_WEET = (("", "Nog niet bekend"), *_JA_NEE)
_GENOEG = "Dit is genoeg. Er is geen maatwerk nodig."


def _janee(waarde: bool | None) -> str:
    return "" if waarde is None else ("ja" if waarde else "nee")


def _waar(tekst: str) -> bool | None:
    return {"ja": True, "nee": False}.get(tekst)


def _tekst(label: str, *, rijen: int = 2, lengte: int = 5_000) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=lengte, widget=forms.Textarea(attrs={"rows": rijen})
    )


class MaatwerkForm(forms.Form):
    """Everything may be filled in bit by bit; what is missing is told before the decision."""

    is_toegekend = forms.ChoiceField(
        label="Wat wordt het besluit?",
        choices=(("ja", "Maatwerk toekennen"), ("nee", "Afwijzen: andere hulp is genoeg")),
        widget=forms.RadioSelect,
        required=False,
    )
    product = ProductVeld(required=False)
    vorm = forms.ChoiceField(
        label="Hoe krijgt de inwoner de hulp?", choices=Vorm.choices, widget=forms.RadioSelect, required=False
    )
    omvang = forms.DecimalField(
        label="Hoeveel", required=False, min_value=0, max_digits=9, decimal_places=2, localize=True
    )
    begin = DatumVeld(label="Vanaf", required=False, snel=(0,))
    einde = DatumVeld(label="Tot en met", required=False)
    keuze_aangeboden = forms.BooleanField(label="De inwoner kon kiezen tussen aanbieders", required=False)
    aanbieder = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Welke aanbieder", required=False, empty_label="Kies"
    )
    reden_een = forms.CharField(label="Waarom was er geen keuze?", max_length=300, required=False)
    wens_soort = forms.ChoiceField(
        label="Heeft de inwoner een wens vanwege geloof, cultuur of taal?",
        choices=[("", "Geen wens"), *Wens.choices],
        required=False,
    )
    wens = forms.CharField(label="Wat wil de inwoner?", max_length=300, required=False)
    wens_antwoord = forms.CharField(label="Hoe houd je daar rekening mee?", max_length=300, required=False)
    wens_gelukt = forms.ChoiceField(label="Is dat gelukt?", choices=_WEET, required=False)
    pgb_bekwaam = forms.ChoiceField(
        label="Kan de inwoner een pgb beheren, alleen of met hulp?", choices=_WEET, required=False
    )
    pgb_bekwaam_tekst = _tekst("Waaraan zie je dat?")
    pgb_motivering = _tekst("Waarom wil de inwoner zelf een pgb?")
    pgb_veilig = forms.ChoiceField(label="Is de hulp veilig en goed genoeg?", choices=_WEET, required=False)
    pgb_veilig_tekst = _tekst("Waaraan zie je dat?")
    alle_partners_aow = forms.ChoiceField(
        label="Hebben de inwoner en de partner allebei AOW?",
        choices=_WEET,
        required=False,
        help_text="Alleen nodig als er een partner is. Daarvan hangt de eigen bijdrage af.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].stel_in("wmo", localdate())  # type: ignore[attr-defined]
        self.fields["aanbieder"].queryset = Organisatie.objects.filter(is_actief=True)  # type: ignore[attr-defined]
        for trede in VOLGORDE:
            self.fields[f"trede_{trede.code}"] = _tekst(
                f"{trede.titel}: {trede.vraag[:1].lower()}{trede.vraag[1:]}"
            )
            if trede.code in VOOR_MAATWERK:
                self.fields[f"genoeg_{trede.code}"] = forms.BooleanField(label=_GENOEG, required=False)

    def treden(self) -> list[tuple[Any, Any]]:
        """Return per step its text and its tick, in the order of the law; maatwerk has no tick."""
        return [
            (
                self[f"trede_{trede.code}"],
                self[f"genoeg_{trede.code}"] if trede.code in VOOR_MAATWERK else None,
            )
            for trede in VOLGORDE
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before its begin."""
        schoon = super().clean() or {}
        begin, einde = schoon.get("begin"), schoon.get("einde")
        if isinstance(begin, date) and isinstance(einde, date) and einde < begin:
            self.add_error("einde", "De einddatum ligt vóór de begindatum. Kies een latere einddatum.")
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return what was filled in, as the action wants it."""
        schoon = dict(self.cleaned_data)
        volgorde = {
            trede.code: {
                "tekst": schoon.pop(f"trede_{trede.code}"),
                "volstaat": bool(schoon.pop(f"genoeg_{trede.code}", False)),
            }
            for trede in VOLGORDE
        }
        drie = ("is_toegekend", "pgb_bekwaam", "pgb_veilig", "alle_partners_aow", "wens_gelukt")
        return {**schoon, **{naam: _waar(schoon[naam]) for naam in drie}, "volgorde": volgorde}


def begin_van(rij: Maatwerk | None, voorstel: dict[str, str]) -> dict[str, Any]:
    """Return what stands in the form to begin with: what was kept, else the words of the onderzoek."""
    if rij is None:
        return {"begin": localdate(), **{f"trede_{code}": tekst for code, tekst in voorstel.items()}}
    velden = (
        "product", "vorm", "omvang", "begin", "einde", "keuze_aangeboden", "aanbieder", "reden_een", "wens_soort",
        "wens", "wens_antwoord", "pgb_bekwaam_tekst", "pgb_motivering", "pgb_veilig_tekst",
    )  # fmt: skip
    begin: dict[str, Any] = {veld: getattr(rij, veld) for veld in velden}
    begin |= {
        veld: _janee(getattr(rij, veld))
        for veld in ("is_toegekend", "pgb_bekwaam", "pgb_veilig", "alle_partners_aow", "wens_gelukt")
    }
    for code, deel in rij.volgorde.items():
        begin |= {f"trede_{code}": deel.get("tekst", ""), f"genoeg_{code}": deel.get("volstaat", False)}
    return begin
