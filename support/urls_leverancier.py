"""The addresses of the support desk, on the supplier's own host."""

from __future__ import annotations

from django.urls import path

from support.views import incidenten, tickets, toegang

app_name = "support"
_t, _k = "tickets/<uuid:ticket_id>", "toegang/<uuid:toegang_id>"
urlpatterns = [
    path("tickets", tickets.lijst, name="tickets"),
    path(_t, tickets.een, name="ticket"),
    path(f"{_t}/antwoord", tickets.antwoord, name="ticket_antwoord"),
    path(f"{_t}/oppakken", tickets.oppakken, name="ticket_oppakken"),
    path(f"{_t}/indelen", tickets.indelen, name="ticket_indelen"),
    path(f"{_t}/oplossen", tickets.oplossen, name="ticket_oplossen"),
    path(f"{_t}/schermfoto", tickets.schermfoto, name="ticket_schermfoto"),
    path(f"{_t}/toegang", toegang.vragen, name="toegang_vragen"),
    path("incidenten", incidenten.lijst, name="incidenten"),
    path("incidenten/nieuw", incidenten.nieuw, name="incident_nieuw"),
    path("incidenten/<uuid:incident_id>", incidenten.een, name="incident"),
    path("incidenten/<uuid:incident_id>/vertel", incidenten.vertel, name="incident_vertel"),
    path("toegang", toegang.lijst, name="toegang"),
    path(_k, toegang.een, name="toegang_een"),
    path(f"{_k}/bevestigen", toegang.bevestigen, name="toegang_bevestigen"),
    path(f"{_k}/openen", toegang.openen, name="toegang_openen"),
    path(f"{_k}/stoppen", toegang.stoppen, name="toegang_stoppen"),
]
