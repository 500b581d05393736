"""The list of files, a new file, its columns."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.errors import Refusal
from keukentafel.opslag.virusscanner import keur_op_virussen
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.inlezen.access import inlezing_for, inlezingen_voor
from modules.dossier.inlezen.actions.opname import (
    KolommenKloppenNiet,
    kies_kolommen,
    neem_bestand_op,
    onthouden_indeling,
)
from modules.dossier.inlezen.bestand import weiger_te_groot
from modules.dossier.inlezen.forms import BestandForm, KolommenForm
from modules.dossier.inlezen.inhoud import tabel_van
from modules.dossier.inlezen.kolommen import Indeling, Voorstel, Zekerheid
from modules.dossier.inlezen.models import InleesStand, Inlezing
from modules.dossier.inlezen.tabel import Tabel
from modules.dossier.inlezen.taken import controleer
from modules.dossier.inlezen.upload import BegrensdeUpload

PER_PAGINA = 25


@require_safe
def lijst(request: GemeenteRequest) -> HttpResponse:
    """Show the files read in before, newest first; page by page on the time of choosing."""
    rijen = list(_vanaf(request, request.GET.get("na", ""))[: PER_PAGINA + 1])
    volgende = f"?na={rijen[PER_PAGINA - 1].pk}" if len(rijen) > PER_PAGINA else ""
    return render(request, "inlezen/lijst.html", {"inlezingen": rijen[:PER_PAGINA], "volgende": volgende})


def _vanaf(request: GemeenteRequest, na: str) -> Any:
    """Return the files older than one of them; keys of rows run with time."""
    rijen = inlezingen_voor(request.user).select_related("door").order_by("-id")
    try:
        return rijen.filter(pk__lt=UUID(na)) if na else rijen
    except ValueError:
        return rijen


@csrf_exempt  # the token is checked by `_nieuw`, after the handler below is in place
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Choose a file. It is received in memory, refused past its limit, and kept encrypted."""
    upload = BegrensdeUpload(request)
    request.upload_handlers = [upload]
    return _nieuw(request, upload)


@csrf_protect
@require_http_methods(["GET", "POST"])
def _nieuw(request: GemeenteRequest, upload: BegrensdeUpload) -> HttpResponse:
    form = BestandForm(request.POST, request.FILES) if request.method == "POST" else BestandForm()
    if form.is_bound and (inlezing := _neem_op(request, form, upload)):
        return see_other(request, "inlezen:kolommen", inlezing.pk)
    return render(request, "inlezen/nieuw.html", {"form": form}, status=422 if form.errors else 200)


def _neem_op(request: GemeenteRequest, form: BestandForm, upload: BegrensdeUpload) -> Inlezing | None:
    """Keep the file of a form, or leave the reason why not at its field."""
    is_ingevuld = form.is_valid()
    try:
        weiger_te_groot(upload.ontvangen)
        if not is_ingevuld:
            return None
        bestand = form.cleaned_data["bestand"]
        inhoud = bestand.read()
        keur_op_virussen(inhoud)
        return neem_bestand_op(inhoud=inhoud, bestandsnaam=bestand.name, by=request.user, at=now())
    except Refusal as reden:
        form.errors.pop("bestand", None)
        form.add_error("bestand", str(reden))
        return None


@require_http_methods(["GET", "POST"])
def kolommen(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Say what each column is, with its first values beside it."""
    inlezing = inlezing_for(request.user, inlezing_id, at=now())
    if inlezing.stand not in (InleesStand.KOLOMMEN, InleesStand.GECONTROLEERD):
        return see_other(request, inlezing)
    fout = ""
    try:
        inlezing.blad = _gekozen_blad(request, inlezing)
        tabel = tabel_van(inlezing)
    except Refusal as reden:
        return render(
            request, "inlezen/kolommen.html", {"inlezing": inlezing, "weigering": str(reden)}, status=422
        )
    form = KolommenForm(
        request.POST if request.method == "POST" else None,
        tabel=tabel,
        voorstellen=_voorstellen(tabel, inlezing),
        initial={"bron": inlezing.bron, **({"team": inlezing.team_id} if inlezing.team_id else {})},
    )
    if form.is_valid():
        try:
            inlezing = kies_kolommen(
                inlezing=inlezing, tabel=tabel, indeling=form.indeling(), bron=form.cleaned_data["bron"],
                team_id=form.team_id, by=request.user, at=now(),
            )  # fmt: skip
        except KolommenKloppenNiet as reden:
            for zin in reden.zinnen:
                form.add_error(None, zin)
        except Refusal as reden:
            fout = str(reden)
        else:
            controleer.voor(request.gemeente, str(inlezing.pk))
            return see_other(request, inlezing)
    return render(
        request,
        "inlezen/kolommen.html",
        {"inlezing": inlezing, "form": form, "tabel": tabel, "fout": fout or inlezing.fout},
        status=422 if form.errors or fout else 200,
    )


def _gekozen_blad(request: GemeenteRequest, inlezing: Inlezing) -> str:
    blad = request.POST.get("blad") or request.GET.get("blad") or inlezing.blad
    return blad if blad in inlezing.bladen else inlezing.blad


def _voorstellen(tabel: Tabel, inlezing: Inlezing) -> list[Voorstel]:
    """Propose what was chosen for this file or for these headings before, else what the headings say."""
    eerder: dict[str, Any] = inlezing.kolommen
    if not eerder and (onthouden := onthouden_indeling(tabel)):
        eerder = onthouden.kolommen
    if not eerder:
        return tabel.voorstellen()
    doelen = Indeling.uit_koppen(tabel.koppen, eerder).doelen
    return [
        Voorstel(index, kop, doelen.get(index), Zekerheid.EERDER) for index, kop in enumerate(tabel.koppen)
    ]
