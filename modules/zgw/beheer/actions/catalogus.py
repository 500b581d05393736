"""What an administrator changes in the catalogue on screen. Each leaves its line in the logboek."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from stdnum.nl import bsn as elfproef

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.zgw.beheer.overdracht import Verslag, overdracht
from modules.zgw.catalogus.models import Catalogus
from modules.zgw.eigen import DOMEIN


class RsinKloptNiet(Refusal):
    """The number has no nine digits, or fails the test of eleven."""

    text = "Dit RSIN klopt niet. Een RSIN heeft 9 cijfers. Kijk of er een cijfer is verwisseld."


@transaction.atomic
def set_rsin(*, rsin: str, by: Any, at: datetime) -> Catalogus:
    """Write down the RSIN of the gemeente: it names our catalogue, and the maker of every zaak.

    :raises RsinKloptNiet: it is no RSIN.
    """
    cijfers = rsin.replace(" ", "").replace(".", "")
    if len(cijfers) != 9 or not cijfers.isascii() or not elfproef.is_valid(cijfers):
        raise RsinKloptNiet
    catalogus = Catalogus.objects.select_for_update().get(domein=DOMEIN)
    if catalogus.rsin != cijfers:
        catalogus.rsin = cijfers
        catalogus.save(update_fields=["rsin"])
        audit.record("catalogus.rsin.gewijzigd", target=catalogus, by=by, at=at, detail={"rsin": cijfers})
    return catalogus


@transaction.atomic
def import_catalogus(*, inhoud: bytes, by: Any, at: datetime) -> Verslag:
    """Read a catalogue in, as concepts: all of it, or nothing.

    :raises BestandKloptNiet: the file is no catalogue.
    :raises InlezenMislukt: something in it breaks a rule; it says what.
    """
    verslag = overdracht().naar_binnen(inhoud)
    audit.record(
        "catalogus.ingelezen",
        target=verslag.catalogus,
        by=by,
        at=at,
        soort="C",
        detail={"gemaakt": verslag.gemaakt},
    )
    return verslag
