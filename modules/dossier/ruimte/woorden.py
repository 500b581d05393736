"""The choices of a deviation, of a signal for policy, and of a difference of insight."""

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


class Verschilsoort(TextChoices):
    """What a difference of insight is about; the report counts by it."""

    HULP = "hulp", "Welke hulp past"
    HOEVEEL = "hoeveel", "Hoeveel hulp, en hoe lang"
    VEILIGHEID = "veiligheid", "Of het veilig genoeg is"
    REGIE = "regie", "Wie de regie heeft"
    TEMPO = "tempo", "Wanneer iets begint of stopt"
    WET = "wet", "Welke wet of afdeling dit regelt"
    REGELS = "regels", "Wat de regels toelaten"
    DELEN = "delen", "Wat we met wie delen"
    ANDERS = "anders", "Iets anders"


class VoorWie(TextChoices):
    """For whom it matters most; the report says for whom a view proved right, and never who it was."""

    KIND = "kind", "Een kind"
    JONGERE = "jongere", "Een jongere"
    VOLWASSENE = "volwassene", "Een volwassene"
    OUDERE = "oudere", "Een oudere"
    GEZIN = "gezin", "Het hele huishouden"


class Discipline(TextChoices):
    """From which profession somebody looks."""

    MAATSCHAPPELIJK_WERK = "mw", "Maatschappelijk werk"
    WMO = "wmo", "Wmo"
    JEUGD = "jeugd", "Jeugd"
    WERK = "werk", "Werk en inkomen"
    SCHULD = "schuld", "Schuldhulp"
    ZORG = "zorg", "Wijkverpleging"
    GGZ = "ggz", "Geestelijke gezondheid"
    BEPERKING = "beperking", "Leven met een beperking"
    VEILIGHEID = "veiligheid", "Zorg en veiligheid"
    ONDERWIJS = "onderwijs", "Onderwijs"
    WELZIJN = "welzijn", "Welzijn"
    REGIE = "regie", "Regie"
    ANDERS = "anders", "Een ander vak"


class KijkHoe(TextChoices):
    """How the words of the resident came in."""

    GEZEGD = "gezegd", "Gezegd, en door ons opgeschreven"
    GESCHREVEN = "geschreven", "Zelf geschreven"
    NAMENS = "namens", "Iemand sprak namens de inwoner"


class Besluitwijze(TextChoices):
    """Who cut the knot."""

    CONSENSUS = "consensus", "We werden het eens"
    REGISSEUR = "regisseur", "De regisseur besliste"
    TEAMLEIDER = "teamleider", "De teamleider besliste"
    DOORZETTINGSMACHT = "doorzetting", "Iemand met doorzettingsmacht besliste"
    COLLEGE = "college", "Het college besliste"
