"""The addresses of support, in a gemeente."""

from __future__ import annotations

from django.urls import path

from modules.ondersteuning.views import bewijs, meekijken, tickets, toegang

app_name = "ondersteuning"
_t, _k = "ondersteuning/vragen/<uuid:ticket_id>", "ondersteuning/meekijken/<uuid:inkijk_id>"
urlpatterns = [
    path("ondersteuning", tickets.lijst, name="tickets"),
    path("ondersteuning/nieuw", tickets.nieuw, name="vraag_nieuw"),
    path(_t, tickets.een, name="ticket"),
    path(f"{_t}/reageer", tickets.reageer, name="reageer"),
    path(f"{_t}/opgelost", tickets.opgelost, name="opgelost"),
    path("ondersteuning/meekijken", toegang.lijst, name="toegang"),
    path("ondersteuning/meekijken/keuze", toegang.keuze, name="keuze"),
    path("ondersteuning/meekijken/bewijs", bewijs.bewijs, name="bewijs"),
    path("ondersteuning/meekijken/bewijs.pdf", bewijs.bewijs_pdf, name="bewijs_pdf"),
    path(_k, toegang.een, name="toegang_een"),
    path(f"{_k}/toestaan", toegang.toestaan, name="toestaan"),
    path(f"{_k}/weigeren", toegang.weigeren, name="weigeren"),
    path(f"{_k}/intrekken", toegang.intrekken, name="intrekken"),
    path("meekijken/begin", meekijken.begin, name="meekijken_begin"),
    path("meekijken/voorbij", meekijken.voorbij, name="meekijken_voorbij"),
    path("meekijken/stoppen", meekijken.stoppen, name="meekijken_stoppen"),
    path("meekijken/teller", meekijken.teller, name="meekijken_teller"),
]
