"""The screens of letters: who sees which, what is written down, and what each page says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from modules.dossier.brieven.actions.brief import make_brief, send_brief
from modules.dossier.brieven.actions.post import make_bundel, print_bundel
from modules.dossier.brieven.models import Brief, Briefsjabloon, Postbundel
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = timezone.now()
GEGEVENS = {
    "vertraging": {
        "aanvraag_op": "4 mei 2026", "oude_datum": "18 mei 2026", "nieuwe_datum": "8 juni 2026",
        "reden": "De arts heeft meer tijd nodig.",
    },
    "wachtlijst": {"waarvoor": "hulp bij het huishouden", "verwacht_op": "1 juli 2026"},
    "verslag_akkoord": {"gesprek_op": "12 mei 2026", "uitkomst": "U kunt zelf koken.", "terug_voor": "1 juni 2026"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


@pytest.fixture
def werker(klant: Client) -> Any:
    wie = maak_gebruiker(rollen=(Rol.TEAMLID,), naam="Karim Haddad", met_code_app=False)
    maak_teamlid(wie, eerste_team(), protocolfunctie="wmo_consulent")
    log_in(klant, wie)
    return wie


def gezin(naam: str = "Kuiper", **velden: Any) -> Any:
    adres = {"straat": "Lindelaan", "huisnummer": 12, "postcode": "1234AB", "plaats": "Lindewaard"}
    huishouden = maak_huishouden(naam, team=eerste_team(), **{**adres, **velden})
    maak_casus(huishouden, status="ondersteuning")
    return huishouden


def brief_van(huishouden: Any, by: Any, soort: str = "wachtlijst") -> Brief:
    inwoner = huishouden.leden.select_related("inwoner").first().inwoner
    return make_brief(
        huishouden=huishouden, inwoner=inwoner, soort=soort, gegevens=GEGEVENS[soort], bron=None, by=by, at=NU
    )


def verzonden(huishouden: Any, by: Any, soort: str = "wachtlijst") -> Brief:
    return send_brief(brief=brief_van(huishouden, by, soort), kanaal="post", by=by, at=NU)


def logboek(gebeurtenis: str) -> int:
    return Logboekregel.objects.filter(gebeurtenis=gebeurtenis).count()


def test_a_letter_goes_from_the_first_press_to_the_post(klant: Client, werker: Any) -> None:
    huishouden = gezin()
    nieuw = reverse("brieven:nieuw", args=[huishouden.pk])
    assert "Bericht over de wachtlijst" in klant.get(nieuw).content.decode()
    keuze = klant.post(nieuw, {"soort": "wachtlijst", "v_waarvoor": "een scootmobiel", "v_verwacht_op": ""})
    brief = Brief.objects.get()
    assert keuze.headers["Location"] == brief.get_absolute_url()
    pagina = klant.get(brief.get_absolute_url()).content.decode()
    assert "Taalniveau B1" in pagina
    assert "[vul in: wanneer de hulp naar verwachting begint]" in pagina
    controle = klant.get(reverse("brieven:controleren", args=[brief.pk])).content.decode()
    assert "De brief is nog niet klaar" in controle
    tekst = brief.tekst.replace("[vul in: wanneer de hulp naar verwachting begint]", "1 juli 2026")
    kort = brief.samenvatting.replace("[vul in: wanneer de hulp naar verwachting begint]", "1 juli 2026")
    bewaard = klant.post(
        brief.get_absolute_url(),
        {"onderwerp": brief.onderwerp, "samenvatting": kort, "tekst": tekst, "ondertekenaar_naam": "Karim Haddad",
         "versie": 1, "controleren": "1"},
    )  # fmt: skip
    assert bewaard.headers["Location"] == reverse("brieven:controleren", args=[brief.pk])
    controle = klant.get(bewaard.headers["Location"]).content.decode()
    for woord in ("Lindelaan 12", "Karim Haddad", "Taalniveau B1"):
        assert woord in controle
    assert klant.post(bewaard.headers["Location"], {"kanaal": "post", "versie": 2}).status_code == 303
    brief.refresh_from_db()
    assert brief.wacht_op_post
    assert "Deze brief ligt vast" in klant.get(brief.get_absolute_url()).content.decode()
    assert "een scootmobiel" in klant.get(reverse("brieven:tekst", args=[brief.pk])).content.decode()


def test_the_pages_are_pictures_and_opening_a_sent_pdf_is_a_print(klant: Client, werker: Any) -> None:
    brief = verzonden(gezin(), werker)

    beeld = klant.get(reverse("brieven:bladzijde", args=[brief.pk, 1]))
    assert (beeld.headers["Content-Type"], beeld.content[:4]) == ("image/png", b"\x89PNG")
    assert klant.get(reverse("brieven:bladzijde", args=[brief.pk, 9])).status_code == 404
    assert logboek("brieven.brief.afgedrukt") == 0
    pdf = klant.get(reverse("brieven:pdf", args=[brief.pk]))
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert logboek("brieven.brief.afgedrukt") == 1


def test_what_was_typed_is_shown_with_its_language_and_is_not_saved(klant: Client, werker: Any) -> None:
    brief = brief_van(gezin(), werker)
    antwoord = klant.post(
        reverse("brieven:voorbeeld", args=[brief.pk]),
        {"onderwerp": "Iets", "tekst": "Tevens delen wij dit mee."},
    )

    assert "Schrijf liever: ook." in antwoord.content.decode()
    brief.refresh_from_db()
    assert "Tevens" not in brief.tekst


def test_a_sent_letter_answers_a_change_with_a_sentence_and_offers_a_new_one(
    klant: Client, werker: Any
) -> None:
    brief = verzonden(gezin(), werker)
    antwoord = klant.post(brief.get_absolute_url(), {"onderwerp": "Anders", "tekst": "Anders"})
    assert antwoord.status_code == 409
    assert "Deze brief is verzonden en verandert niet meer." in antwoord.content.decode()

    klant.post(reverse("brieven:opnieuw", args=[brief.pk]))
    nieuw = Brief.objects.get(vervangt=brief)
    assert (nieuw.stand, nieuw.tekst) == ("concept", brief.tekst)


def test_a_letter_obeys_the_wall(klant: Client, werker: Any) -> None:
    """A klantmanager W&I does not read leefgebieden (D), and knows no more than that there is one."""
    huishouden = gezin()
    verslag, wachtlijst = brief_van(huishouden, werker, "verslag_akkoord"), brief_van(huishouden, werker)
    ander = maak_gebruiker(rollen=(Rol.TEAMLID,), naam="Anja Smit", met_code_app=False)
    maak_teamlid(ander, eerste_team(), protocolfunctie="klantmanager_wi")
    log_in(klant, ander)

    lijst = klant.get(reverse("brieven:van_huishouden", args=[huishouden.pk])).content.decode()
    assert wachtlijst.get_absolute_url() in lijst
    assert verslag.get_absolute_url() not in lijst
    for route in ("brief", "tekst", "pdf"):
        assert klant.get(reverse(f"brieven:{route}", args=[verslag.pk])).status_code in (403, 404)
    assert klant.get(wachtlijst.get_absolute_url()).status_code == 200


def test_a_letter_of_another_team_is_not_there(klant: Client, werker: Any) -> None:
    elders = maak_huishouden("Elders")
    brief = brief_van(elders, werker)
    if elders.team_id == eerste_team().pk:
        elders.team = None
        elders.save(update_fields=["team"])

    assert klant.get(brief.get_absolute_url()).status_code == 404


def test_a_secret_address_stands_on_no_screen_and_no_list(klant: Client, werker: Any) -> None:
    huishouden = gezin("Verborgen", is_geheim_adres=True)
    brief = brief_van(huishouden, werker)
    post = reverse("brieven:postuitgang")
    reden = {"reden": "afspraak"}
    paginas = [reverse(f"brieven:{route}", args=[brief.pk]) for route in ("brief", "tekst", "controleren")]
    verstuurd = send_brief(brief=brief, kanaal="post", by=werker, at=NU)
    bundel = make_bundel(brieven=[verstuurd.pk], by=werker, at=NU)
    for adres in (*paginas, post, bundel.get_absolute_url()):
        assert "Lindelaan" not in klant.get(adres, reden, follow=True).content.decode(), adres
    assert verstuurd.aan_adres == ["Lindelaan 12", "1234 AB LINDEWAARD"]


def test_the_post_goes_in_a_bundle_is_printed_and_posted(
    klant: Client, werker: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("modules.dossier.brieven.views.post.maak_printbestand.voor", lambda *_: None)
    eerste, tweede = verzonden(gezin("Een"), werker), verzonden(gezin("Twee"), werker)
    post = reverse("brieven:postuitgang")
    leeg = klant.post(post, {})
    assert (leeg.status_code, "Kies eerst een of meer brieven." in leeg.content.decode()) == (422, True)
    antwoord = klant.post(post, {"brief": [str(eerste.pk), str(tweede.pk)]})
    bundel = Postbundel.objects.get()
    assert antwoord.headers["Location"] == bundel.get_absolute_url()
    assert "0 van 2 brieven" in klant.get(bundel.get_absolute_url()).content.decode()
    gepost = reverse("brieven:bundel_gepost", args=[bundel.pk])
    assert "nog niet klaar" in klant.post(gepost).content.decode()
    print_bundel(bundel=bundel, at=NU)
    assert "Open eerst het printbestand" in klant.post(gepost).content.decode()
    pdf = klant.post(reverse("brieven:bundel_pdf", args=[bundel.pk]))
    assert pdf.content[:5] == b"%PDF-"
    assert logboek("brieven.brief.afgedrukt") == 2
    assert klant.post(gepost).status_code == 303
    assert Brief.objects.filter(gepost_op=None).count() == 0
    terug = klant.post(reverse("brieven:bundel_terug", args=[bundel.pk]))
    assert "Deze bundel is gepost. Hij kan niet meer terug." in terug.content.decode()


def test_a_bundle_opens_only_for_who_may_read_all_of_it(klant: Client, werker: Any) -> None:
    huishouden = gezin()
    bundel = make_bundel(
        brieven=[verzonden(huishouden, werker).pk, verzonden(huishouden, werker, "verslag_akkoord").pk], by=werker,
        at=NU,
    )  # fmt: skip
    assert klant.get(bundel.get_absolute_url()).status_code == 200
    ander = maak_gebruiker(rollen=(Rol.TEAMLID,), naam="Anja Smit", met_code_app=False)
    maak_teamlid(ander, eerste_team(), protocolfunctie="klantmanager_wi")
    log_in(klant, ander)

    assert klant.get(bundel.get_absolute_url()).status_code == 404
    assert klant.post(reverse("brieven:bundel_pdf", args=[bundel.pk])).status_code == 404
    assert bundel.get_absolute_url() not in klant.get(reverse("brieven:postuitgang")).content.decode()


def test_a_template_is_written_previewed_and_put_in_use(klant: Client) -> None:
    leider = maak_gebruiker(
        rollen=(Rol.TEAMLEIDER,), team=eerste_team(), naam="Bea Leider", met_code_app=False
    )
    log_in(klant, leider)
    adres = reverse("brieven:sjabloon", args=["beschikking"])
    onbekend = klant.post(adres, {"onderwerp": "Besluit", "tekst": "U krijgt {{ bedrag }}.", "versie": 0})
    assert onbekend.status_code == 422
    assert "Het veld {{ bedrag }} bestaat niet in deze brief." in onbekend.content.decode()
    zonder = klant.post(adres, {"onderwerp": "Besluit", "tekst": "{{ besluit_kort }}", "versie": 0})
    voorbeeld = reverse("brieven:sjabloon_voorbeeld", args=["beschikking"])
    assert zonder.headers["Location"] == voorbeeld
    assert "Deze tekst kan nog niet in gebruik" in klant.get(voorbeeld).content.decode()
    publiceer = reverse("brieven:sjabloon_publiceren", args=["beschikking"])
    geweigerd = klant.post(publiceer, {"versie": 1})
    assert geweigerd.status_code == 422
    assert "de tekst over bezwaar maken" in geweigerd.content.decode()
    klant.post(
        adres, {"onderwerp": "Besluit", "tekst": "{{ besluit_kort }}\n\n{{ bezwaarclausule }}", "versie": 1}
    )
    assert klant.post(publiceer, {"versie": 2}).status_code == 303
    assert Briefsjabloon.objects.get().stand == "in_gebruik"
    assert "Eigen tekst, versie 1" in klant.get(reverse("brieven:sjablonen")).content.decode()


def test_a_preview_shows_only_a_case_that_the_editor_may_see(klant: Client, werker: Any) -> None:
    brief = brief_van(gezin("Kuiper"), werker)
    adres = reverse("brieven:sjabloon_voorbeeld", args=["wachtlijst"])
    leider = maak_gebruiker(
        rollen=(Rol.TEAMLEIDER,), team=eerste_team(), naam="Bea Leider", met_code_app=False
    )
    maak_teamlid(leider, eerste_team())
    log_in(klant, leider)
    assert str(brief.pk) in klant.get(adres).content.decode()
    assert "Met een echte brief" in klant.get(adres, {"zaak": str(brief.pk)}).content.decode()

    log_in(klant, maak_gebruiker(rollen=(Rol.BEHEERDER,), naam="Bas Beheer", met_code_app=False))
    assert str(brief.pk) not in klant.get(adres).content.decode()
    assert klant.get(adres, {"zaak": str(brief.pk)}).status_code == 404


def test_the_lists_ask_as_much_for_many_letters_as_for_one(klant: Client, werker: Any) -> None:
    huishouden = gezin()
    verzonden(huishouden, werker)
    adressen = [reverse("brieven:van_huishouden", args=[huishouden.pk]), reverse("brieven:postuitgang")]
    een = [_vragen(klant, adres) for adres in adressen]
    for nummer in range(4):
        verzonden(huishouden, werker)
        verzonden(gezin(f"Gezin {nummer}"), werker)

    assert [_vragen(klant, adres) for adres in adressen] == een


def _vragen(klant: Client, adres: str) -> int:
    klant.get(adres)
    with CaptureQueriesContext(connection) as vragen:
        assert klant.get(adres).status_code == 200
    return len(vragen)
