"""Forms: fields with label, explanation and error; the error summary; the ZRM rows."""

# ruff: noqa: A002 -- the arguments of a tag are named after the attributes of the html it writes

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

from django import forms
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from keukentafel.components.frames import LEEG, een_van
from keukentafel.components.widgets import DatumInvoer, KeuzeKaarten, Segment, Wachtwoord
from keukentafel.tenancy.models import nieuwe_id

register = Library()

Breedte = Literal["kort", "midden", "vol"]

_BREEDTE = {"kort": " kt-field--kort", "midden": " kt-field--midden", "vol": ""}
_SNEL = {-1: "Gisteren", 0: "Vandaag", 1: "Morgen", 7: "Over een week"}


@register.simple_tag(takes_context=True)
def veld(
    context: Context,
    field: BoundField,
    *,
    label: str = "",
    uitleg: str = "",
    breedte: Breedte = "vol",
    verberg_label: bool = False,
    toon_niet_verplicht: bool = True,
    voor: str = "",
    na: str = "",
    rijen: int = 0,
) -> SafeString:
    """Draw a field by its widget: label, explanation, error, control; linked for screen readers.

    `label` and `uitleg` replace those of the form; `voor` and `na` stand in the line with the control
    (`€`, `dagen`); `rijen` is the height of a textarea. A checkbox, radio row, cards, segment, select,
    date, password and file each get their own shape.
    """
    soort = _soort(field)
    beschrijving = uitleg or str(field.help_text or "")
    ids = [f"{field.auto_id}-uitleg"] * bool(beschrijving) + [f"{field.auto_id}-fout"] * bool(field.errors)
    gegevens: dict[str, object] = {
        "field": field,
        "soort": soort,
        "label": label or field.label,
        "uitleg": beschrijving,
        "fouten": fouten_van(field),
        "beschreven_door": " ".join(ids),
        "breedte": _BREEDTE[een_van("Veld: breedte", breedte, _BREEDTE)],
        "verberg_label": verberg_label,
        "niet_verplicht": toon_niet_verplicht
        and not field.field.required
        and soort not in ("vinkje", "segment"),
        "voor": voor,
        "na": na,
    }
    if soort in _MEERVOUDIG:
        gegevens["opties"] = _opties(field)
    else:
        gegevens["control"] = field.as_widget(attrs=_attrs(field, soort, " ".join(ids), rijen))
    if isinstance(field.field.widget, DatumInvoer):
        gegevens["snel"] = _snelle_dagen(field.field.widget, context.get("vandaag") or localdate())
    return render_to_string("components/veld.html", gegevens)


def fouten_van(field: BoundField) -> list[str]:
    """Return what is wrong with a field, in sentences that name it.

    Django's own "Dit veld is verplicht" names nothing; a text the form wrote itself stays as it is.
    """
    standaard = str(forms.Field.default_error_messages["required"])
    gegevens = field.form.errors.as_data().get(field.name, [])
    return [
        _ontbreekt(field) if fout.code == "required" and tekst == standaard else str(tekst)
        for fout in gegevens
        for tekst in fout.messages
    ]


def _ontbreekt(field: BoundField) -> str:
    label = str(field.label)
    if label.endswith("?"):
        return f"Geef antwoord op de vraag: {label}"
    klein = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return f"Kies: {klein}." if _soort(field) in (*_MEERVOUDIG, "lijst", "bestand") else f"Vul in: {klein}."


_MEERVOUDIG = ("kaarten", "segment", "rondjes", "vinkjes")
_SOORTEN: tuple[tuple[type[forms.Widget], str], ...] = (
    (KeuzeKaarten, "kaarten"),
    (Segment, "segment"),
    (forms.CheckboxSelectMultiple, "vinkjes"),
    (forms.RadioSelect, "rondjes"),
    (forms.CheckboxInput, "vinkje"),
    (forms.Textarea, "tekstvak"),
    (forms.Select, "lijst"),
    (forms.FileInput, "bestand"),
    (DatumInvoer, "datum"),
    (Wachtwoord, "wachtwoord"),
)
_KLASSEN = {
    "tekstvak": "utrecht-textarea utrecht-textarea--html-textarea",
    "lijst": "utrecht-select utrecht-select--html-select",
    "vinkje": "kt-check",
    "bestand": "kt-file",
}


