"""Let a program in, change what it may, and give it a new secret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity import geheim
from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.programmas import VOORVOEGSEL
from keukentafel.identity.rollen import Rol
from modules.dossier.zicht.lezers import LEEST_DOSSIERS
from modules.toegangsleutels.models import Programma, Programmageheim, Toegangsleutel
from modules.toegangsleutels.scopes import SCOPES

VOOR_PROGRAMMAS = (
    Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT, Rol.BEHEERDER, Rol.FG,
    Rol.BELEID,
)  # fmt: skip
"""The roles that a program can have: those of people who work here."""
NAAM_BEGIN = "programma."
"""How the gebruikersnaam of the account of a program begins."""


class BestaatAl(Refusal):
    text = "Er is al een programma met dit client-id. Kies een ander."


class KanNiet(Refusal):
    """What was asked of a program does not exist; the sentence says what."""


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """What a program is and may: its name, why, roles with their teams, and what it comes for."""

    naam: str
    toelichting: str
    rollen: Sequence[tuple[Rol, UUID | None]]
    scopes: Sequence[str]


@transaction.atomic
def register_programma(
    *, client_id: str, gevraagd: Gevraagd, by: Any, at: datetime, geheim_nu: str = ""
) -> tuple[Programma, str]:
    """Let a program in, with an account of its own; return it with its secret, which is shown once.

    :raises BestaatAl: the client-id is taken.
    :raises KanNiet: a role or scope that a program cannot have.
    """
    _controleer(gevraagd)
    try:
        with transaction.atomic():
            account = Gebruiker(gebruikersnaam=f"{VOORVOEGSEL}{client_id}".lower(), naam=gevraagd.naam)
            account.set_unusable_password()
            account.save()
            programma = Programma.objects.create(
                gebruiker=account,
                client_id=client_id,
                toelichting=gevraagd.toelichting,
                scopes=_scopes(gevraagd.scopes),
                aangemaakt_op=at,
            )
    except IntegrityError as dubbel:
        raise BestaatAl from dubbel
    _zet_rollen(account, gevraagd.rollen, by)
    audit.record(
        "toegangsleutels.programma.toegelaten",
        target=programma,
        by=by,
        at=at,
        soort="maken",
        detail=_in_het_logboek(gevraagd),
    )
    return programma, give_geheim(programma=programma, by=by, at=at, waarde=geheim_nu)


@transaction.atomic
def change_programma(
    *, programma: Programma, gevraagd: Gevraagd, versie: int, by: Any, at: datetime
) -> Programma:
    """Change what a program is and may; tokens that are out keep no scope that was taken away.

    :raises Verouderd: somebody saved it since `versie`.
    """
    _controleer(gevraagd)
    nu = Programma.objects.select_for_update(of=("self",)).select_related("gebruiker").get(pk=programma.pk)
    if nu.versie != versie:
        raise Verouderd(huidig=nu)
    nu.toelichting, nu.scopes, nu.versie = gevraagd.toelichting, _scopes(gevraagd.scopes), versie + 1
    nu.save(update_fields=["toelichting", "scopes", "versie"])
    nu.gebruiker.naam = gevraagd.naam
    nu.gebruiker.save(update_fields=["naam"])
    _zet_rollen(nu.gebruiker, gevraagd.rollen, by)
    audit.record(
        "toegangsleutels.programma.gewijzigd", target=nu, by=by, at=at, detail=_in_het_logboek(gevraagd)
    )
    return nu


@transaction.atomic
def give_geheim(
    *, programma: Programma, by: Any, at: datetime, oud_tot: datetime | None = None, waarde: str = ""
) -> str:
    """Give a program a new secret and return it; the ones it has go on until `oud_tot`, else they stop now.

    One that ends before that keeps its end. Where they stop now, so do the tokens that they gave.
    """
    einde = oud_tot or at
    langer = Q(geldig_tot=None) | Q(geldig_tot__gt=einde)
    programma.geheimen.geldig(at).filter(langer).update(geldig_tot=einde)
    if oud_tot is None:
        Toegangsleutel.objects.filter(programma=programma).delete()
    nieuw = waarde or geheim.nieuw_geheim(36)
    if len(nieuw) < 32:
        raise KanNiet("Een geheim heeft minstens 32 tekens.")
    Programmageheim.objects.create(
        programma=programma,
        afdruk=geheim.afdruk("programmageheim", nieuw),
        geldig_van=at,
        door_naam=getattr(by, "naam", "") or "",
    )
    audit.record("toegangsleutels.geheim.gegeven", target=programma, by=by, at=at)
    return nieuw


@transaction.atomic
def block_programma(*, programma: Programma, dicht: bool, by: Any, at: datetime) -> Programma:
    """Keep a program out from the next call on, or let it in again; its tokens are gone either way."""
    account = programma.gebruiker
    account.is_actief = not dicht
    account.geblokkeerd_op = at if dicht else None
    account.save(update_fields=["is_actief", "geblokkeerd_op"])
    Toegangsleutel.objects.filter(programma=programma).delete()
    wat = "geblokkeerd" if dicht else "vrijgegeven"
    audit.record(f"toegangsleutels.programma.{wat}", target=programma, by=by, at=at)
    return programma


def _controleer(gevraagd: Gevraagd) -> None:
    vreemd = sorted({rol.value for rol, _ in gevraagd.rollen} - {rol.value for rol in VOOR_PROGRAMMAS})
    if vreemd:
        raise KanNiet(f"Deze rol is niet voor programma's: {', '.join(vreemd)}.")
    if not gevraagd.rollen:
        raise KanNiet("Kies minstens één rol. Zonder rol ziet een programma niets.")
    if any((rol in LEEST_DOSSIERS) != (team is not None) for rol, team in gevraagd.rollen):
        raise KanNiet("Kies bij een rol die huishoudens ziet minstens één team. Zonder team ziet die niets.")
    onbekend = sorted(set(gevraagd.scopes) - set(SCOPES))
    if onbekend:
        raise KanNiet(f"Dit bestaat niet: {', '.join(onbekend)}.")


def _scopes(gevraagd: Iterable[str]) -> list[str]:
    return [scope for scope in SCOPES if scope in set(gevraagd)]


def _zet_rollen(account: Gebruiker, rollen: Iterable[tuple[Rol, UUID | None]], by: Any) -> None:
    gevraagd = {(Rol(rol), team) for rol, team in rollen}
    heeft = {(Rol(rij.rol), rij.team_id): rij for rij in account.toekenningen.all()}
    for paar, rij in heeft.items():
        if paar not in gevraagd:
            rij.delete()
    RolToekenning.objects.bulk_create(
        RolToekenning(gebruiker=account, rol=rol, team_id=team, toegekend_door=by)
        for rol, team in sorted(gevraagd - heeft.keys(), key=str)
    )
    account.__dict__.pop("toegekend", None)


def _in_het_logboek(gevraagd: Gevraagd) -> dict[str, Any]:
    return {
        "rollen": sorted({rol.value for rol, _ in gevraagd.rollen}),
        "teams": sorted({str(team) for _, team in gevraagd.rollen if team}),
        "scopes": _scopes(gevraagd.scopes),
    }
