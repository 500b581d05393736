"""A copy for a resident: look through what is guarded, make it, fetch it."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.bewaren.access import inhoudelijk_for
from modules.dossier.bewaren.actions import afschrift as actions
from modules.dossier.bewaren.models import Afschrift, Stukkeuze, Verzoek
from modules.dossier.bewaren.stukken import Stuk
from modules.dossier.bewaren.views.verzoeken import alleen_inzage
from modules.dossier.views.antwoord import toon
from modules.dossier.zicht import Zicht
from modules.inrichting.rules.protocol import Categorie


@require_http_methods(["GET", "POST"])
def doornemen(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Decide on each guarded piece that this person may read."""
    rij = _inzage(request, verzoek_id)
    if request.method == "POST":
        keuzes = {
            naam.removeprefix("stuk-"): (
                str(waarde),
                request.POST.get(f"reden-{naam.removeprefix('stuk-')}", ""),
            )
            for naam, waarde in request.POST.items()
            if naam.startswith("stuk-")
        }
        actions.judge_stukken(verzoek=rij, keuzes=keuzes, leesbaar=leesbaar(rij), by=request.user, at=now())
        return see_other(request, "bewaren:doornemen", rij.pk)
    return _pagina(request, rij)


def leesbaar(rij: Verzoek) -> frozenset[str]:
    """Return the letters that this person reads in full, by the door the request came through."""
    huishouden: Any = rij.huishouden  # the door hung `zicht` on it
    zicht: Zicht = huishouden.zicht
    return frozenset(zicht.leesbaar())


def _inzage(request: GemeenteRequest, verzoek_id: UUID) -> Verzoek:
    rij = alleen_inzage(inhoudelijk_for(request.user, verzoek_id))
    if not rij.identiteit:
        raise Http404
    return rij


def _pagina(request: GemeenteRequest, rij: Verzoek, fout: str = "") -> HttpResponse:
    bundel = actions.bundel_van(rij)
    stukken, letters = actions.stukken_bij(rij, bundel), leesbaar(rij)
    mijn = [stuk for stuk in stukken if actions.mag_beoordelen(stuk, request.user, letters)]
    anders = [stuk for stuk in stukken if not actions.mag_beoordelen(stuk, request.user, letters)]
    dicht = sorted({blok.letter for blok in bundel.rijen} - letters - {"L"})
    context: dict[str, Any] = {
        "verzoek": rij, "stukken": mijn, "van_anderen": _geteld(anders), "keuzes": Stukkeuze.choices,
        "totaal": len(bundel.rijen), "aantal": len(stukken), "nog": sum(not stuk.is_besloten for stuk in stukken),
        "elders": actions.andere_huishoudens(rij), "mag_maken": not dicht, "maken_reden": _dicht(dicht), "fout": fout,
    }  # fmt: skip
    return toon(request, "bewaren/doornemen.html", context, fout=bool(fout))


def _geteld(stukken: list[Stuk]) -> list[tuple[str, int, int]]:
    alles = Counter(stuk.letter for stuk in stukken)
    nog = Counter(stuk.letter for stuk in stukken if not stuk.is_besloten)
    return [(str(Categorie(letter).label), alles[letter], nog[letter]) for letter in sorted(alles)]


def _dicht(letters: list[str]) -> str:
    """Say why this person may not make the copy: it would hold what he or she may not read."""
    if not letters:
        return ""
    namen = ", ".join(str(Categorie(letter).label).lower() for letter in letters)
    zin = f"In dit dossier staan gegevens die jij niet mag lezen ({namen})."
    return f"{zin} Wijs het verzoek toe aan iemand die dat wel mag."


@require_POST
def maken(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Make the copy."""
    rij = _inzage(request, verzoek_id)
    bundel = actions.bundel_van(rij)
    dicht = sorted({blok.letter for blok in bundel.rijen} - leesbaar(rij) - {"L"})
    if dicht:
        return _pagina(request, rij, _dicht(dicht))
    try:
        actions.make_afschrift(verzoek=rij, by=request.user, at=now())
    except Refusal as nee:
        return _pagina(request, rij, str(nee))
    return see_other(request, rij)


@require_GET
def pdf(request: GemeenteRequest, afschrift_id: UUID) -> HttpResponse:
    """Give the copy to read."""
    return _haal(request, afschrift_id, "pdf", "application/pdf")


@require_GET
def json(request: GemeenteRequest, afschrift_id: UUID) -> HttpResponse:
    """Give the copy for a machine."""
    return _haal(request, afschrift_id, "json", "application/json")


def _haal(request: GemeenteRequest, afschrift_id: UUID, soort: str, inhoudstype: str) -> HttpResponse:
    afschrift = Afschrift.objects.select_related("verzoek").filter(pk=afschrift_id).first()
    if afschrift is None:
        raise Http404
    rij = inhoudelijk_for(request.user, afschrift.verzoek_id, doel=Doel.INZAGE_INWONER)
    if set(afschrift.letters) - leesbaar(rij) - {"L"}:
        raise Http404
    try:
        inhoud = actions.fetch_afschrift(afschrift=afschrift, soort=soort, by=request.user, at=now())
    except Refusal as nee:
        return toon(request, "bewaren/afschrift_weg.html", {"verzoek": rij, "reden": str(nee)}, status=410)
    antwoord = HttpResponse(inhoud, content_type=inhoudstype)
    antwoord["Content-Disposition"] = f'attachment; filename="afschrift-{str(afschrift.pk)[-12:]}.{soort}"'
    return antwoord
