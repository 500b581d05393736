"""`RolToekenning`: who is what, and for which team."""

from __future__ import annotations

from django.db import models

from keukentafel.identity.models.gebruiker import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.models import GemeenteModel


class RolToekenning(GemeenteModel):
    """One role of one person. `team_id` is a Wijkteam, or empty for the whole gemeente.

    The team is an id and no foreign key: teams live a floor higher.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="toekenningen")
    rol = models.CharField(max_length=20, choices=Rol)
    team_id = models.UUIDField(null=True, blank=True, db_index=True)
    toegekend_op = models.DateTimeField(auto_now_add=True)
    toegekend_door = models.ForeignKey(
        Gebruiker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["rol", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "rol", "team_id"],
                name="rol_komt_een_keer_voor_per_team",
                nulls_distinct=False,
            ),
        ]
