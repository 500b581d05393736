"""In which gemeente are we? H1–H4, H6, H7, H9, H10 and H12, each with the bug that must turn it red."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django_tenants.utils import schema_context, tenant_context

from keukentafel.tenancy import (
    GeenGemeente,
    GemeenteRef,
    VerkeerdeGemeente,
    huidige_gemeente_of_geen,
    in_gemeente,
    in_platform,
)
from keukentafel.tenancy.middleware import GemeenteMiddleware
from keukentafel.tenancy.models import GemeenteModel, nieuwe_id
from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import Doelschema, blijf_staan, huidige_scope, in_doel
from modules.inrichting.models import Organisatie
from tenants.models import Gemeente
from tests.keukentafel.tenancy.zaaien import in_draden, lees_merk, merk, wordt_rood

DRADEN = 8


@pytest.fixture
def twee(
    transactional_db: None, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> Iterator[tuple[Any, Any]]:
    """Two gemeenten that each say whose they are."""
    merk(lindewaard, hoogmeren)
    yield lindewaard, hoogmeren
    blijf_staan(None)


# -- H1, H2: threads -------------------------------------------------------------------------------


def lezen_door_elkaar(gemeenten: tuple[GemeenteRef, GemeenteRef], rondes: int = 6) -> None:
    """Eight threads step in and out of two gemeenten in lockstep; nobody reads another's row."""
    verkeerd: list[str] = []
    gelijk = threading.Barrier(DRADEN, timeout=60)

    def draad(nummer: int) -> Callable[[], None]:
        def lees() -> None:
            for ronde in range(rondes):
                gemeente = gemeenten[(nummer + ronde) % 2]
                gelijk.wait()
                with in_gemeente(gemeente):
                    gelijk.wait()  # all are inside now, in different gemeenten
                    gezien = lees_merk()
                    if gezien != f"merk van {gemeente.slug}":
                        verkeerd.append(gezien)
                    gelijk.wait()  # and leave in any order

        return lees

    fouten = in_draden([draad(nummer) for nummer in range(DRADEN)])
    assert (verkeerd, fouten) == ([], [])


def test_h1_eight_threads_in_two_gemeenten_read_their_own(twee: Any) -> None:
    lezen_door_elkaar(twee)


def test_h1_turns_red_when_threads_share_the_scope(twee: Any) -> None:
    wordt_rood("scope_gedeeld", lambda: lezen_door_elkaar(twee, rondes=2))


def test_h1_the_with_of_django_tenants_is_closed() -> None:
    with pytest.raises(TypeError, match="in_gemeente"), Gemeente(schema_name="t_000000000001"):
        pass


def test_h2_the_decorators_of_django_tenants_do_not_work_here(twee: Any) -> None:
    for context in (schema_context("public"), tenant_context(Gemeente(schema_name="t_000000000001"))):
        with pytest.raises((AttributeError, TypeError, GeenGemeente)), context:
            lees_merk()
    assert huidige_gemeente_of_geen() is None


def versierd(gemeenten: tuple[GemeenteRef, GemeenteRef]) -> None:
    """A function decorated once and called by two threads: both see their own scope come back."""
    gelijk = threading.Barrier(2, timeout=60)
    na: list[GemeenteRef | None] = []

    @in_gemeente(gemeenten[0])
    def binnen() -> None:
        gelijk.wait()

    def roep() -> None:
        with in_gemeente(gemeenten[1]):
            binnen()
            gelijk.wait()
            na.append(huidige_gemeente_of_geen())

    fouten = in_draden([roep, roep])
    assert (na, fouten) == ([gemeenten[1], gemeenten[1]], [])


def test_h2_a_decorated_function_leaves_every_thread_where_it_was(twee: Any) -> None:
    versierd(twee)


def test_h2_turns_red_when_threads_share_the_scope(twee: Any) -> None:
    def vaak() -> None:
        for _ in range(20):
            versierd(twee)
        lezen_door_elkaar(twee, rondes=2)

    wordt_rood("scope_gedeeld", vaak)


# -- H3: after the response --------------------------------------------------------------------------


