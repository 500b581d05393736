"""Ask for a consent, write each answer down, withdraw it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import lid_for
from modules.dossier.delen.access import toestemming_for
from modules.dossier.delen.actions.toegang import letters_van
from modules.dossier.delen.actions.toestemming import (
    NietAannemelijk,
    ask_toestemming,
    record_antwoord,
    withdraw_toestemming,
)
from modules.dossier.delen.forms.toestemming import FORMULIEREN, AntwoordForm, IntrekForm
from modules.dossier.delen.models import Toestemming, Toestemminggever
from modules.dossier.delen.queries import letters_in_woorden, regel_van
from modules.dossier.delen.rules.begrenzing import opent_met_grond
from modules.dossier.delen.views.verstopt import verstopt
from modules.dossier.delen.wie import wie_geeft_voor
from modules.dossier.delen.woorden import Antwoord, Kaderwet, Soort, ToestemmingStand
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Functie


@require_http_methods(["GET", "POST"])
def vraag(request: GemeenteRequest, huishouden_id: UUID, soort: str, inwoner_id: UUID) -> HttpResponse:
    """Ask for one kind of consent about one person; the page says first who decides, and why."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    if soort not in FORMULIEREN:
        raise Http404
    huishouden, inwoner = lid.huishouden, lid.inwoner
    form: Any = FORMULIEREN[soort](
        request.POST if request.method == "POST" else None,
        huishouden=huishouden,
        inwoner=inwoner,
        door=request.user,
        initial=_begin(inwoner),
    )
    if "wie" in request.GET:
        return toon(
            request, "delen/_wie.html", {"wie": wie_geeft_voor(inwoner, localdate(), _Stel(request.GET))}
        )
    wie = wie_geeft_voor(inwoner, localdate(), _Stel(form.data if form.is_bound else form.initial))
    if form.is_bound and form.is_valid():
        try:
            rij = ask_toestemming(
                huishouden=huishouden,
                inwoner=inwoner,
                inhoud=form.inhoud(),
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except NietAannemelijk as niet:
            for bevinding in niet.bevindingen:
                form.add_error(bevinding.veld if bevinding.veld in form.fields else None, bevinding.text)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, rij)
    leeftijd = inwoner.leeftijd_op(localdate())
    context = {
        **kader(request, huishouden, actief="delen"),
        "form": form,
        "soort": soort,
        "inwoner": inwoner,
        "leeftijd": leeftijd,
        "is_kind": leeftijd is not None and leeftijd < 18,
        "wie": wie,
    }
    return toon(request, "delen/vraag.html", context, fout=bool(form.errors))


class _Stel:
    """What the rule needs while the form is being filled in: what was chosen so far, or how it begins."""

    def __init__(self, gegevens: Any) -> None:
        self.kaderwet = str(gegevens.get("kaderwet") or Kaderwet.WMO)
        self.kan_zelf = (gegevens.get("kan_zelf") or "ja") == "ja"
        self.uitzondering = str(gegevens.get("uitzondering") or "")
        self.categorieen = tuple(gegevens.getlist("categorieen")) if hasattr(gegevens, "getlist") else ()


def _begin(inwoner: Any) -> dict[str, Any]:
    leeftijd = inwoner.leeftijd_op(localdate())
    is_jeugd = leeftijd is not None and leeftijd < 18
    return {"kaderwet": Kaderwet.JEUGD if is_jeugd else Kaderwet.WMO}


@require_GET
def toestemming(request: GemeenteRequest, huishouden_id: UUID, toestemming_id: UUID) -> HttpResponse:
    """Show one consent: who answered what, and what can be done now."""
    huishouden, rij = toestemming_for(request.user, huishouden_id, toestemming_id)
    return _pagina(request, huishouden, rij)


