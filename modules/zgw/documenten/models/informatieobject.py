"""`Informatieobject`: a document over all its versions. `Informatieobjectversie`: what it was at a moment."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.catalogus.models import Informatieobjecttype, Soort
from modules.zgw.documenten.models.inhoud import Inhoud
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


class Documentstatus(models.TextChoices):
    """How far a document is."""

    IN_BEWERKING = "in_bewerking", _("In bewerking")
    TER_VASTSTELLING = "ter_vaststelling", _("Ter vaststelling")
    DEFINITIEF = "definitief", _("Definitief")
    GEARCHIVEERD = "gearchiveerd", _("Gearchiveerd")


class Ondertekeningsoort(models.TextChoices):
    """How a document was signed."""

    ANALOOG = "analoog", _("Met de hand")
    DIGITAAL = "digitaal", _("Digitaal")
    PKI = "pki", _("Met een PKI-certificaat")


class Algoritme(models.TextChoices):
    """How the checksum was made."""

    CRC_16 = "crc_16", "CRC-16"
    CRC_32 = "crc_32", "CRC-32"
    CRC_64 = "crc_64", "CRC-64"
    FLETCHER_4 = "fletcher_4", "Fletcher-4"
    FLETCHER_8 = "fletcher_8", "Fletcher-8"
    FLETCHER_16 = "fletcher_16", "Fletcher-16"
    FLETCHER_32 = "fletcher_32", "Fletcher-32"
    HMAC = "hmac", "HMAC"
    MD5 = "md5", "MD5"
    SHA_1 = "sha_1", "SHA-1"
    SHA_256 = "sha_256", "SHA-256"
    SHA_512 = "sha_512", "SHA-512"
    SHA_3 = "sha_3", "SHA-3"


class Informatieobject(GemeenteModel):
    """A document. `soort` and `vertrouwelijkheid` are those of its newest version, so that rights are one look.

    `bron_id` is the document of the dossier that it shows, `huishouden_id` and `inwoner_id` whose it is;
    they never leave by the API. `slot` is the lock that a client holds (drc-009).
    """

    soort = models.ForeignKey(Soort, on_delete=models.PROTECT, related_name="informatieobjecten")
    vertrouwelijkheid = models.PositiveSmallIntegerField(choices=Vertrouwelijkheid.choices)
    identificatie = models.CharField(_("identificatie"), max_length=40)
    bronorganisatie = models.CharField(max_length=9)
    versie = models.ForeignKey(
        "zgwdocumenten.Informatieobjectversie", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    slot = models.CharField(max_length=100, blank=True)
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.CharField(max_length=100, blank=True)
    bron_id = models.UUIDField(null=True, blank=True)
    huishouden_id = models.UUIDField(null=True, blank=True)
    inwoner_id = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "zgwdocumenten_informatieobject"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["bronorganisatie", "identificatie"], name="een_document_heeft_een_eigen_identificatie"
            ),
        )
        indexes = (
            models.Index(fields=["soort", "vertrouwelijkheid", "-id"], name="document_per_soort"),
            models.Index(fields=["identificatie"], name="document_per_identificatie"),
            models.Index(
                fields=["bron_id"], condition=models.Q(bron_id__isnull=False), name="document_per_bron"
            ),
        )

    def __str__(self) -> str:
        return self.identificatie


class Informatieobjectversie(GemeenteModel):
    """One version. A change always makes a new one; what was stays to be read (`?versie=`)."""

    document = models.ForeignKey(Informatieobject, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField()
    begin_registratie = models.DateTimeField()
    informatieobjecttype = models.ForeignKey(
        Informatieobjecttype, on_delete=models.PROTECT, related_name="documentversies"
    )
    vertrouwelijkheid = models.PositiveSmallIntegerField(choices=Vertrouwelijkheid.choices)
    creatiedatum = models.DateField()
    titel = models.CharField(max_length=200)
    auteur = VersleuteldTekstField(doel="zgw")
    status = models.CharField(max_length=20, choices=Documentstatus.choices, blank=True)
    formaat = models.CharField(max_length=255, blank=True)
    taal = models.CharField(max_length=3)
    bestandsnaam = models.CharField(max_length=255, blank=True)
    inhoud = models.ForeignKey(
        Inhoud, on_delete=models.SET_NULL, null=True, blank=True, related_name="versies"
    )
    link = models.CharField(max_length=200, blank=True)
    beschrijving = VersleuteldTekstField(doel="zgw", null=True)
    ontvangstdatum = models.DateField(null=True, blank=True)
    verzenddatum = models.DateField(null=True, blank=True)
    indicatie_gebruiksrecht = models.BooleanField(null=True, blank=True)
    verschijningsvorm = VersleuteldTekstField(doel="zgw", null=True)
    ondertekening_soort = models.CharField(max_length=10, choices=Ondertekeningsoort.choices, blank=True)
    ondertekening_datum = models.DateField(null=True, blank=True)
    integriteit_algoritme = models.CharField(max_length=20, choices=Algoritme.choices, blank=True)
    integriteit_waarde = models.CharField(max_length=128, blank=True)
    integriteit_datum = models.DateField(null=True, blank=True)
    trefwoorden = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        db_table = "zgwdocumenten_versie"
        ordering = ("-nummer",)
        constraints = (
            models.UniqueConstraint(fields=["document", "nummer"], name="een_nummer_is_een_documentversie"),
        )
        indexes = (
            models.Index(fields=["document", "-begin_registratie"], name="documentversie_per_moment"),
            GinIndex(fields=["trefwoorden"], name="documentversie_per_trefwoord"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} versie {self.nummer}"
