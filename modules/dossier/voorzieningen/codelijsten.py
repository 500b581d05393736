"""Codes that the messages between gemeente and aanbieder use for a product (iWmo and iJw 3.2)."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductWet(models.TextChoices):
    WMO = "wmo", _("Wmo")
    JEUGD = "jeugd", _("Jeugdwet")


class Eenheid(models.TextChoices):
    """In what a product is counted (list WJ756)."""

    MINUUT = "01", _("minuten")
    UUR = "04", _("uren")
    ETMAAL = "14", _("etmalen")
    DAGDEEL = "16", _("dagdelen")
    STUKS_OUTPUT = "82", _("stuks (resultaat)")
    EURO = "83", _("euro's")
    STUKS_INSPANNING = "84", _("stuks (inspanning)")


class Frequentie(models.TextChoices):
    """Per what the volume is (list WMO757)."""

    DAG = "1", _("per dag")
    WEEK = "2", _("per week")
    MAAND = "4", _("per maand")
    TOTAAL = "6", _("in totaal")


# List WMO020.
WMO_CATEGORIEEN: Final = (
    ("01", "Hulp bij het huishouden"),
    ("02", "Begeleiding"),
    ("03", "Persoonlijke verzorging"),
    ("04", "Kortdurend verblijf"),
    ("05", "Woondiensten"),
    ("06", "Overige hulp voor iemand of een gezin"),
    ("07", "Dagbesteding"),
    ("08", "Vervoerdiensten"),
    ("09", "Overige hulp in een groep"),
    ("10", "Arrangement op maat"),
    ("11", "Rolstoelen"),
    ("12", "Vervoervoorzieningen"),
    ("13", "Woonvoorzieningen"),
    ("14", "Overige hulpmiddelen"),
    ("15", "Beschermd wonen"),
    ("16", "Opvang"),
    ("17", "Spoedopvang"),
    ("18", "Overig beschermd wonen en opvang"),
)
# List JZ020.
JEUGD_CATEGORIEEN: Final = (
    ("31", "Jeugdhulp door het wijkteam"),
    ("40", "Persoonlijke verzorging jeugd"),
    ("41", "Dagbehandeling jeugd"),
    ("42", "Vervoer jeugd"),
    ("43", "Verblijf met behandeling"),
    ("44", "Verblijf zonder behandeling"),
    ("45", "Jeugdhulp ambulant"),
    ("46", "Crisishulp jeugd"),
    ("47", "Jeugdreclassering"),
    ("48", "Jeugdbescherming"),
    ("49", "Preventief justitieel"),
    ("50", "Arrangement op maat jeugd"),
    ("51", "Basis-ggz jeugd"),
    ("52", "Specialistische ggz jeugd"),
    ("53", "Kindergeneeskunde"),
    ("54", "Jeugd-ggz"),
    ("55", "Landelijk ingekochte jeugdhulp"),
)
PER_WET: Final = {ProductWet.WMO: dict(WMO_CATEGORIEEN), ProductWet.JEUGD: dict(JEUGD_CATEGORIEEN)}
CATEGORIEEN: Final = (*WMO_CATEGORIEEN, *JEUGD_CATEGORIEEN)
CATEGORIENAAM: Final = dict(CATEGORIEEN)
"""The numbers of the two laws do not overlap, so one name belongs to one number."""
HULPMIDDELEN: Final = frozenset({"11", "12", "13", "14"})
"""Categories of things: more than one may run at the same time."""
