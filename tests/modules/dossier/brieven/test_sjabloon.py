"""Texts of letters: fields without logic, versions, and what keeps one from being used."""

from __future__ import annotations

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.errors import Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.values.opmaak import Bloksoort, blokken
from modules.dossier.brieven.actions.sjabloon import (
    GeenConcept,
    OnbekendVeld,
    VerplichteTekstOntbreekt,
    discard_sjabloon,
    publish_sjabloon,
    use_standaard,
    write_sjabloon,
)
from modules.dossier.brieven.basis import velden_van
from modules.dossier.brieven.keuze import sjabloon_in_gebruik
from modules.dossier.brieven.models import Briefsjabloon
from modules.dossier.brieven.rules.aanspreken import spreek_aan
from modules.dossier.brieven.rules.sjabloon import controleer, ontbrekend, vul
from modules.dossier.brieven.soorten import Briefsoort, Veld, soorten
from modules.dossier.models import Inwoner
from tests.factories.identity import maak_gebruiker

NU = timezone.now()
VELDEN = {
    veld.naam: veld
    for veld in (
        Veld("naam", "de naam", "Jan"),
        Veld("extra", "iets extra", "x", is_nodig=False),
        Veld("woorden", "eigen woorden", "x", is_nodig=False, eigen_woorden=True),
        Veld("lijst", "een lijst", [], velden=(Veld("wat", "wat", "x"),)),
        Veld("clausule", "de clausule", "x", met_opmaak=True),
    )
}


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("{{ bedrag }}", "Het veld {{ bedrag }} bestaat niet in deze brief."),
        ("{{ wat }}", "Het veld {{ wat }} bestaat niet in deze brief."),
        ("{{ naam.upper }}", "{{naam.upper}} is geen veld."),
        ("{{{ naam }}}", "is geen veld"),
        ("{{& naam }}", "is geen veld"),
        ("{{> ander }}", "is geen veld"),
        ("{{=<% %>=}}", "is geen veld"),
        ("{{#lijst}}{{ wat }}", "Het deel {{#lijst}} heeft geen einde."),
        ("{{/lijst}}", "sluit een deel dat niet open is"),
        ("{{ naam", "Een van de twee ontbreekt."),
    ],
)
def test_a_text_with_what_cannot_be_filled_is_refused_by_name(tekst: str, zin: str) -> None:
    gevonden = [str(bevinding) for bevinding in controleer(tekst, VELDEN)]
    assert any(zin in melding for melding in gevonden), gevonden


def test_a_good_text_is_filled() -> None:
    tekst = "Dag {{ naam }}{{#extra}}, en {{ extra }}{{/extra}}.\n\n{{#lijst}}\n- {{ wat }}\n{{/lijst}}{{^lijst}}Niets.{{/lijst}}"
    assert controleer(tekst, VELDEN) == ()
    assert (
        vul(tekst, {"naam": "Jan", "lijst": [{"wat": "een"}, {"wat": "twee"}]}, VELDEN)
        == "Dag Jan.\n\n- een\n- twee"
    )
    assert vul(tekst, {"naam": "Jan", "extra": "meer"}, VELDEN) == "Dag Jan, en meer.\n\nNiets."
    assert vul("{{ naam }}", {}, VELDEN) == "[vul in: de naam]"


def test_a_value_never_becomes_a_field_or_a_heading() -> None:
    assert vul("{{ naam }}", {"naam": "{{ clausule }}"}, VELDEN) == "{ { clausule } }"
    assert vul("{{ naam }}", {"naam": "# Kop\n> citaat"}, VELDEN) == "Kop\ncitaat"
    assert vul("> {{ woorden }}", {"woorden": "een\n\n# twee"}, VELDEN) == "> een # twee"
    assert vul("{{ clausule }}", {"clausule": "# Kop\n\ntekst"}, VELDEN) == "# Kop\n\ntekst"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_filled_or_refused_in_words(tekst: str) -> None:
    fouten = controleer(tekst, VELDEN)
    if not fouten:
        assert isinstance(vul(tekst, {"naam": "Jan", "clausule": "x"}, VELDEN), str)
    assert all(fout.text.endswith(".") for fout in fouten)


def test_a_mandatory_field_stands_outside_every_part_that_may_fall_away() -> None:
    assert ontbrekend("{{ naam }}", ("naam",)) == ()
    assert ontbrekend("{{#naam}}{{ naam }}{{/naam}}", ("naam",)) == ("naam",)
    assert ontbrekend("{{#extra}}{{ naam }}{{/extra}}", ("naam",)) == ("naam",)


@pytest.mark.parametrize("soort", soorten.alle(), ids=lambda soort: soort.code)
def test_every_text_of_the_product_names_known_fields_and_says_what_the_law_asks(soort: Briefsoort) -> None:
    velden = velden_van(soort)
    for tekst in (soort.standaard.onderwerp, soort.standaard.samenvatting, soort.standaard.tekst):
        assert controleer(tekst, velden) == ()
    assert ontbrekend(soort.standaard.tekst, soort.verplicht) == ()
    assert soort.standaard.samenvatting
    assert soort.categorie != "L"


def test_the_confirmation_of_a_wmo_melding_names_the_plan_and_the_cliëntondersteuner() -> None:
    """Wmo 2015, artikel 2.3.2 lid 2 and 3."""
    tekst = soorten.van("wmo_ontvangstbevestiging").standaard.tekst

    assert "persoonlijk plan" in tekst
    assert "Gratis hulp van een cliëntondersteuner" in tekst