def na_een_verzoek(gemeente: GemeenteRef) -> None:
    """Whatever the view did, the thread stands nowhere afterwards, and a stream keeps its gemeente."""

    def valt_om(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    def stroom(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(iter(lambda: next(merken, ""), ""))

    merken = (lees_merk() for _ in range(1))
    verzoek = RequestFactory().get("/", headers={"host": f"{gemeente.slug}.localhost"})
    with pytest.raises(ZeroDivisionError):
        GemeenteMiddleware(valt_om)(verzoek)
    antwoord = GemeenteMiddleware(stroom)(verzoek)
    assert huidige_scope() is None
    assert b"".join(antwoord).decode() == f"merk van {gemeente.slug}"  # type: ignore[arg-type]
    with pytest.raises(GeenGemeente):
        lees_merk()


def test_h3_a_request_leaves_no_scope_behind(twee: Any) -> None:
    na_een_verzoek(twee[0])


def test_h3_turns_red_when_the_middleware_forgets_to_reset(twee: Any) -> None:
    wordt_rood("middleware_laat_staan", lambda: na_een_verzoek(twee[0]))


def test_h3_turns_red_when_a_stream_loses_its_gemeente(twee: Any) -> None:
    def proef() -> None:
        try:
            na_een_verzoek(twee[0])
        except GeenGemeente as fout:
            raise AssertionError from fout

    wordt_rood("stroom_zonder_scope", proef)


# -- H4: a SET that fails ------------------------------------------------------------------------------


def mislukte_wissel(gemeenten: tuple[GemeenteRef, GemeenteRef]) -> None:
    """When the role of B cannot be taken, nothing is read at all: not A's rows either."""
    een, ander = gemeenten
    with in_gemeente(een):
        assert lees_merk() == f"merk van {een.slug}"
    with (
        in_doel(Doelschema(schema=ander.schema_name, rol="t_bestaat_niet", gemeente=ander)),
        pytest.raises(Error),
    ):
        lees_merk()
    with in_gemeente(ander):
        assert lees_merk() == f"merk van {ander.slug}"


def test_h4_a_failing_switch_raises_and_the_connection_is_dropped(twee: Any) -> None:
    mislukte_wissel(twee)


def test_h4_turns_red_when_a_failing_switch_is_swallowed(twee: Any) -> None:
    wordt_rood("wissel_faalt_stil", lambda: mislukte_wissel(twee))


# -- H5: a rollback takes the SET back -------------------------------------------------------------------


def terugrollen(gemeenten: tuple[GemeenteRef, GemeenteRef]) -> None:
    een, ander = gemeenten
    with transaction.atomic():
        with in_gemeente(een):
            lees_merk()
        deel = transaction.savepoint()
        with in_gemeente(ander):
            lees_merk()
        transaction.savepoint_rollback(deel)
        with in_gemeente(ander):
            assert lees_merk() == f"merk van {ander.slug}"


def test_h5_a_rolled_back_savepoint_does_not_leave_us_elsewhere(twee: Any) -> None:
    terugrollen(twee)


def test_h5_turns_red_when_a_rollback_is_not_noticed(twee: Any) -> None:
    wordt_rood("rollback_vergeet_niet", lambda: terugrollen(twee))


# -- H6, H7: querysets and rows that travel ----------------------------------------------------------------


def lui(gemeenten: tuple[GemeenteRef, GemeenteRef]) -> None:
    een, ander = gemeenten
    with in_gemeente(een):
        lijst = Organisatie.objects.filter(naam__startswith="merk")
    with in_gemeente(ander):
        for gebruik in (list, len, bool, lambda q: q.count(), lambda q: q.exists(), lambda q: q.first(),
                        lambda q: list(q.iterator()), lambda q: q.update(telefoon="1"), lambda q: q.delete(),
                        lambda q: list(Organisatie.objects.filter(pk__in=q)), lambda q: q.explain()):  # fmt: skip
            with pytest.raises(VerkeerdeGemeente):
                gebruik(lijst.all())  # type: ignore[no-untyped-call]


def test_h6_a_queryset_of_one_gemeente_does_not_run_in_another(twee: Any) -> None:
    lui(twee)


def test_h6_turns_red_without_stamps(twee: Any) -> None:
    wordt_rood("stempels_uit", lambda: lui(twee))


TENANTMODELLEN = [model for model in apps.get_models() if issubclass(model, GemeenteModel)]


def vreemde_rij(model: type[GemeenteModel], gemeenten: tuple[GemeenteRef, GemeenteRef]) -> None:
    een, ander = gemeenten
    with in_gemeente(een):
        rij = model(pk=nieuwe_id())
    with in_gemeente(ander):
        for gebruik in (rij.save, rij.delete, rij.refresh_from_db, lambda: model.objects.bulk_create([rij])):
            try:
                gebruik()
            except VerkeerdeGemeente:
                continue
            except Exception as fout:
                raise AssertionError(f"{model.__name__} kwam tot de databank") from fout
            raise AssertionError(f"{model.__name__} werd gebruikt in een andere gemeente")


@pytest.mark.django_db
@pytest.mark.parametrize("model", TENANTMODELLEN, ids=lambda model: model.__name__)
def test_h7_a_row_of_one_gemeente_is_refused_in_another(
    model: type[GemeenteModel], lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    vreemde_rij(model, (lindewaard, hoogmeren))


def overschrijven(gemeenten: tuple[GemeenteRef, GemeenteRef]) -> None:
    """The field case: both have a row with this key; A's is loaded, changed, and saved while in B."""
    een, ander = gemeenten
    sleutel = nieuwe_id()
    for gemeente in gemeenten:
        with in_gemeente(gemeente):
            Organisatie.objects.create(pk=sleutel, naam=f"rij van {gemeente.slug} {sleutel}", soort="welzijn")
    with in_gemeente(een):
        rij = Organisatie.objects.get(pk=sleutel)
    with in_gemeente(ander):
        with pytest.raises(VerkeerdeGemeente):
            rij.save()
        assert Organisatie.objects.get(pk=sleutel).naam == f"rij van {ander.slug} {sleutel}"


def test_h7_saving_in_another_gemeente_overwrites_nothing(twee: Any) -> None:
    overschrijven(twee)


def test_h7_turns_red_without_stamps(twee: Any) -> None:
    wordt_rood("stempels_uit", lambda: overschrijven(twee))


# -- H9, H10: threads and coroutines that begin somewhere ---------------------------------------------------


def nieuwe_draad(gemeente: GemeenteRef) -> None:
    with in_gemeente(gemeente):
        fouten = in_draden([lambda: lees_merk() and None])
    assert [type(fout) for fout in fouten] == [GeenGemeente]


def test_h9_a_new_thread_stands_nowhere(twee: Any) -> None:
    nieuwe_draad(twee[0])


def test_h9_turns_red_when_threads_share_the_scope(twee: Any) -> None:
    wordt_rood("scope_gedeeld", lambda: nieuwe_draad(twee[0]))


def coroutines(gemeenten: tuple[GemeenteRef, GemeenteRef]) -> None:
    """We have no async code; should it come, a coroutine keeps its own gemeente or stands nowhere."""
    gezien: list[tuple[str, str]] = []

    def lees_los() -> str:
        try:
            return lees_merk()
        finally:
            connection.close()

    async def een_taak(gemeente: GemeenteRef, andersom: bool) -> None:
        with in_gemeente(gemeente):
            await asyncio.sleep(0.02 if andersom else 0.01)
            merk_ = await sync_to_async(lees_los, thread_sensitive=False)()
            await asyncio.sleep(0.01 if andersom else 0.03)
        gezien.append((gemeente.slug, merk_))

    async def samen() -> None:
        await asyncio.gather(een_taak(gemeenten[0], False), een_taak(gemeenten[1], True))

    # In a thread of its own: a browser test before this one leaves its loop running.
    fouten = in_draden([lambda: asyncio.run(samen())])
    assert fouten == []
    assert [paar for paar in gezien if paar[1] != f"merk van {paar[0]}"] == []


def test_h10_coroutines_keep_their_own_gemeente(twee: Any) -> None:
    coroutines(twee)


def test_h10_turns_red_when_the_scope_is_shared(twee: Any) -> None:
    wordt_rood("scope_gedeeld", lambda: coroutines(twee))


# -- H12: commands ------------------------------------------------------------------------------------------


class Telopdracht(GemeenteCommand):
    """Counts in which gemeenten it ran."""

    waar: list[str]

    def voor_gemeente(self, gemeente: GemeenteRef, **options: Any) -> None:
        self.waar.append(gemeente.slug)


class KaleOpdracht(BaseCommand):
    """Asks the database without saying where."""

    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        list(Organisatie.objects.all())


def zonder_keuze() -> None:
    opdracht = Telopdracht()
    opdracht.waar = []
    with pytest.raises(CommandError) as weigering:
        call_command(opdracht, skip_checks=True)
    assert (opdracht.waar, weigering.value.returncode) == ([], 2)


def test_h12_a_command_without_a_gemeente_refuses(transactional_db: None) -> None:
    zonder_keuze()


def test_h12_turns_red_when_a_command_guesses(transactional_db: None) -> None:
    wordt_rood("opdracht_raadt", zonder_keuze)


def test_h12_all_gemeenten_get_their_turn_when_one_fails(transactional_db: None) -> None:
    class ValtOm(Telopdracht):
        def voor_gemeente(self, gemeente: GemeenteRef, **options: Any) -> None:
            super().voor_gemeente(gemeente, **options)
            if gemeente.slug == "hoogmeren":
                raise ZeroDivisionError

    opdracht = ValtOm()
    opdracht.waar = []
    with pytest.raises(CommandError, match=r"^Mislukt bij: hoogmeren\."):
        call_command(opdracht, alle=True, skip_checks=True)
    assert opdracht.waar == ["hoogmeren", "lindewaard"]


def test_h12_a_command_outside_a_gemeente_reads_nothing(transactional_db: None) -> None:
    with pytest.raises(GeenGemeente):
        call_command(KaleOpdracht())
    with in_platform(), pytest.raises(Error):
        call_command(KaleOpdracht())
