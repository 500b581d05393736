"""Do these cells look like that field? Used to check a proposal, never to change a value."""

import re
from collections.abc import Callable, Sequence

_DATUM = re.compile(
    r"^(\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}( .*)?|\d{1,2}[-/. ]?[a-z]{3,9}\.?[-/. ]?\d{2,4}|\d{8}|\d{5}|\d{6})$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"^[1-9]\d{3}[\s-]?[a-z]{2}$", re.IGNORECASE)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_BSN = re.compile(r"^\d{8,9}$")


def _is_bsn(waarde: str) -> bool:
    cijfers = re.sub(r"[\s.-]", "", waarde)
    if not _BSN.match(cijfers):
        return False
    getallen = [int(cijfer) for cijfer in cijfers.zfill(9)]
    return (
        sum(getal * gewicht for getal, gewicht in zip(getallen, range(9, 1, -1), strict=False)) - getallen[8]
    ) % 11 == 0


_TESTS: dict[str, Callable[[str], bool]] = {
    "bsn": _is_bsn,
    "email": lambda waarde: bool(_EMAIL.match(waarde)),
    "postcode": lambda waarde: bool(_POSTCODE.match(waarde)),
    "geslacht": lambda waarde: len(waarde) <= 10 and not any(teken.isdigit() for teken in waarde[1:]),
    "huisnummer": lambda waarde: any(teken.isdigit() for teken in waarde),
    "achternaam": lambda waarde: not waarde.replace(" ", "").isdigit(),
    "naam": lambda waarde: not waarde.replace(" ", "").isdigit(),
    "voornamen": lambda waarde: not waarde.replace(" ", "").isdigit(),
    "telefoon": lambda waarde: sum(teken.isdigit() for teken in waarde) >= 6,
    **dict.fromkeys(
        ("geboortedatum", "startdatum", "meldingsdatum", "laatste_contact"),
        lambda waarde: bool(_DATUM.match(waarde)),
    ),
}


def past_bij(veld: str, waarden: Sequence[str]) -> bool:
    """Whether at least half of the filled cells could be this field. Fields without a shape always can."""
    test = _TESTS.get(veld)
    return test is None or sum(test(waarde) for waarde in waarden) * 2 >= len(waarden)
