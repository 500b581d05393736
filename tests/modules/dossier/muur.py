"""One household with something of every kind, and somebody in every function: who sees which of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import (
    Netwerklid,
    PlanOplossing,
    Resultaat,
    TijdlijnGroep,
)
from modules.inrichting.models import Registratie
from modules.inrichting.rules.protocol import Categorie
from tests.factories.dossier import (
    eerste_team,
    maak_afspraak,
    maak_plan,
    maak_regisseur,
    maak_termijn,
    maak_zrm,
)
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import Zaak, maak_zaak

MENSEN: dict[str, tuple[Rol, str, bool, str]] = {
    "hulpverlener": (Rol.TEAMLID, "hulpverlener", True, ""),
    "zonder geheim": (Rol.TEAMLID, "hulpverlener", False, ""),
    "jeugdprofessional": (Rol.TEAMLID, "jeugdprofessional", True, "SKJ"),
    "SKJ verlopen": (Rol.TEAMLID, "jeugdprofessional", True, "SKJ-"),
    "wmo_consulent": (Rol.TEAMLID, "wmo_consulent", False, ""),
    "klantmanager_wi": (Rol.TEAMLID, "klantmanager_wi", False, ""),
    "teamleider": (Rol.TEAMLEIDER, "", False, ""),
    "inlooppunt": (Rol.INLOOPPUNT, "", False, ""),
    "backoffice": (Rol.BACKOFFICE, "", False, ""),
}
"""Who works in the team of the household: role, function, secrecy on record, register."""


@dataclass(frozen=True)
class Muur:
    """The household, and the people by what they do."""

    zaak: Zaak
    mensen: dict[str, Any]

    @property
    def adres(self) -> str:
        """Where its page is."""
        return f"/huishoudens/{self.zaak.huishouden.pk}"


def maak_mens(wie: str) -> Any:
    """Make a colleague of the first team in this function."""
    rol, functie, geheim, register = MENSEN[wie]
    gebruiker = maak_gebruiker(rollen=(rol,), team=eerste_team(), naam=wie.capitalize(), met_code_app=False)
    lid = maak_teamlid(gebruiker, eerste_team(), protocolfunctie=functie, geheimhouding=geheim)
    if register:
        dagen = -3 if register.endswith("-") else 300
        Registratie.objects.create(
            teamlid=lid, register="SKJ", nummer="1234567890", geldig_tot=localdate() + timedelta(days=dagen)
        )
    return gebruiker


def maak_muur(*, mensen: tuple[str, ...] = tuple(MENSEN)) -> Muur:
    """Make the household; every text carries the letter of what it is (`woord-E`)."""
    zaak = maak_zaak(status="ondersteuning")
    huishouden = zaak.huishouden
    huishouden.goed_om_te_weten = ["weetje-C"]
    huishouden.wat_echt_telt = "telt-C"
    huishouden.save()
    for letter in Categorie:
        schrijf_tijdlijn(
            huishouden=huishouden,
            groep=TijdlijnGroep.CONTACT,
            icoon="notes",
            titel=f"titel-{letter.value}",
            tekst=f"woord-{letter.value}",
            at=timezone.now(),
            by=zaak.medewerker,
            categorie=letter,
        )
    Netwerklid.objects.create(huishouden=huishouden, naam="buur-C", sterkte=4)
    plan = maak_plan(zaak.casus, doelen=("doel-J", "doel-E", "doel-F"), evaluatie_op=date(2027, 1, 5))
    gewoon, gezond, justitie = plan.doelen.order_by("volgorde")
    gezond.leefgebieden, justitie.leefgebieden = ["lichamelijke_gezondheid"], ["justitie", "financien"]
    gezond.save()
    justitie.save()
    resultaat = Resultaat.objects.create(doel=gewoon, omschrijving="resultaat-J")
    PlanOplossing.objects.create(resultaat=resultaat, kader="maatwerk", omschrijving="hulp-K", wet="wmo")
    PlanOplossing.objects.create(
        resultaat=resultaat, kader="maatwerk", omschrijving="uitkering-K", wet="participatie"
    )
    maak_zrm(
        zaak.casus,
        zaak.inwoner,
        {"financien": 2, "lichamelijke_gezondheid": 3, "huisvesting": 4, "justitie": 1},
        datum=date(2026, 10, 1),
    )
    maak_termijn(zaak.casus, titel="termijn-K")
    maak_afspraak(zaak.medewerker, huishouden, titel="afspraak-B", begin=timezone.now() + timedelta(days=1))
    maak_regisseur(huishouden)
    return Muur(zaak, {wie: maak_mens(wie) for wie in mensen})
