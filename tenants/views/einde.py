"""The end of a contract: its tasks, the destruction while it runs, and the certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.papier import maak_pdf
from keukentafel.request import see_other
from tenants import overzicht as overzichten
from tenants import verklaring as verklaringen
from tenants.actions import offboarding, vernietiging
from tenants.bezig import waarom_dicht, waarom_niet_vernietigen
from tenants.forms_gemeente import AanzegForm, AkkoordForm, BevestigForm, LeverForm, ToestemmingForm
from tenants.models import Contracteinde, Gemeente, Vernietigingsverklaring
from tenants.taken import sluit_sleutels_opnieuw, vernietig_gemeente
from tenants.views.deur import alleen_leverancier, pagina
from tenants.views.gemeenten import haal

FORMULIEREN: dict[str, type[forms.Form]] = {
    "aanzeggen": AanzegForm,
    "leveren": LeverForm,
    "bevestigen": BevestigForm,
    "toestemming": ToestemmingForm,
    "akkoord": AkkoordForm,
}


@dataclass(frozen=True, slots=True)
class Regel:
    """One task: what, how far, and what is known of it."""

    sleutel: str
    titel: str
    stand: str
    uitleg: str


@require_GET
@alleen_leverancier
def einde(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """The tasks, with the form of the one whose turn it is."""
    return _toon(request, haal(gemeente_id))


@require_POST
@alleen_leverancier
def aanzeggen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Note that the contract ends."""
    rij, form = haal(gemeente_id, aanwezig=True), AanzegForm(request.POST)
    if form.is_valid():
        try:
            offboarding.zeg_aan(gemeente=rij, by=request.user, at=now(), **form.cleaned_data)  # type: ignore[arg-type]
        except Refusal as weigering:
            form.add_error(None, str(weigering))
        else:
            transaction.on_commit(lambda: sluit_sleutels_opnieuw.delay(str(rij.pk)), robust=True)
            return see_other(request, "tenants:einde", gemeente_id=rij.pk)
    return _toon(request, rij, form=form)


