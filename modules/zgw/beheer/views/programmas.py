"""Programs: who may come in, with what secret, and what they may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.adres import adres_van_gemeente
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.actions.geheim import give_geheim, revoke_geheimen
from modules.zgw.autorisaties.models import Applicatie, Autorisatie, Client
from modules.zgw.beheer.actions.programma import (
    ClientBestaat,
    connect_programma,
    disconnect_programma,
    forget_client,
)
from modules.zgw.beheer.forms.programma import ALLES, ZELF, AansluitForm, GeheimForm
from modules.zgw.beheer.queries import clientregels, programmas, soorten_per_component, zaaktypenamen
from modules.zgw.beheer.rechtenkeuze import NAMEN, UITLEG
from modules.zgw.beheer.voorbeelden import VOORBEELDEN, rechten_van
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

REGISTERS = (
    ("Zaken", "zaken"), ("Catalogi", "catalogi"), ("Documenten", "documenten"), ("Besluiten", "besluiten"),
    ("Autorisaties", "autorisaties"), ("Notificaties", "notificaties"),
)  # fmt: skip


def adressen(request: GemeenteRequest) -> list[tuple[str, str]]:
    """Return the addresses that an administrator fills in at the other side."""
    basis = adres_van_gemeente(request.gemeente.slug)
    return [(naam, f"{basis}/{pad}/api/v1/") for naam, pad in REGISTERS]


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List the programs: what they may, and when they last came in."""
    return render(
        request,
        "zgwbeheer/programmas.html",
        {"programmas": programmas(now()), "weg": "weg" in request.GET, "adressen": adressen(request)},
    )


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Let a program in. The secret stands in the answer, once."""
    soorten = soorten_per_component()
    if request.method == "GET":
        client_id = request.GET.get("client", "")[:50]
        begin = {"client_id": client_id, "naam": client_id, "wat": "formulieren"}
        form = AansluitForm(soorten=soorten, initial=begin)
        return render(request, "zgwbeheer/programma_nieuw.html", {"form": form})
    gestuurd = request.POST.copy()
    if not gestuurd.get("client_id", "").strip():
        gestuurd["client_id"] = slugify(gestuurd.get("naam", ""))[:50]
    form = AansluitForm(gestuurd, soorten=soorten)
    if form.is_valid():
        schoon = form.cleaned_data
        zaaksoorten = [soort for soort in soorten["zrc"] if str(soort.pk) in schoon["zaaktypen"]]
        rechten = [Gevraagd("ztc", ("catalogi.lezen",))]  # who chooses alone begins with the types only
        if schoon["wat"] in VOORBEELDEN:
            rechten = rechten_van(schoon["wat"], zaaksoorten, schoon["maximum"], soorten)
        try:
            rij, geheim = connect_programma(
                label=schoon["naam"], client_id=schoon["client_id"], geheim=schoon["geheim"],
                alle=schoon["wat"] == ALLES, autorisaties=() if schoon["wat"] == ALLES else rechten,
                by=request.user, at=now(),
            )  # fmt: skip
        except ClientBestaat as nee:
            form.add_error("client_id", str(nee))
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return _geheim_pagina(
                request, rij, schoon["client_id"], geheim, is_nieuw=True, kiest=schoon["wat"] == ZELF
            )
    return render(request, "zgwbeheer/programma_nieuw.html", {"form": form}, status=422)


def _geheim_pagina(
    request: GemeenteRequest,
    rij: Applicatie,
    client_id: str,
    geheim: str,
    *,
    is_nieuw: bool,
    kiest: bool = False,
) -> HttpResponse:
    """Show a secret once: it stands in no address and in no session."""
    context: dict[str, Any] = {
        "programma": rij, "client_id": client_id, "geheim": geheim, "is_nieuw": is_nieuw, "kiest": kiest,
        "adressen": adressen(request),
    }  # fmt: skip
    return render(request, "zgwbeheer/geheim.html", context)


@require_GET
def programma(request: GemeenteRequest, applicatie_id: UUID) -> HttpResponse:
    """Show one program: its client-ids, its rights and where it must ask."""
    rij = get_object_or_404(Applicatie, pk=applicatie_id)
    rechten = Autorisatie.objects.filter(applicatie=rij).select_related("soort").order_by("volgnummer", "id")
    context = {
        "programma": rij, "clients": clientregels(rij, now()), "rechten": _rechtregels(rechten),
        "adressen": adressen(request), "bewaard": "bewaard" in request.GET, "ingetrokken": "ingetrokken" in request.GET,
    }  # fmt: skip
    return render(request, "zgwbeheer/programma.html", context)


def _rechtregels(rechten: Iterable[Autorisatie]) -> list[dict[str, Any]]:
    namen = zaaktypenamen()
    return [
        {
            "register": NAMEN[recht.component],
            "waarvoor": _waarvoor(recht, namen),
            "maximum": Vertrouwelijkheid(recht.maximum).label if recht.maximum else "",
            "mag": ", ".join(UITLEG.get(scope, scope) for scope in recht.scopes),
        }
        for recht in rechten
    ]


def _waarvoor(recht: Autorisatie, namen: Mapping[UUID, str]) -> str:
    if recht.soort is None:
        return "Alles"
    return namen.get(recht.soort.pk, recht.soort.identificatie)


@require_http_methods(["GET", "POST"])
def geheim(request: GemeenteRequest, applicatie_id: UUID, client_id: UUID) -> HttpResponse:
    """Give a client a new secret; the old one goes on for as long as was chosen."""
    client = get_object_or_404(
        Client.objects.select_related("applicatie"), pk=client_id, applicatie=applicatie_id
    )
    rij = client.applicatie
    assert rij is not None
    form = GeheimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _, tekst = give_geheim(
                client_id=client.client_id, by=request.user, at=now(), geheim=form.cleaned_data["geheim"],
                overlap=timedelta(days=form.cleaned_data["overlap"]),
            )  # fmt: skip
        except Refusal as nee:
            form.add_error("geheim", str(nee))
        else:
            return _geheim_pagina(request, rij, client.client_id, tekst, is_nieuw=False)
    context = {"programma": rij, "client": client, "form": form}
    return render(request, "zgwbeheer/geheim_nieuw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def intrekken(request: GemeenteRequest, applicatie_id: UUID, client_id: UUID) -> HttpResponse:
    """Let every secret of a client end now, after asking."""
    client = get_object_or_404(
        Client.objects.select_related("applicatie"), pk=client_id, applicatie=applicatie_id
    )
    if request.method == "POST":
        revoke_geheimen(client=client, by=request.user, at=now())
        return see_other(request, f"{reverse('zgwbeheer:programma', args=[applicatie_id])}?ingetrokken=1")
    return render(request, "zgwbeheer/intrekken.html", {"programma": client.applicatie, "client": client})


@require_http_methods(["GET", "POST"])
def weghalen(request: GemeenteRequest, applicatie_id: UUID) -> HttpResponse:
    """Take a program away, after asking."""
    rij = get_object_or_404(Applicatie, pk=applicatie_id)
    if request.method == "POST":
        disconnect_programma(applicatie=rij, by=request.user, at=now())
        return see_other(request, f"{reverse('zgwbeheer:programmas')}?weg=1")
    return render(request, "zgwbeheer/weghalen.html", {"programma": rij, "clients": rij.clients.all()})


@require_POST
def vergeten(request: GemeenteRequest, client_id: UUID) -> HttpResponse:
    """Take away a client-id that belongs to no program."""
    client = get_object_or_404(Client, pk=client_id, applicatie=None)
    forget_client(client=client, by=request.user, at=now())
    return see_other(request, f"{reverse('zgwbeheer:programmas')}?weg=1")
