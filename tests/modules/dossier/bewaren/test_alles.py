"""Over every table there is: a copy is whole and of one person alone; a destruction leaves nothing.

A household with a unique word in each text of each table (`tests/house/kanaries.py`), beside another.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel import opslag
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.bewaren.actions import afschrift, vernietiging
from modules.dossier.bewaren.kaart import KAART
from modules.dossier.bewaren.models import Stukkeuze, Vernietigingslijst, Vernietigingsregel, Verzoek
from modules.dossier.bewaren.stukken import maak_inhoud, stukken_van
from modules.dossier.bewaren.verzamelen import verzamel
from modules.dossier.models import Huishouden, Inwoner
from modules.inrichting.models import Teammodel
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team
from tests.house.kanaries import Kanarieboom
from tests.modules.dossier.bewaren.opzet import toezicht

pytestmark = pytest.mark.django_db


@pytest.fixture
def bomen(in_lindewaard, settings, tmp_path):
    settings.KT_VERNIETIGINGSBOEK = tmp_path
    model = Teammodel.objects.actief().get()
    return [
        Kanarieboom(
            team=maak_team(f"Team {merk}"), medewerker=maak_gebruiker(naam="Medewerker", met_code_app=False),
            teammodel=model, merk=merk, bsn=bsn,
        )
        for merk, bsn in (("E", "999990019"), ("B", "999990020"))
    ]  # fmt: skip


def alles_van(boom: Kanarieboom) -> str:
    """Return a copy in which every guarded piece is given along as it is."""
    inwoner = Inwoner.objects.get(pk=boom["Inwoner"].pk)
    boom["Huishoudlid"].__class__.objects.update(van=localdate() - timedelta(days=9000))
    with zaai("afschrift_voor_zijn_tijd"):  # when a view may go along: test_verschil.py; here, that it does
        bundel = verzamel(inwoner, [boom.huishouden.pk])
    besluit = type("Besluit", (), {"keuze": Stukkeuze.HEEL, "reden": ""})
    stukken = stukken_van(bundel, {})
    besluiten = {}
    for stuk in stukken:
        besluiten[stuk.sleutel] = type("B", (besluit,), {"afdruk": stuk.afdruk})
    inhoud = maak_inhoud(bundel, stukken_van(bundel, besluiten))
    verzoek = Verzoek.objects.filter(inwoner=inwoner).first()
    return afschrift.als_json(verzoek, bundel, inhoud, (), timezone.now()).decode()


def test_a_copy_holds_every_word_of_every_table_on_the_map(bomen):
    tekst = alles_van(bomen[0])
    namen = {model.rpartition(".")[2] for model in KAART}
    niet_mee = {
        ("Huishouden", "sorteernaam"),
        ("Huishouden", "externe_sleutel"),
        ("Huishouden", "zoektekst"),
        ("Document", "sha256"),
        ("Brief", "sha256"),
        ("Woonplaatsoordeel", "adres_afdruk"),
    }

    weg = {
        f"{plek.model}.{plek.veld}"
        for woord, plek in bomen[0].woorden.items()
        if plek.model.lower() in namen and (plek.model, plek.veld) not in niet_mee and woord not in tekst
    }

    assert weg == set()


def test_a_copy_names_what_was_shared(bomen):
    boom = bomen[0]
    doel, actie = boom["Doelstelling"], boom["Actie"]
    boom["Deling"].__class__.objects.filter(pk=boom["Deling"].pk).update(doelen=[doel.pk], acties=[actie.pk])

    delen = {deel["tabel"]: deel["rijen"] for deel in json.loads(alles_van(boom))["delen"]}

    velden = delen["delen.deling"][0]["velden"]
    assert (velden["doelen"], velden["acties"]) == ([doel.titel], [actie.wat])


def test_a_copy_holds_no_word_of_another_household(bomen):
    tekst = alles_van(bomen[0])

    assert [woord for woord in bomen[1].woorden if len(woord) > 6 and woord in tekst] == []


def test_a_copy_of_everybody_is_found(bomen):
    ander = bomen[0].plant(Inwoner, bsn=None, bsn_index=None)
    bomen[0]["Huishoudlid"].__class__.objects.create(
        huishouden=bomen[0].huishouden, inwoner=ander, van=localdate()
    )
    zonder = alles_van(bomen[0])
    with zaai("afschrift_van_iedereen"):
        met = alles_van(bomen[0])

    assert (ander.geslachtsnaam in zonder, ander.geslachtsnaam in met) == (False, True)


HANGT_NERGENS_AAN = {"delen_convenant", "toegang_attendering", "toegang_alarm", "werk_toewijsronde"}
"""Tables of which the planted row is of the gemeente, or of staff: nothing leads from it to the household."""


def over(merk: str) -> list[str]:
    """Return the tables in which a word of a household still stands."""
    gevonden = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        for (tabel,) in cursor.fetchall():
            if not tabel.startswith("audit_"):
                cursor.execute(
                    f'SELECT count(*) FROM "{tabel}" t WHERE t::text ~* %s', [f"kanarie{merk}[0-9]"]
                )
                if cursor.fetchone()[0]:
                    gevonden.append(tabel)
    return sorted(gevonden)


def test_a_destroyed_household_leaves_no_word_in_any_table_and_no_file(bomen):
    boom = bomen[0]
    voor = over("E")
    assert len(voor) > 35
    document = boom["Document"]
    opslag.bewaar("document", document.pk, b"inhoud")
    beheerder, fg = toezicht()
    nu = timezone.now()
    lijst = Vernietigingslijst.objects.create(
        nummer=7,
        stand="bezig",
        gemaakt_op=nu,
        eerste_door=beheerder,
        eerste_op=nu,
        tweede_door=fg,
        tweede_op=nu,
    )
    regel = Vernietigingsregel.objects.create(
        lijst=lijst, soort="huishouden", object_id=boom.huishouden.pk, categorie="wmo", aanduiding="Dossier",
        reden="Proef", start=localdate(), vernietigen_na=localdate(),
    )  # fmt: skip
    geheel = vernietiging.bepaal("huishouden", boom.huishouden.pk)
    vernietiging._schrijf_boek(lijst, regel, geheel, nu)
    vernietiging.verwijder_rijen(geheel)
    vernietiging.verwijder_bestanden(geheel.bestanden)

    connection.check_constraints()
    assert set(over("E")) - HANGT_NERGENS_AAN == set()
    assert set(over("B")) >= set(voor) - {"identity_gebruiker"} - HANGT_NERGENS_AAN
    assert list(Huishouden.objects.all()) == [bomen[1].huishouden]
    with pytest.raises(opslag.BestandWeg):
        opslag.haal("document", document.pk)
