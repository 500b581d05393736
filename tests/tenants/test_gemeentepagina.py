"""The page of one gemeente: contacts, limits, modules, cooperation, name, address, and the end of her contract."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pyotp
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate, now

from keukentafel.identity.actions.mensen import block_gebruiker, invite_gebruiker, unblock_gebruiker
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import lees_instellingen
from keukentafel.opslag.poort import Geweigerd, keur
from keukentafel.tenancy import GemeenteRef, grenzen, in_gemeente, in_platform
from keukentafel.tenancy.adresboek import adresboek
from modules.inrichting.actions.modulekeuze import NietInContract, set_module
from tenants import verklaring
from tenants.actions import contract, offboarding
from tenants.actions.accounts import make_leverancier_account
from tenants.actions.tellen import tel_gemeente
from tenants.actions.vernietiging import begin_stappen
from tenants.models import Contactpersoon, Contracteinde, Gemeente, LeverancierAccount, Stand
from tests.factories.identity import maak_gebruiker
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.tenants.levensloop import BRIEF, SOM, met_akkoord, rijp_einde
from tests.tenants.test_paginas import tekst_van

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def verse_adressen() -> Iterator[None]:
    """What is rolled back may not stay in the directory that this process remembers."""
    yield
    adresboek.vergeet()


@pytest.fixture
def wie(klant: Client) -> LeverancierAccount:
    with in_platform():
        return LeverancierAccount.objects.get(gebruikersnaam="ilse")


@pytest.fixture
def zonder_werk() -> Iterator[list[tuple[str, str]]]:
    """Keep what would be put in the queue `klaarzetten`."""
    ingezet: list[tuple[str, str]] = []
    with (
        patch("tenants.views.einde.vernietig_gemeente") as vernietig,
        patch("tenants.views.einde.sluit_sleutels_opnieuw") as sluit,
    ):
        vernietig.delay.side_effect = lambda id_: ingezet.append(("vernietig", id_))
        sluit.delay.side_effect = lambda id_: ingezet.append(("sluit", id_))
        yield ingezet


def adres(ref: GemeenteRef, wat: str = "") -> str:
    return f"/gemeenten/{ref.id}{wat}"


def laad_grenzen() -> None:
    adresboek.vergeet()
    with in_platform():
        adresboek.zoek("")


# -- contacts ----------------------------------------------------------------------------------------------------


def test_a_contact_is_added_changed_and_forgotten(klant: Client, hoogmeren: GemeenteRef) -> None:
    leeg = klant.post(adres(hoogmeren, "/contact"), {"rol": "storing", "naam": "Wim de Boer"})
    assert leeg.status_code == 422
    assert "Vul een telefoonnummer of een e-mailadres in." in tekst_van(leeg)

    gegevens = {"rol": "storing", "naam": "Wim de Boer", "functie": "beheerder", "telefoon": "06 12345678"}
    assert klant.post(adres(hoogmeren, "/contact"), gegevens).status_code == 303
    pagina = tekst_van(klant.get(adres(hoogmeren)))
    assert "Storingen, ook buiten kantooruren" in pagina
    assert "Wim de Boer , beheerder" in pagina
    assert "Contactpersoon toegevoegd · Ilse Koster" in pagina

    with in_platform():
        persoon = Contactpersoon.objects.get()
    een = adres(hoogmeren, f"/contact/{persoon.pk}")
    oud = {**gegevens, "gezien": persoon.gewijzigd_op.isoformat()}
    assert klant.post(een, {**oud, "naam": "Wim Boer"}).status_code == 303
    conflict = klant.post(een, {**oud, "naam": "Willem de Boer"})
    assert conflict.status_code == 409
    assert "Nu staat er: Storingen, ook buiten kantooruren, Wim Boer" in tekst_van(conflict)
    assert 'value="Willem de Boer"' in conflict.content.decode()

    assert klant.post(f"{een}/weg").status_code == 303
    assert "Nog niemand." in tekst_van(klant.get(adres(hoogmeren)))


# -- limits and modules ------------------------------------------------------------------------------------------


def zet(ref: GemeenteRef, wie: LeverancierAccount, nu: datetime, **anders: Any) -> None:
    with in_platform():
        rij = Gemeente.objects.get(pk=ref.id)
        begin = {
            "modules": frozenset(contract.ALLE_MODULES),
            "max_accounts": None,
            "max_opslag_mb": None,
            "max_api_per_minuut": None,
        }
        contract.zet_grenzen(
            gemeente=rij, gezien=contract.grenzen_nu(rij), by=wie, at=nu, **{**begin, **anders}
        )
    laad_grenzen()


def test_the_form_sets_limits_and_refuses_what_somebody_else_changed(
    klant: Client, hoogmeren: GemeenteRef
) -> None:
    blad = klant.get(adres(hoogmeren, "/grenzen"))
    gezien = blad.context["gezien"]
    goed = {"gezien": gezien, "modules": ["wmo", "jeugd"], "max_accounts": "35", "max_opslag_mb": "", "max_api_per_minuut": "120"}  # fmt: skip

    fout = klant.post(adres(hoogmeren, "/grenzen"), {**goed, "max_accounts": "veel"})
    assert fout.status_code == 422
    assert "Vul een heel getal in, of laat het leeg." in tekst_van(fout)
    assert klant.post(adres(hoogmeren, "/grenzen"), {**goed, "modules": []}).status_code == 422
    assert klant.post(adres(hoogmeren, "/grenzen"), goed).status_code == 303
    later = klant.post(adres(hoogmeren, "/grenzen"), {**goed, "max_accounts": "40"})

    assert later.status_code == 409
    assert "Nu staat er: modules Wmo, Jeugd; accounts 35" in tekst_van(later)
    pagina = tekst_van(klant.get(adres(hoogmeren)))
    assert "van hoogstens 35" in pagina
    assert "hoogstens 120" in pagina


def geen_account_boven_de_grens(ref: GemeenteRef, nu: datetime) -> None:
    """One more account than the contract gives: refused, by an invitation and by opening a closed one."""
    with in_gemeente(ref):
        baas, ander = maak_gebruiker(rollen=(Rol.BEHEERDER,)), maak_gebruiker(rollen=(Rol.BEHEERDER,))
        block_gebruiker(gebruiker=ander, by=baas, at=nu)
        uitnodigen = {
            "naam": "Nieuw",
            "email": "n@voorbeeld.invalid",
            "toekenningen": {(Rol.BEHEERDER, None)},
        }
        with pytest.raises(grenzen.TeVeelAccounts, match="Jullie contract geeft 1 accounts"):
            invite_gebruiker(gebruikersnaam="nieuw", by=baas, at=nu, **uitnodigen)  # type: ignore[arg-type]
        with pytest.raises(grenzen.TeVeelAccounts):
            unblock_gebruiker(gebruiker=ander, by=baas, at=nu)
        assert not Gebruiker.objects.filter(gebruikersnaam="nieuw").exists()


def test_the_number_of_accounts_is_held(
    hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime
) -> None:
    zet(hoogmeren, wie, nu, max_accounts=1)

    geen_account_boven_de_grens(hoogmeren, nu)


def test_turns_red_for_limits_that_are_not_held(
    hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime
) -> None:
    zet(hoogmeren, wie, nu, max_accounts=1)

    wordt_rood("grenzen_los", lambda: geen_account_boven_de_grens(hoogmeren, nu))


def test_full_storage_takes_no_new_file_and_keeps_what_is_there(
    hoogmeren: GemeenteRef, lindewaard: GemeenteRef, wie: LeverancierAccount, nu: datetime
) -> None:
    tel_gemeente(ref=hoogmeren, at=nu)
    zet(hoogmeren, wie, nu, max_opslag_mb=1)
    with in_platform():
        Gemeente.objects.filter(pk=hoogmeren.id).update(opslag_bytes=1024**2 - 10)
    laad_grenzen()

    with in_gemeente(hoogmeren):
        keur("klein.txt", b"past nog")
        with pytest.raises(Geweigerd, match="De opslag van jullie gemeente is vol"):
            keur("groot.txt", b"dit past er niet meer bij")
    with in_gemeente(lindewaard):
        keur("groot.txt", b"dit past er niet meer bij")


def test_a_module_outside_the_contract_is_closed_and_its_choice_stays(
    hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime
) -> None:
    zet(hoogmeren, wie, nu, modules=frozenset({"wmo"}))
    with in_gemeente(hoogmeren):
        assert lees_instellingen(hoogmeren).modules == {"wmo"}
        with pytest.raises(NietInContract):
            set_module(code="jeugd", aan=True, versie=1, by=None, at=nu)

    zet(hoogmeren, wie, nu)

    with in_gemeente(hoogmeren):
        assert lees_instellingen(hoogmeren).modules == {"wmo", "jeugd", "participatie"}


def test_only_modules_of_the_contract_can_be_opened(
    klant: Client,
    hoogmeren: GemeenteRef,
    wie: LeverancierAccount,
    nu: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contract, "_contractbron", [lambda _id, _dag: frozenset({"basis", "wmo"})])

    blad = tekst_van(klant.get(adres(hoogmeren, "/grenzen")))
    assert "Niet in het contract: Jeugd, Participatie." in blad
    with pytest.raises(contract.BuitenContract, match=r"Dit staat niet in het contract: Jeugd\."):
        zet(hoogmeren, wie, nu, modules=frozenset({"wmo", "jeugd"}))


def test_a_contract_with_nothing_but_the_basis_opens_no_module(
    klant: Client,
    hoogmeren: GemeenteRef,
    wie: LeverancierAccount,
    nu: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No module in common counted as no contract, and opened all of them."""
    monkeypatch.setattr(contract, "_contractbron", [lambda _id, _dag: frozenset({"basis"})])

    pagina = klant.get(adres(hoogmeren, "/grenzen"))
    gezien = re.search(r'name="gezien" value="([^"]*)"', pagina.content.decode())
    assert gezien is not None
    assert "Niet in het contract: Wmo, Jeugd, Participatie." in tekst_van(pagina)
    with pytest.raises(contract.BuitenContract):
        zet(hoogmeren, wie, nu, modules=frozenset({"wmo"}))
    antwoord = klant.post(
        adres(hoogmeren, "/grenzen"), {"gezien": html.unescape(gezien[1]), "max_accounts": "40"}
    )

    assert antwoord.status_code == 303
    with in_platform():
        rij = Gemeente.objects.defer("sleutel").get(pk=hoogmeren.id)
    assert (rij.modules_open, rij.max_accounts) == ([], 40)


