"""Migrations that exist for one test or measurement: the real ones of an app, with more after them."""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path

KOLOM = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("outbox", {na!r})]
    operations = [migrations.RunSQL('ALTER TABLE outbox_uitgaand ADD COLUMN {kolom} integer NOT NULL DEFAULT 0')]
"""
VELD = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("outbox", {na!r})]
    operations = [migrations.AddField("uitgaand", "{kolom}", models.IntegerField(default=0))]
"""
TABEL = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("outbox", {na!r})]
    operations = [
        migrations.CreateModel("Proefregel", [
            ("id", models.BigAutoField(primary_key=True)),
            ("tekst", models.CharField(max_length=40, default="100%")),
        ], options={{"db_table": "outbox_proefregel"}}),
        migrations.AddField("proefregel", "getal", models.IntegerField(default=3)),
        migrations.AddIndex("proefregel", models.Index(fields=["getal"], name="proefregel_op_getal")),
    ]
"""
PYTHON = """
from django.db import migrations

def vul(apps, schema_editor):
    schema_editor.execute("CREATE TABLE outbox_gevuld (schema_naam text)")
    schema_editor.execute("INSERT INTO outbox_gevuld SELECT current_schema()")

class Migration(migrations.Migration):
    dependencies = [("outbox", {na!r})]
    operations = [migrations.RunPython(vul)]
"""


def maak(map_: Path, *bronnen: str, basis: str = "keukentafel.settings.test") -> dict[str, str]:
    """Write `bronnen` after the migrations of outbox; return the environment that uses them."""
    echte = Path(import_module("keukentafel.outbox.migrations").__file__ or "").parent
    pakket = map_ / "kt_proef_outbox"
    shutil.rmtree(pakket, ignore_errors=True)
    shutil.copytree(echte, pakket, ignore=shutil.ignore_patterns("__pycache__"))
    vorige = sorted(pad.stem for pad in pakket.glob("0*.py"))[-1]
    for nummer, bron in enumerate(bronnen, 9001):
        naam = f"{nummer}_proef"
        (pakket / f"{naam}.py").write_text(bron.format(na=vorige, kolom=f"proef_{nummer}"))
        vorige = naam
    (map_ / "kt_proefinstellingen.py").write_text(
        f"from {basis} import *\n"
        "MIGRATION_MODULES = {**globals().get('MIGRATION_MODULES', {}), 'outbox': 'kt_proef_outbox'}\n"
    )
    return {
        "PYTHONPATH": str(map_),
        "DJANGO_SETTINGS_MODULE": "kt_proefinstellingen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
