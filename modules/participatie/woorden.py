"""The words of the Participatiewet in this module."""

from __future__ import annotations

from django.db.models import TextChoices


class Regeling(TextChoices):
    """What is asked for."""

    BIJSTAND = "bijstand", "Bijstand voor het levensonderhoud"
    BIJZONDER = "bijzonder", "Bijzondere bijstand"
    TOESLAG = "toeslag", "Individuele inkomenstoeslag"
    MINIMA = "minima", "Minimaregeling van de gemeente"


class Stand(TextChoices):
    """How far it is."""

    GEMELD = "gemeld", "Gemeld"
    ZOEKTIJD = "zoektijd", "Zoekt zelf"
    AANVRAAG = "aanvraag", "Aangevraagd"
    BESLOTEN = "besloten", "Besloten"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Werksoort(TextChoices):
    """What is agreed towards work or taking part."""

    TRAJECT = "traject", "Traject naar werk of meedoen"
    SCHOLING = "scholing", "Scholing"
    LOONKOSTEN = "loonkosten", "Loonkostensubsidie"
    BESCHUT = "beschut", "Beschut werk"
    ONTHEFFING = "ontheffing", "Ontheffing van plichten"
    TAAL = "taal", "Nederlands leren (taaleis)"


class Gegevensbron(TextChoices):
    """Where a fact was seen before."""

    INKOMEN = "inkomen", "Een eerdere aanvraag bij Werk en Inkomen"
    REGISTER = "register", "Een basisregistratie of Suwinet"
    HULP = "hulp", "Hulp uit de Wmo of de Jeugdwet"


class Werkuitkomst(TextChoices):
    """What looking again at a step towards work led to."""

    BLIJFT = "blijft", "Het blijft zo"
    ANDERS = "anders", "Het wordt anders"
    KLAAR = "klaar", "Het is klaar of stopt"


class Verwijt(TextChoices):
    """How far somebody is to blame."""

    GEEN = "geen", "Niet te verwijten"
    MINDER = "minder", "Minder te verwijten"
    GEWOON = "gewoon", "Te verwijten"


class Besluit(TextChoices):
    """What was decided on a measure."""

    GEEN = "geen", "Geen maatregel"
    MATIGEN = "matigen", "Maatregel, lichter"
    OPLEGGEN = "opleggen", "Maatregel"


class Heroverweging(TextChoices):
    """What looking again led to."""

    STOPPEN = "stoppen", "De maatregel stopt"
    LICHTER = "lichter", "De maatregel wordt lichter"
    BLIJFT = "blijft", "De maatregel blijft"
