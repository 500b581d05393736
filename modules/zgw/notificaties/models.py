"""`Kanaal`: what may be heard of. `Abonnement`: who hears it, where, and of which part."""

from __future__ import annotations

from typing import Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.models import GemeenteModel, GemeenteQuerySet
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.autorisaties.models import Applicatie, Autorisatie

CONSUMEREN: Final = "notificaties.consumeren"


class Kanaal(GemeenteModel):
    """A subject that messages are about. `filters` are the kenmerken to choose by."""

    naam = models.CharField(_("naam"), max_length=50, unique=True)
    documentatie = models.CharField(max_length=200, blank=True)
    filters = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        db_table = "notificaties_kanaal"
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam


class AbonnementQuerySet(GemeenteQuerySet):
    """Filters over subscriptions."""

    def van(self, applicatie_id: object) -> Self:
        """Keep those of one program."""
        return self.filter(applicatie=applicatie_id) if applicatie_id else self.none()

    def die_mogen(self) -> Self:
        """Keep those whose program may hear messages now: a right that was taken back ends them at once."""
        if zaaifouten.staat_aan("abonnement_zonder_recht"):
            return self.all()
        recht = Autorisatie.objects.filter(
            applicatie=models.OuterRef("applicatie"), component="nrc", scopes__contains=[CONSUMEREN]
        )
        return self.filter(models.Q(applicatie__heeft_alle_autorisaties=True) | models.Exists(recht))


class Abonnement(GemeenteModel):
    """Somebody who wants to hear. `auth` is the whole value of the Authorization header of our messages."""

    adres = models.CharField(_("adres"), max_length=1000, unique=True)
    auth = VersleuteldTekstField(doel="zgw")
    applicatie = models.ForeignKey(
        Applicatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="abonnementen"
    )
    gemaakt_op = models.DateTimeField()
    gestopt_op = models.DateTimeField(null=True, blank=True)

    objects = AbonnementQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "notificaties_abonnement"
        ordering = ("gemaakt_op", "id")

    def __str__(self) -> str:
        return f"abonnement {self.pk}"


class Keuze(GemeenteModel):
    """One channel of a subscription, and which kenmerken a message must have."""

    abonnement = models.ForeignKey(Abonnement, on_delete=models.CASCADE, related_name="keuzes")
    kanaal = models.ForeignKey(Kanaal, on_delete=models.CASCADE, related_name="keuzes")
    filters = models.JSONField(default=dict, blank=True)
    volgnummer = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "notificaties_keuze"
        ordering = ("volgnummer", "id")

    def __str__(self) -> str:
        return f"{self.abonnement_id} {self.kanaal_id}"
