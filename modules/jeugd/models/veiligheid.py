"""`Meldcode`: the five steps about one child; `Verwijsmelding`: a note in the verwijsindex."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.jeugd.rules.meldcode import Stappen, Weegantwoorden, Weging, weeg
from modules.jeugd.woorden import Veiligheid, VirRisico, Zekerheid


class Meldcode(GemeenteModel):
    """A worry about safety that is gone through step by step (Jeugdwet 4.1.7). Category I, always."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="meldcodes")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="meldcodes")
    signalen = models.TextField(_("wat je ziet en hoort"))
    gezien_op = models.DateField(_("gezien op"))
    overlegd_met = models.CharField(_("met wie overlegd"), max_length=120, blank=True)
    overlegd_op = models.DateField(null=True, blank=True)
    overleg_collega = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    overleg_uitkomst = models.TextField(blank=True)
    vt_advies_op = models.DateField(_("advies van Veilig Thuis op"), null=True, blank=True)
    gesproken_op = models.DateField(null=True, blank=True)
    gesproken_met = models.CharField(max_length=200, blank=True)
    gesprek_uitkomst = models.TextField(blank=True)
    niet_gesproken_omdat = models.CharField(max_length=300, blank=True)
    veiligheid = models.CharField(max_length=12, choices=Veiligheid.choices, blank=True)
    kan_helpen = models.CharField(max_length=4, choices=Zekerheid.choices, blank=True)
    willen = models.CharField(max_length=4, choices=Zekerheid.choices, blank=True)
    werkt = models.CharField(max_length=4, choices=Zekerheid.choices, blank=True)
    weging_toelichting = models.TextField(blank=True)
    gewogen_op = models.DateField(null=True, blank=True)
    melden = models.BooleanField(null=True, blank=True)
    helpen = models.BooleanField(null=True, blank=True)
    besluit_toelichting = models.TextField(blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    vt_gemeld_op = models.DateField(_("gemeld bij Veilig Thuis op"), null=True, blank=True)
    vt_gesproken_met = models.CharField(max_length=120, blank=True)
    vt_kenmerk = models.CharField(max_length=60, blank=True)
    vt_overdracht = models.TextField(_("wat is overgedragen"), blank=True)
    gezin_verteld_op = models.DateField(_("verteld aan het gezin op"), null=True, blank=True)
    gezin_niet_verteld_omdat = models.CharField(max_length=300, blank=True)
    gesloten_op = models.DateField(null=True, blank=True)
    gesloten_omdat = models.TextField(blank=True)
    begonnen_door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "jeugd_meldcode"
        ordering = ("-begonnen_op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["inwoner"], condition=Q(gesloten_op__isnull=True), name="een_meldcode_tegelijk"
            ),
            models.CheckConstraint(
                condition=Q(vt_gemeld_op__isnull=True) | Q(melden=True),
                name="melden_na_het_besluit_om_te_melden",
            ),
        )
        indexes = (models.Index(fields=["huishouden", "gesloten_op"], name="meldcode_van_huishouden"),)

    def __str__(self) -> str:
        return f"Meldcode {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("jeugd:meldcode", args=[self.pk])

    @property
    def stappen(self) -> Stappen:
        """Return what is known of the five steps, as the rules take it."""
        return Stappen(
            signalen=self.signalen,
            overlegd_met=self.overlegd_met,
            overlegd_op=self.overlegd_op,
            gesproken_op=self.gesproken_op,
            niet_gesproken_omdat=self.niet_gesproken_omdat,
            is_gewogen=self.gewogen_op is not None,
            is_besloten=self.besloten_op is not None,
        )

    @property
    def antwoorden(self) -> Weegantwoorden:
        """Return the answers of the weighing."""
        return Weegantwoorden(self.veiligheid, self.kan_helpen, self.willen, self.werkt)

    @property
    def weging(self) -> Weging | None:
        """Return what the weighing says; None while nobody weighed."""
        return weeg(self.antwoorden) if self.gewogen_op is not None else None

    @property
    def melden_in_woorden(self) -> str:
        """Return the decision about reporting as its form holds it."""
        return {True: Zekerheid.JA, False: Zekerheid.NEE, None: ""}[self.melden]

    @property
    def helpen_in_woorden(self) -> str:
        """Return the decision about helping as its form holds it."""
        return {True: Zekerheid.JA, False: Zekerheid.NEE, None: ""}[self.helpen]

    @property
    def loopt(self) -> bool:
        """Whether it is still open."""
        return self.gesloten_op is None

    @property
    def is_onveilig(self) -> bool:
        """Whether acute or structural unsafety was found."""
        return self.veiligheid in (Veiligheid.ACUUT, Veiligheid.STRUCTUREEL)


class Verwijsmelding(GemeenteModel):
    """A note that somebody is involved with a young person at risk (Jeugdwet 7.1.4.1). It goes by itself."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="verwijsmeldingen")
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="verwijsmeldingen")
    risicos = ArrayField(models.CharField(max_length=12, choices=VirRisico.choices))
    toelichting = models.TextField(blank=True)
    verteld_op = models.DateField(_("verteld aan jongere en ouders op"), null=True, blank=True)
    niet_verteld_omdat = models.CharField(max_length=300, blank=True)
    gemeld_op = models.DateField()
    weg_op = models.DateField()
    weg_omdat = models.CharField(max_length=60)
    verwijderd_op = models.DateTimeField(null=True, blank=True)
    verwijderd_omdat = models.CharField(max_length=200, blank=True)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")

    class Meta:
        db_table = "jeugd_verwijsmelding"
        ordering = ("-gemeld_op", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(weg_op__gte=F("gemeld_op")), name="een_verwijsmelding_gaat_na_de_dag_van_melden"
            ),
            models.UniqueConstraint(
                fields=["inwoner", "door"],
                condition=Q(verwijderd_op__isnull=True),
                name="iemand_meldt_een_jongere_een_keer",
            ),
        )
        indexes = (
            models.Index(
                fields=["weg_op"], condition=Q(verwijderd_op__isnull=True), name="verwijsmelding_op_einde"
            ),
        )

    def __str__(self) -> str:
        return f"Verwijsmelding {self.pk}"

    def loopt_op(self, dag: date) -> bool:
        """Tell whether it stands in the index on this day."""
        return self.verwijderd_op is None and self.weg_op > dag

    @property
    def risicos_in_woorden(self) -> list[str]:
        """Return the risks as they stand on the screen."""
        return [str(VirRisico(risico).label) for risico in self.risicos]
