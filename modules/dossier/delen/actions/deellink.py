"""Open a link once, with its code; every wrong try says the same (hazards H23, H30, H39)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.beurten import neem_beurt
from keukentafel.identity.geheim import afdruk, gelijk, nieuw_geheim
from keukentafel.identity.rules.wachttijd import Slotregel
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.sleutels import TekenKloptNiet, ontteken
from modules.dossier.delen.access import BuitenLezer, geldig_op
from modules.dossier.delen.actions.deling import DOEL, LINK_GELDT
from modules.dossier.delen.deelbeeld import Deelbeeld, beeld_van
from modules.dossier.delen.models import Deelbezoek, Deellink, Deling

LEZEN_DUURT: Final = timedelta(minutes=30)
MAX_POGINGEN: Final = 5
PER_ADRES: Final = Slotregel(grens=60, vrij=20)


class LinkWerktNiet(Refusal):
    text = (
        "Deze link en deze code werken niet samen. Kijk of de code goed is overgenomen. Een link werkt 14 dagen "
        "en één keer. Lukt het niet? Bel de persoon die de link stuurde."
    )


def open_link(*, teken: str, code: str, adres: str, at: datetime) -> tuple[Deellink, str]:
    """Use up the link; return it with the secret that reads on for half an hour.

    One sentence for every kind of wrong. A link closes for good after five wrong codes.

    :raises LinkWerktNiet: another gemeente, a changed, old, used or closed link, or a wrong code.
    :raises TeVaakGeprobeerd: too many tries from one place.
    """
    neem_beurt(DOEL, adres, at=at, regel=PER_ADRES)
    link_id, geheim = _lees(teken)
    uitkomst = _probeer(link_id, geheim, "".join(code.split()), at)
    if uitkomst is None:
        raise LinkWerktNiet
    return uitkomst


def _lees(teken: str) -> tuple[UUID, str]:
    try:
        inhoud: Any = ontteken(DOEL, teken, max_age=int(LINK_GELDT.total_seconds()) + 86_400)
        return UUID(inhoud[0]), str(inhoud[1])
    except (TekenKloptNiet, ValueError, TypeError, IndexError, KeyError):
        raise LinkWerktNiet from None


@transaction.atomic
def _probeer(link_id: UUID, geheim: str, code: str, at: datetime) -> tuple[Deellink, str] | None:
    """Return the opened link; None keeps the counted try, where an exception would undo it."""
    link = (
        Deellink.objects.select_for_update(of=("self",))
        .filter(geldig_op(localdate(at), "deling__"), pk=link_id)
        .first()
    )
    if link is None or not gelijk(link.afdruk, afdruk(DOEL, geheim)):
        return None
    if not link.kan_open_op(at) and not (zaaifouten.staat_aan("link_twee_keer") and at < link.verloopt_op):
        return None
    if not gelijk(link.code_afdruk, afdruk(f"{DOEL}.code", f"{link.pk}|{code}")):
        link.pogingen += 1
        link.dicht_op = at if link.pogingen >= MAX_POGINGEN else None
        link.save(update_fields=["pogingen", "dicht_op"])
        if link.dicht_op is not None:
            audit.record("delen.link.dicht", target=link.deling, by=None, at=at, resultaat="geweigerd")
        return None
    lezer = nieuw_geheim()
    link.gebruikt_op, link.leest_tot = at, at + LEZEN_DUURT
    link.lezer_afdruk = afdruk(f"{DOEL}.lezer", f"{link.pk}|{lezer}")
    link.save(update_fields=["gebruikt_op", "leest_tot", "lezer_afdruk"])
    return link, lezer


def lees_link(*, link_id: str, lezer: str, at: datetime) -> Deellink:
    """Return an opened link to who opened it, while the half hour lasts and nothing was withdrawn.

    :raises LinkWerktNiet: somebody else, too late, or the sharing stopped.
    """
    try:
        sleutel = UUID(link_id)
    except ValueError:
        raise LinkWerktNiet from None
    link: Deellink | None = (
        Deellink.objects.select_related(
            "deling__huishouden", "deling__organisatie", "deling__toestemming__inwoner",
            "deling__weging__inwoner", "deling__door",
        )
        .filter(geldig_op(localdate(at), "deling__"), pk=sleutel, leest_tot__gt=at)
        .first()
    )  # fmt: skip
    if link is None or not gelijk(link.lezer_afdruk, afdruk(f"{DOEL}.lezer", f"{link.pk}|{lezer}")):
        raise LinkWerktNiet
    return link


@transaction.atomic
def note_bezoek(*, deling: Deling, link: Deellink | None, by: Any, at: datetime) -> Deelbeeld:
    """Return what the partner sees, and keep when it was seen. No line, no content."""
    gezien = beeld_van(deling)
    Deelbezoek.objects.create(
        deling=deling, link=link, gebruiker=by if link is None else None, op=at, zag=gezien.in_woorden
    )
    if link is not None:
        audit.record_inzage(
            target=deling, by=buitenlezer(deling), doel="hulp", at=at, detail={"link": str(link.pk)}
        )
    return gezien


def buitenlezer(deling: Deling) -> BuitenLezer:
    """Return how somebody without an account is named in the logboek: the organisation, by a link."""
    return BuitenLezer(f"{deling.organisatie.naam}, met een veilige link"[:160])
