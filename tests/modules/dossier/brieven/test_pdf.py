"""The PDF of a letter: PDF/UA-1, in the house style of the gemeente, and nothing fetched from anywhere."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from modules.dossier.brieven import pdf
from modules.dossier.brieven.basis import velden_van
from modules.dossier.brieven.models import Brief
from modules.dossier.brieven.rules.sjabloon import voorbeelden, vul
from modules.dossier.brieven.soorten import Briefsoort, soorten
from modules.inrichting.models import Huisstijl

pytestmark = pytest.mark.usefixtures("in_lindewaard")
DAG = date(2026, 5, 4)


def brief(code: str = "beschikking") -> Brief:
    soort: Briefsoort = soorten.van(code)
    velden = velden_van(soort)
    waarden = voorbeelden(velden)
    delen = {
        veld: vul(getattr(soort.standaard, veld), waarden, velden)
        for veld in ("onderwerp", "samenvatting", "tekst")
    }
    return Brief(soort=code, aan_naam="Mevrouw M. van Dijk", ondertekenaar_naam="Samira Bouali", **delen)


def getekend(code: str = "beschikking", papier: pdf.Papier | None = None) -> PdfReader:
    adres = ["Lindelaan 12", "1234 AB LINDEWAARD"]
    return PdfReader(
        BytesIO(pdf.teken_brief(brief(code), papier or pdf.papier_nu(), dag=DAG, adres=adres).inhoud)
    )


def bouw(knoop: Any, soorten_: list[str], alt: list[str]) -> None:
    knoop = knoop.get_object()
    if isinstance(knoop, list):
        for kind in knoop:
            bouw(kind, soorten_, alt)
    elif isinstance(knoop, dict):
        if "/S" in knoop:
            soorten_.append(knoop["/S"])
        if "/Alt" in knoop:
            alt.append(str(knoop["/Alt"]))
        if "/K" in knoop:
            bouw(knoop["/K"], soorten_, alt) if not isinstance(knoop["/K"], int) else None


@pytest.mark.parametrize("code", [soort.code for soort in soorten.alle()])
def test_every_letter_is_tagged_and_says_its_language_and_title(code: str) -> None:
    """PDF/UA-1 (ISO 14289-1) 7.1, 7.2 and 7.4: tags, title shown, language, headings; and it says so itself."""
    lezer = getekend(code)
    wortel = lezer.trailer["/Root"]

    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/Lang"] == "nl"
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert lezer.metadata is not None
    assert lezer.metadata.title == brief(code).onderwerp
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wortel["/Metadata"].get_data().replace(b" ", b"") or (
        b'pdfuaid:part="1"' in wortel["/Metadata"].get_data()
    )
    gevonden: list[str] = []
    bouw(wortel["/StructTreeRoot"], gevonden, [])
    assert gevonden.count("/H1") == 1
    assert {"/P", "/H2", "/L", "/LI"} <= set(gevonden) or {"/P", "/H2"} <= set(gevonden)
    for pagina in lezer.pages:
        assert pagina["/Tabs"] == "/S"
    for lettertype in _lettertypen(lezer):
        assert "/FontFile" in lettertype or "/FontFile2" in lettertype or "/FontFile3" in lettertype


def _lettertypen(lezer: PdfReader) -> list[Any]:
    gevonden = []
    for pagina in lezer.pages:
        for font in pagina["/Resources"]["/Font"].values():
            onder = font.get_object()["/DescendantFonts"][0].get_object()
            gevonden.append(onder["/FontDescriptor"].get_object())
    return gevonden


def test_the_words_stand_in_the_order_in_which_they_are_read() -> None:
    tekst = " ".join(" ".join(pagina.extract_text() for pagina in getekend().pages).split())
    volgorde = [
        "Gemeente Lindewaard", "Mevrouw M. van Dijk", "Lindelaan 12", "Datum: 4 mei 2026", "Ons besluit over uw aanvraag",
        "Kort samengevat", "Geachte mevrouw Van Dijk,", "Ons besluit", "Bent u het niet eens met dit besluit?",
        "Met vriendelijke groet", "Samira Bouali",
    ]  # fmt: skip
    plekken = [tekst.index(deel) for deel in volgorde[:5]]
    assert plekken == sorted(plekken)
    assert all(deel in tekst for deel in volgorde)


def test_the_house_style_of_the_gemeente_is_on_the_paper() -> None:
    Huisstijl.objects.create(
        nummer=99, status="gepubliceerd", kleur_merk="#1b5e20", kleur_actie="#1b5e20", logo="lindewaard",
        tokens={}, gemaakt_op=timezone.now(), gewijzigd_op=timezone.now(), gepubliceerd_op=timezone.now(),
    ) if not Huisstijl.objects.gepubliceerd().exists() else Huisstijl.objects.gepubliceerd().update(
        kleur_merk="#1b5e20", logo="lindewaard"
    )  # fmt: skip
    papier = pdf.papier_nu()

    assert (papier.gemeente, papier.kleur, papier.logo_soort) == ("Lindewaard", "#1b5e20", "image/svg+xml")
    alt: list[str] = []
    bouw(getekend(papier=papier).trailer["/Root"]["/StructTreeRoot"], [], alt)
    assert alt == ["Logo van de gemeente Lindewaard"]


def test_a_colour_that_cannot_be_read_on_white_is_not_used() -> None:
    Huisstijl.objects.filter(status="gepubliceerd").update(status="vervallen")
    Huisstijl.objects.create(
        nummer=98, status="gepubliceerd", kleur_merk="#ffee58", kleur_actie="#0b4f8a", logo="keukentafel",
        tokens={}, gemaakt_op=timezone.now(), gewijzigd_op=timezone.now(), gepubliceerd_op=timezone.now(),
    )  # fmt: skip

    assert pdf.papier_nu() == pdf.Papier("Lindewaard", "#0b4f8a")


def test_what_a_text_says_is_never_fetched_nor_read_as_html() -> None:
    gemeen = brief("vertraging")
    gemeen.tekst = '<img src="http://voorbeeld.invalid/x.png"><script>1</script>'
    tekst = (
        PdfReader(BytesIO(pdf.teken_brief(gemeen, pdf.Papier("Lindewaard"), dag=DAG, adres=[]).inhoud))
        .pages[0]
        .extract_text()
    )

    assert "<script>" in tekst
