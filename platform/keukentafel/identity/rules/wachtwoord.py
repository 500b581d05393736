"""What a password must be: long, and not one that everybody tries first (ASVS 5.0 V6.2).

No rules about capitals and signs: they make people write `Welkom2026!`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set

from keukentafel.errors import Refusal

MINIMAAL = 12
MAXIMAAL = 128
REEKSEN = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop")
GELIJKENISSEN = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)


class WachtwoordTeKort(Refusal):
    text = f"Dit wachtwoord is te kort. Kies minstens {MINIMAAL} tekens. Een zin van vier woorden is goed te onthouden."


class WachtwoordTeLang(Refusal):
    text = f"Dit wachtwoord is te lang. Het mag {MAXIMAAL} tekens zijn."


class WachtwoordTeBekend(Refusal):
    text = "Dit wachtwoord is makkelijk te raden. Kies een zin van vier woorden die niet bij elkaar horen."


class WachtwoordTeEigen(Refusal):
    text = "In dit wachtwoord staat vooral je naam of die van je gemeente. Kies woorden die niemand met jou verbindt."


def keur_wachtwoord(wachtwoord: str, *, bekend: Set[str], eigen: Iterable[str]) -> None:
    """Refuse a password that is short, long, known or made of the person's own name.

    `bekend` holds common passwords in small letters; `eigen` are the words around this account.

    :raises Refusal: one of the four above, in words for the form.
    """
    if len(wachtwoord) < MINIMAAL:
        raise WachtwoordTeKort
    if len(wachtwoord) > MAXIMAAL:
        raise WachtwoordTeLang
    klein = unicodedata.normalize("NFKC", wachtwoord).lower()
    if _is_bekend(klein, bekend):
        raise WachtwoordTeBekend
    rest = klein
    for woord in sorted({w for w in _woorden(eigen) if len(w) >= 4}, key=len, reverse=True):
        rest = rest.replace(woord, "")
    if rest != klein and len(_letters(rest)) < MINIMAAL // 2:
        raise WachtwoordTeEigen


def _is_bekend(klein: str, bekend: Set[str]) -> bool:
    """Look at the text itself, without leet, at its letters only, at its repeated part and at rows of keys."""
    kern = _kern(klein)
    varianten = {klein, kern, klein.translate(GELIJKENISSEN), kern.translate(GELIJKENISSEN)}
    varianten |= {_herhaald(tekst) for tekst in set(varianten)}
    if not _letters(klein):
        return True  # a date, a telephone number
    return any(len(tekst) < 4 or tekst in bekend or _is_reeks(tekst) for tekst in varianten)


def _kern(tekst: str) -> str:
    """Return what is left when digits and signs at both ends are taken off: `welkom2026!!` -> `welkom`."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", tekst) or tekst


def _letters(tekst: str) -> str:
    return re.sub(r"[\W\d_]", "", tekst)


def _herhaald(tekst: str) -> str:
    """Return the smallest part of which the text is a repetition: `welkomwelkom` -> `welkom`."""
    gevonden = re.fullmatch(r"(.+?)\1+", tekst)
    return gevonden.group(1) if gevonden else tekst


def _is_reeks(tekst: str) -> bool:
    lang = [rij * 3 for rij in REEKSEN] + [(rij * 3)[::-1] for rij in REEKSEN]
    stukken = re.findall(r"[a-z]+|[0-9]+", tekst)
    return bool(stukken) and all(len(stuk) >= 3 and any(stuk in rij for rij in lang) for stuk in stukken)


def _woorden(eigen: Iterable[str]) -> set[str]:
    return {woord for tekst in eigen for woord in re.split(r"[\W_]+", tekst.lower()) if woord}
