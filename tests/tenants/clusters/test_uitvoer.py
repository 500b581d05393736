"""A copy of a gemeente on another cluster is made, put beside, compared, swapped and thrown away there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from bench import proefmigraties
from keukentafel.opslag import bestanden
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, migraties
from keukentafel.tenancy.models import nieuwe_id
from tenants.clusters.actions import verhuizen
from tenants.clusters.models import STIL_NA, Verhuizing
from tenants.golven.actions import ronde as rondes
from tenants.golven.actions.ronde import Keuze
from tenants.golven.actions.werken import Werker
from tenants.models import Gemeente
from tenants.uitvoer import tempo
from tenants.uitvoer.actions import leesbaar, werk, wisselen
from tenants.uitvoer.models import Terugzetstand, Vorm
from tests.tenants.golven.conftest import uitbrengen  # noqa: F401 -- a release with more migrations

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(autouse=True)
def eigen_mappen(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("KT_OPSLAG", "KT_UITVOER", "KT_ANKERS", "KT_VERNIETIGINGSBOEK"):
        setattr(settings, naam, tmp_path / naam)
    monkeypatch.setattr(tempo, "RUST", 0)


def schrijf(ref: GemeenteRef, sleutel: str) -> None:
    nu = timezone.now()
    with in_gemeente(ref):
        Uitgaand.objects.create(
            soort="mail", sleutel=sleutel, lading=f"Aan {sleutel}", volgende_poging_op=nu, aangemaakt_op=nu
        )
    connections.close_all()


def post(ref: GemeenteRef) -> dict[str, str]:
    with in_gemeente(ref):
        gevonden = dict(Uitgaand.objects.values_list("sleutel", "stand"))
    connections.close_all()
    return gevonden


def schemas_op(cluster: str) -> list[str]:
    with migraties.kale_verbinding_naar(cluster) as kant:
        rijen = kant.execute("SELECT left(nspname, 1) FROM pg_namespace WHERE nspname ~ '^[no]_'").fetchall()
    return [letter for (letter,) in rijen]


def _maak(ref: GemeenteRef, vorm: Vorm) -> Any:
    rij = werk.vraag_uitvoer(ref.id, vorm=vorm, at=timezone.now())
    return werk.voer_uitvoer_uit(rij.pk, klok=timezone.now)


def test_a_copy_stands_beside_and_takes_the_place_on_the_same_cluster(
    gemeente_op: Callable[[str], GemeenteRef],
) -> None:
    ver, id_ = gemeente_op("tweede"), nieuwe_id()
    schrijf(ver, "van toen")
    with in_gemeente(ver):
        bestanden.bewaar("documenten", id_, b"Beste")
    uitvoer = _maak(ver, Vorm.BUNDEL)
    schrijf(ver, "van daarna")

    rij = werk.vraag_terugzetting(uitvoer, reden="Proberen", at=timezone.now())
    rij = werk.voer_terugzetting_uit(rij.pk, klok=timezone.now)

    assert rij.is_gelijk, rij.vergelijking["bundel"]
    assert schemas_op("tweede") == ["n"]
    assert schemas_op("") == []
    connections.close_all()
    wisselen.wissel(rij.pk, at=timezone.now(), wacht=lambda _: None)
    assert set(post(ver)) == {"van toen"}
    with in_gemeente(ver):
        assert bestanden.haal("documenten", id_) == b"Beste"
    connections.close_all()
    wisselen.wissel_terug(rij.pk, at=timezone.now(), wacht=lambda _: None)
    assert set(post(ver)) == {"van toen", "van daarna"}
    connections.close_all()
    werk.gooi_weg(rij.pk, at=timezone.now())
    assert schemas_op("tweede") == []


def test_the_readable_form_and_a_drill_work_there(
    gemeente_op: Callable[[str], GemeenteRef], tmp_path: Path
) -> None:
    ver = gemeente_op("tweede")
    schrijf(ver, "leesbaar")
    uitvoer = _maak(ver, Vorm.LEESBAAR)
    pad = tmp_path / "x.zip"
    pad.write_bytes(b"".join(leesbaar.als_zip(werk.bundel_van(uitvoer))))
    van = datetime.fromisoformat(leesbaar.controleer(leesbaar.Leesbaar(pad))["gemaakt_op"])
    rij = werk.vraag_los(ver.id, van=van, reden="Proberen", at=timezone.now())

    rij = werk.voer_terugzetting_uit(rij.pk, klok=timezone.now, plek=pad, is_leesbaar=True)

    assert rij.is_gelijk, rij.vergelijking["bundel"]
    assert rij.stand == Terugzetstand.NAAST
    werk.gooi_weg(rij.pk, at=timezone.now())
    assert werk.proef(ver.id, klok=timezone.now).is_gelijk
    assert schemas_op("tweede") == schemas_op("") == []


def test_a_wave_upgrades_a_gemeente_where_it_lives_now_and_not_the_copy_it_left(
    gemeente_op: Callable[[str], GemeenteRef],
    uitbrengen: Callable[..., None],  # noqa: F811
) -> None:
    ver = gemeente_op("tweede")
    uitbrengen(proefmigraties.KOLOM)
    ronde = rondes.begin_ronde(keuze=Keuze(duur_ms=60_000), at=timezone.now())
    rondes.maak_plan(ronde.pk, at=timezone.now())
    connections.close_all()
    verhuizing = verhuizen.begin_verhuizing(gemeente_id=ver.id, naar="derde", at=timezone.now())
    assert verhuizen.voer_uit(verhuizing.pk, klok=timezone.now).stand == "klaar"

    with Werker(ronde.pk, klok=timezone.now) as werker:
        werker.werk(tot=lambda: False)

    assert {cluster: _heeft_kolom(cluster, ver.schema_name) for cluster in ("tweede", "derde")} == {
        "tweede": False,
        "derde": True,
    }
    with in_platform():
        assert Gemeente.objects.get(pk=ver.id).schema_versie["outbox"] == "9001_proef"
    for cluster in ("tweede", "derde"):
        _sjabloon_terug(cluster)


def _heeft_kolom(cluster: str, schema: str) -> bool:
    vraag = (
        "SELECT 1 FROM information_schema.columns WHERE table_schema = %s AND table_name = 'outbox_uitgaand' "
        "AND column_name = 'proef_9001'"
    )
    with migraties.kale_verbinding_naar(cluster) as kant:
        return kant.execute(vraag, [schema]).fetchone() is not None


def _sjabloon_terug(cluster: str) -> None:
    connections.close_all()
    with migraties.kale_verbinding_naar(cluster) as kant:
        kant.execute("DROP SCHEMA t_000000000000 CASCADE")


def test_a_move_whose_process_is_gone_is_taken_up(gemeente_op: Callable[[str], GemeenteRef]) -> None:
    ver = gemeente_op("tweede")
    rij = verhuizen.begin_verhuizing(gemeente_id=ver.id, naar="derde", at=timezone.now())
    nu = timezone.now()
    with in_platform():
        Verhuizing.objects.filter(pk=rij.pk).update(stand="bezig", gemeld_op=nu)

    assert verhuizen.pak_op(at=nu) == []
    assert verhuizen.pak_op(at=nu + 2 * STIL_NA) == [rij.pk]


def test_an_old_copy_whose_cluster_is_away_keeps_no_other(
    gemeente_op: Callable[..., GemeenteRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    nu, weg = timezone.now(), []
    for slug in ("een", "twee"):
        ref = gemeente_op("derde", slug)
        with in_platform():
            Verhuizing.objects.create(
                gemeente_id=ref.id, van="tweede", naar="derde", stand="klaar", gevraagd_op=nu, bewaard_tot=nu
            )

    def verwijder(schema: str, _cluster: str) -> None:
        weg.append(schema)
        if len(weg) == 1:
            raise OSError

    monkeypatch.setattr(verhuizen.ruimte, "verwijder", verwijder)

    assert verhuizen.ruim_op(at=nu) == 1
