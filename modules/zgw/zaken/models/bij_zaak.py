"""What hangs on a zaak: statussen, the result, documents, properties, objects, decisions, contacts."""

from __future__ import annotations

from django.db import models

from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.velden import VersleuteldTekstField
from modules.zgw.catalogus.models import Eigenschap, Resultaattype, Statustype, Zaakobjecttype
from modules.zgw.zaken.models.zaak import Zaak


class Status(GemeenteModel):
    """A step that a zaak took. Never changed and never removed, but with its zaak."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="statussen")
    statustype = models.ForeignKey(Statustype, on_delete=models.PROTECT, related_name="+")
    gezet_op = models.DateTimeField()
    toelichting = models.CharField(max_length=1000, blank=True)
    gezet_door = models.ForeignKey(
        "zaken.Rol", on_delete=models.SET_NULL, null=True, blank=True, related_name="statussen"
    )

    class Meta:
        db_table = "zaken_status"
        ordering = ("-gezet_op", "-id")
        constraints = (
            models.UniqueConstraint(fields=["zaak", "gezet_op"], name="een_zaak_zet_een_status_tegelijk"),
        )

    def __str__(self) -> str:
        return f"{self.zaak_id} {self.gezet_op:%Y-%m-%d}"


class Resultaat(GemeenteModel):
    """How a zaak ends; one at most."""

    zaak = models.OneToOneField(Zaak, on_delete=models.CASCADE, related_name="resultaat")
    resultaattype = models.ForeignKey(Resultaattype, on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "zaken_resultaat"

    def __str__(self) -> str:
        return str(self.zaak_id)


class ZaakDocument(GemeenteModel):
    """A document of a zaak; `document_id` is the informatieobject in the register of documents."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="documenten")
    document_id = models.UUIDField()
    titel = models.CharField(max_length=200, blank=True)
    beschrijving = models.TextField(blank=True)
    geregistreerd_op = models.DateTimeField()
    vernietigingsdatum = models.DateTimeField(null=True, blank=True)
    status = models.ForeignKey(
        Status, on_delete=models.SET_NULL, null=True, blank=True, related_name="documenten"
    )

    class Meta:
        db_table = "zaken_zaakdocument"
        ordering = ("geregistreerd_op", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["zaak", "document_id"], name="een_document_hoort_een_keer_bij_een_zaak"
            ),
        )
        indexes = (models.Index(fields=["document_id"], name="zaak_per_document"),)

    def __str__(self) -> str:
        return f"{self.zaak_id} {self.document_id}"


class ZaakEigenschap(GemeenteModel):
    """The value of a property; closed in the database, for it may say anything."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="eigenschappen")
    eigenschap = models.ForeignKey(Eigenschap, on_delete=models.PROTECT, related_name="+")
    naam = models.CharField(max_length=20)
    waarde = VersleuteldTekstField(doel="zgw")

    class Meta:
        db_table = "zaken_zaakeigenschap"
        ordering = ("naam", "id")

    def __str__(self) -> str:
        return self.naam


class ZaakObject(GemeenteModel):
    """Something that a zaak is about; `wat` is objectIdentificatie as JSON, closed."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="objecten")
    object_url = models.CharField(max_length=1000, blank=True)
    zaakobjecttype = models.ForeignKey(
        Zaakobjecttype, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    objecttype = models.CharField(max_length=40)
    objecttype_overige = models.CharField(max_length=100, blank=True)
    overige_definitie = models.JSONField(null=True, blank=True)
    relatieomschrijving = models.CharField(max_length=80, blank=True)
    wat = VersleuteldTekstField(doel="zgw", null=True)

    class Meta:
        db_table = "zaken_zaakobject"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.objecttype


class ZaakContactmoment(GemeenteModel):
    """A contact elsewhere that was about this zaak; its address is kept as it came."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="contactmomenten")
    contactmoment = models.CharField(max_length=1000)

    class Meta:
        db_table = "zaken_zaakcontactmoment"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["zaak", "contactmoment"], name="een_contactmoment_staat_een_keer_bij_een_zaak"
            ),
        )

    def __str__(self) -> str:
        return str(self.zaak_id)


class ZaakVerzoek(GemeenteModel):
    """A request elsewhere that led to this zaak; its address is kept as it came."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="verzoeken")
    verzoek = models.CharField(max_length=1000)

    class Meta:
        db_table = "zaken_zaakverzoek"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["zaak", "verzoek"], name="een_verzoek_staat_een_keer_bij_een_zaak"
            ),
        )

    def __str__(self) -> str:
        return str(self.zaak_id)


class Klantcontact(GemeenteModel):
    """A contact about a zaak, as the old resource of the standard has it."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="klantcontacten")
    identificatie = models.CharField(max_length=14)
    moment = models.DateTimeField()
    kanaal = models.CharField(max_length=20, blank=True)
    onderwerp = models.CharField(max_length=200, blank=True)
    toelichting = VersleuteldTekstField(doel="zgw", null=True)

    class Meta:
        db_table = "zaken_klantcontact"
        ordering = ("-moment", "id")
        constraints = (
            models.UniqueConstraint(fields=["identificatie"], name="een_klantcontact_heeft_een_eigen_nummer"),
        )

    def __str__(self) -> str:
        return self.identificatie
