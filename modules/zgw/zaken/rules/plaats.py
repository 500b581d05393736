"""Places as GeoJSON in WGS 84: the box around one, and whether one lies within another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

Punt = tuple[float, float]
Ring = Sequence[Punt]
VLAKKEN: Final = frozenset({"Polygon", "MultiPolygon"})


class Doos(NamedTuple):
    """The box around a place."""

    west: float
    zuid: float
    oost: float
    noord: float


def doos_van(plaats: Mapping[str, Any] | None) -> Doos | None:
    """Return the box around a place; None without one."""
    punten = list(_punten(plaats)) if plaats else []
    if not punten:
        return None
    lengten, breedten = [punt[0] for punt in punten], [punt[1] for punt in punten]
    return Doos(min(lengten), min(breedten), max(lengten), max(breedten))


def is_doos(plaats: Mapping[str, Any]) -> bool:
    """Tell whether a place is just a box, so that comparing boxes is enough."""
    ringen = plaats.get("coordinates", ())
    if plaats.get("type") != "Polygon" or len(ringen) != 1 or len(ringen[0]) != 5:
        return False
    doos = doos_van(plaats)
    hoeken = [_punt(punt) for punt in ringen[0]]
    if doos is None or len(set(hoeken)) != 4 or hoeken[0] != hoeken[-1]:
        return False
    recht = all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(hoeken))
    return recht and all(x in (doos.west, doos.oost) and y in (doos.zuid, doos.noord) for x, y in hoeken)


def ligt_binnen(plaats: Mapping[str, Any], gebied: Mapping[str, Any]) -> bool:
    """Tell whether a place lies within an area; its edge belongs to it. In what is no area lies only itself."""
    vlakken = list(_vlakken(gebied))
    if not vlakken:
        return plaats == gebied
    return all(any(_deel_binnen(deel, vlak) for vlak in vlakken) for deel in _delen(plaats))


def _punt(ruw: Sequence[float]) -> Punt:
    return (float(ruw[0]), float(ruw[1]))


def _punten(plaats: Mapping[str, Any]) -> Iterator[Punt]:
    for deel in _delen(plaats):
        for lijn in deel:
            yield from lijn


def _delen(plaats: Mapping[str, Any]) -> Iterator[list[list[Punt]]]:
    """Yield the parts of a place: points, lines, and areas with their holes, each as lists of points."""
    if plaats["type"] == "GeometryCollection":
        for onder in plaats["geometries"]:
            yield from _delen(onder)
        return
    ruw = plaats["coordinates"]
    match plaats["type"]:
        case "Point":
            yield [[_punt(ruw)]]
        case "MultiPoint":
            yield from ([[_punt(punt)]] for punt in ruw)
        case "LineString":
            yield [[_punt(punt) for punt in ruw]]
        case "MultiLineString":
            yield from ([[_punt(punt) for punt in lijn]] for lijn in ruw)
        case "Polygon":
            yield [[_punt(punt) for punt in ring] for ring in ruw]
        case _:
            yield from ([[_punt(punt) for punt in ring] for ring in vlak] for vlak in ruw)


def _vlakken(gebied: Mapping[str, Any]) -> Iterator[list[list[Punt]]]:
    if gebied["type"] == "GeometryCollection":
        for onder in gebied["geometries"]:
            yield from _vlakken(onder)
    elif gebied["type"] in VLAKKEN:
        yield from _delen(gebied)


def _deel_binnen(deel: list[list[Punt]], vlak: list[list[Punt]]) -> bool:
    stukken = [stuk for lijn in deel for stuk in itertools.pairwise(lijn)]
    randen = [rand for ring in vlak for rand in itertools.pairwise(ring)]
    proef = [punt for lijn in deel for punt in lijn]
    proef += [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in stukken]
    if not all(_in_vlak(punt, vlak) for punt in proef):
        return False
    if any(_kruist(a, b, c, d) for a, b in stukken for c, d in randen):
        return False
    is_vlak = len(deel[0]) > 2 and deel[0][0] == deel[0][-1]
    return not (is_vlak and any(_strikt_in(gat[0], deel[0]) for gat in vlak[1:]))


def _in_vlak(punt: Punt, vlak: list[list[Punt]]) -> bool:
    buiten, *gaten = vlak
    return (_op_rand(punt, buiten) or _in_ring(punt, buiten)) and not any(
        _strikt_in(punt, gat) for gat in gaten
    )


def _strikt_in(punt: Punt, ring: Ring) -> bool:
    return _in_ring(punt, ring) and not _op_rand(punt, ring)


def _in_ring(punt: Punt, ring: Ring) -> bool:
    """Count how often a line to the east meets the ring: odd is inside."""
    x, y = punt
    binnen = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            binnen = not binnen
    return binnen


def _op_rand(punt: Punt, ring: Ring) -> bool:
    return any(
        _draai(a, b, punt) == 0
        and min(a[0], b[0]) <= punt[0] <= max(a[0], b[0])
        and min(a[1], b[1]) <= punt[1] <= max(a[1], b[1])
        for a, b in itertools.pairwise(ring)
    )


def _draai(a: Punt, b: Punt, c: Punt) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _kruist(a: Punt, b: Punt, c: Punt, d: Punt) -> bool:
    """Tell whether two lines cross, and do not only touch."""
    return _draai(a, b, c) * _draai(a, b, d) < 0 and _draai(c, d, a) * _draai(c, d, b) < 0
