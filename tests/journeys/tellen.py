"""Count what a person does: each real click and each key that is not text, in the page itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Keystroke-Level Model (Card, Moran and Newell, 1980), in seconds: an average typist, pointing with a
# hand that leaves the keyboard, and a moment to think before each act. It tells how long a person takes
# without a clock in the test, which would measure the machine.
TOETS, WIJS, KLIK, HAND, DENK = 0.28, 1.1, 0.2, 0.4, 1.35

LUISTER = """
addEventListener('click', e => e.isTrusted && e.detail > 0 && kt_tel('klik', ''), true);
addEventListener('keydown', e => {
  if (!e.isTrusted) return;
  const vak = e.target.matches('textarea, input:not([type=radio], [type=checkbox], [type=submit])');
  kt_tel(vak && e.key.length === 1 && !e.ctrlKey && !e.metaKey ? 'letter' : 'toets', e.key);
}, true);
addEventListener('change', e => e.isTrusted && e.target.matches('textarea, input[type=text], input:not([type])')
  && kt_tel('getypt', e.target.value), true);
"""


@dataclass
class Teller:
    """What was done so far on a page and those after it."""

    klikken: int = 0
    toetsen: list[str] = field(default_factory=list)
    letters: int = 0
    getypt: list[str] = field(default_factory=list)

    @property
    def handelingen(self) -> int:
        """Clicks and keys besides the text."""
        return self.klikken + len(self.toetsen)

    @property
    def seconden(self) -> float:
        """How long a person takes for this, by the Keystroke-Level Model."""
        klikken = self.klikken * (DENK + HAND + WIJS + KLIK)
        return klikken + len(self.toetsen) * (DENK + TOETS) + self.letters * TOETS + HAND

    def neem(self, soort: str, wat: str) -> None:
        """Take what the page reports."""
        if soort == "klik":
            self.klikken += 1
        elif soort == "toets":
            self.toetsen.append(wat)
        elif soort == "letter":
            self.letters += 1
        else:
            self.getypt.append(wat)


def tel_mee(page: Any) -> Teller:
    """Begin to count on this page and on each that follows."""
    teller = Teller()
    page.expose_function("kt_tel", teller.neem)
    page.add_init_script(LUISTER)
    page.reload()
    return teller