def _pagina(request: GemeenteRequest, huishouden: Any, rij: Toestemming, **meer: Any) -> HttpResponse:
    dag = localdate()
    regel = regel_van(rij, dag, huishouden.zicht, lezer_id=request.user.pk)
    stand = rij.stand_op(dag)
    context = {
        **kader(request, huishouden, actief="delen"),
        "regel": regel,
        "rij": rij,
        "gevers": list(rij.gevers.select_related("scan")),
        "mag_delen": huishouden.zicht.mag("J", schrijven=True),
        "kan_antwoorden": stand == ToestemmingStand.GEVRAAGD,
        "kan_intrekken": stand in (ToestemmingStand.GEGEVEN, ToestemmingStand.GEVRAAGD),
        "kan_delen": rij.geldt_op(dag) and rij.aan_organisatie_id and rij.soort != Soort.HULP,
        "delingen": rij.delingen.select_related("organisatie").order_by("-gemaakt_op")
        if regel.is_open
        else [],
        **meer,
    }
    return toon(request, "delen/toestemming.html", context)


@require_http_methods(["GET", "POST"])
def antwoord(
    request: GemeenteRequest, huishouden_id: UUID, toestemming_id: UUID, gever_id: UUID
) -> HttpResponse:
    """Write down what one of them said. A yes gets a check page first: it lets somebody in."""
    huishouden, rij = toestemming_for(request.user, huishouden_id, toestemming_id)
    gever = rij.gevers.filter(pk=gever_id).first()
    if gever is None:
        raise Http404
    form = AntwoordForm(request.POST if request.method == "POST" else None, initial={"op": localdate()})
    controleer = False
    if form.is_bound and form.is_valid():
        controleer = form.cleaned_data["antwoord"] == Antwoord.JA and "zeker" not in request.POST
        if not controleer:
            try:
                record_antwoord(toestemming=rij, gever=gever, **form.cleaned_data, by=request.user, at=now())
            except Refusal as refusal:
                weiger(form, refusal)
            else:
                return see_other(request, rij)
    context = {
        **kader(request, huishouden, actief="delen"),
        "form": form,
        "rij": rij,
        "regel": regel_van(rij, localdate(), huishouden.zicht, lezer_id=request.user.pk),
        "gever": gever,
        "is_laatste": _is_laatste(rij, gever),
        **_wat_opent(request, rij),
        "verstopt": verstopt(request),
        "is_kind": (rij.inwoner.leeftijd_op(localdate()) or 99) < 18,
    }
    return toon(
        request,
        "delen/antwoord_controle.html" if controleer else "delen/antwoord.html",
        context,
        fout=bool(form.errors),
    )


def _wat_opent(request: GemeenteRequest, rij: Toestemming) -> dict[str, str]:
    """Return what the protocol opens with this consent, and what it leaves as it is."""
    letters = letters_van(rij)
    if rij.aan_functie not in Functie.values:
        return {"wat_opent": letters_in_woorden(letters), "opent_niet": ""}
    wel = opent_met_grond(request.instellingen.protocol, Functie(rij.aan_functie), letters)
    return {
        "wat_opent": letters_in_woorden(wel),
        "opent_niet": letters_in_woorden([letter for letter in letters if letter not in wel]),
    }


def _is_laatste(rij: Toestemming, gever: Toestemminggever) -> bool:
    return not rij.gevers.exclude(pk=gever.pk).exclude(antwoord=Antwoord.JA).exists()


@require_http_methods(["GET", "POST"])
def intrekken(request: GemeenteRequest, huishouden_id: UUID, toestemming_id: UUID) -> HttpResponse:
    """Take a consent back: access ends at the next request, the history stays."""
    huishouden, rij = toestemming_for(request.user, huishouden_id, toestemming_id)
    gevers = list(rij.gevers.all())
    form = IntrekForm(
        request.POST if request.method == "POST" else None, initial={"wie": gevers[0].naam if gevers else ""}
    )
    if form.is_bound and form.is_valid():
        withdraw_toestemming(toestemming=rij, wie=form.cleaned_data["wie"], by=request.user, at=now())
        return see_other(request, rij)
    context = {
        **kader(request, huishouden, actief="delen"),
        "form": form,
        "rij": rij,
        "regel": regel_van(rij, localdate(), huishouden.zicht, lezer_id=request.user.pk),
        "delingen": rij.delingen.filter(ingetrokken_op=None).select_related("organisatie"),
    }
    return toon(request, "delen/intrekken.html", context, fout=bool(form.errors))
