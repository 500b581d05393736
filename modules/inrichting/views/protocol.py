"""Informatieprotocol: the matrix, one cell in a drawer, and beginning again (F078, ux 8.3)."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import protocol as actie
from modules.inrichting.forms.protocol import GRONDEN, CelForm, ContactForm, StandaardForm
from modules.inrichting.models import Teammodel
from modules.inrichting.protocolbeeld import GROEPEN, Stand, Vraagstand, beeld, celbeeld, lees_stand
from modules.inrichting.protocolcontact import ProtocolContact
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import Categorie, Cel, Functie
from modules.inrichting.rules.protocol_woorden import (
    BEROEPEN,
    FUNCTIES,
    INHOUD,
    TAKEN,
    cellen_in_woorden,
    in_zin,
)
from modules.inrichting.views.antwoord import Tekstverschil, conflict, gepost, pagina, weiger

MATRIX: Final = "#protocol"


@require_GET
def protocol(request: GemeenteRequest) -> HttpResponse:
    """The matrix: the version on its way, or with `?versie=geldig` the one in force."""
    return _toon(request, stand_van(request))


@require_http_methods(["GET", "POST"])
def cel(request: GemeenteRequest, functie: str, categorie: str) -> HttpResponse:
    """One cell: a drawer beside the matrix, or a page of its own. Only the administrator changes it."""
    plek = _plek(functie, categorie)
    stand = stand_van(request)
    if request.method == "GET":
        cellen = stand.straks.cellen_van(*plek)
        return _toon_cel(request, stand, plek, CelForm(cellen=cellen, versie=stand.versie))
    if not _mag_wijzigen(request):
        raise Http404
    gevraagd = request.POST.get("actie", "bewaar")
    if gevraagd == "erbij":
        return _toon_cel(request, stand, plek, CelForm.met_deel_erbij(request.POST))
    if gevraagd.startswith("weg-") and gevraagd[4:].isdigit():
        return _toon_cel(request, stand, plek, CelForm.met_deel_erbij(request.POST, weg=int(gevraagd[4:])))
    form = CelForm(request.POST)
    if not form.is_valid():
        return _toon_cel(request, stand, plek, form)
    try:
        actie.change_cel(
            versie=form.cleaned_data["versie"],
            functie=plek[0],
            categorie=plek[1],
            cellen=form.cellen(),
            by=request.user,
            at=now(),
        )
    except Verouderd as fout:
        return _conflict(request, plek, form, fout)
    except Refusal as refusal:
        weiger(form, refusal)
        return _toon_cel(request, stand, plek, form)
    return _na_cel(request, plek)


@require_POST
def cel_terug(request: GemeenteRequest, functie: str, categorie: str) -> HttpResponse:
    """Undo one cell: what is in force stands there again."""
    plek = _plek(functie, categorie)
    try:
        actie.restore_cel(
            versie=_getal(request.POST.get("versie")),
            functie=plek[0],
            categorie=plek[1],
            by=request.user,
            at=now(),
        )
    except Refusal as refusal:
        return _toon(request, stand_van(request), melding=str(refusal))
    return _na_cel(request, plek)


@require_http_methods(["GET", "POST"])
def begin(request: GemeenteRequest) -> HttpResponse:
    """Begin again with the default of a variant; the concept is filled with it."""
    stand = stand_van(request)
    variant = Teammodel.objects.actief().values_list("variant", flat=True).first() or Variant.TEAM
    form = StandaardForm(gepost(request), initial={"versie": stand.versie, "variant": variant})
    if form.is_valid():
        try:
            actie.start_from_default(**form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "inrichting:protocol")
    context = {"form": form, "stand": stand}
    return pagina(request, "inrichting/protocol_begin.html", context, fout=bool(form.errors))


@require_POST
def weggooien(request: GemeenteRequest) -> HttpResponse:
    """Throw the concept away: back to the version in force."""
    try:
        actie.discard_concept(versie=_getal(request.POST.get("versie")), by=request.user, at=now())
    except Verouderd as refusal:
        return _toon(request, stand_van(request), melding=str(refusal))
    return see_other(request, "inrichting:protocol")


@require_POST
def intrekken(request: GemeenteRequest) -> HttpResponse:
    """Take back what waits for the privacyfunctionaris or for its day."""
    try:
        actie.withdraw_protocol(by=request.user, at=now())
    except Refusal as refusal:
        return _toon(request, stand_van(request), melding=str(refusal))
    return see_other(request, "inrichting:protocol")


@require_http_methods(["GET", "POST"])
def contact(request: GemeenteRequest) -> HttpResponse:
    """Whom a resident can ask: the bottom of the public page."""
    nu = request.instellingen.section(ProtocolContact)
    staat_er = {veld: getattr(nu, veld) for veld in ("fg_email", "fg_telefoon", "klachten")}
    form = ContactForm(gepost(request), initial=staat_er)
    if form.is_valid():
        actie.change_contact(**form.cleaned_data, by=request.user, at=now())
        return see_other(request, "inrichting:protocol")
    return pagina(request, "inrichting/protocol_contact.html", {"form": form}, fout=bool(form.errors))


def stand_van(request: GemeenteRequest) -> Stand:
    """Return the versions these screens are about; one query."""
    return lees_stand(request.instellingen.protocol)


def vragen_van(stand: Stand) -> list[Vraagstand]:
    """Return what is wrong or asked, each with its answer."""
    antwoorden = stand.onderweg.antwoorden if stand.onderweg else {}
    return [Vraagstand(m, antwoorden.get(m.sleutel, "")) for m in stand.meldingen()]


def _mag_wijzigen(request: GemeenteRequest) -> bool:
    return request.user.has_rol(Rol.BEHEERDER)


def _toon(
    request: GemeenteRequest,
    stand: Stand,
    *,
    melding: str = "",
    gewijzigd: str = "",
    functie: str = "",
) -> HttpResponse:
    vraag = _vraag(request)
    toont_geldig = (vraag.get("versie") == "geldig" and not gewijzigd) or stand.onderweg is None
    vragen = [] if toont_geldig else vragen_van(stand)
    meldingen = [vraag.melding for vraag in vragen if not vraag.is_beantwoord]
    matrix = stand.nu if toont_geldig else stand.straks
    groep = vraag.get("groep", "")
    groep = groep if groep in GROEPEN else "team"
    smal = _functie(functie or vraag.get("functie", ""))
    context = {
        "stand": stand,
        "toont_geldig": toont_geldig,
        "matrix": beeld(matrix, naast=stand.nu, meldingen=meldingen, functies=GROEPEN[groep][1]),
        "smal": beeld(matrix, naast=stand.nu, meldingen=meldingen, functies=(smal,)),
        "smal_functie": smal,
        "taken": TAKEN,
        "functies": FUNCTIES,
        "groep": groep,
        "groepen": {sleutel: label for sleutel, (label, _) in GROEPEN.items()},
        "vragen": vragen,
        "verschillen": () if toont_geldig else stand.verschillen(),
        "mag_wijzigen": _mag_wijzigen(request),
        "mag_oordelen": request.user.has_rol(Rol.FG),
        "ander_model": _ander_model(request, stand),
        "melding": melding,
        "gewijzigd": gewijzigd,
    }
    deel = "#protocol-deel" if request.htmx and not melding else ""
    antwoord = pagina(request, f"inrichting/protocol.html{deel}", context, fout=bool(melding))
    if request.htmx:
        antwoord["HX-Retarget"] = "body" if melding else MATRIX
        antwoord["HX-Reswap"] = "outerMorph"
    return antwoord


def _toon_cel(
    request: GemeenteRequest, stand: Stand, plek: tuple[Functie, Categorie], form: CelForm
) -> HttpResponse:
    functie, categorie = plek
    mag = _mag_wijzigen(request) and stand.wacht is None and stand.gepland is None
    context = {
        "stand": stand,
        "functie": functie,
        "categorie": categorie,
        "beroep": BEROEPEN[functie],
        "taak": TAKEN[functie],
        "inhoud": INHOUD[categorie],
        "cel": celbeeld(
            stand.straks,
            naast=stand.nu,
            meldingen=stand.meldingen(),
            functie=functie,
            categorie=categorie,
        ),
        "standaard": cellen_in_woorden(stand.standaard.cellen_van(functie, categorie)),
        "vragen": [
            vraag
            for vraag in vragen_van(stand)
            if not vraag.melding.is_fout and vraag.melding.plek == f"{functie.value}-{categorie.value}"
        ],
        "cel_form": form,
        "form": form if form.errors or any(deel.errors for deel in form.deelforms) else None,
        "gronden": GRONDEN,
        "mag_wijzigen": mag,
        "terug": f"{reverse('inrichting:protocol')}?functie={functie.value}",
        "vraag": request.GET.urlencode(),
    }
    deel = "#cel-deel" if request.htmx else ""
    fout = context["form"] is not None
    return pagina(request, f"inrichting/protocol_cel.html{deel}", context, fout=fout)


def _na_cel(request: GemeenteRequest, plek: tuple[Functie, Categorie]) -> HttpResponse:
    """After a change: the matrix again for htmx, with the change announced; otherwise the page at that cell."""
    functie, categorie = plek
    if not request.htmx:
        adres = reverse("inrichting:protocol")
        groep = next(s for s, (_, functies) in GROEPEN.items() if functie in functies)
        return see_other(
            request, f"{adres}?groep={groep}&functie={functie.value}#c-{functie.value}-{categorie.value}"
        )
    stand = stand_van(request)
    nu = cellen_in_woorden(stand.straks.cellen_van(functie, categorie))
    return _toon(
        request, stand, gewijzigd=f"{functie.label}, {in_zin(categorie.label)}: nu {nu}. Concept bewaard."
    )


def _conflict(
    request: GemeenteRequest, plek: tuple[Functie, Categorie], form: CelForm, fout: Verouderd
) -> HttpResponse:
    daar: Any = fout.huidig
    ander = _met_grond(tuple(daar.matrix.cellen_van(*plek)) if daar else ())
    mijn = _met_grond(tuple(c for c in form.cellen() if c.mate))
    naam = f"{plek[0].label}: {plek[1].label}"
    verschil = [] if mijn == ander else [Tekstverschil(naam, mijn, ander)]
    door = daar.gewijzigd_door if daar else None
    return conflict(
        request,
        verschillen=verschil,
        door=door.naam if door else "",
        versie=daar.versie if daar else 0,
        terug=reverse("inrichting:protocol"),
    )


def _ander_model(request: GemeenteRequest, stand: Stand) -> Variant | None:
    """Return the variant of the team model in use, when this protocol began as the default of another."""
    bron = stand.onderweg or stand.geldig
    nu = Variant(request.instellingen.van_team(None).variant)
    return nu if bron is not None and bron.variant and bron.variant != nu else None


def _met_grond(cellen: tuple[Cel, ...]) -> str:
    """Return cells in words with the ground of each: who changed only the ground changed something."""
    gronden = "; ".join(cel.grond for cel in cellen if cel.grond)
    woorden = cellen_in_woorden(cellen)
    return f"{woorden} (grond: {gronden})" if gronden else woorden


def _vraag(request: GemeenteRequest) -> QueryDict:
    """Return what the page around a drawer was asked with: the columns and the version that stand there."""
    adres = request.headers.get("HX-Current-URL", "")
    return QueryDict(urlsplit(adres).query) if request.htmx and adres else request.GET


def _plek(functie: str, categorie: str) -> tuple[Functie, Categorie]:
    if functie not in {f.value for f in FUNCTIES} or categorie not in Categorie.values:
        raise Http404
    return Functie(functie), Categorie(categorie)


def _functie(tekst: str) -> Functie:
    return Functie(tekst) if tekst in {f.value for f in FUNCTIES} else FUNCTIES[0]


def _getal(tekst: str | None) -> int:
    return int(tekst) if tekst and tekst.isdigit() and len(tekst) < 9 else 0
