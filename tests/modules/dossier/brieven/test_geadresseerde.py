"""To whom a letter goes: who has gezag, who represents, and why (Jeugdwet 7.3.4, BW 1, Awb 2:1 and 6:17)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel import opslag
from modules.dossier.brieven.actions.brief import (
    BriefNietKlaar,
    NietAanDeze,
    address_brief,
    copy_brief,
    make_brief,
    send_brief,
)
from modules.dossier.brieven.adressanten import adressanten
from modules.dossier.brieven.models import Brief
from modules.dossier.brieven.rules.geadresseerde import Gezag, Namens, geadresseerden, kies
from modules.dossier.models import Gezagsrelatie, Inwoner, Vertegenwoordiger
from tests.factories.dossier import maak_inwoner
from tests.modules.dossier.verkeer import maak_zaak

DAG = date(2026, 5, 12)
GEZAG = (Gezag("1", "Ans Kuiper", "ouder", True), Gezag("2", "Bas de Boer", "ouder", False))


def mens(geboren: date | None = date(1980, 1, 1)) -> Inwoner:
    return Inwoner(
        voornamen="Sem", voorletters="S.", geslachtsnaam="Kuiper", geslacht="man", geboortedatum=geboren
    )


def sleutels(persoon: Inwoner | None, **wie: Any) -> list[str]:
    return [keuze.sleutel for keuze in geadresseerden(persoon, "Kuiper", DAG, **wie)]


@pytest.mark.parametrize(
    ("geboren", "verwacht"),
    [
        (date(2020, 1, 1), ["ouders", "gezag:1", "gezag_elders:2"]),
        (date(2013, 5, 12), ["ouders", "gezag:1", "gezag_elders:2", "inwoner"]),
        (date(2010, 5, 13), ["ouders", "gezag:1", "gezag_elders:2", "inwoner"]),
        (date(2010, 5, 12), ["inwoner", "gezag:1", "gezag_elders:2"]),
        (date(2008, 5, 12), ["inwoner"]),
        (None, ["inwoner"]),
    ],
)
def test_under_16_the_letter_goes_to_who_has_gezag_and_from_18_to_nobody_else(
    geboren: date | None, verwacht: list[str]
) -> None:
    """Jeugdwet, artikel 7.3.4 and 7.3.5."""
    assert sleutels(mens(geboren), gezag=GEZAG) == verwacht


def test_a_curator_comes_first_and_a_mentor_or_gemachtigde_is_offered() -> None:
    """BW 1, artikel 386 and 453; Awb artikel 2:1 and 6:17."""
    namens = (
        Namens("m", "Mia Mentor", "mentor"),
        Namens("g", "Gerd Mach", "gemachtigde"),
        Namens("c", "Cor Ator", "curator", "Bureau Ator"),
    )
    keuzes = geadresseerden(mens(), "Kuiper", DAG, namens=namens)

    assert [keuze.sleutel for keuze in keuzes] == ["curator:c", "inwoner", "gemachtigde:g", "mentor:m"]
    assert keuzes[0].aan == "Bureau Ator, t.a.v. Cor Ator"
    assert "BW 1, artikel 386" in keuzes[0].reden
    assert "Awb artikel 2:1 en 6:17" in keuzes[2].reden
    assert keuzes[0].woont_elders
    assert kies(keuzes, "iemand anders") == keuzes[0]


def test_a_letter_without_a_person_is_for_the_household() -> None:
    assert sleutels(None) == ["bewoners"]


@pytest.mark.usefixtures("in_lindewaard")
class TestMaken:
    @pytest.fixture(autouse=True)
    def eigen_map(self, settings: Any, tmp_path: Path) -> None:
        settings.KT_OPSLAG = tmp_path

    def maak(self, **velden: Any) -> tuple[Any, Brief]:
        zaak = maak_zaak()
        Vertegenwoordiger.objects.create(inwoner=zaak.inwoner, naam="Cor Ator", soort="curator")
        brief = make_brief(
            huishouden=zaak.huishouden, inwoner=zaak.inwoner, soort="wachtlijst", bron=None, by=zaak.medewerker,
            at=timezone.now(), gegevens={"waarvoor": "hulp", "verwacht_op": "1 juli 2026"}, **velden,
        )  # fmt: skip
        return zaak, brief

    def test_it_goes_to_the_curator_and_by_post_only_with_that_ones_address(self) -> None:
        zaak, brief = self.maak()
        assert brief.aan_naam == "Cor Ator"
        assert brief.tekst.startswith("Geachte Cor Ator,\n\nU krijgt deze brief als curator van ")
        with pytest.raises(BriefNietKlaar) as nee:
            send_brief(brief=brief, kanaal="post", by=zaak.medewerker, at=timezone.now())
        assert "bij Aan wie" in str(nee.value)

        brief = address_brief(
            brief=brief, aan=brief.aan_wie, adres=["Markt 5", "1000 AA ELDERS"], by=zaak.medewerker, at=timezone.now()
        )  # fmt: skip
        brief = send_brief(brief=brief, kanaal="post", by=zaak.medewerker, at=timezone.now())

        assert brief.aan_adres == ["Markt 5", "1000 AA ELDERS"]
        assert opslag.haal("brief", brief.pk).startswith(b"%PDF")
        assert copy_brief(brief=brief, by=zaak.medewerker, at=timezone.now()).aan_elders == brief.aan_elders

    def test_another_addressee_changes_the_name_the_first_line_and_the_reason(self) -> None:
        zaak, brief = self.maak()
        brief = address_brief(brief=brief, aan="inwoner", adres=[], by=zaak.medewerker, at=timezone.now())

        assert "Cor Ator" not in brief.tekst
        assert (brief.aan_elders, brief.versie) == ([], 2)
        assert brief.aan_reden == f"De brief gaat over {zaak.inwoner.naam} zelf."
        with pytest.raises(NietAanDeze):
            address_brief(brief=brief, aan="mentor:x", adres=[], by=zaak.medewerker, at=timezone.now())

    def test_a_parent_without_gezag_and_who_no_longer_represents_are_not_offered(self) -> None:
        zaak, _ = self.maak()
        kind = maak_inwoner("Sem", geboortedatum=localdate() - timedelta(days=5 * 365))
        Gezagsrelatie.objects.create(kind=kind, houder_naam="Ans", soort="ouder")
        Gezagsrelatie.objects.create(kind=kind, houder_naam="Bas", soort="ouder_zonder_gezag")
        Vertegenwoordiger.objects.filter(inwoner=zaak.inwoner).update(tot=localdate())

        labels = [keuze.label for keuze in adressanten(zaak.huishouden, kind, localdate())]
        assert labels == ["Ouders of verzorgers van Sem Kuiper", "Ans, ouder met gezag"]
        zelf = adressanten(zaak.huishouden, zaak.inwoner, localdate())
        assert [keuze.sleutel for keuze in zelf] == ["inwoner"]

    def test_on_screen_one_chooses_the_addressee_with_the_reason(self, client: Client) -> None:
        zaak = maak_zaak(client)
        Vertegenwoordiger.objects.create(inwoner=zaak.inwoner, naam="Mia Mentor", soort="mentor")
        mentor = Vertegenwoordiger.objects.get()
        pagina = client.get(f"/huishoudens/{zaak.huishouden.pk}/brieven/nieuw?soort=wachtlijst")
        assert "Mia Mentor, mentor" in pagina.content.decode()
        client.post(
            f"/huishoudens/{zaak.huishouden.pk}/brieven/nieuw",
            {"soort": "wachtlijst", "inwoner": f"{zaak.inwoner.pk}/mentor:{mentor.pk}", "v_waarvoor": "hulp"},
        )
        brief = Brief.objects.get()
        assert (brief.aan_naam, brief.inwoner) == ("Mia Mentor", zaak.inwoner)

        adres = f"/brieven/{brief.pk}/aan"
        assert "BW 1, artikel 453" in client.get(adres).content.decode()
        half = client.post(adres, {"aan": brief.aan_wie, "straat": "Markt 5", "versie": 1})
        assert half.status_code == 422
        heel = {
            "aan": brief.aan_wie,
            "straat": "Markt 5",
            "postcode": "1000aa",
            "plaats": "Elders",
            "versie": 1,
        }
        assert client.post(adres, heel).status_code == 303
        brief.refresh_from_db()
        assert brief.aan_elders == ["Markt 5", "1000 AA ELDERS"]
        assert (
            client.post(adres, {**heel, "aan": "inwoner"}).status_code == 409
        )  # somebody changed it meanwhile
