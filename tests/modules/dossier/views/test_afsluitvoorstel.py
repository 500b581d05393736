"""Help that is turned down ends after a second view by a colleague; the closing waits, and never gets stuck (F058)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.dossier.actions import afsluiten
from modules.dossier.actions import afsluitvoorstel as actions
from modules.dossier.models import Afsluiting, Afsluitvoorstel, Termijn
from modules.dossier.rules.afsluiten import Slot
from modules.dossier.toegang.models import Attendering
from modules.inrichting.rules.instellingsoort import Keuze
from tests.factories.dossier import eerste_team, maak_termijn
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import Zaak, logboek, maak_zaak, vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def maak_collega(naam: str = "Daan Visser", *rollen: Rol) -> Any:
    wie = maak_gebruiker(naam=naam, rollen=list(rollen) or [Rol.TEAMLID], met_code_app=False)
    maak_teamlid(wie, eerste_team(), geheimhouding=True)
    return wie


def stel_voor(zaak: Zaak, aan: Any, **anders: Any) -> Afsluitvoorstel:
    gegevens: dict[str, Any] = {
        "casus": zaak.casus, "geprobeerd": "Drie keer langs geweest.", "toelichting": "Zij wil nu niet.", "aan": aan,
        "leiders": [], "by": zaak.medewerker, "at": timezone.now(),
    }  # fmt: skip
    return actions.propose_closing(**gegevens | anders)


def kijk_mee(rij: Afsluitvoorstel, wie: Any, oordeel: str = "eens") -> Afsluitvoorstel:
    return actions.answer_voorstel(
        voorstel=rij, oordeel=oordeel, tweede_blik="Laat de deur open.", by=wie, at=timezone.now()
    )


def sluit(rij: Afsluitvoorstel, wie: Any, *, is_teamleider: bool = False, **anders: Any) -> Afsluiting:
    gegevens = actions.Slotgegevens(**{"inwoner_geinformeerd_op": localdate(), **anders})
    return actions.close_after_voorstel(
        voorstel=rij, gegevens=gegevens, is_teamleider=is_teamleider, by=wie, at=timezone.now()
    )


def test_the_help_and_the_terms_of_the_law_go_on_while_the_closing_waits() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    maak_termijn(zaak.casus)
    stel_voor(zaak, daan)
    zaak.casus.refresh_from_db()

    assert zaak.casus.afgesloten_op is None
    assert Termijn.objects.get().status == "loopt"
    assert list(Attendering.objects.values_list("voor_id", flat=True)) == [daan.pk]


def test_a_proposal_says_what_was_tried_and_asks_somebody_else() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    with pytest.raises(actions.GeprobeerdOntbreekt):
        stel_voor(zaak, daan, geprobeerd=" ")
    with pytest.raises(actions.KijktZelfMee):
        stel_voor(zaak, zaak.medewerker)
    assert not Afsluitvoorstel.objects.exists()


def test_the_database_knows_that_one_does_not_look_along_with_oneself() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = Afsluitvoorstel.objects.filter(pk=stel_voor(zaak, daan).pk)
    with pytest.raises(IntegrityError, match="wie_wil_stoppen_kijkt_niet_zelf_mee"), transaction.atomic():
        rij.update(gevraagd_aan=zaak.medewerker)


def test_there_is_one_proposal_at_a_time() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    stel_voor(zaak, daan)
    with pytest.raises(actions.VoorstelLoopt):
        stel_voor(zaak, daan)


def test_only_who_was_asked_looks_and_only_once() -> None:
    zaak, daan, noor = maak_zaak(), maak_collega(), maak_collega("Noor")
    rij = stel_voor(zaak, daan)
    with pytest.raises(actions.NietAanJou):
        kijk_mee(rij, noor)
    with pytest.raises(actions.BlikOntbreekt):
        kijk_mee(rij, daan, oordeel="misschien")
    kijk_mee(rij, daan)
    with pytest.raises(actions.AlMeegekeken):
        kijk_mee(rij, daan)
    assert Attendering.objects.filter(voor_id=zaak.medewerker.pk, gelezen_op=None).count() == 1


def test_after_the_second_view_the_help_ends_with_both_in_it() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = stel_voor(zaak, daan)
    with pytest.raises(actions.WachtOpBlik):
        sluit(rij, zaak.medewerker)
    kijk_mee(rij, daan)
    slot = sluit(rij, zaak.medewerker)

    assert (slot.reden, slot.geprobeerd, slot.tweede_blik_door_id, slot.tweede_blik) == (
        "afgezien", "Drie keer langs geweest.", daan.pk, "Laat de deur open.",
    )  # fmt: skip
    rij.refresh_from_db()
    assert rij.stand == "gesloten"
    assert logboek("dossier.afsluitvoorstel.gevraagd", "dossier.afsluitvoorstel.meegekeken") == [
        "dossier.afsluitvoorstel.gevraagd", "dossier.afsluitvoorstel.meegekeken",
    ]  # fmt: skip


def test_who_does_not_follow_the_colleague_says_why() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = kijk_mee(stel_voor(zaak, daan), daan, oordeel="anders")
    with pytest.raises(afsluiten.AfsluitenKanNiet) as nee, transaction.atomic():
        sluit(rij, zaak.medewerker)
    assert [bevinding.veld for bevinding in nee.value.bevindingen] == ["waarom_toch"]
    assert (
        sluit(rij, zaak.medewerker, waarom_toch="Zij verhuist morgen.").waarom_toch == "Zij verhuist morgen."
    )


def test_the_team_leader_decides_without_a_view_with_a_reason_and_never_on_the_own_proposal() -> None:
    zaak, leider = maak_zaak(), maak_collega("Carla Wouters", Rol.TEAMLEIDER)
    rij = stel_voor(zaak, None, leiders=[leider.pk])
    assert list(Attendering.objects.values_list("voor_id", flat=True)) == [leider.pk]
    with pytest.raises(actions.WachtOpBlik):
        sluit(rij, zaak.medewerker, is_teamleider=True, zonder_blik_omdat="Niemand kan.")
    with pytest.raises(actions.RedenOntbreekt):
        sluit(rij, leider, is_teamleider=True)
    slot = sluit(rij, leider, is_teamleider=True, zonder_blik_omdat="Niemand kan deze maand.")
    assert (slot.zonder_blik_door_id, slot.tweede_blik_door_id) == (leider.pk, None)


def test_another_colleague_is_asked_when_it_takes_long() -> None:
    zaak, daan, noor = maak_zaak(), maak_collega(), maak_collega("Noor")
    rij = stel_voor(zaak, daan)
    with pytest.raises(actions.KijktZelfMee):
        actions.ask_another(voorstel=rij, aan=zaak.medewerker, leiders=[], by=daan, at=timezone.now())
    actions.ask_another(voorstel=rij, aan=noor, leiders=[], by=zaak.medewerker, at=timezone.now())
    open_ = Attendering.objects.filter(gelezen_op=None)
    assert list(open_.values_list("voor_id", flat=True)) == [noor.pk]
    kijk_mee(rij, noor)


def test_going_on_with_the_help_ends_the_proposal_and_says_how() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = kijk_mee(stel_voor(zaak, daan), daan, oordeel="anders")
    with pytest.raises(actions.RedenOntbreekt):
        actions.withdraw_voorstel(voorstel=rij, omdat=" ", by=zaak.medewerker, at=timezone.now())
    actions.withdraw_voorstel(
        voorstel=rij, omdat="De buurvrouw gaat mee.", by=zaak.medewerker, at=timezone.now()
    )
    with pytest.raises(actions.VoorstelKlaar):
        sluit(rij, zaak.medewerker)
    assert not Afsluiting.objects.exists()
    stel_voor(zaak, daan)


def test_another_reason_to_close_stays_open_and_takes_the_proposal_along() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = stel_voor(zaak, daan)
    afsluiten.close_casus(
        casus=zaak.casus, slot=Slot("verhuisd", is_geinformeerd=True), eindmeting=Keuze.O,
        inwoner_geinformeerd_op=localdate(), hoe_geinformeerd="", by=zaak.medewerker, at=timezone.now(),
    )  # fmt: skip
    rij.refresh_from_db()
    assert rij.stand == "vervallen"


def test_from_the_form_to_the_end_of_the_help_on_the_screens(klant: Any) -> None:
    zaak, daan = maak_zaak(klant, status="ondersteuning"), maak_collega()
    vreemde = maak_gebruiker(met_code_app=False)
    adres = reverse("dossier:afsluiten", args=[zaak.huishouden.pk])
    velden = {"reden": "afgezien", "geprobeerd": "Drie keer langs geweest."}
    for niet in (zaak.medewerker.pk, vreemde.pk, ""):
        assert klant.post(adres, velden | {"kijkt_mee": str(niet)}).status_code == 422
    antwoord = klant.post(adres, velden | {"kijkt_mee": str(daan.pk)})
    rij = Afsluitvoorstel.objects.get()
    assert antwoord["Location"] == rij.get_absolute_url()
    assert "Er ligt een voorstel om te stoppen" in klant.get(adres).content.decode()
    pagina = klant.get(rij.get_absolute_url()).content.decode()
    assert 'value="stop"' not in pagina
    assert 'value="blik"' not in pagina

    log_in(klant, daan)
    assert klant.post(rij.get_absolute_url(), {"doe": "blik"}).status_code == 422
    blik = {"doe": "blik", "oordeel": "anders", "tweede_blik": "Vraag haar zus."}
    assert klant.post(rij.get_absolute_url(), blik).status_code == 303

    log_in(klant, zaak.medewerker)
    pagina = klant.get(rij.get_absolute_url()).content.decode()
    assert "Vraag haar zus." in pagina
    stop = {"doe": "stop", "inwoner_geinformeerd_op": f"{localdate():%d-%m-%Y}", "toelichting": "Nu niet."}
    zonder = klant.post(rij.get_absolute_url(), stop)
    assert zonder.status_code == 422
    assert "Schrijf op waarom de hulp toch stopt." in zonder.content.decode()
    toch = klant.post(rij.get_absolute_url(), stop | {"waarom_toch": "Haar zus wil niet."})
    assert toch.status_code == 303
    assert Afsluiting.objects.get().tweede_blik_door_id == daan.pk


def test_a_team_leader_sees_the_way_out_and_a_colleague_does_not(klant: Any) -> None:
    zaak, daan, leider = maak_zaak(), maak_collega(), maak_collega("Carla Wouters", Rol.TEAMLEIDER)
    rij = stel_voor(zaak, daan)
    for wie, mag in ((maak_collega("Noor"), False), (leider, True)):
        log_in(klant, wie)
        pagina = klant.get(rij.get_absolute_url()).content.decode()
        assert ('value="stop"' in pagina) is mag


def test_the_page_takes_the_same_queries_whatever_was_said(klant: Any) -> None:
    zaak, daan = maak_zaak(klant), maak_collega()
    rij = stel_voor(zaak, daan)
    adres = rij.get_absolute_url()
    klant.get(adres)
    eerst = vragen(klant, adres)
    for nummer in range(5):
        maak_collega(f"Collega {nummer}")
    assert vragen(klant, adres) == eerst == 13
    assert klant.get(reverse("ruimte:leren")).status_code == 200


def test_learning_shows_the_share_of_a_team_and_never_of_a_person(klant: Any) -> None:
    zaak, daan = maak_zaak(klant), maak_collega()
    kijk_mee(stel_voor(zaak, daan), daan)
    sluit(Afsluitvoorstel.objects.get(), zaak.medewerker)
    pagina = klant.get(reverse("ruimte:leren")).content.decode().split('id="p-afgezien"')[1]
    assert eerste_team().naam in pagina
    assert "te weinig om te tonen" in pagina
    for naam in (zaak.medewerker.naam, daan.naam):
        assert naam not in pagina.split("</section>")[0]
