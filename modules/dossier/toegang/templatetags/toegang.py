"""What pages of other rooms show of access: the banner, the links of a search, the notices."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime, now

from keukentafel.identity.rollen import Rol
from modules.dossier.rollen import ZIET
from modules.dossier.toegang.queries.toezicht import attenderingen_van
from modules.dossier.toegang.verwijzing import Verwijzing, maak_teken

register = template.Library()


@register.inclusion_tag("toegang/_noodbalk.html", takes_context=True)
def noodbalk(context: Any, huishouden: Any) -> dict[str, Any]:
    """Show the banner of a running emergency, on every page of that household. No query: the guard read it."""
    nood = getattr(huishouden, "nood", None)
    tot = nood and _moment(nood["tot"])
    return {
        "nood": nood,
        "tot": localtime(tot) if tot else None,
        "stop_url": reverse("toegang:nood_stop", args=[huishouden.pk]) if nood else "",
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }


def _moment(waarde: Any) -> datetime | None:
    return waarde if isinstance(waarde, datetime) else parse_datetime(str(waarde))


@register.inclusion_tag("toegang/_vraag_toegang.html", takes_context=True)
def vraag_toegang(context: Any, gezocht: str, team: str) -> dict[str, Any]:
    """Offer to ask for access to what a search pointed at. Holds only what was typed and the team."""
    gebruiker = context["request"].user
    if not gebruiker.has_rol(*ZIET):
        return {}
    teken = urlencode({"v": maak_teken(gebruiker, Verwijzing(gezocht, team), at=now())})
    return {
        "team": team,
        "vraag_url": f"{reverse('toegang:vragen')}?{teken}",
        "nood_url": f"{reverse('toegang:nood')}?{teken}",
    }


@register.inclusion_tag("toegang/_attenderingen.html", takes_context=True)
def attenderingen(context: Any) -> dict[str, Any]:
    """Show what this person did not read yet; nothing at all when there is none. One query."""
    request = context["request"]
    rijen = attenderingen_van(request.user.pk, 6)
    return {
        "rijen": rijen[:5],
        "zijn_er_meer": len(rijen) > 5,
        "terug": request.path,
        "is_toezicht": request.user.has_rol(Rol.FG),
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }
