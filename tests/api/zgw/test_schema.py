"""`schema/openapi.yaml` below each register: the operations of the standard, made from our own code."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.test import Client

from api.zgw.kern.schema import document
from tests.api.zgw import contract

METHODEN = ("get", "post", "put", "patch", "delete", "head")
BOVEN_DE_STANDAARD = {
    # GZAC replaces roles, Dimpact ZAC writes several things at once (zgw.md 7)
    "zrc": {"rol_update", "zaakbijwerken_create", "zaakafsluiten_create"},
    "brc": {"besluit_headers", "besluitinformatieobject_headers"},  # asked by the rules, not in the document
}


def los_op(doc: dict[str, Any], deel: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in deel:
        doel: Any = doc
        for stap in deel["$ref"].removeprefix("#/").split("/"):
            doel = doel[stap]
        deel = doel
    return deel


def operaties(doc: dict[str, Any]) -> dict[str, tuple[str, str, set[str]]]:
    return {
        wat["operationId"]: (
            methode,
            pad,
            {
                een["name"]
                for deel in wat.get("parameters", [])
                if (een := los_op(doc, deel))["in"] == "query"
            },
        )
        for pad, methoden in doc["paths"].items()
        for methode, wat in methoden.items()
        if methode in METHODEN
    }


def verwijzingen(deel: Any) -> set[str]:
    if isinstance(deel, dict):
        eigen = {deel["$ref"]} if "$ref" in deel else set()
        return eigen.union(*map(verwijzingen, deel.values()))
    return set().union(*map(verwijzingen, deel)) if isinstance(deel, list) else set()


@pytest.mark.parametrize("component", contract.BESTANDEN)
def test_every_operation_and_every_parameter_of_the_standard_is_served(component: str) -> None:
    ons, standaard = operaties(document(component)), operaties(contract.document(component))

    assert set(standaard) - set(ons) == set()
    assert set(ons) - set(standaard) == BOVEN_DE_STANDAARD.get(component, set())
    for id, (methode, pad, vragen) in standaard.items():
        assert ons[id][:2] == (methode, pad)
        assert vragen - ons[id][2] == set(), id
    assert document(component)["info"]["version"] == contract.document(component)["info"]["version"]


@pytest.mark.parametrize("component", contract.BESTANDEN)
def test_a_document_points_only_at_what_is_in_it(component: str) -> None:
    doc = document(component)

    wijst = verwijzingen(doc)
    verplicht = [
        kop
        for methoden in doc["paths"].values()
        for methode in METHODEN
        for kop in methoden.get(methode, {}).get("parameters", ())
        if kop["in"] == "header" and kop["required"]
    ]

    assert wijst
    assert all(len(kop["schema"]["enum"]) == 1 for kop in verplicht)  # gemma-zds-client fills them in
    assert {f"#/components/schemas/{naam}" for naam in doc["components"]["schemas"]} >= wijst


@pytest.mark.django_db
def test_the_document_is_open_and_names_the_address_of_its_gemeente(
    klant: Client, in_lindewaard: Any
) -> None:
    for component, wortel in contract.WORTELS.items():
        antwoord = klant.get(f"{wortel}/schema/openapi.yaml?v=3")
        doc = yaml.safe_load(antwoord.content)

        assert antwoord.status_code == 200
        assert doc["openapi"] == "3.0.3"
        assert doc["servers"][0]["url"].endswith(wortel)
        assert doc["servers"][0]["url"].startswith("http://lindewaard.localhost")
        assert doc["paths"] == document(component)["paths"]
