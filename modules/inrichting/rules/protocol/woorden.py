"""The words of the informatieprotocol: categories, moments, functions, measures, conditions (domain 5.3)."""

from __future__ import annotations

from typing import Final

from django.db.models import IntegerChoices, TextChoices


class Categorie(TextChoices):
    """The twelve kinds of data. The letter is stored and is what the law tables of the domain use."""

    IDENTITEIT = "A", "Naam, adres en BSN"
    CONTACT = "B", "Contact en vragen"
    HUISHOUDEN = "C", "Huishouden en netwerk"
    LEEFGEBIEDEN = "D", "Leefgebieden en zelfredzaamheid"
    GEZONDHEID = "E", "Gezondheid"
    JUSTITIE = "F", "Politie en justitie"
    GELD = "G", "Inkomen en schulden"
    JEUGD = "H", "Jeugd en opvoeden"
    VEILIGHEID = "I", "Veiligheid"
    PLAN = "J", "Plan en afspraken"
    BESLUITEN = "K", "Besluiten en voorzieningen"
    WERKAANTEKENINGEN = "L", "Werkaantekeningen"


class Moment(TextChoices):
    """Where the help of a household is."""

    SIGNAAL = "signaal", "Signaal"
    INTAKE = "intake", "Eerste vraag en onderzoek"
    PLAN = "plan", "Plan maken"
    HULP = "hulp", "Hulp"
    REGIE = "regie", "Vinger aan de pols"
    GESLOTEN = "gesloten", "Afgesloten"


ALLE_MOMENTEN: Final = frozenset(Moment)


class Functie(TextChoices):
    """What somebody does, as the protocol knows it. Not an account role: one person may have several."""

    HULPVERLENER = "hulpverlener", "Hulpverlener"
    JEUGDPROFESSIONAL = "jeugdprofessional", "Jeugdprofessional"
    WMO_CONSULENT = "wmo_consulent", "Wmo-consulent"
    KLANTMANAGER_WI = "klantmanager_wi", "Klantmanager Werk en Inkomen"
    REGISSEUR = "regisseur", "Regisseur"
    TEAMLEIDER = "teamleider", "Teamleider"
    INLOOPPUNT = "inlooppunt", "Medewerker inlooppunt"
    BACKOFFICE = "backoffice", "Backoffice"
    AANBIEDER = "aanbieder", "Aanbieder"
    PARTNER = "partner", "Partner buiten het team"
    INWONER = "inwoner", "Inwoner"
    VERTEGENWOORDIGER = "vertegenwoordiger", "Vertegenwoordiger"
    BEHEERDER = "beheerder", "Beheerder van de gemeente"
    FG = "fg", "Privacyfunctionaris"
    SUPPORT = "support", "Leverancier"


AMBTENAAR: Final = frozenset({Functie.WMO_CONSULENT, Functie.KLANTMANAGER_WI})
"""Functions of officials: they must report crimes that misuse a scheme they execute (Sv 162)."""

MET_BEROEPSGEHEIM: Final = frozenset({Functie.HULPVERLENER, Functie.JEUGDPROFESSIONAL})
"""Functions of helpers who must keep silent (Sr 272, Jeugdwet 7.3.11)."""

VAN_EEN_TEAMLID: Final = (
    Functie.HULPVERLENER,
    Functie.JEUGDPROFESSIONAL,
    Functie.WMO_CONSULENT,
    Functie.KLANTMANAGER_WI,
)
"""The functions a member of a team can be given."""


class Mate(IntegerChoices):
    """How much somebody sees."""

    NIETS = 0, "niets"
    BESTAAT = 1, "dat het er is"
    SAMENVATTING = 2, "een samenvatting"
    ALLES = 3, "alles"


class Voorwaarde(TextChoices):
    """When somebody sees it."""

    ALTIJD = "altijd", "altijd, ook zonder betrokken te zijn"
    BETROKKEN = "betrokken", "alleen bij betrokkenheid"
    GROND = "grond", "alleen met toestemming of een andere vastgelegde grond"
    EIGEN = "eigen", "alleen wat iemand zelf schreef of zelf doet"


class Grondsoort(TextChoices):
    """What a cell rests on."""

    WET = "wet", "Wettelijke taak"
    TOESTEMMING = "toestemming", "Toestemming"
    GEVAAR = "gevaar", "Gevaar"
