"""Draw a letter as PDF/UA-1, in the house style of the gemeente. Nothing is fetched from anywhere."""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from keukentafel.tenancy import huidige_gemeente
from keukentafel.tenancy.beurt import beurt
from keukentafel.values.datum_tekst import datum
from keukentafel.values.opmaak import blokken
from modules.dossier.bewaren.pdf import GeenPdf
from modules.dossier.brieven.models import Brief
from modules.inrichting.models import Huisstijl
from modules.inrichting.rules.kleur import contrast

_BEURT = beurt()
_LEESBAAR = 4.5


@dataclass(frozen=True, slots=True)
class Papier:
    """What the paper of a gemeente looks like. `kleur` is readable on white; empty means black."""

    gemeente: str
    kleur: str = ""
    logo: bytes = b""
    logo_soort: str = ""


@dataclass(frozen=True, slots=True)
class Getekend:
    """A finished PDF and how many pages it has."""

    inhoud: bytes
    paginas: int


def papier_nu() -> Papier:
    """Return the paper in the published house style of this gemeente. One query."""
    from keukentafel.components.icons import THEMALOGOS

    naam = huidige_gemeente().naam
    stijl = Huisstijl.objects.gepubliceerd().first()
    if stijl is None:
        return Papier(naam)
    wit = "#ffffff"
    kleur = next((k for k in (stijl.kleur_merk, stijl.kleur_actie) if contrast(k, wit) >= _LEESBAAR), "")
    if stijl.logo == "eigen" and stijl.logo_png:
        return Papier(naam, kleur, bytes(stijl.logo_png), "image/png")
    if stijl.logo in THEMALOGOS and stijl.logo != "keukentafel":
        return Papier(naam, kleur, _themalogo(stijl.logo, kleur), "image/svg+xml")
    return Papier(naam, kleur)


def _themalogo(logo: str, kleur: str) -> bytes:
    tekst = _bron(logo).replace("currentColor", kleur or "black")
    return tekst.replace("var(--basis-color-default-bg-document)", "white").encode()


@lru_cache
def _bron(logo: str) -> str:
    import keukentafel

    assert keukentafel.__file__ is not None
    return (Path(keukentafel.__file__).parent / "assets" / "logos" / f"{logo}.svg").read_text("utf-8")


def context_van(brief: Brief, papier: Papier, *, dag: date, adres: list[str]) -> dict[str, Any]:
    """Return what both the PDF and its twin in HTML are drawn from."""
    return {
        "brief": brief,
        "papier": papier,
        "adres": adres,
        "datum": datum(dag),
        "blokken": blokken(brief.tekst),
        "samenvatting": blokken(brief.samenvatting),
        "bijlagen": brief.bijlagen,
    }


def teken_brief(brief: Brief, papier: Papier, *, dag: date, adres: list[str]) -> Getekend:
    """Draw a letter as it is now.

    :raises GeenPdf: the machine has no pango.
    """
    return teken_html(
        render_to_string("brieven/papier.html", context_van(brief, papier, dag=dag, adres=adres)), papier
    )


def teken_html(html: str, papier: Papier) -> Getekend:
    """Draw a page of ours as PDF/UA-1. One at a time: pango keeps its fonts per process."""
    with _BEURT:
        gereedschap = _gereedschap()
        return gereedschap.teken(html, papier)


@lru_cache
def _gereedschap() -> Any:
    """Return what draws: loads pango, which a machine may not have, and the letters, once.

    :raises GeenPdf: the machine has no pango.
    """
    try:
        from modules.dossier.brieven import tekenaar
    except (OSError, ImportError) as fout:
        raise GeenPdf from fout
    atexit.register(_gereedschap.cache_clear)  # before the libraries under it are gone
    return tekenaar.Tekenaar()