# -- cooperation, name, address ----------------------------------------------------------------------------------


def test_cooperation_is_noted_for_both(
    klant: Client, hoogmeren: GemeenteRef, lindewaard: GemeenteRef
) -> None:
    for ref in (hoogmeren, lindewaard):
        assert klant.post(adres(ref, "/samenwerking"), {"naam": "Jeugdregio  Zuid"}).status_code == 303
    weer = klant.post(adres(hoogmeren, "/samenwerking"), {"naam": "jeugdregio zuid"})
    assert weer.status_code == 422
    assert "Jeugdregio Zuid Lindewaard" in tekst_van(klant.get(adres(hoogmeren)))

    with in_platform():
        deelname = contract.partners(Gemeente.objects.get(pk=hoogmeren.id))[0]["deelname"]
    assert klant.post(adres(lindewaard, f"/samenwerking/{deelname}/stop")).status_code == 404
    assert klant.post(adres(hoogmeren, f"/samenwerking/{deelname}/stop")).status_code == 303
    assert "Lindewaard" not in tekst_van(klant.get(adres(hoogmeren))).split("Samenwerking")[1]


def test_name_and_address_change_on_the_page(
    klant: Client, hoogmeren: GemeenteRef, klant_van: Callable[..., Client]
) -> None:
    assert (
        klant.post(adres(hoogmeren, "/adres/naam"), {"naam": "Hoogland", "gezien": "Hoogmeren"}).status_code
        == 303
    )
    oud = klant.post(adres(hoogmeren, "/adres/naam"), {"naam": "Meerland", "gezien": "Hoogmeren"})
    assert oud.status_code == 409
    assert "Nu staat er: Hoogland." in tekst_van(oud)
    bezet = klant.post(adres(hoogmeren, "/adres/verhuizen"), {"label": "lindewaard"})
    assert bezet.status_code == 422
    assert "Een adres wordt nooit opnieuw uitgegeven." in tekst_van(bezet)
    assert klant.post(adres(hoogmeren, "/adres/verhuizen"), {"label": "hoogland"}).status_code == 303

    assert "Stuurt door vanaf hoogmeren.localhost" in tekst_van(klant.get(adres(hoogmeren)))
    assert klant_van("hoogmeren.localhost").get("/")["Location"] == "http://hoogland.localhost:8000/"


