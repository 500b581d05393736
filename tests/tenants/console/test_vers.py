"""A fresh second factor before something that weighs much (`keukentafel.identity.vers`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pyotp
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, include, path
from django.views.decorators.http import require_http_methods

from keukentafel import operator_urls
from keukentafel.identity import vers
from keukentafel.identity.vers import verse_factor
from keukentafel.tenancy import in_platform
from keukentafel.tenancy.zaaifouten import zaai
from tenants.actions.accounts import NieuwAccount
from tenants.console import tabel
from tenants.models import LeverancierAccount, LeverancierSessie, Platformregel
from tenants.views.deur import alleen_leverancier

pytestmark = pytest.mark.django_db
GEDAAN: list[list[str]] = []


@require_http_methods(["GET", "POST"])
@alleen_leverancier
@verse_factor
def wist_alles(request: HttpRequest) -> HttpResponse:
    """Stand for something that cannot be undone."""
    if request.method == "POST":
        GEDAAN.append(request.POST.getlist("wat"))
    return HttpResponse("gezien")


@pytest.fixture
def pad() -> Iterator[str]:
    """Mount the view above on the supplier's host."""
    GEDAAN.clear()
    proef = include(([path("wist-alles", wist_alles, name="wist_alles")], "proef"), namespace="proef")
    rechten = {**tabel.rechten(), "proef:wist_alles": frozenset({"beheerder_leverancier"})}
    with (
        patch.object(operator_urls, "urlpatterns", [*operator_urls.urlpatterns, path("-proef/", proef)]),
        patch.object(tabel, "rechten", lambda: rechten),
    ):
        clear_url_caches()
        yield "/-proef/wist-alles"
    clear_url_caches()


@pytest.fixture
def oud(klant: Client, nu: datetime) -> Client:
    """Ilse, whose second factor was an hour ago."""
    with in_platform():
        rij = LeverancierSessie.objects.get()
        rij.gegevens["tweede_factor_op"] = (nu - timedelta(hours=1)).isoformat()
        rij.save(update_fields=["gegevens"])
    return klant


def volgende_code(ilse: NieuwAccount, nu: datetime) -> str:
    """The code of the step after the one she signed in with."""
    return pyotp.TOTP(ilse.totp).at(nu + timedelta(seconds=30))


def test_a_fresh_factor_asks_nothing(klant: Client, pad: str) -> None:
    assert klant.post(pad, {"wat": ["a"]}).content == b"gezien"
    assert GEDAAN == [["a"]]


def test_an_old_factor_asks_and_goes_on_with_what_was_sent(
    oud: Client, pad: str, ilse: NieuwAccount, nu: datetime
) -> None:
    vraag = oud.post(pad, {"wat": ["a", 'b "citaat"']})
    tekst = vraag.content.decode()
    velden = re.findall(r'name="wat" value="([^"]*)"', tekst)

    assert (vraag.status_code, GEDAAN) == (200, [])
    assert "Bevestig dat jij het bent" in tekst
    assert velden == ["a", "b &quot;citaat&quot;"]
    mis = oud.post(pad, {"wat": ["a"], vers.CODE: "000000"})
    assert (mis.status_code, GEDAAN) == (422, [])
    goed = oud.post(pad, {"wat": ["a", "b"], vers.CODE: volgende_code(ilse, nu)})
    assert (goed.content, GEDAAN) == (b"gezien", [["a", "b"]])
    assert oud.post(pad, {"wat": ["nog eens"]}).content == b"gezien"  # five minutes long
    with in_platform():
        regel = Platformregel.objects.get(gebeurtenis="identity.factor.opnieuw")
        assert (regel.door, regel.detail["middel"]) == ("Ilse Koster", "code-app")


def test_looking_asks_nothing_and_a_colleague_stays_out(
    oud: Client, pad: str, als: Callable[..., Client]
) -> None:
    from tenants.console.rollen import LeverancierRol

    assert oud.get(pad).status_code == 200
    assert als(LeverancierRol.FINANCIEEL).post(pad, {"wat": "a"}).status_code == 404
    assert GEDAAN == []


def test_a_code_that_was_used_does_not_count_again(
    oud: Client, pad: str, ilse: NieuwAccount, nu: datetime
) -> None:
    code = pyotp.TOTP(ilse.totp).at(nu)  # she signed in with this one

    assert oud.post(pad, {"wat": "a", vers.CODE: code}).status_code == 422
    assert GEDAAN == []


def test_without_the_check_the_test_would_see_it(oud: Client, pad: str) -> None:
    with zaai("factor_blijft_vers"):
        assert oud.post(pad, {"wat": "a"}).content == b"gezien"
    assert GEDAAN == [["a"]]


@pytest.mark.parametrize("waarde", ["", "gisteren", "2999-01-01T00:00:00+00:00"])
def test_a_moment_that_makes_no_sense_is_not_fresh(klant: Client, pad: str, waarde: str) -> None:
    with in_platform():
        rij: Any = LeverancierSessie.objects.get()
        rij.gegevens["tweede_factor_op"] = waarde
        rij.save(update_fields=["gegevens"])

    assert klant.post(pad, {"wat": "a"}).content != b"gezien"
    with in_platform():
        assert LeverancierAccount.objects.count() == 1
