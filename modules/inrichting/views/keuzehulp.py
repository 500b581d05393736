"""Keuzehulp: eight questions, one per page, and an advice with its reasons (F005); the seven checks (F006)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import keuzehulp as actie
from modules.inrichting.actions.teammodel import change_concept
from modules.inrichting.forms.overig import GereedheidForm
from modules.inrichting.models import Gereedheidscheck, KeuzehulpUitkomst, Wijkteam
from modules.inrichting.rules.gereedheid import CHECKS, Antwoord, gereedheid_zin
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.keuzehulp import PER_SLEUTEL, VRAGEN, Uitkomst, Vraag, adviseer, herhaal_op
from modules.inrichting.views.antwoord import conflict, gepost, pagina, verschil_met, weiger
from modules.inrichting.views.teammodel import lees_stand


class VraagForm(forms.Form):
    """One question on one page."""

    def __init__(self, *args: Any, vraag: Vraag, **kwargs: Any) -> None:
        """Draw `vraag` as radio buttons."""
        super().__init__(*args, **kwargs)
        self.fields["antwoord"] = forms.ChoiceField(
            label=vraag.vraag,
            help_text=vraag.uitleg,
            choices=vraag.keuzes,
            widget=forms.RadioSelect,
            error_messages={"required": "Kies een antwoord. ‘Dat weten we nog niet’ mag ook."},
        )


class UitkomstForm(forms.Form):
    """Which model the gemeente takes, and why."""

    gekozen = forms.ChoiceField(
        label="Welk model past het beste bij jullie?",
        choices=Variant,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een model."},
    )
    motivatie = forms.CharField(
        label="Waarom dit model", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


@require_GET
def begin(request: GemeenteRequest) -> HttpResponse:
    """What the aid is, where one left off, and earlier results."""
    lopend = KeuzehulpUitkomst.objects.open().filter(door=request.user).first()
    laatste = KeuzehulpUitkomst.objects.afgerond().first()
    context = {
        "lopend": lopend,
        "verder": _eerste_open(lopend) if lopend else 1,
        "eerder": KeuzehulpUitkomst.objects.afgerond().select_related("door")[:20],
        "herhalen": herhaal_op(localdate(laatste.afgerond_op)) if laatste and laatste.afgerond_op else None,
        "vandaag": localdate(),
        "aantal": len(VRAGEN),
    }
    return render(request, "inrichting/keuzehulp.html", context)


@require_http_methods(["GET", "POST"])
def vraag(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """One question; its answer is kept at once."""
    if not 1 <= nummer <= len(VRAGEN):
        return see_other(request, "inrichting:keuzehulp")
    huidige = VRAGEN[nummer - 1]
    lopend = KeuzehulpUitkomst.objects.open().filter(door=request.user).first()
    gegeven = lopend.antwoorden.get(huidige.sleutel) if lopend else None
    form = VraagForm(gepost(request), vraag=huidige, initial={"antwoord": gegeven})
    if form.is_valid():
        antwoord = form.cleaned_data["antwoord"]
        actie.answer_question(sleutel=huidige.sleutel, waarde=antwoord, by=request.user, at=now())
        if nummer == len(VRAGEN) or "terug" in request.GET:
            return see_other(request, "inrichting:keuzehulp_uitkomst")
        return see_other(request, reverse("inrichting:keuzehulp_vraag", args=[nummer + 1]))
    context = {
        "vraag": huidige,
        "nummer": nummer,
        "aantal": len(VRAGEN),
        "form": form,
        "vorige": reverse("inrichting:keuzehulp_vraag", args=[nummer - 1]) if nummer > 1 else "",
    }
    return pagina(request, "inrichting/keuzehulp_vraag.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def uitkomst(request: GemeenteRequest) -> HttpResponse:
    """The advice with its rule; choosing a model stores the result with date and author."""
    lopend = KeuzehulpUitkomst.objects.open().filter(door=request.user).first()
    if lopend is None:
        return see_other(request, "inrichting:keuzehulp")
    advies = adviseer(lopend.antwoorden)
    eerste = advies.adviezen[0].variant.value if advies.is_eenduidig else None
    form = UitkomstForm(gepost(request), initial={"gekozen": eerste})
    if form.is_valid():
        try:
            klaar = actie.finish_keuzehulp(
                uitkomst=lopend,
                adviezen=[deel.variant.value for deel in advies.adviezen],
                redenen=[reden for deel in advies.adviezen for reden in deel.redenen],
                heeft_conflict=advies.motivatie_nodig,
                gekozen=form.cleaned_data["gekozen"],
                motivatie=form.cleaned_data["motivatie"],
                by=request.user,
                at=now(),
            )
        except actie.MotivatieOntbreekt as refusal:
            weiger(form, refusal, "motivatie")
        else:
            return see_other(request, reverse("inrichting:keuzehulp_eerder", args=[klaar.pk]))
    context = {**_uitkomst(lopend, advies), "form": form}
    return pagina(request, "inrichting/keuzehulp_uitkomst.html", context, fout=bool(form.errors))


@require_GET
def eerder(request: GemeenteRequest, uitkomst_id: Any) -> HttpResponse:
    """A stored result: answers, advice, choice, reason, date and author."""
    bewaard = get_object_or_404(KeuzehulpUitkomst.objects.afgerond().select_related("door"), pk=uitkomst_id)
    context = _uitkomst(bewaard, adviseer(bewaard.antwoorden))
    return render(request, "inrichting/keuzehulp_eerder.html", context)


@require_POST
def gebruik(request: GemeenteRequest, uitkomst_id: Any) -> HttpResponse:
    """Take the chosen model over in the concept of the team model; nothing takes effect yet."""
    bewaard = get_object_or_404(KeuzehulpUitkomst.objects.afgerond(), pk=uitkomst_id)
    stand = lees_stand()
    eigen = set(stand.inhoud["teams"])
    volgers = [
        str(pk) for pk in Wijkteam.objects.actief().values_list("pk", flat=True) if str(pk) not in eigen
    ]
    try:
        change_concept(
            versie=stand.versie,
            variant=bewaard.gekozen,
            waarden={},
            doen_mee=volgers,
            by=request.user,
            at=now(),
        )
    except Verouderd:
        return see_other(request, "inrichting:teammodel")
    return see_other(request, "inrichting:teammodel")


@require_POST
def opnieuw(request: GemeenteRequest) -> HttpResponse:
    """Begin again with empty answers."""
    actie.restart_keuzehulp(by=request.user)
    return see_other(request, reverse("inrichting:keuzehulp_vraag", args=[1]))


@require_GET
def gereedheid(request: GemeenteRequest) -> HttpResponse:
    """The seven checks with who takes care and by when."""
    return render(request, "inrichting/gereedheid.html", _gereedheid())


@require_http_methods(["GET", "POST"])
def gereedheid_check(request: GemeenteRequest, sleutel: str) -> HttpResponse:
    """Answer one check."""
    check = next((check for check in CHECKS if check.sleutel == sleutel), None)
    if check is None:
        return see_other(request, "inrichting:gereedheid")
    rij = Gereedheidscheck.objects.select_related("gewijzigd_door").filter(sleutel=sleutel).first()
    form = GereedheidForm(gepost(request), initial=_begin_van(rij))
    if form.is_valid():
        try:
            actie.set_gereedheid(
                sleutel=sleutel,
                versie=form.cleaned_data["versie"],
                geregeld={"ja": True, "nee": False}.get(form.cleaned_data["geregeld"]),
                eigenaar=form.cleaned_data["eigenaar"],
                datum=form.cleaned_data["datum"],
                toelichting=form.cleaned_data["toelichting"],
                by=request.user,
                at=now(),
            )
        except Verouderd:
            return _check_conflict(request, form, sleutel)
        return see_other(request, f"{reverse('inrichting:gereedheid')}#check-{sleutel}")
    context = {"check": check, "form": form, "rij": rij}
    return pagina(request, "inrichting/gereedheid_check.html", context, fout=bool(form.errors))


def _check_conflict(request: GemeenteRequest, form: GereedheidForm, sleutel: str) -> HttpResponse:
    daar = Gereedheidscheck.objects.select_related("gewijzigd_door").get(sleutel=sleutel)
    velden = {"eigenaar": "eigenaar", "datum": "datum", "toelichting": "toelichting"}
    return conflict(
        request,
        verschillen=verschil_met(form, daar, velden),
        door=daar.gewijzigd_door.naam if daar.gewijzigd_door else "",
        versie=daar.versie,
        terug=request.path,
    )


def _begin_van(rij: Gereedheidscheck | None) -> dict[str, Any]:
    if rij is None:
        return {"versie": 0, "geregeld": ""}
    geregeld = {True: "ja", False: "nee"}.get(rij.geregeld, "") if rij.geregeld is not None else ""
    return {
        "versie": rij.versie,
        "geregeld": geregeld,
        "eigenaar": rij.eigenaar,
        "datum": rij.datum,
        "toelichting": rij.toelichting,
    }


def _gereedheid() -> dict[str, Any]:
    rijen = {rij.sleutel: rij for rij in Gereedheidscheck.objects.select_related("gewijzigd_door")}
    antwoorden = tuple(Antwoord(r.sleutel, r.geregeld, r.eigenaar, r.datum) for r in rijen.values())
    return {
        "checks": [(check, rijen.get(check.sleutel)) for check in CHECKS],
        "zin": gereedheid_zin(antwoorden),
        "vandaag": localdate(),
    }


def _uitkomst(bewaard: KeuzehulpUitkomst, advies: Uitkomst) -> dict[str, Any]:
    antwoorden = []
    for nummer, deel in enumerate(VRAGEN, start=1):
        waarde = bewaard.antwoorden.get(deel.sleutel)
        tekst = dict(PER_SLEUTEL[deel.sleutel].keuzes).get(waarde, "Nog niet beantwoord")
        antwoorden.append((nummer, deel, tekst))
    return {"uitkomst": bewaard, "advies": advies, "antwoorden": antwoorden}


def _eerste_open(lopend: KeuzehulpUitkomst) -> int:
    nummers = (n for n, deel in enumerate(VRAGEN, start=1) if deel.sleutel not in lopend.antwoorden)
    return next(nummers, len(VRAGEN))