# -- the end -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=False)
def test_the_tasks_of_the_end_are_walked_on_the_page(
    klant: Client,
    hoogmeren: GemeenteRef,
    zonder_werk: list[tuple[str, str]],
    klant_van: Callable[..., Client],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    vandaag = localdate()

    def doe(wat: str, gegevens: dict[str, Any] | None = None, wie: Client = klant) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return wie.post(adres(hoogmeren, f"/einde/{wat}"), gegevens or {})

    begin = tekst_van(klant.get(adres(hoogmeren, "/einde")))
    assert "De opzegging noteren Nog doen" in begin
    assert "De gemeente sluiten Kan nog niet" in begin
    assert doe("aanzeggen", {"kenmerk": "", "einddatum": ""}).status_code == 422
    straks = (vandaag + timedelta(days=1)).strftime("%d-%m-%Y")
    assert doe("aanzeggen", {"kenmerk": "2026-117", "einddatum": straks}).status_code == 303
    assert zonder_werk == [("sluit", str(hoogmeren.id))]
    assert doe("sluiten").status_code == 422
    assert doe("intrekken").status_code == 303
    assert (
        doe("aanzeggen", {"kenmerk": "2026-118", "einddatum": vandaag.strftime("%d-%m-%Y")}).status_code
        == 303
    )
    assert doe("sluiten").status_code == 303
    assert doe("leveren", {"sha256": "kort", "hoe": "schijf"}).status_code == 422
    assert doe("leveren", {"sha256": SOM, "hoe": "op een schijf"}).status_code == 303
    assert doe("bevestigen", {"door": "T. de Wit", "op": "vandaag"}).status_code in (303, 422)
    doe("bevestigen", {"door": "T. de Wit", "op": vandaag.strftime("%d-%m-%Y")})
    tekenen = {"naam": "A. de Burg", "functie": "burgemeester", "datum": vandaag.strftime("%d-%m-%Y")}
    geen = doe("toestemming", {**tekenen, "brief": SimpleUploadedFile("brief.pdf", b"GIF89a")})
    assert (geen.status_code, "als PDF van hoogstens 5 MB" in tekst_van(geen)) == (422, True)
    goed = doe("toestemming", {**tekenen, "brief": SimpleUploadedFile("brief.pdf", BRIEF)})
    assert goed.status_code == 303

    pagina = tekst_van(klant.get(adres(hoogmeren, "/einde")))
    assert "30 dagen wachten" in pagina
    assert "kan de gemeente nog terugkomen" in pagina
    te_vroeg = doe("vragen")
    assert (te_vroeg.status_code, "Vernietigen kan vanaf" in tekst_van(te_vroeg)) == (422, True)
    assert b"".join(klant.get(adres(hoogmeren, "/einde/brief"))) == BRIEF


def test_two_people_press_and_the_page_follows(
    klant: Client,
    wie: LeverancierAccount,
    hoogmeren: GemeenteRef,
    nu: datetime,
    zonder_werk: list[tuple[str, str]],
    klant_van: Callable[..., Client],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    einde = rijp_einde(hoogmeren, by=wie, at=nu)
    tweede = make_leverancier_account(
        gebruikersnaam="joost", naam="Joost Meijer", email="j@voorbeeld.invalid", at=nu
    )
    joost = klant_van("leverancier.localhost")
    joost.post("/inloggen", {"gebruikersnaam": "joost", "wachtwoord": tweede.wachtwoord})
    joost.post("/inloggen/code", {"code": pyotp.TOTP(tweede.totp).now()})

    assert klant.post(adres(hoogmeren, "/einde/vragen")).status_code == 303
    assert "Een andere beheerder moet akkoord geven" in tekst_van(klant.get(adres(hoogmeren, "/einde")))
    zelf = klant.post(adres(hoogmeren, "/einde/akkoord"), {"naam": "Hoogmeren"})
    assert (zelf.status_code, "Vernietigen doen twee mensen." in tekst_van(zelf)) == (422, True)
    assert joost.post(adres(hoogmeren, "/einde/akkoord"), {"naam": "Hoog"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert joost.post(adres(hoogmeren, "/einde/akkoord"), {"naam": "Hoogmeren"}).status_code == 303

    assert zonder_werk == [("vernietig", str(einde.pk))]
    volgt = klant.get(adres(hoogmeren, "/einde")).content.decode()
    assert 'hx-trigger="every 1s"' in volgt
    assert "0 van 7 stappen klaar" in volgt
    with in_platform():
        Contracteinde.objects.filter(pk=einde.pk).update(
            fout="Stap 'Sleutels weggooien' is mislukt (OSError)."
        )
    mislukt = klant.get(adres(hoogmeren, "/einde"))
    assert "Probeer deze stap opnieuw" in tekst_van(mislukt)
    with django_capture_on_commit_callbacks(execute=True):
        klant.post(adres(hoogmeren, "/einde/opnieuw"))
    assert len(zonder_werk) == 2


def test_the_certificate_can_be_taken_as_pdf_and_as_the_signed_data(
    klant: Client, wie: LeverancierAccount, hoogmeren: GemeenteRef, nu: datetime
) -> None:
    import hashlib

    tweede = make_leverancier_account(
        gebruikersnaam="joost", naam="Joost Meijer", email="j@v.invalid", at=nu
    ).account
    einde = met_akkoord(hoogmeren, eerste=wie, tweede=tweede, at=nu)
    with in_platform():
        einde.stappen = [
            {**stap, "stand": "klaar", "begonnen_op": nu.isoformat(), "klaar_op": nu.isoformat(), "aantallen": {"rijen": 12345}}
            for stap in begin_stappen()
        ]  # fmt: skip
        einde.stand = Contracteinde.Stand.VERNIETIGD
        einde.save()
        Gemeente.objects.filter(pk=hoogmeren.id).update(stand=Stand.BEEINDIGD, beeindigd_op=nu)
        papier = verklaring.maak(einde, at=nu, reservekopieen_tot=localdate(nu))

    pdf = klant.get(adres(hoogmeren, "/einde/verklaring.pdf"))
    data = klant.get(adres(hoogmeren, "/einde/verklaring.json"))

    assert pdf.content.startswith(b"%PDF-")
    assert hashlib.sha256(data.content).hexdigest() == papier.sha256
    assert "Deze gemeente is vertrokken" in tekst_van(klant.get(adres(hoogmeren)))
    assert "De gegevens zijn vernietigd" in tekst_van(klant.get(adres(hoogmeren, "/einde")))
    for dicht in ("/grenzen", "/contact", "/adres", "/samenwerking"):
        assert klant.get(adres(hoogmeren, dicht)).status_code == 404


def test_the_page_asks_a_fixed_number_of_questions(
    klant: Client, hoogmeren: GemeenteRef, wie: LeverancierAccount, django_assert_num_queries: Any
) -> None:
    klant.get(adres(hoogmeren))
    aantal = None
    for keer in (1, 3):
        with in_platform():
            rij = Gemeente.objects.get(pk=hoogmeren.id)
            for nummer in range(keer):
                Contactpersoon.objects.create(
                    gemeente=rij,
                    rol="contract",
                    naam=f"Mens {keer}{nummer}",
                    telefoon="0612345678",
                    gewijzigd_op=now(),
                )
                contract.neem_deel(gemeente=rij, naam=f"Samen {keer}{nummer}", by=wie, at=now())
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with in_platform(), CaptureQueriesContext(connection) as vragen:
            klant.get(adres(hoogmeren))
        aantal = aantal or len(vragen)
        assert len(vragen) == aantal


def test_the_source_of_exports_is_offered(
    klant: Client,
    wie: LeverancierAccount,
    hoogmeren: GemeenteRef,
    nu: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with in_platform():
        rij = Gemeente.objects.get(pk=hoogmeren.id)
        rij_einde = offboarding.zeg_aan(gemeente=rij, kenmerk="x", einddatum=localdate(nu), by=wie, at=nu)
        offboarding.sluit(einde=rij_einde, by=wie, at=nu)
    adres_van_einde = adres(hoogmeren, "/einde")
    oud = offboarding.Uitvoering(rij_einde.pk, nu - timedelta(hours=1), "a" * 64, 10, "/x")
    monkeypatch.setattr(offboarding, "_uitvoerbron", [lambda _id: oud])

    assert "gemeente-exporteren --gemeente hoogmeren --leesbaar" in tekst_van(klant.get(adres_van_einde))
    te_oud = klant.post(f"{adres_van_einde}/leveren", {"sha256": oud.sha256, "hoe": "schijf"})
    assert (te_oud.status_code, "gemaakt voordat de gemeente dicht was" in tekst_van(te_oud)) == (422, True)
    verzonnen = klant.post(f"{adres_van_einde}/leveren", {"sha256": "c" * 64, "hoe": "schijf"})
    assert (verzonnen.status_code, "heeft een ander kenmerk" in tekst_van(verzonnen)) == (422, True)
    nieuw = offboarding.Uitvoering(rij_einde.pk, now(), "b" * 64, 10, "/x")
    monkeypatch.setattr(offboarding, "_uitvoerbron", [lambda _id: nieuw])
    assert f'value="{nieuw.sha256}"' in klant.get(adres_van_einde).content.decode()