def _soort(field: BoundField) -> str:
    return next((soort for klasse, soort in _SOORTEN if isinstance(field.field.widget, klasse)), "tekst")


def _attrs(field: BoundField, soort: str, beschreven_door: str, rijen: int) -> dict[str, str | bool]:
    eigen = str(field.field.widget.attrs.get("class", ""))
    basis = _KLASSEN.get(soort, "utrecht-textbox utrecht-textbox--html-input")
    attrs: dict[str, str | bool] = {"class": f"{basis} {eigen}".strip()}
    if beschreven_door:
        attrs["aria-describedby"] = beschreven_door
    if field.errors:
        attrs["aria-invalid"] = "true"
    if rijen:
        attrs["rows"] = str(rijen)
    return attrs


def _opties(field: BoundField) -> list[dict[str, object]]:
    widget: Any = field.field.widget
    opties = []
    for sub in field.subwidgets:
        data: dict[str, Any] = sub.data
        waarde = str(data["value"])
        opties.append(
            {
                "id": data["attrs"].get("id"), "naam": data["name"], "waarde": waarde, "tekst": data["label"],
                "gekozen": data["selected"], "uit": bool(data["attrs"].get("disabled")),
                "uitleg": getattr(widget, "uitleg", {}).get(waarde, ""),
                "feiten": getattr(widget, "feiten", {}).get(waarde, {}),
            }
        )  # fmt: skip
    return opties


def _snelle_dagen(widget: DatumInvoer, vandaag: date) -> list[tuple[str, str]]:
    return [
        (_SNEL.get(dagen, f"Over {dagen} dagen"), (vandaag + timedelta(days=dagen)).strftime("%d-%m-%Y"))
        for dagen in widget.snel
    ]


@register.simple_tag
def foutoverzicht(*formulieren: BaseForm | BaseFormSet[Any]) -> SafeString:
    """The error summary on top of a page, with a link to each answer. Nothing when all is well."""
    algemeen: list[str] = []
    regels: list[tuple[str, str]] = []
    for form in _losse_forms(formulieren):
        algemeen += [str(fout) for fout in form.non_field_errors()]
        regels += [
            (_anker(form[naam]), fout)
            for naam in form.fields
            if naam in form.errors
            for fout in fouten_van(form[naam])
        ]
    for formset in formulieren:
        if isinstance(formset, BaseFormSet):
            algemeen += [str(fout) for fout in formset.non_form_errors()]
    if not algemeen and not regels:
        return LEEG
    velden = len({anker for anker, _ in regels})
    return render_to_string(
        "components/foutoverzicht.html", {"algemeen": algemeen, "regels": regels, "velden": velden}
    )


def _losse_forms(formulieren: Sequence[BaseForm | BaseFormSet[Any]]) -> list[BaseForm]:
    return [los for form in formulieren for los in (form.forms if isinstance(form, BaseFormSet) else [form])]


def _anker(field: BoundField) -> str:
    return f"{field.auto_id}_0" if _soort(field) in _MEERVOUDIG else str(field.auto_id)


@register.simple_block_tag(takes_context=True)
def formulier(
    context: Context,
    content: str,
    *,
    url: str = "",
    id: str = "",
    bestanden: bool = False,
    doel: str = "",
    concept: str = "",
    concept_versie: str | int | None = None,
    versie: str | int = "",
    soort: Literal["gewoon", "smal", "balk"] = "gewoon",
    methode: Literal["post", "get", "zoek"] = "post",
) -> SafeString:
    """A form that works without JavaScript. Gives the CSRF token and the key against sending twice (`eenmalig`).

    `doel` is the selector the answer replaces (htmx, outer morph); `concept` is the key of its draft, kept at
    `/concepten/<key>`, and `versie` the version of what is edited. A draft has a version of its own: give it as
    `concept_versie` where both exist. `methode="get"` is for filters: with `doel` it also pushes the URL.
    `methode="zoek"` is for filters with a field for names: it posts, so that no name stands in an address, and
    keeps what was typed.
    """
    klasse = {"gewoon": "kt-form", "smal": "kt-form kt-form--smal", "balk": "kt-filter"}
    return render_to_string(
        "components/formulier.html",
        {
            "content": content, "url": url, "id": id, "bestanden": bestanden, "doel": doel, "concept": concept,
            "concept_versie": versie if concept_versie is None else concept_versie, "versie": versie,
            "klasse": klasse[een_van("Formulier: soort", soort, klasse)], "methode": methode,
            "csrf_token": context.get("csrf_token"), "eenmalig": nieuwe_id(),
        },
    )  # fmt: skip


