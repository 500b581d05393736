"""On which cluster a gemeente lives; empty is the cluster that holds the supplier's own tables."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_logboekankers")]

    operations = [
        migrations.AddField(
            model_name="gemeente",
            name="cluster",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
    ]
