"""A consent on paper refers to its scan."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delen", "0001_begin"), ("documenten", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="toestemminggever",
            name="scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="gevers",
                to="documenten.document",
            ),
        ),
    ]
