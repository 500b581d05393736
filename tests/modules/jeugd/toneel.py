"""A household with a child, a registered professional, and a hulpvraag as far as a test needs it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate, now

from modules.dossier.besluiten.models import Mandaat
from modules.dossier.models import Gezagsrelatie, Inwoner
from modules.inrichting.models import Registratie
from modules.jeugd.actions import hulpvraag, kind
from modules.jeugd.models import Hulpvraag
from modules.jeugd.rules.woonplaats import Woonfeiten
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.verkeer import Zaak, maak_zaak

HUISARTS: dict[str, Any] = {
    "verwijzer": "huisarts",
    "verwijzer_naam": "Dokter Aalbers",
    "verwijzer_organisatie": "De Brink",
}


def jong(jaren: int, naam: str = "Sem") -> dict[str, Any]:
    """Return a child of so many years, and some days."""
    dag = localdate()
    geboren = date(dag.year - jaren, 1, 1) if dag.month > 1 else date(dag.year - jaren - 1, 6, 1)
    return {"voornamen": naam, "geboortedatum": min(geboren, dag - timedelta(days=1)), "rol": "kind"}


def maak_jeugdzaak(klant: Any = None, jaren: int = 9, **anders: Any) -> Zaak:
    """Make a household with one child, helped by somebody with SKJ who may decide."""
    zaak = maak_zaak(klant, functie="jeugdprofessional", personen=("Marieke", jong(jaren)), **anders)
    Registratie.objects.create(
        teamlid=zaak.medewerker.teamleden.get(), register="SKJ", nummer="1", geldig_tot=date(2099, 1, 1)
    )
    for rol in ("teamlid", "teamleider"):
        Mandaat.objects.create(
            rol=rol, wet="jeugd", artikel="Jeugdwet, artikel 2.11", geldig_van=date(2020, 1, 1),
            gemaakt_door=maak_gebruiker(met_code_app=False), gemaakt_op=now(),
        )  # fmt: skip
    return zaak


def kind_van(zaak: Zaak) -> Inwoner:
    """Return the child."""
    inwoner: Inwoner = zaak.huishouden.leden.get(rol="kind").inwoner
    return inwoner


def met_gezag(zaak: Zaak) -> None:
    """Write down that the mother has gezag."""
    Gezagsrelatie.objects.get_or_create(kind=kind_van(zaak), houder=zaak.inwoner, soort="ouder")


def wie(zaak: Zaak) -> dict[str, Any]:
    """Return who does it and when."""
    return {"by": zaak.medewerker, "at": now()}


def maak_vraag(zaak: Zaak, **anders: Any) -> Hulpvraag:
    """Take in a hulpvraag; through the gemeente, unless a referral is given."""
    dag = localdate()
    gegevens = {"verwijzer": "gemeente", "ontvangen_op": dag, "vraag": "Sem slaapt slecht"} | anders
    if gegevens["verwijzer"] != "gemeente":
        gegevens = {"verwezen_op": dag} | HUISARTS | gegevens
    return hulpvraag.start_hulpvraag(
        huishouden=zaak.huishouden,
        inwoner=kind_van(zaak),
        teammodel_id=zaak.casus.teammodel_id,
        gegevens=gegevens,
        **wie(zaak),
    )


def bekijk_woonplaats(zaak: Zaak, vraag: Hulpvraag, gemeente: str = "Lindewaard") -> None:
    """Look at which gemeente is responsible."""
    kind.check_woonplaats(
        hulpvraag=vraag, feiten=Woonfeiten(gemeente_brp=gemeente), aanleiding="start", per=localdate(),
        gemeente_naam="Lindewaard", **wie(zaak),
    )  # fmt: skip


def bied_gezinsplan_aan(zaak: Zaak, vraag: Hulpvraag) -> None:
    """Offer the family to make its own plan."""
    kind.offer_gezinsplan(
        hulpvraag=vraag, keuze="wil_niet", aangeboden_op=localdate(), toelichting="", **wie(zaak)
    )


def kies_professional(zaak: Zaak, vraag: Hulpvraag) -> None:
    """Let the one with SKJ do the work."""
    kind.choose_professional(
        hulpvraag=vraag, professional=zaak.medewerker, verantwoordelijke=None, zonder_omdat="", dag=localdate(),
        **wie(zaak),
    )  # fmt: skip


def zegt(zaak: Zaak, vraag: Hulpvraag, naam: str, is_eens: bool | None = True) -> None:
    """Write down whether somebody agrees."""
    kind.note_kijk(
        hulpvraag=vraag, wie=naam, tekst="Dit zei ik.", is_eens=is_eens, op=localdate(), **wie(zaak)
    )


def maak_klaar(zaak: Zaak, vraag: Hulpvraag) -> Hulpvraag:
    """Do all that the law asks before help begins, except deciding."""
    met_gezag(zaak)
    bekijk_woonplaats(zaak, vraag)
    bied_gezinsplan_aan(zaak, vraag)
    hulpvraag.hear_kind(hulpvraag=vraag, tekst="Ik wil slapen", niet_omdat="", **wie(zaak))
    kies_professional(zaak, vraag)
    zegt(zaak, vraag, zaak.inwoner.naam)
    vraag.refresh_from_db()
    return vraag
