"""Every module plugs in, every route has a right, every change of a model has a migration with a name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.urls import URLPattern, URLResolver, get_resolver

from keukentafel import registry
from tests.house.bron import WORTEL

EIGEN = ("keukentafel", "tenants", "support", "billing", "modules", "api")
# A gemeente that is open, and one that is closed.
ADRESSEN = ("keukentafel.urls", "keukentafel.gesloten_urls")


def apps_van_ons() -> list[str]:
    return sorted(config.label for config in apps.get_app_configs() if config.name.split(".")[0] in EIGEN)


def test_every_folder_with_an_apps_file_is_installed():
    gevonden = {
        str(pad.parent.relative_to(WORTEL)).removeprefix("platform/").replace("/", ".")
        for map_ in ("platform/keukentafel", "tenants", "support", "billing", "modules")
        for pad in (WORTEL / map_).rglob("apps.py")
    }

    assert gevonden - {config.name for config in apps.get_app_configs()} == set()


def test_every_module_is_found_by_the_registry():
    mappen = {f"modules.{pad.parent.name}" for pad in (WORTEL / "modules").glob("*/apps.py")}

    assert mappen - {config.name for config in registry.modules()} == set()


def test_a_module_is_registered_once():
    namen = [config.name for config in registry.modules()]

    assert sorted(namen) == sorted(set(namen))


def routes(resolver: URLResolver, voor: str = "") -> set[str]:
    """Return the full name of every route below a resolver."""
    gevonden: set[str] = set()
    for deel in resolver.url_patterns:
        if isinstance(deel, URLResolver):
            gevonden |= routes(deel, f"{voor}{deel.namespace}:" if deel.namespace else voor)
        elif isinstance(deel, URLPattern):
            gevonden.add(f"{voor}{deel.name or deel.pattern}")
    return gevonden


def test_every_route_of_a_gemeente_has_a_right_and_every_right_has_a_route():
    bestaand = set().union(*(routes(get_resolver(adressen)) for adressen in ADRESSEN))

    assert bestaand == set(registry.rechten())


def test_every_menu_item_leads_to_a_route_that_exists():
    bestaand = routes(get_resolver("keukentafel.urls"))

    assert [item.route for item in registry.menu_items() if item.route not in bestaand] == []


def test_no_change_of_a_model_is_without_a_migration():
    lader = MigrationLoader(None, ignore_no_migrations=True)
    wijzigingen = MigrationAutodetector(lader.project_state(), ProjectState.from_apps(apps)).changes(
        lader.graph
    )

    assert {
        app: [str(stap) for stap in stappen] for app, stappen in wijzigingen.items() if app in apps_van_ons()
    } == {}


@pytest.mark.parametrize("app", apps_van_ons())
def test_no_migration_has_a_name_that_django_made_up(app):
    lader = MigrationLoader(None, ignore_no_migrations=True)
    eigen = [migratie for (label, _), migratie in lader.disk_migrations.items() if label == app]

    gevonden = [
        migratie.name
        for migratie in eigen
        if re.sub(r"^\d{4}_", "", migratie.name) in {"initial", migratie.suggest_name()}
        or "auto_" in migratie.name
    ]

    assert gevonden == []


def test_the_two_kinds_of_schema_share_no_app():
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == set()


def test_no_django_app_with_tables_of_its_own_came_along():
    tabellen = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.split(".")[0] not in EIGEN and not model._meta.proxy
    }

    assert tabellen == {"django_content_type"}  # django-tenants imports it; no schema has the table


def test_every_package_of_ours_is_in_the_wheel():
    import tomllib  # only here

    wheel = tomllib.loads((WORTEL / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]

    assert sorted(Path(pakket).name for pakket in wheel["packages"]) == sorted((*EIGEN, "demo"))
