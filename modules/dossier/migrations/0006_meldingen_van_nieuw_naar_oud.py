"""Let the list of everything that came in begin with the newest without sorting all of it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossier", "0005_lijst_van_wie_nu_hulp_krijgt")]

    operations = [
        migrations.AddIndex("melding", models.Index(fields=["-ontvangen_op", "-id"], name="melding_op_tijd")),
    ]
