"""When consent can be the ground for processing at all, and when one may ask again (domain.md 5.2). Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from keukentafel.values.bevinding import Bevinding
from modules.dossier.rules.maanden import plus_maanden

NIET_OPNIEUW: Final = timedelta(days=90)
"""After a no, nobody asks the same again for this long."""

HOOGSTENS_MAANDEN: Final = 12
"""A consent is looked at again within a year."""


def grondslag_kan(
    *, heeft_hulpvraag: bool, is_eigen_belang: bool, mag_nee_zeggen: bool, is_wettelijke_taak: bool
) -> tuple[Bevinding, ...]:
    """Return why consent cannot be the ground for processing; empty when it can (AVG 6 lid 1 a; AP 2016).

    Between a gemeente and a resident consent is only free in the resident's own interest, after a
    concrete request for help, and when refusing costs nothing.
    """
    gevonden = []
    if is_wettelijke_taak:
        gevonden.append(
            Bevinding(
                "Toestemming is hier niet de grond: dit hoort bij een wettelijke taak. Vraag geen toestemming, "
                "maar leg uit dat de wet het regelt.",
                "is_wettelijke_taak",
            )
        )
    if not heeft_hulpvraag:
        gevonden.append(
            Bevinding(
                "Toestemming kan hier geen grond zijn: er ligt geen concrete vraag om hulp van deze inwoner. "
                "Leg eerst de vraag vast.",
                "melding",
            )
        )
    if not is_eigen_belang:
        gevonden.append(
            Bevinding(
                "Toestemming kan hier geen grond zijn: het is niet in het eigen belang van de inwoner.",
                "is_eigen_belang",
            )
        )
    if not mag_nee_zeggen:
        gevonden.append(
            Bevinding(
                "Toestemming kan hier geen grond zijn: wie geen nee kan zeggen zonder nadeel, is niet vrij.",
                "mag_nee_zeggen",
            )
        )
    return tuple(gevonden)


def weer_vragen_vanaf(geweigerd_op: date) -> date:
    """Return the first day on which the same may be asked again."""
    return geweigerd_op + NIET_OPNIEUW


def duur_klopt(van: date, tot_en_met: date, vandaag: date) -> tuple[Bevinding, ...]:
    """Return what is wrong with a period."""
    if tot_en_met < van:
        return (Bevinding("De laatste dag ligt vóór de eerste. Kies een latere dag.", "tot_en_met"),)
    if tot_en_met < vandaag:
        return (Bevinding("De laatste dag is al voorbij. Kies een dag na vandaag.", "tot_en_met"),)
    if tot_en_met > plus_maanden(van, HOOGSTENS_MAANDEN):
        return (Bevinding("Kies een einde binnen een jaar. Daarna kun je het opnieuw vragen.", "tot_en_met"),)
    return ()
