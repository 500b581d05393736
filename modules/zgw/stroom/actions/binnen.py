"""What a program writes becomes part of the dossier, by the mapping of its zaaktype; else it lies in the inbox.

A form makes a zaak in separate calls: the zaak, a role, properties, documents. After each call the zaak is
looked at again. It becomes one melding at the moment that it is complete; what comes later joins it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.instellingen import huidige_instellingen
from modules.inrichting.models import Wijkteam
from modules.zgw.postvak.actions.stukken import lock_stuk_van, make_stuk, set_stand
from modules.zgw.postvak.models import Stuk, Stukstand
from modules.zgw.stroom.actions.later import join_later
from modules.zgw.stroom.actions.opnemen import make_bekend, take_in
from modules.zgw.stroom.models import Onbekend, Wordt, Zaakkoppeling, Zaakregel
from modules.zgw.stroom.queries import bekijk, inzending_van, plek_van, team_van_stuk
from modules.zgw.stroom.rules.inzending import Eis, Inzending, ontbreekt
from modules.zgw.zaken.models import Zaak

GEEN_REGEL: Final = "Voor dit soort zaken is nog niet gekozen wat ermee gebeurt."
KIJKEN: Final = "Een medewerker bekijkt dit soort zaken."
GEEN_PERSOON: Final = "De aanvrager is een organisatie. Kies zelf het huishouden."
GEEN_TEAM: Final = "Het adres leidt niet naar een team."


def hear(*, zaak_id: UUID, resource: str, resource_id: UUID, actie: str, by: Any, at: datetime) -> None:
    """Take in what a program just wrote at a zaak, in its transaction."""
    is_nieuw = resource == "zaak" and actie == "create"
    if is_nieuw and not _is_er_een_regel(zaak_id, at):
        return
    zaak = (
        Zaak.objects.select_related("koppeling", "postvakstuk", "soort__zaakregel__team", "zaaktype")
        .filter(pk=zaak_id)
        .first()
    )
    if zaak is None:
        return
    koppeling: Zaakkoppeling | None = getattr(zaak, "koppeling", None)
    if koppeling is None and consider(zaak=zaak, is_nieuw=is_nieuw, by=by, at=at):
        koppeling = Zaakkoppeling.objects.get(
            zaak=zaak
        )  # another call made the melding while this one waited
    if koppeling is not None:
        join_later(
            zaak=zaak, koppeling=koppeling, resource=resource, resource_id=resource_id, actie=actie, by=by, at=at
        )  # fmt: skip


def _is_er_een_regel(zaak_id: UUID, at: datetime) -> bool:
    """Lay a zaak that was just made in the inbox when nothing was chosen for its type; tell whether something was.

    Most calls that make a zaak end here: one short question instead of the whole zaak.
    """
    wordt, titel = (
        Zaak.objects.filter(pk=zaak_id).values_list("soort__zaakregel__wordt", "zaaktype__omschrijving").get()
    )
    if wordt is None:
        make_stuk(zaak_id=zaak_id, titel=titel, stand=Stukstand.KIEZEN, ontbreekt=[GEEN_REGEL], at=at)
    return wordt not in (None, Wordt.NIETS)


@transaction.atomic
def consider(*, zaak: Zaak, by: Any, at: datetime, is_nieuw: bool = False) -> bool:
    """Look whether a zaak is complete, and make its melding; else say in the inbox what is missing.

    Returns True when there was a melding already, made by a call at the same moment.
    """
    regel: Zaakregel | None = getattr(zaak.soort, "zaakregel", None)
    if regel is not None and regel.wordt == Wordt.NIETS:
        return False
    if regel is None:
        if is_nieuw or getattr(zaak, "postvakstuk", None) is None:
            make_stuk(
                zaak_id=zaak.pk, titel=zaak.zaaktype.omschrijving, stand=Stukstand.KIEZEN, ontbreekt=[GEEN_REGEL],
                at=at,
            )  # fmt: skip
        return False
    stuk = lock_stuk_van(zaak) or make_stuk(
        zaak_id=zaak.pk, titel=zaak.zaaktype.omschrijving, stand=Stukstand.WACHT, ontbreekt=[], at=at
    )
    if not stuk.is_open:
        return bool(stuk.stand == Stukstand.MELDING)
    _weeg(stuk, zaak, regel, by, at)
    return False


def _weeg(stuk: Stuk, zaak: Zaak, regel: Zaakregel, by: Any, at: datetime) -> None:
    """Make the melding of a zaak, or say what it waits for."""
    gezien = bekijk(zaak)
    inzending = inzending_van(zaak, regel, gezien)
    team = team_van_stuk(inzending, regel.team)
    mist = ontbreekt(
        Eis(regel.vereist, regel.vereist_document), heeft_aanvrager=gezien.heeft_aanvrager,
        eigenschappen=gezien.eigenschappen, documenten=len(gezien.documenten),
    )  # fmt: skip
    waarom = KIJKEN if regel.wordt == Wordt.POSTVAK else "" if gezien.is_persoon else GEEN_PERSOON
    if mist or waarom:
        stand = Stukstand.WACHT if mist else Stukstand.KIEZEN
        set_stand(stuk=stuk, stand=stand, ontbreekt=mist or [waarom], team=team)
        return
    try:
        with transaction.atomic():  # a refusal takes back all of it: nothing is half made
            _vanzelf(stuk, zaak, regel, inzending, team, by, at)
    except Refusal as nee:
        stuk.refresh_from_db()
        set_stand(stuk=stuk, stand=Stukstand.KIEZEN, ontbreekt=[str(nee)], team=team)


class NietVanzelf(Refusal):
    """A person has to choose; the words say why."""


def _vanzelf(
    stuk: Stuk,
    zaak: Zaak,
    regel: Zaakregel,
    inzending: Inzending,
    team: Wijkteam | None,
    by: Any,
    at: datetime,
) -> None:
    if regel.wet not in huidige_instellingen().modules:
        raise NietVanzelf("Deze wet staat uit in de inrichting.")
    plek = plek_van(inzending)
    huishouden = plek.huishouden
    if huishouden is None and plek.inwoner is None and regel.bij_onbekend == Onbekend.MAKEN:
        if not (inzending.bsn and inzending.geslachtsnaam):
            raise NietVanzelf(plek.waarom_niet)
        if team is None:
            raise NietVanzelf(GEEN_TEAM)
        huishouden = make_bekend(inzending=inzending, team=team, by=by, at=at)
    if huishouden is None:
        raise NietVanzelf(plek.waarom_niet)
    take_in(
        stuk=stuk, zaak=zaak, wet=regel.wet, inzending=inzending, huishouden=huishouden, team=team, by=by, at=at
    )  # fmt: skip