def test_the_words_about_objecting_say_what_the_law_asks() -> None:
    """Awb 3:45 (that, by whom, within what time, with whom) and 6:5 (what stands in it)."""
    tekst = str(velden_van(soorten.van("beschikking"))["bezwaarclausule"].voorbeeld)

    for deel in (
        "bezwaar maken",
        "zes weken",
        "college van burgemeester en wethouders",
        "handtekening",
        "naam en adres",
    ):
        assert deel in tekst


def test_blocks_are_read_as_they_are_meant() -> None:
    gelezen = [
        (blok.soort, blok.regels) for blok in blokken("# Kop\neen\ntwee\n\n- a\n\n- b\n> zei zij\n## Onder")
    ]

    assert gelezen == [
        (Bloksoort.KOP, ("Kop",)),
        (Bloksoort.ALINEA, ("een", "twee")),
        (Bloksoort.LIJST, ("a", "b")),
        (Bloksoort.WOORDEN, ("zei zij",)),
        (Bloksoort.TUSSENKOP, ("Onder",)),
    ]


@pytest.mark.parametrize(
    ("geslacht", "geboren", "aan", "aanhef"),
    [
        ("vrouw", "1980-01-01", "Mevrouw M. van Dijk", "Geachte mevrouw Van Dijk,"),
        ("man", "1980-01-01", "De heer M. van Dijk", "Geachte heer Van Dijk,"),
        ("onbekend", "1980-01-01", "Marieke van Dijk", "Geachte Marieke van Dijk,"),
        (
            "vrouw",
            "2015-01-01",
            "Aan de ouders of verzorgers van Marieke van Dijk",
            "Geachte ouders of verzorgers,",
        ),
        ("man", "2010-05-04", "De heer M. van Dijk", "Geachte heer Van Dijk,"),
    ],
)
def test_a_letter_is_addressed_to_who_decides(geslacht: str, geboren: str, aan: str, aanhef: str) -> None:
    """Below 16 the parents get the letter (Jeugdwet 7.3.4)."""
    from datetime import date

    wie = Inwoner(
        voornamen="Marieke", voorvoegsel="van", geslachtsnaam="Dijk", geslacht=geslacht,
        geboortedatum=date.fromisoformat(geboren),
    )  # fmt: skip
    gesproken = spreek_aan(wie, "Van Dijk", date(2026, 5, 4))
    assert (gesproken.aan, gesproken.aanhef) == (aan, aanhef)


@pytest.mark.usefixtures("in_lindewaard")
class TestVersies:
    def schrijf(self, tekst: str, versie: int = 0) -> Briefsjabloon:
        by = maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)
        return write_sjabloon(
            soort="beschikking",
            onderwerp="Besluit",
            samenvatting="",
            tekst=tekst,
            versie=versie,
            by=by,
            at=NU,
        )

    def zet_in_gebruik(self, versie: int) -> Briefsjabloon:
        by = maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)
        return publish_sjabloon(soort="beschikking", versie=versie, by=by, at=NU)

    def test_an_unknown_field_is_refused_at_saving_with_its_name(self) -> None:
        with pytest.raises(OnbekendVeld, match="bedrag") as gevonden:
            self.schrijf("U krijgt {{ bedrag }}.")
        assert gevonden.value.veld == "tekst"
        assert Briefsjabloon.objects.count() == 0

    def test_a_text_without_the_words_about_objecting_is_not_published(self) -> None:
        """Awb 3:45."""
        self.schrijf("{{ besluit_kort }}")
        with pytest.raises(VerplichteTekstOntbreekt, match="bezwaarclausule"):
            self.zet_in_gebruik(1)
        assert Briefsjabloon.objects.get().stand == "concept"

    def test_a_published_text_is_used_until_the_next_one(self) -> None:
        soort = soorten.van("beschikking")
        self.schrijf("{{ besluit_kort }} {{ bezwaarclausule }}")
        assert sjabloon_in_gebruik(soort).nummer == 0
        self.zet_in_gebruik(1)
        assert sjabloon_in_gebruik(soort).nummer == 1
        self.schrijf("{{ besluit_kort }} Nieuw. {{ bezwaarclausule }}")
        self.zet_in_gebruik(1)
        assert [(rij.nummer, rij.stand) for rij in Briefsjabloon.objects.order_by("nummer")] == [
            (1, "vervallen"),
            (2, "in_gebruik"),
        ]
        use_standaard(soort="beschikking", by=maak_gebruiker(met_code_app=False), at=NU)
        assert sjabloon_in_gebruik(soort).nummer == 0

    def test_two_people_in_one_text_do_not_overwrite_each_other(self) -> None:
        self.schrijf("Een.")
        with pytest.raises(Verouderd) as gevonden:
            self.schrijf("Twee.", versie=0)
        assert gevonden.value.huidig.tekst == "Een."
        with pytest.raises(Verouderd):
            self.zet_in_gebruik(9)
        discard_sjabloon(soort="beschikking", by=maak_gebruiker(met_code_app=False), at=NU)
        with pytest.raises(GeenConcept):
            self.schrijf("Drie.", versie=1)
        with pytest.raises(GeenConcept):
            self.zet_in_gebruik(1)
