"""What may go, two people who look, and nothing left behind: not in a search, a draft, a file or a restored copy."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel import opslag
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.bewaren import boek
from modules.dossier.bewaren.actions import bewaartermijn, vernietiging
from modules.dossier.bewaren.actions.verzoek import decide_verzoek
from modules.dossier.bewaren.models import (
    Afschrift,
    Boekregel,
    Uitzondering,
    Vernietigingslijst,
    Vernietigingsregel,
    Verzoek,
)
from modules.dossier.bewaren.vernietigen import bepaal
from modules.dossier.inlezen.models import IngelezenHuishouden
from modules.dossier.models import Casus, Concept, Contactnotitie, Huishouden, Inwoner, Inwonertekst, Signaal
from tests.factories.dossier import maak_casus, maak_signaal
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.bewaren.opzet import maak_oud, maak_verzoek, toezicht
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def boek_apart(settings, tmp_path):
    settings.KT_VERNIETIGINGSBOEK = tmp_path / "boek"


def goedgekeurd() -> Vernietigingslijst:
    """Propose what may go, and let two people agree."""
    beheerder, fg = toezicht()
    vernietiging.propose_due(at=timezone.now())
    lijst = Vernietigingslijst.objects.get(stand="open")
    vernietiging.control_first(lijst=lijst, by=beheerder, at=timezone.now())
    return vernietiging.control_second(lijst=lijst, by=fg, at=timezone.now())


def op_de_lijst() -> set[UUID]:
    vernietiging.propose_due(at=timezone.now())
    return set(Vernietigingsregel.objects.values_list("object_id", flat=True))


def test_only_what_has_had_its_term_is_proposed_and_nothing_goes(in_lindewaard):
    oud = maak_oud("Oud", jaren=21, wet="jeugd")
    maak_oud("Jong", jaren=16, wet="jeugd")
    maak_oud("Bijna", jaren=14.9, wet="wmo")
    afgezien = maak_oud("Afgezien", jaren=3.2, met_hulp=False)
    maak_zaak()

    assert op_de_lijst() == {oud.pk, afgezien.pk}
    assert Huishouden.objects.count() == 5


def test_a_household_with_a_running_casus_is_never_proposed(in_lindewaard):
    oud = maak_oud()
    maak_casus(oud)

    assert op_de_lijst() == set()


def test_it_turns_red_when_running_help_is_forgotten(in_lindewaard):
    oud = maak_oud()
    maak_casus(oud)

    with zaai("lopende_hulp_vergeten"):
        assert op_de_lijst() == {oud.pk}


def test_a_finished_signal_of_nobody_goes_after_half_a_year(in_lindewaard):
    toen = timezone.now() - timedelta(days=200)
    signaal = maak_signaal(stand="geen_actie", ontvangen_op=toen)
    maak_signaal(stand="geen_actie", ontvangen_op=timezone.now() - timedelta(days=170))
    maak_signaal(stand="nieuw", ontvangen_op=toen)

    assert op_de_lijst() == {signaal.pk}


def test_proposing_twice_gives_one_line(in_lindewaard):
    maak_oud()

    assert (vernietiging.propose_due(at=timezone.now()), vernietiging.propose_due(at=timezone.now())) == (
        1,
        0,
    )


def test_an_exception_keeps_it_off_the_next_lists_until_its_day(in_lindewaard):
    oud = maak_oud()
    op_de_lijst()
    beheerder, _ = toezicht()
    regel = Vernietigingsregel.objects.get()
    vernietiging.except_regel(
        regel=regel,
        reden="Er loopt een klacht.",
        tot=localdate() + timedelta(days=30),
        by=beheerder,
        at=timezone.now(),
    )
    Vernietigingslijst.objects.all().delete()

    assert op_de_lijst() == set()
    Uitzondering.objects.update(tot=localdate() - timedelta(days=1))
    assert op_de_lijst() == {oud.pk}


def test_one_person_cannot_do_both_controls(in_lindewaard):
    maak_oud()
    vernietiging.propose_due(at=timezone.now())
    lijst = Vernietigingslijst.objects.get()
    beide = maak_gebruiker(rollen=(Rol.BEHEERDER, Rol.FG), met_code_app=False)
    vernietiging.control_first(lijst=lijst, by=beide, at=timezone.now())

    with pytest.raises(vernietiging.NietJouwControle):
        vernietiging.control_second(lijst=lijst, by=beide, at=timezone.now())


def test_even_without_that_check_the_database_refuses_one_person(in_lindewaard):
    maak_oud()
    vernietiging.propose_due(at=timezone.now())
    lijst = Vernietigingslijst.objects.get()
    beide = maak_gebruiker(rollen=(Rol.BEHEERDER, Rol.FG), met_code_app=False)
    vernietiging.control_first(lijst=lijst, by=beide, at=timezone.now())

    with zaai("een_mens_doet_beide_controles"), pytest.raises(IntegrityError, match="twee_mensen"):
        vernietiging.control_second(lijst=lijst, by=beide, at=timezone.now())


def test_neither_control_is_for_just_anybody(in_lindewaard):
    maak_oud()
    vernietiging.propose_due(at=timezone.now())
    lijst = Vernietigingslijst.objects.get()
    beheerder, fg = toezicht()

    with pytest.raises(vernietiging.NietJouwControle):
        vernietiging.control_first(lijst=lijst, by=fg, at=timezone.now())
    with pytest.raises(vernietiging.LijstIsVerder):
        vernietiging.control_second(lijst=lijst, by=fg, at=timezone.now())
    vernietiging.control_first(lijst=lijst, by=beheerder, at=timezone.now())
    with pytest.raises(vernietiging.NietJouwControle):
        vernietiging.control_second(
            lijst=lijst, by=maak_gebruiker(rollen=(Rol.BEHEERDER,)), at=timezone.now()
        )


def sporen(huishouden: Huishouden, naam: str) -> list[str]:
    """Return where something of the household can still be found: every text of every table, and every file."""
    gevonden = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        for (tabel,) in cursor.fetchall():
            if tabel.startswith("audit_"):
                continue
            cursor.execute(f'SELECT count(*) FROM "{tabel}" t WHERE t::text ILIKE %s', [f"%{naam}%"])
            if cursor.fetchone()[0]:
                gevonden.append(tabel)
    return gevonden


def plant(oud: Huishouden, naam: str) -> UUID:
    """Put words about the household in a draft, in the mail, in a read file, and in the store of files."""
    gebruiker = maak_gebruiker(met_code_app=False)
    notitie = Contactnotitie.objects.get(huishouden=oud)
    Concept.objects.create(
        gebruiker=gebruiker, sleutel=f"notitie-{oud.pk}", inhoud={"tekst": naam}, bewaard_op=timezone.now()
    )
    Uitgaand.objects.create(
        soort="mail", sleutel=f"plan-{oud.pk}", aangemaakt_op=timezone.now(), volgende_poging_op=timezone.now(),
        laatste_fout=naam,
    )  # fmt: skip
    maak_signaal(huishouden=oud, over_wie=naam, ontvangen_op=oud.aangemaakt_op)
    opslag.bewaar("document", notitie.pk, naam.encode())
    return notitie.pk


def test_nothing_of_it_stays_anywhere_but_the_lines_of_the_logboek(
    in_lindewaard, django_capture_on_commit_callbacks
):
    oud = maak_oud("Kwikstaart")
    blijft = maak_oud("Grutto", jaren=2)
    bestand = plant(oud, "Kwikstaart")
    assert len(sporen(oud, "Kwikstaart")) >= 8
    regels = Logboekregel.objects.count()

    vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())

    assert sporen(oud, "Kwikstaart") == []
    with pytest.raises(opslag.BestandWeg):
        opslag.haal("document", bestand)
    assert Logboekregel.objects.count() > regels
    assert Huishouden.objects.get() == blijft
    assert sporen(blijft, "Grutto") != []


@pytest.mark.parametrize("fout", ["vernietigd_blijft_in_concept", "vernietigd_blijft_als_bestand"])
def test_it_turns_red_when_a_draft_or_a_file_is_forgotten(in_lindewaard, fout: str):
    oud = maak_oud("Kwikstaart")
    bestand = plant(oud, "Kwikstaart")

    with zaai(fout):
        vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())

    over = sporen(oud, "Kwikstaart")
    if fout == "vernietigd_blijft_in_concept":
        assert (over in ([], ["dossier_concept"]), Concept.objects.count()) == (True, 1)
    else:
        assert opslag.haal("document", bestand) == b"Kwikstaart"


def test_a_person_who_lives_on_in_another_household_stays(in_lindewaard):
    oud = maak_oud("Vroeger")
    inwoner = oud.leden.get().inwoner
    nu = maak_zaak()
    nu.huishouden.leden.create(inwoner=inwoner, van=localdate())

    vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())

    assert Inwoner.objects.filter(pk=inwoner.pk).exists()
    assert not Huishouden.objects.filter(pk=oud.pk).exists()


def afschrift_met(oud: Huishouden) -> Afschrift:
    """A copy that was asked in another household, and that holds a part of this one."""
    verzoek = maak_verzoek(maak_zaak())
    afschrift = Afschrift.objects.create(
        verzoek=verzoek, gemaakt_op=timezone.now(), gemaakt_door=verzoek.behandelaar,
        verloopt_op=timezone.now() + timedelta(days=14), huishoudens={str(oud.pk): "BJ"},
    )  # fmt: skip
    opslag.bewaar("afschrift_zip", afschrift.pk, b"ook van vroeger")
    return afschrift


def test_a_copy_that_holds_a_part_of_what_went_goes_too(in_lindewaard, django_capture_on_commit_callbacks):
    oud, blijft = maak_oud(), maak_oud("Grutto", jaren=2)
    weg, over = afschrift_met(oud), afschrift_met(blijft)

    with django_capture_on_commit_callbacks(execute=True):
        vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())

    with pytest.raises(opslag.BestandWeg):
        opslag.haal("afschrift_zip", weg.pk)
    assert opslag.haal("afschrift_zip", over.pk) == b"ook van vroeger"
    assert list(Afschrift.objects.filter(gewist_op=None)) == [over]


def test_what_began_to_run_after_the_controls_is_passed_over(in_lindewaard):
    oud = maak_oud()
    lijst = goedgekeurd()
    maak_casus(oud)

    vernietiging.run_lijst(lijst=lijst, at=timezone.now())

    regel = Vernietigingsregel.objects.get()
    assert (regel.stand, regel.uitkomst) == ("overgeslagen", "Er loopt nog hulp.")
    assert Casus.objects.lopend().exists()


def test_the_certificate_tells_what_by_which_law_who_when_and_how_much(in_lindewaard):
    oud = maak_oud()
    lijst = goedgekeurd()
    vernietiging.run_lijst(lijst=lijst, at=timezone.now())
    regel = Boekregel.objects.get()

    assert (regel.object_id, regel.grondslag, regel.eerste, regel.tweede) == (
        oud.pk, "Wmo 2015, artikel 5.3.4", "Petra Hoekstra", "Frits Jonker",
    )  # fmt: skip
    assert regel.aantallen["dossier.huishouden"] == 1
    assert len(regel.sha256) == 64
    lijst.refresh_from_db()
    assert lijst.stand == "klaar"


def test_the_book_cannot_be_changed_or_emptied(in_lindewaard):
    maak_oud()
    vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())

    for doe in (Boekregel.objects.all().delete, lambda: Boekregel.objects.update(eerste="X")):
        with pytest.raises(Exception, match=r"permission|toegang|boek|rechten"), transaction.atomic():
            doe()


def test_broken_off_half_way_it_goes_on(in_lindewaard, monkeypatch):
    oud, tweede = maak_oud("Kwikstaart"), maak_oud("Kievit")
    bestand = plant(oud, "Kwikstaart")
    lijst = goedgekeurd()

    def val_uit(_bestanden):
        raise SystemExit  # the plug is pulled between the rows and the files

    monkeypatch.setattr(vernietiging, "verwijder_bestanden", val_uit)
    with pytest.raises(SystemExit):
        vernietiging.run_lijst(lijst=lijst, at=timezone.now())
    assert opslag.haal("document", bestand) == b"Kwikstaart"
    monkeypatch.undo()
    lijst.refresh_from_db()
    vernietiging.run_lijst(lijst=lijst, at=timezone.now())

    with pytest.raises(opslag.BestandWeg):
        opslag.haal("document", bestand)
    assert set(lijst.regels.values_list("stand", flat=True)) == {"weg"}
    assert not Huishouden.objects.filter(pk__in=[oud.pk, tweede.pk]).exists()


def test_a_restored_copy_is_destroyed_again_and_replaying_twice_changes_nothing(in_lindewaard):
    oud = maak_oud("Kwikstaart")
    kopie = _kopieer(oud)
    vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())
    _zet_terug(kopie)
    assert sporen(oud, "Kwikstaart") != []

    eerst = vernietiging.replay_boek(at=timezone.now())
    weer = vernietiging.replay_boek(at=timezone.now())

    assert (eerst.opnieuw, weer.opnieuw, weer.rijen) == (1, 0, 0)
    assert sporen(oud, "Kwikstaart") == []


def test_the_file_outside_the_database_is_enough_when_the_book_was_put_back_too(in_lindewaard, tmp_path):
    """Put back in another gemeente of the test: the table there knows nothing, the file does."""
    oud = maak_oud("Kwikstaart")
    vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())
    bron = tmp_path / "kopie.jsonl"
    regels = boek.lees()
    bron.write_text(boek.pad().read_text().replace(str(oud.pk), str(maak_oud("Specht").pk)) + "half {")
    bron.write_text(bron.read_text().replace(regels[0]["id"], "01900000-0000-7000-8000-000000000001"))

    uitkomst = vernietiging.replay_boek(bron=bron, at=timezone.now())

    assert (uitkomst.regels, uitkomst.opnieuw) == (2, 1)
    assert not Huishouden.objects.exists()
    assert Boekregel.objects.count() == 2


def _kopieer(huishouden: Huishouden) -> list[tuple[str, str]]:
    """Take a copy of every row of a household, as a backup would."""
    kopie = []
    with connection.cursor() as cursor:
        for model, ids in bepaal("huishouden", huishouden.pk).rijen.items():
            tabel = _tabel(model)
            for id_ in ids:
                cursor.execute(f'SELECT row_to_json(t)::text FROM "{tabel}" t WHERE id = %s', [id_])
                kopie.append((tabel, cursor.fetchone()[0]))
    return kopie


def _zet_terug(kopie: list[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        for tabel, rij in kopie:  # the constraints are deferred: any order will do
            cursor.execute(
                f'INSERT INTO "{tabel}" SELECT * FROM json_populate_record(NULL::"{tabel}", %s)', [rij]
            )


def _tabel(model: str) -> str:
    from django.apps import apps

    return apps.get_model(model)._meta.db_table


def test_a_granted_request_goes_on_the_list_and_takes_the_words_of_that_person_only(in_lindewaard):
    zaak = maak_zaak(
        personen=({"voornamen": "Marieke", "geboortedatum": localdate() - timedelta(days=365 * 40)}, "Ruud"),
        status="afgesloten", afgesloten_op=localdate(),
    )  # fmt: skip
    ander = zaak.huishouden.leden.exclude(inwoner=zaak.inwoner).get().inwoner
    for wie, tekst in ((zaak.inwoner, "Mijn Kwikstaart"), (ander, "Zijn woorden")):
        Inwonertekst.objects.create(
            huishouden=zaak.huishouden, inwoner=wie, bij_soort="dossier", tekst=tekst, op=timezone.now()
        )
    verzoek = maak_verzoek(zaak, "vernietiging")
    decide_verzoek(
        verzoek=verzoek,
        besluit="ja",
        gronden=[],
        motivering="",
        wat_gedaan="",
        by=zaak.medewerker,
        at=timezone.now(),
    )
    assert Vernietigingsregel.objects.get().soort == "persoon"

    vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())

    assert list(Inwonertekst.objects.values_list("tekst", flat=True)) == ["Zijn woorden"]
    assert list(Inwoner.objects.all()) == [ander]
    gebleven = Verzoek.objects.get()
    assert (gebleven.aanvrager_naam, gebleven.inhoud, gebleven.besluit) == ("", "", "ja")
    zaak.huishouden.refresh_from_db()
    assert "marieke" not in zaak.huishouden.zoektekst.lower()


def test_it_turns_red_when_the_search_still_finds_the_person(in_lindewaard):
    zaak = maak_zaak(
        personen=({"voornamen": "Marieke", "geboortedatum": localdate() - timedelta(days=365 * 40)}, "Ruud"),
        status="afgesloten", afgesloten_op=localdate(),
    )  # fmt: skip
    verzoek = maak_verzoek(zaak, "vernietiging")
    decide_verzoek(
        verzoek=verzoek,
        besluit="ja",
        gronden=[],
        motivering="",
        wat_gedaan="",
        by=zaak.medewerker,
        at=timezone.now(),
    )

    with zaai("vernietigd_blijft_vindbaar"):
        vernietiging.run_lijst(lijst=goedgekeurd(), at=timezone.now())

    zaak.huishouden.refresh_from_db()
    assert "marieke" in zaak.huishouden.zoektekst.lower()


def test_other_terms_hold_after_the_fg_agreed_and_not_before(in_lindewaard):
    maak_oud("Oud", jaren=16, wet="wmo")
    beheerder, fg = toezicht()
    waarden = {
        naam: {"maanden": t.maanden, "start": str(t.start)}
        for naam, t in bewaartermijn.termijnen_nu().items()
    }
    voorstel = bewaartermijn.propose_termijnen(
        waarden=waarden | {"wmo": {"maanden": 240, "start": "laatste_stuk"}}, toelichting="Zorgvuldig", by=beheerder,
        at=timezone.now(),
    )  # fmt: skip
    assert bewaartermijn.termijnen_nu()["wmo"].maanden == 180
    with pytest.raises(bewaartermijn.NietHetEigenVoorstel):
        bewaartermijn.judge_termijnen(
            voorstel=voorstel, akkoord=True, oordeel="", by=beheerder, at=timezone.now()
        )

    bewaartermijn.judge_termijnen(voorstel=voorstel, akkoord=True, oordeel="Goed", by=fg, at=timezone.now())

    assert bewaartermijn.termijnen_nu()["wmo"].maanden == 240
    assert op_de_lijst() == set()
    assert IngelezenHuishouden.objects.count() == Signaal.objects.count() == 0
    assert not zaaifouten.staat_aan("deur_open")
