"""A question without a person: what looks like somebody is found before it is kept (P22).

What is certain (a BSN, an address, `mevrouw` with a name) is refused. What only looks like a name is asked
about: an organisation has a name too. No sentence repeats a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TUSSEN = r"(?:(?:van|de|der|den|het|'t|ter|ten|te|el|al|bin|ben|la|le)\s+){0,3}"
_GROOT = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_CIJFERS = re.compile(r"(?<![\d,€])(?:\d[ .\-]?){7,8}\d(?![\d,])")
_MOBIEL = re.compile(r"(?<!\d)(?:0|\+31[ -]?\(?0?\)?|0031)[ -]?6(?:[ -]?\d){8}(?!\d)")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Za-z]{2}\b(?:\s*,?\s*\d+)?")
_STRAAT = re.compile(
    r"\b\w+(?:straat|laan|weg|plein|hof|kade|dijk|singel|gracht|steeg|pad|dreef)\s+\d+", re.IGNORECASE
)
_GEBOREN = re.compile(
    r"\bgeb(?:oren|oortedatum|\.)?\b[^.]{0,12}\d|\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19\d\d|200\d)\b",
    re.IGNORECASE,
)
_AANHEF = re.compile(
    rf"\b(?i:mevrouw|mevr\.?|mw\.?|meneer|menheer|dhr\.?|de heer|familie|fam\.)\s+{_TUSSEN}(?:[A-Z]\.\s*)*({_GROOT})"
)
_VOORGESTELD = re.compile(
    rf"\b(?i:heet|heten|genaamd|naam is|zoontje|zoon|dochtertje|dochter|man|vrouw|partner|broer|zus|moeder|vader|oma|"
    rf"opa|buurman|buurvrouw)\s+({_GROOT})"
)
_TWEE = re.compile(rf"(?<![.!?:]\s)(?<!^)\b({_GROOT})\s+{_TUSSEN}({_GROOT})")
_WOORD = re.compile(rf"\b{_GROOT}\b")

_NAMEN = """
    Aad Abdel Abdul Achmed Adriaan Agnes Ahmed Aisha Albert Alexander Ali Amina Amir Anke Annelies Annemarie
    Anouk Anton Arjan Arjen Astrid Ayse Bart Bas Bea Berend Bert Bianca Bram Carla Carlijn Carolien Chantal
    Cor Corrie Daan Danielle Diederik Dirk Dirkje Ed Eefje Ellen Els Elske Emine Emma Esra Esther Eva Evelien
    Fatiha Fatima Fatma Femke Floor Frank Frans Frits Gea Geert Gerda Gerrit Gert Greet Greetje Gijs Hamza
    Hanneke Hans Harm Harold Hassan Heleen Hendrik Henk Herman Hilde Hussein Ibrahim Ilse Imane Ineke Ingrid
    Irene Jaap Jacob Jan Janneke Jannie Jasper Jeroen Jesse Joanne Johan Johanna Johannes Joke Jolanda Joop
    Jorien Joris Joyce Judith Julia Jurgen Karel Karim Karin Kees Khadija Khalid Klaas Koen Koos Laila Lars
    Laura Leila Lieke Lies Lisa Lotte Maaike Maarten Mandy Manon Marcel Margriet Maria Marieke Marijke Marja
    Marjan Marloes Martijn Maurice Mehmet Melissa Menno Merel Michiel Mieke Mina Mirjam Mohamed Mohammed
    Monique Mustafa Nadia Natasja Nienke Niels Nina Noor Nynke Omar Paul Petra Piet Pieter Peter Rachid
    Rachida Ralph Remco Renate Renee Rianne Rik Robert Roel Ronald Rutger Ruud Said Saida Saskia Samira Sandra
    Sanne Sem Sharon Simone Sjaak Sjors Sofie Stefan Stijn Suzanne Sven Teun Theo Thijs Thomas Tineke Tjeerd
    Tom Toos Ursula Vera Vincent Wendy Wesley Wilhelmina Wilma Willem Wim Wouter Yasmina Yusuf Youssef Yvonne
    Zeynep Zohra
"""
VOORNAMEN: Final = frozenset(_NAMEN.split())
"""First names that are hardly ever another word: who types one is asked whether it is a person."""
_DIENSTEN = """
    Bureau Burgerzaken Buurthuis Centrum Dorpshuis Gemeente Huis Inlooppunt Jeugd Juridisch Leger Loket
    Maatschappelijk Participatiewet Raad Rijksdienst Sociale Sociaal Stichting Team Veilig Vereniging
    Voedselbank Werk Wijkteam Wmo Zorg Belastingdienst Bibliotheek Algemene Centraal Nationale Nederlandse
    Rode Leger Humanitas
"""
_GEEN_NAAM = frozenset(_DIENSTEN.split())
_LIDWOORDEN = frozenset({"De", "Het", "Een", "In", "Bij", "Van"})


@dataclass(frozen=True, slots=True)
class Vondst:
    """Something that looks like a person: the sentence, and whether it is certain."""

    zin: str
    is_zeker: bool = True


_HOE = "Korte hulp is zonder persoon."


def vind_persoon(tekst: str, *, met_adres: bool = True) -> Vondst | None:
    """Return the first thing in a text that points at somebody, or None.

    An answer may name where an organisation is: then `met_adres` is off.
    """
    if _GEBOREN.search(tekst):
        return Vondst(f"Hier staat een geboortedatum. {_HOE} Schrijf liever: een vrouw van rond de 70.")
    if _MOBIEL.search(tekst):
        return Vondst(f"Hier staat een mobiel nummer. {_HOE} Haal het weg.")
    if any(len(re.sub(r"\D", "", getal)) in (8, 9) for getal in _CIJFERS.findall(tekst)):
        return Vondst(f"Hier staat een getal dat op een BSN lijkt. {_HOE} Haal het weg.")
    if _MAIL.search(tekst) and met_adres:
        return Vondst(f"Hier staat een e-mailadres. {_HOE} Haal het weg.")
    if met_adres and (_POSTCODE.search(tekst) or _STRAAT.search(tekst)):
        return Vondst(f"Hier staat een adres. {_HOE} Schrijf liever de buurt.")
    if _AANHEF.search(tekst):
        return Vondst(f"Hier staat een naam. {_HOE} Schrijf liever: een moeder met twee kinderen.")
    return _misschien(tekst)


def _misschien(tekst: str) -> Vondst | None:
    kandidaten = [m[1] for m in _VOORGESTELD.finditer(tekst)]
    kandidaten += [woord for woord in _WOORD.findall(tekst) if woord in VOORNAMEN]
    kandidaten += [
        f"{m[1]} {m[2]}"
        for m in _TWEE.finditer(tekst)
        if not {m[1], m[2]} & _GEEN_NAAM and m[1] not in _LIDWOORDEN and not m[1].isupper()
    ]
    naam = next((kandidaat for kandidaat in kandidaten if kandidaat not in _GEEN_NAAM), "")
    if not naam:
        return None
    return Vondst(
        f"{naam} lijkt een naam. {_HOE} Haal de naam weg. Is het geen persoon? Vink dat dan onderaan aan.",
        is_zeker=False,
    )
