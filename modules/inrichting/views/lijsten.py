"""Organisaties, inlooppunten, modules and begrippen: short lists with a form each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy.grenzen import module_is_open
from modules.inrichting.actions import begrip as begripactie
from modules.inrichting.actions import inlooppunt as inlooppuntactie
from modules.inrichting.actions import modulekeuze as moduleactie
from modules.inrichting.actions import organisatie as organisatieactie
from modules.inrichting.begrippen import STANDAARD, Woord, zinnen
from modules.inrichting.forms.overig import BegripForm, InlooppuntForm, ModuleForm, OrganisatieForm
from modules.inrichting.models import Begrip, Inlooppunt, ModuleKeuze, Organisatie
from modules.inrichting.models.organisatie import OrganisatieSoort
from modules.inrichting.modulelijst import MODULES
from modules.inrichting.queries import botsingen_met_modules, directe_ingang, gebruik_van_organisatie
from modules.inrichting.views.antwoord import conflict, gepost, pagina, verschil_met, weiger


@require_GET
def organisaties(request: GemeenteRequest) -> HttpResponse:
    """The organisations people come from, with search and kind."""
    zoek, soort = request.GET.get("q", "").strip()[:80], request.GET.get("soort", "")
    gevonden = Organisatie.objects.zoek(zoek).annotate(aantal=Count("detacheringen"))
    if soort in OrganisatieSoort.values:
        gevonden = gevonden.filter(soort=soort)
    context = {
        "organisaties": gevonden.order_by("-is_actief", "naam"),
        "zoek": zoek,
        "soort": soort,
        "soorten": OrganisatieSoort.choices,
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
    }
    return render(request, "inrichting/organisaties.html", context)


@require_http_methods(["GET", "POST"])
def organisatie(request: GemeenteRequest, organisatie_id: UUID | None = None) -> HttpResponse:
    """Add or change an organisation; the page also says what uses it."""
    rij = get_object_or_404(Organisatie, pk=organisatie_id) if organisatie_id else None
    begin = (
        {v: getattr(rij, v) for v in ("naam", "soort", "telefoon", "is_actief")}
        if rij
        else {"is_actief": True}
    )
    form = OrganisatieForm(gepost(request), initial=begin)
    if form.is_valid():
        try:
            organisatieactie.save_organisatie(organisatie=rij, **form.cleaned_data, by=request.user, at=now())
        except organisatieactie.OrganisatieBestaat as refusal:
            weiger(form, refusal, "naam")
        else:
            return see_other(request, "inrichting:organisaties")
    return _toon_organisatie(request, rij, form)


@require_POST
def organisatie_weg(request: GemeenteRequest, organisatie_id: UUID) -> HttpResponse:
    """Take an organisation away, or say what still uses it."""
    rij = get_object_or_404(Organisatie, pk=organisatie_id)
    try:
        organisatieactie.remove_organisatie(organisatie=rij, by=request.user, at=now())
    except Refusal as refusal:
        form = OrganisatieForm(
            initial={v: getattr(rij, v) for v in ("naam", "soort", "telefoon", "is_actief")}
        )
        return _toon_organisatie(request, rij, form, melding=str(refusal))
    return see_other(request, "inrichting:organisaties")


def _toon_organisatie(
    request: GemeenteRequest, rij: Organisatie | None, form: OrganisatieForm, *, melding: str = ""
) -> HttpResponse:
    context = {
        "organisatie": rij,
        "form": form,
        "gebruik": gebruik_van_organisatie(rij) if rij else [],
        "detacheringen": rij.detacheringen.select_related("teamlid__gebruiker", "teamlid__team")
        if rij
        else [],
        "melding": melding,
    }
    return pagina(request, "inrichting/organisatie.html", context, fout=bool(form.errors or melding))


@require_GET
def inlooppunten(request: GemeenteRequest) -> HttpResponse:
    """The walk-in desks, and whether residents have a direct entrance at all (F033)."""
    context = {"inlooppunten": Inlooppunt.objects.order_by("-is_actief", "naam"), "ingang": directe_ingang()}
    return render(request, "inrichting/inlooppunten.html", context)


@require_http_methods(["GET", "POST"])
def inlooppunt(request: GemeenteRequest, inlooppunt_id: UUID | None = None) -> HttpResponse:
    """Add or change a desk."""
    rij = get_object_or_404(Inlooppunt, pk=inlooppunt_id) if inlooppunt_id else None
    velden = ("versie", "naam", "adres", "openingstijden", "telefoon", "is_actief")
    begin = {veld: getattr(rij, veld) for veld in velden} if rij else {"versie": 0, "is_actief": True}
    form = InlooppuntForm(gepost(request), initial=begin)
    if form.is_valid():
        try:
            inlooppuntactie.save_inlooppunt(inlooppunt=rij, **form.cleaned_data, by=request.user, at=now())
        except inlooppuntactie.InlooppuntBestaat as refusal:
            weiger(form, refusal, "naam")
        except inlooppuntactie.LaatsteIngang as refusal:
            weiger(form, refusal, "is_actief")
        except Verouderd as fout:
            daar: Any = fout.huidig
            verschillen = verschil_met(form, daar, {veld: veld for veld in velden[1:]})
            return conflict(request, verschillen=verschillen, door="", versie=daar.versie, terug=request.path)
        else:
            return see_other(request, "inrichting:inlooppunten")
    context = {"form": form, "inlooppunt": rij}
    return pagina(request, "inrichting/inlooppunt.html", context, fout=bool(form.errors))


@require_POST
def inlooppunt_weg(request: GemeenteRequest, inlooppunt_id: UUID) -> HttpResponse:
    """Take a desk away, or say why that cannot be."""
    rij = get_object_or_404(Inlooppunt, pk=inlooppunt_id)
    try:
        inlooppuntactie.remove_inlooppunt(inlooppunt=rij, by=request.user, at=now())
    except Refusal as refusal:
        context = {
            "inlooppunten": Inlooppunt.objects.order_by("-is_actief", "naam"),
            "ingang": directe_ingang(),
            "melding": str(refusal),
        }
        return pagina(request, "inrichting/inlooppunten.html", context, fout=True)
    return see_other(request, "inrichting:inlooppunten")


@require_http_methods(["GET", "POST"])
def modules(request: GemeenteRequest) -> HttpResponse:
    """The laws this gemeente works with; off says what disappears, and what forbids it."""
    melding, over = "", ""
    if request.method == "POST":
        code = request.POST.get("code", "")
        form = ModuleForm(request.POST)
        if code in MODULES and form.is_valid():
            try:
                moduleactie.set_module(
                    code=code,
                    aan=form.cleaned_data["aan"] == "ja",
                    versie=form.cleaned_data["versie"],
                    by=request.user,
                    at=now(),
                )
            except Refusal as refusal:
                melding, over = str(refusal), code
            else:
                return see_other(request, f"{reverse('inrichting:modules')}#p-{code}")
        else:
            melding = "Kies een module en zet die aan of uit."
    context = {"modules": _modulerijen(), "melding": melding, "over": over}
    return pagina(request, "inrichting/modules.html", context, fout=bool(melding))


def _modulerijen() -> list[dict[str, Any]]:
    rijen = {rij.code: rij for rij in ModuleKeuze.objects.all()}
    aan = {code for code in MODULES if code not in rijen or rijen[code].aan}
    return [
        {
            "module": module,
            "aan": code in aan,
            "versie": rijen[code].versie if code in rijen else 0,
            "bezwaren": botsingen_met_modules(frozenset(aan - {code}))
            if code in aan and len(aan) > 1
            else [],
            "is_laatste": aan == {code},
            "in_contract": module_is_open(code),
        }
        for code, module in MODULES.items()
    ]


@dataclass(frozen=True, slots=True)
class Begripregel:
    """A word of the list: the product's own, and the gemeente's."""

    sleutel: str
    standaard: Woord
    nu: Woord
    is_eigen: bool


@require_GET
def begrippen(request: GemeenteRequest) -> HttpResponse:
    """All words with what they mean and what this gemeente says."""
    eigen = {b.sleutel: b for b in Begrip.objects.all()}
    zoek = request.GET.get("q", "").strip()[:40]
    regels = [
        Begripregel(sleutel, woord, _woord(eigen.get(sleutel), woord), sleutel in eigen)
        for sleutel, woord in STANDAARD.items()
    ]
    if zoek:
        regels = [
            r for r in regels if zoek.lower() in f"{r.sleutel} {r.nu.enkelvoud} {r.nu.meervoud}".lower()
        ]
    return render(request, "inrichting/begrippen.html", {"regels": regels, "zoek": zoek})


@require_http_methods(["GET", "POST"])
def begrip(request: GemeenteRequest, sleutel: str) -> HttpResponse:
    """Choose another word, and see three sentences with it first."""
    if sleutel not in STANDAARD:
        raise Http404
    rij = Begrip.objects.filter(sleutel=sleutel).first()
    nu = _woord(rij, STANDAARD[sleutel])
    begin = {"enkelvoud": nu.enkelvoud, "meervoud": nu.meervoud, "lidwoord": nu.lidwoord}
    form = BegripForm(gepost(request), initial={**begin, "versie": rij.versie if rij else 0})
    if form.is_valid():
        woord = Woord(**{veld: form.cleaned_data[veld] for veld in ("enkelvoud", "meervoud", "lidwoord")})
        if request.POST.get("actie") != "bewaar":
            return _toon_begrip(request, sleutel, form, woord, is_eigen=rij is not None)
        try:
            begripactie.set_begrip(sleutel=sleutel, **form.cleaned_data, by=request.user, at=now())
        except Verouderd as fout:
            daar: Any = fout.huidig
            verschillen = verschil_met(form, daar or STANDAARD[sleutel], {v: v for v in begin})
            versie = daar.versie if daar else 0
            return conflict(request, verschillen=verschillen, door="", versie=versie, terug=request.path)
        return see_other(request, f"{reverse('inrichting:begrippen')}#begrip-{sleutel}")
    return _toon_begrip(request, sleutel, form, nu, is_eigen=rij is not None)


def _toon_begrip(
    request: GemeenteRequest, sleutel: str, form: BegripForm, woord: Woord, *, is_eigen: bool
) -> HttpResponse:
    context = {
        "sleutel": sleutel,
        "standaard": STANDAARD[sleutel],
        "form": form,
        "zinnen": zinnen(sleutel, woord),
        "is_eigen": is_eigen,
    }
    deel = "#zinnen-deel" if request.htmx and not form.errors else ""
    return pagina(request, f"inrichting/begrip.html{deel}", context, fout=bool(form.errors))


@require_POST
def begrip_herstel(request: GemeenteRequest, sleutel: str) -> HttpResponse:
    """Go back to the word of the product."""
    if sleutel not in STANDAARD:
        raise Http404
    begripactie.reset_begrip(sleutel=sleutel, by=request.user, at=now())
    return see_other(request, f"{reverse('inrichting:begrippen')}#begrip-{sleutel}")


def _woord(rij: Begrip | None, standaard: Woord) -> Woord:
    return Woord(rij.enkelvoud, rij.meervoud, rij.lidwoord, standaard.uitleg) if rij else standaard
