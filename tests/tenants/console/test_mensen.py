"""People at the supplier: invited, blocked, given another role, and helped when the telephone is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pyotp
import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from keukentafel.tenancy import in_platform
from tenants.actions.accounts import NieuwAccount, make_leverancier_account
from tenants.console.actions import mensen as acties
from tenants.console.models import Accountlink, Wachtendeapp
from tenants.console.rollen import LeverancierRol
from tenants.models import LeverancierAccount, Platformregel
from tests.tenants.conftest import HOST

pytestmark = pytest.mark.django_db
WACHTWOORD = "vier stoelen om een tafel"


def link_in(antwoord: Any) -> str:
    """Return the path of the link that is shown once."""
    gevonden = re.search(r'value="http://[^/"]+(/uitnodiging/[^"]+)"', antwoord.content.decode())
    assert gevonden is not None, "no link on this page"
    return html.unescape(gevonden.group(1))


def gebruik_link(ander: Client, pad: str, wachtwoord: str, gebruikersnaam: str) -> Any:
    """Follow the link, and answer with a password and the code of the app that it shows."""
    ander.get(pad)
    ander.get("/welkom")
    with in_platform():
        code = pyotp.TOTP(Wachtendeapp.objects.get(account__gebruikersnaam=gebruikersnaam).geheim).now()
    return ander.post("/welkom", {"wachtwoord": wachtwoord, "code": code})


@pytest.fixture
def joost(db: None, nu: datetime) -> NieuwAccount:
    return make_leverancier_account(
        gebruikersnaam="joost", naam="Joost Brouwer", email="", rol=LeverancierRol.SUPPORT, at=nu
    )


@pytest.fixture
def ander(klant_van: Callable[..., Client]) -> Client:
    return klant_van(HOST)


def test_an_invited_colleague_takes_the_account_into_use(klant: Client, ander: Client) -> None:
    form = {"naam": "Anna de Wit", "email": "anna@voorbeeld.invalid", "rol": "financieel"}
    pad = link_in(klant.post("/mensen/uitnodigen", form))
    zwak = gebruik_link(ander, pad, "welkom", "anna@voorbeeld.invalid")
    codes = gebruik_link(ander, pad, WACHTWOORD, "anna@voorbeeld.invalid")

    assert (zwak.status_code, codes.status_code) == (422, 200)
    assert codes.content.decode().count("<li><code>") == 10
    assert ander.get("/").status_code == 200
    assert ander.get("/mensen").status_code == 404  # financieel
    assert ander.get(pad).status_code == 404  # once
    assert "Anna de Wit" in klant.get("/mensen").content.decode()


def test_the_link_is_mailed_to_who_it_is_for(klant: Client, ander: Client) -> None:
    form = {"naam": "Anna 't Hart", "email": "anna@voorbeeld.invalid", "rol": "financieel"}
    scherm = klant.post("/mensen/uitnodigen", form, headers={"host": f"{HOST}:8666"})
    (mail,) = django_mail.outbox
    pad = re.search(r"http://leverancier\.localhost(?::\d+)?(/uitnodiging/\S+)", str(mail.body))

    assert mail.to == ["anna@voorbeeld.invalid"]
    assert pad is not None
    assert "8666" not in mail.body  # of the settings, never of a header
    assert pad[1] == link_in(scherm)
    assert "We hebben hem gemaild naar anna@voorbeeld.invalid." in scherm.content.decode()
    assert "Dag Anna 't Hart," in mail.body
    assert "7 dagen" in mail.body
    assert gebruik_link(ander, pad[1], WACHTWOORD, "anna@voorbeeld.invalid").status_code == 200


def test_without_a_mail_server_the_page_says_so_and_shows_the_link(klant: Client) -> None:
    form = {"naam": "Anna", "email": "anna@voorbeeld.invalid", "rol": "financieel"}
    with patch.object(EmailMessage, "send", side_effect=ConnectionRefusedError):
        scherm = klant.post("/mensen/uitnodigen", form)

    assert "kon niet weg. Geef de link zelf." in scherm.content.decode()
    assert link_in(scherm).startswith("/uitnodiging/")


def test_a_lost_factor_is_mailed_too_and_who_has_no_address_gets_none(
    klant: Client, joost: NieuwAccount
) -> None:
    zonder = klant.post(f"/mensen/{joost.account.pk}/tweede-factor")
    with in_platform():
        LeverancierAccount.objects.filter(pk=joost.account.pk).update(email="joost@voorbeeld.invalid")
    klant.post(f"/mensen/{joost.account.pk}/tweede-factor")
    (mail,) = django_mail.outbox

    assert "Er is geen e-mailadres bekend." in zonder.content.decode()
    assert (mail.subject, "1 dag." in mail.body) == ("Een nieuwe code-app voor Keukentafel", True)


def test_a_link_ends_and_a_new_one_ends_the_old(klant: Client, ander: Client) -> None:
    form = {"naam": "Anna", "email": "anna@voorbeeld.invalid", "rol": "financieel"}
    eerste = link_in(klant.post("/mensen/uitnodigen", form))
    with in_platform():
        anna = LeverancierAccount.objects.get(naam="Anna")
    tweede = link_in(klant.post(f"/mensen/{anna.pk}/uitnodigen"))

    assert ander.get(eerste).status_code == 404
    assert ander.get(tweede).status_code == 302
    with in_platform():
        Accountlink.objects.update(verloopt_op=timezone.now() - timedelta(seconds=1))
    assert ander.get("/welkom").status_code == 404


def test_a_lost_second_factor_takes_a_colleague_and_the_password(
    klant: Client, ander: Client, joost: NieuwAccount
) -> None:
    pad = link_in(klant.post(f"/mensen/{joost.account.pk}/tweede-factor"))
    met_oude_code = ander.post("/inloggen", {"gebruikersnaam": "joost", "wachtwoord": joost.wachtwoord})
    met_ander_wachtwoord = gebruik_link(ander, pad, "een heel ander wachtwoord", "joost")
    zelf = gebruik_link(ander, pad, joost.wachtwoord, "joost")

    assert met_oude_code.status_code == 422  # without a factor nobody gets in
    assert (met_ander_wachtwoord.status_code, zelf.status_code) == (422, 200)
    assert ander.get("/").status_code == 200


def test_nobody_does_this_with_an_account_of_their_own(klant: Client, ilse: NieuwAccount) -> None:
    for wat, form in (
        ("rol", {"rol": "financieel"}),
        ("blokkeren", {}),
        ("tweede-factor", {}),
        ("uitnodigen", {}),
        ("heropenen", {}),
    ):
        antwoord = klant.post(f"/mensen/{ilse.account.pk}/{wat}", form)
        assert antwoord.status_code == 422, wat
        assert "andere beheerder" in antwoord.content.decode()


def test_who_is_blocked_is_out_at_once_and_can_come_back(klant: Client, als: Callable[..., Client]) -> None:
    collega = als(LeverancierRol.SUPPORT)
    with in_platform():
        pk = LeverancierAccount.objects.get(rol="supportmedewerker").pk

    assert klant.post(f"/mensen/{pk}/blokkeren").status_code == 303
    assert collega.get("/").status_code == 302
    assert klant.post(f"/mensen/{pk}/heropenen").status_code == 303
    with in_platform():
        assert LeverancierAccount.objects.get(pk=pk).is_actief
        woorden = [regel.in_woorden for regel in Platformregel.objects.filter(door="Ilse Koster")]
    assert "Account geblokkeerd" in woorden
    assert "Account weer geopend" in woorden


def test_a_role_counts_from_the_next_page(klant: Client, als: Callable[..., Client]) -> None:
    collega = als(LeverancierRol.SUPPORT)
    with in_platform():
        pk = LeverancierAccount.objects.get(rol="supportmedewerker").pk

    assert collega.get("/mensen").status_code == 404
    klant.post(f"/mensen/{pk}/rol", {"rol": "beheerder_leverancier"})
    assert collega.get("/mensen").status_code == 200
    assert klant.post(f"/mensen/{pk}/rol", {"rol": "keizer"}).status_code == 422


def test_the_last_administrator_stays(ilse: NieuwAccount, joost: NieuwAccount, nu: datetime) -> None:
    with in_platform():
        for actie in (acties.block_collega, acties.change_rol):
            rest = {"rol": LeverancierRol.SUPPORT} if actie is acties.change_rol else {}
            with pytest.raises(acties.LaatsteBeheerder):
                actie(account=ilse.account, by=joost.account, at=nu, **rest)


def test_the_list_asks_a_fixed_number_of_questions(
    klant: Client, django_assert_num_queries: Any, nu: datetime, alleen_eigen_delen: None
) -> None:
    klant.get("/mensen")
    for aantal in (1, 12):
        for nummer in range(aantal):
            make_leverancier_account(
                gebruikersnaam=f"c{aantal}.{nummer}", naam="Collega", email="", at=nu, wachtwoord=WACHTWOORD
            )
        with in_platform(), django_assert_num_queries(4):
            klant.get("/mensen")


def test_my_own_account_shows_how_i_sign_in_and_changes_it(klant: Client, ilse: NieuwAccount) -> None:
    pagina = klant.get("/account").content.decode()
    fout = klant.post("/account/wachtwoord", {"huidig": "iets anders", "nieuw": WACHTWOORD})
    goed = klant.post("/account/wachtwoord", {"huidig": ilse.wachtwoord, "nieuw": WACHTWOORD})

    assert "Beheerder leverancier" in pagina
    assert (fout.status_code, goed.status_code) == (422, 303)
    assert klant.get("/account").status_code == 200  # this device stays
    klant.get("/account/code-app")
    with in_platform():
        code = pyotp.TOTP(Wachtendeapp.objects.get().geheim).now()
    mis = klant.post("/account/code-app", {"code": "000000"})
    nieuw = klant.post("/account/code-app", {"code": code})
    assert (mis.status_code, nieuw.status_code) == (422, 303)
    assert klant.post("/account/apparaten").status_code == 303
