"""Schema public: which gemeenten there are and where they live. Never a resident's data."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import connections, models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import TenantMixin

from keukentafel.identity.account_model import (
    AccountBasis,
    HerstelcodeBasis,
    InlogslotBasis,
    TotpBasis,
)
from keukentafel.identity.sessie_model import SessieBasis
from keukentafel.tenancy import versie, zaaifouten
from keukentafel.tenancy.models import GemeenteManager, GemeenteQuerySet, PlatformModel
from keukentafel.tenancy.scope import GemeenteRef
from keukentafel.tenancy.velden import VersleuteldTekstField
from tenants.console import gebeurtenissen
from tenants.levensloop_model import (
    Contactpersoon,
    Contactrol,
    Contracteinde,
    Deelname,
    Samenwerking,
    Vernietigingsverklaring,
)

__all__ = [
    "Contactpersoon",
    "Contactrol",
    "Contracteinde",
    "Deelname",
    "Domein",
    "Gemeente",
    "KlaarzetStap",
    "Klaarzetting",
    "LeverancierAccount",
    "LeverancierHerstelcode",
    "LeverancierSessie",
    "LeverancierSlot",
    "LeverancierTotp",
    "Logboekanker",
    "Platformregel",
    "Samenwerking",
    "Stand",
    "Teamvorm",
    "Vernietigingsverklaring",
]


class Stand(models.TextChoices):
    IN_OPBOUW = "in_opbouw", _("Wordt klaargezet")
    ACTIEF = "actief", _("Actief")
    OPGESCHORT = "opgeschort", _("Opgeschort")
    BEEINDIGD = "beeindigd", _("Beëindigd")  # only this row is left, so that its address stays its own


class GemeenteLijst(GemeenteQuerySet):
    """The questions people ask about gemeenten."""

    def aanwezig(self) -> Self:
        """Keep those that have a schema of their own and were opened: not half made, not gone."""
        return self.exclude(stand__in=(Stand.IN_OPBOUW, Stand.BEEINDIGD))


class Gemeente(PlatformModel, TenantMixin):
    """A client municipality: one row here, one schema of its own.

    Of django-tenants' mixin only the schema name is used: its `with`, its automatic making and
    dropping of schemas are closed off (H1, H2, H45, H46).
    """

    auto_create_schema = False
    auto_drop_schema = False

    naam = models.CharField(max_length=120)
    cbs_code = models.CharField(max_length=6)
    slug = models.SlugField(max_length=40)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.IN_OPBOUW)
    variant = models.CharField(max_length=10, default="team")
    schema_versie = models.JSONField(default=dict)  # app label → last migration, see tenancy.versie
    sleutel = models.BinaryField()
    aangemaakt_op = models.DateTimeField()
    modules = models.JSONField(default=list)  # counted by the gemeente itself, see actions.tellen
    actieve_medewerkers = models.PositiveIntegerField(default=0)
    geteld_op = models.DateTimeField(null=True, blank=True)
    opgeschort_op = models.DateTimeField(null=True, blank=True)
    opschortreden = models.CharField(max_length=300, blank=True)
    cluster = models.CharField(max_length=30, default="", blank=True)  # empty: where these tables are
    modules_open = models.JSONField(null=True, blank=True)  # None: every module
    max_accounts = models.PositiveIntegerField(null=True, blank=True)
    max_opslag_mb = models.PositiveIntegerField(null=True, blank=True)
    max_api_per_minuut = models.PositiveIntegerField(null=True, blank=True)
    opslag_bytes = models.BigIntegerField(default=0)  # counted by the gemeente itself, see actions.tellen
    beeindigd_op = models.DateTimeField(null=True, blank=True)

    objects = GemeenteLijst.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "tenants_gemeente"
        ordering = ("naam",)
        constraints = (
            models.UniqueConstraint(
                fields=["cbs_code"],
                condition=~models.Q(stand="beeindigd"),
                name="een_cbs_code_is_van_een_gemeente",
            ),
            models.UniqueConstraint(fields=["slug"], name="een_adres_is_van_een_gemeente"),
        )

    def __str__(self) -> str:
        return self.naam

    def __enter__(self) -> Any:
        raise TypeError("Gebruik in_gemeente(...): de with van django-tenants lekt tussen threads.")

    def __exit__(self, *args: object) -> None:
        raise TypeError("Gebruik in_gemeente(...).")

    def activate(self) -> None:
        raise TypeError("Gebruik in_gemeente(...).")

    @classmethod
    def deactivate(cls) -> None:
        raise TypeError("Gebruik in_gemeente(...).")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row and nothing else: no schema is made here, whatever is missing (H45, H46)."""
        self.bewaak_gemeente()
        self._bewaak_schemanaam()
        if not self._state.adding and kwargs.get("update_fields") is None:
            # The key ring changes by `tenancy.sleutels.verander_bos` only: an older copy in memory
            # would put keys back that the data is no longer encrypted with.
            velden = {veld.name for veld in self._meta.concrete_fields if not veld.primary_key}
            kwargs["update_fields"] = velden - {"sleutel"}
        models.Model.save(self, *args, **kwargs)
        if zaaifouten.staat_aan("opslaan_maakt_schema"):
            with connections["migrator"].cursor() as cursor:
                cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{self.schema_name}"')

    def _bewaak_schemanaam(self) -> None:
        if self._state.adding or zaaifouten.staat_aan("schemanaam_wijzigbaar"):
            return
        if type(self).objects.filter(pk=self.pk).exclude(schema_name=self.schema_name).exists():
            raise TypeError("De naam van een schema verandert nooit; alleen naam en adres mogen anders.")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: a gemeente leaves by a task list, never by a delete (H47)."""
        raise TypeError("Een gemeente wordt niet verwijderd, maar opgezegd.")

    def ref(self) -> GemeenteRef:
        """Return the small, immutable face of this gemeente.

        Its stand is `bijwerken` while its schema is at a version that this release does not run on.
        """
        bediend = self.stand != Stand.ACTIEF or versie.wordt_bediend(self.schema_versie)
        return GemeenteRef(
            id=self.id,
            slug=self.slug,
            naam=self.naam,
            cbs_code=self.cbs_code,
            schema_name=self.schema_name,
            stand=self.stand if bediend else "bijwerken",
            cluster=self.cluster,
        )


class Teamvorm(models.TextChoices):
    """The team model a gemeente begins with; what it means is a matter of `modules.inrichting`."""

    TOEGANG = "toegang", _("Team Toegang")
    TEAM = "team", _("Teamvariant")
    NETWERK = "netwerk", _("Netwerkvariant")
    REGIE = "regie", _("Regieteam")


class Domein(PlatformModel):
    """An address of a gemeente. Rows are never given to another: old links must not change hands (H27)."""

    host = models.CharField(max_length=253)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="domeinen")
    is_primair = models.BooleanField(default=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "tenants_domein"
        constraints = (
            models.UniqueConstraint(fields=["host"], name="een_host_is_voor_altijd_van_een_gemeente"),
        )

    def __str__(self) -> str:
        return self.host


class KlaarzetStap(models.TextChoices):
    RUIMTE = "ruimte", _("Ruimte en sleutels maken")
    ADRES = "adres", _("Adres actief maken")
    INRICHTING = "inrichting", _("Standaardteam en teammodel maken")
    WOORDEN = "woorden", _("Modules en begrippen aanzetten")
    BEHEERDER = "beheerder", _("Eerste beheerder uitnodigen")
    CONTROLE = "controle", _("Rechten en tabellen controleren")
    OPENZETTEN = "openzetten", _("Gemeente openzetten")


class KlaarzettingQuerySet(GemeenteQuerySet):
    """The questions people ask about the making of gemeenten."""

    def lopend(self, *, at: datetime) -> Self:
        """Keep those that wait or are busy. Seven steps take seconds: who began long ago was killed."""
        return self.filter(stand__in=("wacht", "bezig"), begonnen_op__gt=at - timedelta(minutes=2))


class Klaarzetting(PlatformModel):
    """The making of one gemeente, step by step, for the page that follows it."""

    cbs_code = models.CharField(max_length=6)
    naam = models.CharField(max_length=120)
    slug = models.SlugField(max_length=40)
    variant = models.CharField(max_length=10)
    beheerder_naam = models.CharField(max_length=120)
    beheerder_email = models.EmailField()
    gevraagd_door = models.CharField(max_length=120, blank=True)
    gemeente = models.ForeignKey(Gemeente, models.SET_NULL, null=True, related_name="klaarzettingen")
    stand = models.CharField(max_length=10, default="wacht")  # wacht, bezig, klaar, mislukt
    stappen = models.JSONField(default=list)
    fout = models.CharField(max_length=500, blank=True)
    uitnodiging = models.BinaryField(null=True)
    begonnen_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = KlaarzettingQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        db_table = "tenants_klaarzetting"
        ordering = ("-begonnen_op",)

    def __str__(self) -> str:
        return f"{self.naam}: {self.stand}"


class LeverancierAccount(AccountBasis, PlatformModel):
    """Somebody who works for the supplier. Sees gemeenten and counts, never a dossier."""

    rol = models.CharField(max_length=30, default="beheerder_leverancier")

    objects = GemeenteManager()  # type: ignore[misc]

    class Meta:
        db_table = "tenants_leverancieraccount"
        constraints = (
            models.UniqueConstraint(
                fields=["gebruikersnaam"], name="een_gebruikersnaam_bij_de_leverancier_is_uniek"
            ),
        )

    @property
    def rollen(self) -> frozenset[str]:
        """The supplier has roles of its own; none of them opens anything inside a gemeente."""
        return frozenset({self.rol})


class LeverancierTotp(TotpBasis, PlatformModel):
    """The second factor of somebody at the supplier."""

    gebruiker = models.OneToOneField(LeverancierAccount, models.CASCADE, related_name="totp")
    geheim = VersleuteldTekstField(doel="totp")

    class Meta:
        db_table = "tenants_leverancierstotp"


class LeverancierHerstelcode(HerstelcodeBasis, PlatformModel):
    """A recovery code of somebody at the supplier."""

    gebruiker = models.ForeignKey(LeverancierAccount, models.CASCADE, related_name="herstelcodes")

    class Meta:
        db_table = "tenants_leveranciersherstelcode"


class LeverancierSlot(InlogslotBasis, PlatformModel):
    """Counts tries on the supplier's own host."""

    class Meta:
        db_table = "tenants_leveranciersslot"


