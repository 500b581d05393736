"""Security headers: on every route of every host, whatever the answer is; and the cookies of production."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as instellingen
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.keukentafel.tenancy.zaaien import wordt_rood

IETS = {
    "uuid": str(UUID(int=7)), "int": "3", "str": "iets", "slug": "iets", "path": "iets",
}  # fmt: skip
HOSTS = {
    "lindewaard.localhost": "keukentafel.urls",
    "leverancier.localhost": "keukentafel.operator_urls",
    "localhost": "keukentafel.voordeur_urls",
}
VAST = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
OPENBAAR = ("/huisstijl", "/informatieprotocol", "/status")
"""What is the same for everybody, signed in or not, and may be kept."""
CSP_EIST = ("default-src 'none'", "base-uri 'none'", "form-action", "frame-ancestors 'none'")
CSP_NOOIT = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "data:", "http:", "*")


def paden(urlconf: str) -> list[str]:
    """Return an address for every route of a urlconf, with something in each place."""
    return sorted({pad for pad in _loop(get_resolver(urlconf), "/") if "(" not in pad and "\\" not in pad})


def _loop(resolver: Any, voor: str) -> Iterator[str]:
    for patroon in resolver.url_patterns:
        pad = voor + re.sub(
            r"<(?:(\w+):)?\w+>", lambda m: IETS.get(m.group(1) or "str", "iets"), str(patroon.pattern)
        )
        if isinstance(patroon, URLResolver):
            yield from _loop(patroon, pad)
        elif isinstance(patroon, URLPattern):
            yield pad


def mist(antwoord: HttpResponseBase) -> list[str]:
    """Return what the headers of an answer lack."""
    fout = [
        f"{naam}={antwoord.headers.get(naam)}"
        for naam, waarde in VAST.items()
        if antwoord.headers.get(naam) != waarde
    ]
    csp = antwoord.headers.get("Content-Security-Policy", "")
    fout += [f"CSP zonder {deel}" for deel in CSP_EIST if deel not in csp]
    elders = re.search(r"form-action [^;]*", csp)  # the front door sends people on to their own gemeente
    zonder = csp.replace(elders.group(), "") if elders else csp
    fout += [f"CSP met {deel}" for deel in CSP_NOOIT if deel in zonder]
    fout += [] if elders and _alleen_eigen(elders.group()) else [f"form-action: {csp}"]
    fout += (
        [] if "geolocation=()" in antwoord.headers.get("Permissions-Policy", "") else ["Permissions-Policy"]
    )
    return fout


def _alleen_eigen(form_action: str) -> bool:
    """Tell whether forms may only go to ourselves and to addresses below our own domain."""
    return all(
        re.fullmatch(r"'(self|none)'|https?://\*?[\w.:*-]*\.?localhost(:[\d*]+)?", deel)
        for deel in form_action.split()[1:]
    )


def alle_koppen(
    klanten: dict[str, Client],
    *,
    bewaarbaar: tuple[str, ...] = ("//",),
    hoe: tuple[str, ...] = ("get", "post", "options"),
) -> tuple[int, dict[int, int]]:
    """Ask every route of every host; return how many, and which codes came back."""
    fouten, codes, aantal = {}, {}, 0
    for host, urlconf in HOSTS.items():
        for pad in paden(urlconf):
            for manier in hoe:
                antwoord = getattr(klanten[host], manier)(pad)
                aantal += 1
                codes[antwoord.status_code] = codes.get(antwoord.status_code, 0) + 1
                fout = mist(antwoord)
                cache = antwoord.headers.get("Cache-Control", "")
                if "no-store" not in cache and not pad.startswith(bewaarbaar):
                    fout.append(f"Cache-Control={cache}")
                if fout:
                    fouten[f"{manier} {host}{pad} {antwoord.status_code}"] = fout
    assert fouten == {}
    return aantal, codes


def kale_klanten() -> dict[str, Client]:
    return {host: Client(HTTP_HOST=host, raise_request_exception=False) for host in HOSTS}


def test_every_route_of_every_host_carries_them_for_a_visitor(
    in_lindewaard: GemeenteRef, capsys: Any
) -> None:
    aantal, codes = alle_koppen(kale_klanten(), bewaarbaar=OPENBAAR)

    assert aantal > 300
    assert codes.get(500, 0) == 0


def test_every_route_carries_them_and_is_not_kept_for_who_is_signed_in(in_lindewaard: GemeenteRef) -> None:
    klanten = kale_klanten()
    wie = maak_gebruiker(rollen=list(Rol), team=eerste_team(), met_code_app=False)
    maak_teamlid(wie, eerste_team())
    log_in(klanten["lindewaard.localhost"], wie)

    aantal, codes = alle_koppen(klanten, hoe=("get",), bewaarbaar=OPENBAAR)
    zelfde = [klant.get("/informatieprotocol").content for klant in (klanten["lindewaard.localhost"], Client(HTTP_HOST="lindewaard.localhost"))]  # fmt: skip
    assert zelfde[0] == zelfde[1]  # what may be kept holds nothing of who looks

    assert aantal > 150
    assert codes.get(200, 0) > 20
    assert codes.get(500, 0) == 0


def test_turns_red_without_the_headers(in_lindewaard: GemeenteRef) -> None:
    wordt_rood("koppen_vergeten", lambda: alle_koppen(kale_klanten()))


@pytest.mark.parametrize(
    "adres",
    [
        ("onbekend.localhost", "/"), ("evil.nl", "/inloggen"), ("lindewaard.localhost", "/bestaat-niet"),
        ("lindewaard.localhost", "/-/live"), ("lindewaard.localhost", "/static/keukentafel/favicon.svg"),
        ("lindewaard.localhost", "/static/bestaat-niet.css"), ("lindewaard.localhost", "/%00"),
    ],
)  # fmt: skip
def test_what_is_no_page_carries_them_too(in_lindewaard: GemeenteRef, adres: tuple[str, str]) -> None:
    host, pad = adres

    antwoord = Client(HTTP_HOST=host, raise_request_exception=False).get(pad)

    assert mist(antwoord) == []
    antwoord.close()


def test_over_https_a_browser_never_comes_back_without(in_lindewaard: GemeenteRef, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000
    klant = Client(HTTP_HOST="lindewaard.localhost")

    assert (
        klant.get("/inloggen", secure=True)["Strict-Transport-Security"]
        == "max-age=63072000; includeSubDomains"
    )
    assert (
        Client(HTTP_HOST="evil.nl")
        .get("/", secure=True)["Strict-Transport-Security"]
        .startswith("max-age=63072000")
    )
    assert "Strict-Transport-Security" not in klant.get("/inloggen")


# -- production -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def productie() -> dict[str, Any]:
    """The settings of a real installation, read in a process of their own."""
    vraag = (
        "import json; from keukentafel.settings import production as p;"
        "print(json.dumps({n: getattr(p, n) for n in dir(p) if n.isupper() and n.startswith(('SESSION', 'CSRF', 'SECURE'))}"
        " | {'DEBUG': p.DEBUG, 'CSP': p.CONTENT_SECURITY_POLICY['DIRECTIVES']}, default=str))"
    )
    omgeving = {
        **os.environ, "KT_MODUS": "productie", "PYTHONPATH": "platform:.", "KT_DOMEIN": "keukentafel.example", "KT_SECRET_KEY": "x" * 60,
    }  # fmt: skip
    omgeving.pop("DJANGO_SETTINGS_MODULE", None)
    kind = subprocess.run(
        [sys.executable, "-c", vraag], env=omgeving, capture_output=True, text=True, check=True
    )
    return dict(json.loads(kind.stdout))


def test_in_production_cookies_belong_to_one_host_and_to_https(productie: dict[str, Any]) -> None:
    assert productie["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert productie["CSRF_COOKIE_NAME"].startswith("__Host-")
    for naam in (
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_HTTPONLY",
    ):
        assert productie[naam] is True
    assert productie.get("SESSION_COOKIE_DOMAIN") is None
    assert productie.get("CSRF_COOKIE_DOMAIN") is None


def test_in_production_https_is_forced_for_two_years(productie: dict[str, Any]) -> None:
    assert productie["SECURE_SSL_REDIRECT"] is True
    assert productie["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert productie["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert productie["DEBUG"] is False


def test_the_policy_of_the_pages_names_no_way_around_it(productie: dict[str, Any]) -> None:
    csp = productie["CSP"]

    assert csp["default-src"] == ["'none'"]
    assert [csp[deel] for deel in ("object-src", "base-uri", "frame-ancestors")] == [["'none'"]] * 3
    assert [woord for delen in csp.values() for woord in delen if any(f in woord for f in CSP_NOOIT)] == []


def test_the_cookies_that_are_really_set_have_the_prefix(in_lindewaard: GemeenteRef, settings: Any) -> None:
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE = "__Host-kt_csrf", True
    klant = Client(HTTP_HOST="lindewaard.localhost")

    koekjes = klant.get("/inloggen", secure=True).cookies
    wie = maak_gebruiker()
    klant.post(
        "/inloggen",
        {"gebruikersnaam": wie.gebruikersnaam, "wachtwoord": "vier woorden over een fiets"},
        secure=True,
    )

    for naam, koekje in {**koekjes, **klant.cookies}.items():
        assert naam.startswith("__Host-")
        assert (koekje["path"], bool(koekje["secure"]), koekje["domain"]) == ("/", True, "")
        assert koekje["httponly"]
        assert koekje["samesite"] in ("Lax", "Strict")


# -- where to report --------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", [*HOSTS])
def test_every_host_tells_where_to_report_what_is_not_safe(in_lindewaard: GemeenteRef, host: str) -> None:
    antwoord = Client(HTTP_HOST=host).get("/.well-known/security.txt")

    velden = dict(regel.split(": ", 1) for regel in antwoord.content.decode().strip().splitlines())
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert velden["Contact"] == instellingen.KT_MELDPUNT
    assert velden["Canonical"] == f"http://{host}/.well-known/security.txt"
    verloopt = datetime.strptime(velden["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert 0 < (verloopt - datetime.now(UTC)).days < 365


def test_an_unknown_host_tells_nothing(db: None) -> None:
    assert Client(HTTP_HOST="evil.nl").get("/.well-known/security.txt").status_code == 404


def test_signing_out_takes_what_the_browser_kept(in_lindewaard: GemeenteRef) -> None:
    klant = Client(HTTP_HOST="lindewaard.localhost")
    with in_gemeente(in_lindewaard):
        log_in(klant, maak_gebruiker())

    assert klant.post("/uitloggen")["Clear-Site-Data"] == '"cache", "storage"'
