"""A copy of one person's data: look at what is guarded, have it made, follow how far it is, fetch it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.bewaren import taken
from modules.dossier.bewaren.access import Nakijker, inhoudelijk_for, nakijken_for, verzoeken_voor
from modules.dossier.bewaren.actions import afschrift as actions
from modules.dossier.bewaren.delen import Delen, delen_van
from modules.dossier.bewaren.models import Afschrift, Verzoek
from modules.dossier.bewaren.stukken import Stuk
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.views.antwoord import toon
from modules.dossier.zicht import Zicht
from modules.inrichting.rules.protocol import Categorie

DUURT_LANG: Final = timedelta(seconds=90)
_SOORTEN: Final = {"pdf": "application/pdf", "json": "application/json", "zip": "application/zip"}


@require_http_methods(["GET", "POST"])
def doornemen(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Decide on each guarded piece that this person may read; or let the part of one household go along."""
    wie = nakijken_for(request.user, verzoek_id)
    if request.method == "POST":
        if "vrijgeven" in request.POST:
            deel = lees_id(request.POST["vrijgeven"])
            actions.release_deel(
                verzoek=wie.verzoek, huishouden_id=deel, leesbaar=wie.leesbaar, by=request.user, at=now()
            )
        else:
            actions.judge_stukken(
                verzoek=wie.verzoek, keuzes=_keuzes(request), leesbaar=wie.leesbaar, by=request.user, at=now()
            )
        return see_other(request, "bewaren:doornemen", wie.verzoek.pk)
    return _pagina(request, wie)


def _keuzes(request: GemeenteRequest) -> dict[str, tuple[str, str]]:
    """Return what was chosen, and why, per piece."""
    return {
        sleutel: (str(waarde), request.POST.get(f"reden-{sleutel}", ""))
        for naam, waarde in request.POST.items()
        if naam.startswith("stuk-") and (sleutel := naam.removeprefix("stuk-"))
    }


def _pagina(request: GemeenteRequest, wie: Nakijker, fout: str = "") -> HttpResponse:
    rij = wie.verzoek
    bundel = actions.bundel_van(rij)
    stukken = actions.stukken_bij(rij, bundel)
    delen = delen_van(rij, bundel, stukken, wie.leesbaar)
    mijn = [stuk for stuk in stukken if actions.mag_beoordelen(stuk, request.user, wie.leesbaar)]
    anders = [
        stuk
        for stuk in stukken
        if stuk not in mijn and (stuk.huishouden_id is None or stuk.huishouden_id in wie.letters)
    ]
    context: dict[str, Any] = {
        "verzoek": rij, "stukken": mijn, "van_anderen": _geteld(anders) if wie.behandelt else [],
        "totaal": len(bundel.rijen), "aantal": delen.stukken, "nog": delen.nog, "behandelt": wie.behandelt,
        "elders": delen.elders,
        "werkaantekeningen": sum(stuk.letter == "L" for stuk in anders),
        "mijn_huizen": set(wie.letters), "bestanden": len(bundel.documenten),
        "is_behandelaar": rij.behandelaar_id == request.user.pk, "wachten": delen.wachten,
        "maken_reden": _dicht(delen), "fout": fout,
        "nog_mij": sum(stuk.houdt_tegen for stuk in mijn),
    }  # fmt: skip
    return toon(request, "bewaren/doornemen.html", context, fout=bool(fout))


def _geteld(stukken: list[Stuk]) -> list[tuple[str, int, int]]:
    alles = Counter(stuk.letter for stuk in stukken if stuk.letter != "L")
    nog = Counter(stuk.letter for stuk in stukken if stuk.houdt_tegen)
    return [(str(Categorie(letter).label), alles[letter], nog[letter]) for letter in sorted(alles)]


def _dicht(delen: Delen) -> str:
    """Say why this person may not make the copy: it would hold what he or she may not read."""
    letters = delen.dicht_hier
    if not letters:
        return ""
    namen = ", ".join(str(Categorie(letter).label).lower() for letter in letters)
    zin = f"In dit dossier staan gegevens die jij niet mag lezen ({namen})."
    return f"{zin} Wijs het verzoek toe aan iemand die dat wel mag."


