"""What a partner answers lands in the case: a note with its source, the timeline, and a notice."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.delen.actions.deellink import buitenlezer
from modules.dossier.delen.deelbeeld import beeld_van
from modules.dossier.delen.models import Deelantwoord, Deellink, Deling
from modules.dossier.models import Actie, Casus, Contactnotitie, NotitieSoort, TijdlijnGroep
from modules.dossier.toegang.attenderen import attendeer
from modules.inrichting.codelijsten import ActieStatus
from modules.inrichting.rules.protocol import Categorie


class AlGeantwoord(Refusal):
    text = "Je antwoord is al verstuurd. Wil je nog iets kwijt? Bel dan de persoon die dit met je deelde."


class NietJouwActie(Refusal):
    text = "Deze actie is niet met je gedeeld."


@transaction.atomic
def place_antwoord(
    *,
    deling: Deling,
    tekst: str,
    naam: str,
    link: Deellink | None,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Deelantwoord:
    """Put the answer in the case with its source. By a link one answer, by sign-in as many as needed.

    :raises AlGeantwoord: this link answered before.
    """
    if id and (al := Deelantwoord.objects.filter(pk=id, deling=deling).first()):
        return al
    if link is not None:
        Deellink.objects.select_for_update(of=("self",)).get(pk=link.pk)
        if Deelantwoord.objects.filter(link=link).exists():
            raise AlGeantwoord
    wie = naam or getattr(by, "naam", "")
    bron = f"{deling.organisatie.naam} ({wie})" if wie else deling.organisatie.naam
    hoe = "via een veilige link" if link is not None else "met een eigen account"
    notitie = Contactnotitie.objects.create(
        huishouden=deling.huishouden,
        casus=Casus.objects.lopend().filter(huishouden=deling.huishouden).first(),
        soort=NotitieSoort.BERICHT,
        categorie=Categorie.CONTACT,
        met_wie=bron[:160],
        tekst=f"{tekst}\n\nAntwoord van {bron}, {hoe}.",
        gebeurd_op=at,
        door=None if link is not None else by,
        gemaakt_op=at,
    )
    rij = Deelantwoord(
        deling=deling, link=link, gebruiker=None if link is not None else by, notitie=notitie, op=at
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    schrijf_tijdlijn(
        huishouden=deling.huishouden,
        groep=TijdlijnGroep.CONTACT,
        icoon="mail",
        titel=f"Antwoord van {deling.organisatie.naam}",
        tekst=notitie.tekst,
        at=at,
        door_naam=bron[:160],
        bij=notitie,
        categorie=Categorie.CONTACT,
    )
    lezer = by if link is None else buitenlezer(deling)
    audit.record("delen.antwoord.ontvangen", target=rij, by=lezer, at=at, soort="maken",
                 huishouden_id=deling.huishouden_id)  # fmt: skip
    attendeer(
        voor=[deling.door_id],
        soort="antwoord_van_partner",
        tekst=f"{deling.organisatie.naam} gaf antwoord op wat je deelde.",
        url=reverse("delen:deling", args=[deling.huishouden_id, deling.pk]),
        at=at,
    )
    return rij


@transaction.atomic
def finish_gedeelde_actie(*, deling: Deling, actie_id: UUID, is_klaar: bool, by: Any, at: datetime) -> Actie:
    """Tick an action of the own organisation that was shared; the plan says who did it.

    :raises NietJouwActie: it was not shared, or another does it.
    """
    mag = {actie.id for actie in beeld_van(deling).acties if actie.is_van_partner}
    actie = Actie.objects.select_for_update(of=("self",)).filter(pk=actie_id).first()
    if actie is None or actie.pk not in mag or actie.huishouden_id != deling.huishouden_id:
        raise NietJouwActie
    actie.status = ActieStatus.KLAAR if is_klaar else ActieStatus.OPEN
    actie.afgerond_op, actie.afgerond_door = (at, by) if is_klaar else (None, None)
    actie.versie += 1
    actie.save(update_fields=["status", "afgerond_op", "afgerond_door", "versie"])
    audit.record(
        "delen.actie.afgerond" if is_klaar else "delen.actie.heropend",
        target=actie,
        by=by,
        at=at,
        detail={"deling": str(deling.pk)},
    )
    return actie
