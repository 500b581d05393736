"""The words of sharing: kinds of consent, who gives it, how, and where it stands."""

from __future__ import annotations

from django.db.models import TextChoices


class Soort(TextChoices):
    """Three kinds of consent that are never one tick box (domain.md 5.2)."""

    GRONDSLAG = "grondslag", "Toestemming om gegevens te verwerken"
    GEHEIM = "doorbreking_geheim", "Toestemming om iets te delen"
    HULP = "instemming_hulp", "Instemming met hulp"


class ToestemmingStand(TextChoices):
    """Where a consent stands. `verlopen` also is a consent whose age basis ended."""

    GEVRAAGD = "gevraagd", "Gevraagd"
    GEGEVEN = "gegeven", "Gegeven"
    GEWEIGERD = "geweigerd", "Niet gegeven"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERLOPEN = "verlopen", "Afgelopen"


class Hoedanigheid(TextChoices):
    """As what somebody answers."""

    ZELF = "zelf", "zelf"
    GEZAG = "gezag", "heeft gezag"
    VERTEGENWOORDIGER = "vertegenwoordiger", "beslist namens"


class Antwoord(TextChoices):
    """What somebody said."""

    OPEN = "open", "Nog niet geantwoord"
    JA = "ja", "Ja"
    NEE = "nee", "Nee"


class Hoe(TextChoices):
    """How an answer was given."""

    GESPREK = "gesprek", "In een gesprek"
    PORTAAL = "portaal", "In de eigen omgeving van de inwoner"
    PAPIER = "papier", "Op papier, ondertekend"


class Kaderwet(TextChoices):
    """Under which rules of age a consent falls."""

    JEUGD = "jeugd", "Jeugdhulp"
    WMO = "wmo", "Wmo of iets anders"


class Uitzondering(TextChoices):
    """When the parents of somebody of 12 to 15 need not agree (Jeugdwet 7.3.4 lid 2)."""

    GEEN = "", "Nee, de jongere en de ouders beslissen samen"
    NADEEL = "ernstig_nadeel", "Ja, zonder deze stap lijdt de jongere ernstig nadeel"
    WENS = "weloverwogen_wens", "Ja, de jongere blijft dit weloverwogen willen"


class Vraag(TextChoices):
    """The one answer a partner may get, and nothing beside it."""

    CONTACT = "contact_gelukt", "Is het contact gelukt? Ja of nee"
    OPGEPAKT = "opgepakt", "Is de vraag opgepakt? Ja of nee"
    WACHT = "wacht_op_hulp", "Is er al hulp gestart? Ja of nee"


class WegingStand(TextChoices):
    """A weighing counts only when a colleague confirmed it with an own sign-in."""

    WACHT = "wacht", "Wacht op een collega"
    BEVESTIGD = "bevestigd", "Bevestigd"
    NIET_EENS = "niet_eens", "De collega is het er niet mee eens"


class Wijze(TextChoices):
    """How a partner gets to see a part."""

    INLOG = "inlog", "Met een eigen account"
    LINK = "link", "Met een veilige link, één keer te openen"