@require_POST
@alleen_leverancier
@verse_factor
def sluiten(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Close the gemeente."""
    return _doe(request, gemeente_id, offboarding.sluit)


@require_POST
@alleen_leverancier
def leveren(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Note that the data was handed over."""
    form = LeverForm(request.POST)
    bekend = offboarding.nieuwste_uitvoer(gemeente_id)
    gelijk = bekend is not None and bekend.sha256 == request.POST.get("sha256", "").strip().lower()
    gemaakt_op = bekend.gemaakt_op if bekend is not None and gelijk else None
    if bekend is not None and not gelijk and form.is_valid():
        dag = _dag(bekend.gemaakt_op)
        form.add_error(
            "sha256", f"De nieuwste uitvoer is van {dag} en heeft een ander kenmerk. Neem dat over."
        )
    return _met_form(request, gemeente_id, form, offboarding.lever, gemaakt_op=gemaakt_op)


@require_POST
@alleen_leverancier
def bevestigen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Note that the gemeente confirmed the receipt."""
    return _met_form(request, gemeente_id, BevestigForm(request.POST), offboarding.bevestig)


@require_POST
@alleen_leverancier
def toestemming(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Keep the signed letter."""
    form = ToestemmingForm(request.POST, request.FILES)
    if form.is_valid():
        bestand = form.cleaned_data["brief"]
        te_groot = bestand.size > offboarding.MAX_BRIEF
        form.cleaned_data["brief"] = b"" if te_groot else bestand.read()
    return _met_form(request, gemeente_id, form, offboarding.noteer_toestemming)


@require_GET
@alleen_leverancier
def brief(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Give the signed letter back."""
    inhoud = offboarding.brief_van(_einde_van(gemeente_id))
    if not inhoud:
        raise Http404
    return _bestand(inhoud, "application/pdf", "toestemming-vernietiging.pdf")


@require_POST
@alleen_leverancier
@verse_factor
def vragen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """The first of two people asks for the destruction."""
    return _doe(request, gemeente_id, offboarding.vraag_vernietiging)


@require_POST
@alleen_leverancier
@verse_factor
def akkoord(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """The second agrees; the destruction begins."""

    def geef(**gegevens: Any) -> None:
        werk = offboarding.geef_akkoord(**gegevens)
        _zet_in(werk)

    return _met_form(request, gemeente_id, AkkoordForm(request.POST), geef)


@require_POST
@alleen_leverancier
@verse_factor
def intrekken(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Take the end back."""
    return _doe(request, gemeente_id, offboarding.trek_in)


@require_POST
@alleen_leverancier
def stap_opnieuw(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Take the step that failed again, or go on after a standstill."""
    werk = _einde_van(gemeente_id)
    if werk.stand == Contracteinde.Stand.VERNIETIGEN:
        _zet_in(werk)
    return see_other(request, "tenants:einde", gemeente_id=gemeente_id)


@require_GET
@alleen_leverancier
def verklaring_pdf(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """The certificate on paper."""
    papier = _verklaring_van(gemeente_id)
    inhoud = maak_pdf("tenants/verklaring.html", {"papier": papier, "gegevens": papier.gegevens})
    return _bestand(inhoud, "application/pdf", f"verklaring-{papier.nummer}.pdf")


@require_GET
@alleen_leverancier
def verklaring_json(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """The certificate as data: exactly the bytes that the fingerprint is of."""
    papier = _verklaring_van(gemeente_id)
    return _bestand(
        verklaringen.als_bytes(papier.gegevens), "application/json", f"verklaring-{papier.nummer}.json"
    )


# -- around them ---------------------------------------------------------------------------------------------


def _zet_in(werk: Contracteinde) -> None:
    # Without the broker the row still stands, and the page offers to go on.
    transaction.on_commit(lambda: vernietig_gemeente.delay(str(werk.pk)), robust=True)


def _einde_van(gemeente_id: UUID) -> Contracteinde:
    lijst = Contracteinde.objects.exclude(stand=Contracteinde.Stand.INGETROKKEN)
    return get_object_or_404(lijst, gemeente_id=gemeente_id)


def _verklaring_van(gemeente_id: UUID) -> Vernietigingsverklaring:
    return get_object_or_404(
        Vernietigingsverklaring.objects.select_related("einde"), einde__gemeente_id=gemeente_id
    )


def _bestand(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    antwoord = HttpResponse(inhoud, content_type=soort)
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def _doe(request: HttpRequest, gemeente_id: UUID, actie: Callable[..., object]) -> HttpResponse:
    werk = _einde_van(gemeente_id)
    try:
        actie(einde=werk, by=request.user, at=now())
    except Refusal as weigering:
        return _toon(request, haal(gemeente_id), weigering=str(weigering))
    return see_other(request, "tenants:einde", gemeente_id=gemeente_id)


def _met_form(
    request: HttpRequest, gemeente_id: UUID, form: forms.Form, actie: Callable[..., object], **extra: Any
) -> HttpResponse:
    werk = _einde_van(gemeente_id)
    if form.is_valid():
        try:
            actie(einde=werk, by=request.user, at=now(), **form.cleaned_data, **extra)
        except Refusal as weigering:
            form.add_error(None, str(weigering))
        else:
            return see_other(request, "tenants:einde", gemeente_id=gemeente_id)
    return _toon(request, haal(gemeente_id), form=form)


def _toon(
    request: HttpRequest, rij: Gemeente, *, form: forms.Form | None = None, weigering: str = ""
) -> HttpResponse:
    lijst = Contracteinde.objects.exclude(stand=Contracteinde.Stand.INGETROKKEN).defer("toestemming_bestand")
    werk = lijst.select_related("gevraagd_door", "akkoord_door").filter(gemeente=rij).first()
    at = now()
    regels = regels_van(werk, at=at)
    beurt = next((regel.sleutel for regel in regels if regel.stand in ("bezig", "open")), "")
    bekend = _volledige_uitvoer(werk) if werk and beurt == "leveren" else None
    if form is None and beurt in FORMULIEREN:
        form = FORMULIEREN[beurt](initial={"sha256": bekend.sha256} if bekend else None)
    loopt = werk is not None and werk.stand == Contracteinde.Stand.VERNIETIGEN
    papier = Vernietigingsverklaring.objects.filter(einde=werk).first() if werk else None
    context = {
        "rij": rij,
        "werk": werk,
        "regels": regels,
        "beurt": beurt,
        "form": form,
        "weigering": weigering,
        "uitvoer": bekend,
        "verzoek_open": _verzoek_open(werk, at),
        "waarom_dicht": waarom_dicht(rij) if werk and werk.gesloten_op else None,
        "waarom_niet": waarom_niet_vernietigen(rij.pk) if beurt in ("vragen", "akkoord") else None,
        "is_vrager": werk is not None and werk.gevraagd_door_id == request.user.pk,
        "loopt": loopt and not (werk and werk.fout),
        "stappen": overzichten.stappen_van(werk) if werk and werk.stappen else [],  # type: ignore[arg-type]
        "klaar": sum(stap["stand"] == "klaar" for stap in werk.stappen) if werk else 0,
        "aantal": len(vernietiging.VernietigStap),
        "papier": papier,
    }
    status = 422 if weigering or (form is not None and form.errors) else 200
    return pagina(request, "tenants/einde.html", context, hier="gemeenten", status=status)


def _volledige_uitvoer(werk: Contracteinde) -> offboarding.Uitvoering | None:
    """Return the newest readable export, when it was made after nobody could change anything any more."""
    bekend = offboarding.nieuwste_uitvoer(werk.gemeente_id)
    is_volledig = bekend and werk.gesloten_op and bekend.gemaakt_op >= werk.gesloten_op
    return bekend if is_volledig else None


def _verzoek_open(werk: Contracteinde | None, at: datetime) -> bool:
    return (
        werk is not None
        and werk.gevraagd_op is not None
        and at < werk.gevraagd_op + offboarding.VERZOEK_GELDT
    )


_TITELS = {
    "aanzeggen": "De opzegging noteren",
    "sluiten": "De gemeente sluiten",
    "leveren": "Alle gegevens leveren",
    "bevestigen": "De gemeente bevestigt de ontvangst",
    "toestemming": "De gemeente tekent voor vernietigen",
    "wachten": "30 dagen wachten",
    "vragen": "Iemand vraagt om vernietigen",
    "akkoord": "Een tweede collega geeft akkoord",
    "vernietigen": "Vernietigen en verklaring",
}


_VANZELF = frozenset({"wachten", "vernietigen"})
"""What goes on by itself when its turn has come."""


def regels_van(werk: Contracteinde | None, *, at: datetime) -> list[Regel]:
    """Return the tasks with their stand; at most one has its turn."""
    gedaan = _gedaan(werk, at) if werk else frozenset()
    uitleg = _uitleg(werk, at) if werk else {}
    beurt = next((sleutel for sleutel in _TITELS if sleutel not in gedaan), "")
    if beurt == "sluiten" and werk and localdate(at) < werk.einddatum:
        beurt = ""
    regels = []
    for sleutel, titel in _TITELS.items():
        aan_de_beurt = "bezig" if sleutel in _VANZELF else "open"
        stand = "klaar" if sleutel in gedaan else aan_de_beurt if sleutel == beurt else "kan_nog_niet"
        regels.append(Regel(sleutel, titel, stand, uitleg.get(sleutel, "")))
    return regels


def _gedaan(werk: Contracteinde, at: datetime) -> frozenset[str]:
    vanaf = werk.vernietigen_vanaf
    feiten = {
        "aanzeggen": True,
        "sluiten": werk.gesloten_op,
        "leveren": werk.uitvoer_op,
        "bevestigen": werk.bevestigd_op,
        "toestemming": werk.toestemming_sha256,
        "wachten": vanaf is not None and localdate(at) >= vanaf,
        "vragen": werk.akkoord_op or _verzoek_open(werk, at),
        "akkoord": werk.akkoord_op,
        "vernietigen": werk.stand == Contracteinde.Stand.VERNIETIGD,
    }
    return frozenset(sleutel for sleutel, klaar in feiten.items() if klaar)


def _uitleg(werk: Contracteinde, at: datetime) -> dict[str, str]:
    vanaf, vrager, tweede = werk.vernietigen_vanaf, werk.gevraagd_door, werk.akkoord_door
    uitleg = {
        "aanzeggen": f"Kenmerk {werk.kenmerk}, laatste dag {_dag(werk.einddatum)}, door {werk.aangezegd_door}.",
        "sluiten": f"Kan vanaf {_dag(werk.einddatum)}.",
        "wachten": f"Tot {_dag(vanaf)}." if vanaf else "Begint als de gemeente de ontvangst bevestigt.",
    }
    if werk.gesloten_op:
        uitleg["sluiten"] = f"Op {_dag(werk.gesloten_op)}, door {werk.gesloten_door}."
    if werk.uitvoer_op:
        uitleg["leveren"] = f"Op {_dag(werk.uitvoer_op)}: {werk.uitvoer_hoe}."
    if werk.bevestigd_op:
        uitleg["bevestigen"] = f"{werk.bevestigd_door}, {_dag(werk.bevestigd_op)}."
    if werk.toestemming_datum:
        wie = f"{werk.toestemming_naam}, {werk.toestemming_functie}"
        uitleg["toestemming"] = f"{wie}, {_dag(werk.toestemming_datum)}."
    if vrager and (werk.akkoord_op or _verzoek_open(werk, at)):
        uitleg["vragen"] = f"Gevraagd door {vrager.naam}."
    if tweede:
        uitleg["akkoord"] = f"Akkoord van {tweede.naam}."
    return uitleg


def _dag(dag: date | datetime) -> str:
    return date_format(localdate(dag) if isinstance(dag, datetime) else dag, "j F Y")
