import django.db.models.deletion
import django.db.models.expressions
import keukentafel.tenancy.models
import keukentafel.tenancy.velden
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenants", "0004_levensloop"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gezondheidsdag",
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
                ("onderdeel", models.CharField(max_length=20)),
                ("dag", models.DateField()),
                ("metingen", models.PositiveIntegerField(default=0)),
                ("goed", models.PositiveIntegerField(default=0)),
                ("vertraagd", models.PositiveIntegerField(default=0)),
                ("stuk", models.PositiveIntegerField(default=0)),
                ("som_ms", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "db_table": "console_gezondheidsdag",
                "ordering": ("onderdeel", "dag"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("onderdeel", "dag"), name="een_onderdeel_heeft_een_regel_per_dag"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "metingen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("goed"), "+", models.F("vertraagd")
                                    ),
                                    "+",
                                    models.F("stuk"),
                                ),
                            )
                        ),
                        name="elke_meting_telt_een_keer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gezondheidsstand",
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
                ("onderdeel", models.CharField(max_length=20)),
                ("niveau", models.CharField(max_length=10)),
                ("tekst", models.CharField(blank=True, max_length=120)),
                ("gemeten_op", models.DateTimeField()),
            ],
            options={
                "db_table": "console_gezondheidsstand",
                "constraints": [
                    models.UniqueConstraint(fields=("onderdeel",), name="een_onderdeel_heeft_een_stand")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wachtendeapp",
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
                ("geheim", keukentafel.tenancy.velden.VersleuteldTekstField(doel="totp", editable=True)),
                ("gemaakt_op", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wachtende_app",
                        to="tenants.leverancieraccount",
                    ),
                ),
            ],
            options={
                "db_table": "console_wachtendeapp",
            },
        ),
        migrations.CreateModel(
            name="Accountlink",
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
                    "soort",
                    models.CharField(
                        choices=[("uitnodiging", "Uitnodiging"), ("herstel", "Nieuwe tweede factor")],
                        max_length=12,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64)),
                ("gemaakt_op", models.DateTimeField()),
                ("gemaakt_door", models.CharField(max_length=120)),
                ("verloopt_op", models.DateTimeField()),
                ("gebruikt_op", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="tenants.leverancieraccount",
                    ),
                ),
            ],
            options={
                "db_table": "console_accountlink",
                "ordering": ("-gemaakt_op",),
                "constraints": [
                    models.UniqueConstraint(fields=("token_hash",), name="een_link_is_van_een_account")
                ],
            },
        ),
        migrations.CreateModel(
            name="Gemeentecijfer",
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
                ("sleutel", models.CharField(max_length=30)),
                ("waarde", models.BigIntegerField()),
                ("geteld_op", models.DateTimeField()),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cijfers",
                        to="tenants.gemeente",
                    ),
                ),
            ],
            options={
                "db_table": "console_gemeentecijfer",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "sleutel"), name="een_cijfer_staat_er_een_keer"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Passkey",
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
                ("naam", models.CharField(max_length=60)),
                ("sleutel_id", models.BinaryField(max_length=1023)),
                ("openbaar", models.BinaryField(max_length=4096)),
                ("teller", models.PositiveBigIntegerField(default=0)),
                ("gemaakt_op", models.DateTimeField()),
                ("gebruikt_op", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to="tenants.leverancieraccount",
                    ),
                ),
            ],
            options={
                "db_table": "console_passkey",
                "ordering": ("gemaakt_op",),
                "constraints": [
                    models.UniqueConstraint(fields=("sleutel_id",), name="een_passkey_is_van_een_account")
                ],
            },
        ),
    ]
