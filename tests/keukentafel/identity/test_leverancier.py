"""The supplier's people sign in through the same code, with tables of their own."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from keukentafel.identity import kant
from keukentafel.identity.actions.aanmelden import NietHerkend, check_code, check_wachtwoord, open_sessie
from keukentafel.identity.models import Sessie
from keukentafel.identity.sessies import SessionStore
from keukentafel.tenancy import in_gemeente, in_platform
from tenants import models as tabellen
from tests.factories.identity import TOTP, code_nu, maak_gebruiker

WACHTWOORD = "drie stoelen aan een tafel"


@pytest.fixture
def regels(monkeypatch):
    """Register the supplier's tables for this test; return what would be in its log."""
    geschreven = []
    eigen = kant.Kant(
        account=tabellen.LeverancierAccount,
        sessie=tabellen.LeverancierSessie,
        totp=tabellen.LeverancierTotp,
        herstelcode=tabellen.LeverancierHerstelcode,
        inlogslot=tabellen.LeverancierSlot,
        start="/",
        noteer=lambda gebeurtenis, **rest: geschreven.append(gebeurtenis),
    )
    monkeypatch.setattr(kant, "_leverancier", [eigen])
    return geschreven


@pytest.fixture
def anna(db, regels):
    toen = datetime(2026, 1, 1, tzinfo=UTC)
    with in_platform():
        anna = tabellen.LeverancierAccount.objects.create(
            gebruikersnaam="anna", naam="Anna", password=make_password(WACHTWOORD)
        )
        tabellen.LeverancierTotp.objects.create(
            gebruiker=anna, geheim=TOTP, gemaakt_op=toen, bevestigd_op=toen
        )
    return anna


def test_somebody_of_the_supplier_signs_in_with_two_factors(anna, regels):
    nu = timezone.now()
    with in_platform():
        account = check_wachtwoord(gebruikersnaam="Anna", wachtwoord=WACHTWOORD, adres="10.0.0.1", at=nu)
        middel = check_code(account=account, code=code_nu(nu), at=nu)
        sessie = SessionStore()
        open_sessie(sessie=sessie, account=account, middel=middel, at=nu)

        assert SessionStore(sessie.session_key).gebruiker() == anna
    assert regels[-1] == "identity.inloggen.gelukt"


def test_a_session_of_the_supplier_is_nothing_at_a_gemeente_and_the_other_way_round(anna, lindewaard):
    nu = timezone.now()
    with in_platform():
        van_anna = SessionStore()
        open_sessie(sessie=van_anna, account=anna, middel="code-app", at=nu)
    with in_gemeente(lindewaard):
        daan = maak_gebruiker()
        van_daan = SessionStore()
        open_sessie(sessie=van_daan, account=daan, middel="code-app", at=nu)
        bij_gemeente = SessionStore(van_anna.session_key)

        assert (bij_gemeente.gebruiker(), bij_gemeente.is_vreemd) == (None, True)
    with in_platform():
        bij_leverancier = SessionStore(van_daan.session_key)

        assert (bij_leverancier.gebruiker(), bij_leverancier.is_vreemd) == (None, True)


def test_an_account_of_a_gemeente_does_not_exist_at_the_supplier(anna, lindewaard):
    with in_gemeente(lindewaard):
        maak_gebruiker(gebruikersnaam="daan")
        assert Sessie.objects.count() == 0
    with in_platform(), pytest.raises(NietHerkend):
        check_wachtwoord(
            gebruikersnaam="daan",
            wachtwoord="vier woorden over een fiets",
            adres="10.0.0.1",
            at=timezone.now(),
        )
