"""`Huishouden`: people who live together; the unit of plan and regie."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.models.huishouden_queryset import HuishoudenQuerySet
from modules.inrichting.rules.protocol.woorden import Moment


class Huishouden(GemeenteModel):
    """One household: name, address, team. People belong to it for a period (`Huishoudlid`)."""

    naam = models.CharField(_("naam"), max_length=120)
    sorteernaam = models.CharField(max_length=120, editable=False)
    straat = models.CharField(_("straat"), max_length=120, blank=True)
    huisnummer = models.PositiveIntegerField(_("huisnummer"), null=True, blank=True)
    toevoeging = models.CharField(_("toevoeging"), max_length=12, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    plaats = models.CharField(_("plaats"), max_length=80, blank=True)
    buurt = models.ForeignKey("inrichting.Buurt", models.SET_NULL, null=True, blank=True, related_name="+")
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_geheim_adres = models.BooleanField(_("geheim adres"), default=False)
    goed_om_te_weten = models.JSONField(_("goed om te weten"), default=list, blank=True)
    wat_echt_telt = models.TextField(_("wat echt telt"), blank=True)
    team = models.ForeignKey(
        "inrichting.Wijkteam", models.PROTECT, null=True, blank=True, related_name="huishoudens"
    )
    moment = models.CharField(
        max_length=8, choices=Moment.choices, default=Moment.INTAKE, db_default=Moment.INTAKE, editable=False
    )  # kept by the database from its casussen (0003)
    is_afgeschermd = models.BooleanField(_("afgeschermd"), default=False, db_default=False)
    zoektekst = models.TextField(editable=False, default="")
    externe_sleutel = models.CharField(max_length=80, null=True, blank=True)  # noqa: DJ001 -- unique, unless none
    aangemaakt_op = models.DateTimeField()
    gewijzigd_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    zicht: Any  # what who opened it sees of it; the door sets it (modules.dossier.access)

    objects = HuishoudenQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        db_table = "dossier_huishouden"
        ordering = ("sorteernaam", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["externe_sleutel"],
                condition=Q(externe_sleutel__isnull=False),
                name="een_externe_sleutel_is_een_huishouden",
            ),
        )
        indexes = (
            models.Index(fields=["team", "sorteernaam", "id"], name="huishouden_in_team"),
            models.Index(
                fields=["team", "sorteernaam", "id"],
                condition=~Q(moment="gesloten"),
                name="huishouden_in_team_nu",
            ),
            models.Index(fields=["sorteernaam", "id"], name="huishouden_op_naam"),
            models.Index(fields=["postcode", "huisnummer"], name="huishouden_op_adres"),
            GinIndex(fields=["zoektekst"], name="huishouden_zoeken", opclasses=["gin_trgm_ops"]),
        )

    def __str__(self) -> str:
        return f"Huishouden {self.naam}"

    def get_absolute_url(self) -> str:
        return reverse("dossier:huishouden", args=[self.pk])

    @property
    def adres(self) -> str:
        """Return street and number in one line; `geheim adres` when it is shielded."""
        if self.is_geheim_adres:
            return "geheim adres"
        nummer = f"{self.huisnummer or ''}{self.toevoeging}"
        return " ".join(deel for deel in (self.straat, nummer) if deel)

    @property
    def adres_met_plaats(self) -> str:
        """Return the address with its place, as the identity bar shows it."""
        if self.is_geheim_adres:
            return self.adres
        return ", ".join(deel for deel in (self.adres, self.plaats) if deel)
