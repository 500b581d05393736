"""Who at the supplier may ask for which page about gemeenten."""

from __future__ import annotations

from tenants.console.rollen import IEDEREEN, LeverancierRol

_BEHEER = frozenset({LeverancierRol.BEHEERDER.value})
_CONTACT = _BEHEER | {LeverancierRol.SUPPORT.value}

RECHTEN: dict[str, frozenset[str]] = {
    "tenants:overzicht": IEDEREEN,
    "tenants:zoeken": IEDEREEN,
    "tenants:gemeenten": IEDEREEN,
    "tenants:gemeenten_csv": IEDEREEN,
    "tenants:gemeente": IEDEREEN,
    "tenants:toevoegen": _BEHEER,
    "tenants:klaarzetten": _BEHEER,
    "tenants:opnieuw": _BEHEER,
    "tenants:stap": _BEHEER,
    "tenants:terugdraaien": _BEHEER,
    "tenants:uitnodiging": _BEHEER,
    "tenants:opschorten": _BEHEER,
    "tenants:hervatten": _BEHEER,
    "tenants:grenzen": _BEHEER,
    "tenants:contact_nieuw": _CONTACT,
    "tenants:contact": _CONTACT,
    "tenants:contact_weg": _CONTACT,
    "tenants:samenwerking": _CONTACT,
    "tenants:samenwerking_stop": _CONTACT,
    "tenants:naam_en_adres": _BEHEER,
    "tenants:hernoemen": _BEHEER,
    "tenants:verhuis_adres": _BEHEER,
    "tenants:einde": IEDEREEN,
    "tenants:aanzeggen": _BEHEER,
    "tenants:sluiten": _BEHEER,
    "tenants:leveren": _BEHEER,
    "tenants:bevestigen": _BEHEER,
    "tenants:toestemming": _BEHEER,
    "tenants:brief": _BEHEER,
    "tenants:vragen": _BEHEER,
    "tenants:akkoord": _BEHEER,
    "tenants:intrekken": _BEHEER,
    "tenants:stap_opnieuw": _BEHEER,
    "tenants:verklaring_pdf": IEDEREEN,
    "tenants:verklaring_json": IEDEREEN,
}
