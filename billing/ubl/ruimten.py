"""The names of UBL 2.1 and of the two identifiers that Dutch parties are found by."""

from __future__ import annotations

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
FACTUUR = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDITNOTA = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
NAMEN = {"cbc": CBC, "cac": CAC}

SPECIFICATIE = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFIEL = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
KVK, OIN = "0106", "0190"
