"""A run lives in its rows: it can be stopped, killed and taken up again, and nothing is half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from bench import proefmigraties
from keukentafel.tenancy import GemeenteRef, in_platform, migraties, versie, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.vrijheid import OnterechtVrij
from tenants.clusters.actions.verhuizen import SLOT as SLOT_VERHUIZEN
from tenants.golven import bezet, taken
from tenants.golven.actions import ronde as rondes
from tenants.golven.actions import werken
from tenants.golven.actions.ronde import Keuze
from tenants.golven.actions.werken import _SLEUTEL, Beurt, Werker
from tenants.golven.models import Bijwerkregel, Bijwerkronde, Golf, Ring, Ringdatum, Ringplaats
from tenants.golven.queries import maak_overzicht, stand_van, versienummers, voor_gemeente
from tenants.uitvoer.plekken import SLOT as SLOT_TERUGZETTEN
from tenants.uitvoer.plekken import SLOT_KOPIE, AlBezig, alleen_ik
from tests.tenants.golven.conftest import RUIM, aan_het_werk, begin, vraag, werk

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])

Uitbrenger = Callable[..., None]


def standen(ronde: Bijwerkronde) -> dict[str, str]:
    with in_platform():
        return dict(ronde.regels.order_by("label").values_list("label", "stand"))


def nu(ronde: Bijwerkronde) -> Bijwerkronde:
    with in_platform():
        return Bijwerkronde.objects.get(pk=ronde.pk)


def met_kolom(nummer: int = 9001) -> set[str]:
    rijen = vraag(
        "SELECT table_schema FROM information_schema.columns WHERE column_name = %s", f"proef_{nummer}"
    )
    return {rij[0] for rij in rijen}


def zet_ring(gemeente: GemeenteRef, ring: Ring) -> None:
    with in_platform():
        Ringplaats.objects.update_or_create(gemeente_id=gemeente.id, defaults={"ring": ring})


def breek(gemeente: GemeenteRef) -> None:
    """Put a column in the way, so that the upgrade of this gemeente fails."""
    vraag(f"ALTER TABLE {gemeente.schema_name}.outbox_uitgaand ADD COLUMN proef_9001 text")


def herstel(gemeente: GemeenteRef) -> None:
    vraag(f"ALTER TABLE {gemeente.schema_name}.outbox_uitgaand DROP COLUMN proef_9001")


def test_a_run_goes_from_the_template_over_the_canary_to_the_rings(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin(Keuze(kanarie=hoogmeren.id, duur_ms=60_000))
    nummers_vooraf = versienummers()

    with aan_het_werk(ronde) as werker:
        volgorde = []
        while werker.stap() is None:
            volgorde.append(len(met_kolom()))

    assert volgorde == [1, 2, 3]
    with in_platform():
        golven = [golf.naam for golf in Golf.objects.filter(ronde=ronde)]
    assert golven == ["Sjabloon", "Kanarie", "Gewone ring"]
    assert standen(ronde) == {"sjabloon": "bijgewerkt", "Hoogmeren": "bijgewerkt", "Lindewaard": "bijgewerkt"}
    assert nu(ronde).stand == "klaar"
    assert set(nummers_vooraf.values()) == {"voor 0.1.0"}
    assert set(versienummers().values()) == {"0.1.0"}
    assert maak_overzicht().achter == []


def test_a_pause_lets_nobody_begin_and_going_on_finishes(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin()

    with aan_het_werk(ronde) as werker:
        werker.stap()
        rondes.pauzeer(ronde_id=ronde.pk, at=timezone.now())
        assert werker.stap() is Beurt.VOORBIJ
    assert met_kolom() == {SJABLOON}
    with pytest.raises(rondes.ErLooptEenRonde):
        begin()

    rondes.hervat(ronde_id=ronde.pk, at=timezone.now())
    assert werk(ronde) is Beurt.VOORBIJ
    assert (nu(ronde).stand, len(met_kolom())) == ("klaar", 3)
    with pytest.raises(rondes.RondeStaatNietStil):
        rondes.hervat(ronde_id=ronde.pk, at=timezone.now())


def test_a_canary_that_fails_stops_the_run_and_is_tried_again(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    zet_ring(hoogmeren, Ring.KANARIE)
    breek(hoogmeren)
    ronde = begin()

    werk(ronde)

    assert standen(ronde) == {"Hoogmeren": "mislukt", "Lindewaard": "wacht", "sjabloon": "bijgewerkt"}
    assert nu(ronde).reden == "De kanarie Hoogmeren is mislukt; de andere gemeenten zijn niet aangeraakt."
    herstel(hoogmeren)
    rondes.hervat(ronde_id=ronde.pk, at=timezone.now())
    werk(ronde)
    assert set(standen(ronde).values()) == {"bijgewerkt"}


def test_one_gemeente_that_failed_gets_another_turn_after_the_run(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    breek(hoogmeren)
    ronde = begin()
    werk(ronde)
    (mislukt,) = stand_van(nu(ronde)).mislukt
    assert (nu(ronde).stand, mislukt.label, mislukt.fout[:15]) == ("klaar", "Hoogmeren", "DuplicateColumn")

    herstel(hoogmeren)
    rondes.probeer_opnieuw(regel_id=mislukt.pk, at=timezone.now())
    werk(ronde)

    assert (nu(ronde).stand, set(standen(ronde).values())) == ("klaar", {"bijgewerkt"})
    with pytest.raises(rondes.NietMislukt):
        rondes.probeer_opnieuw(regel_id=mislukt.pk, at=timezone.now())


def test_enough_failures_stop_the_run(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    zet_ring(lindewaard, Ring.LAAT)
    breek(hoogmeren)
    ronde = begin(Keuze(duur_ms=60_000, stop_bij=1))

    werk(ronde)

    assert standen(ronde)["Lindewaard"] == "wacht"
    assert nu(ronde).reden == "Er is 1 gemeente mislukt. De andere zijn niet meer begonnen."
    rondes.hervat(ronde_id=ronde.pk, at=timezone.now())
    werk(ronde)
    assert standen(ronde) == {"Hoogmeren": "mislukt", "Lindewaard": "bijgewerkt", "sjabloon": "bijgewerkt"}


def test_what_a_killed_worker_held_is_taken_again_and_what_another_holds_is_not(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin()

    with aan_het_werk(ronde) as werker, migraties.kale_verbinding_naar("") as ander:
        with in_platform():
            regel = Bijwerkregel.objects.get(ronde=ronde, schema=SJABLOON)
            Bijwerkregel.objects.filter(pk=regel.pk).update(stand="bezig")
        ander.execute(f"SELECT pg_advisory_lock({_SLEUTEL})", [str(regel.pk)])
        assert werker.stap() is Beurt.RUST

        ander.execute(f"SELECT pg_advisory_unlock({_SLEUTEL})", [str(regel.pk)])
        assert werker.stap() is None
    assert met_kolom() == {SJABLOON}


def test_no_more_workers_than_the_run_allows(uitbrengen: Uitbrenger, lindewaard: GemeenteRef) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin(Keuze(parallel=1, duur_ms=60_000))

    with migraties.kale_verbinding_naar("") as ander:
        ander.execute(f"SELECT pg_advisory_lock({_SLEUTEL})", [f"{ronde.pk}/0"])
        assert werk(ronde) is Beurt.RUST
    assert met_kolom() == set()


def test_a_wave_waits_for_the_day_of_its_ring(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    zet_ring(hoogmeren, Ring.VROEG)
    ronde = begin(Keuze(duur_ms=60_000, op_datum=True))
    vandaag = localdate()
    with in_platform():
        for ring, dag in ((Ring.VROEG, vandaag), (Ring.GEWOON, vandaag + timedelta(days=3))):
            Ringdatum.objects.create(uitgave_id=ronde.uitgave_id, ring=ring, gepland_op=dag)

    assert werk(ronde) is Beurt.LATER

    assert standen(ronde) == {"Hoogmeren": "bijgewerkt", "Lindewaard": "wacht", "sjabloon": "bijgewerkt"}
    bericht = voor_gemeente(lindewaard.id)
    assert (bericht.nummer, [(komt.uitgave.nummer, komt.gepland_op) for komt in bericht.komt]) == (
        "voor 0.1.0",
        [("0.1.0", vandaag + timedelta(days=3))],
    )
    assert (voor_gemeente(hoogmeren.id).nummer, voor_gemeente(hoogmeren.id).komt) == ("0.1.0", [])


def test_a_run_of_other_code_is_left_alone(uitbrengen: Uitbrenger, lindewaard: GemeenteRef) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin()
    rondes.maak_plan(ronde.pk, at=timezone.now())
    uitbrengen(proefmigraties.KOLOM, proefmigraties.KOLOM)

    assert werk(ronde) is Beurt.VOORBIJ

    assert met_kolom() == set()
    rondes.stop(ronde_id=ronde.pk, at=timezone.now())
    assert (nu(ronde).stand, nu(ronde).is_open) == ("gestopt", False)
    with pytest.raises(rondes.RondeIsVoorbij):
        rondes.stop(ronde_id=ronde.pk, at=timezone.now())


def test_a_gemeente_that_failed_is_served_on_its_old_version(
    uitbrengen: Uitbrenger, klant_van: Callable[..., Client], lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.VRIJE_KOLOM)
    breek(hoogmeren)
    ronde = begin()

    werk(ronde)
    adresboek.vergeet()

    assert standen(ronde)["Hoogmeren"] == "mislukt"
    assert [klant_van(wie).get("/inloggen").status_code for wie in (hoogmeren, lindewaard)] == [200, 200]
    assert (versienummers()[hoogmeren.id], versienummers()[lindewaard.id]) == ("voor 0.1.0", "0.1.0")


def traag(gemeente: GemeenteRef, ronde_keuze: Keuze) -> str:
    ronde = begin(ronde_keuze)
    werk(ronde)
    with in_platform():
        return str(Bijwerkregel.objects.get(ronde=ronde, schema=gemeente.schema_name).fout)


KORT = Keuze(duur_ms=300)


def test_a_schema_that_keeps_people_waiting_too_long_is_taken_back(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.TRAAG)

    assert traag(lindewaard, KORT) == "het duurde langer dan 0,3 seconden en is teruggedraaid"
    assert met_kolom() == {SJABLOON}


def test_the_bound_of_time_turns_red_when_it_is_not_kept(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.TRAAG)

    with zaaifouten.zaai("bijwerken_zonder_grens"):
        assert traag(lindewaard, KORT) == ""


def test_recording_leaves_nothing_behind(uitbrengen: Uitbrenger, lindewaard: GemeenteRef) -> None:
    uitbrengen(proefmigraties.TABEL)
    vooraf = vraag("SELECT nspname FROM pg_namespace ORDER BY 1")

    werk(begin())

    assert vraag("SELECT nspname FROM pg_namespace ORDER BY 1") == vooraf
    assert versie.ontbreekt_aan(versie.nieuwste()) == 0


def test_the_plan_is_made_once(uitbrengen: Uitbrenger, lindewaard: GemeenteRef) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin(RUIM)

    for _ in range(2):
        rondes.maak_plan(ronde.pk, at=timezone.now())

    with in_platform():
        rijen: list[Any] = list(Bijwerkregel.objects.values_list("label", "migraties").order_by("label"))
    assert rijen == [("Hoogmeren", 1), ("Lindewaard", 1), ("sjabloon", 1)]


def test_the_task_of_the_queue_does_the_work_where_the_login_for_it_is(
    uitbrengen: Uitbrenger, settings: Any, lindewaard: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin()

    taken.werk(str(ronde.pk))

    assert (nu(ronde).stand, len(met_kolom())) == ("klaar", 3)
    assert settings.CELERY_TASK_ROUTES["golven.werk"] == {"queue": "klaarzetten"}


# -- who is at a gemeente ------------------------------------------------------------------------------------


@pytest.mark.parametrize("slot", [SLOT_TERUGZETTEN, SLOT_KOPIE, SLOT_VERHUIZEN])
def test_a_gemeente_that_is_put_back_copied_or_moved_has_its_turn_afterwards(
    slot: str, uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin(Keuze(duur_ms=60_000, stop_bij=1))
    wie = hoogmeren.schema_name if slot == SLOT_VERHUIZEN else str(hoogmeren.id)

    with aan_het_werk(ronde) as werker, migraties.kale_verbinding_naar("") as ander:
        ander.execute(f"SELECT pg_advisory_lock({slot})", [wie])
        while werker.stap() is None:
            pass
        assert werker.stap() is Beurt.UITGESTELD
        with in_platform():
            regel = Bijwerkregel.objects.get(ronde=ronde, gemeente_id=hoogmeren.id)
        assert (regel.stand, regel.fout) == ("wacht", bezet.REDENEN_PER_SLOT[slot])
        assert standen(ronde)["Lindewaard"] == "bijgewerkt"
        assert met_kolom() == {SJABLOON, lindewaard.schema_name}

        ander.execute(f"SELECT pg_advisory_unlock({slot})", [wie])
        werker.klok = lambda: timezone.now() + werken.UITSTEL
        assert werker.stap() is None

    assert standen(ronde)["Hoogmeren"] == "bijgewerkt"
    with in_platform():
        assert Bijwerkregel.objects.get(pk=regel.pk).fout == ""


def test_a_gemeente_that_stays_busy_is_called_failed_in_the_end(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin()

    with aan_het_werk(ronde) as werker, migraties.kale_verbinding_naar("") as ander:
        ander.execute(f"SELECT pg_advisory_lock({SLOT_TERUGZETTEN})", [str(hoogmeren.id)])
        while werker.stap() is None:
            pass
        for na in (werken.GEDULD / 2, werken.GEDULD * 1.1):
            werker.klok = lambda na=na: timezone.now() + na
            werker.stap()

    with in_platform():
        regel = Bijwerkregel.objects.get(ronde=ronde, gemeente_id=hoogmeren.id)
    assert (regel.stand, regel.fout) == ("mislukt", bezet.TERUGZETTEN)


def test_the_queue_does_not_wait_for_a_gemeente_that_is_busy(
    uitbrengen: Uitbrenger, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    uitbrengen(proefmigraties.KOLOM)
    ronde = begin()

    with migraties.kale_verbinding_naar("") as ander, Werker(ronde.pk, klok=timezone.now) as werker:
        ander.execute(f"SELECT pg_advisory_lock({SLOT_KOPIE})", [str(hoogmeren.id)])
        assert werker.werk(tot=lambda: False, met_geduld=False) is Beurt.UITGESTELD


def test_a_swap_waits_for_the_upgrade_of_its_gemeente(lindewaard: GemeenteRef) -> None:
    with (
        migraties.kale_verbinding_naar("") as wij,
        bezet.houd_vrij(wij, lindewaard.id, lindewaard.schema_name),
    ):
        with pytest.raises(AlBezig), alleen_ik(lindewaard.id, geduld=0):
            pass
        with migraties.kale_verbinding_naar("") as ander:
            vraag_ = f"SELECT pg_try_advisory_lock_shared({SLOT_KOPIE})"
            assert ander.execute(vraag_, [str(lindewaard.id)]).fetchone() == (False,)
    with alleen_ik(lindewaard.id, geduld=0):
        pass


def test_a_release_that_says_wrongly_that_old_code_may_go_on_is_not_begun(uitbrengen: Uitbrenger) -> None:
    uitbrengen(proefmigraties.TE_VROEG_WEG)

    with pytest.raises(OnterechtVrij, match="RENAME in outbox_uitgaand"):
        begin()

    with in_platform():
        assert not Bijwerkronde.objects.exists()
    with zaaifouten.zaai("vrijheid_niet_nagekeken"):
        assert begin().stand == "gevraagd"
