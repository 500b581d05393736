"""The fixed choices of access: why an emergency, what a reviewer says, why a page is interrupted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VerzoekStand(models.TextChoices):
    """Where a request for access is."""

    OPEN = "open", _("Wacht op antwoord")
    GEGEVEN = "gegeven", _("Toegang gegeven")
    GEWEIGERD = "geweigerd", _("Geen toegang")
    INGETROKKEN = "ingetrokken", _("Ingetrokken door de vrager")


class NoodReden(models.TextChoices):
    """Why somebody breaks the glass."""

    LEVEN = "leven", _("Er is nu gevaar voor iemands leven of gezondheid")
    KIND = "kind", _("Een kind is nu niet veilig")
    KETEN = "keten", _("Crisisdienst, politie of huisarts vraagt nu om gegevens")
    WAARNEMING = "waarneming", _("Ik neem waar voor een collega die er niet is")
    ANDERS = "anders", _("Iets anders dat niet kan wachten")


class Oordeel(models.TextChoices):
    """What a reviewer says of an emergency, or of a look without assignment."""

    TERECHT = "terecht", _("Terecht")
    GESPREK = "gesprek", _("Begrijpelijk, wel een gesprek nodig")
    NIET_TERECHT = "niet_terecht", _("Niet terecht")


class Waarschuwing(models.TextChoices):
    """Why a page is interrupted before its content."""

    COLLEGA = "collega", _("Iemand in dit huishouden lijkt een collega te zijn.")
    ACHTERNAAM = "achternaam", _("Iemand in dit huishouden heeft dezelfde achternaam als jij.")
    EIGEN_ADRES = "eigen_adres", _("Dit huishouden woont op jouw adres.")
    AFGESCHERMD = "afgeschermd", _("Dit huishouden is extra afgeschermd.")
    GEHEIM_ADRES = "geheim_adres", _("Het adres van dit huishouden is geheim.")


class AfschermSoort(models.TextChoices):
    """Why a household is shielded."""

    BEKEND = "bekend", _("Een bekend persoon")
    COLLEGA = "collega", _("Een collega, of familie van een collega")
    VEILIGHEID = "veiligheid", _("Veiligheid van iemand in het huishouden")
    ANDERS = "anders", _("Iets anders")


class AlarmSoort(models.TextChoices):
    """How far somebody went over the number of households in a short time."""

    VEEL = "veel", _("Veel huishoudens in korte tijd")
    STOP = "stop", _("Gestopt: te veel huishoudens in korte tijd")
