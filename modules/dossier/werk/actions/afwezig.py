"""Say that somebody is away and who sees the work meanwhile; end it early; tell both when it begins and ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.values.datum_tekst import datum
from modules.dossier.access import zicht_in_team
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.werk.models import Afwezigheid
from modules.dossier.werk.rules.vervanging import Afwezig, dag_zonder_waarnemer
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.protocol import Categorie

LANGST: Final = 366
NODIG: Final = (Categorie.CONTACT, Categorie.PLAN, Categorie.BESLUITEN)
"""What work is made of: contact, the plan, and decisions. A stand-in must have at least as much of it."""


class VervangerKanNiet(Refusal):
    """This colleague cannot stand in; the sentence says why."""


class DagenKloppenNiet(Refusal):
    """These days cannot be."""


class AlAfwezig(Refusal):
    """There is an absence on these days already."""


@transaction.atomic
def report_absence(
    *, gebruiker: Any, vervanger: Any, van: date, tot_en_met: date, by: Any, at: datetime
) -> Afwezigheid:
    """Put that somebody is away; the stand-in sees the work in these days, and nothing moves.

    :raises DagenKloppenNiet: the days are past, or the wrong way round.
    :raises AlAfwezig: on some of these days this was said already.
    :raises VervangerKanNiet: not of the same team, fewer rights, or nobody would be there on some day.
    """
    vandaag = localdate(at)
    _eis_dagen(van, tot_en_met, vandaag)
    # Who reports somebody away, does so one at a time for that person: the two rows are locked in order.
    list(
        Gebruiker.objects.select_for_update(of=("self",))
        .filter(pk__in=[gebruiker.pk, vervanger.pk])
        .order_by("id")
    )
    nieuw = Afwezig(gebruiker.pk, vervanger.pk, van, tot_en_met)
    anderen = [rij.als_regel() for rij in Afwezigheid.objects.vanaf(vandaag)]
    for rij in anderen:
        if rij.wie == gebruiker.pk and rij.overlapt(nieuw):
            raise AlAfwezig(
                f"{gebruiker.naam} staat al als afwezig van {datum(rij.van)} tot en met {datum(rij.tot_en_met)}. "
                "Stop die afwezigheid eerst, of kies andere dagen."
            )
    _eis_vervanger(gebruiker, vervanger, vandaag)
    _eis_keten(nieuw, anderen, vervanger)
    afwezigheid = Afwezigheid.objects.create(
        gebruiker=gebruiker,
        vervanger=vervanger,
        van=van,
        tot_en_met=tot_en_met,
        gemaakt_door=by,
        gemaakt_op=at,
        begin_verteld_op=at if van <= vandaag else None,
    )
    audit.record(
        "werk.afwezigheid.gemeld", target=afwezigheid, by=by, at=at, soort="maken",
        detail={"wie": str(gebruiker.pk), "vervanger": str(vervanger.pk)},
    )  # fmt: skip
    dagen = f"van {datum(van)} tot en met {datum(tot_en_met)}"
    aan_wie, aan_vervanger = f"{vervanger.naam} neemt voor je waar", f"Je neemt waar voor {gebruiker.naam}"
    _vertel(afwezigheid, f"{aan_wie} {dagen}.", f"{aan_vervanger} {dagen}.", at)
    return afwezigheid


@transaction.atomic
def end_absence(*, afwezigheid: Afwezigheid, by: Any, at: datetime) -> None:
    """End it today, or take it back when it had not begun: from now on everybody sees the own work only."""
    vandaag = localdate(at)
    afwezigheid = (
        Afwezigheid.objects.select_for_update(of=("self",))
        .select_related("gebruiker", "vervanger")
        .get(pk=afwezigheid.pk)
    )
    if afwezigheid.tot_en_met < vandaag:
        return
    audit.record(
        "werk.afwezigheid.gestopt", target=afwezigheid, by=by, at=at,
        detail={"wie": str(afwezigheid.gebruiker_id), "vervanger": str(afwezigheid.vervanger_id)},
    )  # fmt: skip
    wie, vervanger = afwezigheid.gebruiker.naam, afwezigheid.vervanger.naam
    _vertel(
        afwezigheid,
        f"{vervanger} neemt niet meer voor je waar. Je werk staat weer alleen bij jou.",
        f"Je neemt niet meer waar voor {wie}.",
        at,
    )
    if afwezigheid.van >= vandaag:
        afwezigheid.delete()
        return
    afwezigheid.tot_en_met, afwezigheid.einde_verteld_op = vandaag - timedelta(days=1), at
    afwezigheid.save(update_fields=["tot_en_met", "einde_verteld_op"])


@transaction.atomic
def tell_begin_and_end(*, at: datetime) -> int:
    """Tell both who is away and who stands in that it begins today, or that it ended; each once. Returns how many."""
    vandaag = localdate(at)
    rijen = Afwezigheid.objects.select_for_update(of=("self",)).select_related("gebruiker", "vervanger")
    begint = list(rijen.filter(begin_verteld_op=None, van__lte=vandaag, tot_en_met__gte=vandaag))
    voorbij = list(rijen.filter(einde_verteld_op=None, tot_en_met__lt=vandaag))
    for rij in begint:
        tot = datum(rij.tot_en_met)
        _vertel(
            rij,
            f"{rij.vervanger.naam} neemt vanaf vandaag voor je waar, tot en met {tot}.",
            f"Je neemt vanaf vandaag waar voor {rij.gebruiker.naam}, tot en met {tot}.",
            at,
        )
    for rij in voorbij:
        _vertel(
            rij,
            f"{rij.vervanger.naam} neemt niet meer voor je waar. Je werk staat weer alleen bij jou.",
            f"{rij.gebruiker.naam} is er weer. Je neemt niet meer waar.",
            at,
        )
    Afwezigheid.objects.filter(pk__in=[rij.pk for rij in begint]).update(begin_verteld_op=at)
    Afwezigheid.objects.filter(pk__in=[rij.pk for rij in voorbij]).update(einde_verteld_op=at)
    return len(begint) + len(voorbij)


def _eis_dagen(van: date, tot_en_met: date, vandaag: date) -> None:
    if tot_en_met < van:
        raise DagenKloppenNiet(
            f"De laatste dag ({datum(tot_en_met)}) ligt vóór de eerste ({datum(van)}). Kies een latere laatste dag."
        )
    if tot_en_met < vandaag:
        raise DagenKloppenNiet("Deze dagen zijn voorbij. Kies een laatste dag vanaf vandaag.")
    if (tot_en_met - van).days >= LANGST:
        raise DagenKloppenNiet("Waarnemen kan hooguit een jaar. Wijs het werk anders toe in de werklijst.")


def _eis_vervanger(gebruiker: Any, vervanger: Any, dag: date) -> None:
    """Ask for a colleague of the same team, who may read and write there at least as much."""
    if vervanger.pk == gebruiker.pk:
        raise VervangerKanNiet("Je kunt niet voor jezelf waarnemen. Kies een collega.")
    leden = Teamlid.objects.op(dag).filter(gebruiker__in=[gebruiker, vervanger]).order_by()
    per_team: dict[Any, set[Any]] = {}
    for team_id, wie in leden.values_list("team_id", "gebruiker_id"):
        per_team.setdefault(team_id, set()).add(wie)
    samen = [team_id for team_id, wie in per_team.items() if len(wie) == len({gebruiker.pk, vervanger.pk})]
    if not samen or not vervanger.is_active:
        raise VervangerKanNiet(
            f"{vervanger.naam} werkt niet in hetzelfde team als {gebruiker.naam}. Kies iemand uit het team."
        )
    mist: list[str] = []
    for team_id in samen:
        mist = _wat_mist(zicht_in_team(gebruiker, team_id), zicht_in_team(vervanger, team_id))
        if not mist:
            return
    raise VervangerKanNiet(
        f"{vervanger.naam} mag minder dan {gebruiker.naam}: {' en '.join(mist)}. "
        "Waarnemen geeft geen extra rechten. Kies een collega die dit werk wel mag doen."
    )


def _wat_mist(zicht: Any, zicht_vervanger: Any) -> list[str]:
    mist = []
    for letter in NODIG:
        naam = f"“{letter.label}”"
        if zicht.mag(letter) and not zicht_vervanger.mag(letter):
            mist.append(f"{naam} niet lezen")
        elif zicht.mag(letter, schrijven=True) and not zicht_vervanger.mag(letter, schrijven=True):
            mist.append(f"{naam} niet wijzigen")
    return mist


def _eis_keten(nieuw: Afwezig, anderen: list[Afwezig], vervanger: Any) -> None:
    """Ask that somebody is there on every day, also for those whose stand-in goes away now."""
    zonder = dag_zonder_waarnemer(nieuw, anderen)
    if zonder is not None:
        raise VervangerKanNiet(
            f"Op {datum(zonder)} is er dan niemand: {vervanger.naam} is zelf afwezig en wijst naar iemand die er ook "
            "niet is. Kies een andere collega of andere dagen."
        )
    for rij in anderen:
        rest = [ander for ander in anderen if ander is not rij]
        if rij.overlapt(nieuw) and dag_zonder_waarnemer(rij, [*rest, nieuw]) is not None:
            raise VervangerKanNiet(
                f"{vervanger.naam} kan niet waarnemen: dan staat het werk van een collega bij niemand. "
                "Kies iemand die er in deze dagen is."
            )


def _vertel(afwezigheid: Afwezigheid, aan_wie: str, aan_vervanger: str, at: datetime) -> None:
    url = reverse("werk:afwezig")
    attendeer(voor=[afwezigheid.gebruiker_id], soort="afwezig", tekst=aan_wie, url=url, at=at)
    attendeer(voor=[afwezigheid.vervanger_id], soort="waarnemen", tekst=aan_vervanger, url=url, at=at)


def forget_old(*, at: datetime) -> int:
    """Throw away what ended more than a year ago: who was away is nobody's business for ever."""
    oud = Afwezigheid.objects.filter(tot_en_met__lt=localdate(at) - timedelta(days=LANGST))
    aantal: int = oud.delete()[0]
    return aantal