@require_POST
def maken(request: GemeenteRequest, verzoek_id: UUID) -> HttpResponse:
    """Have the copy made, in the background."""
    wie = nakijken_for(request.user, verzoek_id)
    if not wie.behandelt:
        raise Http404
    bundel = actions.bundel_van(wie.verzoek)
    delen = delen_van(wie.verzoek, bundel, actions.stukken_bij(wie.verzoek, bundel), wie.leesbaar)
    if delen.dicht_hier:
        return _pagina(request, wie, _dicht(delen))
    try:
        afschrift = actions.begin_afschrift(
            verzoek=wie.verzoek, leesbaar=wie.leesbaar, by=request.user, at=now()
        )
    except Refusal as nee:
        return _pagina(request, wie, str(nee))
    taken.maak_afschrift.voor(request.gemeente, str(afschrift.pk))
    return see_other(request, wie.verzoek)


@require_safe
def voortgang(request: GemeenteRequest, afschrift_id: UUID) -> HttpResponse:
    """Answer a page that waits: how far it is, or that the page may be shown anew.

    It tells nothing of a household, so it opens none: each question would be a visit in the logboek.
    """
    afschrift = _afschrift(afschrift_id)
    if not verzoeken_voor(request.user).filter(pk=afschrift.verzoek_id).exists():
        raise Http404
    if not afschrift.is_onderweg:
        return see_other(request, afschrift.verzoek)
    return render(
        request, "bewaren/_voortgang.html", {"afschrift": afschrift, "duurt_lang": duurt_lang(afschrift)}
    )


def duurt_lang(afschrift: Afschrift) -> bool:
    """Whether nobody began yet, and it is time to say so."""
    return afschrift.is_onderweg and not afschrift.totaal and now() - afschrift.gemaakt_op > DUURT_LANG


@require_GET
def pakket(request: GemeenteRequest, afschrift_id: UUID) -> HttpResponse:
    """Give everything in one package."""
    return _haal(request, afschrift_id, "zip")


@require_GET
def pdf(request: GemeenteRequest, afschrift_id: UUID) -> HttpResponse:
    """Give the copy to read."""
    return _haal(request, afschrift_id, "pdf")


@require_GET
def json(request: GemeenteRequest, afschrift_id: UUID) -> HttpResponse:
    """Give the copy for a machine."""
    return _haal(request, afschrift_id, "json")


def _afschrift(afschrift_id: UUID) -> Afschrift:
    afschrift = Afschrift.objects.select_related("verzoek").filter(pk=afschrift_id).first()
    if afschrift is None:
        raise Http404
    return afschrift


def _haal(request: GemeenteRequest, afschrift_id: UUID, soort: str) -> HttpResponse:
    afschrift = _afschrift(afschrift_id)
    rij = inhoudelijk_for(request.user, afschrift.verzoek_id, doel=Doel.INZAGE_INWONER)
    if not _mag_ophalen(request, rij, afschrift):
        raise Http404
    try:
        inhoud = actions.fetch_afschrift(afschrift=afschrift, soort=soort, by=request.user, at=now())
    except Refusal as nee:
        return toon(request, "bewaren/afschrift_weg.html", {"verzoek": rij, "reden": str(nee)}, status=410)
    antwoord = HttpResponse(inhoud, content_type=_SOORTEN[soort])
    antwoord["Content-Disposition"] = f'attachment; filename="afschrift-{str(afschrift.pk)[-12:]}.{soort}"'
    return antwoord


def _mag_ophalen(request: GemeenteRequest, rij: Verzoek, afschrift: Afschrift) -> bool:
    """Whether this person may read all of it: the household of the request by the protocol, and what other
    teams let go along only as who handles the request or had the copy made.
    """
    huishouden: Any = rij.huishouden  # the door hung `zicht` on it
    zicht: Zicht = huishouden.zicht
    van = afschrift.huishoudens if isinstance(afschrift.huishoudens, dict) else {}
    hier = {"", str(rij.huishouden_id)}
    letters = "".join(str(van[huis]) for huis in hier & set(van)) if van else afschrift.letters
    if set(letters) - frozenset(zicht.leesbaar()) - {"L"}:
        return False
    return not set(van) - hier or request.user.pk in (rij.behandelaar_id, afschrift.gemaakt_door_id)
