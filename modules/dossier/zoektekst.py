"""The one text in which a household is found: names, address, telephone; small letters, no accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from keukentafel.values.naam import splits_voorvoegsel, vergelijkvorm
from modules.dossier.models import Huishouden, Inwoner


def sorteernaam_van(naam: str) -> str:
    """Return where a household stands in a Dutch index: `Van der Berg` under the b."""
    return vergelijkvorm(splits_voorvoegsel(naam)[1])[:120] or naam.lower()[:120]


def platte_tekst(tekst: str) -> str:
    """Return a text in small letters without accents; the same for what is stored and what is typed."""
    ontleed = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken)).lower()


def zoektekst_van(huishouden: Huishouden, inwoners: Iterable[Inwoner]) -> str:
    """Return the search text of a household with these people. A shielded address is left out."""
    adres = [] if huishouden.is_geheim_adres else [huishouden.adres, huishouden.postcode, huishouden.plaats]
    personen = [deel for persoon in inwoners for deel in (persoon.naam, _cijfers(persoon.telefoon))]
    delen = [huishouden.naam, *adres, _cijfers(huishouden.telefoon), *personen]
    # The space in front lets `% 14` and `% ji` find the begin of the first word too.
    return platte_tekst(" " + " ".join(deel for deel in delen if deel))


def _cijfers(telefoon: str) -> str:
    return re.sub(r"\D", "", telefoon)


def werk_zoektekst_bij(huishouden: Huishouden) -> None:
    """Write the search text again after a change of name, address, telephone or members."""
    inwoners = Inwoner.objects.filter(lidmaatschappen__huishouden=huishouden, lidmaatschappen__tot=None)
    huishouden.zoektekst = zoektekst_van(huishouden, inwoners)
    huishouden.save(update_fields=["zoektekst"])
