"""The post: a bundle is made, printed, put back or posted; each letter once."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from keukentafel import opslag
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from modules.dossier.brieven import soorten as register
from modules.dossier.brieven.actions import post
from modules.dossier.brieven.actions.brief import make_brief, send_brief
from modules.dossier.brieven.actions.post import (
    AlInEenBundel,
    BundelIsGepost,
    BundelIsTerug,
    BundelNietKlaar,
    NietAfgedrukt,
    NietsGekozen,
    TeVeel,
    make_bundel,
    mark_gepost,
    open_printbestand,
    print_bundel,
    undo_bundel,
)
from modules.dossier.brieven.models import OPSLAG_BUNDEL, Brief, Postbundel
from modules.dossier.brieven.taken import maak_printbestand
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = timezone.now()


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


@pytest.fixture
def by() -> Any:
    return maak_gebruiker(rollen=(Rol.TEAMLID,), naam="Karim Haddad", met_code_app=False)


def verzonden(by: Any, naam: str = "Kuiper", kanaal: str = "post") -> Brief:
    huishouden = maak_huishouden(
        naam, straat="Lindelaan", huisnummer=12, postcode="1234AB", plaats="Lindewaard"
    )
    maak_casus(huishouden)
    brief = make_brief(
        huishouden=huishouden, inwoner=None, soort="wachtlijst", bron=None, by=by, at=NU,
        gegevens={"waarvoor": "hulp", "verwacht_op": "1 juli 2026"},
    )  # fmt: skip
    return send_brief(brief=brief, kanaal=kanaal, by=by, at=NU)


def test_one_print_file_holds_every_letter_each_on_a_sheet_of_its_own(by: Any) -> None:
    brieven = [verzonden(by, naam) for naam in ("Een", "Twee", "Drie")]
    bundel = make_bundel(brieven=[brief.pk for brief in brieven], by=by, at=NU)
    bundel = print_bundel(bundel=bundel, at=NU)

    assert (bundel.stand, bundel.verwerkt, bundel.paginas) == ("klaar", 3, sum(b.paginas for b in brieven))
    lezer = PdfReader(BytesIO(open_printbestand(bundel=bundel, by=by, at=NU)))
    assert len(lezer.pages) == sum(b.paginas + b.paginas % 2 for b in brieven)
    tekst = " ".join(pagina.extract_text() for pagina in lezer.pages)
    assert [f"familie {naam}" in tekst for naam in ("Een", "Twee", "Drie")] == [True, True, True]
    assert Logboekregel.objects.filter(gebeurtenis="brieven.brief.afgedrukt").count() == 3


def test_only_post_that_waits_goes_in_a_bundle_and_only_once(
    by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = verzonden(by)
    with pytest.raises(NietsGekozen):
        make_bundel(brieven=[], by=by, at=NU)
    with pytest.raises(AlInEenBundel):
        make_bundel(brieven=[verzonden(by, "Digitaal", "digitaal").pk], by=by, at=NU)
    make_bundel(brieven=[brief.pk], by=by, at=NU)
    with pytest.raises(AlInEenBundel):
        make_bundel(brieven=[brief.pk], by=by, at=NU)
    monkeypatch.setattr(post, "HOOGSTENS", 0)
    with pytest.raises(TeVeel):
        make_bundel(brieven=[brief.pk], by=by, at=NU)


def test_a_bundle_goes_back_until_it_was_posted(by: Any) -> None:
    brief = verzonden(by)
    bundel = print_bundel(bundel=make_bundel(brieven=[brief.pk], by=by, at=NU), at=NU)
    undo_bundel(bundel=bundel, by=by, at=NU)
    brief.refresh_from_db()
    assert (brief.bundel_id, brief.wacht_op_post) == (None, True)
    with pytest.raises(BundelIsTerug):
        open_printbestand(bundel=bundel, by=by, at=NU)

    tweede = make_bundel(brieven=[brief.pk], by=by, at=NU)
    with pytest.raises(BundelNietKlaar):
        mark_gepost(bundel=tweede, by=by, at=NU)
    print_bundel(bundel=tweede, at=NU)
    with pytest.raises(NietAfgedrukt):
        mark_gepost(bundel=tweede, by=by, at=NU)
    open_printbestand(bundel=tweede, by=by, at=NU)
    mark_gepost(bundel=tweede, by=by, at=NU)
    for actie in (undo_bundel, mark_gepost, open_printbestand):
        with pytest.raises(BundelIsGepost):
            actie(bundel=tweede, by=by, at=NU)
    brief.refresh_from_db()
    assert brief.gepost_op == NU


def test_who_waits_for_the_post_hears_when_it_went(by: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gehoord: list[Any] = []
    monkeypatch.setitem(
        register.soorten._posten, "wachtlijst", [lambda brief, op, by, at: gehoord.append((brief.pk, op))]
    )
    brief = verzonden(by)
    bundel = print_bundel(bundel=make_bundel(brieven=[brief.pk], by=by, at=NU), at=NU)
    open_printbestand(bundel=bundel, by=by, at=NU)
    mark_gepost(bundel=bundel, by=by, at=NU)

    assert gehoord == [(brief.pk, timezone.localdate(NU))]


def test_the_task_may_be_delivered_twice_and_says_when_it_fails(
    by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundel = make_bundel(brieven=[verzonden(by).pk], by=by, at=NU)
    maak_printbestand.run(str(bundel.pk))
    maak_printbestand.run(str(bundel.pk))
    bundel.refresh_from_db()
    assert bundel.stand == "klaar"
    assert opslag.haal(OPSLAG_BUNDEL, bundel.pk)[:5] == b"%PDF-"

    kapot = make_bundel(brieven=[verzonden(by, "Kapot").pk], by=by, at=NU)
    monkeypatch.setattr("modules.dossier.brieven.taken.print_bundel", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        maak_printbestand.run(str(kapot.pk))
    assert Postbundel.objects.get(pk=kapot.pk).stand == "mislukt"
    undo_bundel(bundel=kapot, by=by, at=NU)


def test_a_bundle_that_was_put_back_meanwhile_stays_put_back(by: Any) -> None:
    bundel = make_bundel(brieven=[verzonden(by).pk], by=by, at=NU)
    undo_bundel(bundel=bundel, by=by, at=NU)
    print_bundel(bundel=bundel, at=NU)

    assert Postbundel.objects.get(pk=bundel.pk).stand == "terug"
