"""Give many households to one colleague at once, with a reason, and take it back as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from modules.dossier.models import Casus, Termijn, TijdlijnGroep, Tijdlijnregel
from modules.dossier.models.termijn import LOPEND
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.werk.models import Regelstand, Toewijsregel, Toewijsronde
from modules.dossier.zicht.indeling import categorie_van
from modules.inrichting.models import Teamlid

ONGEDAAN_UREN: Final = 24
HOOGSTENS: Final = 500


class NietsGekozen(Refusal):
    text = "Kies minstens één huishouden."


class TeVeel(Refusal):
    text = f"Je wijst er hooguit {HOOGSTENS} in één keer toe. Maak het filter kleiner."


class GeenReden(Refusal):
    text = "Schrijf op waarom je deze huishoudens aan een collega geeft."


class TeLaatVoorOngedaan(Refusal):
    text = (
        f"Ongedaan maken kan tot {ONGEDAAN_UREN} uur na het toewijzen. "
        "Kies de huishoudens in de werklijst en wijs ze opnieuw toe."
    )


class AlTeruggedraaid(Refusal):
    text = "Deze toewijzing is al ongedaan gemaakt."


@transaction.atomic
def assign_many(
    *,
    casussen: QuerySet[Any],
    gezien_bij: Mapping[UUID, UUID | None],
    naar: Any,
    reden: str,
    by: Any,
    at: datetime,
) -> Toewijsronde:
    """Give these casussen to a colleague; what cannot be given is in the report, with why.

    `casussen` is what `by` may give away (`access.te_verdelen`). `gezien_bij` says with whom each was when
    `by` saw it: what somebody gave away meanwhile stays where it is. The same queries for one and for many.

    :raises NietsGekozen: none of them is there. :raises TeVeel: more than one goes at. :raises GeenReden: no why.
    """
    if not reden.strip():
        raise GeenReden
    rijen = list(
        casussen.select_for_update(of=("self",))
        .select_related("huishouden", "team", "behandelaar")
        .order_by("id")
    )
    if not rijen:
        raise NietsGekozen
    if len(rijen) > HOOGSTENS:
        raise TeVeel
    in_teams = set(
        Teamlid.objects.op(localdate(at)).filter(gebruiker=naar).order_by().values_list("team_id", flat=True)
    )
    niet = {rij.pk: _waarom_niet(rij, naar, in_teams, gezien_bij) for rij in rijen}
    wel = [rij for rij in rijen if not niet[rij.pk]]
    ronde = Toewijsronde.objects.create(
        naar=naar, reden=reden.strip(), door=by, op=at, ongedaan_tot=at + timedelta(hours=ONGEDAAN_UREN)
    )
    mee = _termijnen_van(wel)
    Toewijsregel.objects.bulk_create(_regel(ronde, rij, niet[rij.pk], mee.get(rij.pk, [])) for rij in rijen)
    if wel:
        Termijn.objects.filter(pk__in=[pk for ids in mee.values() for pk in ids]).update(eigenaar=naar)
        Casus.objects.filter(pk__in=[rij.pk for rij in wel]).update(behandelaar=naar)
        _vertel(wel, f"{naar.naam} pakt dit op", ronde.reden, by, at)
        details: list[tuple[Any, Mapping[str, Any]]] = [
            (rij, {"aan": str(naar.pk), "van": _id(rij.behandelaar_id), "ronde": str(ronde.pk)})
            for rij in wel
        ]
        audit.record_elk(
            "dossier.casus.toegewezen", rijen=details, by=by, at=at, doel=Doel.VERDELEN, reden=ronde.reden
        )
        if naar.pk != by.pk:
            attendeer(
                voor=[naar.pk], soort="toegewezen", at=at, url=f"{reverse('werk:lijst')}?van=mij",
                tekst=f"{by.naam} gaf je {_hoeveel(len(wel))}. Kijk in je werklijst wat eerst moet.",
            )  # fmt: skip
    return ronde


@transaction.atomic
def undo_assignment(*, ronde: Toewijsronde, regels: QuerySet[Any], by: Any, at: datetime) -> Toewijsronde:
    """Give everything of a round back as one; what somebody changed since stays, and the report says so.

    `regels` is what `by` may still divide. The same queries for one and for many.

    :raises AlTeruggedraaid: it was done already. :raises TeLaatVoorOngedaan: the time for it is over.
    """
    ronde = Toewijsronde.objects.select_for_update(of=("self",)).select_related("naar").get(pk=ronde.pk)
    if ronde.teruggedraaid_op is not None:
        raise AlTeruggedraaid
    if at > ronde.ongedaan_tot:
        raise TeLaatVoorOngedaan
    rijen = list(regels.filter(stand=Regelstand.GEDAAN).select_related("van").order_by("id"))
    casussen = {
        casus.pk: casus
        for casus in Casus.objects.select_for_update(of=("self",))
        .select_related("huishouden", "behandelaar", "team")
        .filter(pk__in=[rij.casus_id for rij in rijen])
        .order_by("id")
    }
    weg = _niet_meer_in_team(rijen, casussen, localdate(at))
    terug = []
    for rij in rijen:
        rij.waarom_niet = _waarom_niet_terug(rij, casussen[rij.casus_id], ronde, weg)
        rij.stand = Regelstand.BLIJFT if rij.waarom_niet else Regelstand.TERUG
        if not rij.waarom_niet:
            terug.append(rij)
    Toewijsregel.objects.bulk_update(rijen, ["stand", "waarom_niet"])
    _geef_terug(terug, casussen, ronde)
    if terug:
        weer = [casussen[rij.casus_id] for rij in terug]
        _vertel(weer, f"Teruggegeven: toch niet naar {ronde.naar.naam}", ronde.reden, by, at)
        details: list[tuple[Any, Mapping[str, Any]]] = [
            (
                casussen[rij.casus_id],
                {"aan": _id(rij.van_id), "van": str(ronde.naar_id), "ronde": str(ronde.pk)},
            )
            for rij in terug
        ]
        audit.record_elk(
            "dossier.casus.teruggegeven", rijen=details, by=by, at=at, doel=Doel.VERDELEN, reden=ronde.reden
        )
        if ronde.naar_id != by.pk:
            attendeer(
                voor=[ronde.naar_id], soort="teruggegeven", at=at, url=f"{reverse('werk:lijst')}?van=mij",
                tekst=f"{by.naam} nam {_hoeveel(len(terug))} weer terug.",
            )  # fmt: skip
    ronde.teruggedraaid_op, ronde.teruggedraaid_door = at, by
    ronde.save(update_fields=["teruggedraaid_op", "teruggedraaid_door"])
    return ronde


def _waarom_niet(casus: Any, naar: Any, in_teams: set[UUID], gezien_bij: Mapping[UUID, UUID | None]) -> str:
    """Return why a household cannot be given to this colleague now; empty when it can."""
    if casus.is_afgesloten:
        return "De hulp is intussen afgesloten."
    if casus.behandelaar_id == naar.pk:
        return f"{naar.naam} had dit al."
    if casus.team_id not in in_teams:
        return f"{naar.naam} werkt niet in {casus.team.naam}."
    if casus.pk in gezien_bij and gezien_bij[casus.pk] != casus.behandelaar_id:
        nu = casus.behandelaar.naam if casus.behandelaar else "niemand"
        return f"Intussen staat dit bij {nu}."
    return ""


def _waarom_niet_terug(regel: Any, casus: Any, ronde: Toewijsronde, weg: set[tuple[UUID, UUID]]) -> str:
    """Return why a household stays where it is; empty when it can go back."""
    if casus.is_afgesloten:
        return "De hulp is daarna afgesloten."
    if casus.behandelaar_id != ronde.naar_id:
        return f"Daarna gegeven aan {casus.behandelaar.naam if casus.behandelaar else 'niemand'}."
    if _zoals_nu(casus) != regel.zoals_het_werd:
        return f"{ronde.naar.naam} ging er al mee verder."
    if regel.van_id is not None and (regel.van_id, casus.team_id) not in weg:
        return f"{regel.van.naam} werkt niet meer in {casus.team.naam}."
    return ""


def _niet_meer_in_team(
    rijen: Sequence[Any], casussen: Mapping[UUID, Any], dag: Any
) -> set[tuple[UUID, UUID]]:
    """Return who works in which team today, of those from whom the households came; one query."""
    leden = Teamlid.objects.op(dag).filter(
        gebruiker_id__in={rij.van_id for rij in rijen if rij.van_id},
        team_id__in={casus.team_id for casus in casussen.values()},
        gebruiker__in=Gebruiker.objects.actief(),
    )
    return set(leden.order_by().values_list("gebruiker_id", "team_id"))


def _zoals_nu(casus: Any) -> dict[str, Any]:
    """Return what must be the same to take it back: nobody moved the household on."""
    return {"status": str(casus.status), "sinds": casus.fase_sinds.isoformat(), "versie": casus.versie}


def _regel(ronde: Toewijsronde, casus: Any, waarom_niet: str, termijnen: list[UUID]) -> Toewijsregel:
    return Toewijsregel(
        ronde=ronde,
        huishouden_id=casus.huishouden_id,
        casus=casus,
        van_id=casus.behandelaar_id,
        stand=Regelstand.NIET if waarom_niet else Regelstand.GEDAAN,
        reden=ronde.reden,
        waarom_niet=waarom_niet,
        zoals_het_werd=_zoals_nu(casus),
        termijnen=[str(pk) for pk in termijnen],
    )


def _termijnen_van(casussen: Sequence[Any]) -> dict[UUID, list[UUID]]:
    """Return the running terms that go along: those of whoever has the household now; one query."""
    bij = {casus.pk: casus.behandelaar_id for casus in casussen}
    rijen = Termijn.objects.filter(casus_id__in=list(bij), status__in=LOPEND).order_by("id")
    per: dict[UUID, list[UUID]] = {}
    for pk, casus_id, eigenaar_id in rijen.values_list("pk", "casus_id", "eigenaar_id"):
        if eigenaar_id == bij[casus_id]:
            per.setdefault(casus_id, []).append(pk)
    return per


def _geef_terug(regels: Sequence[Any], casussen: Mapping[UUID, Any], ronde: Toewijsronde) -> None:
    """Put everything back with whom it was; two queries."""
    terug_naar = {pk: rij.van_id for rij in regels for pk in rij.termijnen}
    for rij in regels:
        casussen[rij.casus_id].behandelaar_id = rij.van_id
    Casus.objects.bulk_update([casussen[rij.casus_id] for rij in regels], ["behandelaar"])
    termijnen = list(
        Termijn.objects.filter(pk__in=list(terug_naar), eigenaar_id=ronde.naar_id, status__in=LOPEND)
    )
    for termijn in termijnen:
        termijn.eigenaar_id = terug_naar[str(termijn.pk)]
    Termijn.objects.bulk_update(termijnen, ["eigenaar"])


def _vertel(casussen: Sequence[Any], titel: str, reden: str, by: Any, at: datetime) -> None:
    """Write it on the timeline of each household; one query."""
    Tijdlijnregel.objects.bulk_create(
        Tijdlijnregel(
            huishouden_id=casus.huishouden_id,
            groep=TijdlijnGroep.STAP,
            icoon="user-check",
            titel=titel[:200],
            tekst=reden,
            gebeurd_op=at,
            door_naam=by.naam,
            categorie=categorie_van(casus),
            eigenaar_id=by.pk,
            object_soort="casus",
            object_id=casus.pk,
        )
        for casus in casussen
    )


def _id(pk: UUID | None) -> str | None:
    return str(pk) if pk else None


def _hoeveel(aantal: int) -> str:
    return "1 huishouden" if aantal == 1 else f"{aantal} huishoudens"
