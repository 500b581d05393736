"""Questions to the supplier in the demo, a storing that is over, and a request to look along that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente, in_platform
from modules.ondersteuning.actions.vraag import ask
from support.actions.incident import open_incident, tell_incident
from support.actions.ticket import arrange_ticket, reply_leverancier
from support.actions.toegang import request_toegang
from support.models import Omvang, Ticket
from tenants.models import Gemeente, LeverancierAccount


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question: of which gemeente and role, how long ago, how urgent, and what was answered."""

    slug: str
    rol: Rol
    uren: int
    soort: str
    onderwerp: str
    tekst: str
    route: str
    prioriteit: str = "normaal"
    antwoord: str = ""
    code: str = ""


VRAGEN = (
    Vraag(
        "hoogmeren", Rol.BEHEERDER, 3, "storing", "Nieuw teammodel wordt niet bewaard",
        "Ik kies bij stap 2 een ander model en druk op bewaren. Daarna staat het oude er weer.",
        "inrichting:teammodel", "hoog", code="7F3A",
    ),
    Vraag(
        "rietdam", Rol.TEAMLEIDER, 20, "vraag", "Mag een waakvlam langer dan een jaar?",
        "Bij ons loopt een waakvlam na 12 maanden af. Kan dat anders worden ingesteld?",
        "dossier:waakvlammen", antwoord="Ja. Kijk bij Inrichting, Termijnen. Lukt het zo?",
    ),
    Vraag(
        "lindewaard", Rol.BACKOFFICE, 26, "storing", "Brief toont een verkeerde ondertekenaar",
        "Onder nieuwe brieven staat nog de vorige wethouder. Waar verander ik dat?",
        "brieven:sjabloon",
    ),
    Vraag(
        "lindewaard", Rol.TEAMLID, 50, "wens", "Agenda ook per week afdrukken",
        "Nu kan ik alleen een dag afdrukken. Een week op één blad zou helpen.",
        "dossier:agenda", "laag",
    ),
)  # fmt: skip


def vul_ondersteuning(*, at: datetime) -> None:
    """Fill it once; who starts the demo again keeps what was done since."""
    with in_platform():
        if Ticket.objects.exists():
            return
        ilse = LeverancierAccount.objects.get(gebruikersnaam="ilse.koster")
        joost = LeverancierAccount.objects.get(gebruikersnaam="joost.brouwer")
        refs = {rij.slug: rij.ref() for rij in Gemeente.objects.filter(stand="actief")}
    for vraag in VRAGEN:
        ref, toen = refs.get(vraag.slug), at - timedelta(hours=vraag.uren)
        if ref is None:
            continue
        with in_gemeente(ref):
            wie = Gebruiker.objects.actief().met_rol(vraag.rol).order_by("naam")[0]
            ticket = ask(
                soort=vraag.soort, onderwerp=vraag.onderwerp, tekst=vraag.tekst, route=vraag.route,
                code=vraag.code, huishouden=None, rollen=str(vraag.rol.label), release="0.1.0", by=wie, at=toen,
            )  # fmt: skip
        with in_platform():
            _behandel(ticket, vraag, ilse, joost, toen)
    with in_platform():
        eerste = Ticket.objects.select_related("gemeente").order_by("nummer").first()
        if eerste is not None:
            request_toegang(
                ticket=eerste, omvang=Omvang.INRICHTING, minuten=30, is_nood=False, by=joost,
                at=at - timedelta(hours=1), reden="Ik wil zien welke stap van het teammodel niet wordt bewaard.",
            )  # fmt: skip
        storing = open_incident(
            titel="Berichten kwamen later aan", onderdeel="berichten", is_storing=False, by=ilse,
            at=at - timedelta(days=4), tekst="Berichten komen later aan. Er gaat niets verloren.",
        )  # fmt: skip
        tell_incident(
            incident_id=storing.pk, tekst="De oorzaak is weggenomen. Alles is alsnog bezorgd.", is_voorbij=True,
            by=ilse, at=at - timedelta(days=4) + timedelta(hours=2),
        )  # fmt: skip


def _behandel(
    ticket: Ticket, vraag: Vraag, ilse: LeverancierAccount, joost: LeverancierAccount, toen: datetime
) -> None:
    if vraag.prioriteit != ticket.prioriteit:
        arrange_ticket(
            ticket_id=ticket.pk, prioriteit=vraag.prioriteit, toegewezen_id=None, incident_id=None,
            versie=ticket.versie, by=ilse, at=toen,
        )  # fmt: skip
    if vraag.antwoord:
        reply_leverancier(
            ticket_id=ticket.pk, tekst=vraag.antwoord, intern=False, by=joost, at=toen + timedelta(hours=2)
        )
