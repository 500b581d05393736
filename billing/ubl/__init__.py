"""The e-invoice: UBL 2.1 by Peppol BIS Billing 3.0, with the rules for the Netherlands (NLCIUS)."""

from __future__ import annotations

from billing.ubl.regels import Fout, controleer
from billing.ubl.schrijven import als_xml

__all__ = ["Fout", "als_xml", "controleer"]
