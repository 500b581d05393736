"""One part of a zaaktype: a phase, an end, a role, a property or a document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest
from modules.zgw.beheer.actions.zaaktype import stempel, weiger_verouderd
from modules.zgw.beheer.catalogusdelen import DELEN, Deel, begin_van
from modules.zgw.beheer.views.antwoord import pagina, verfris, verschil, weiger
from modules.zgw.beheer.views.catalogus import kruimels, terug_naar, zaaktype_van
from modules.zgw.catalogus.actions.onderdelen import remove_onderdeel
from modules.zgw.catalogus.gebruik import is_in_gebruik
from modules.zgw.catalogus.models import Zaaktype
from modules.zgw.fouten import Ongeldig


def _deel(sleutel: str) -> Deel:
    deel = DELEN.get(sleutel)
    if deel is None:
        raise Http404
    return deel


@require_http_methods(["GET", "POST"])
def deel_nieuw(request: GemeenteRequest, zaaktype_id: UUID, zaaktypedeel: str) -> HttpResponse:
    """Add a part to a concept."""
    rij, deel = zaaktype_van(zaaktype_id), _deel(zaaktypedeel)
    if not rij.is_concept:
        return terug_naar(request, rij, "vast")
    volgende = deel.model._default_manager.filter(zaaktype=rij).count() + 1  # noqa: SLF001
    form = deel.form(
        request.POST or None, zaaktype=rij, initial={"volgnummer": volgende, "kardinaliteit": "1"}
    )
    return _behandel(request, rij, deel, None, form)


@require_http_methods(["GET", "POST"])
def deel(request: GemeenteRequest, zaaktype_id: UUID, zaaktypedeel: str, onderdeel_id: UUID) -> HttpResponse:
    """Change a part of a concept."""
    zaaktype, soort = zaaktype_van(zaaktype_id), _deel(zaaktypedeel)
    rij = get_object_or_404(soort.model, pk=onderdeel_id, zaaktype=zaaktype)
    if not zaaktype.is_concept:
        return terug_naar(request, zaaktype, "vast")
    form = soort.form(
        request.POST or None, zaaktype=zaaktype, initial={**begin_van(soort, rij), "stempel": stempel(rij)}
    )
    return _behandel(request, zaaktype, soort, rij, form)


def _behandel(request: GemeenteRequest, zaaktype: Zaaktype, deel: Deel, rij: Any, form: Any) -> HttpResponse:
    hier = reverse("zgwbeheer:zaaktype", args=[zaaktype.pk])
    context: dict[str, Any] = {
        "titel": f"{deel.een.capitalize()} {'toevoegen' if rij is None else 'wijzigen'}",
        "kruimels": kruimels((hier, zaaktype.omschrijving)), "terug": f"{hier}#p-{deel.sleutel}", "knop": "Bewaar",
        "weg_url": rij and reverse("zgwbeheer:deel_weg", args=[zaaktype.pk, deel.sleutel, rij.pk]),
        "weg_tekst": f"Haal {deel.lidwoord} {deel.een} weg",
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            _bewaar(request, zaaktype, deel, rij, form)
        except Verouderd:
            nu = deel.model._default_manager.get(pk=rij.pk)  # noqa: SLF001
            anders = verschil(form, begin_van(deel, nu))
            verfris(form, stempel(nu))
            return pagina(request, form, status=409, verschil=anders, **context)
        except Refusal as nee:
            weiger(form, nee, deel.velden)
        else:
            return terug_naar(request, zaaktype, f"bewaard#p-{deel.sleutel}")
    return pagina(request, form, **context)


@transaction.atomic
def _bewaar(request: GemeenteRequest, zaaktype: Zaaktype, deel: Deel, rij: Any, form: Any) -> None:
    if rij is not None:
        rij = deel.model._default_manager.select_for_update(of=("self",)).get(pk=rij.pk)  # noqa: SLF001
        weiger_verouderd(rij, form.cleaned_data["stempel"])
    bewaard = deel.bewaar(zaaktype, rij, form.velden())
    audit.record(
        f"catalogus.{deel.een}.{'gemaakt' if rij is None else 'gewijzigd'}", target=bewaard, by=request.user, at=now(),
        soort="C" if rij is None else "U", detail={"zaaktype": str(zaaktype.pk)},
    )  # fmt: skip


@require_POST
def deel_weg(
    request: GemeenteRequest, zaaktype_id: UUID, zaaktypedeel: str, onderdeel_id: UUID
) -> HttpResponse:
    """Take a part of a concept away."""
    zaaktype, soort = zaaktype_van(zaaktype_id), _deel(zaaktypedeel)
    rij = get_object_or_404(soort.model, pk=onderdeel_id, zaaktype=zaaktype)
    if not zaaktype.is_concept:
        return terug_naar(request, zaaktype, "vast")
    try:
        _haal_weg(request, zaaktype, soort, rij)
    except Ongeldig:
        return terug_naar(request, zaaktype, "in_gebruik")
    return terug_naar(request, zaaktype, f"weg#p-{soort.sleutel}")


@transaction.atomic
def _haal_weg(request: GemeenteRequest, zaaktype: Zaaktype, deel: Deel, rij: Any) -> None:
    audit.record(
        f"catalogus.{deel.een}.verwijderd", target=rij, by=request.user, at=now(), soort="D",
        detail={"zaaktype": str(zaaktype.pk)},
    )  # fmt: skip
    remove_onderdeel(rij=rij, geforceerd=False, in_gebruik=is_in_gebruik(rij))
