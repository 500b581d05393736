"""Where plans and actions are."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN, SCHRIJVEN
from modules.dossier.views import acties, plan

_H = "huishoudens/<uuid:huishouden_id>"
urlpatterns = [
    path(f"{_H}/plan", plan.plan, name="plan"),
    path(f"{_H}/plan/begin", plan.plan_begin, name="plan_begin"),
    path(f"{_H}/plan/vergelijken", plan.plan_vergelijken, name="plan_vergelijken"),
    path(f"{_H}/plan/afdruk", plan.plan_afdruk, name="plan_afdrukken"),
    path(f"{_H}/doelen/nieuw", plan.doel_erbij, name="doel_nieuw"),
    path(f"{_H}/acties/nieuw", acties.actie_nieuw, name="actie_nieuw"),
    path("acties", acties.acties, name="acties"),
    path("plannen/<uuid:plan_id>", plan.plan_bewerken, name="plan_bewerken"),
    path("plannen/<uuid:plan_id>/doelen", plan.doel_nieuw, name="plan_doel"),
    path("plannen/<uuid:plan_id>/afspreken", plan.plan_afspreken, name="plan_afspreken"),
    path("plannen/<uuid:plan_id>/weg", plan.plan_weg, name="plan_weg"),
    path(
        "plannen/<uuid:plan_id>/markeringen/<uuid:markering_id>", plan.markering_doel, name="markering_doel"
    ),
    path("doelen/<uuid:doel_id>", plan.doel, name="doel"),
    path("doelen/<uuid:doel_id>/resultaten", plan.resultaat_nieuw, name="resultaat_nieuw"),
    path("doelen/<uuid:doel_id>/acties", plan.actie_nieuw, name="doel_actie"),
    path("resultaten/<uuid:resultaat_id>", plan.resultaat, name="resultaat"),
    path("oplossingen/<uuid:oplossing_id>/weg", plan.oplossing_weg, name="oplossing_weg"),
    path("acties/<uuid:actie_id>/afronden", acties.actie_afronden, name="actie_afronden"),
]
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": SCHRIJVEN.over("J", schrijft=True) for patroon in urlpatterns},
    "dossier:plan": LEZEN.over("J"),
    "dossier:plan_vergelijken": LEZEN.over("J"),
    "dossier:plan_afdrukken": LEZEN.over("J"),
    "dossier:plan_bewerken": SCHRIJVEN.over("J", bewerkt=True),
    "dossier:doel": SCHRIJVEN.over("J", bewerkt=True),
    "dossier:acties": SCHRIJVEN,
}
