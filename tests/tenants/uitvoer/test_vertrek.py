"""Whose contract is over is closed, and still fetches her own data until they are destroyed (P10)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_platform
from keukentafel.tenancy.adresboek import adresboek
from tenants.actions import offboarding, suspension
from tenants.models import Gemeente
from tenants.uitvoer import queries
from tenants.uitvoer.models import Uitvoer
from tests.tenants.levensloop import collega
from tests.tenants.uitvoer.test_schermen import Werk, _browser, doe_het_werk, tekst  # noqa: F401 -- a fixture

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "migrator"]),
    pytest.mark.usefixtures("brief"),
]

Klant = Callable[..., Client]


def _contract_is_over(ref: GemeenteRef, nu: datetime) -> None:
    ilse = collega("Ilse Koster", nu)
    with in_platform():
        rij = Gemeente.objects.get(pk=ref.id)
        einde = offboarding.zeg_aan(gemeente=rij, kenmerk="K1", einddatum=localdate(nu), by=ilse, at=nu)
        offboarding.sluit(einde=einde, by=ilse, at=nu)
    adresboek.vergeet()


def test_who_leaves_makes_and_fetches_everything_and_can_do_nothing_else(
    lindewaard: GemeenteRef,
    klant_van: Klant,
    nu: datetime,
    doe_het_werk: Werk,  # noqa: F811
) -> None:
    beheerder = _browser(lindewaard, klant_van, Rol.BEHEERDER)
    leider = _browser(lindewaard, klant_van, Rol.TEAMLEIDER)
    _contract_is_over(lindewaard, nu)

    dicht = beheerder.get("/mijn-dag")
    assert dicht.status_code == 503
    assert 'href="/koppelingen/gegevens"' in tekst(dicht)
    for pad in (
        "/huishoudens",
        "/koppelingen",
        "/inrichting/mensen",
        "/koppelingen/gegevensx",
        "/api/v1/casussen",
    ):
        assert (pad, beheerder.get(pad).status_code) == (pad, 503)
    assert leider.get("/koppelingen/gegevens").status_code == 404
    buiten = klant_van(lindewaard).get("/koppelingen/gegevens")
    assert (buiten.status_code, buiten["Location"][:9]) == (302, "/inloggen")
    assert klant_van(lindewaard).get("/inloggen").status_code == 200

    assert beheerder.get("/koppelingen/gegevens").status_code == 200
    assert beheerder.post("/koppelingen/gegevens/maken").status_code == 303
    doe_het_werk()
    with in_platform():
        rij = Uitvoer.objects.get()
        gevonden = queries.nieuwste_leesbare(lindewaard.id)
    antwoord = beheerder.post(f"/koppelingen/gegevens/{rij.pk}/ophalen")
    with zipfile.ZipFile(io.BytesIO(b"".join(antwoord.streaming_content))) as zip_:  # type: ignore[attr-defined]
        assert zip_.testzip() is None
    assert gevonden is not None
    assert gevonden.id == rij.pk  # the supplier sees that it is newer than the closing


def test_who_is_closed_for_another_reason_fetches_nothing(
    lindewaard: GemeenteRef, klant_van: Klant, nu: datetime
) -> None:
    beheerder = _browser(lindewaard, klant_van, Rol.BEHEERDER)
    with in_platform():
        suspension.schort_op(naam=lindewaard.slug, reden="Ruzie", at=nu)
    adresboek.vergeet()

    assert beheerder.get("/koppelingen/gegevens").status_code == 503
    assert klant_van(lindewaard).get("/inloggen").status_code == 503
