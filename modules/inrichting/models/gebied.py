"""Wijken, buurten and addresses, and which team they lead to (F010)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel


class Wijk(GemeenteModel):
    """A CBS wijk: WK, the gemeente in four digits, the wijk in two. Borders move every 1 January."""

    code = models.CharField(_("code"), max_length=8)
    naam = models.CharField(_("naam"), max_length=80)
    jaar = models.PositiveSmallIntegerField(_("jaar"))

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="een_wijkcode_hoort_bij_een_wijk"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^WK[0-9]{6}$"), name="een_wijkcode_is_wk_en_zes_cijfers"
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Buurt(GemeenteModel):
    """A CBS buurt: BU and eight digits, of which the first six are those of its wijk."""

    code = models.CharField(_("code"), max_length=10)
    naam = models.CharField(_("naam"), max_length=80)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="buurten")

    class Meta:
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="een_buurtcode_hoort_bij_een_buurt"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^BU[0-9]{8}$"), name="een_buurtcode_is_bu_en_acht_cijfers"
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class TeamGebied(GemeenteModel):
    """A team works in a whole wijk, or in one buurt of it.

    Every wijk and every buurt leads to at most one team, and a buurt goes before its wijk, so an
    address has one answer. A team for the whole gemeente simply has no gebied.
    """

    team = models.ForeignKey("inrichting.Wijkteam", on_delete=models.CASCADE, related_name="gebieden")
    wijk = models.ForeignKey(Wijk, on_delete=models.CASCADE, null=True, blank=True, related_name="gebieden")
    buurt = models.ForeignKey(Buurt, on_delete=models.CASCADE, null=True, blank=True, related_name="gebieden")

    class Meta:
        verbose_name = _("werkgebied")
        verbose_name_plural = _("werkgebieden")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wijk"], name="een_wijk_leidt_naar_een_team"),
            models.UniqueConstraint(fields=["buurt"], name="een_buurt_leidt_naar_een_team"),
            models.CheckConstraint(
                condition=Q(wijk__isnull=True, buurt__isnull=False)
                | Q(wijk__isnull=False, buurt__isnull=True),
                name="een_werkgebied_is_een_wijk_of_een_buurt",
            ),
        ]


class Adresgebied(GemeenteModel):
    """A run of house numbers of one postcode, and the buurt they lie in."""

    postcode = models.CharField(_("postcode"), max_length=6)
    huisnummer_van = models.PositiveIntegerField(_("huisnummer van"))
    huisnummer_tot = models.PositiveIntegerField(_("huisnummer tot en met"))
    buurt = models.ForeignKey(Buurt, on_delete=models.CASCADE, related_name="adresgebieden")

    class Meta:
        verbose_name = _("adresgebied")
        verbose_name_plural = _("adresgebieden")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["postcode", "huisnummer_van"], name="een_huisnummer_begint_een_adresgebied"
            ),
            models.CheckConstraint(
                condition=Q(huisnummer_tot__gte=F("huisnummer_van")),
                name="een_adresgebied_loopt_vooruit",
            ),
            models.CheckConstraint(
                condition=Q(postcode__regex=r"^[1-9][0-9]{3}[A-Z]{2}$"),
                name="een_postcode_is_vier_cijfers_en_twee_letters",
            ),
        ]
