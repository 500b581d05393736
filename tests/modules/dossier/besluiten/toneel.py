"""What tests of decisions share: a kind of decision of their own, a complete draft, and who may decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils.timezone import localdate, now

from keukentafel.identity.rollen import Rol
from modules.dossier.besluiten.actions.beschikking import change_beschikking, draft_beschikking
from modules.dossier.besluiten.models import Beschikking, Mandaat
from modules.dossier.besluiten.soorten import Besluitsoort, Overweging, besluitsoorten
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import Zaak, maak_zaak

PROEF = Besluitsoort(
    code="proef_maatwerk",
    wet="wmo",
    titel="Maatwerk",
    artikel="Wmo 2015, artikel 2.3.5 lid 3",
    termijn="wmo_beschikking",
    afwijzingsvolgorde=("eigen_kracht", "netwerk"),
    overwegingen=(
        Overweging("behoefte", "Wat er nodig is", frozenset({"toegekend", "deels"})),
        Overweging("eigen_kracht", "Wat iemand zelf kan"),
        Overweging("netwerk", "Wat mensen om iemand heen doen"),
    ),
)


@dataclass(frozen=True)
class Besluittoneel:
    """A household with a colleague that works there, another one, and one that leads the team."""

    zaak: Zaak
    collega: Any
    leider: Any

    @property
    def maker(self) -> Any:
        return self.zaak.medewerker


def maak_besluittoneel(klant: Client | None = None, **zaak: Any) -> Besluittoneel:
    """Make it in Lindewaard (a team of officials); the kind of decision is there from here on."""
    if besluitsoorten.get(PROEF.code) is None:
        besluitsoorten.registreer(PROEF)
    stuk = maak_zaak(klant, **zaak)
    collega = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    maak_teamlid(collega, eerste_team(), geheimhouding=True)
    leider = maak_gebruiker(naam="Carla Wouters", rollen=[Rol.TEAMLEIDER], met_code_app=False)
    maak_teamlid(leider, eerste_team(), geheimhouding=True)
    return Besluittoneel(stuk, collega, leider)


def mandaat(**anders: Any) -> Mandaat:
    """Put a row in the register that holds since the beginning of 2020."""
    waarden = {"rol": Rol.TEAMLID.value, "wet": "wmo", "artikel": "Wmo 2015, artikel 2.6.4", **anders}
    if "gebruiker" in waarden:
        waarden["rol"] = ""
    return Mandaat.objects.create(
        **{
            "geldig_van": date(2020, 1, 1),
            "gemaakt_door": maak_gebruiker(met_code_app=False),
            "gemaakt_op": now(),
        }
        | waarden
    )


def hulp(**anders: Any) -> dict[str, Any]:
    """Return one provision as a form hands it in."""
    return {
        "titel": "Hulp bij het huishouden", "categorie": "01", "product": "01A01", "vorm": "zin", "omvang": 3,
        "eenheid": "uur", "frequentie": "week", "bedrag_per_jaar": 400_000, "begin": localdate(), "einde": None,
        **anders,
    }  # fmt: skip


def begin(toneel: Besluittoneel, **anders: Any) -> Beschikking:
    """Begin a decision, on a request of three days ago."""
    return draft_beschikking(
        **{
            "casus": toneel.zaak.casus,
            "inwoner": toneel.zaak.inwoner,
            "soort": PROEF.code,
            "aanvraag_op": localdate() - timedelta(days=3),
            "by": toneel.maker,
            "at": now(),
            **anders,
        }
    )


def schrijf(toneel: Besluittoneel, rij: Beschikking, *, by: Any = None, **anders: Any) -> Beschikking:
    """Fill a decision in so that nothing is missing."""
    gegevens = {
        "uitkomst": "toegekend", "grond": PROEF.artikel, "wat": "U krijgt hulp bij het huishouden.",
        "hoeveel": "3 uur per week", "begin": localdate(), "einde": localdate() + timedelta(days=365),
        "overwegingen": {"behoefte": "Zij kan niet meer zwaar schoonmaken."},
    }  # fmt: skip
    voorzieningen = anders.pop("voorzieningen", [hulp()])
    return change_beschikking(
        beschikking=rij,
        gegevens=gegevens | anders,
        voorzieningen=voorzieningen,
        gezien_versie=rij.versie,
        by=by or toneel.maker,
        at=now(),
    )


def volledig(toneel: Besluittoneel, **anders: Any) -> Beschikking:
    """Return a decision in the making that lacks nothing."""
    return schrijf(toneel, begin(toneel), **anders)
