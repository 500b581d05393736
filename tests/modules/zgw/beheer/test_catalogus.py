"""The catalogue on screen: a next version with its parts, published with a warning, rights that go along."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Klant
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.beheer.actions.zaaktype import copy_zaaktype, publish_type, stempel
from modules.zgw.beheer.rules.duur import in_woorden, naar_iso
from modules.zgw.beheer.rules.volledig import Inhoud, waarschuwingen
from modules.zgw.catalogus.models import (
    Besluittype,
    Catalogus,
    Eigenschap,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Soort,
    Statustype,
    Zaaktype,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.eigen import DOMEIN, WMO, opzoeken
from tests.api.zgw.toneel import maak_programma
from tests.factories.identity import log_in, maak_gebruiker

CAT = "/koppelingen/catalogus"


@pytest.fixture
def beheer(klant: Klant, in_lindewaard: GemeenteRef) -> Klant:
    log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))
    return klant


def wmo() -> Zaaktype:
    rij = opzoeken.zaaktype_op(WMO, localdate())
    assert rij is not None
    return rij


def nieuwe_versie(dagen: int = 10) -> Zaaktype:
    begin = localdate() + timedelta(days=dagen)
    return copy_zaaktype(zaaktype=wmo(), begin=begin, by=None, at=timezone.now())


def dag(waarde: Any) -> dict[str, str]:
    return {"begin_geldigheid": waarde.strftime("%d-%m-%Y")}


def gestuurd(beheer: Klant, pad: str) -> dict[str, Any]:
    """Return what the form at this address would send as it stands."""
    form = beheer.get(pad).context["form"]
    uit: dict[str, Any] = {}
    for vak in form:
        waarde = vak.value()
        if isinstance(waarde, bool):
            uit |= {vak.html_name: "on"} if waarde else {}
        elif hasattr(waarde, "strftime"):
            uit[vak.html_name] = waarde.strftime("%d-%m-%Y")
        elif waarde is not None:
            uit[vak.html_name] = waarde
    return uit


@pytest.mark.parametrize(
    ("tekst", "iso", "woorden"),
    [("8 weken", "P8W", "8 weken"), ("1 jaar", "P1Y", "1 jaar"), ("p56d", "P56D", "56 dagen"), ("", "", "")],
)
def test_a_duration_is_written_as_people_do(tekst: str, iso: str, woorden: str) -> None:
    assert (naar_iso(tekst), in_woorden(iso)) == (iso, woorden)


def test_a_type_without_roles_ends_or_phases_gets_a_warning_for_each() -> None:
    kaal = Inhoud([], 1, 0, 0, ["Besluit"], [])
    klaar = Inhoud(["initiator"], 2, 1, 0, [], [])

    assert (len(waarschuwingen(kaal)), waarschuwingen(klaar)) == (4, [])


@pytest.mark.django_db
def test_a_next_version_has_every_part_of_the_one_before(beheer: Klant) -> None:
    begin = localdate() + timedelta(days=10)

    beheer.post(f"{CAT}/zaaktypen/{wmo().pk}/nieuwe-versie", dag(begin))

    nieuw = Zaaktype.objects.get(soort=wmo().soort, is_concept=True)
    for model in (Statustype, Resultaattype, Roltype, Eigenschap, ZaaktypeInformatieobjecttype):
        rijen: Any = model._default_manager
        assert rijen.filter(zaaktype=nieuw).count() == rijen.filter(zaaktype=wmo()).count() > 0
    assert (nieuw.begin_geldigheid, nieuw.einde_geldigheid) == (begin, None)


@pytest.mark.django_db
def test_publishing_ends_the_version_before_and_keeps_the_rights_of_programs(
    beheer: Klant, klant: Klant
) -> None:
    programma = maak_programma(klant, rechten=[Gevraagd("zrc", ("zaken.lezen",), wmo().soort_id, 4)])
    oud, nieuw = wmo(), nieuwe_versie()

    antwoord = beheer.post(f"{CAT}/zaaktypen/{nieuw.pk}/publiceren")

    oud.refresh_from_db()
    lijst = programma.get("/catalogi/api/v1/zaaktypen?identificatie=SD-WMO").json()
    assert antwoord.status_code == 303
    assert oud.einde_geldigheid == nieuw.begin_geldigheid
    assert lijst["count"] == 2
    assert opzoeken.zaaktype_op(WMO, nieuw.begin_geldigheid) == nieuw


@pytest.mark.django_db
def test_before_publishing_the_page_says_what_our_own_connection_would_miss(beheer: Klant) -> None:
    nieuw = nieuwe_versie()
    Statustype.objects.filter(zaaktype=nieuw, omschrijving_generiek="Verslag").delete()
    Roltype.objects.filter(zaaktype=nieuw).delete()

    pagina = beheer.get(f"{CAT}/zaaktypen/{nieuw.pk}/publiceren").content.decode()

    assert "Er is geen rol" in pagina
    assert "geeft deze standen niet meer door, want ze ontbreken: Verslag" in pagina
    assert "De vorige versie geldt tot en met" in pagina


@pytest.mark.django_db
def test_a_published_version_stays_as_it_is(beheer: Klant) -> None:
    rij = wmo()
    voor = stempel(rij)
    stand = Statustype.objects.filter(zaaktype=rij)[0]

    antwoorden = [
        beheer.post(f"{CAT}/zaaktypen/{rij.pk}/wijzigen", {"omschrijving": "Anders"}),
        beheer.post(f"{CAT}/zaaktypen/{rij.pk}/standen/{stand.pk}", {"omschrijving": "Anders"}),
        beheer.post(f"{CAT}/zaaktypen/{rij.pk}/standen/{stand.pk}/weg"),
        beheer.post(f"{CAT}/zaaktypen/{rij.pk}/weggooien"),
    ]

    rij.refresh_from_db()
    assert {antwoord["Location"] for antwoord in antwoorden} == {f"{CAT}/zaaktypen/{rij.pk}?gedaan=vast"}
    assert (stempel(rij), Statustype.objects.filter(pk=stand.pk).count()) == (voor, 1)


@pytest.mark.django_db
def test_a_concept_is_changed_and_two_people_at_once_see_both_texts(beheer: Klant) -> None:
    nieuw = nieuwe_versie()
    pad = f"{CAT}/zaaktypen/{nieuw.pk}/wijzigen"
    eerst = gestuurd(beheer, pad)

    goed = beheer.post(pad, {**eerst, "omschrijving": "Hulp thuis", "servicenorm": "4 weken"})
    botst = beheer.post(pad, {**eerst, "omschrijving": "Hulp voor thuis"})

    nieuw.refresh_from_db()
    assert (goed.status_code, botst.status_code) == (303, 409)
    assert (nieuw.omschrijving, nieuw.servicenorm) == ("Hulp thuis", "P4W")
    assert "jij vulde in “Hulp voor thuis”, je collega “Hulp thuis”" in botst.content.decode()


@pytest.mark.django_db
def test_our_own_types_are_never_more_open_than_zaakvertrouwelijk(beheer: Klant) -> None:
    pad = f"{CAT}/zaaktypen/{nieuwe_versie().pk}/wijzigen"

    antwoord = beheer.post(pad, {**gestuurd(beheer, pad), "vertrouwelijkheid": "1"})

    assert antwoord.status_code == 422
    assert "ten minste zaakvertrouwelijk" in antwoord.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("deel", "gegevens", "naam"),
    [
        ("standen", {"volgnummer": "9", "omschrijving": "Gesloten", "omschrijving_generiek": "", "statustekst": ""}, ""),
        ("rollen", {"omschrijving": "Buur", "omschrijving_generiek": "belanghebbende"}, ""),
        (
            "eigenschappen",
            {"naam": "huisdier", "definitie": "Of er een dier is", "formaat": "tekst", "lengte": "3",
             "kardinaliteit": "1", "waarden": "ja\nnee"},
            "",
        ),
    ],
)  # fmt: skip
def test_a_part_is_added_changed_and_taken_away(
    beheer: Klant, deel: str, gegevens: dict[str, str], naam: str
) -> None:
    nieuw = nieuwe_versie()
    pad = f"{CAT}/zaaktypen/{nieuw.pk}/{deel}"

    gemaakt = beheer.post(f"{pad}/nieuw", gegevens)
    dubbel = beheer.post(f"{pad}/nieuw", gegevens)
    model: Any = {"standen": Statustype, "rollen": Roltype, "eigenschappen": Eigenschap}[deel]
    rij = model.objects.filter(zaaktype=nieuw).order_by("-id")[0]
    anders = {**gestuurd(beheer, f"{pad}/{rij.pk}"), "toelichting": "Anders", "omschrijving": "Anders"}
    gewijzigd = beheer.post(f"{pad}/{rij.pk}", anders)
    verouderd = beheer.post(f"{pad}/{rij.pk}", anders)
    weg = beheer.post(f"{pad}/{rij.pk}/weg")

    assert [a.status_code for a in (gemaakt, dubbel, gewijzigd, verouderd, weg)] == [303, 422, 303, 409, 303]
    assert not model.objects.filter(pk=rij.pk).exists()


@pytest.mark.django_db
def test_an_end_takes_its_term_from_the_selectielijst_and_refuses_one_that_does_not_fit(
    beheer: Klant,
) -> None:
    nieuw = nieuwe_versie()
    pad = f"{CAT}/zaaktypen/{nieuw.pk}/resultaten"
    rij = Resultaattype.objects.get(zaaktype=nieuw, omschrijving="Toegekend")
    begin = gestuurd(beheer, f"{pad}/{rij.pk}")

    antwoord = beheer.post(
        f"{pad}/nieuw",
        {**begin, "omschrijving": "Ruim toegekend", "archieftermijn": "", "archiefnominatie": ""},
    )
    niet = beheer.post(
        f"{pad}/nieuw", {**begin, "omschrijving": "Anders", "afleidingswijze": "vervaldatum_besluit"}
    )

    nieuwe = Resultaattype.objects.get(zaaktype=nieuw, omschrijving="Ruim toegekend")
    assert (antwoord.status_code, nieuwe.archieftermijn, nieuwe.archiefnominatie) == (
        303,
        "P15Y",
        "vernietigen",
    )
    assert niet.status_code == 422
    assert "past niet bij de procestermijn" in niet.content.decode()


@pytest.mark.django_db
def test_a_document_is_hung_on_a_phase(beheer: Klant) -> None:
    nieuw = nieuwe_versie()
    fase = Statustype.objects.get(zaaktype=nieuw, omschrijving_generiek="Besluit")
    soort = Soort.objects.get(identificatie="Bewijsstuk")

    beheer.post(
        f"{CAT}/zaaktypen/{nieuw.pk}/documenten/nieuw",
        {
            "documentsoort": str(soort.pk),
            "richting": "intern",
            "volgnummer": "40",
            "statustype": str(fase.pk),
        },
    )

    rij = ZaaktypeInformatieobjecttype.objects.get(zaaktype=nieuw, volgnummer=40)
    assert (rij.documentsoort, rij.richting, rij.statustype) == (soort, "intern", fase)


@pytest.mark.django_db
def test_a_zaaktype_of_ones_own_begins_as_a_concept_and_its_name_is_not_taken(beheer: Klant) -> None:
    catalogus = Catalogus.objects.get(domein=DOMEIN)
    pad = f"{CAT}/{catalogus.pk}/zaaktypen/nieuw"
    gegevens = {
        **gestuurd(beheer, pad), "identificatie": "SCHULDEN", "omschrijving": "Hulp bij schulden", "doel": "Helpen",
        "aanleiding": "Een vraag", "onderwerp": "Schulden", "handeling_initiator": "vragen",
        "handeling_behandelaar": "helpen", "referentieproces_naam": "Schulden", "doorlooptijd": "4 weken",
    }  # fmt: skip

    gemaakt = beheer.post(pad, gegevens)
    dubbel = beheer.post(pad, gegevens)

    rij = Zaaktype.objects.get(soort__identificatie="SCHULDEN")
    assert (gemaakt.status_code, dubbel.status_code, rij.is_concept, rij.doorlooptijd) == (
        303,
        422,
        True,
        "P4W",
    )


@pytest.mark.django_db
def test_an_ended_type_takes_no_new_zaken_and_a_concept_is_thrown_away(beheer: Klant) -> None:
    oud, nieuw = wmo(), nieuwe_versie()

    beheer.post(f"{CAT}/zaaktypen/{nieuw.pk}/weggooien")
    beheer.post(f"{CAT}/zaaktypen/{oud.pk}/einde", {"laatste_dag": localdate().strftime("%d-%m-%Y")})

    assert not Zaaktype.objects.filter(pk=nieuw.pk).exists()
    assert opzoeken.zaaktype_op(WMO, localdate()) == oud
    assert opzoeken.zaaktype_op(WMO, localdate() + timedelta(days=1)) is None


@pytest.mark.django_db
def test_a_kind_of_decision_gets_a_next_version_that_is_published(beheer: Klant) -> None:
    oud = Besluittype.objects.get(omschrijving="Besluit Wmo")
    pad = f"{CAT}/typen/besluittypen"

    beheer.post(f"{pad}/{oud.pk}", {"doen": "nieuw"})
    nieuw = Besluittype.objects.get(soort=oud.soort, is_concept=True)
    begin = gestuurd(beheer, f"{pad}/{nieuw.pk}")
    antwoord = beheer.post(f"{pad}/{nieuw.pk}", {**begin, "reactietermijn": "8 weken", "doen": "publiceer"})

    oud.refresh_from_db()
    nieuw.refresh_from_db()
    assert antwoord.status_code == 303
    assert (nieuw.is_concept, nieuw.reactietermijn, oud.einde_geldigheid) == (
        False,
        "P8W",
        nieuw.begin_geldigheid,
    )


@pytest.mark.django_db
def test_a_kind_of_document_is_made_and_thrown_away(beheer: Klant) -> None:
    catalogus = Catalogus.objects.get(domein=DOMEIN)
    pad = f"{CAT}/{catalogus.pk}/documenttypen/nieuw"

    beheer.post(pad, {**gestuurd(beheer, pad), "omschrijving": "Foto", "categorie": "beelden"})
    rij = Informatieobjecttype.objects.get(omschrijving="Foto")
    beheer.post(f"{CAT}/typen/documenttypen/{rij.pk}", {"doen": "weg"})

    assert rij.is_concept
    assert not Informatieobjecttype.objects.filter(omschrijving="Foto").exists()


@pytest.mark.django_db
def test_the_rsin_is_checked_and_then_stands_in_the_catalogue(beheer: Klant) -> None:
    zonder = beheer.get(CAT).content.decode()

    fout = beheer.post(f"{CAT}/rsin", {"rsin": "123456789"})
    goed = beheer.post(f"{CAT}/rsin", {"rsin": "517439943"})

    assert "Vul het RSIN van de gemeente in" in zonder
    assert (fout.status_code, goed.status_code, opzoeken.rsin()) == (422, 303, "517439943")


@pytest.mark.django_db
def test_the_pages_ask_the_same_queries_for_few_types_and_for_many(beheer: Klant) -> None:
    def tel(pad: str) -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert beheer.get(pad).status_code == 200
        return len(vragen)

    stuk = f"{CAT}/zaaktypen/{wmo().pk}"
    tel(CAT)  # the first page of a session asks once more
    weinig = tel(CAT), tel(stuk)
    for nummer in range(3):
        publish_type(versie=nieuwe_versie(10 + nummer), by=None, at=timezone.now())

    assert (weinig, (tel(CAT), tel(stuk))) == ((8, 12), (8, 12))


@pytest.mark.django_db
def test_who_listens_hears_what_was_done_on_screen(beheer: Klant, monkeypatch: pytest.MonkeyPatch) -> None:
    gehoord: list[tuple[str, str, str]] = []
    monkeypatch.setattr(
        "modules.zgw.sporen.actions._luisteraars",
        [lambda hoofd, wijziging, at: gehoord.append((hoofd.kanaal, wijziging.resource, wijziging.actie))],
    )
    nieuw = nieuwe_versie()
    document = Informatieobjecttype.objects.get(omschrijving="Bijlage")

    beheer.post(f"{CAT}/zaaktypen/{nieuw.pk}/publiceren")
    beheer.post(f"{CAT}/typen/documenttypen/{document.pk}", {"doen": "nieuw"})
    concept = Informatieobjecttype.objects.get(soort=document.soort, is_concept=True)
    beheer.post(f"{CAT}/typen/documenttypen/{concept.pk}", {"doen": "weg"})
    beheer.post("/koppelingen/programmas/nieuw", {"naam": "Portaal", "wat": "alles", "maximum": "4"})

    assert gehoord == [
        ("zaaktypen", "zaaktype", "create"),
        ("zaaktypen", "zaaktype", "update"),
        ("informatieobjecttypen", "informatieobjecttype", "create"),
        ("informatieobjecttypen", "informatieobjecttype", "destroy"),
        ("autorisaties", "applicatie", "create"),
    ]
