"""From when a zaak is kept, for each way to tell (zrc-021)."""

from __future__ import annotations

from datetime import date

import pytest

from modules.zgw.zaken.rules.archief import Archiefregel, Feiten, als_datum, archiefactiedatum, brondatum

EINDE = date(2026, 3, 31)
FEITEN = Feiten(
    einddatum=EINDE, hoofdzaak_einddatum=date(2026, 4, 1), eigenschap=date(2026, 5, 1),
    zaakobjecten=[date(2026, 6, 1), date(2026, 6, 2)], gerelateerd=[date(2026, 7, 2), date(2026, 7, 1)],
    ingangsdata=[date(2026, 8, 1), date(2026, 8, 3)], vervaldata=[date(2026, 9, 9)],
)  # fmt: skip


@pytest.mark.parametrize(
    ("wijze", "verwacht", "zonder"),
    [
        ("afgehandeld", EINDE, EINDE),
        ("hoofdzaak", date(2026, 4, 1), None),
        ("eigenschap", date(2026, 5, 1), None),
        ("zaakobject", date(2026, 6, 2), None),
        ("gerelateerde_zaak", date(2026, 7, 2), None),
        ("ingangsdatum_besluit", date(2026, 8, 3), None),
        ("vervaldatum_besluit", date(2026, 9, 9), None),
        ("termijn", date(2026, 4, 30), date(2026, 4, 30)),
        ("ander_datumkenmerk", None, None),
    ],
)
def test_each_way_has_its_day_and_none_when_it_cannot_be_told(
    wijze: str, verwacht: date | None, zonder: date | None
) -> None:
    regel = Archiefregel(wijze, "vernietigen", "P5Y", procestermijn="P1M")

    assert brondatum(regel, FEITEN) == verwacht
    assert brondatum(regel, Feiten(einddatum=EINDE)) == zonder
    assert archiefactiedatum(regel, FEITEN) == (verwacht.replace(year=2031) if verwacht else None)


def test_without_a_term_or_past_the_calendar_there_is_no_day() -> None:
    assert archiefactiedatum(Archiefregel("afgehandeld", "blijvend_bewaren", ""), FEITEN) is None
    assert archiefactiedatum(Archiefregel("afgehandeld", "vernietigen", "P9999Y"), FEITEN) is None


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ("20261122", date(2026, 11, 22)), ("2026-11-22", date(2026, 11, 22)), ("20261122093000", date(2026, 11, 22)),
        ("2026-11-22T09:30:00Z", date(2026, 11, 22)), ("20269922", None), ("morgen", None), ("", None),
    ],
)  # fmt: skip
def test_a_value_is_read_as_a_day(waarde: str, verwacht: date | None) -> None:
    assert als_datum(waarde) == verwacht
