"""`Gebruiker`: somebody with an account in one gemeente."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property

from keukentafel.audit.plek import Plek
from keukentafel.identity.account_model import AccountBasis
from keukentafel.identity.programmas import VOORVOEGSEL
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet


class Weergave(models.TextChoices):
    """How somebody wants the screen."""

    LICHT = "licht", "Licht"
    DONKER = "donker", "Donker"
    APPARAAT = "apparaat", "Zoals mijn apparaat"


class GebruikerQuerySet(GemeenteQuerySet):
    """The filters people have a word for."""

    def actief(self) -> Self:
        """Keep who may sign in."""
        return self.mensen().filter(is_actief=True)

    def mensen(self) -> Self:
        """Leave out the accounts of programs: they sign in nowhere."""
        return self.exclude(gebruikersnaam__startswith=VOORVOEGSEL)

    def met_rol(self, *rollen: Rol) -> Self:
        """Keep who holds one of these roles."""
        toekenning = self.model.toekenningen.rel.related_model.objects.filter(
            gebruiker_id=models.OuterRef("pk"), rol__in=rollen
        )
        return self.filter(models.Exists(toekenning))

    def zoek(self, woorden: str) -> Self:
        """Keep who has every word in the name, the gebruikersnaam or the mail address."""
        uitkomst = self
        for woord in woorden.split()[:6]:
            uitkomst = uitkomst.filter(
                Q(naam__icontains=woord) | Q(gebruikersnaam__icontains=woord) | Q(email__icontains=woord)
            )
        return uitkomst

    def get_by_natural_key(self, gebruikersnaam: str) -> Gebruiker:
        """Return the account with this name, whatever its capitals."""
        gevonden: Gebruiker = self.get(gebruikersnaam=Gebruiker.normalize_username(gebruikersnaam))
        return gevonden


class Gebruiker(AccountBasis, GemeenteModel):
    """An account. It lives in the schema of its gemeente and is nothing anywhere else."""

    weergave = models.CharField(max_length=10, choices=Weergave, default=Weergave.LICHT)
    compacte_lijsten = models.BooleanField(default=False)
    sneltoetsen = models.BooleanField(default=False)

    plek: Plek = Plek()
    """Team and organisation at this moment; the session brings them along."""
    inlogwijze: str = ""
    """By which means this person signed in; the session knows."""

    objects = GebruikerQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        ordering = ["naam", "id"]
        constraints = [
            models.UniqueConstraint(Lower("gebruikersnaam"), name="gebruikersnaam_komt_een_keer_voor"),
        ]
        indexes = [models.Index(fields=["naam", "id"], name="gebruiker_op_naam")]

    @cached_property
    def toegekend(self) -> frozenset[tuple[Rol, UUID | None]]:
        """Return every role with its team; one query, or none when the session brought them."""
        return frozenset(
            (Rol(rol), team_id) for rol, team_id in self.toekenningen.values_list("rol", "team_id")
        )

    @property
    def rollen(self) -> frozenset[Rol]:
        """Return the roles this person holds, in whatever team."""
        return frozenset(rol for rol, _ in self.toegekend)

    @property
    def teams(self) -> frozenset[UUID]:
        """Return the ids of the teams for which this person holds a role."""
        return frozenset(team for _, team in self.toegekend if team is not None)

    def has_rol(self, *rollen: Rol) -> bool:
        """Tell whether this person holds one of these roles."""
        return not self.rollen.isdisjoint(rollen)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read again, the roles too."""
        self.__dict__.pop("toegekend", None)
        super().refresh_from_db(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the page of this person under Mensen en rollen."""
        return reverse("identity:persoon", args=[self.pk])
