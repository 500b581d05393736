"""Place a short note on the timeline, and take a fresh one back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.concept import discard_concept
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn, verwijder_tijdlijn
from modules.dossier.models import Casus, Contactnotitie, Huishouden, NotitieSoort, TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie

VERS = timedelta(minutes=15)
ICOON = {
    NotitieSoort.NOTITIE: "notes",
    NotitieSoort.TELEFOON: "phone",
    NotitieSoort.HUISBEZOEK: "home",
    NotitieSoort.BERICHT: "mail",
    NotitieSoort.OVERLEG: "users",
    NotitieSoort.CRISIS: "alert-triangle",
}


class NotitieLigtVast(Refusal):
    text = "Deze notitie staat er al langer. Schrijf een nieuwe notitie met wat anders is."


class NotitieVanEenAnder(Refusal):
    text = "Deze notitie is van een collega. Alleen wie hem schreef, kan hem terugnemen."


def concept_sleutel(huishouden_id: UUID) -> str:
    """Return where the draft of a note about this household is kept."""
    return f"notitie-{huishouden_id}"


@transaction.atomic
def place_notitie(
    *,
    huishouden: Huishouden,
    casus: Casus | None,
    soort: str,
    tekst: str,
    by: Any,
    at: datetime,
    met_wie: str = "",
    gebeurd_op: datetime | None = None,
    categorie: Categorie = Categorie.CONTACT,
    id: UUID | None = None,
) -> Contactnotitie:
    """Place a note; a crisis may be noted without a plan or a casus (F054).

    `categorie` is what it is about, and so who reads it; a work note (L) is for who wrote it only.

    `id` is the key of the form: sent twice, it is one note. The draft it came from goes.
    """
    if id and (al_geplaatst := Contactnotitie.objects.filter(pk=id).first()):
        return al_geplaatst
    notitie = Contactnotitie(
        huishouden=huishouden,
        casus=casus,
        soort=soort,
        met_wie=met_wie,
        tekst=tekst,
        gebeurd_op=gebeurd_op or at,
        door=by if by and by.pk else None,  # a program has no account
        categorie=categorie,
        gemaakt_op=at,
    )
    if id:
        notitie.id = id
    notitie.save(force_insert=True)
    schrijf_tijdlijn(
        huishouden=huishouden,
        groep=TijdlijnGroep.CONTACT,
        icoon=ICOON[NotitieSoort(soort)],
        titel=_titel(notitie),
        tekst=tekst,
        at=notitie.gebeurd_op,
        by=by,
        bij=notitie,
        categorie=Categorie(categorie),
    )
    discard_concept(gebruiker=by, sleutel=concept_sleutel(huishouden.pk))
    audit.record(
        "dossier.notitie.geplaatst",
        target=notitie,
        by=by,
        at=at,
        soort="maken",
        detail={"categorie": str(categorie)},
    )
    return notitie


@transaction.atomic
def withdraw_notitie(*, notitie: Contactnotitie, by: Any, at: datetime) -> Contactnotitie:
    """Take a fresh note off the timeline. The row stays, marked as withdrawn.

    :raises NotitieVanEenAnder: somebody else wrote it.
    :raises NotitieLigtVast: it stands longer than 15 minutes.
    """
    notitie = Contactnotitie.objects.select_for_update(of=("self",)).get(pk=notitie.pk)
    if notitie.door_id != by.pk:
        raise NotitieVanEenAnder
    if at - notitie.gemaakt_op > VERS:
        raise NotitieLigtVast
    if notitie.ingetrokken_op is None:
        notitie.ingetrokken_op = at
        notitie.save(update_fields=["ingetrokken_op"])
        verwijder_tijdlijn(bij=notitie)
        audit.record("dossier.notitie.teruggenomen", target=notitie, by=by, at=at)
    return notitie


def _titel(notitie: Contactnotitie) -> str:
    label = str(NotitieSoort(notitie.soort).label)
    if not notitie.met_wie:
        return label
    return f"{label} met {notitie.met_wie}"
