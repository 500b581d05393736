import django.db.models.deletion
import keukentafel.tenancy.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenants", "0004_levensloop"),
    ]

    operations = [
        migrations.CreateModel(
            name="Verhuizing",
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
                ("van", models.CharField(blank=True, max_length=30)),
                ("naar", models.CharField(blank=True, max_length=30)),
                (
                    "stap",
                    models.CharField(
                        choices=[
                            ("voorbereiden", "Ruimte maken op het nieuwe cluster"),
                            ("kopieren", "Gegevens kopiëren terwijl iedereen doorwerkt"),
                            ("vergelijken", "Beide kopieën vergelijken"),
                            ("omzetten", "Omzetten met een korte schrijfpauze"),
                            ("nakijken", "De kopie van het moment van omzetten nakijken"),
                            ("klaar", "Verhuisd"),
                        ],
                        default="voorbereiden",
                        max_length=12,
                    ),
                ),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "Wacht"),
                            ("bezig", "Bezig"),
                            ("mislukt", "Gestopt"),
                            ("klaar", "Klaar"),
                            ("afgebroken", "Afgebroken"),
                        ],
                        default="wacht",
                        max_length=10,
                    ),
                ),
                ("gevraagd_door", models.CharField(blank=True, max_length=120)),
                ("gevraagd_op", models.DateTimeField()),
                ("gemeld_op", models.DateTimeField(blank=True, null=True)),
                ("gedaan", models.IntegerField(default=0)),
                ("totaal", models.IntegerField(default=0)),
                ("fout", models.CharField(blank=True, max_length=500)),
                ("tabellen", models.IntegerField(default=0)),
                ("rijen", models.BigIntegerField(default=0)),
                ("proefpauze_ms", models.IntegerField(null=True)),
                ("pauze_ms", models.IntegerField(null=True)),
                ("is_nagekeken", models.BooleanField(null=True)),
                ("omgezet_op", models.DateTimeField(blank=True, null=True)),
                ("klaar_op", models.DateTimeField(blank=True, null=True)),
                ("bewaard_tot", models.DateTimeField(blank=True, null=True)),
                ("opgeruimd_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verhuizingen",
                        to="tenants.gemeente",
                    ),
                ),
            ],
            options={
                "db_table": "clusters_verhuizing",
                "ordering": ("-gevraagd_op",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stand__in", ["wacht", "bezig", "mislukt"])),
                        fields=("gemeente",),
                        name="een_gemeente_verhuist_een_keer_tegelijk",
                    )
                ],
            },
        ),
    ]
