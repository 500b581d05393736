"""Places: the box around one, and what lies within what."""

from __future__ import annotations

from typing import Any

import pytest

from modules.zgw.zaken.rules.plaats import doos_van, is_doos, ligt_binnen

VIERKANT = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOL = [[0, 0], [4, 0], [4, 4], [2, 1], [0, 4], [0, 0]]


def vlak(*ringen: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(ringen)}


def punt(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def lijn(*punten: Any) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": list(punten)}


GAT = [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]
TWEE = {"type": "MultiPolygon", "coordinates": [[VIERKANT], [[[9, 9], [10, 9], [10, 10], [9, 10], [9, 9]]]]}


@pytest.mark.parametrize(
    ("plaats", "gebied", "verwacht"),
    [
        (punt(1, 1), vlak(VIERKANT), True),
        (punt(4, 4), vlak(VIERKANT), True),
        (punt(5, 1), vlak(VIERKANT), False),
        (punt(2, 3), vlak(HOL), False),
        (punt(2, 2), vlak(VIERKANT, GAT), False),
        (punt(1, 2), vlak(VIERKANT, GAT), True),
        (punt(9.5, 9.5), TWEE, True),
        ({"type": "MultiPoint", "coordinates": [[1, 1], [9.5, 9.5]]}, TWEE, True),
        ({"type": "MultiPoint", "coordinates": [[1, 1], [7, 7]]}, TWEE, False),
        (lijn([0, 4], [4, 4]), vlak(HOL), False),
        (lijn([0.5, 2], [3.5, 2]), vlak(VIERKANT, GAT), False),
        (lijn([0, 0], [4, 0]), vlak(VIERKANT), True),
        ({"type": "MultiLineString", "coordinates": [[[1, 1], [2, 2]], [[3, 3], [9, 9]]]}, vlak(VIERKANT), False),
        (vlak([[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]), vlak(VIERKANT), True),
        (vlak([[0.5, 0.5], [3.5, 0.5], [3.5, 3.5], [0.5, 3.5], [0.5, 0.5]]), vlak(VIERKANT, GAT), False),
        ({"type": "GeometryCollection", "geometries": [punt(1, 1), punt(5, 5)]}, vlak(VIERKANT), False),
        (punt(1, 1), {"type": "GeometryCollection", "geometries": [vlak(VIERKANT)]}, True),
        (punt(1, 1), punt(1, 1), True),
        (punt(1, 1), punt(1, 2), False),
    ],
)  # fmt: skip
def test_what_lies_within_what(plaats: dict[str, Any], gebied: dict[str, Any], verwacht: bool) -> None:
    assert ligt_binnen(plaats, gebied) is verwacht


def test_the_box_around_a_place_and_which_area_is_a_box() -> None:
    assert doos_van(None) is None
    assert doos_van(TWEE) == (0, 0, 10, 10)
    assert [is_doos(vlak(VIERKANT)), is_doos(vlak(HOL)), is_doos(vlak(VIERKANT, GAT)), is_doos(punt(1, 1))] == [
        True, False, False, False,
    ]  # fmt: skip
    assert not is_doos(vlak([[0, 0], [4, 4], [4, 0], [0, 4], [0, 0]]))
