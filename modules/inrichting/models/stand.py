"""The whole of what a gemeente chose, ready to be read in one query."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Instelling(GemeenteModel):
    """What the gemeente chose in one typed section (``keukentafel.instellingen``)."""

    sectie = models.CharField(_("onderdeel"), max_length=32)
    waarden = models.JSONField(_("keuzes"), default=dict)
    gewijzigd_op = models.DateTimeField(_("bewaard op"))
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    class Meta:
        verbose_name = _("instelling")
        verbose_name_plural = _("instellingen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sectie"], name="een_onderdeel_heeft_een_instelling"),
        ]


class Inrichtingsstand(GemeenteModel):
    """One row: everything a request needs to know, written again by each change.

    ``kenmerk`` is drawn anew with each change and names the content: a process that holds that
    kenmerk holds that content. A counter would not do, because a change that was rolled back, or a
    schema that was restored, gives the same number to other content.
    """

    enige = models.BooleanField(default=True)
    kenmerk = models.UUIDField()
    versie = models.PositiveIntegerField(default=1)
    gegevens = models.JSONField(default=dict)
    gewijzigd_op = models.DateTimeField()

    class Meta:
        verbose_name = _("stand van de inrichting")
        verbose_name_plural = _("stand van de inrichting")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enige"], name="er_is_een_inrichtingsstand"),
            models.CheckConstraint(condition=Q(enige=True), name="een_inrichtingsstand_is_de_enige"),
        ]
