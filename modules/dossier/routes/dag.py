"""The own day and week."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN
from modules.dossier.views import dag

urlpatterns = [
    path("mijn-dag", dag.mijn_dag, name="mijn_dag"),
    path("agenda", dag.agenda, name="agenda"),
    path("agenda/nieuw", dag.afspraak_nieuw, name="afspraak_nieuw"),
    path("agenda/<uuid:afspraak_id>/vervalt", dag.afspraak_vervalt, name="afspraak_vervalt"),
    path("huishoudens/<uuid:huishouden_id>/afspraken/nieuw", dag.afspraak_voor, name="afspraak_voor"),
]
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": LEZEN for patroon in urlpatterns},
    "dossier:afspraak_voor": LEZEN.over("B", schrijft=True),
}
