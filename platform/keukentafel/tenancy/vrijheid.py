"""Does a migration allow what it says that it allows (`tenancy.versie`)?

`oude_code_kan_door`: the release before also runs on a schema with it. Then nothing that code knows may go or
get another name, and a row that it writes must fit. `mag_ontbreken`: this release also runs on a schema without
it. Then its models may not count on what the migration brings. What can be read off the operations is refused;
that nobody's code asks for the rest is shown by the smoke test of both releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.migrations import operations as op
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED

from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties, zaaifouten

VRIJHEDEN = ("oude_code_kan_door", "mag_ontbreken")
_WEG = (
    op.RemoveField,
    op.DeleteModel,
    op.RenameField,
    op.RenameModel,
    op.AlterModelTable,
)
_NAAM = r'"?(\w+)"?'
_KOLOM_WEG = re.compile(rf"\bDROP\s+COLUMN\s+(?:IF\s+EXISTS\s+)?{_NAAM}", re.IGNORECASE)
_TABEL_WEG = re.compile(rf"\bDROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?{_NAAM}", re.IGNORECASE)
_TABEL = re.compile(rf"\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?{_NAAM}", re.IGNORECASE)
_HERNOEMD = re.compile(r"\bRENAME\b", re.IGNORECASE)
_VERPLICHT = re.compile(r"\bSET\s+NOT\s+NULL\b", re.IGNORECASE)
_ERBIJ = re.compile(r"\bADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?[^;]*?(?=,\s*ADD\b|;|$)", re.IGNORECASE)


class OnterechtVrij(Refusal):
    """A migration says that other code may go on, and that is not so."""

    def __init__(self, bevindingen: list[str]) -> None:
        super().__init__(
            "Deze uitgave wordt niet begonnen: een migratie zegt ten onrechte dat andere code door kan. "
            + " ".join(bevindingen[:3])
        )


def bewaak() -> None:
    """Refuse to begin with a release whose migrations say what is not so.

    :raises OnterechtVrij: naming them.
    """
    bevindingen = onterecht()
    if bevindingen and not zaaifouten.staat_aan("vrijheid_niet_nagekeken"):
        raise OnterechtVrij(bevindingen)


def onterecht() -> list[str]:
    """Return a sentence for everything that a migration of this code allows without ground."""
    vrij = {
        sleutel: migratie
        for sleutel, migratie in migraties.lees_van_schijf().items()
        if any(getattr(migratie, naam, "") for naam in VRIJHEDEN)
    }
    if not vrij:
        return []
    lader = MigrationLoader(None, ignore_no_migrations=True)
    return [
        f"{app}.{naam}: {zin}."
        for (app, naam), migratie in sorted(vrij.items())
        for zin in _van(migratie, lader.project_state((app, naam), at_end=False), app)
    ]


def _van(migratie: Any, staat: Any, app: str) -> Iterator[str]:
    nieuw: set[str] = set()
    oud = bool(getattr(migratie, "oude_code_kan_door", ""))
    zonder = bool(getattr(migratie, "mag_ontbreken", ""))
    for operatie in migratie.operations:
        if isinstance(operatie, op.CreateModel):
            nieuw.add(operatie.name_lower)
        if getattr(operatie, "model_name_lower", "") not in nieuw:
            if oud:
                yield from _voor_oude_code(operatie, staat, app)
            if zonder:
                yield from _zonder(operatie)
        operatie.state_forwards(app, staat)


def _voor_oude_code(operatie: Any, staat: Any, app: str) -> Iterator[str]:
    """Yield what code of before would fall over."""
    if isinstance(operatie, op.SeparateDatabaseAndState):
        for deel in operatie.database_operations:
            yield from _voor_oude_code(deel, staat, app)
    elif isinstance(operatie, op.RunSQL):
        for opdracht in _opdrachten(operatie.sql):
            yield from _sql_voor_oude_code(opdracht, staat)
    elif isinstance(operatie, _WEG):
        yield f"{operatie.describe()}, en oude code vraagt ernaar"
    else:
        yield from _veld_voor_oude_code(operatie, staat, app)


def _veld_voor_oude_code(operatie: Any, staat: Any, app: str) -> Iterator[str]:
    if isinstance(operatie, op.AddField) and _eist_een_waarde(operatie.field):
        yield f"{operatie.describe()}: verplicht zonder waarde in de databank (db_default)"
    elif isinstance(operatie, op.AlterField):
        was = staat.models[app, operatie.model_name_lower].fields[operatie.name]
        if was.null and not operatie.field.null:
            yield f"{operatie.describe()}: wordt verplicht, en oude code laat het leeg"
        elif _krimpt(was, operatie.field):
            yield f"{operatie.describe()}: wordt korter of een andere soort"


def _zonder(operatie: Any) -> Iterator[str]:
    """Yield what code of this release would miss where the migration has not come yet."""
    if isinstance(operatie, (op.RenameField, op.RenameModel, op.AlterModelTable)):
        yield f"{operatie.describe()}, en deze code vraagt naar de nieuwe naam"
    elif isinstance(operatie, op.AddField) and not isinstance(operatie.field, models.ManyToManyField):
        yield f"{operatie.describe()}, en het model van deze code vraagt er in elke rij naar"
    elif isinstance(operatie, op.AlterField) and operatie.field.null:
        yield f"{operatie.describe()}: deze code mag het leeg laten, en daar is het nog verplicht"


def _eist_een_waarde(veld: Any) -> bool:
    """Tell whether an INSERT that does not name this column fails. `default` is Django's, not the database's."""
    if isinstance(veld, models.ManyToManyField) or veld.null or getattr(veld, "generated", False):
        return False
    return getattr(veld, "db_default", NOT_PROVIDED) is NOT_PROVIDED


def _krimpt(was: Any, wordt: Any) -> bool:
    if was.get_internal_type() != wordt.get_internal_type():
        return True
    eerst, dan = getattr(was, "max_length", None), getattr(wordt, "max_length", None)
    return dan is not None and (eerst is None or dan < eerst)


# -- SQL of our own ---------------------------------------------------------------------------------------


def _opdrachten(tekst: Any) -> list[str]:
    delen = (
        [tekst] if isinstance(tekst, str) else [deel if isinstance(deel, str) else deel[0] for deel in tekst]
    )
    return [opdracht for deel in delen for opdracht in str(deel).split(";") if opdracht.strip()]


def _sql_voor_oude_code(opdracht: str, staat: Any) -> Iterator[str]:
    """Yield what of a statement hits a table or column that the models of before know."""
    bekend = _kolommen(staat)
    tabel = gevonden.group(1) if (gevonden := _TABEL.search(opdracht)) else ""
    for weg in _TABEL_WEG.findall(opdracht):
        if weg in bekend:
            yield f"DROP TABLE {weg}, en oude code vraagt ernaar"
    if tabel not in bekend:
        return
    for kolom in _KOLOM_WEG.findall(opdracht):
        if kolom in bekend[tabel]:
            yield f"DROP COLUMN {tabel}.{kolom}, en oude code vraagt ernaar"
    if _HERNOEMD.search(opdracht):
        yield f"RENAME in {tabel}, en oude code vraagt naar de oude naam"
    if _VERPLICHT.search(opdracht):
        yield f"SET NOT NULL in {tabel}, en oude code laat het leeg"
    for erbij in _ERBIJ.findall(opdracht):
        is_verplicht = re.search(r"\bNOT\s+NULL\b", erbij, re.IGNORECASE)
        if is_verplicht and not re.search(r"\b(DEFAULT|GENERATED|CONSTRAINT)\b", erbij, re.IGNORECASE):
            yield f"ADD COLUMN in {tabel}: verplicht zonder DEFAULT"


def _kolommen(staat: Any) -> dict[str, set[str]]:
    """Return the tables and columns that the models of a state have."""
    return {
        model._meta.db_table: {veld.column for veld in model._meta.concrete_fields}  # noqa: SLF001 -- public
        for model in staat.apps.get_models(include_auto_created=True)
    }