@register.simple_block_tag
def veldgroep(
    content: str, legenda: str, *, uitleg: str = "", id: str = "", verberg_legenda: bool = False
) -> SafeString:
    """Fields that belong together, with a legend a screen reader repeats."""
    return render_to_string(
        "components/veldgroep.html",
        {
            "content": content,
            "legenda": legenda,
            "uitleg": uitleg,
            "id": id,
            "verberg_legenda": verberg_legenda,
        },
    )


@register.simple_block_tag
def acties(content: str) -> SafeString:
    """The buttons at the end of a form: one primary first."""
    return format_html('<div class="kt-row kt-form__acts">{}</div>', content)


@register.simple_block_tag
def instelling(content: str, titel: str, *, uitleg: str = "", merk: str = "", id: str) -> SafeString:
    """A choice with its name and consequence at the left and the control (content) at the right."""
    return render_to_string(
        "components/instelling.html",
        {"content": content, "titel": titel, "uitleg": uitleg, "merk": merk, "id": id},
    )


@register.simple_tag
def zrm_veld(
    field: BoundField,
    *,
    titel: str = "",
    criteria: Sequence[str] = (),
    vorige: int | None = None,
    toelichting: BoundField | None = None,
) -> SafeString:
    """Score one leefgebied: 5 down to 1 with the criterion where the gemeente may show it, and not discussed.

    `field` is a radio field with values `5` to `1` and an empty one; `criteria` are five texts, for 1 first.
    """
    opties = _opties(field)
    for optie in opties:
        waarde = str(optie["waarde"])
        optie["criterium"] = criteria[int(waarde) - 1] if waarde.isdigit() and len(criteria) == 5 else ""
    return render_to_string(
        "components/zrm_veld.html",
        {
            "field": field, "titel": titel or field.label, "opties": opties, "vorige": vorige,
            "fouten": fouten_van(field), "toelichting": toelichting,
            "toelichting_label": f"Toelichting bij {titel or field.label}",
            "toelichting_open": bool(toelichting and (toelichting.value() or toelichting.errors)),
        },
    )  # fmt: skip


@register.simple_block_tag
def kader(
    content: str, titel: str, *, nummer: int, vraag: str = "", laatste: bool = False, open: bool = True
) -> SafeString:
    """One of the four frames of the gesprek (Eigen kracht, Netwerk, Hulp die er al is, Maatwerk).

    `laatste` folds it as the last resort; it opens by choice.
    """
    return render_to_string(
        "components/kader.html",
        {
            "content": content,
            "titel": titel,
            "nummer": nummer,
            "vraag": vraag,
            "laatste": laatste,
            "open": open,
        },
    )


@register.simple_tag(takes_context=True)
def conflict(
    context: Context,
    *,
    mijn_tekst: str,
    andere_tekst: str,
    door: str,
    om: str,
    url: str,
    naam: str,
    versie: str | int,
) -> SafeString:
    """Two texts side by side after someone else saved first, with the three ways on. Nothing is lost.

    Posts to `url` the chosen text as field `naam` with `versie`, the version it replaces.
    """
    return render_to_string(
        "components/conflict.html",
        {
            "mijn_tekst": mijn_tekst, "andere_tekst": andere_tekst, "door": door, "om": om, "url": url, "naam": naam,
            "versie": versie, "csrf_token": context.get("csrf_token"),
        },
    )  # fmt: skip
