"""One term: why it ends that day, that it was met, stands still, gets more time, or is too late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import termijn_for
from modules.dossier.actions import ingebrekestelling, termijnstil, termijnuitstel
from modules.dossier.actions.termijn import explain_termijn, finish_termijn, reopen_termijn
from modules.dossier.forms.termijn import (
    GeenDwangsomForm,
    HervatForm,
    IngebrekeForm,
    MeerTijdForm,
    OorzaakForm,
    StilForm,
    TermijnForm,
    UitstelForm,
)
from modules.dossier.models import Ingebrekestelling, Termijn, VerlengGrond
from modules.dossier.queries.termijnblad import Termijnblad, termijnblad
from modules.dossier.views.antwoord import toon, volgende, weiger
from modules.inrichting.codelijsten import OpschortingGrond


class AlOngedaan(Refusal):
    text = "Dit is al ongedaan gemaakt. Kijk hieronder hoe het nu staat."


class GeenBrief(Refusal):
    text = "Bij deze termijn is geen ingebrekestelling vastgelegd."


@require_http_methods(["GET", "POST"])
def termijn(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Show why a term ends on that day, and say that it was met."""
    termijn = termijn_for(request.user, termijn_id)
    form = _klaarform(termijn, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            finish_termijn(termijn=termijn, **form.cleaned_data, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee, "oorzaak")
        else:
            return see_other(request, volgende(request, reverse("dossier:termijnen")))
    return _pagina(request, termijn, form)


@require_POST
def termijn_heropenen(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Undo that a term was met."""
    termijn = termijn_for(request.user, termijn_id)
    reopen_termijn(termijn=termijn, by=request.user, at=now())
    return see_other(request, "dossier:termijn", termijn.pk)


@require_POST
def stilstaan(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Let the time to decide stand still (Awb 4:15)."""

    def doe(termijn: Termijn, velden: dict[str, Any]) -> None:
        velden["grond"] = OpschortingGrond(velden["grond"])
        termijnstil.suspend_termijn(termijn=termijn, **velden, by=request.user, at=now())

    return _doe(request, termijn_id, "stil", doe)


@require_POST
def weer_lopen(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Let the time run again."""
    return _doe(
        request,
        termijn_id,
        "hervat",
        lambda termijn, velden: termijnstil.resume_termijn(
            termijn=termijn, **velden, by=request.user, at=now()
        ),
    )


@require_POST
def meer_tijd(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Give a term more time."""

    def doe(termijn: Termijn, velden: dict[str, Any]) -> None:
        velden["grond"] = VerlengGrond(velden["grond"])
        termijnuitstel.extend_termijn(termijn=termijn, **velden, by=request.user, at=now())

    return _doe(request, termijn_id, "meer", doe)


@require_POST
def uitstel(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Record that the applicant was told of the delay (Awb 4:14)."""
    return _doe(
        request,
        termijn_id,
        "uitstel",
        lambda termijn, velden: termijnuitstel.announce_delay(
            termijn=termijn, **velden, by=request.user, at=now()
        ),
    )


@require_POST
def ingebreke(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Record a letter that says the gemeente is too late (Awb 4:17)."""
    return _doe(
        request,
        termijn_id,
        "ingebreke",
        lambda termijn, velden: ingebrekestelling.receive_ingebrekestelling(
            termijn=termijn, **velden, by=request.user, at=now()
        ),
    )


@require_POST
def geen_dwangsom(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Say why nothing is due (Awb 4:17 lid 6)."""

    def doe(termijn: Termijn, velden: dict[str, Any]) -> None:
        brief = Ingebrekestelling.objects.filter(termijn=termijn).first()
        if brief is None:
            raise GeenBrief
        ingebrekestelling.waive_dwangsom(brief=brief, **velden, by=request.user, at=now())

    return _doe(request, termijn_id, "geen", doe)


@require_POST
def oorzaak(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Say why a term is late."""
    return _doe(
        request,
        termijn_id,
        "oorzaak",
        lambda termijn, velden: explain_termijn(termijn=termijn, **velden, by=request.user, at=now()),
    )


@require_POST
def ongedaan(request: GemeenteRequest, termijn_id: UUID) -> HttpResponse:
    """Undo a pause, its end, more time, word of delay, or a letter; a fault is told on the page."""
    termijn = termijn_for(request.user, termijn_id)
    soort, _, sleutel = request.POST.get("wat", "").partition(":")
    form = _klaarform(termijn)
    try:
        _maak_ongedaan(request, termijn, soort, UUID(sleutel))
    except (ValueError, Refusal) as nee:
        return _pagina(request, termijn, form, melding=str(nee if isinstance(nee, Refusal) else AlOngedaan()))
    return see_other(request, "dossier:termijn", termijn.pk)


def _maak_ongedaan(request: GemeenteRequest, termijn: Termijn, soort: str, sleutel: UUID) -> None:
    wie: dict[str, Any] = {"by": request.user, "at": now()}
    if soort == "opschorting" and (stil := termijn.opschortingen.filter(pk=sleutel).first()):
        termijnstil.undo_suspension(termijn=termijn, opschorting=stil, **wie)
    elif soort == "hervatting" and (stil := termijn.opschortingen.filter(pk=sleutel).first()):
        termijnstil.undo_resume(termijn=termijn, opschorting=stil, **wie)
    elif soort == "verlenging" and (meer := termijn.verlengingen.filter(pk=sleutel).first()):
        termijnuitstel.undo_extension(termijn=termijn, verlenging=meer, **wie)
    elif soort == "uitstel" and (bericht := termijn.uitstelberichten.filter(pk=sleutel).first()):
        termijnuitstel.undo_announcement(termijn=termijn, bericht=bericht, **wie)
    elif soort == "brief" and (
        brief := Ingebrekestelling.objects.filter(pk=sleutel, termijn=termijn).first()
    ):
        ingebrekestelling.undo_ingebrekestelling(brief=brief, **wie)
    else:
        raise AlOngedaan


def _doe(
    request: GemeenteRequest, termijn_id: UUID, welk: str, actie: Callable[[Termijn, dict[str, Any]], Any]
) -> HttpResponse:
    """Do one thing with a term, or show its page again with what was typed and why not."""
    termijn = termijn_for(request.user, termijn_id)
    blad = termijnblad(termijn)
    formulieren = _formulieren(blad, welk, request.POST)
    form = formulieren[welk]
    if form.is_valid():
        try:
            actie(termijn, form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "dossier:termijn", termijn.pk)
    return _pagina(request, termijn, _klaarform(termijn), blad=blad, formulieren=formulieren, fout=form)


def _klaarform(termijn: Termijn, gegevens: Any = None) -> TermijnForm:
    """Return the form that says when it was met: with the time where the term is in hours."""
    nu = localtime()
    return TermijnForm(
        gegevens,
        in_uren=termijn.einde_tijd is not None,
        initial={"gehaald_op": nu.date(), "gehaald_om": nu.time()},
    )


def _formulieren(blad: Termijnblad, welk: str = "", gegevens: Any = None) -> dict[str, forms.Form]:
    """Return every form of the page; the one that was sent holds what was typed."""

    def van(naam: str, soort: type[forms.Form], **extra: Any) -> forms.Form:
        return soort(gegevens if naam == welk else None, prefix=naam, **extra)

    vandaag = localdate()
    brief = blad.dwangsom.brief if blad.dwangsom else None
    return {
        "stil": van("stil", StilForm, initial={"van": vandaag}),
        "hervat": van("hervat", HervatForm, initial={"op": vandaag}),
        "meer": van("meer", MeerTijdForm, gronden=blad.gronden),
        "uitstel": van("uitstel", UitstelForm),
        "ingebreke": van("ingebreke", IngebrekeForm, initial={"ontvangen_op": vandaag}),
        "geen": van("geen", GeenDwangsomForm, initial={"reden": brief.geen_dwangsom if brief else ""}),
        "oorzaak": van("oorzaak", OorzaakForm, initial={"oorzaak": blad.termijn.oorzaak}),
    }


def _pagina(
    request: GemeenteRequest,
    termijn: Termijn,
    form: TermijnForm,
    *,
    blad: Termijnblad | None = None,
    formulieren: dict[str, forms.Form] | None = None,
    fout: forms.Form | None = None,
    melding: str = "",
) -> HttpResponse:
    blad = blad or termijnblad(termijn)
    context = {
        "termijn": termijn,
        "blad": blad,
        "form": form,
        "fout_form": fout or form,
        "f": formulieren or _formulieren(blad),
        "melding": melding,
        "verder": request.GET.get("volgende", ""),
    }
    is_fout = bool(form.errors or melding or (fout and fout.errors))
    return toon(request, "dossier/termijn.html", context, fout=is_fout)
