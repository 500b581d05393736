"""The choices of a deviation, of the backing for it, and of a signal for policy."""

from __future__ import annotations

from django.db.models import TextChoices


class Afwijksoort(TextChoices):
    """On what ground somebody departs from a rule (domain.md 6.7)."""

    HARDHEID = "hardheid", "Hardheidsclausule"
    AWB_4_84 = "awb_4_84", "Beleidsregel (Awb artikel 4:84)"
    PW_18 = "pw_18", "Maatwerk in de bijstand (Participatiewet artikel 18)"
    PW_16 = "pw_16", "Zeer dringende redenen (Participatiewet artikel 16)"
    WERKPROCES = "werkproces", "Werkafspraak of werkproces"
    EXPERIMENT = "experiment", "Experiment"
    GEEN_REGEL = "geen_regel", "Er is geen regel"


VAN_DE_PARTICIPATIEWET = frozenset({Afwijksoort.PW_18, Afwijksoort.PW_16})


class Steun(TextChoices):
    """What the manager answered."""

    JA = "ja", "Ik sta hierachter"
    NEE = "nee", "Ik sta hier niet achter"


class SignaalStand(TextChoices):
    """Where a signal for policy stands."""

    OPEN = "open", "Wacht op antwoord"
    BEANTWOORD = "beantwoord", "Beantwoord"


class SignaalAntwoord(TextChoices):
    """What policy answers."""

    WIJZIGEN = "wijzigen", "We stellen een andere regel voor"
    UITLEG = "uitleg", "De regel laat dit al toe; we leggen hem uit"
    BLIJFT = "blijft", "De regel blijft zo"


class VoorstelUitkomst(TextChoices):
    """What became of a proposal for another rule."""

    AANGENOMEN = "aangenomen", "De regel is veranderd"
    AFGEWEZEN = "afgewezen", "De regel verandert niet"