class LeverancierSessie(SessieBasis, PlatformModel):
    """A session on the supplier's own host."""

    gebruiker = models.ForeignKey(LeverancierAccount, models.CASCADE, null=True, related_name="sessies")

    class Meta:
        db_table = "tenants_leverancierssessie"


class Platformregel(PlatformModel):
    """The supplier's own logboek: what was done to which gemeente, by whom. Append only."""

    tijdstip = models.DateTimeField()
    gebeurtenis = models.CharField(max_length=80)
    gemeente_code = models.CharField(max_length=6, blank=True)
    door = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "tenants_platformregel"
        ordering = ("-tijdstip",)

    def __str__(self) -> str:
        return self.gebeurtenis

    @property
    def in_woorden(self) -> str:
        """Say what happened, as the page shows it."""
        return gebeurtenissen.zin_van(self.gebeurtenis)


class Logboekanker(PlatformModel):
    """The signed head of the logboek of one gemeente at one moment (`keukentafel.audit.ankers`).

    It stands outside the schema of the gemeente; the login of the product adds and reads only.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="logboekankers")
    nummer = models.BigIntegerField()
    tijdstip = models.DateTimeField()
    volgnummer = models.BigIntegerField()
    keten = models.CharField(max_length=64)
    vorige = models.CharField(max_length=64)
    handtekening = models.CharField(max_length=64)

    class Meta:
        db_table = "tenants_logboekanker"
        ordering = ("gemeente", "nummer")
        constraints = (
            models.UniqueConstraint(
                fields=["gemeente", "nummer"], name="een_logboekanker_komt_een_keer_voor"
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer}: {self.volgnummer}"
