"""A form makes a zaak in separate calls; it becomes one melding when it is complete, and nothing before."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from api.zgw.kern.adres import basis
from keukentafel import opslag
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.actions.casus import geef_behandelaar, zet_fase
from modules.dossier.actions.melding import finish_melding
from modules.dossier.documenten.models import Document
from modules.dossier.models import Casus, Contactnotitie, Huishouden, Melding
from modules.inrichting.codelijsten import CasusStatus
from modules.zgw.catalogus.models import (
    Eigenschap,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Soort,
    Statustype,
    Zaaktype,
)
from modules.zgw.documenten.models import Bestandsdeel
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.postvak.models import Stuk
from modules.zgw.stroom.actions.binnen import consider
from modules.zgw.stroom.models import Zaakkoppeling, Zaakregel
from modules.zgw.zaken.models import Resultaat, Status, Zaak
from tests.api.zgw.test_documenten_bij import deel, stuur
from tests.api.zgw.test_zaken import CRS, ZRC, pad
from tests.api.zgw.toneel import Programma, maak_programma
from tests.factories.dossier import eerste_team, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.django_db
BSN = "111222333"
DRC = "/documenten/api/v1"


@dataclass
class Formulier:
    """A program with a form of our own Wmo type."""

    p: Programma
    basis: str

    def zaak(self, **anders: Any) -> str:
        antwoord = self.p.post(f"{ZRC}/zaken", {
            "bronorganisatie": "517439943", "verantwoordelijkeOrganisatie": "517439943", "zaaktype": self.zaaktype,
            "startdatum": localdate().isoformat(), **anders,
        })  # fmt: skip
        assert antwoord.status_code == 201, antwoord.content
        return str(antwoord.json()["url"])

    @property
    def zaaktype(self) -> str:
        return f"{self.basis}/catalogi/api/v1/zaaktypen/{wmo().pk}"

    def rol(self, zaak: str, **wie: Any) -> Any:
        rol = Roltype.objects.get(zaaktype=wmo(), omschrijving="Aanvrager")
        antwoord = self.p.post(f"{ZRC}/rollen", {
            "zaak": zaak, "betrokkeneType": "natuurlijk_persoon", "roltoelichting": "Aanvrager",
            "roltype": f"{self.basis}/catalogi/api/v1/roltypen/{rol.pk}", "betrokkeneIdentificatie": wie,
        })  # fmt: skip
        assert antwoord.status_code == 201, antwoord.content
        return antwoord

    def eigenschap(self, zaak: str, naam: str, waarde: str) -> Any:
        eigenschap = Eigenschap.objects.get(zaaktype=wmo(), naam=naam)
        antwoord = self.p.post(f"{pad(zaak)}/zaakeigenschappen", {
            "zaak": zaak, "eigenschap": f"{self.basis}/catalogi/api/v1/eigenschappen/{eigenschap.pk}", "waarde": waarde,
        })  # fmt: skip
        assert antwoord.status_code == 201, antwoord.content
        return antwoord

    def status(self, zaak: str, sleutel: str = "Ontvangen") -> Any:
        soort = Statustype.objects.get(zaaktype=wmo(), omschrijving_generiek=sleutel)
        return self.p.post(f"{ZRC}/statussen", {
            "zaak": zaak, "statustype": f"{self.basis}/catalogi/api/v1/statustypen/{soort.pk}",
            "datumStatusGezet": timezone.now().isoformat(), "statustoelichting": "Doorgezet",
        })  # fmt: skip


def wmo() -> Zaaktype:
    return Zaaktype.objects.get(soort__identificatie="SD-WMO")


def regel(**velden: Any) -> Zaakregel:
    rij, _ = Zaakregel.objects.update_or_create(
        soort=Soort.objects.get(typesoort="zaaktype", identificatie="SD-WMO"),
        defaults={
            "wordt": "melding", "wet": "wmo", "vereist": ["hulpvraag"],
            "velden": {"inhoud": "hulpvraag", "is_spoed": "spoed", "telefoon": "telefoon"},
            "gewijzigd_op": timezone.now(), **velden,
        },
    )  # fmt: skip
    return rij


@pytest.fixture
def formulier(klant: Client, in_lindewaard: GemeenteRef) -> Formulier:
    make_catalogus(by=None, at=timezone.now())
    regel()
    return Formulier(maak_programma(klant, **CRS), basis())


def bekend() -> Huishouden:
    rij = maak_huishouden("Kuiper")
    inwoner = rij.leden.get().inwoner
    inwoner.bsn, inwoner.bsn_index = BSN, blinde_index("bsn", BSN)
    inwoner.save()
    return rij


def stuk(zaak: str) -> Stuk:
    return Stuk.objects.get(zaak=zaak.rpartition("/")[2])


def test_a_form_in_separate_calls_becomes_one_melding_when_it_is_complete(formulier: Formulier) -> None:
    huishouden = bekend()
    zaak = formulier.zaak()
    na_zaak = stuk(zaak).ontbreekt
    formulier.rol(zaak, inpBsn=BSN, geslachtsnaam="Kuiper")
    na_rol, nog_niets = stuk(zaak).ontbreekt, Melding.objects.count()
    formulier.eigenschap(zaak, "hulpvraag", "De trap lukt niet meer.")

    melding = Melding.objects.get()

    assert na_zaak == ["De aanvrager is er nog niet.", "De eigenschap hulpvraag is er nog niet."]
    assert (na_rol, nog_niets) == (["De eigenschap hulpvraag is er nog niet."], 0)
    assert (melding.huishouden, melding.inhoud, melding.wet, melding.kanaal) == (
        huishouden, "De trap lukt niet meer.", "wmo", "web",
    )  # fmt: skip
    assert (stuk(zaak).stand, stuk(zaak).melding_id) == ("melding", melding.pk)


def test_what_comes_later_joins_the_same_melding(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    formulier.rol(zaak, inpBsn=BSN, geslachtsnaam="Kuiper")
    formulier.eigenschap(zaak, "hulpvraag", "De trap lukt niet meer.")
    formulier.eigenschap(zaak, "telefoon", "06 12 34 56 78")
    gezet = formulier.status(zaak)

    notities = list(Contactnotitie.objects.order_by("gemaakt_op").values_list("tekst", "met_wie"))

    assert (Melding.objects.count(), gezet.status_code) == (1, 201)
    assert notities == [
        ("Aanvulling bij de melding. telefoon: 06 12 34 56 78", "Open Formulieren (J. Jansen)"),
        ("De zaak kreeg de status: Melding ontvangen. Doorgezet", "Open Formulieren (J. Jansen)"),
    ]


def test_no_second_zaak_is_made_of_what_came_in_as_a_zaak(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak(toelichting="Met een trapleuning.")
    formulier.rol(zaak, inpBsn=BSN, geslachtsnaam="Kuiper")
    formulier.eigenschap(zaak, "hulpvraag", "De trap lukt niet meer.")

    koppeling = Zaakkoppeling.objects.get(soort="melding")

    assert (str(koppeling.zaak_id), koppeling.is_van_buiten) == (zaak.rpartition("/")[2], True)
    assert Zaak.objects.filter(soort__identificatie="SD-WMO").count() == 1
    assert Melding.objects.get().inhoud == "De trap lukt niet meer.\n\nMet een trapleuning."


def test_who_is_not_known_waits_for_a_person_unless_the_mapping_says_otherwise(formulier: Formulier) -> None:
    eerste = formulier.zaak()
    formulier.rol(eerste, inpBsn=BSN, geslachtsnaam="Kuiper", voornamen="Marieke")
    formulier.eigenschap(eerste, "hulpvraag", "De trap lukt niet meer.")
    gewacht = (stuk(eerste).stand, stuk(eerste).ontbreekt, Huishouden.objects.filter(naam="Kuiper").exists())
    regel(bij_onbekend="maken", team=eerste_team())

    tweede = formulier.zaak()
    formulier.rol(tweede, inpBsn=BSN, geslachtsnaam="Kuiper", voornamen="Marieke")
    formulier.eigenschap(tweede, "hulpvraag", "De trap lukt niet meer.")

    assert gewacht == ("kiezen", ["Deze persoon is hier nog niet bekend."], False)
    assert stuk(tweede).stand == "melding"
    assert Casus.objects.get(huishouden__naam="Kuiper").team == eerste_team()


def test_a_zaak_of_a_type_without_a_mapping_lies_in_the_inbox(formulier: Formulier) -> None:
    Zaakregel.objects.all().delete()

    zaak = formulier.zaak()

    assert (stuk(zaak).stand, stuk(zaak).ontbreekt) == (
        "kiezen", ["Voor dit soort zaken is nog niet gekozen wat ermee gebeurt."],
    )  # fmt: skip


def test_a_type_that_is_not_for_the_team_leaves_the_inbox_empty(formulier: Formulier) -> None:
    regel(wordt="niets", wet="")

    formulier.zaak()

    assert Stuk.objects.count() == 0


def test_a_zaak_that_a_program_removes_leaves_the_dossier_and_is_not_made_again(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    formulier.rol(zaak, inpBsn=BSN, geslachtsnaam="Kuiper")
    formulier.eigenschap(zaak, "hulpvraag", "De trap lukt niet meer.")

    weg = formulier.p.delete(pad(zaak))
    melding = Melding.objects.get()

    assert weg.status_code == 204
    assert Zaakkoppeling.objects.get(object_id=melding.pk).zaak_weg_op is not None
    assert (
        Contactnotitie.objects.get().tekst
        == "De zaak is verwijderd uit het zaakregister. Het dossier blijft."
    )
    assert not Zaak.objects.filter(soort__identificatie="SD-WMO").exists()


def test_the_first_status_is_left_to_the_program(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    formulier.rol(zaak, inpBsn=BSN, geslachtsnaam="Kuiper")
    formulier.eigenschap(zaak, "hulpvraag", "De trap lukt niet meer.")

    assert Status.objects.filter(zaak=zaak.rpartition("/")[2]).count() == 0


def bijlage(
    formulier: Formulier, zaak: str, inhoud: bytes, naam: str = "brief.txt", *, in_delen: bool = False
) -> dict[str, Any]:
    """Send a document, at once or with its pieces still to come, and hang it on the zaak."""
    soort = Informatieobjecttype.objects.get(soort__identificatie="Bijlage")
    document = formulier.p.post(f"{DRC}/enkelvoudiginformatieobjecten", {
        "bronorganisatie": "517439943", "creatiedatum": localdate().isoformat(), "titel": "Bijlage bij de vraag",
        "auteur": "Marieke Kuiper", "taal": "nld", "bestandsnaam": naam, "bestandsomvang": len(inhoud),
        "inhoud": None if in_delen else b64encode(inhoud).decode(), "formaat": "text/plain",
        "informatieobjecttype": f"{formulier.basis}/catalogi/api/v1/informatieobjecttypen/{soort.pk}",
    })  # fmt: skip
    assert document.status_code == 201, document.content
    gekoppeld = formulier.p.post(
        f"{ZRC}/zaakinformatieobjecten", {"zaak": zaak, "informatieobject": document.json()["url"]}
    )
    assert gekoppeld.status_code == 201, gekoppeld.content
    gemaakt: dict[str, Any] = document.json()
    return gemaakt


def compleet(formulier: Formulier, zaak: str) -> Melding:
    formulier.rol(zaak, inpBsn=BSN, geslachtsnaam="Kuiper")
    formulier.eigenschap(zaak, "hulpvraag", "De trap lukt niet meer.")
    return Melding.objects.get()


def test_documents_before_and_after_come_into_the_dossier_and_stand_once(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    eerst = bijlage(formulier, zaak, b"Wat de huisarts schreef.")
    melding = compleet(formulier, zaak)
    later = bijlage(formulier, zaak, b"En het tweede blad.", "blad.txt")

    documenten = list(Document.objects.filter(huishouden=melding.huishouden).order_by("toegevoegd_op"))

    assert [rij.bestandsnaam for rij in documenten] == ["brief.txt", "blad.txt"]
    for url, rij, inhoud in zip(
        (eerst, later), documenten, (b"Wat de huisarts schreef.", b"En het tweede blad."), strict=True
    ):
        assert opslag.haal("document", rij.pk) == inhoud
        assert formulier.p.get(f"{pad(url['url'])}/download").getvalue() == inhoud
    assert Bestandsdeel.objects.exclude(opslag_soort="document").count() == 0


def test_a_document_in_pieces_comes_in_when_it_is_whole(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    groot = bijlage(formulier, zaak, b"Het hele verhaal.", "verhaal.txt", in_delen=True)
    compleet(formulier, zaak)
    voor = Document.objects.count()
    stuur(
        formulier.p, groot["bestandsdelen"][0]["url"], inhoud=deel(b"Het hele verhaal."), lock=groot["lock"]
    )

    formulier.p.post(f"{pad(groot['url'])}/unlock", {"lock": groot["lock"]})

    assert voor == 0
    assert opslag.haal("document", Document.objects.get().pk) == b"Het hele verhaal."


def test_a_document_of_another_household_is_not_copied(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    document = bijlage(formulier, zaak, b"Van Kuiper.")
    compleet(formulier, zaak)
    buren = maak_huishouden("Buren").leden.get().inwoner
    buren.bsn, buren.bsn_index = "999990482", blinde_index("bsn", "999990482")
    buren.save()
    ander = formulier.zaak()
    formulier.rol(ander, inpBsn="999990482", geslachtsnaam="Buren")
    formulier.eigenschap(ander, "hulpvraag", "Hulp in huis.")

    formulier.p.post(f"{ZRC}/zaakinformatieobjecten", {"zaak": ander, "informatieobject": document["url"]})

    assert Document.objects.count() == 1
    assert "dat al bij een ander dossier hoort" in Contactnotitie.objects.get().tekst


def test_a_dangerous_document_stays_outside_and_a_note_says_so(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    bijlage(formulier, zaak, b"MZ\x90\x00" + bytes(200), "factuur.pdf")
    compleet(formulier, zaak)

    assert Document.objects.count() == 0
    assert Contactnotitie.objects.get().tekst.startswith("Een bijlage is niet overgenomen.")


def test_a_zaak_that_asks_for_a_document_waits_for_it(formulier: Formulier) -> None:
    bekend()
    regel(vereist_document=True)
    zaak = formulier.zaak()
    formulier.rol(zaak, inpBsn=BSN, geslachtsnaam="Kuiper")
    formulier.eigenschap(zaak, "hulpvraag", "De trap lukt niet meer.")
    gewacht = stuk(zaak).ontbreekt

    bijlage(formulier, zaak, b"Het formulier met handtekening.")

    assert gewacht == ["Er hoort een document bij, en dat is er nog niet."]
    assert (stuk(zaak).stand, Document.objects.count()) == ("melding", 1)


def test_an_end_that_a_document_of_a_program_holds_up_stops_no_colleague(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    melding = compleet(formulier, zaak)
    bijlage(formulier, zaak, b"Zonder gebruiksrecht.")

    finish_melding(melding=melding, klaar=True, by=maak_gebruiker(met_code_app=False), at=timezone.now())

    assert Melding.objects.get().is_afgehandeld
    assert Zaak.objects.get(pk=zaak.rpartition("/")[2]).einddatum is None


def test_what_a_zaaksysteem_sets_is_not_set_back_by_another_change(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    melding = compleet(formulier, zaak)
    formulier.status(zaak, "Onderzoek")
    by = maak_gebruiker(met_code_app=False)

    geef_behandelaar(casus=melding.casus, behandelaar=by, by=by, at=timezone.now())

    laatste = Zaak.objects.select_related("status__statustype").get(pk=zaak.rpartition("/")[2]).status
    assert laatste.statustype.omschrijving_generiek == "Onderzoek"


def test_a_form_for_a_shielded_household_sees_no_difference(formulier: Formulier) -> None:
    huishouden = bekend()
    Huishouden.objects.filter(pk=huishouden.pk).update(is_afgeschermd=True)
    zaak = formulier.zaak()
    voor = formulier.p.get(pad(zaak)).json()
    melding = compleet(formulier, zaak)
    by = maak_gebruiker(met_code_app=False)
    zet_fase(casus=melding.casus, status=CasusStatus.ANALYSE, by=by, at=timezone.now())

    na = formulier.p.get(pad(zaak)).json()

    anders = {naam for naam in voor if voor[naam] != na[naam]}
    assert anders == {"rollen", "eigenschappen"}, "only what the program itself added"
    assert (len(na["rollen"]), na["status"], na["vertrouwelijkheidaanduiding"]) == (
        1,
        None,
        "zaakvertrouwelijk",
    )


def test_a_result_of_a_zaaksysteem_stays_when_something_else_changes(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    melding = compleet(formulier, zaak)
    soort = Resultaattype.objects.get(zaaktype=wmo(), omschrijving="Ingetrokken")
    gezet = formulier.p.post(f"{ZRC}/resultaten", {
        "zaak": zaak, "resultaattype": f"{formulier.basis}/catalogi/api/v1/resultaattypen/{soort.pk}",
        "toelichting": "Op verzoek",
    })  # fmt: skip
    by = maak_gebruiker(met_code_app=False)

    zet_fase(casus=melding.casus, status=CasusStatus.ANALYSE, by=by, at=timezone.now())

    assert gezet.status_code == 201
    assert Resultaat.objects.get().resultaattype == soort
    assert Contactnotitie.objects.get().tekst == "De zaak kreeg het resultaat: Ingetrokken. Op verzoek"


def test_a_part_that_waited_for_the_call_before_it_joins_the_melding(formulier: Formulier) -> None:
    bekend()
    zaak = formulier.zaak()
    oud = Zaak.objects.select_related("soort__zaakregel__team", "zaaktype", "koppeling", "postvakstuk").get()
    melding = compleet(formulier, zaak)

    was_er_al = consider(zaak=oud, by=None, at=timezone.now())

    assert (was_er_al, Melding.objects.get()) == (True, melding)
