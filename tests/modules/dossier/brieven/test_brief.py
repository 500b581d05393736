"""A letter: made from the text in use, changed as a concept, sent once and never changed after."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from keukentafel import opslag
from keukentafel.audit.models import Logboekregel
from keukentafel.errors import Verouderd
from keukentafel.identity.rollen import Rol
from modules.dossier.brieven import soorten as register
from modules.dossier.brieven.actions.brief import (
    BriefIsVerzonden,
    BriefIsWeggelegd,
    BriefNietKlaar,
    change_brief,
    discard_brief,
    make_brief,
    restore_brief,
    send_brief,
)
from modules.dossier.brieven.models import OPSLAG, Brief
from modules.dossier.brieven.soorten import Briefsoort, OnbekendeSoort, Soorten, Standaardtekst, Veld
from modules.dossier.models import Tijdlijnregel
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = timezone.now()


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


def gezin(naam: str = "Kuiper", **velden: Any) -> Any:
    adres = {"straat": "Lindelaan", "huisnummer": 12, "postcode": "1234AB", "plaats": "Lindewaard"}
    huishouden = maak_huishouden(naam, **{**adres, **velden})
    maak_casus(huishouden, status="ondersteuning")
    return huishouden


def schrijver() -> Any:
    return maak_gebruiker(rollen=(Rol.TEAMLID,), naam="Karim Haddad", met_code_app=False)


def vertraging(huishouden: Any, by: Any, **anders: Any) -> Brief:
    gegevens = {
        "aanvraag_op": "4 mei 2026", "oude_datum": "18 mei 2026", "nieuwe_datum": "8 juni 2026",
        "reden": "De arts heeft meer tijd nodig.", **anders,
    }  # fmt: skip
    inwoner = huishouden.leden.select_related("inwoner").first().inwoner
    return make_brief(
        huishouden=huishouden, inwoner=inwoner, soort="vertraging", gegevens=gegevens, bron=None, by=by, at=NU
    )


def verander(brief: Brief, by: Any, **anders: Any) -> Brief:
    velden = {
        "onderwerp": brief.onderwerp, "samenvatting": brief.samenvatting, "tekst": brief.tekst,
        "ondertekenaar_naam": brief.ondertekenaar_naam, "ondertekenaar_functie": "", **anders,
    }  # fmt: skip
    return change_brief(brief=brief, by=by, at=NU, **velden)


def test_a_letter_is_filled_with_what_is_known_and_what_was_given() -> None:
    by = schrijver()
    brief = vertraging(gezin(), by)

    assert brief.onderwerp == "Ons besluit komt later"
    assert "U krijgt ons besluit voor of op 8 juni 2026." in brief.tekst
    assert "Bel dan met Karim Haddad" in brief.tekst
    assert "{{" not in brief.tekst
    assert (brief.stand, brief.categorie, brief.ondertekenaar_naam) == ("concept", "K", "Karim Haddad")


def test_what_is_missing_stands_in_its_place_and_keeps_the_letter_here() -> None:
    by = schrijver()
    brief = vertraging(gezin(), by, reden="")

    assert "[vul in: waarom het langer duurt]" in brief.tekst
    with pytest.raises(BriefNietKlaar, match="Vul in: waarom het langer duurt"):
        send_brief(brief=brief, kanaal="post", by=by, at=NU)


def test_a_sent_letter_is_kept_encrypted_and_stays_as_it_is() -> None:
    by = schrijver()
    brief = send_brief(brief=vertraging(gezin(), by), kanaal="post", by=by, at=NU)

    inhoud = opslag.haal(OPSLAG, brief.pk)
    assert inhoud[:5] == b"%PDF-"
    assert (brief.stand, brief.kanaal, brief.aan_adres) == (
        "verzonden",
        "post",
        ["Lindelaan 12", "1234 AB LINDEWAARD"],
    )
    assert len(brief.sha256) == 64
    assert brief.paginas >= 1
    assert Tijdlijnregel.objects.filter(object_id=brief.pk, categorie="K").count() == 1
    assert Logboekregel.objects.filter(gebeurtenis="brieven.brief.verzonden").count() == 1
    with pytest.raises(BriefIsVerzonden):
        verander(brief, by, tekst="Iets anders.")
    with pytest.raises(BriefIsVerzonden):
        send_brief(brief=brief, kanaal="post", by=by, at=NU)


@pytest.mark.parametrize("veld", ["tekst", "onderwerp", "aan_naam", "sha256", "kanaal"])
def test_the_database_itself_refuses_to_change_what_was_sent(veld: str) -> None:
    by = schrijver()
    brief = send_brief(brief=vertraging(gezin(), by), kanaal="meegegeven", by=by, at=NU)

    with pytest.raises(IntegrityError, match="een_verzonden_brief_blijft_gelijk"), transaction.atomic():
        Brief.objects.filter(pk=brief.pk).update(**{veld: "anders"})
    with pytest.raises(IntegrityError, match="een_verzonden_brief_blijft_gelijk"), transaction.atomic():
        Brief.objects.filter(pk=brief.pk).update(stand="concept")


def test_a_letter_about_own_work_notes_does_not_exist() -> None:
    eigen = Soorten()
    with pytest.raises(ValueError, match="klasse L"):
        eigen.registreer(Briefsoort("geheim", "Geheim", Standaardtekst("Iets", "Tekst"), categorie="L"))
    by = schrijver()
    brief = vertraging(gezin(), by)
    with pytest.raises(IntegrityError, match="een_brief_gaat_nooit_over_werk_alleen"), transaction.atomic():
        Brief.objects.filter(pk=brief.pk).update(categorie="L")


def test_a_kind_is_registered_once_and_an_unknown_one_is_refused() -> None:
    eigen = Soorten()
    soort = Briefsoort("een", "Een", Standaardtekst("Iets", "Tekst"))
    eigen.registreer(soort)
    with pytest.raises(ValueError, match="al geregistreerd"):
        eigen.registreer(soort)
    with pytest.raises(ValueError, match="velden die er niet zijn"):
        eigen.registreer(Briefsoort("twee", "Twee", Standaardtekst("", ""), (Veld("a", "a", "a"),), ("b",)))
    with pytest.raises(OnbekendeSoort):
        eigen.van("drie")


def test_what_hangs_on_sending_happens_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    by = schrijver()
    gezien: list[Any] = []

    def mislukt(brief: Brief, by: Any, at: Any) -> None:
        gezien.append(brief.pk)
        raise RuntimeError

    monkeypatch.setitem(register.soorten._verzending, "vertraging", [mislukt])
    brief = vertraging(gezin(), by)
    with pytest.raises(RuntimeError):
        send_brief(brief=brief, kanaal="post", by=by, at=NU)

    brief.refresh_from_db()
    assert gezien == [brief.pk]
    assert brief.stand == "concept"


def test_a_letter_without_the_words_of_the_law_is_not_sent() -> None:
    """Awb 3:45: a decision says how to object; whoever takes that out of the text does not send it."""
    by = schrijver()
    huishouden = gezin()
    brief = make_brief(
        huishouden=huishouden, inwoner=None, soort="beschikking", bron=None, by=by, at=NU,
        gegevens={
            "waarover": "hulp bij het huishouden", "aanvraag_op": "4 mei 2026", "besluit_kort": "U krijgt hulp.",
            "overwegingen": [{"titel": "Wat u kunt", "tekst": "U kunt koken."}], "grond": "artikel 2.3.5 van de Wmo 2015",
        },
    )  # fmt: skip
    assert "college van burgemeester en wethouders van Lindewaard" in brief.tekst
    zonder = verander(brief, by, tekst=brief.tekst.split("# Bent u het niet eens")[0])

    with pytest.raises(BriefNietKlaar, match="ontbreekt de tekst over bezwaar maken"):
        send_brief(brief=zonder, kanaal="post", by=by, at=NU)


def test_post_needs_an_address_and_every_letter_somebody_who_signs() -> None:
    by = schrijver()
    zonder_adres = vertraging(gezin(straat=""), by)
    with pytest.raises(BriefNietKlaar, match="geen volledig adres"):
        send_brief(brief=zonder_adres, kanaal="post", by=by, at=NU)
    zonder_naam = verander(zonder_adres, by, ondertekenaar_naam="")
    with pytest.raises(BriefNietKlaar, match="wie de brief tekent"):
        send_brief(brief=zonder_naam, kanaal="meegegeven", by=by, at=NU)


def test_a_concept_is_put_away_and_taken_up_again() -> None:
    by = schrijver()
    brief = discard_brief(brief=vertraging(gezin(), by), by=by, at=NU)
    with pytest.raises(BriefIsWeggelegd):
        send_brief(brief=brief, kanaal="post", by=by, at=NU)
    assert restore_brief(brief=brief, by=by, at=NU).stand == "concept"


def test_two_people_in_one_letter_see_both_texts() -> None:
    by = schrijver()
    brief = vertraging(gezin(), by)
    verander(brief, by, tekst="De eerste was hier.", gezien_versie=1)

    with pytest.raises(Verouderd) as gevonden:
        verander(brief, by, tekst="De tweede ook.", gezien_versie=1)
    assert gevonden.value.huidig.tekst == "De eerste was hier."
    with pytest.raises(Verouderd):
        send_brief(brief=brief, kanaal="post", by=by, at=NU, gezien_versie=1)


def test_the_form_sent_twice_makes_one_letter_and_a_destroyed_one_takes_its_file_along(
    django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    by = schrijver()
    huishouden = gezin()
    brief = send_brief(brief=vertraging(huishouden, by), kanaal="post", by=by, at=NU)
    assert len(list(tmp_path.rglob("*.bin"))) == 1

    nog_een = make_brief(
        huishouden=huishouden, inwoner=None, soort="vertraging", gegevens={}, bron=None, by=by, id=brief.pk,
        at=NU + timedelta(minutes=1),
    )  # fmt: skip
    assert nog_een.pk == brief.pk
    with django_capture_on_commit_callbacks(execute=True):
        huishouden.delete()
    assert list(tmp_path.rglob("*.bin")) == []
