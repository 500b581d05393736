"""The document for people: every operation on one page, drawn here, without a script of somebody else."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from api.v1.document import document_hier, los_op
from api.v1.kern.bron import basis
from modules.toegangsleutels.scopes import KEUZES


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Show what can be asked, per resource, with a first call to copy."""
    context = {
        "groepen": _groepen(),
        "scopes": KEUZES,
        "wortel": f"{basis()}/api/v1",
        "document": document_hier()["info"],
    }
    antwoord = render(request, "api_v1/docs.html", context)
    antwoord["API-Version"] = context["document"]["version"]
    return antwoord


@cache
def _groepen() -> list[dict[str, Any]]:
    document = document_hier()
    per_tag: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in document["tags"]}
    for pad, operaties in document["paths"].items():
        for methode, operatie in operaties.items():
            per_tag[operatie["tags"][0]].append(_operatie(document, pad, methode, operatie))
    return [{"tag": tag, "operaties": per_tag[tag["name"]]} for tag in document["tags"]]


def _operatie(document: dict[str, Any], pad: str, methode: str, operatie: dict[str, Any]) -> dict[str, Any]:
    vorm = _inhoud(operatie.get("requestBody", {}))
    goed = next((stand for stand in ("200", "201", "204") if stand in operatie["responses"]), "200")
    uit = _inhoud(operatie["responses"][goed])
    return {
        "id": operatie["operationId"].replace("_", "-"),
        "titel": format_html("{}: {} {}", operatie["summary"], methode.upper(), _breekbaar(pad)),
        "uitleg": _met_code(operatie["description"]),
        "parameters": [
            {**een, "description": _met_code(een.get("description", ""))}
            for een in (los_op(document, deel) for deel in operatie.get("parameters", []))
        ],
        "in": _velden(document, vorm),
        "uit": _velden(document, uit),
        "standen": sorted(operatie["responses"]),
    }


def _met_code(tekst: str) -> SafeString:
    """Return words for the page: what stands between backticks is code."""
    stukken = tekst.split("`")
    return format_html_join(
        "",
        "{}",
        ((format_html("<code>{}</code>", stuk) if plek % 2 else stuk,) for plek, stuk in enumerate(stukken)),
    )


def _breekbaar(pad: str) -> SafeString:
    """Return an address that may break at each of its parts: it is long, and a screen may be narrow."""
    return format_html_join("", "/<wbr>{}", ((deel,) for deel in pad.strip("/").split("/")))


def _inhoud(deel: dict[str, Any]) -> dict[str, Any]:
    """Return the form of what is sent or answered; empty where there is none."""
    for soort in deel.get("content", {}).values():
        vorm: dict[str, Any] = soort.get("schema", {})
        return vorm
    return {}


def _velden(document: dict[str, Any], vorm: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of a form: their names, kinds and words."""
    vorm = los_op(document, vorm)
    nodig = set(vorm.get("required", ()))
    return [
        {
            "naam": naam,
            "soort": _soort(document, veld),
            "nodig": naam in nodig,
            "uitleg": _met_code(veld.get("description", "")),
        }
        for naam, veld in vorm.get("properties", {}).items()
    ]


def _soort(document: dict[str, Any], veld: dict[str, Any]) -> str:
    """Return the kind of a field in a few words: `text`, `date`, one of a list."""
    vorm = los_op(document, veld)
    if keuzes := [een for een in vorm.get("enum", ()) if een]:
        return " | ".join(map(str, keuzes))
    soort = vorm.get("type", "object")
    soorten = [een for een in (soort if isinstance(soort, list) else [soort]) if een != "null"]
    naam = str(vorm.get("format") or (soorten[0] if soorten else "object"))
    if naam == "array":
        return f"lijst van {_soort(document, vorm.get('items', {}))}"
    return naam
