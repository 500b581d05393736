"""Make a PDF that a screen reader can read (PDF/UA), from one of our templates."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from keukentafel.errors import Refusal
from keukentafel.tenancy.beurt import beurt

PAKKETTEN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
_LETTERTYPE = "kt:lettertype"
_BEURT = beurt()  # one at a time: pango keeps its fonts per process
for _prater in ("weasyprint", "fontTools"):  # they tell every step of every page
    logging.getLogger(_prater).setLevel(logging.ERROR)


class GeenPdf(Refusal):
    """The machine misses a library that draws text."""

    text = (
        "Op deze computer kan Keukentafel geen PDF maken. Vraag de beheerder van het systeem om de "
        f"Debian-pakketten {', '.join(PAKKETTEN[:-1])} en {PAKKETTEN[-1]}."
    )


def maak_pdf(sjabloon: str, context: dict[str, Any], stijl: str = "") -> bytes:
    """Draw a template as PDF/UA-1; `stijl` is CSS on top of our paper. Nothing is fetched but our own font.

    :raises GeenPdf: pango is not installed.
    """
    try:
        from weasyprint import CSS, HTML  # late: loads pango, which a machine may not have
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (OSError, ImportError) as fout:
        raise GeenPdf from fout

    class Niets(URLFetcher):
        """Gives our own font, and refuses everything else: a PDF never makes a call."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            pad = finders.find("keukentafel/source-sans-3-latin-wght-normal.woff2")
            if url != _LETTERTYPE or not isinstance(pad, str):
                raise ValueError("Een PDF haalt niets op.")
            return super().fetch(Path(pad).as_uri(), headers)

    fonts = FontConfiguration()
    papier = Path(__file__).with_name("papier.css").read_text(encoding="utf-8")
    haler = Niets()
    html = HTML(string=render_to_string(sjabloon, context), url_fetcher=haler)
    css = CSS(string=f"{papier}\n{stijl}", font_config=fonts, url_fetcher=haler)
    with _BEURT:
        inhoud: bytes = html.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
    return inhoud
