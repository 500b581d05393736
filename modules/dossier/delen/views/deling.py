"""Share a part of the plan: choose, see what they will see, check, send; and stop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.delen.access import deling_for
from modules.dossier.delen.actions.deling import Gedeeld, mail_link, share_deel, stop_deling
from modules.dossier.delen.deelbeeld import Aanbod, beeld, beeld_van, te_delen
from modules.dossier.delen.forms.deling import DelingForm
from modules.dossier.delen.models import Toestemming, Weging
from modules.dossier.delen.queries import deelregel_van
from modules.dossier.delen.views.verstopt import verstopt
from modules.dossier.delen.woorden import Wijze
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.models.organisatie import OrganisatieSoort

WIE: dict[str, str] = {
    OrganisatieSoort.SCHOOL: "de school",
    OrganisatieSoort.CORPORATIE: "de verhuurder",
    OrganisatieSoort.HUISARTS: "de huisarts",
    OrganisatieSoort.POLITIE: "de politie",
}


def _grond(huishouden: Any, grond_id: UUID) -> Toestemming | Weging:
    velden = ("inwoner", "aan_organisatie")
    rij: Toestemming | Weging | None = (
        Toestemming.objects.filter(huishouden=huishouden, pk=grond_id).select_related(*velden).first()
    )
    rij = rij or Weging.objects.filter(huishouden=huishouden, pk=grond_id).select_related(*velden).first()
    if rij is None or rij.aan_organisatie_id is None or not rij.geldt_op(localdate()):
        raise Http404
    return rij


@require_http_methods(["GET", "POST"])
def deling_nieuw(request: GemeenteRequest, huishouden_id: UUID, grond_id: UUID) -> HttpResponse:
    """Choose what goes to the organisation of this ground. Nothing leaves without the check page."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    grond = _grond(huishouden, grond_id)
    organisatie: Any = grond.aan_organisatie
    aanbod = te_delen(huishouden, grond, organisatie)
    laatste = grond.laatste_dag() if isinstance(grond, Toestemming) else grond.tot_en_met
    form = DelingForm(
        request.POST if request.method == "POST" else None,
        aanbod=aanbod,
        organisatie=organisatie,
        laatste=laatste,
        initial={"vraag": getattr(grond, "vraag", "")},
    )
    stap = request.POST.get("stap", "") if request.method == "POST" else ""
    geldig = form.is_bound and form.is_valid()
    if geldig and stap == "verstuur":
        try:
            gedeeld = share_deel(
                huishouden=huishouden,
                grond=grond,
                keuze=form.keuze(),
                gegevens=form.gegevens(),
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return _klaar(request, gedeeld)
    context = {
        **kader(request, huishouden, actief="delen"),
        "form": form,
        "grond": grond,
        "aanbod": aanbod,
        "organisatie": organisatie,
        "wie": WIE.get(organisatie.soort, organisatie.naam),
        "laatste": laatste,
        "voorbeeld": _voorbeeld(form, aanbod, stap),
        "verstopt": verstopt(request),
        "is_kind": (grond.inwoner.leeftijd_op(localdate()) or 99) < 18,
    }
    if request.htmx and stap == "voorbeeld":
        return toon(request, "delen/_voorbeeld.html", context)
    if geldig and stap == "controleer" and not form.errors:
        return toon(request, "delen/deling_controle.html", context)
    return toon(request, "delen/deling_nieuw.html", context, fout=bool(form.errors) and stap != "voorbeeld")


def _voorbeeld(form: DelingForm, aanbod: Aanbod, stap: str) -> Any:
    """Return what the partner would see of the choice so far; the same function draws the real page."""
    if not form.is_bound or not stap:
        return None
    return beeld(aanbod, form.keuze())


def _klaar(request: GemeenteRequest, gedeeld: Gedeeld) -> HttpResponse:
    """Send the mail, and show the code this once. Without a link there is only the page to go to."""
    deling = gedeeld.deling
    if not gedeeld.teken:
        return see_other(request, deling)
    adres = request.build_absolute_uri(reverse("delen:link", args=[gedeeld.teken]))
    mail_link(deling=deling, adres=adres, at=now())
    context = {
        **kader(request, deling.huishouden, actief="delen"),
        "deling": deling,
        "code": f"{gedeeld.code[:4]} {gedeeld.code[4:]}",
        "link": deling.links.first(),
    }
    return toon(request, "delen/deling_klaar.html", context)


@require_GET
def deling(request: GemeenteRequest, huishouden_id: UUID, deling_id: UUID) -> HttpResponse:
    """Show what a partner sees, what they saw and when, and what they answered."""
    huishouden, rij = deling_for(request.user, huishouden_id, deling_id)
    bezoeken = list(rij.bezoeken.select_related("gebruiker")[:50])
    is_open = rij.is_open_op(localdate())
    context = {
        **kader(request, huishouden, actief="delen"),
        "deling": rij,
        "regel": deelregel_van(rij, localdate(), [bezoek.op for bezoek in bezoeken]),
        "is_open": is_open,
        "voorbeeld": beeld_van(rij) if is_open else None,
        "wie": WIE.get(rij.organisatie.soort, rij.organisatie.naam),
        "bezoeken": bezoeken,
        "antwoorden": list(rij.antwoorden.select_related("notitie", "gebruiker")[:50]),
        "link": rij.links.first() if rij.wijze == Wijze.LINK else None,
        "mag_delen": huishouden.zicht.mag("J", schrijven=True),
    }
    return toon(request, "delen/deling.html", context)


@require_POST
def deling_stop(request: GemeenteRequest, huishouden_id: UUID, deling_id: UUID) -> HttpResponse:
    """Stop at once: the partner's next click finds nothing."""
    _, rij = deling_for(request.user, huishouden_id, deling_id)
    stop_deling(deling=rij, omdat="Gestopt door het team", by=request.user, at=now())
    return see_other(request, rij)
