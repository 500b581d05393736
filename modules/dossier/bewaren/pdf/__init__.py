"""Make a PDF that a screen reader can read: the paper of the ground floor."""

from __future__ import annotations

from keukentafel.papier import PAKKETTEN, GeenPdf, maak_pdf

__all__ = ["PAKKETTEN", "GeenPdf", "maak_pdf"]
