"""A melding on paper is worth as much as one by telephone: its scan stands with it (F032; Wmo 2015, art. 2.3.2)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.documenten.models import Document
from modules.dossier.models import Melding, Termijn
from tests.keukentafel.opslag import bestanden as b
from tests.modules.dossier.verkeer import Zaak, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


def stuur(klant: Client, zaak: Zaak, naam: str = "brief.pdf", inhoud: bytes = b.PDF, **anders: Any) -> Any:
    velden = {
        "inhoud": "Ik kan de trap niet meer op.", "wet": "wmo", "kanaal": "brief", "bron": "inwoner",
        "ontvangen_op": localdate().strftime("%d-%m-%Y"), "bevestigd_later": "on", "ondersteuning_later": "on",
        "persoonlijk_plan_gewezen": "later", "melder_naam": "M. Kuiper", **anders,
    }  # fmt: skip
    scan = SimpleUploadedFile(naam, inhoud, content_type="application/pdf") if naam else ""
    return klant.post(
        reverse("dossier:melding_voor", args=[zaak.huishouden.pk]),
        {**velden, **({"scan": scan} if scan else {})},
    )


def test_the_paper_is_kept_with_the_melding(klant: Client) -> None:
    zaak = maak_zaak(klant, variant="toegang")

    antwoord = stuur(klant, zaak)

    melding, document = Melding.objects.get(), Document.objects.get()
    assert (antwoord.status_code, melding.kanaal, melding.gegevens["scan"]) == (
        303,
        "brief",
        str(document.pk),
    )
    assert (document.soort, document.categorie, document.huishouden) == ("formulier", "B", zaak.huishouden)
    pagina = klant.get(antwoord.url).content.decode()
    assert reverse("documenten:bestand", args=[zaak.huishouden.pk, document.pk]) in pagina


@pytest.mark.parametrize("kanaal", ["telefoon", "balie", "brief", "mail"])
def test_wmo_2_3_2_lid_1_every_way_in_starts_the_same_terms(klant: Client, kanaal: str) -> None:
    zaak = maak_zaak(klant, variant="toegang")

    stuur(klant, zaak, naam="", kanaal=kanaal)

    assert sorted(Termijn.objects.values_list("sleutel", flat=True)) == [
        "wmo_bevestiging", "wmo_onderzoek", "wmo_persoonlijk_plan",
    ]  # fmt: skip


def test_a_file_that_is_refused_says_why_and_keeps_what_was_typed(klant: Client) -> None:
    zaak = maak_zaak(klant, variant="toegang")

    antwoord = stuur(klant, zaak, inhoud=b.EICAR)

    pagina = antwoord.content.decode()
    assert (antwoord.status_code, "virus" in pagina, "Ik kan de trap niet meer op." in pagina) == (
        422,
        True,
        True,
    )
    assert (Melding.objects.count(), Document.objects.count()) == (0, 0)


def test_a_form_that_is_sent_twice_keeps_one_paper(klant: Client) -> None:
    zaak = maak_zaak(klant, variant="toegang")
    sleutel = "01a20000-0000-7000-8000-000000000001"

    codes = [stuur(klant, zaak, eenmalig=sleutel).status_code for _ in range(2)]

    assert (codes, Melding.objects.count(), Document.objects.count()) == ([303, 303], 1, 1)


def test_without_a_token_nothing_comes_in(lindewaard: Any) -> None:
    streng = Client(HTTP_HOST="lindewaard.localhost", enforce_csrf_checks=True)
    zaak = maak_zaak(streng, variant="toegang")

    assert stuur(streng, zaak).status_code == 403
    assert Melding.objects.count() == 0
