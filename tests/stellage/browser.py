"""Fixtures for journeys: Debian's Chromium for journeys, addresses of gemeenten, and axe."""

from __future__ import annotations

import os
import shutil
import socketserver
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

VLAGGEN = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-features=OptimizationHints,Translate,MediaRouter",
]  # fmt: skip


def chromium() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    namen = (os.environ.get("KT_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((pad for naam in namen if naam and (pad := shutil.which(naam))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of the machine; fail by name where there is none."""
    pad = chromium()
    if pad is None:
        pytest.fail("Chromium ontbreekt op deze machine: apt-get install chromium (of zet KT_CHROMIUM).")
    return {**browser_type_launch_args, "executable_path": pad, "args": VLAGGEN}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Dutch visitor with a desktop screen. A test may ask another size."""
    return {
        **browser_context_args,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    }


# The server of the tests writes a head and then a body: on a line that stays open the body would wait 40 ms.
socketserver.StreamRequestHandler.disable_nagle_algorithm = True


@pytest.fixture
def adres(live_server: Any, settings: Any) -> Callable[..., str]:
    """Return a function: `adres("lindewaard", "/mijn-dag")` is where that page is served now.

    `adres("")` is the front door and `adres("leverancier")` the supplier. A test that asks for it
    commits for real; the database is put back after it.
    """
    poort = live_server.url.rsplit(":", 1)[1]
    settings.KT_POORT = int(poort)

    def maak(slug: str, pad: str = "/") -> str:
        return f"http://{slug}{'.' if slug else ''}localhost:{poort}{pad}"

    return maak


_LIGGEN = """stand => document.querySelectorAll(".kt-topbar, .kt-bottomnav").forEach(
    balk => balk.style.setProperty("position", stand))"""


@pytest.fixture
def geen_axe_fouten() -> Callable[..., None]:
    """Return a check: `geen_axe_fouten(page)` fails with every violation of WCAG 2.2 A and AA on it."""
    from axe_playwright_python.sync_playwright import Axe  # slow to import, and few tests need it

    axe = Axe()
    regels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # Of what is right one example is enough: to name every element of it takes longer than to look.
    opties = {"runOnly": {"type": "tag", "values": regels}, "resultTypes": ["violations"]}

    def controleer(page: Page) -> None:
        page.wait_for_load_state("load")
        page.evaluate(
            _LIGGEN, "static"
        )  # what lies below a bar scrolls free of it; axe measures what is left
        uitkomst = axe.run(page, options=opties)
        page.evaluate(_LIGGEN, "")
        fouten = [
            f"{fout['id']}: {fout['help']} — {knoop['html'][:160]}"
            for fout in uitkomst.response["violations"]
            for knoop in fout["nodes"]
        ]
        assert fouten == [], f"{len(fouten)} fouten op {page.url}:\n" + "\n".join(fouten)

    return controleer


@pytest.fixture
def schermfoto(page: Page) -> Callable[[str], Path]:
    """Return a function that keeps a picture of the page as it is, for a person to look at."""
    map_ = Path("test-results")

    def maak(naam: str) -> Path:
        map_.mkdir(exist_ok=True)
        pad = map_ / f"{naam}.png"
        page.screenshot(path=pad, full_page=True)
        return pad

    return maak
