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


VRIJE_KOLOM = """
from django.db import migrations

class Migration(migrations.Migration):
    mag_ontbreken = oude_code_kan_door = {nummer!r}
    dependencies = [("outbox", {na!r})]
    operations = [migrations.RunSQL('ALTER TABLE outbox_uitgaand ADD COLUMN {kolom} integer NOT NULL DEFAULT 0')]
"""
VRIJE_TABEL = """
from django.db import migrations

class Migration(migrations.Migration):
    mag_ontbreken = oude_code_kan_door = {nummer!r}
    dependencies = [("outbox", {na!r})]
    operations = [migrations.RunSQL([
        'CREATE TABLE outbox_proefregel (id bigint PRIMARY KEY, tekst text)',
        'CREATE INDEX proef_stand ON outbox_uitgaand (stand, {vorige_kolom})',
    ])]
"""
TE_VROEG_WEG = """
from django.db import migrations

class Migration(migrations.Migration):
    mag_ontbreken = oude_code_kan_door = {nummer!r}
    dependencies = [("outbox", {na!r})]
    operations = [migrations.RunSQL('ALTER TABLE outbox_uitgaand RENAME COLUMN laatste_fout TO {kolom}')]
"""
TRAAG = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("outbox", {na!r})]
    operations = [migrations.RunSQL([
        'ALTER TABLE outbox_uitgaand ADD COLUMN {kolom} integer', 'DO $$ BEGIN PERFORM pg_sleep(0.6); END $$',
    ])]
"""


def maak_pakket(pakket: Path, *bronnen: str, nummer: str = "0.1.0") -> None:
    """Write `bronnen` after the migrations of outbox, as a package of that name."""
    echte = Path(import_module("keukentafel.outbox.migrations").__file__ or "").parent
    shutil.rmtree(pakket, ignore_errors=True)
    shutil.copytree(echte, pakket, ignore=shutil.ignore_patterns("__pycache__"))
    vorige = sorted(pad.stem for pad in pakket.glob("0*.py"))[-1]
    for volgnummer, bron in enumerate(bronnen, 9001):
        naam = f"{volgnummer}_proef"
        kolommen = {"kolom": f"proef_{volgnummer}", "vorige_kolom": f"proef_{volgnummer - 1}"}
        (pakket / f"{naam}.py").write_text(bron.format(na=vorige, nummer=nummer, **kolommen))
        vorige = naam


def maak(
    map_: Path, *bronnen: str, basis: str = "keukentafel.settings.test", nummer: str = "0.1.0"
) -> dict[str, str]:
    """Write `bronnen` after the migrations of outbox; return the environment that uses them.

    `nummer` is the number of the release that brings them.
    """
    maak_pakket(map_ / "kt_proef_outbox", *bronnen, nummer=nummer)
    (map_ / "kt_proefinstellingen.py").write_text(
        f"import keukentafel\nkeukentafel.__version__ = {nummer!r}\nfrom {basis} import *\n"
        "MIGRATION_MODULES = {**globals().get('MIGRATION_MODULES', {}), 'outbox': 'kt_proef_outbox'}\n"
    )
    return {
        "PYTHONPATH": str(map_),
        "DJANGO_SETTINGS_MODULE": "kt_proefinstellingen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
