"""The meldcode in five steps, and what the weighing leads to (Jeugdwet 4.1.7, Wmo 2015 3.3). Pure.

The steps and the questions stand in the Besluit verplichte meldcode, article 2. The order is how people
usually go through it; in acute danger one may report first and write the steps down afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.bevinding import Bevinding
from modules.jeugd.woorden import Veiligheid, Zekerheid

ARTIKEL: Final = "Jeugdwet, artikel 4.1.7"
STAPPEN: Final = (
    ("signalen", "Breng in kaart wat je ziet en hoort"),
    ("overleg", "Overleg met een collega, en zo nodig met Veilig Thuis"),
    ("gesprek", "Praat met de ouders en het kind"),
    ("wegen", "Weeg hoe ernstig het is"),
    ("besluit", "Beslis: is melden nodig, en kan hulp ook?"),
)
"""The five steps, in their order."""

VRAGEN: Final = (
    ("vermoeden", "Vermoed je huiselijk geweld of kindermishandeling?"),
    ("veiligheid", "Is er acute of structurele onveiligheid?"),
    ("kan_helpen", "Kun jij of kan jouw organisatie goede hulp geven of regelen?"),
    ("willen", "Nemen de mensen om wie het gaat de hulp aan, en werken ze mee?"),
    ("werkt", "Maakt de hulp het op tijd en blijvend veilig?"),
)
"""The five questions of the weighing."""


@dataclass(frozen=True, slots=True)
class Stappen:
    """What is known of the five steps."""

    signalen: str = ""
    overlegd_met: str = ""
    overlegd_op: date | None = None
    gesproken_op: date | None = None
    niet_gesproken_omdat: str = ""
    is_gewogen: bool = False
    is_besloten: bool = False

    def klaar(self) -> tuple[str, ...]:
        """Return the steps that are done."""
        gedaan = {
            "signalen": bool(self.signalen.strip()),
            "overleg": bool(self.overlegd_met.strip()) and self.overlegd_op is not None,
            "gesprek": self.gesproken_op is not None or bool(self.niet_gesproken_omdat.strip()),
            "wegen": self.is_gewogen,
            "besluit": self.is_besloten,
        }
        return tuple(sleutel for sleutel, _ in STAPPEN if gedaan[sleutel])

    def open(self) -> tuple[str, ...]:
        """Return the steps that are still to be done, in their order."""
        klaar = self.klaar()
        return tuple(sleutel for sleutel, _ in STAPPEN if sleutel not in klaar)


@dataclass(frozen=True, slots=True)
class Weegantwoorden:
    """The answers to the five questions; the last three are `ja`, `nee` or not given."""

    veiligheid: str
    kan_helpen: str = ""
    willen: str = ""
    werkt: str = ""


@dataclass(frozen=True, slots=True)
class Weging:
    """What the weighing says: report, help, and why. A person decides; another choice needs a reason."""

    melden: bool
    helpen: bool
    reden: str


def weeg(antwoorden: Weegantwoorden) -> Weging:
    """Return what the five questions lead to (Besluit verplichte meldcode, article 2).

    Acute or structural unsafety: report, and help may run beside. Else report when help cannot be given,
    is not taken, or does not make it safe. Nothing suspected: no report.
    """
    kan = antwoorden.kan_helpen == Zekerheid.JA
    if antwoorden.veiligheid == Veiligheid.ACUUT:
        return Weging(True, kan, "Er is acute onveiligheid: meld bij Veilig Thuis. Helpen kan daarnaast.")
    if antwoorden.veiligheid == Veiligheid.STRUCTUREEL:
        return Weging(
            True, kan, "Er is structurele onveiligheid: meld bij Veilig Thuis. Helpen kan daarnaast."
        )
    if antwoorden.veiligheid == Veiligheid.GEEN:
        return Weging(False, kan, "Er is geen vermoeden van onveiligheid. Melden is niet nodig.")
    for antwoord, zin in (
        (antwoorden.kan_helpen, "Jij of jouw organisatie kan geen goede hulp geven of regelen: meld."),
        (antwoorden.willen, "De mensen om wie het gaat nemen de hulp niet aan: meld."),
        (antwoorden.werkt, "De hulp maakt het niet op tijd en blijvend veilig: meld."),
    ):
        if antwoord == Zekerheid.NEE:
            return Weging(True, kan, zin)
    return Weging(
        False, True, "De hulp kan, wordt aangenomen en maakt het veilig. Blijf volgen of dat zo is."
    )


def weging_klopt(antwoorden: Weegantwoorden) -> tuple[Bevinding, ...]:
    """Return which answers the weighing still needs."""
    gevonden = []
    if antwoorden.veiligheid not in Veiligheid.values:
        gevonden.append(Bevinding("Kies hoe veilig het is.", "veiligheid"))
    if antwoorden.veiligheid == Veiligheid.VERMOEDEN:
        gevonden += [
            Bevinding(f"Geef antwoord: {vraag[0].lower()}{vraag[1:]}", sleutel)
            for sleutel, vraag in VRAGEN[2:]
            if getattr(antwoorden, sleutel) not in Zekerheid.values
        ]
    return tuple(gevonden)


def besluit_klopt(
    stappen: Stappen, weging: Weging | None, *, melden: bool, toelichting: str
) -> tuple[Bevinding, ...]:
    """Return what stands in the way of deciding (step 5).

    Steps 1 to 4 come first. In acute danger reporting is allowed at once, on step 1 alone. Whoever decides
    otherwise than the weighing says writes down why.
    """
    if weging is None:
        if melden and "signalen" in stappen.klaar():
            return (
                ()
                if toelichting.strip()
                else (
                    Bevinding(
                        "Schrijf op waarom melden niet kon wachten op de andere stappen.", "toelichting"
                    ),
                )
            )
        return (Bevinding("Weeg eerst hoe ernstig het is (stap 4).", "melden"),)
    eerst = [sleutel for sleutel in stappen.open() if sleutel in ("signalen", "overleg", "gesprek")]
    if eerst and not melden:
        return tuple(Bevinding(f"Doe eerst deze stap: {_klein(sleutel)}.", "melden") for sleutel in eerst)
    if melden != weging.melden and not toelichting.strip():
        return (Bevinding("Je kiest anders dan de weging zegt. Schrijf op waarom.", "toelichting"),)
    return ()


def _klein(sleutel: str) -> str:
    naam = dict(STAPPEN)[sleutel]
    return f"{naam[0].lower()}{naam[1:]}"
