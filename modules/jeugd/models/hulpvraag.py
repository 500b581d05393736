"""`Hulpvraag`: help for one child, from who let it in to the end; with its woonplaats and what parents think."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.jeugd.rules.verloop import ZONDER_BESLUIT, Verloop
from modules.jeugd.woorden import Aanleiding, Afwijkend, Gezinsplan, Stand, Woonregel

OPEN = ~Q(stand__in=["afgerond", "ingetrokken"])


class Hulpvraag(GemeenteModel):
    """One child asks for help (or a parent does). `verwijzer` tells by which entrance it came in."""

    huishouden = models.ForeignKey("dossier.Huishouden", models.CASCADE, related_name="hulpvragen")
    casus = models.ForeignKey("dossier.Casus", models.CASCADE, related_name="hulpvragen")
    melding = models.ForeignKey(
        "dossier.Melding", models.SET_NULL, null=True, blank=True, related_name="hulpvragen"
    )
    inwoner = models.ForeignKey("dossier.Inwoner", models.CASCADE, related_name="hulpvragen")
    verwijzer = models.CharField(
        _("wie verwijst"), max_length=20, choices=VerwijzerJeugd.choices, default=VerwijzerJeugd.GEMEENTE
    )
    verwijzer_naam = models.CharField(_("naam van de verwijzer"), max_length=120, blank=True)
    verwijzer_organisatie = models.CharField(_("praktijk of organisatie"), max_length=120, blank=True)
    verwezen_op = models.DateField(_("verwezen op"), null=True, blank=True)
    ontvangen_op = models.DateField(_("ontvangen op"))
    vraag = models.TextField(_("wat er wordt gevraagd"))
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.BINNEN)
    gesprek_op = models.DateField(null=True, blank=True)
    stem_kind = models.TextField(_("wat het kind zelf zegt"), blank=True)
    stem_niet_omdat = models.CharField(_("waarom nog niet gehoord"), max_length=300, blank=True)
    gezinsplan = models.CharField(max_length=12, choices=Gezinsplan.choices, blank=True, default="")
    gezinsplan_op = models.DateField(_("aangeboden op"), null=True, blank=True)
    gezinsplan_toelichting = models.TextField(blank=True)
    school_naam = models.CharField(_("school"), max_length=120, blank=True)
    school_gesproken_op = models.DateField(null=True, blank=True)
    school_niet_omdat = models.CharField(max_length=300, blank=True)
    professional = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verantwoordelijke = models.ForeignKey(
        "identity.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    zonder_registratie_omdat = models.TextField(blank=True)
    afwijkend = models.CharField(max_length=20, choices=Afwijkend.choices, blank=True, default="")
    afwijkend_omdat = models.TextField(_("waarom zonder deze toestemming"), blank=True)
    elders_begonnen_op = models.DateField(_("jeugdhulp in een andere gemeente vanaf"), null=True, blank=True)
    heeft_verblijf = models.BooleanField(_("hulp met verblijf"), default=False)
    aanvraag_op = models.DateField(null=True, blank=True)
    beschikking_id = models.UUIDField(null=True, blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    is_toegekend = models.BooleanField(default=False)
    hulp_wat = models.CharField(max_length=200, blank=True)
    hulp_aanbieder = models.ForeignKey(
        "inrichting.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    hulp_van = models.DateField(null=True, blank=True)
    hulp_tot = models.DateField(null=True, blank=True)
    afgerond_op = models.DateField(null=True, blank=True)
    afgerond_omdat = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "jeugd_hulpvraag"
        ordering = ("-ontvangen_op", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["casus", "inwoner"], condition=OPEN, name="een_kind_heeft_een_lopende_hulpvraag"
            ),
            models.CheckConstraint(
                condition=Q(verwijzer="gemeente") | Q(verwezen_op__isnull=False),
                name="een_verwijzing_heeft_een_dag",
            ),
            models.CheckConstraint(
                condition=~Q(stand="aanvraag") | Q(aanvraag_op__isnull=False),
                name="een_aanvraag_om_jeugdhulp_heeft_een_dag",
            ),
            models.CheckConstraint(
                condition=~Q(stand="hulp") | Q(is_toegekend=True) | ~Q(verwijzer="gemeente"),
                name="hulp_via_de_gemeente_na_een_besluit",
            ),
        )
        indexes = (models.Index(fields=["huishouden", "-ontvangen_op"], name="hulpvraag_van_huishouden"),)

    def __str__(self) -> str:
        return f"Hulpvraag {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("jeugd:hulpvraag", args=[self.pk])

    @property
    def verloop(self) -> Verloop:
        """Return where it is, as the rules know it."""
        return Verloop(
            self.verwijzer,
            Stand(self.stand),
            heeft_besluit=self.besloten_op is not None,
            is_toegekend=self.is_toegekend,
        )

    @property
    def is_verwijzing(self) -> bool:
        """Whether somebody else than the gemeente let the child in."""
        return self.verwijzer in ZONDER_BESLUIT

    @property
    def is_klaar(self) -> bool:
        """Whether nothing more is asked."""
        return self.verloop.is_klaar


class Woonplaatsoordeel(GemeenteModel):
    """Once looked at which gemeente is responsible: the facts, the outcome and the reason (Jeugdwet 1.1)."""

    hulpvraag = models.ForeignKey(Hulpvraag, models.CASCADE, related_name="woonplaatsen")
    aanleiding = models.CharField(max_length=10, choices=Aanleiding.choices, default=Aanleiding.START)
    per = models.DateField(_("vanaf welke dag"))
    heeft_verblijf = models.BooleanField(default=False)
    gemeente_brp = models.CharField(max_length=80, blank=True)
    gemeente_voor_verblijf = models.CharField(max_length=80, blank=True)
    gemeente_moeder = models.CharField(max_length=80, blank=True)
    gemeente_werkelijk = models.CharField(max_length=80, blank=True)
    gemeente = models.CharField(max_length=80)
    is_onze = models.BooleanField(default=True)
    regel = models.CharField(max_length=14, choices=Woonregel.choices)
    reden = models.CharField(max_length=300)
    artikel = models.CharField(max_length=80)
    adres_afdruk = models.CharField(max_length=64, blank=True, editable=False)
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        db_table = "jeugd_woonplaatsoordeel"
        ordering = ("-op", "-id")

    def __str__(self) -> str:
        return f"Woonplaatsoordeel {self.pk}"


class Ouderkijk(GemeenteModel):
    """How one parent looks at it, in the own words. Two that differ stand beside each other."""

    hulpvraag = models.ForeignKey(Hulpvraag, models.CASCADE, related_name="kijken")
    wie = models.CharField(_("van wie"), max_length=120)
    tekst = models.TextField(_("hoe deze ouder het ziet"))
    is_eens = models.BooleanField(_("het eens met deze hulp"), null=True, blank=True)
    op = models.DateField()
    door = models.ForeignKey("identity.Gebruiker", models.PROTECT, related_name="+")
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "jeugd_ouderkijk"
        ordering = ("wie", "id")
        constraints = (models.UniqueConstraint(fields=["hulpvraag", "wie"], name="een_ouder_heeft_een_kijk"),)

    def __str__(self) -> str:
        return f"Ouderkijk {self.pk}"
