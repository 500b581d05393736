"""A migration that says that other code may go on is believed only where that can be so (H49)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from keukentafel.tenancy import vrijheid


def _staat() -> ProjectState:
    staat = ProjectState()
    velden = [
        ("id", models.BigAutoField(primary_key=True)),
        ("naam", models.CharField(max_length=40)),
        ("leeg", models.CharField(max_length=40, null=True)),
    ]
    staat.add_model(ModelState("outbox", "Proef", velden, {"db_table": "outbox_proef"}))
    return staat


def bevindingen(operatie: Any, **vrij: str) -> list[str]:
    return list(vrijheid._van(SimpleNamespace(operations=[operatie], **vrij), _staat(), "outbox"))


CHAR = models.CharField
ONVEILIG = {
    "drops a column": migrations.RemoveField("proef", "naam"),
    "drops a table": migrations.DeleteModel("proef"),
    "renames a column": migrations.RenameField("proef", "naam", "titel"),
    "renames a table": migrations.AlterModelTable("proef", "outbox_ander"),
    "renames a model": migrations.RenameModel("Proef", "Ander"),
    "adds NOT NULL without a default": migrations.AddField("proef", "erbij", CHAR(max_length=4)),
    "has a default of Django only": migrations.AddField("proef", "erbij", models.IntegerField(default=3)),
    "makes NOT NULL": migrations.AlterField("proef", "leeg", CHAR(max_length=40)),
    "makes shorter": migrations.AlterField("proef", "naam", CHAR(max_length=10)),
    "makes another kind": migrations.AlterField("proef", "naam", models.IntegerField()),
    "drops in SQL": migrations.RunSQL("ALTER TABLE outbox_proef DROP COLUMN IF EXISTS naam"),
    "drops a table in SQL": migrations.RunSQL(["SELECT 1", 'DROP TABLE "outbox_proef"']),
    "renames in SQL": migrations.RunSQL("ALTER TABLE outbox_proef RENAME COLUMN naam TO titel"),
    "sets NOT NULL in SQL": migrations.RunSQL("ALTER TABLE outbox_proef ALTER leeg SET NOT NULL"),
    "adds NOT NULL in SQL": migrations.RunSQL("ALTER TABLE outbox_proef ADD COLUMN erbij integer NOT NULL"),
    "hides it in a database operation": migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RunSQL("ALTER TABLE outbox_proef DROP COLUMN naam")]
    ),
}
VEILIG = {
    "adds a column that may be empty": migrations.AddField("proef", "erbij", CHAR(max_length=4, null=True)),
    "adds a column with a default": migrations.AddField("proef", "erbij", models.IntegerField(db_default=0)),
    "adds a table": migrations.CreateModel("Nieuw", [("id", models.BigAutoField(primary_key=True))]),
    "adds an index": migrations.AddIndex("proef", models.Index(fields=["naam"], name="proef_naam")),
    "makes longer": migrations.AlterField("proef", "naam", CHAR(max_length=80)),
    "adds with a default in SQL": migrations.RunSQL(
        "ALTER TABLE outbox_proef ADD COLUMN erbij integer NOT NULL DEFAULT 0"
    ),
    "drops what no model knows any more": migrations.RunSQL("ALTER TABLE outbox_proef DROP COLUMN oud"),
}


@pytest.mark.parametrize("operatie", ONVEILIG.values(), ids=ONVEILIG.keys())
def test_what_breaks_the_release_before_is_seen(operatie: Any) -> None:
    assert len(bevindingen(operatie, oude_code_kan_door="0.2.0")) == 1
    assert bevindingen(operatie) == []


@pytest.mark.parametrize("operatie", VEILIG.values(), ids=VEILIG.keys())
def test_what_the_release_before_does_not_notice_is_let_through(operatie: Any) -> None:
    assert bevindingen(operatie, oude_code_kan_door="0.2.0") == []


@pytest.mark.parametrize(
    "operatie",
    [
        migrations.AddField("proef", "erbij", CHAR(max_length=4, null=True)),
        migrations.RenameField("proef", "naam", "titel"),
        migrations.AlterField("proef", "naam", CHAR(max_length=40, null=True)),
    ],
    ids=["its model asks for it", "its model asks for the new name", "it leaves empty"],
)
def test_what_this_release_cannot_do_without_is_seen(operatie: Any) -> None:
    assert len(bevindingen(operatie, mag_ontbreken="0.2.0")) == 1


def test_no_migration_of_ours_says_what_is_not_so() -> None:
    assert vrijheid.onterecht() == []
