import django.db.models.deletion
import keukentafel.tenancy.models
from django.db import migrations, models

SOORTEN = [
    ("quickscan", "Quickscan"),
    ("werkprotocol", "Werkprotocol"),
    ("functiebeschrijving", "Functiebeschrijving"),
    ("handreiking", "Handreiking"),
]


def _id():
    return models.UUIDField(
        default=keukentafel.tenancy.models.nieuwe_id, editable=False, primary_key=True, serialize=False
    )


def _wie():
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="identity.gebruiker",
    )


class Migration(migrations.Migration):
    """Two new tables and nothing else: a release before this one does not look at them."""

    initial = True

    dependencies = [
        ("identity", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Werkdocument",
            fields=[
                ("id", _id()),
                ("sleutel", models.SlugField(max_length=80, unique=True)),
                ("soort", models.CharField(choices=SOORTEN, max_length=20, verbose_name="soort")),
                ("titel", models.CharField(max_length=120, verbose_name="titel")),
                ("tekst", models.TextField(verbose_name="tekst")),
                ("versie", models.PositiveIntegerField(default=1, verbose_name="versie")),
                ("bijgewerkt_op", models.DateTimeField()),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken")),
                ("bijgewerkt_door", _wie()),
            ],
            options={
                "verbose_name": "werkdocument",
                "verbose_name_plural": "werkdocumenten",
                "db_table": "werkdocumenten_werkdocument",
                "ordering": ["titel", "sleutel"],
            },
        ),
        migrations.CreateModel(
            name="Werkdocumentversie",
            fields=[
                ("id", _id()),
                ("nummer", models.PositiveIntegerField()),
                ("soort", models.CharField(choices=SOORTEN, max_length=20)),
                ("titel", models.CharField(max_length=120)),
                ("tekst", models.TextField()),
                ("op", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versies",
                        to="werkdocumenten.werkdocument",
                    ),
                ),
                ("door", _wie()),
            ],
            options={
                "db_table": "werkdocumenten_versie",
                "ordering": ["document", "-nummer"],
            },
        ),
        migrations.AddConstraint(
            model_name="werkdocumentversie",
            constraint=models.UniqueConstraint(
                fields=("document", "nummer"), name="een_nummer_is_een_werkdocumentversie"
            ),
        ),
    ]
