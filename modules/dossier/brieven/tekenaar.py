"""What draws a letter: WeasyPrint, with our own letters made ready once per process.

Our font is variable. WeasyPrint would make the two weights that a letter has again for every letter, which
is most of its work; so they are cut out of it once.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from modules.dossier.brieven.pdf import Getekend, Papier

LOGO = "kt:logo"
_GEWICHTEN = {"kt:gewoon": 400, "kt:vet": 700}
_UA = "pdf/ua-1"


class Niets(URLFetcher):
    """Gives what it was given, and refuses everything else: a letter never makes a call."""

    def __init__(self, gegeven: dict[str, tuple[bytes, str]]) -> None:
        super().__init__()
        self.gegeven = gegeven

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return one of our own things.

        :raises ValueError: it is not ours.
        """
        if url not in self.gegeven:
            raise ValueError("Een brief haalt niets op.")
        inhoud, soort = self.gegeven[url]
        return URLFetcherResponse(url, inhoud, {"Content-Type": soort})


class Tekenaar:
    """Holds the letters and the style; draws one page of ours after another. Not for two threads at once."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        stijl = Path(__file__).with_name("papier.css").read_text(encoding="utf-8")
        haler = Niets({adres: (_snijd(gewicht), "font/ttf") for adres, gewicht in _GEWICHTEN.items()})
        self.stijl = CSS(string=stijl, font_config=self.fonts, url_fetcher=haler)

    def teken(self, html: str, papier: Papier) -> Getekend:
        """Draw a page of ours as PDF/UA-1."""
        haler = Niets({LOGO: (papier.logo, papier.logo_soort)} if papier.logo else {})
        stijlen = [self.stijl]
        if papier.kleur:
            stijlen.append(CSS(string=f":root {{ --merk: {papier.kleur}; }}", url_fetcher=haler))
        document = HTML(string=html, url_fetcher=haler).render(
            stylesheets=stijlen, font_config=self.fonts, pdf_variant=_UA
        )
        doel = BytesIO()
        document.write_pdf(doel, pdf_variant=_UA)
        return Getekend(doel.getvalue(), len(document.pages))


def _snijd(gewicht: int) -> bytes:
    """Return our font with one weight only."""
    pad = finders.find("keukentafel/source-sans-3-latin-wght-normal.woff2")
    assert isinstance(pad, str), "de assets zijn niet gebouwd"
    letter = instancer.instantiateVariableFont(TTFont(pad), {"wght": gewicht})
    letter.flavor = None
    doel = BytesIO()
    letter.save(doel)
    return doel.getvalue()
