"""Deviations in the demo: three of one rule with a signal to policy, one with backing and one looked back on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Casus
from modules.dossier.ruimte.actions.afwijking import back_afwijking, record_afwijking, review_afwijking
from modules.dossier.ruimte.models import Afwijking

REGEL = "Verordening maatschappelijke ondersteuning artikel 7 lid 2"
VERHALEN = (
    (
        REGEL, "hardheid", "Mevrouw kan na het overlijden van haar man niet wachten op hulp bij het huishouden.",
        "De regel vraagt om eerst zes weken zelf hulp te zoeken. Dat lukt nu niet.",
        "Anderen kunnen hetzelfde vragen.", "De huisarts weet het.", "Laat de zes weken vervallen na een overlijden.",
    ),
    (
        "Verordening maatschappelijke ondersteuning art. 7, lid 2", "hardheid",
        "Het gezin houdt het thuis vol als er snel hulp komt.", "Zelf zoeken vraagt tijd die er niet is.",
        "Het kost de gemeente zes weken hulp.", "De school en het wijkteam weten het.", "",
    ),
    (
        REGEL, "hardheid", "Meneer blijft thuis wonen in plaats van op te laten nemen.",
        "De regel gaat uit van een netwerk dat er niet is.", "Het kan later alsnog misgaan.",
        "De wijkverpleging weet het.", "Kijk eerst of er een netwerk is.",
    ),
    (
        "Werkafspraak: eerste gesprek op kantoor", "werkproces", "Mevrouw durft het huis niet uit.",
        "Op kantoor komt er geen gesprek.", "Een medewerker gaat alleen op bezoek.", "Geen partners: niet nodig.", "",
    ),
)  # fmt: skip


class Ruimtevuller:
    """Lets colleagues depart from a rule at four households, through the actions of the screens."""

    def __init__(self, *, at: datetime) -> None:
        self.at = at

    def vul(self) -> None:
        """Record them, let the team leader answer two, and look back on one."""
        leider: Any = Gebruiker.objects.actief().met_rol(Rol.TEAMLEIDER).order_by("gebruikersnaam").first()
        rijen = [
            self._leg_vast(casus, verhaal, dagen)
            for casus, verhaal, dagen in zip(self._casussen(), VERHALEN, (40, 24, 3, 30), strict=False)
        ]
        if leider is None or len(rijen) < len(VERHALEN):
            return
        for rij in (rijen[0], rijen[3]):
            if rij.besloten_door_id != leider.pk:
                back_afwijking(
                    afwijking=rij, steun="ja", tekst="Goed dat je dit deed.", by=leider,
                    at=rij.gemaakt_op + timedelta(days=2),
                )  # fmt: skip
        review_afwijking(
            afwijking=rijen[3], uitkomst="Het gesprek thuis kwam er. Mevrouw kreeg daarna hulp.",
            by=rijen[3].besloten_door, at=self.at - timedelta(days=1),
        )  # fmt: skip

    def _casussen(self) -> list[Casus]:
        rijen = (
            Casus.objects.lopend()
            .exclude(behandelaar=None)
            .filter(huishouden__moment__in=["hulp", "plan"])
            .select_related("huishouden", "behandelaar")
            .order_by("-begonnen_op", "-id")
        )
        return list(rijen[: len(VERHALEN)])

    def _leg_vast(self, casus: Casus, verhaal: tuple[str, ...], dagen: int) -> Afwijking:
        namen = ("regel", "soort", "belang", "waarom", "risico", "partners", "voorstel")
        toen = self.at - timedelta(days=dagen)
        return record_afwijking(
            huishouden=casus.huishouden, casus=casus, by=casus.behandelaar, at=toen,
            gegevens={
                **dict(zip(namen, verhaal, strict=True)), "besloten_door": casus.behandelaar,
                "terugkijken_op": localdate(toen) + timedelta(days=28),
            },
        )  # fmt: skip
