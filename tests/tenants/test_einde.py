"""The end of a contract: in order, by two people, and nothing readable is left anywhere."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.opslag import bestanden
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, scherven
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.sleutels import GeenSleutel, cache_key_function, vergeet_bossen
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Inwoner
from tenants import verklaring, vernietigingsboek
from tenants.actions import adressen, offboarding, onboarding, suspension, vernietiging
from tenants.actions.vernietiging import StapMislukt, VernietigStap
from tenants.console.models import Accountlink
from tenants.models import (
    Contracteinde,
    Domein,
    Gemeente,
    Klaarzetting,
    LeverancierAccount,
    Platformregel,
    Stand,
    Vernietigingsverklaring,
)
from tenants.taken import vernietig_gemeente
from tests.house.kanaries import BSN
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import CLUSTER, DATABANK
from tests.tenants.levensloop import BRIEF, SOM, collega, maak_gemeente, met_akkoord, rijp_einde

echt = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])


@pytest.fixture
def ilse_koster(db: None, nu: datetime) -> LeverancierAccount:
    return collega("Ilse Koster", nu)


@pytest.fixture
def joost(db: None, nu: datetime) -> LeverancierAccount:
    return collega("Joost Meijer", nu)


# -- the list of tasks -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_task_waits_for_the_one_before(
    hoogmeren: GemeenteRef, ilse_koster: LeverancierAccount, joost: LeverancierAccount, nu: datetime
) -> None:
    vandaag = localdate(nu)
    with in_platform():
        gemeente = Gemeente.objects.get(pk=hoogmeren.id)
        einde = offboarding.zeg_aan(
            gemeente=gemeente, kenmerk="2026-117", einddatum=vandaag, by=ilse_koster, at=nu
        )

        def weigert(zin: str, actie: Callable[..., object], **gegevens: Any) -> None:
            with pytest.raises(offboarding.Refusal) as reden:
                actie(einde=einde, **{"by": ilse_koster, "at": nu, **gegevens})
            assert str(reden.value) == zin

        def vraag_te_vroeg(zin: str) -> None:
            weigert(zin, offboarding.vraag_vernietiging)

        lever = {"sha256": SOM, "hoe": "schijf", "gemaakt_op": nu}
        with pytest.raises(offboarding.AlAangezegd):
            offboarding.zeg_aan(gemeente=gemeente, kenmerk="x", einddatum=vandaag, by=joost, at=nu)
        weigert(
            "Sluit de gemeente eerst. Anders mist de levering wat daarna nog is gewijzigd.",
            offboarding.lever,
            **lever,
        )
        vraag_te_vroeg("Sluit de gemeente eerst.")
        offboarding.sluit(einde=einde, by=ilse_koster, at=nu)
        weigert("De gemeente is al gesloten.", offboarding.sluit)
        with pytest.raises(suspension.ContractEindigt):
            suspension.hervat(naam=hoogmeren.slug, at=nu)
        weigert(
            "Noteer eerst dat de gegevens zijn geleverd.", offboarding.bevestig, door="T. de Wit", op=vandaag
        )
        oud = {**lever, "gemaakt_op": nu - timedelta(minutes=1)}
        weigert(
            "Deze levering is gemaakt voordat de gemeente dicht was. Maak een nieuwe.",
            offboarding.lever,
            **oud,
        )
        offboarding.lever(einde=einde, by=ilse_koster, at=nu, **lever)
        brief = {"naam": "A. de Burg", "functie": "burgemeester", "datum": vandaag, "brief": BRIEF}
        weigert(
            "Noteer eerst dat de gemeente de ontvangst heeft bevestigd.",
            offboarding.noteer_toestemming,
            **brief,
        )
        vraag_te_vroeg("De gemeente heeft de ontvangst van haar gegevens nog niet bevestigd.")
        gisteren = vandaag - timedelta(days=1)
        weigert(
            "De dag van de bevestiging ligt tussen de levering en vandaag.",
            offboarding.bevestig,
            door="T. de Wit",
            op=gisteren,
        )
        offboarding.bevestig(einde=einde, by=ilse_koster, at=nu, door="T. de Wit", op=vandaag)
        weigert(
            "Kies de ondertekende brief als PDF van hoogstens 5 MB.",
            offboarding.noteer_toestemming,
            **{**brief, "brief": b"GIF89a"},
        )
        vraag_te_vroeg("De ondertekende brief van de gemeente ontbreekt nog.")
        offboarding.noteer_toestemming(einde=einde, by=ilse_koster, at=nu, **brief)

        einde.refresh_from_db()
        assert einde.vernietigen_vanaf == vandaag + timedelta(days=30)
        assert not einde.is_rijp(nu + timedelta(days=28))
        with pytest.raises(offboarding.Volgorde, match=r"^Vernietigen kan vanaf "):
            offboarding.vraag_vernietiging(einde=einde, by=ilse_koster, at=nu)
        assert offboarding.brief_van(einde) == BRIEF
        assert BRIEF not in bytes(einde.toestemming_bestand)

        later = nu + timedelta(days=31)
        weigert("Niemand heeft om vernietiging gevraagd.", offboarding.geef_akkoord, naam="Hoogmeren")
        offboarding.vraag_vernietiging(einde=einde, by=ilse_koster, at=later)
        weigert(offboarding.EenTweedeMens.text, offboarding.geef_akkoord, naam="Hoogmeren", at=later)
        weigert(
            offboarding.NaamKloptNiet.text, offboarding.geef_akkoord, naam="hoogmeren", by=joost, at=later
        )
        te_laat = later + timedelta(hours=24)
        weigert(
            "Dit verzoek is ouder dan een dag. Vraag het opnieuw.",
            offboarding.geef_akkoord,
            naam="Hoogmeren",
            by=joost,
            at=te_laat,
        )
        klaar = offboarding.geef_akkoord(einde=einde, naam="Hoogmeren", by=joost, at=later)
        assert (klaar.stand, [regel["stand"] for regel in klaar.stappen]) == ("vernietigen", ["wacht"] * 7)
        with pytest.raises(offboarding.Volgorde):
            offboarding.trek_in(einde=einde, by=ilse_koster, at=later)
        woorden = list(
            Platformregel.objects.filter(gemeente_code="GM9002", gebeurtenis__contains=".einde.")
            .order_by("id")
            .values_list("gebeurtenis", flat=True)
        )
    assert woorden == [
        f"gemeente.einde.{wat}"
        for wat in ("aangezegd", "gesloten", "geleverd", "bevestigd", "toestemming", "vernietiging_gevraagd", "akkoord")
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_end_that_is_taken_back_opens_the_gemeente_and_can_be_noted_again(
    hoogmeren: GemeenteRef, ilse_koster: LeverancierAccount, nu: datetime
) -> None:
    einde = rijp_einde(hoogmeren, by=ilse_koster, at=nu)

    with in_platform():
        offboarding.trek_in(einde=einde, by=ilse_koster, at=nu)
        rij = Gemeente.objects.get(pk=hoogmeren.id)
        einde.refresh_from_db()
        assert (rij.stand, rij.opschortreden, einde.toestemming_bestand) == (Stand.ACTIEF, "", None)
        offboarding.zeg_aan(gemeente=rij, kenmerk="weer", einddatum=localdate(nu), by=ilse_koster, at=nu)


@pytest.mark.django_db
def test_the_database_itself_refuses_one_person_and_a_changed_certificate(
    hoogmeren: GemeenteRef, ilse_koster: LeverancierAccount, joost: LeverancierAccount, nu: datetime
) -> None:
    einde = met_akkoord(hoogmeren, eerste=ilse_koster, tweede=joost, at=nu)
    with in_platform():
        papier = verklaring.maak(einde, at=nu, reservekopieen_tot=localdate(nu))
        for verboden in (
            lambda: Contracteinde.objects.filter(pk=einde.pk).update(akkoord_door=ilse_koster),
            lambda: Vernietigingsverklaring.objects.filter(pk=papier.pk).update(sha256="0" * 64),
            lambda: papier.delete(),
            lambda: Contracteinde.objects.filter(pk=einde.pk)._raw_delete("default"),
        ):
            with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
                verboden()
        assert verklaring.is_echt(papier)
        papier.gegevens["gemeente"]["naam"] = "Lindewaard"
        assert not verklaring.is_echt(papier)


@pytest.mark.django_db
def test_an_account_of_this_week_is_no_second_person(
    hoogmeren: GemeenteRef, ilse_koster: LeverancierAccount, joost: LeverancierAccount, nu: datetime
) -> None:
    """Who asks could invite a colleague who does not exist, and follow the link."""
    einde = rijp_einde(hoogmeren, by=ilse_koster, at=nu)
    with in_platform():
        offboarding.vraag_vernietiging(einde=einde, by=ilse_koster, at=nu)
        link = Accountlink.objects.create(
            account=joost, soort="uitnodiging", token_hash="x", gemaakt_op=nu - timedelta(days=7),
            gemaakt_door="Ilse Koster", verloopt_op=nu, gebruikt_op=nu - timedelta(days=6, hours=23),
        )  # fmt: skip

        def akkoord() -> None:
            with pytest.raises(offboarding.TeNieuw):
                offboarding.geef_akkoord(einde=einde, naam="Hoogmeren", by=joost, at=nu)

        akkoord()
        with transaction.atomic():
            wordt_rood("tweede_mens_van_net", akkoord)
            transaction.set_rollback(True)
        Accountlink.objects.filter(pk=link.pk).update(gebruikt_op=nu - timedelta(days=7))
        klaar = offboarding.geef_akkoord(einde=einde, naam="Hoogmeren", by=joost, at=nu)
    assert klaar.stand == "vernietigen"


@pytest.mark.django_db
def test_nobody_of_her_stays_with_the_supplier_also_after_a_change_of_address(
    hoogmeren: GemeenteRef, ilse_koster: LeverancierAccount, nu: datetime
) -> None:
    with in_platform():
        rij = Gemeente.objects.get(pk=hoogmeren.id)
        for slug in (rij.slug, "van-een-ander"):
            Klaarzetting.objects.create(
                cbs_code=rij.cbs_code, naam=rij.naam, slug=slug, variant="team", beheerder_naam="Petra",
                beheerder_email="p@voorbeeld.invalid", begonnen_op=nu,
            )  # fmt: skip
        adressen.verhuis_adres(gemeente=rij, label="hoogmeren-nieuw", by=ilse_koster, at=nu)
        rij.refresh_from_db()
        vernietiging._ruim_registers_op(rij, nu)
        bekend = Klaarzetting.objects.filter(cbs_code=rij.cbs_code).exclude(beheerder_email="")
        over_ = list(bekend.values_list("slug", flat=True))

    assert over_ == ["van-een-ander"]


# -- the destruction -------------------------------------------------------------------------------------------


@pytest.fixture
def weg(transactional_db: None, nu: datetime, geen_rollen_over: None) -> tuple[GemeenteRef, Contracteinde]:
    """A gemeente with an inwoner and a file, of which two people agreed that it goes."""
    ref = maak_gemeente(nu)
    zaai_inhoud(ref)
    einde = met_akkoord(ref, eerste=collega("Ilse Koster", nu), tweede=collega("Joost Meijer", nu), at=nu)
    return ref, einde


def zaai_inhoud(ref: GemeenteRef) -> None:
    with in_gemeente(ref), transaction.atomic():
        Inwoner.objects.create(
            bsn=BSN, geslachtsnaam="Kanarie", voornamen="Zingt", aangemaakt_op=timezone.now()
        )
        bestanden.bewaar("stuk", nieuwe_id(), b"kanarie in een brief")


def vernietig(einde: Contracteinde, nu: datetime) -> None:
    vernietiging.vernietig(einde.pk, at=nu, klok=timezone.now)


def over(ref: GemeenteRef) -> list[str]:
    """Say what the database and the disk still have of a gemeente."""
    with als_beheer(DATABANK) as verbinding:
        vraag = "SELECT 'rol ' || rolname FROM pg_roles WHERE rolname LIKE %(s)s || '%%' UNION SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = %(s)s"
        rest = [rij[0] for rij in verbinding.execute(vraag, {"s": ref.schema_name})]
    map_ = Path(settings.KT_OPSLAG) / ref.id.hex
    return rest + [pad.name for pad in (map_, scherven.pad(ref.id)) if pad.exists()]


@echt
def test_after_the_destruction_nothing_is_left_and_the_certificate_says_so(
    weg: tuple[GemeenteRef, Contracteinde], nu: datetime, klant_van: Callable[..., Client]
) -> None:
    ref, einde = weg
    assert len(over(ref)) == 4

    for _ in range(2):  # delivered twice
        vernietig_gemeente(str(einde.pk))

    assert over(ref) == []
    with in_platform():
        rij, klaar = Gemeente.objects.get(pk=ref.id), Contracteinde.objects.get(pk=einde.pk)
        papier = Vernietigingsverklaring.objects.get(einde=klaar)
        assert (rij.stand, bytes(rij.sleutel), klaar.stand) == (Stand.BEEINDIGD, b"", "vernietigd")
        assert not Klaarzetting.objects.exclude(beheerder_email="").filter(cbs_code=ref.cbs_code).exists()
        assert klaar.toestemming_bestand is None
    assert verklaring.is_echt(papier)
    stappen = {regel["stap"]: regel["aantallen"] for regel in papier.gegevens["stappen"]}
    assert stappen["Sleutels weggooien"] == {"sleutelbos": 1, "deel_buiten_de_databank": 1}
    assert stappen["Tabellen en databankrol weghalen"]["tabellen"] > 100
    assert stappen["Tabellen en databankrol weghalen"]["rijen"] > 10
    assert stappen["Bestanden weghalen"]["bestanden"] == 1
    assert papier.gegevens["twee_mensen"]["gevraagd_door"] == "Ilse Koster"
    assert "Kanarie" not in json.dumps(papier.gegevens)
    assert [regel["wat"] for regel in vernietigingsboek.lees() if regel["id"] == str(ref.id)] == [
        "begonnen",
        "klaar",
    ]
    adresboek.vergeet()
    assert klant_van(ref).get("/inloggen").status_code == 404


@echt
def test_the_check_asks_every_part_again_and_signs_nothing_while_something_is_left(
    weg: tuple[GemeenteRef, Contracteinde], nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, einde = weg
    monkeypatch.setitem(vernietiging._resten, "proef", ("Proef", lambda *_: {"stukken": 1}))

    with pytest.raises(StapMislukt, match=r"er is nog iets over: proef\.stukken"):
        vernietig(einde, nu)
    with in_platform():
        assert not Vernietigingsverklaring.objects.filter(einde=einde).exists()


@echt
def test_its_address_is_never_given_out_again(weg: tuple[GemeenteRef, Contracteinde], nu: datetime) -> None:
    ref, einde = weg
    vernietig(einde, nu)

    with pytest.raises(onboarding.AdresBlijftDicht):
        onboarding.begin_klaarzetting(
            cbs_code=ref.cbs_code, variant="team", beheerder_naam="P", beheerder_email="p@x.invalid", at=nu
        )
    with in_platform():
        assert Domein.objects.get(host="zwijndrecht.localhost").vervallen_op is not None
        with pytest.raises(IntegrityError), transaction.atomic():
            Domein.objects.create(host="zwijndrecht.localhost", gemeente_id=ref.id)
    werk = onboarding.begin_klaarzetting(
        cbs_code=ref.cbs_code, variant="team", beheerder_naam="P", beheerder_email="p@x.invalid", at=nu, slug="zwijndrecht-2"
    )  # fmt: skip
    onboarding.zet_klaar(werk.pk, at=nu, klok=timezone.now)
    with in_platform():
        assert Gemeente.objects.filter(cbs_code=ref.cbs_code).count() == 2


class Omgevallen(Exception):
    """What a step raises in these tests."""


@echt
def test_a_step_that_fails_is_taken_again_and_the_ones_before_are_not(
    weg: tuple[GemeenteRef, Contracteinde], nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref, einde = weg
    plaatsen = {
        VernietigStap.SLEUTELS: (scherven, "gooi_weg"),
        VernietigStap.DATABANK: (vernietiging, "verwijder_kijkrollen"),
        VernietigStap.BESTANDEN: (shutil, "rmtree"),
        VernietigStap.RESTEN: (vernietiging, "_leeg_geheugen"),
        VernietigStap.REGISTERS: (vernietiging, "_ruim_registers_op"),
        VernietigStap.CONTROLE: (vernietiging, "_staat_er"),
        VernietigStap.VERKLARING: (verklaring, "maak"),
    }
    for nummer, stap in enumerate(VernietigStap):
        waar, naam = plaatsen[stap]
        with monkeypatch.context() as eenmaal:
            eenmaal.setattr(waar, naam, _val_om)
            with pytest.raises(StapMislukt, match=f"Stap '{stap.label}' is mislukt"):
                vernietig(einde, nu)
        with in_platform():
            standen = [regel["stand"] for regel in Contracteinde.objects.get(pk=einde.pk).stappen]
        assert standen == ["klaar"] * nummer + ["mislukt"] + ["wacht"] * (6 - nummer)

    vernietig(einde, nu)

    assert over(ref) == []
    with in_platform():
        assert Contracteinde.objects.get(pk=einde.pk).stand == "vernietigd"


def _val_om(*_: Any, **__: Any) -> None:
    raise Omgevallen


def test_the_shared_memory_forgets_this_gemeente_and_no_other(
    broker: str, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    geheugen = RedisCache(broker, {"KEY_FUNCTION": cache_key_function})
    monkeypatch.setattr(vernietiging, "caches", {"default": geheugen})
    for ref in (lindewaard, hoogmeren):
        with in_gemeente(ref):
            geheugen.set("iets", ref.naam)

    assert vernietiging._leeg_geheugen(hoogmeren.id) == 1

    with in_gemeente(hoogmeren):
        assert geheugen.get("iets") is None
    with in_gemeente(lindewaard):
        assert geheugen.get("iets") == "Lindewaard"


# -- a backup that is put back ---------------------------------------------------------------------------------


def reservekopie(ref: GemeenteRef, map_: Path) -> Callable[[], None]:
    """Take all there is of a gemeente, as a backup does; returns how it is put back."""
    dump = subprocess.run(
        [CLUSTER.programma("pg_dump"), f"--schema={ref.schema_name}", CLUSTER.beheer_url(DATABANK)],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    shutil.copytree(Path(settings.KT_OPSLAG) / ref.id.hex, map_ / "bestanden")
    with in_platform():
        rij = Gemeente.objects.filter(pk=ref.id).values("sleutel", "stand").get()

    def zet_terug() -> None:
        with als_beheer(DATABANK) as verbinding:
            verbinding.execute("SET ROLE kt_migrator")  # who owns it may drop it
            verbinding.execute(f'CREATE ROLE "{ref.schema_name}"')
            verbinding.execute(f'GRANT "{ref.schema_name}" TO kt_app')
        subprocess.run(
            [CLUSTER.programma("psql"), "-q", "-v", "ON_ERROR_STOP=1", CLUSTER.beheer_url(DATABANK)],
            input=dump, capture_output=True, check=True,
        )  # fmt: skip
        shutil.copytree(map_ / "bestanden", Path(settings.KT_OPSLAG) / ref.id.hex)
        with in_platform():
            Gemeente.objects.filter(pk=ref.id).update(beeindigd_op=None, **rij)
            Domein.objects.filter(gemeente_id=ref.id).update(vervallen_op=None)
        vergeet_bossen()
        adresboek.vergeet()

    return zet_terug


def leesbaar(ref: GemeenteRef) -> list[str]:
    """Try to read what was encrypted, with everything that the supplier has; say what opened."""
    gelezen = []
    with in_gemeente(ref):
        with suppress(GeenSleutel):
            gelezen += [inwoner.bsn for inwoner in Inwoner.objects.all()]
        for pad in (Path(settings.KT_OPSLAG) / ref.id.hex).rglob("*.bin"):
            with suppress(GeenSleutel):
                gelezen.append(bestanden.haal(pad.parent.name, UUID(pad.stem)).decode())
    return gelezen


@echt
@pytest.mark.parametrize("fout", [None, "scherf_blijft", "sleutel_zonder_scherf"])
def test_a_backup_that_is_put_back_opens_nothing_and_is_destroyed_again(
    fout: str | None, nu: datetime, geen_rollen_over: None, tmp_path: Path, klant_van: Callable[..., Client]
) -> None:
    with zaai(fout) if fout else nullcontext():
        ref = maak_gemeente(nu)
        zaai_inhoud(ref)
        zet_terug = reservekopie(ref, tmp_path)
        assert leesbaar(ref) == [BSN, "kanarie in een brief"]
        einde = met_akkoord(ref, eerste=collega("Ilse Koster", nu), tweede=collega("Joost Meijer", nu), at=nu)
        with pytest.raises(StapMislukt) if fout == "scherf_blijft" else nullcontext():
            vernietig(einde, nu)
        if fout == "scherf_blijft":  # the check found it; without a check nobody would know
            with in_platform():
                assert "een deel van de sleutel" in Contracteinde.objects.get(pk=einde.pk).fout
        zet_terug()

        assert leesbaar(ref) == ([BSN, "kanarie in een brief"] if fout else [])
        assert klant_van(ref).get("/inloggen").status_code == 404

    call_command("vernietigingen-naspelen")

    assert over(ref) == []
    with in_platform():
        assert Gemeente.objects.get(pk=ref.id).stand == Stand.BEEINDIGD
        assert Platformregel.objects.filter(gebeurtenis="gemeente.vernietiging.nagespeeld").count() == 1
    connections.close_all()
