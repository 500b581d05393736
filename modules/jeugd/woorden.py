"""The words of the Jeugdwet in this module: fixed lists, each with what stands on the screen."""

from __future__ import annotations

from django.db.models import TextChoices


class Stand(TextChoices):
    """How far a hulpvraag is."""

    BINNEN = "binnen", "Binnengekomen"
    GESPREK = "gesprek", "In gesprek"
    AANVRAAG = "aanvraag", "Aangevraagd"
    BESLOTEN = "besloten", "Besloten"
    HULP = "hulp", "Hulp loopt"
    AFGEROND = "afgerond", "Afgerond"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Gezinsplan(TextChoices):
    """What the family answered when it was offered to make its own plan first (Jeugdwet 4.1.2)."""

    NIET_AANGEBODEN = "", "Nog niet aangeboden"
    MAAKT = "maakt", "De familie maakt zelf een plan"
    KLAAR = "klaar", "Het plan van de familie is er"
    WIL_NIET = "wil_niet", "De ouders willen dit niet"
    DREIGING = "dreiging", "Het kan niet: er is een concrete dreiging voor het kind"
    SCHADE = "schade", "Het kan niet: het schaadt het kind op een andere manier"


class Afwijkend(TextChoices):
    """Why help may begin without everybody who decides (Jeugdwet 7.3.4 lid 2, BW 1:265h)."""

    NIET = "", "Nee, iedereen die beslist moet het eens zijn"
    NADEEL = "ernstig_nadeel", "Ja, zonder deze hulp lijdt de jongere ernstig nadeel"
    WENS = "weloverwogen_wens", "Ja, de jongere blijft deze hulp weloverwogen willen"
    RECHTER = "rechter", "Ja, de rechter gaf toestemming in plaats van een ouder"


class Aanleiding(TextChoices):
    """Why the woonplaats is looked at."""

    START = "start", "Begin van de hulp"
    VERHUIZING = "verhuizing", "Verhuizing"
    VERBLIJF = "verblijf", "Begin of einde van verblijf"


class Woonregel(TextChoices):
    """Which part of the rule decided."""

    BRP = "brp", "Woonadres in de BRP"
    VOOR_VERBLIJF = "voor_verblijf", "Woonadres direct voor het verblijf"
    MOEDER = "moeder", "Gemeente van de moeder bij de geboorte"
    WERKELIJK = "werkelijk", "Waar het kind nu echt verblijft"


class Veiligheid(TextChoices):
    """What the weighing found."""

    GEEN = "geen", "Geen vermoeden van onveiligheid"
    VERMOEDEN = "vermoeden", "Vermoeden, niet acuut en niet structureel"
    ACUUT = "acuut", "Acute onveiligheid"
    STRUCTUREEL = "structureel", "Structurele onveiligheid"


class Zekerheid(TextChoices):
    """An answer in the weighing."""

    JA = "ja", "Ja"
    NEE = "nee", "Nee"


class VirRisico(TextChoices):
    """The risks for which the law allows a note in the index without consent (Jeugdwet 7.1.4.1)."""

    GEWELD = "geweld", "Geweld, vernedering of verwaarlozing"
    PSYCHISCH = "psychisch", "Meer psychische problemen dan past bij de leeftijd, ook verslaving"
    OPGROEIEN = "opgroeien", "Ernstige problemen bij het opgroeien"
    JONG_OUDER = "jong_ouder", "Minderjarig en zwanger of moeder"
    SCHOOL = "school", "Vaak niet op school, of dreigt te stoppen zonder diploma"
    WERK = "werk", "Wil niet met legaal werk in het eigen inkomen voorzien"
    GELD = "geld", "Meer geldproblemen dan past bij de leeftijd"
    DAK = "dak", "Geen vaste plek om te wonen"
    GEVAAR = "gevaar", "Een gevaar voor anderen door geweld"
    STRAFBAAR = "strafbaar", "Doet mee met strafbare dingen"
    OUDERS = "ouders", "Ouders schieten tekort in de zorg of opvoeding"


class Toekomstpunt(TextChoices):
    """The seven subjects of turning eighteen (domain.md 4.3)."""

    WMO = "wmo", "Hulp uit de Wmo"
    PARTICIPATIE = "participatie", "Inkomen en werk (Participatiewet)"
    ZVW = "zvw", "Zorg uit de zorgverzekering"
    WLZ = "wlz", "Langdurige zorg (Wlz)"
    SCHOOL = "school", "School of opleiding"
    WONEN = "wonen", "Wonen"
    VERZEKERING = "verzekering", "Zorgverzekering en zorgtoeslag"


class Nodig(TextChoices):
    """What was found on one of the seven subjects."""

    ONBEKEND = "", "Nog niet bekeken"
    NIET_NODIG = "niet_nodig", "Niet nodig"
    NODIG = "nodig", "Nodig, wordt geregeld"
    GEREGELD = "geregeld", "Geregeld"
