"""The fixed lists of a signal about a provider."""

from __future__ import annotations

from django.db.models import TextChoices


class Soort(TextChoices):
    """What the signal is about."""

    GELEVERD = "geleverd", "De hulp kwam niet, of anders dan afgesproken"
    KWALITEIT = "kwaliteit", "De hulp is niet goed of niet veilig"
    GELD = "geld", "De rekening klopt niet"
    PERSONEEL = "personeel", "Medewerkers zonder diploma, registratie of VOG"
    BELANG = "belang", "Druk op mensen, of eigen belang"
    ANDERS = "anders", "Iets anders"


class Bron(TextChoices):
    """Where it comes from; never who."""

    ZELF = "zelf", "Zelf gezien of gehoord"
    INWONER = "inwoner", "Een inwoner vertelde het"
    MEDEWERKER = "medewerker", "Iemand die bij de aanbieder werkt"
    ORGANISATIE = "organisatie", "Een andere organisatie"
    CIJFERS = "cijfers", "Cijfers of rekeningen"
    ANONIEM = "anoniem", "Onbekend of anoniem"


class Stand(TextChoices):
    """How far a signal is."""

    NIEUW = "nieuw", "Wacht op weging"
    GEWOGEN = "gewogen", "Gewogen"
    OVERGEDRAGEN = "overgedragen", "Overgedragen"
    GESLOTEN = "gesloten", "Gesloten"


class Ernst(TextChoices):
    """What the weighing found."""

    LAAG = "laag", "Klein: geen gevolgen voor mensen of geld"
    MIDDEL = "middel", "Ernstig: mensen of geld worden geraakt"
    HOOG = "hoog", "Gevaar: mensen zijn niet veilig"


class Ontvanger(TextChoices):
    """Who supervises what, with the article."""

    WMO = "wmo", "Toezichthouder Wmo van de gemeente (Wmo 2015 artikel 6.1)"
    IGJ = "igj", "Inspectie Gezondheidszorg en Jeugd (Jeugdwet artikel 9.1, Wkkgz artikel 24)"
    CONTRACT = "contract", "Contractbeheer van de gemeente of de regio"
    IKZ = "ikz", "Informatieknooppunt Zorgfraude (Wbsrz)"
    ARBEID = "arbeid", "Nederlandse Arbeidsinspectie"
    POLITIE = "politie", "Politie of Openbaar Ministerie"


class Uitkomst(TextChoices):
    """What came of it."""

    BEVESTIGD = "bevestigd", "Het klopte"
    NIET = "niet", "Het klopte niet"
    ONDUIDELIJK = "onduidelijk", "Niet vast te stellen"
    ELDERS = "elders", "Een ander gaat ermee verder"
