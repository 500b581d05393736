"""A credit note may take back a part of an invoice: as many as one likes, and the whole of it still once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0002_post_over_facturen"),
    ]

    operations = [
        migrations.AddField(
            model_name="factuur",
            name="is_deel",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name="factuurregel",
            name="soort",
            field=models.CharField(
                choices=[
                    ("abonnement", "Abonnement"),
                    ("correctie", "Verrekening"),
                    ("startkosten", "Startkosten"),
                    ("credit", "Credit"),
                ],
                max_length=12,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="factuur",
            name="een_factuur_wordt_een_keer_gecrediteerd",
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_deel", False)),
                fields=("betreft",),
                name="een_factuur_wordt_een_keer_heel_gecrediteerd",
            ),
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_deel", False), models.Q(("betreft", None), _negated=True), _connector="OR"
                ),
                name="een_deel_is_van_een_factuur",
            ),
        ),
    ]
