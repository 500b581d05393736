"""What somebody may ask the BRP about this person, and why not more. No database and no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from keukentafel.exchange.brp.messages import Veldgroep

JEUGD = "jeugd"


@dataclass(frozen=True, slots=True)
class Vrager:
    """Who asks: the groups of the own roles, and what the protocol shows of this household."""

    groepen: frozenset[str]
    ziet_identiteit: bool
    ziet_kring: bool


def te_vragen(vrager: Vrager, *, wet: str, is_minderjarig: bool) -> tuple[str, ...]:
    """Return the groups that may be asked for this law, in a fixed order.

    Gezag only under the Jeugdwet, over a child, to somebody who sees who belongs to whom (C); curatele
    only over an adult. Without the right to ask who somebody is, nothing is asked.
    """
    if Veldgroep.IDENTITEIT.value not in vrager.groepen or not vrager.ziet_identiteit:
        return ()
    mag = set(vrager.groepen)
    if wet != JEUGD or not is_minderjarig or not vrager.ziet_kring:
        mag.discard(Veldgroep.GEZAG.value)
    if is_minderjarig or not vrager.ziet_kring:
        mag.discard(Veldgroep.CURATELE.value)
    return tuple(groep.value for groep in Veldgroep if groep.value in mag)


def te_zien(vrager: Vrager, gevraagd: Iterable[str]) -> frozenset[str]:
    """Return which groups of an answer that a colleague got, somebody else may see."""
    mag = set(vrager.groepen) & set(gevraagd)
    if not vrager.ziet_identiteit or Veldgroep.IDENTITEIT.value not in mag:
        return frozenset()
    if not vrager.ziet_kring:
        mag -= {Veldgroep.GEZAG.value, Veldgroep.CURATELE.value}
    return frozenset(mag)
