"""What may stand in the files that git keeps."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.house.bron import WORTEL, bijgehouden

# Written in pieces, or this file would be its own first finding.
VERBODEN = {
    "the address of a registry": re.compile(
        "|".join(
            ["pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org"]
        )
    ),
    "a path of one machine": re.compile(
        "|".join(
            ["/wo" + r"rk/", "/ro" + r"ot/", "/ho" + r"me/\w", "/op" + r"t/\w", r"(?<!var)/tm" + r"p/[a-z]"]
        )
    ),
}
TEKST = (
    ".py",
    ".toml",
    ".lock",
    ".json",
    ".md",
    ".sh",
    ".mjs",
    ".js",
    ".css",
    ".html",
    ".yaml",
    ".yml",
    ".txt",
    ".npmrc",
)


def teksten() -> list[tuple[str, str]]:
    namen = [naam for naam in bijgehouden() if naam.endswith(TEKST) or "." not in naam.rsplit("/", 1)[-1]]
    return [(naam, (WORTEL / naam).read_text(errors="replace")) for naam in namen]


@pytest.mark.parametrize("wat", sorted(VERBODEN))
def test_no_file_holds(wat):
    gevonden = [f"{naam}: {vondst}" for naam, tekst in teksten() for vondst in VERBODEN[wat].findall(tekst)]

    assert gevonden == []


def test_every_dependency_says_why_it_is_there():
    regels = (WORTEL / "pyproject.toml").read_text().splitlines()
    afhankelijk = [regel for regel in regels if re.match(r'\s+"[a-z0-9-]+(\[[a-z,]+\])?>=', regel)]

    assert [regel.strip() for regel in afhankelijk if "# " not in regel] == []
    assert len(afhankelijk) > 30


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"])
def test_every_locked_package_has_its_hashes(lock):
    blokken = re.split(r"\n(?=[a-z])", (WORTEL / lock).read_text().strip())

    assert [blok.split()[0] for blok in blokken if "--hash=sha256:" not in blok] == []


def test_the_locks_hold_every_dependency_of_the_project():
    project = tomllib.loads((WORTEL / "pyproject.toml").read_text())["project"]
    gevraagd = {re.split(r"[\[>=<]", regel)[0] for regel in project["dependencies"]}
    vast = {
        regel.split("==")[0]
        for regel in (WORTEL / "requirements.lock").read_text().splitlines()
        if "==" in regel
    }

    assert gevraagd - vast == set()


def test_no_file_is_left_half_done():
    merk = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    gevonden = [
        naam
        for naam, tekst in teksten()
        if not naam.endswith((".lock", ".json")) and naam != "pyproject.toml" and merk.search(tekst)
    ]

    assert gevonden == []
