"""Which laws a gemeente works with here (F007)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class ModuleKeuze(GemeenteModel):
    """A module on or off. Off hides it everywhere; its data stays."""

    code = models.CharField(_("module"), max_length=16)
    aan = models.BooleanField(_("aan"), default=True)
    gewijzigd_op = models.DateTimeField(_("gewijzigd op"))
    versie = models.PositiveIntegerField(_("bewaard"), default=1)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="een_module_is_aan_of_uit"),
        ]
