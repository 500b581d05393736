"""Where plans and actions are."""

from __future__ import annotations

from django.urls import path

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import voor
from modules.dossier.views import acties, plan

_H = "huishoudens/<uuid:huishouden_id>"
urlpatterns = [
    path(f"{_H}/plan", plan.plan, name="plan"),
    path(f"{_H}/plan/begin", plan.plan_begin, name="plan_begin"),
    path(f"{_H}/plan/vergelijken", plan.plan_vergelijken, name="plan_vergelijken"),
    path(f"{_H}/plan/afdruk", plan.plan_afdruk, name="plan_afdruk"),
    path("plannen/<uuid:plan_id>", plan.plan_bewerken, name="plan_bewerken"),
    path("plannen/<uuid:plan_id>/doelen", plan.doel_nieuw, name="doel_nieuw"),
    path("plannen/<uuid:plan_id>/afspreken", plan.plan_afspreken, name="plan_afspreken"),
    path("plannen/<uuid:plan_id>/weg", plan.plan_weg, name="plan_weg"),
    path("doelen/<uuid:doel_id>", plan.doel, name="doel"),
    path("doelen/<uuid:doel_id>/resultaten", plan.resultaat_nieuw, name="resultaat_nieuw"),
    path("doelen/<uuid:doel_id>/acties", plan.actie_nieuw, name="actie_nieuw"),
    path("resultaten/<uuid:resultaat_id>", plan.resultaat, name="resultaat"),
    path("oplossingen/<uuid:oplossing_id>/weg", plan.oplossing_weg, name="oplossing_weg"),
    path("acties/<uuid:actie_id>/afronden", acties.actie_afronden, name="actie_afronden"),
]
_WERKERS = voor(Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR)
RECHTEN = {f"dossier:{patroon.name}": _WERKERS for patroon in urlpatterns}
