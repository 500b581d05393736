"""Every query parameter and search field that the published documents name is known, and none that they do not."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import resolve

from api.zgw.kern.bron import Bron
from tests.api.zgw.contract import WORTELS, document

ID = "0" * 8 + "-0000-4000-8000-" + "0" * 12

RUIMER = {"/resultaattypen": {"datumGeldigheid", "zaaktypeIdentificatie"}}
"""What the next version of a document has, and consumers send already."""


def vindplaats(pad: str, methode: str) -> tuple[type[Bron], str]:
    delen = [ID if "{" in deel else deel for deel in pad.split("/")]
    gevonden: Any = resolve("/".join(delen)).func
    return gevonden.cls, gevonden.actions[methode]


def gevraagd(operatie: dict[str, Any], pad: dict[str, Any], doc: dict[str, Any]) -> set[str]:
    uit = set()
    for regel in [*operatie.get("parameters", []), *pad.get("parameters", [])]:
        while "$ref" in regel:
            regel = doc["components"]["parameters"][regel["$ref"].rpartition("/")[2]]
        if regel["in"] == "query":
            uit.add(regel["name"])
    return uit


def bekend(bron: type[Bron], actie: str) -> set[str]:
    if actie == "list":
        return set(bron.vraag.namen()) | ({"page"} if bron.met_bladen else set())
    return ({"expand"} if bron.relaties else set()) | set(bron.stukvragen)


@pytest.mark.parametrize("component", list(WORTELS))
def test_every_documented_parameter_is_known(component: str) -> None:
    doc, verschil = document(component), {}
    for pad, operaties in doc["paths"].items():
        for methode in ("get", "head"):
            if methode not in operaties:
                continue
            bron, actie = vindplaats(f"{WORTELS[component]}{pad}", methode)
            if actie not in ("list", "retrieve", "koppen"):
                continue
            staat = gevraagd(operaties[methode], operaties, doc) | RUIMER.get(pad, set())
            weet = bekend(bron, actie)
            if staat - weet or (actie == "list" and weet - staat):
                verschil[f"{methode} {pad}"] = (sorted(staat - weet), sorted(weet - staat))
    assert verschil == {}


@pytest.mark.parametrize(
    ("component", "pad"), [("zrc", "/zaken/_zoek"), ("drc", "/enkelvoudiginformatieobjecten/_zoek")]
)
def test_every_documented_search_field_is_known(component: str, pad: str) -> None:
    doc = document(component)
    schema = doc["paths"][pad]["post"]["requestBody"]["content"]["application/json"]["schema"]
    velden = doc["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"]
    bron: Any = vindplaats(f"{WORTELS[component]}{pad}", "post")[0]

    assert set(bron.zoekvraag().fields) - {"page"} == set(velden) - {"page"}
