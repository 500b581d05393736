"""Why somebody looks: the purpose that every read carries (NEN 7513, PurposeOfUse)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Doel(models.TextChoices):
    INTAKE = "intake", _("Melding of eerste vraag")
    HULP = "hulp", _("Hulp aan het huishouden")
    REGIE = "regie", _("Regie voeren")
    PLAN = "plan", _("Plan maken of bekijken")
    ZOEKEN = "zoeken", _("Iemand opzoeken")
    VERDELEN = "verdelen", _("Werk verdelen")
    OVERLEG = "overleg", _("Casusoverleg")
    INLEZEN = "inlezen", _("Gegevens inlezen")
    BEHEER = "beheer", _("Beheer en controle")
    INZAGE_INWONER = "inzage_inwoner", _("Inzage door de inwoner")
    VERZOEK = "verzoek", _("Toegang op verzoek")
    NOOD = "nood", _("Noodtoegang")
    DELEN = "delen", _("Delen met een partner")
    TOEZICHT = "toezicht", _("Toezicht op wie kijkt")
    KOPPELING = "koppeling", _("Koppeling met een ander systeem")
