"""Deviations: of one household, all that somebody sees, one of them, and a new one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.besluiten.queries.mensen import mensen_hier
from modules.dossier.queries.bladwijzer import lees_grens
from modules.dossier.ruimte.access import afwijking_for, afwijkingen_voor, mag_schrijven, mag_steunen
from modules.dossier.ruimte.actions.afwijking import back_afwijking, record_afwijking, review_afwijking
from modules.dossier.ruimte.forms.afwijking import AfwijkingForm, SteunForm, TerugblikForm
from modules.dossier.ruimte.models import Afwijking
from modules.dossier.ruimte.rules.afwijking import Steunstand
from modules.dossier.ruimte.woorden import Afwijksoort
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Categorie

PER_PAGINA = 25
STANDEN = {
    Steunstand.GESTEUND: ("goed", "Gesteund"),
    Steunstand.NIET_GESTEUND: ("gevaar", "Niet gesteund"),
    Steunstand.WACHT: ("let_op", "Wacht op steun"),
    Steunstand.STIL: ("gevaar", "Geen antwoord gekregen"),
}
FILTERS = (
    ("", "Alle"),
    ("wacht", "Wacht op steun"),
    ("stil", "Geen antwoord gekregen"),
    ("terug", "Terugkijken"),
)


class NietJouwStap(Refusal):
    text = (
        "Deze stap is niet aan jou. Steun geeft de teamleider; terugkijken doet wie met het huishouden werkt."
    )


def _regels(rijen: Any) -> list[tuple[Afwijking, str, str]]:
    vandaag = localdate()
    return [(rij, *STANDEN[rij.steunstand_op(vandaag)]) for rij in rijen]


@require_GET
def zoek(request: GemeenteRequest) -> HttpResponse:
    """Find deviations by words, ground and state; the newest first."""
    vandaag = localdate()
    q, soort, stand = (request.GET.get(naam, "")[:160].strip() for naam in ("regel", "soort", "stand"))
    rijen = (
        afwijkingen_voor(request.user).select_related("huishouden", "regel").order_by("-gemaakt_op", "-id")
    )
    if q:
        woorden = Q()
        for veld in ("regel__titel", "belang", "waarom", "risico", "uitkomst"):
            woorden |= Q(**{f"{veld}__icontains": q})
        rijen = rijen.filter(woorden)
    if soort in Afwijksoort.values:
        rijen = rijen.filter(soort=soort)
    if stand == "wacht":
        rijen = rijen.filter(steun="", steun_uiterlijk__gte=vandaag)
    elif stand == "stil":
        rijen = rijen.filter(steun="", steun_uiterlijk__lt=vandaag)
    elif stand == "terug":
        rijen = rijen.filter(teruggekeken_op=None, terugkijken_op__lte=vandaag)
    grens = lees_grens(request.GET.get("na", ""))
    if grens is not None:
        rijen = rijen.filter(gemaakt_op__lt=grens[0])
    gelezen = list(rijen[: PER_PAGINA + 1])
    keuze = {"regel": q, "soort": soort, "stand": stand}
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        laatste = gelezen[PER_PAGINA - 1]
        volgende = f"?{urlencode({**keuze, 'na': f'{laatste.gemaakt_op.isoformat()}_{laatste.pk}'})}"
    context = {
        "regels": _regels(gelezen[:PER_PAGINA]),
        "volgende": volgende,
        "keuze": keuze,
        "gezocht": any(keuze.values()),
        "soorten": Afwijksoort.choices,
        "chips": [
            (label, f"?{urlencode({**keuze, 'stand': code})}", code == stand) for code, label in FILTERS
        ],
    }
    return toon(request, "ruimte/zoek.html", context)


@require_GET
def lijst(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the deviations of one household."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rijen = Afwijking.objects.filter(huishouden=huishouden).select_related("regel")[:100]
    rond = kader(request, huishouden, actief="afwijkingen")
    mag = huishouden.zicht.mag(Categorie.PLAN, schrijven=True) and rond["lopende"] is not None
    return toon(request, "ruimte/lijst.html", {**rond, "regels": _regels(rijen), "mag_nieuw": mag})


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Record a deviation with its facts."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rond = kader(request, huishouden, actief="afwijkingen")
    form = AfwijkingForm(
        request.POST if request.method == "POST" else None,
        mensen=mensen_hier(huishouden.team_id, localdate()),
        met_participatie="participatie" in request.instellingen.modules,
        initial={"besloten_door": request.user.pk},
    )
    if form.is_bound and form.is_valid():
        try:
            rij = record_afwijking(
                huishouden=huishouden, casus=rond["lopende"], gegevens=form.cleaned_data, by=request.user, at=now(),
                id=eenmalig(request),
            )  # fmt: skip
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    return toon(request, "ruimte/nieuw.html", {**rond, "form": form}, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def afwijking(request: GemeenteRequest, afwijking_id: UUID) -> HttpResponse:
    """Show one with its facts; the manager answers, and who works here looks back."""
    rij = afwijking_for(request.user, afwijking_id)
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    steun = SteunForm(request.POST if doe == "steun" else None)
    terug = TerugblikForm(request.POST if doe == "terug" else None)
    form: forms.Form | None = {"steun": steun, "terug": terug}.get(doe)
    if form is not None and form.is_valid():
        try:
            _doe(request, rij, doe, form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    niveau, woord = STANDEN[rij.steunstand_op(localdate())]
    context = {
        **kader(request, rij.huishouden, actief="afwijkingen"),
        "rij": rij,
        "niveau": niveau,
        "woord": woord,
        "lijst_url": reverse("ruimte:lijst", args=[rij.huishouden_id]),
        "mag_steunen": not rij.steun and mag_steunen(request.user, rij),
        "mag_terug": rij.teruggekeken_op is None and mag_schrijven(rij),
        "steun_form": steun,
        "terug_form": terug,
        "fout_form": form,
    }
    return toon(request, "ruimte/afwijking.html", context, fout=bool(form is not None and form.errors))


def _doe(request: GemeenteRequest, rij: Afwijking, doe: str, keuze: dict[str, Any]) -> None:
    mag = mag_schrijven(rij) if doe == "terug" else mag_steunen(request.user, rij)
    if not mag:
        raise NietJouwStap
    if doe == "terug":
        review_afwijking(afwijking=rij, uitkomst=keuze["uitkomst"], by=request.user, at=now())
    else:
        back_afwijking(afwijking=rij, steun=keuze["steun"], tekst=keuze["tekst"], by=request.user, at=now())
