"""Read the text of a letter from its file: subject, summary and text, with a line `---` between."""

from __future__ import annotations

from pathlib import Path

from modules.dossier.brieven.soorten import Standaardtekst


def tekst_van(code: str) -> Standaardtekst:
    """Return the text that comes with the product for this kind of letter."""
    bron = Path(__file__).with_name(f"{code}.txt").read_text(encoding="utf-8")
    onderwerp, samenvatting, tekst = (deel.strip() for deel in bron.split("\n---\n", 2))
    return Standaardtekst(onderwerp=onderwerp, samenvatting=samenvatting, tekst=tekst)
