"""Make a piece of the inbox part of a dossier: the household, the melding, its documents. All of it or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy.models import nieuwe_id
from modules.dossier.actions.huishouden import make_huishouden
from modules.dossier.actions.melding import register_melding
from modules.dossier.forms.melding import heeft_wettelijke_termijnen
from modules.dossier.models import Huishouden, Huishoudlid, Kanaal, Melding
from modules.dossier.queries.adres import team_van_adres
from modules.inrichting.codelijsten import SignaalBron
from modules.inrichting.models import Wijkteam
from modules.zgw.postvak.actions.stukken import link_stuk
from modules.zgw.postvak.models import Stuk
from modules.zgw.stroom.actions.bijlagen import take_documenten
from modules.zgw.stroom.models import Koppelsoort, Zaakkoppeling
from modules.zgw.stroom.queries import plek_van
from modules.zgw.stroom.rules.inzending import Inzending
from modules.zgw.stroom.rules.stand import BEGIN
from modules.zgw.zaken.models import Zaak

ZONDER_WOORDEN: Final = "Er stond geen vraag bij. Kijk in de documenten, of vraag het aan de inwoner."


@transaction.atomic
def make_bekend(*, inzending: Inzending, team: Wijkteam | None, by: Any, at: datetime) -> Huishouden:
    """Make a household of one person out of what was sent."""
    uitkomst = team_van_adres(inzending.postcode, inzending.huisnummer) if inzending.postcode else None
    return make_huishouden(
        gegevens={
            "straat": inzending.straat,
            "huisnummer": inzending.huisnummer,
            "toevoeging": inzending.toevoeging,
            "postcode": inzending.postcode,
            "plaats": inzending.plaats,
            "telefoon": inzending.telefoon,
            "email": inzending.email,
            "buurt_id": uitkomst.buurt.pk if uitkomst and uitkomst.buurt else None,
        },
        personen=[
            {
                "voornamen": inzending.voornamen,
                "voorletters": inzending.voorletters,
                "voorvoegsel": inzending.voorvoegsel,
                "geslachtsnaam": inzending.geslachtsnaam,
                "geboortedatum": inzending.geboortedatum,
                "bsn": inzending.bsn,
            }
        ],
        team=team,
        by=by,
        at=at,
    )


@transaction.atomic
def take_in(
    *, stuk: Stuk, zaak: Zaak | None, wet: str, inzending: Inzending, huishouden: Huishouden, team: Wijkteam | None,
    by: Any, at: datetime,
) -> Melding:  # fmt: skip
    """Make the melding of a piece in this household; its zaak and documents belong to the dossier from now on.

    The day of receipt is that of the piece: the law's time does not wait for who reads it.

    :raises GeenTeamVoorMelding: neither the household nor the piece leads to a team.
    """
    melding_id, inwoner = nieuwe_id(), _wie(huishouden, inzending)
    koppeling = None if zaak is None else _koppel(zaak, melding_id, huishouden, inwoner, at)
    instellingen: Any = huidige_instellingen()
    team = huishouden.team or team
    melding = register_melding(
        huishouden=huishouden,
        team=team,
        teammodel_id=instellingen.teammodel_id,
        gegevens={
            "wet": wet,
            "kanaal": Kanaal.WEB,
            "bron": SignaalBron.NAASTE if inzending.melder_naam else SignaalBron.INWONER,
            "melder_naam": inzending.melder_naam,
            "melder_telefoon": inzending.telefoon if inzending.melder_naam else "",
            "inhoud": inzending.inhoud or ZONDER_WOORDEN,
            "is_spoed": inzending.is_spoed,
        },
        ontvangen_op=localdate(stuk.ontvangen_op),
        met_termijnen=heeft_wettelijke_termijnen(instellingen.van_team(team.pk if team else None)),
        inwoner=inwoner,
        by=by,
        at=at,
        id=melding_id,
    )
    if zaak is not None and koppeling is not None:
        Zaak.objects.filter(pk=zaak.pk).update(casus_id=melding.casus_id)
        take_documenten(zaak=zaak, koppeling=koppeling, by=by, at=at)
    link_stuk(stuk=stuk, melding_id=melding.pk, huishouden_id=huishouden.pk, by=by, at=at)
    return melding


def _wie(huishouden: Huishouden, inzending: Inzending) -> Any:
    """Return who asks, when that person belongs to the household."""
    bekend = plek_van(inzending).inwoner if inzending.bsn else None
    leden = Huishoudlid.objects.filter(huishouden=huishouden, tot=None).select_related("inwoner")
    if bekend is not None:
        return bekend if any(lid.inwoner_id == bekend.pk for lid in leden) else None
    mensen = [lid.inwoner for lid in leden]
    return mensen[0] if len(mensen) == 1 else None


def _koppel(
    zaak: Zaak, melding_id: UUID, huishouden: Huishouden, inwoner: Any, at: datetime
) -> Zaakkoppeling:
    """Tie the zaak to the melding before it is there, so that no second zaak is made of it."""
    inwoner_id = inwoner.pk if inwoner else None
    Zaak.objects.filter(pk=zaak.pk).update(huishouden_id=huishouden.pk, inwoner_id=inwoner_id)
    return Zaakkoppeling.objects.create(
        zaak=zaak, soort=Koppelsoort.MELDING, object_id=melding_id, huishouden_id=huishouden.pk,
        inwoner_id=inwoner_id, is_van_buiten=True, stand=BEGIN, gemaakt_op=at,
    )  # fmt: skip
