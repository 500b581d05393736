"""Who at the supplier works at the support desk. Financieel does not."""

from __future__ import annotations

from tenants.console.rollen import LeverancierRol

_HELPT = frozenset({LeverancierRol.SUPPORT.value, LeverancierRol.BEHEERDER.value})

RECHTEN: dict[str, frozenset[str]] = dict.fromkeys(
    (
        "support:tickets",
        "support:ticket",
        "support:ticket_antwoord",
        "support:ticket_oppakken",
        "support:ticket_indelen",
        "support:ticket_oplossen",
        "support:ticket_schermfoto",
        "support:incidenten",
        "support:incident_nieuw",
        "support:incident",
        "support:incident_vertel",
        "support:toegang_vragen",
        "support:toegang",
        "support:toegang_een",
        "support:toegang_bevestigen",
        "support:toegang_openen",
        "support:toegang_stoppen",
    ),
    _HELPT,
)
