"""The own list of hard words with plainer ones, and of long words that most people know."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache
def _bron() -> dict[str, dict[str, object]]:
    return tomllib.loads(Path(__file__).with_name("moeilijk.toml").read_text(encoding="utf-8"))


@lru_cache
def moeilijk() -> dict[str, str]:
    """Return per hard word or phrase, in each of its forms, what is plainer."""
    return {vorm: str(beter) for vormen, beter in _bron()["woorden"].items() for vorm in vormen.split("|")}


@lru_cache
def patroon() -> re.Pattern[str]:
    """Return what finds them all, the longest first: a phrase wins from a word in it, a term of law too."""
    vormen = sorted([*moeilijk(), *_lijst("termen")], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, vormen))})(?![\w-])", re.IGNORECASE)


@lru_cache
def bekende_lange_woorden() -> frozenset[str]:
    """Return long words that most people know."""
    return frozenset(_lijst("woorden"))


@lru_cache
def bekende_afkortingen() -> frozenset[str]:
    """Return short forms that are better known than what they stand for."""
    return frozenset(_lijst("afkortingen"))


@lru_cache
def geen_deelwoorden() -> frozenset[str]:
    """Return words that look like a participle and are none."""
    return frozenset(_lijst("geen_deelwoord"))


def _lijst(naam: str) -> list[str]:
    lijst = _bron()["bekend"][naam]
    assert isinstance(lijst, list)
    return [str(woord) for woord in lijst]
