"""What pages of other rooms show of the lists of work: who else is here now."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from modules.dossier.rollen import ZIET
from modules.dossier.werk.aanwezig import SLAG_SECONDEN, teken_voor

register = template.Library()


@register.inclusion_tag("werk/_hier.html", takes_context=True)
def hier_nu(context: Any, huishouden: Any) -> dict[str, Any]:
    """Let a page of a household say who else is in it. No query: the page asks for it by itself."""
    request = context.get("request")
    if request is None or not getattr(request.user, "rollen", frozenset()) & ZIET:
        return {}
    vraag = urlencode({"t": teken_voor(request.user, huishouden)})
    return {"hier_url": f"{reverse('werk:hier')}?{vraag}", "om_de": f"load, every {SLAG_SECONDEN}s"}
