"""The list of households, and the search field of the top bar."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, ZieElders
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import teams_van
from modules.dossier.models import Huishouden
from modules.dossier.queries.huishoudens import Lijstvraag, als_rijen, huishoudenlijst
from modules.dossier.queries.zoeken import bekend_elders, exact, ongeveer
from modules.dossier.queries.zoekvraag import lees
from modules.dossier.views.antwoord import toon
from modules.dossier.views.gezocht import gezocht, verzegel
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.models import Wijkteam

ZONDER = {
    "plan": "Zonder plan",
    "regisseur": "Zonder regisseur",
    "evaluatie": "Evaluatie is over de dag",
    "medewerker": "Nog niet verdeeld",
}
FASEN = [
    keuze
    for keuze in CasusStatus.choices
    if keuze[0] not in (CasusStatus.AFGESLOTEN, CasusStatus.OVERGEDRAGEN)
]


@require_http_methods(["GET", "POST"])
def huishoudens(request: GemeenteRequest) -> HttpResponse:
    """List the households this person may open, with search, filters and paging by key.

    What was typed is posted, and leads to the address of the list with the question sealed in it.
    """
    vraag, moet_naar, is_verlopen = lees_vraag(request)
    basis = reverse("dossier:huishoudens")
    if moet_naar:
        return ZieElders(vraag.adres(basis))  # htmx too: what is fetched there, takes the place of the list
    lijst = huishoudenlijst(request.user, vraag, vandaag=localdate(), basis=basis)
    if vraag.q:
        _log_zoeken(request, len(lijst.rijen))
    teams = list(Wijkteam.objects.filter(pk__in=teams_van(request.user)).values_list("pk", "naam"))
    context: dict[str, Any] = {
        "vraag": vraag,
        "is_verlopen": is_verlopen,
        "lijst": lijst,
        "basis": basis,
        "fasen": FASEN,
        "teams": [(str(pk), naam) for pk, naam in teams],
        "zonder": [(code, label, vraag.adres(basis, zonder=code)) for code, label in ZONDER.items()],
        "chips": {
            "alles": vraag.adres(basis, mijn=False, zonder=""),
            "alles_aan": not vraag.mijn and not vraag.zonder,
            "mijn": vraag.adres(basis, mijn=True, zonder=""),
        },
        "sorteer": _sorteerkoppen(vraag, basis),
        "van_wie": _naam_van(vraag.wie or vraag.behandelaar),
        "toon_team": len(teams) != 1,
        "mag_toevoegen": request.user.has_rol(Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR),
    }
    antwoord = toon(request, "dossier/huishoudens.html", context, deel="lijst")
    if request.htmx:
        antwoord["HX-Push-Url"] = request.get_full_path()
    return antwoord


def lees_vraag(request: GemeenteRequest) -> tuple[Lijstvraag, bool, bool]:
    """Read the filters; what is not a filter is left out.

    Also tells whether the reader must go to the address of it, and whether its question is too old.
    """
    get = request.POST if request.method == "POST" else request.GET
    vraag = gezocht(request)
    lijst = Lijstvraag(
        q=vraag.getypt,
        v=vraag.teken,
        team=get.get("team", ""),
        fase=get.get("fase", ""),
        mijn=get.get("mijn") == "1",
        zonder=get.get("zonder", "") if get.get("zonder") in ZONDER else "",
        wie=get.get("wie", ""),
        behandelaar=get.get("behandelaar", ""),
        stap=get.get("stap", ""),
        model=get.get("model", ""),
        sorteer=get.get("sorteer", "naam"),
        na=get.get("na", ""),
        voor=get.get("voor", ""),
    )
    return lijst, vraag.moet_naar_adres, vraag.is_verlopen


def _sorteerkoppen(vraag: Lijstvraag, basis: str) -> dict[str, tuple[str, str]]:
    """Return per column the address that sorts by it, and how it is sorted now."""
    op_naam = {"naam": "op", "naam-af": "af"}.get(vraag.sorteer, "")
    return {"naam": (vraag.adres(basis, sorteer="naam-af" if op_naam == "op" else "naam"), op_naam)}


def _naam_van(gebruiker_id: str) -> str:
    try:
        gevraagd = UUID(gebruiker_id)
    except ValueError:
        return ""
    return Gebruiker.objects.filter(pk=gevraagd).values_list("naam", flat=True).first() or ""


def _log_zoeken(request: GemeenteRequest, aantal: int) -> None:
    audit.record(
        "dossier.huishouden.gezocht",
        by=request.user,
        at=now(),
        soort="lezen",
        doel=Doel.ZOEKEN,
        detail={"aantal": aantal},
    )


@require_http_methods(["GET", "POST"])
def zoeken(request: GemeenteRequest) -> HttpResponse:
    """Find one household, person or address; a single exact hit opens at once.

    What was typed is posted, and leads to an address with the question sealed in it.
    """
    vandaag = localdate()
    gevraagd = gezocht(request)
    if gevraagd.moet_naar_adres:
        return ZieElders(gevraagd.adres(reverse("dossier:zoeken")))
    vraag = lees(gevraagd.getypt, vandaag)
    context: dict[str, Any] = {
        "vraag": vraag, "rijen": [], "elders": [], "is_ongeveer": False, "is_verlopen": gevraagd.is_verlopen,
    }  # fmt: skip
    if not vraag.is_leeg:
        zichtbaar = Huishouden.objects.visible_to(request.user)
        if zaaifouten.staat_aan("zoeken_zonder_filter"):
            zichtbaar = Huishouden.objects.all()
        gevonden = list(exact(zichtbaar, vraag).select_related("team").order_by("sorteernaam", "id")[:21])
        elders = bekend_elders(vraag, zichtbaar)
        if not gevonden and not elders:
            context["is_ongeveer"], gevonden = True, ongeveer(zichtbaar, vraag, 20)
        _log_zoeken(request, len(gevonden))
        if len(gevonden) == 1 and not elders and not context["is_ongeveer"] and not request.htmx:
            return redirect(gevonden[0])
        context |= {
            "rijen": als_rijen(gevonden[:20], request.user, vandaag=vandaag),
            "elders": elders,
            "zijn_er_meer": len(gevonden) > 20,
            "alle_url": Lijstvraag(v=verzegel(request, vraag.getypt)).adres(reverse("dossier:huishoudens")),
        }
    return toon(request, "dossier/zoeken.html", context, deel="uitkomst")
