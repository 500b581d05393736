"""Invented names and streets: some thousands, the common ones often, as in a real gemeente."""

from __future__ import annotations

from itertools import accumulate
from random import Random


def _woorden(tekst: str) -> tuple[str, ...]:
    """Return the words of a text; `_` stands for the space within a name."""
    return tuple(woord.replace("_", " ") for woord in tekst.split())


_GEWOON = _woorden(
    "de_Jong Jansen de_Vries van_den_Berg Bakker van_Dijk Visser Janssen Smit Meijer de_Boer Mulder "
    "de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf "
    "van_der_Meer van_der_Linden Kok Jacobs de_Haan Vermeulen van_den_Heuvel van_der_Veen van_den_Broek "
    "de_Bruijn van_der_Heijden Schouten van_Beek Willems van_Vliet van_de_Ven Hoekstra Maas Verhoeven "
    "Koster van_Dam van_der_Wal Prins Blom Huisman Peeters de_Jonge Kuipers van_Veen Kuiper Veenstra "
    "Kramer van_den_Brink Scholten van_Wijk Postma Martens Vink de_Ruiter Timmermans Groen Gerritsen "
    "Jonker van_Loon Boer van_der_Velden Willemsen Smeets de_Lange de_Vos Bosch van_Dongen Schipper "
    "de_Koning van_der_Laan Koning Driessen van_Doorn Hermans Evers van_den_Bosch van_der_Meulen Hofman "
    "Bosman Wolters Sanders van_der_Horst Mol Kuijpers Molenaar van_de_Pol Verbeek van_der_Ploeg Yilmaz "
    "el_Amrani Kaya Nguyen Demir Bouzid Ahmed Kowalski Ramdin Aydin Hassan Martina Pinas Wang "
)
_BEGIN = _woorden(
    "Aker Berk Bloem Boom Brand Bruin Dijk Doorn Eik Elzen Esch Geest Grave Groen Haver Heem Heide Hof Hoog Hout "
    "Kamp Kerk Klaver Klei Koren Laar Leeuw Linden Maat Meer Molen Noord Oever Ooster Over Peper Plas Polder Riet "
    "Rijn Roos Schaap Slot Staal Steen Stern Veld Vlas Voor Waal Water Weide Wester Wilgen Winter Zand Zee Zuider"
)
_EIND = _woorden(
    "aard baan beek berg boer bosch broek brugge burg dam dijk donk drecht enaar feld gaard haar hagen ham hart "
    "heuvel hof horst huis huizen kamp kerk laan land loo man mans meijer mond oord poel poort ring rode schot sma "
    "stad steeg stra terp veen veld vliet voort waard wijk woude zicht"
)
_VOORVOEGSELS = ("", "", "", "", "van ", "van der ", "de ", "van den ", "ter ")
_STRAATEIND = ("straat", "laan", "weg", "plein", "hof", "pad", "kade", "singel", "dreef", "steeg")
VOORNAMEN = _woorden(
    "Marieke Sem Daan Noor Fatima Jan Piet Anna Maria Johanna Hendrik Willem Kees Truus Henk Ineke Wilma Ahmed "
    "Mohamed Youssef Aïsha Emine Mehmet Zeynep Lotte Bram Finn Julia Tess Milan Levi Lucas Eva Saar Sophie Liam "
    "Thijs Jesse Ruben Lars Sanne Femke Anouk Bas Joost Maarten Jeroen Marloes Ellen Bianca Esther Patricia Monique "
    "Petra Karin Ria Corrie Gerrit Dirk Arie Teun Wout Jasmijn Fenna Nina Zoë Björn René André Chantal Priya Wei"
)


class Namen:
    """Draws the same names each run: the commonest twelve hundred times as often as the rarest."""

    def __init__(self, toeval: Random) -> None:
        self._toeval = toeval
        zeldzaam = [begin + eind for begin in _BEGIN for eind in _EIND]
        toeval.shuffle(zeldzaam)
        achternamen = [*_GEWOON, *(toeval.choice(_VOORVOEGSELS) + naam for naam in zeldzaam)]
        self._achternamen = achternamen
        self._gewicht = list(accumulate(1 / (plaats + 8) for plaats in range(len(achternamen))))
        self._straten = [begin + eind for begin in _BEGIN for eind in _STRAATEIND]

    def achternaam(self) -> str:
        """Return a family name with its prefix: `van der Molenhof`."""
        return self._toeval.choices(self._achternamen, cum_weights=self._gewicht)[0]

    def voornaam(self) -> str:
        """Return a first name."""
        return self._toeval.choice(VOORNAMEN)

    def straat(self) -> str:
        """Return a street."""
        return self._toeval.choice(self._straten)
