"""The words of decisions: outcome, where one stands, form of help, and the same for bezwaar and klacht."""

from __future__ import annotations

from django.db.models import TextChoices


class Uitkomst(TextChoices):
    """What was decided. The last two only come from a decision about an earlier one."""

    TOEGEKEND = "toegekend", "Toegekend"
    DEELS = "deels", "Deels toegekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    HERZIEN = "herzien", "Gewijzigd"


VERLEENT = frozenset({Uitkomst.TOEGEKEND, Uitkomst.DEELS, Uitkomst.HERZIEN})
"""The outcomes with help in them: they name provisions."""


class Stand(TextChoices):
    """Where a decision stands."""

    CONCEPT = "concept", "In de maak"
    TER_BEOORDELING = "ter_beoordeling", "Voorgelegd"
    GENOMEN = "genomen", "Genomen"
    BEKEND = "bekend", "Bekendgemaakt"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


TE_MAKEN = frozenset({Stand.CONCEPT, Stand.TER_BEOORDELING})
GENOMEN = frozenset({Stand.GENOMEN, Stand.BEKEND})


class Relatie(TextChoices):
    """What a decision does to the one before it."""

    HERZIET = "herziet", "Wijzigt een eerder besluit"
    TREKT_IN = "trekt_in", "Trekt een eerder besluit in"
    VERBETERT = "verbetert", "Verbetert een fout in een eerder besluit"
    VOLGT_OP = "volgt_op", "Volgt op een eerder besluit"


STOPT_HULP = frozenset({Relatie.HERZIET, Relatie.TREKT_IN, Relatie.VERBETERT})
"""What ends the help of the earlier decision on the day the new one begins."""


class Vorm(TextChoices):
    """How help is delivered under a decision."""

    ZIN = "zin", "Zorg in natura"
    PGB = "pgb", "Persoonsgebonden budget"


class Plaats(TextChoices):
    """Where a decision is made."""

    TEAM = "team", "In het team"
    BACKOFFICE = "backoffice", "Bij de backoffice"
    ANDER = "ander", "Bij een ander team"


class Eenheid(TextChoices):
    """In what a provision is counted."""

    MINUUT = "minuut", "Minuten"
    UUR = "uur", "Uren"
    DAGDEEL = "dagdeel", "Dagdelen"
    ETMAAL = "etmaal", "Etmalen"
    STUKS = "stuks", "Stuks"
    EURO = "euro", "Euro"
    RIT = "rit", "Ritten"


class Frequentie(TextChoices):
    """Per how long that much is given."""

    DAG = "dag", "per dag"
    WEEK = "week", "per week"
    VIER_WEKEN = "vier_weken", "per 4 weken"
    MAAND = "maand", "per maand"
    JAAR = "jaar", "per jaar"
    TOTAAL = "totaal", "in totaal"


class ToewijzingStand(TextChoices):
    """Where a provision stands. `klaar` waits for the message to the provider."""

    VOORBEREID = "voorbereid", "In de maak"
    KLAAR = "klaar", "Klaar om toe te wijzen"
    TOEGEWEZEN = "toegewezen", "Toegewezen"
    GESTOPT = "gestopt", "Gestopt"
    VERVALLEN = "vervallen", "Vervallen"


LOOPT = frozenset({ToewijzingStand.KLAAR, ToewijzingStand.TOEGEWEZEN})


class Betreft(TextChoices):
    """What a mandate is for."""

    BESLUIT = "besluit", "Besluiten over hulp"
    BEZWAAR = "bezwaar", "Besluiten op bezwaar"


class BezwaarStand(TextChoices):
    """Where an objection stands."""

    ONTVANGEN = "ontvangen", "Ontvangen"
    GEHOORD = "gehoord", "Gehoord"
    BESLIST = "beslist", "Beslist"
    BEKEND = "bekend", "Bekendgemaakt"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class BezwaarUitkomst(TextChoices):
    """What was decided on an objection (Awb 7:11; 6:6 and 6:7 for the last)."""

    GEGROND = "gegrond", "Gegrond"
    DEELS = "deels", "Deels gegrond"
    ONGEGROND = "ongegrond", "Ongegrond"
    NIET_ONTVANKELIJK = "niet_ontvankelijk", "Niet in behandeling te nemen"


class KlachtStand(TextChoices):
    """Where a complaint stands."""

    ONTVANGEN = "ontvangen", "Ontvangen"
    GEHOORD = "gehoord", "Gehoord"
    OPGELOST = "opgelost", "Opgelost met de inwoner"
    BEANTWOORD = "beantwoord", "Beantwoord"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class KlachtOver(TextChoices):
    """Whom a complaint is about."""

    MEDEWERKER = "medewerker", "Een medewerker"
    TEAM = "team", "Het team"
    AANBIEDER = "aanbieder", "Een aanbieder"
    GEMEENTE = "gemeente", "De gemeente"


class KlachtOordeel(TextChoices):
    """What the answer says of a complaint."""

    GEGROND = "gegrond", "De klacht klopt"
    DEELS = "deels", "De klacht klopt voor een deel"
    ONGEGROND = "ongegrond", "De klacht klopt niet"
    GEEN = "geen", "Geen oordeel"
