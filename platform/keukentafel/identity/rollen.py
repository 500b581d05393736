"""`Rol`: what a person may be in the application (domain.md 1)."""

from __future__ import annotations

from django.db.models import TextChoices


class Rol(TextChoices):
    """The roles of the product. Which data a role sees is decided by the doors of `access.py`."""

    BEHEERDER = "beheerder", "Beheerder"
    TEAMLEIDER = "teamleider", "Teamleider"
    TEAMLID = "teamlid", "Teamlid"
    REGISSEUR = "regisseur", "Regisseur"
    BACKOFFICE = "backoffice", "Backoffice"
    INLOOPPUNT = "inlooppunt", "Inlooppunt"
    BELEID = "beleid", "Beleid"
    FG = "fg", "Privacyfunctionaris"
    PARTNER = "partner", "Partner buiten het team"
    AANBIEDER = "aanbieder", "Aanbieder"
    INWONER = "inwoner", "Inwoner"
    VERTEGENWOORDIGER = "vertegenwoordiger", "Vertegenwoordiger"
    SUPPORT = "support", "Leverancier (support)"


TOELICHTING: dict[Rol, str] = {
    Rol.BEHEERDER: "Richt Keukentafel in en beheert accounts. Ziet geen dossiers.",
    Rol.TEAMLEIDER: "Verdeelt werk, ziet de huishoudens van het team en het teamoverzicht.",
    Rol.TEAMLID: "Werkt met huishoudens van het eigen team.",
    Rol.REGISSEUR: "Houdt de regie over het plan van een huishouden.",
    Rol.BACKOFFICE: "Verwerkt besluiten en berichten.",
    Rol.INLOOPPUNT: "Neemt vragen aan en zet ze door naar een team.",
    Rol.BELEID: "Ziet cijfers, geen personen.",
    Rol.FG: "Kijkt het informatieprotocol en het logboek na.",
    Rol.PARTNER: "Ziet alleen wat met deze persoon is gedeeld.",
    Rol.AANBIEDER: "Ziet alleen de eigen hulp bij een huishouden.",
}
"""One sentence per role that an administrator can give; residents and support come in elsewhere."""

TOE_TE_KENNEN: tuple[Rol, ...] = tuple(TOELICHTING)

MET_TEAM: frozenset[Rol] = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.INLOOPPUNT})
"""Roles that can be given for one team."""
