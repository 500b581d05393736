"""The words of a resident stay as they were said (F037, N10): the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from keukentafel.tenancy import in_gemeente
from modules.dossier.models import Huishouden, Inwonertekst
from tests.factories.dossier import maak_huishouden
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

GELIJK = "De woorden van een inwoner blijven staan zoals ze zijn gezegd."
STAAN = "De woorden van een inwoner gaan alleen weg met het hele huishouden."


def _tekst() -> Inwonertekst:
    huishouden = maak_huishouden()
    inwoner = huishouden.leden.get().inwoner
    return Inwonertekst.objects.create(
        huishouden=huishouden, inwoner=inwoner, bij_soort="gesprek", tekst="Ik wil rust.", op=now()
    )


@pytest.mark.parametrize("velden", [{"tekst": "Zij wil rust."}, {"herkomst": "geschreven"}, {"op": now()}])
def test_the_words_of_a_resident_cannot_be_changed(in_lindewaard, velden):
    tekst = _tekst()

    with pytest.raises(IntegrityError) as fout, transaction.atomic():
        Inwonertekst.objects.filter(pk=tekst.pk).update(**velden)

    assert str(fout.value).splitlines()[0] == GELIJK
    tekst.refresh_from_db()
    assert tekst.tekst == "Ik wil rust."


def test_the_words_may_be_withdrawn_once(in_lindewaard):
    tekst = _tekst()
    Inwonertekst.objects.filter(pk=tekst.pk).update(ingetrokken_op=now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Inwonertekst.objects.filter(pk=tekst.pk).update(ingetrokken_op=None)

    assert Inwonertekst.objects.exclude(ingetrokken_op=None).count() == 1


def test_the_words_may_lose_their_person_and_never_get_another(in_lindewaard):
    tekst = _tekst()
    ander = maak_huishouden("De Vries").leden.get().inwoner
    with pytest.raises(IntegrityError), transaction.atomic():
        Inwonertekst.objects.filter(pk=tekst.pk).update(inwoner=ander)

    Inwonertekst.objects.filter(pk=tekst.pk).update(inwoner=None)

    tekst.refresh_from_db()
    assert tekst.inwoner_id is None


@transaction.atomic
def _gooi_weg(tekst):
    Inwonertekst.objects.filter(pk=tekst.pk).delete()
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_words_cannot_be_taken_away(in_lindewaard):
    tekst = _tekst()

    with pytest.raises(IntegrityError) as fout:
        _gooi_weg(tekst)

    assert str(fout.value).splitlines()[0] == STAAN


def test_the_words_go_with_their_household(in_lindewaard):
    tekst = _tekst()

    Huishouden.objects.filter(pk=tekst.huishouden_id).delete()
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert Inwonertekst.objects.count() == 0


def test_every_gemeente_guards_its_own_words(db, lindewaard, hoogmeren):
    with in_gemeente(hoogmeren):
        tekst = _tekst()
        with pytest.raises(IntegrityError), transaction.atomic():
            Inwonertekst.objects.filter(pk=tekst.pk).update(tekst="Anders")
    with als_beheer(DATABANK) as verbinding:
        rijen = verbinding.execute(
            "SELECT c.relnamespace::regnamespace::text, p.pronamespace::regnamespace::text"
            "  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgname = 'inwonertekst_blijft_gelijk' ORDER BY 1"
        ).fetchall()

    assert [tabel == functie for tabel, functie in rijen] == [True, True, True]
    assert {lindewaard.schema_name, hoogmeren.schema_name} < {tabel for tabel, _ in rijen}
