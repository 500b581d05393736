"""Limits and modules of a contract, who to call, cooperation, and the end with its certificate."""

from __future__ import annotations

import django.db.models.deletion
import keukentafel.tenancy.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0003_cluster"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contactpersoon",
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
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("beheer", "Functioneel beheer"),
                            ("storing", "Storingen, ook buiten kantooruren"),
                            ("privacy", "Privacy en beveiliging"),
                            ("factuur", "Facturen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("naam", models.CharField(max_length=120)),
                ("functie", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("gewijzigd_op", models.DateTimeField()),
            ],
            options={
                "db_table": "tenants_contactpersoon",
                "ordering": ("rol", "naam"),
            },
        ),
        migrations.CreateModel(
            name="Contracteinde",
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
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("loopt", "Loopt"),
                            ("ingetrokken", "Ingetrokken"),
                            ("vernietigen", "Wordt vernietigd"),
                            ("vernietigd", "Vernietigd"),
                        ],
                        default="loopt",
                        max_length=12,
                    ),
                ),
                ("kenmerk", models.CharField(max_length=120)),
                ("einddatum", models.DateField()),
                ("aangezegd_op", models.DateTimeField()),
                ("aangezegd_door", models.CharField(max_length=120)),
                ("gesloten_op", models.DateTimeField(blank=True, null=True)),
                ("gesloten_door", models.CharField(blank=True, max_length=120)),
                ("uitvoer_op", models.DateTimeField(blank=True, null=True)),
                ("uitvoer_door", models.CharField(blank=True, max_length=120)),
                ("uitvoer_sha256", models.CharField(blank=True, max_length=64)),
                ("uitvoer_hoe", models.CharField(blank=True, max_length=200)),
                ("bevestigd_op", models.DateField(blank=True, null=True)),
                ("bevestigd_door", models.CharField(blank=True, max_length=120)),
                ("bevestiging_genoteerd_op", models.DateTimeField(blank=True, null=True)),
                ("toestemming_naam", models.CharField(blank=True, max_length=120)),
                ("toestemming_functie", models.CharField(blank=True, max_length=120)),
                ("toestemming_datum", models.DateField(blank=True, null=True)),
                ("toestemming_sha256", models.CharField(blank=True, max_length=64)),
                ("toestemming_bestand", models.BinaryField(null=True)),
                ("toestemming_genoteerd_op", models.DateTimeField(blank=True, null=True)),
                ("gevraagd_op", models.DateTimeField(blank=True, null=True)),
                ("akkoord_op", models.DateTimeField(blank=True, null=True)),
                ("stappen", models.JSONField(default=list)),
                ("fout", models.CharField(blank=True, max_length=500)),
                ("afgerond_op", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "tenants_contracteinde",
                "ordering": ("-aangezegd_op",),
            },
        ),
        migrations.CreateModel(
            name="Deelname",
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
            ],
            options={
                "db_table": "tenants_deelname",
            },
        ),
        migrations.CreateModel(
            name="Samenwerking",
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
                ("naam", models.CharField(max_length=120)),
                ("toelichting", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "db_table": "tenants_samenwerking",
                "ordering": ("naam",),
            },
        ),
        migrations.CreateModel(
            name="Vernietigingsverklaring",
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
                ("nummer", models.CharField(max_length=20)),
                ("opgemaakt_op", models.DateTimeField()),
                ("gegevens", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("handtekening", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "tenants_vernietigingsverklaring",
                "ordering": ("-opgemaakt_op",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="gemeente",
            name="een_cbs_code_is_van_een_gemeente",
        ),
        migrations.AddField(
            model_name="gemeente",
            name="beeindigd_op",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="max_accounts",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="max_api_per_minuut",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="max_opslag_mb",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="modules_open",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="opslag_bytes",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="gemeente",
            name="stand",
            field=models.CharField(
                choices=[
                    ("in_opbouw", "Wordt klaargezet"),
                    ("actief", "Actief"),
                    ("opgeschort", "Opgeschort"),
                    ("beeindigd", "Beëindigd"),
                ],
                default="in_opbouw",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="gemeente",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stand", "beeindigd"), _negated=True),
                fields=("cbs_code",),
                name="een_cbs_code_is_van_een_gemeente",
            ),
        ),
        migrations.AddField(
            model_name="contactpersoon",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contactpersonen",
                to="tenants.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="contracteinde",
            name="akkoord_door",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenants.leverancieraccount",
            ),
        ),
        migrations.AddField(
            model_name="contracteinde",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contracteindes",
                to="tenants.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="contracteinde",
            name="gevraagd_door",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenants.leverancieraccount",
            ),
        ),
        migrations.AddField(
            model_name="deelname",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deelnames", to="tenants.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="samenwerking",
            name="gemeenten",
            field=models.ManyToManyField(
                related_name="samenwerkingen", through="tenants.Deelname", to="tenants.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="deelname",
            name="samenwerking",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deelnames",
                to="tenants.samenwerking",
            ),
        ),
        migrations.AddField(
            model_name="vernietigingsverklaring",
            name="einde",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="verklaring",
                to="tenants.contracteinde",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpersoon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email", ""), _negated=True),
                    models.Q(("telefoon", ""), _negated=True),
                    _connector="OR",
                ),
                name="een_contactpersoon_is_te_bereiken",
            ),
        ),
        migrations.AddConstraint(
            model_name="contracteinde",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stand", "ingetrokken"), _negated=True),
                fields=("gemeente",),
                name="een_contract_eindigt_een_keer_tegelijk",
            ),
        ),
        migrations.AddConstraint(
            model_name="contracteinde",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("akkoord_door", None),
                    models.Q(("akkoord_door", models.F("gevraagd_door")), _negated=True),
                    _connector="OR",
                ),
                name="vernietigen_doen_twee_mensen",
            ),
        ),
        migrations.AddConstraint(
            model_name="samenwerking",
            constraint=models.UniqueConstraint(
                fields=("naam",), name="een_samenwerking_heeft_een_eigen_naam"
            ),
        ),
        migrations.AddConstraint(
            model_name="deelname",
            constraint=models.UniqueConstraint(
                fields=("samenwerking", "gemeente"), name="een_gemeente_doet_een_keer_mee"
            ),
        ),
        migrations.AddConstraint(
            model_name="vernietigingsverklaring",
            constraint=models.UniqueConstraint(
                fields=("nummer",), name="een_verklaring_heeft_een_eigen_nummer"
            ),
        ),
    ]
