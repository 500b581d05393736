"""What the tests of bewaren share: a household with others in it, a request, and a household of long ago."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate, make_aware

from keukentafel.identity.rollen import Rol
from modules.dossier.bewaren.actions.verzoek import (
    NieuwVerzoek,
    assign_verzoek,
    check_identiteit,
    register_verzoek,
)
from modules.dossier.bewaren.models import Verzoek
from modules.dossier.models import (
    Afsluiting,
    Contactnotitie,
    Huishouden,
    Inwonertekst,
    Netwerklid,
    Tijdlijnregel,
)
from tests.factories.dossier import maak_casus, maak_huishouden, maak_melding, maak_plan
from tests.factories.identity import maak_gebruiker


def nieuw(soort: str = "inzage", **anders: Any) -> NieuwVerzoek:
    return NieuwVerzoek(
        **{
            "soort": soort, "aanvrager": "zelf", "aanvrager_naam": "", "machtiging": "",
            "ontvangen_op": localdate(), "ontvangst": "brief", "inhoud": "Ik wil alles zien.", "wet": "wmo", **anders,
        }
    )  # fmt: skip


def maak_verzoek(zaak: Any, soort: str = "inzage", *, by: Any = None, **anders: Any) -> Verzoek:
    """Take in a request of the first person, with identity checked and given to the colleague."""
    wie = by or zaak.medewerker
    verzoek = register_verzoek(
        huishouden=zaak.huishouden,
        inwoner=zaak.inwoner,
        nieuw=nieuw(soort, **anders),
        by=wie,
        at=timezone.now(),
    )
    check_identiteit(verzoek=verzoek, hoe="bewijs", by=wie, at=timezone.now())
    assign_verzoek(verzoek=verzoek, aan=wie, by=wie, at=timezone.now())
    verzoek.refresh_from_db()
    return verzoek


def notitie(zaak: Any, tekst: str, **anders: Any) -> Contactnotitie:
    op = anders.pop("op", timezone.now())
    return Contactnotitie.objects.create(
        **{
            "huishouden": zaak.huishouden, "casus": zaak.casus, "tekst": tekst, "gebeurd_op": op, "gemaakt_op": op,
            "door": zaak.medewerker, **anders,
        }
    )  # fmt: skip


def netwerklid(zaak: Any, naam: str) -> Netwerklid:
    return Netwerklid.objects.create(huishouden=zaak.huishouden, naam=naam, relatie="moeder")


def maak_oud(
    naam: str = "Vroeger", *, jaren: int = 22, wet: str = "wmo", met_hulp: bool = True, **anders: Any
) -> Huishouden:
    """Make a household whose help ended this many years ago, with words in every corner."""
    einde = localdate() - timedelta(days=int(jaren * 365.25))
    toen = make_aware(datetime(einde.year, einde.month, einde.day, 12))
    huishouden = maak_huishouden(
        naam,
        personen=anders.pop("personen", (f"Gerda {naam}",)),
        aangemaakt_op=toen,
        gewijzigd_op=toen,
        **anders,
    )
    casus = maak_casus(
        huishouden, begonnen_op=einde - timedelta(days=200), status="afgesloten", afgesloten_op=einde
    )
    wie = maak_gebruiker(met_code_app=False)
    maak_melding(casus, wet=wet, ontvangen_op=toen, inhoud=f"Vraag van {naam}")
    Afsluiting.objects.create(
        casus=casus, reden="doel_bereikt" if met_hulp else "afgezien", op=einde, door=wie
    )
    if met_hulp:
        maak_plan(casus, status="beeindigd", gemaakt_op=toen, gemaakt_door=wie)
    Tijdlijnregel.objects.create(
        huishouden=huishouden, groep="stap", icoon="check", titel=f"Klaar {naam}", gebeurd_op=toen
    )
    inwoner = huishouden.leden.first().inwoner
    Inwonertekst.objects.create(
        huishouden=huishouden, inwoner=inwoner, bij_soort="dossier", tekst=f"Woorden van {naam}", op=toen
    )
    Contactnotitie.objects.create(
        huishouden=huishouden,
        casus=casus,
        tekst=f"Notitie over {naam}",
        gebeurd_op=toen,
        gemaakt_op=toen,
        door=wie,
    )
    return huishouden


def toezicht() -> tuple[Any, Any]:
    """Return a beheerder and a privacyfunctionaris."""
    return (
        maak_gebruiker(rollen=(Rol.BEHEERDER,), naam="Petra Hoekstra", met_code_app=False),
        maak_gebruiker(rollen=(Rol.FG,), naam="Frits Jonker", met_code_app=False),
    )
