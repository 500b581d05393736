"""What a program may: a tick per scope, per type, up to a confidentiality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.zgw.autorisaties.models import Applicatie, Autorisatie
from modules.zgw.beheer.actions.programma import save_programma
from modules.zgw.beheer.queries import soorten_per_component, zaaktypenamen
from modules.zgw.beheer.rechtenkeuze import NAMEN, Keuze, blokken
from modules.zgw.beheer.voorbeelden import MAXIMA
from modules.zgw.catalogus.models import Soort
from modules.zgw.fouten import Ongeldig
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


@require_http_methods(["GET", "POST"])
def rechten(request: GemeenteRequest, applicatie_id: UUID) -> HttpResponse:
    """Change the name of a program and what it may."""
    rij = get_object_or_404(Applicatie, pk=applicatie_id)
    soorten = soorten_per_component()
    if request.method == "GET":
        return _pagina(request, rij, rij.label, _keuze(rij), soorten)
    naam, keuze = request.POST.get("naam", "").strip()[:100], Keuze.uit_post(request.POST, soorten)
    fouten = keuze.fouten | ({} if naam else {"naam": "Vul in: naam."})
    if not fouten:
        try:
            save_programma(
                applicatie=rij, label=naam, client_ids=list(rij.clients.values_list("client_id", flat=True)),
                alle=keuze.alle, autorisaties=[] if keuze.alle else keuze.gevraagd(), by=request.user, at=now(),
                versie=_getal(request.POST.get("versie", "")),
            )  # fmt: skip
        except Verouderd:
            nu = Applicatie.objects.get(pk=rij.pk)
            verschil = _verschil(keuze, naam, nu, soorten)
            return _pagina(request, nu, naam, keuze, soorten, ander=verschil, status=409)
        except Ongeldig as nee:
            fouten = {"geheel": nee.fouten[0].reden}
        except Refusal as nee:
            fouten = {"geheel": str(nee)}
        else:
            return see_other(request, f"{reverse('zgwbeheer:programma', args=[rij.pk])}?bewaard=1")
    return _pagina(request, rij, naam, keuze, soorten, fouten=fouten, status=422)


def _keuze(rij: Applicatie) -> Keuze:
    rechten = Autorisatie.objects.filter(applicatie=rij).order_by("volgnummer", "id")
    return Keuze.van(rij.heeft_alle_autorisaties, rechten)


def _getal(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else -1


def _pagina(
    request: GemeenteRequest,
    rij: Applicatie,
    naam: str,
    keuze: Keuze,
    soorten: Mapping[str, Sequence[Soort]],
    *,
    fouten: Mapping[str, str] | None = None,
    ander: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    fouten = fouten or {}
    context: dict[str, Any] = {
        "programma": rij, "naam": naam, "alle": keuze.alle, "blokken": blokken(keuze, soorten, fouten, zaaktypenamen()),
        "maxima": MAXIMA, "fouten": list(fouten.values()), "fout_naam": fouten.get("naam", ""), "ander": ander,
    }  # fmt: skip
    return render(request, "zgwbeheer/rechten.html", context, status=status)


def _verschil(
    keuze: Keuze, naam: str, nu: Applicatie, soorten: Mapping[str, Sequence[Soort]]
) -> list[tuple[str, str, str]]:
    """Return what you chose beside what a colleague saved."""
    hun = _keuze(nu)
    uit = [("Naam", naam, nu.label)] if naam != nu.label else []
    if keuze.alle != hun.alle:
        uit.append(("Mag alles", "Ja" if keuze.alle else "Nee", "Ja" if hun.alle else "Nee"))
    namen = {str(soort.pk): soort.identificatie for rij in soorten.values() for soort in rij}
    for sleutel in sorted(keuze.gekozen.keys() | hun.gekozen.keys()):
        mijn, daar = keuze.gekozen.get(sleutel), hun.gekozen.get(sleutel)
        if mijn != daar:
            component, _, rest = sleutel.partition("-")
            soort = namen.get(rest.rpartition("-")[0], "")
            uit.append((f"{NAMEN[component]} {soort}".strip(), _tekst(mijn), _tekst(daar)))
    return uit


def _tekst(recht: tuple[frozenset[str], int | None] | None) -> str:
    if recht is None:
        return "niets"
    tot = f" (tot {Vertrouwelijkheid(recht[1]).label})" if recht[1] else ""
    return ", ".join(sorted(recht[0])) + tot
