"""The list of documents of a household, adding one, a new version, withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.opslag.ontvangst import Ontvangst, ontvang
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis, huishouden_for
from modules.dossier.documenten.access import document_for, te_bewaren
from modules.dossier.documenten.actions.document import (
    add_document,
    replace_document,
    restore_document,
    withdraw_document,
)
from modules.dossier.documenten.forms import BestandForm, DocumentForm
from modules.dossier.documenten.models import Document
from modules.dossier.documenten.queries import lees_vraag, lijst_van, versies_van
from modules.dossier.models import Huishouden
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Categorie


@require_GET
def lijst(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the documents that this person may read, and that more exist."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    vraag = lees_vraag(request.GET)
    context = {
        **kader(request, huishouden, actief="documenten"),
        "vraag": vraag,
        "lijst": lijst_van(huishouden, request.user, vraag),
        "sorteer": {
            kolom: (vraag.andersom(kolom), vraag.richting(kolom)) for kolom in ("titel", "datum", "wie")
        },
        "alles_url": vraag.adres(soort=""),
        "chips": [],
        "mag_toevoegen": bool(te_bewaren(huishouden)),
        "teruggenomen": _teruggenomen(request, huishouden),
    }
    context["chips"] = [
        (label, vraag.adres(soort=soort), soort == vraag.soort, aantal)
        for soort, label, aantal in context["lijst"].soorten
    ]
    return toon(request, "documenten/lijst.html", context, deel="lijst")


def _teruggenomen(request: GemeenteRequest, huishouden: Huishouden) -> Document | None:
    """Return the document that was withdrawn just now, to put it back with one press."""
    try:
        id_ = UUID(request.GET.get("ingetrokken", ""))
    except ValueError:
        return None
    eigen = Document.objects.filter(pk=id_, huishouden=huishouden, ingetrokken_door_id=request.user.pk)
    document: Document | None = eigen.first()
    return document if document and document.kan_terug(now()) else None


@csrf_exempt  # the token is checked by `_nieuw`, after the file may come in memory only
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Add a document."""
    return _nieuw(request, huishouden_id, ontvang(request))


@csrf_protect
@require_http_methods(["GET", "POST"])
def _nieuw(request: GemeenteRequest, huishouden_id: UUID, ontvangst: Ontvangst) -> HttpResponse:
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    categorieen = te_bewaren(huishouden)
    if not categorieen:
        eis(request.user, huishouden, Categorie.CONTACT, schrijven=True)
    gegevens = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DocumentForm(
        *gegevens, huishouden=huishouden, categorieen=categorieen, ontvangen=ontvangst.ontvangen
    )
    if form.is_bound and form.is_valid() and form.gekeurd is not None:
        keuze = form.cleaned_data
        add_document(
            huishouden=huishouden, bestand=form.gekeurd, titel=keuze["titel"], soort=keuze["soort"],
            categorie=Categorie(keuze["categorie"]), inwoner=keuze["inwoner"], by=request.user, at=now(),
            id=eenmalig(request),
        )  # fmt: skip
        return see_other(request, "documenten:lijst", huishouden.pk)
    context = {**kader(request, huishouden, actief="documenten"), "form": form}
    return toon(request, "documenten/nieuw.html", context, fout=bool(form.errors))


@csrf_exempt  # the token is checked by `_versie`, after the file may come in memory only
def versie(request: GemeenteRequest, huishouden_id: UUID, document_id: UUID) -> HttpResponse:
    """Show the versions of a document, and add a new one."""
    return _versie(request, huishouden_id, document_id, ontvang(request))


@csrf_protect
@require_http_methods(["GET", "POST"])
def _versie(
    request: GemeenteRequest, huishouden_id: UUID, document_id: UUID, ontvangst: Ontvangst
) -> HttpResponse:
    stuurt = request.method == "POST"
    document = document_for(request.user, huishouden_id, document_id, schrijven=stuurt)
    form = BestandForm(*((request.POST, request.FILES) if stuurt else ()), ontvangen=ontvangst.ontvangen)
    if form.is_bound and form.is_valid() and form.gekeurd is not None and _vervang(request, document, form):
        return see_other(request, "documenten:lijst", huishouden_id)
    context: dict[str, Any] = {
        **kader(request, document.huishouden, actief="documenten"),
        "form": form,
        "document": document,
        "versies": versies_van(document, request.user),
        "mag_vervangen": Categorie(document.categorie) in te_bewaren(document.huishouden)
        and document.vervangen_op is None
        and document.ingetrokken_op is None,
    }
    return toon(request, "documenten/versie.html", context, fout=bool(form.errors))


def _vervang(request: GemeenteRequest, document: Document, form: BestandForm) -> bool:
    assert form.gekeurd is not None
    try:
        with transaction.atomic():
            replace_document(
                document=document, bestand=form.gekeurd, by=request.user, at=now(), id=eenmalig(request)
            )
    except Refusal as reden:
        weiger(form, reden, "bestand")
        return False
    return True


@require_POST
def intrekken(request: GemeenteRequest, huishouden_id: UUID, document_id: UUID) -> HttpResponse:
    """Take a document out of the list; the next page offers to put it back."""
    document = document_for(request.user, huishouden_id, document_id, schrijven=True)
    withdraw_document(document=document, by=request.user, at=now())
    adres = reverse("documenten:lijst", args=[huishouden_id])
    return see_other(request, f"{adres}?ingetrokken={document.pk}")


@require_POST
def terugzetten(request: GemeenteRequest, huishouden_id: UUID, document_id: UUID) -> HttpResponse:
    """Put a withdrawn document back."""
    document = document_for(request.user, huishouden_id, document_id, schrijven=True)
    restore_document(document=document, by=request.user, at=now())
    return see_other(request, "documenten:lijst", huishouden_id)
