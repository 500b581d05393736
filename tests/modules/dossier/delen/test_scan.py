"""A consent on paper: its scan stands with the answer, for whoever may know of the consent."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.delen.actions.toestemming import record_antwoord
from modules.dossier.delen.models import Toestemming, Toestemminggever
from modules.dossier.documenten.models import Document
from tests.factories.identity import log_in
from tests.keukentafel.opslag import bestanden as b
from tests.modules.dossier.delen.toneel import Deeltoneel, maak_deeltoneel, vraag
from tests.modules.dossier.muur import maak_mens
from tests.modules.dossier.verkeer import logboek

pytestmark = pytest.mark.django_db


def op_papier(toneel: Deeltoneel, **anders: Any) -> tuple[Toestemming, Toestemminggever, str]:
    """Ask about the parent, who signs a yes; return the consent, the answer, and where its scan goes."""
    rij = vraag(toneel, toneel.ouder, kaderwet="wmo", aan_organisatie=toneel.school, **anders)
    gever = rij.gevers.get()
    record_antwoord(
        toestemming=rij, gever=gever, antwoord="ja", hoe="papier", op=localdate(),
        by=toneel.zaak.medewerker, at=timezone.now(),
    )  # fmt: skip
    return rij, gever, f"{rij.get_absolute_url()}/scan/{gever.pk}"


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("toestemming.pdf", b.PDF, "application/pdf")


def test_the_scan_of_a_signed_paper_is_kept_and_opens_from_the_consent(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    toneel = maak_deeltoneel(klant, functie="hulpverlener")
    rij, gever, adres = op_papier(toneel, leefgebieden=["dagbesteding"])

    leeg = klant.post(adres)
    klaar = klant.post(adres, {"bestand": pdf()})
    nog_eens = klant.post(adres, {"bestand": pdf()})

    document = Document.objects.get()
    gever.refresh_from_db()
    assert (leeg.status_code, klaar.status_code, nog_eens.status_code) == (422, 303, 422)
    assert (gever.scan, document.soort, document.inwoner) == (document, "toestemming", toneel.ouder)
    assert document.get_absolute_url() in klant.get(rij.get_absolute_url()).content.decode()
    assert klant.get(document.get_absolute_url()).status_code == 200
    assert logboek("delen.toestemming.scan_bewaard") == ["delen.toestemming.scan_bewaard"]


def wie_ziet_de_scan(klant: Client) -> dict[str, tuple[int, bool, bool]]:
    """Keep the scan of a consent about health; return who opens it, finds it listed, and is led to it."""
    toneel = maak_deeltoneel(klant, functie="hulpverlener")
    rij, _, adres = op_papier(toneel, leefgebieden=["verslaving"])
    klant.post(adres, {"bestand": pdf()})
    document = Document.objects.get()
    gezien = {}
    for wie in ("jeugdprofessional", "teamleider"):  # both read the plan; of health only the first
        log_in(klant, maak_mens(wie))
        lijst = klant.get(f"/huishoudens/{toneel.huishouden.pk}/documenten").content.decode()
        gezien[wie] = (
            klant.get(document.get_absolute_url()).status_code,
            document.titel in lijst,
            str(document.pk) in klant.get(rij.get_absolute_url()).content.decode(),
        )

    return gezien


def test_who_may_not_know_what_a_consent_is_about_sees_no_scan(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    assert wie_ziet_de_scan(klant) == {
        "jeugdprofessional": (200, True, True),
        "teamleider": (403, False, False),
    }


def test_turns_red_when_a_scan_is_open_to_who_may_not_know_of_the_consent(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    with zaai("scan_zonder_toestemming"):
        gezien = wie_ziet_de_scan(klant)

    assert gezien["teamleider"][:2] == (200, True)


def test_an_answer_that_was_spoken_has_no_scan(klant: Client, in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel(klant, functie="hulpverlener")
    rij, gever, adres = op_papier(toneel, leefgebieden=["dagbesteding"])
    Toestemminggever.objects.filter(pk=gever.pk).update(hoe="gesprek")

    assert klant.get(adres).status_code == 404
    assert "Voeg de scan toe" not in klant.get(rij.get_absolute_url()).content.decode()
