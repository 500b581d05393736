import django.db.models.deletion
import keukentafel.tenancy.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenants", "0002_logboekankers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Uitvoer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=keukentafel.tenancy.models.nieuwe_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gevraagd_op", models.DateTimeField()),
                ("gevraagd_door", models.CharField(blank=True, max_length=120)),
                ("begonnen_op", models.DateTimeField(blank=True, null=True)),
                ("gemeld_op", models.DateTimeField(blank=True, null=True)),
                ("klaar_op", models.DateTimeField(blank=True, null=True)),
                ("wat", models.CharField(blank=True, max_length=80)),
                ("gedaan", models.BigIntegerField(default=0)),
                ("totaal", models.BigIntegerField(default=0)),
                ("fout", models.CharField(blank=True, max_length=500)),
                (
                    "vorm",
                    models.CharField(
                        choices=[("bundel", "Kopie om terug te zetten"), ("leesbaar", "Leesbare uitvoer")],
                        max_length=10,
                    ),
                ),
                (
                    "vrager",
                    models.CharField(
                        choices=[
                            ("leverancier", "De leverancier"),
                            ("gemeente", "De gemeente"),
                            ("rooster", "Het rooster"),
                        ],
                        default="leverancier",
                        max_length=12,
                    ),
                ),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "Wacht"),
                            ("bezig", "Bezig"),
                            ("klaar", "Klaar"),
                            ("mislukt", "Mislukt"),
                            ("weg", "Opgeruimd"),
                            ("elders", "In een eigen map"),
                        ],
                        default="wacht",
                        max_length=8,
                    ),
                ),
                ("gemaakt_op", models.DateTimeField(blank=True, null=True)),
                ("rijen", models.BigIntegerField(default=0)),
                ("bestanden", models.IntegerField(default=0)),
                ("grootte", models.BigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("bewaard_tot", models.DateTimeField(blank=True, null=True)),
                ("opgehaald_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uitvoeren",
                        to="tenants.gemeente",
                    ),
                ),
            ],
            options={
                "db_table": "uitvoer_uitvoer",
                "ordering": ("-gevraagd_op",),
            },
        ),
        migrations.CreateModel(
            name="Terugzetting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=keukentafel.tenancy.models.nieuwe_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gevraagd_op", models.DateTimeField()),
                ("gevraagd_door", models.CharField(blank=True, max_length=120)),
                ("begonnen_op", models.DateTimeField(blank=True, null=True)),
                ("gemeld_op", models.DateTimeField(blank=True, null=True)),
                ("klaar_op", models.DateTimeField(blank=True, null=True)),
                ("wat", models.CharField(blank=True, max_length=80)),
                ("gedaan", models.BigIntegerField(default=0)),
                ("totaal", models.BigIntegerField(default=0)),
                ("fout", models.CharField(blank=True, max_length=500)),
                ("is_proef", models.BooleanField(default=False)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "Wacht"),
                            ("bezig", "Bezig"),
                            ("naast", "Staat ernaast"),
                            ("wisselt", "Wordt gewisseld"),
                            ("gewisseld", "In gebruik"),
                            ("terug", "Teruggewisseld"),
                            ("klaar", "Klaar"),
                            ("mislukt", "Mislukt"),
                        ],
                        default="wacht",
                        max_length=10,
                    ),
                ),
                ("richting", models.CharField(blank=True, max_length=5)),
                ("reden", models.CharField(blank=True, max_length=300)),
                ("van", models.DateTimeField(blank=True, null=True)),
                ("naast_schema", models.CharField(blank=True, max_length=14)),
                ("oud_schema", models.CharField(blank=True, max_length=14)),
                ("is_gelijk", models.BooleanField(null=True)),
                ("vergelijking", models.JSONField(default=dict)),
                ("stand_ervoor", models.CharField(blank=True, max_length=12)),
                ("gewisseld_op", models.DateTimeField(blank=True, null=True)),
                ("weg_op", models.DateTimeField(blank=True, null=True)),
                ("weggegooid_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugzettingen",
                        to="tenants.gemeente",
                    ),
                ),
                (
                    "uitvoer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="terugzettingen",
                        to="uitvoer.uitvoer",
                    ),
                ),
            ],
            options={
                "db_table": "uitvoer_terugzetting",
                "ordering": ("-gevraagd_op",),
            },
        ),
        migrations.AddIndex(
            model_name="uitvoer",
            index=models.Index(fields=["gemeente", "-gevraagd_op"], name="uitvoer_van_een_gemeente"),
        ),
        migrations.AddIndex(
            model_name="terugzetting",
            index=models.Index(fields=["gemeente", "-gevraagd_op"], name="terugzetting_van_een_gemeente"),
        ),
    ]
