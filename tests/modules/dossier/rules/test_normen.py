from datetime import date

import pytest

from keukentafel.values.datum_tekst import datum
from keukentafel.values.kalender import NEDERLAND
from modules.dossier.rules.normen import BEZOEKNORMEN, NORMEN, Duur, Eenheid, GeenNorm, lees_normen, norm_op
from modules.dossier.rules.termijnen import bereken

DAG = date(2026, 11, 21)

# Table 4.1 of the domain, typed over by hand: key | length | Atw | suspendable.
TABEL = """
wmo_bevestiging | 5 werkdagen | nee | nee
wmo_persoonlijk_plan | 7 dagen | ja | nee
wmo_onderzoek | 6 weken | ja | nee
wmo_aanvraag_direct | 6 weken | ja | nee
wmo_beschikking | 2 weken | ja | ja
wmo_spoed | 48 uur | nee | nee
wmo_heronderzoek | 12 weken | nee | nee
jeugd_beslissing | 8 weken | ja | ja
pw_zoektermijn | 4 weken | ja | nee
pw_beslissing | 8 weken | ja | ja
pw_voorschot | 4 weken | ja | nee
pw_taaltoets | 8 weken | ja | nee
pw_maatregel_heroverweging | 3 maanden | ja | nee
wgs_eerste_gesprek | 4 weken | ja | nee
wgs_eerste_gesprek_bedreigend | 3 werkdagen | ja | nee
wgs_besluit | 8 weken | ja | ja
eerste_contact | 5 werkdagen | nee | nee
terugbellen | 2 werkdagen | nee | nee
awb_aanvullen | 2 weken | ja | nee
awb_niet_behandelen | 4 weken | ja | nee
awb_ingebrekestelling | 2 weken | nee | nee
bezwaar_indienen | 6 weken | ja | nee
bezwaar_beslissen | 6 weken | ja | ja
bezwaar_beslissen_commissie | 12 weken | ja | ja
bezwaar_verdagen | 6 weken | ja | nee
klacht | 6 weken | ja | nee
klacht_adviseur | 10 weken | ja | nee
klacht_verdagen | 4 weken | ja | nee
vt_veiligheidsbeoordeling | 5 werkdagen | ja | nee
vt_onderzoek | 10 weken | ja | nee
vir_melding | 2 jaar | nee | nee
avg_verzoek | 1 maand | nee | nee
avg_verzoek_verlenging | 2 maanden | nee | nee
datalek | 72 uur | nee | nee
wmo_vernietigingsverzoek | 3 maanden | ja | nee
jeugd_vernietigingsverzoek | 3 maanden | ja | nee
"""
RIJEN = [[cel.strip() for cel in regel.split("|")] for regel in TABEL.strip().splitlines()]


@pytest.mark.parametrize("rij", RIJEN, ids=lambda rij: rij[0])
def test_a_norm_says_what_the_table_says(rij):
    norm = norm_op(rij[0], DAG)

    assert [norm.sleutel, str(norm.duur), "ja" if norm.atw_van_toepassing else "nee"] == rij[:3]
    assert norm.opschortbaar == (rij[3] == "ja")


@pytest.mark.parametrize("sleutel", NORMEN.sleutels)
def test_every_norm_names_its_event_and_its_source(sleutel):
    norm = norm_op(sleutel, DAG)

    assert all((norm.titel, norm.na, norm.bron))
    assert norm.is_wettelijk or norm.bron.startswith("werkafspraak")


@pytest.mark.parametrize("sleutel", NORMEN.sleutels)
def test_the_explanation_of_every_norm_fits_its_column(sleutel):
    norm = norm_op(sleutel, DAG)

    berekening = bereken(date(2032, 3, 12), norm, NEDERLAND, vandaag=DAG)

    assert len(berekening.waarom) <= 300
    assert len(norm.titel) <= 120


def test_only_terms_that_still_must_be_checked_say_so():
    assert [sleutel for sleutel in NORMEN.sleutels if norm_op(sleutel, DAG).te_controleren] == [
        "vt_onderzoek",
        "vt_veiligheidsbeoordeling",
        "wgs_besluit",
    ]


def test_a_norm_reads_as_a_rule():
    assert norm_op("wmo_onderzoek", DAG).regel == "6 weken na de melding"
    assert norm_op("wmo_onderzoek", DAG).vindplaats == "Wmo artikel 2.3.2 lid 1"
    assert norm_op("wmo_heronderzoek", DAG).regel == "12 weken voor de einddatum van het besluit"
    assert norm_op("eerste_contact", DAG).vindplaats == "afspraak van de gemeente"
    assert norm_op("eerste_bezoek_acuut", DAG).regel == "Dezelfde dag als het signaal"


def test_every_urgency_has_a_first_visit():
    assert [str(norm_op(sleutel, DAG).duur) for sleutel in BEZOEKNORMEN.values()] == [
        "5 werkdagen",
        "2 werkdagen",
        "0 dagen",
    ]


@pytest.mark.parametrize(("sleutel", "dag"), [("wmo_onderzoek", date(2014, 12, 31)), ("onzin", DAG)])
def test_a_day_without_a_norm_is_refused(sleutel, dag):
    with pytest.raises(GeenNorm) as geweigerd:
        norm_op(sleutel, dag)

    assert str(geweigerd.value) == f"Voor {sleutel} is op {datum(dag)} geen termijn bekend."


RECORD = """
[[proef]]
titel = "Proef"
wet = "Wmo"
artikel = "1"
na = "de melding"
duur = "{duur}"
geldig_van = {van}
{tot}
bron = "proef"
atw_van_toepassing = {atw}
"""


def _record(duur="6 weken", van="2015-01-01", tot="", atw="true"):
    return RECORD.format(duur=duur, van=van, tot=tot, atw=atw)


def test_a_change_of_the_law_is_a_second_record():
    normen = lees_normen(_record(tot="geldig_tot = 2027-01-01") + _record("8 weken", "2027-01-01"))

    assert normen.op("proef", date(2026, 12, 31)).duur == Duur(6, Eenheid.WEKEN)
    assert normen.op("proef", date(2027, 1, 1)).duur == Duur(8, Eenheid.WEKEN)


def test_two_records_on_one_day_are_refused():
    with pytest.raises(ValueError, match="twee normen gelden op 2027-01-01"):
        lees_normen(_record() + _record("8 weken", "2027-01-01"))


@pytest.mark.parametrize("duur", ["48 uren", "91 dagen", "13 weken", "4 maanden", "1 jaren"])
def test_the_atw_cannot_be_claimed_for_a_term_it_excepts(duur):
    with pytest.raises(ValueError, match="Algemene termijnenwet"):
        lees_normen(_record(duur))
    assert lees_normen(_record(duur, atw="false")).sleutels == ("proef",)


@pytest.mark.parametrize("duur", ["90 dagen", "12 weken", "3 maanden", "5 werkdagen"])
def test_the_atw_holds_up_to_its_bounds(duur):
    assert lees_normen(_record(duur)).op("proef", DAG).atw_van_toepassing
