"""Many letters at once: each goes on its own, what cannot go says why, and may be tried again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader, PdfWriter

from keukentafel import opslag
from modules.dossier.brieven.access import brief_for
from modules.dossier.brieven.actions.brief import change_brief, make_brief, send_brief
from modules.dossier.brieven.actions.post import NietsGekozen, make_bundel, open_printbestand, print_bundel
from modules.dossier.brieven.actions.ronde import (
    AlBezig,
    NietsOpnieuw,
    retry_ronde,
    send_ronde,
    start_ronde,
)
from modules.dossier.brieven.models import Brief, Verzendregel, Verzendronde
from modules.dossier.brieven.taken import verstuur_ronde
from modules.dossier.documenten.models import Document
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import Zaak, maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = timezone.now()
ADRES = {"straat": "Lindelaan", "huisnummer": 12, "postcode": "1234AB", "plaats": "Lindewaard"}


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


@pytest.fixture
def zaak(client: Client) -> Zaak:
    return maak_zaak(client)


def concept(by: Any, naam: str = "Kuiper", **huishouden: Any) -> Brief:
    thuis = maak_huishouden(naam, **{**ADRES, **huishouden})
    maak_casus(thuis, behandelaar=by)
    return make_brief(
        huishouden=thuis, inwoner=None, soort="wachtlijst", bron=None, by=by, at=NU,
        gegevens={"waarvoor": "hulp", "verwacht_op": "1 juli 2026"},
    )  # fmt: skip


def open_(gebruiker: Any, brief_id: Any) -> Brief:
    return brief_for(gebruiker, brief_id, schrijven=True)


def standen(ronde: Verzendronde) -> list[str]:
    return list(ronde.regels.order_by("volgorde").values_list("stand", flat=True))


def test_each_letter_goes_on_its_own_and_says_why_it_did_not(zaak: Zaak) -> None:
    by = zaak.medewerker
    goed, later, zonder = concept(by, "Een"), concept(by, "Twee"), concept(by, "Drie", straat="")
    ronde = start_ronde(brieven=[goed.pk, later.pk, zonder.pk], kanaal="post", by=by, at=NU)
    change_brief(
        brief=later, onderwerp="Anders", samenvatting="", tekst=later.tekst, ondertekenaar_naam="S",
        ondertekenaar_functie="", by=by, at=NU,
    )  # fmt: skip
    ronde = send_ronde(ronde=ronde, open_brief=open_, by=by, nu=timezone.now)

    assert standen(ronde) == ["gelukt", "niet", "niet"]
    redenen = list(ronde.regels.order_by("volgorde").values_list("reden", flat=True))
    assert "gewijzigd" in redenen[1] or "ander" in redenen[1]
    assert redenen[2].startswith("Er is geen volledig adres")
    goed.refresh_from_db()
    assert (goed.stand, goed.kanaal, ronde.klaar_op is not None) == ("verzonden", "post", True)

    ronde = retry_ronde(ronde=ronde, by=by, at=NU)
    send_ronde(ronde=ronde, open_brief=open_, by=by, nu=timezone.now)
    assert standen(ronde) == ["gelukt", "gelukt", "niet"]
    zonder.huishouden.straat = "Lindelaan"
    zonder.huishouden.save(update_fields=["straat"])
    send_ronde(ronde=retry_ronde(ronde=ronde, by=by, at=NU), open_brief=open_, by=by, nu=timezone.now)
    assert standen(ronde) == ["gelukt", "gelukt", "gelukt"]
    with pytest.raises(NietsOpnieuw):
        retry_ronde(ronde=ronde, by=by, at=NU)


def test_a_letter_waits_in_one_round_and_what_went_goes_not_again(zaak: Zaak) -> None:
    by = zaak.medewerker
    with pytest.raises(NietsGekozen):
        start_ronde(brieven=[], kanaal="post", by=by, at=NU)
    een = concept(by)
    start_ronde(brieven=[een.pk], kanaal="digitaal", by=by, at=NU)
    with pytest.raises(AlBezig):
        start_ronde(brieven=[een.pk], kanaal="digitaal", by=by, at=NU)
    weg = send_brief(brief=concept(by, "Weg"), kanaal="meegegeven", by=by, at=NU)
    with pytest.raises(AlBezig):
        start_ronde(brieven=[weg.pk], kanaal="digitaal", by=by, at=NU)


def test_who_lost_the_household_meanwhile_sends_nothing(zaak: Zaak) -> None:
    ver = vreemd_huishouden()
    brief = make_brief(
        huishouden=ver, inwoner=None, soort="wachtlijst", bron=None, by=zaak.medewerker, at=NU,
        gegevens={"waarvoor": "hulp", "verwacht_op": "1 juli 2026"},
    )  # fmt: skip
    ronde = start_ronde(brieven=[brief.pk], kanaal="digitaal", by=zaak.medewerker, at=NU)
    verstuur_ronde.run(str(ronde.pk))
    verstuur_ronde.run(str(ronde.pk))  # delivered twice

    assert standen(ronde) == ["niet"]
    assert Brief.objects.get(pk=brief.pk).is_concept


def test_one_that_breaks_keeps_no_other_back(zaak: Zaak, monkeypatch: pytest.MonkeyPatch) -> None:
    by = zaak.medewerker
    een, twee = concept(by, "Een"), concept(by, "Twee")
    ronde = start_ronde(brieven=[een.pk, twee.pk], kanaal="digitaal", by=by, at=NU)

    def stuk(gebruiker: Any, brief_id: Any) -> Brief:
        if brief_id == een.pk:
            raise RuntimeError
        return open_(gebruiker, brief_id)

    send_ronde(ronde=ronde, open_brief=stuk, by=by, nu=timezone.now)
    assert standen(ronde) == ["niet", "gelukt"]
    assert Verzendregel.objects.get(brief=een).reden.startswith("Er ging iets mis")


def test_on_screen_one_chooses_sends_and_tries_again(zaak: Zaak, client: Client) -> None:
    by = zaak.medewerker
    klaar, leeg = concept(by, "Een"), concept(by, "Twee")
    Brief.objects.filter(pk=leeg.pk).update(tekst="[vul in: de datum]")
    pagina = client.get("/brieven/versturen").content.decode()
    assert str(klaar.pk) in pagina
    assert f'value="{leeg.pk}"' not in pagina  # it lacks something: not to be chosen
    assert client.post("/brieven/versturen", {"kanaal": "post"}).status_code == 422
    niet = client.post("/brieven/versturen", {"kanaal": "post", "brief": [str(leeg.pk)]})
    assert niet.status_code == 422

    antwoord = client.post("/brieven/versturen", {"kanaal": "post", "brief": [str(klaar.pk)]})
    ronde = Verzendronde.objects.get()
    assert antwoord.url == f"/brieven/rondes/{ronde.pk}"
    verstuur_ronde.run(str(ronde.pk))
    tekst = client.get(antwoord.url).content.decode()
    assert "1 verstuurd, 0 niet" in tekst
    opnieuw = client.post(f"{antwoord.url}/opnieuw")
    assert "niets om opnieuw te proberen" in opnieuw.content.decode()

    ander = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    maak_teamlid(ander, eerste_team(), geheimhouding=True)
    log_in(client, ander)
    assert client.get(antwoord.url).status_code == 404


def test_the_pages_take_as_many_queries_with_one_as_with_many(zaak: Zaak, client: Client) -> None:
    by = zaak.medewerker
    een = concept(by)
    ronde = start_ronde(brieven=[een.pk], kanaal="digitaal", by=by, at=NU)
    concept(by, "Nog")
    weinig = (vragen(client, "/brieven/versturen"), vragen(client, f"/brieven/rondes/{ronde.pk}"))
    for nummer in range(3):
        start_ronde(brieven=[concept(by, f"R{nummer}").pk], kanaal="post", by=by, at=NU)
        concept(by, f"C{nummer}")
        Verzendregel.objects.create(
            ronde=ronde, brief=concept(by, f"B{nummer}"), volgorde=nummer + 1, gezien_versie=1
        )

    assert (vragen(client, "/brieven/versturen"), vragen(client, f"/brieven/rondes/{ronde.pk}")) == weinig


def _document(brief: Brief, soort: str, inhoud: bytes) -> dict[str, str]:
    rij = Document(
        huishouden=brief.huishouden, titel=f"Stuk {soort}", soort="overig", bestandsnaam="x", bestandssoort=soort,
        grootte=len(inhoud), sha256="0" * 64, toegevoegd_op=NU,
    )  # fmt: skip
    rij.reeks = rij.pk
    rij.save()
    opslag.bewaar("document", rij.pk, inhoud)
    return {"id": str(rij.pk), "titel": rij.titel}


def test_attachments_come_behind_their_letter_in_the_print_file(zaak: Zaak) -> None:
    by = zaak.medewerker
    schrijver, blad, beeld = PdfWriter(), BytesIO(), BytesIO()
    for _ in range(3):
        schrijver.add_blank_page(595, 842)
    schrijver.write(blad)
    Image.new("RGB", (40, 20), "navy").save(beeld, "PNG")
    brief = concept(by)
    bijlagen = [
        _document(brief, "pdf", blad.getvalue()), _document(brief, "png", beeld.getvalue()),
        _document(brief, "docx", b"PK"), _document(brief, "pdf", b"%PDF-kapot"),
        _document(concept(by, "Ander"), "pdf", blad.getvalue()),  # of another household: never printed along
    ]  # fmt: skip
    Brief.objects.filter(pk=brief.pk).update(bijlagen=bijlagen)
    brief = send_brief(brief=brief, kanaal="post", by=by, at=NU)
    bundel = print_bundel(bundel=make_bundel(brieven=[brief.pk], by=by, at=NU), at=NU)

    lezer = PdfReader(BytesIO(open_printbestand(bundel=bundel, by=by, at=NU)))
    assert bundel.paginas == brief.paginas + 3 + 1
    assert len(lezer.pages) == brief.paginas + brief.paginas % 2 + 4 + 2
    assert bundel.zelf_bijvoegen == [
        f"Stuk docx (bij brief {brief.kenmerk})",
        f"Stuk pdf (bij brief {brief.kenmerk})",
        f"Stuk pdf (bij brief {brief.kenmerk})",
    ]
