import pytest

from modules.inrichting import codelijsten

# Literally the codes of the domain reference; a code that changes breaks what gemeenten stored.
LIJSTEN = {
    "SignaalBron": (
        "inwoner naaste buur vrijwilliger corporatie apotheek maaltijdbezorger school jgz huisarts "
        "wijkverpleging politie ggz werkgever energie_water zorgverzekeraar inlooppunt ander_team overig"
    ),
    "Urgentie": "licht verhoogd acuut",
    "ContactUitkomst": ("gesproken niet_thuis informatie_achtergelaten geweigerd via_derde onbekend_adres"),
    "Kader": "eigen_kracht sociaal_netwerk voorliggend maatwerk",
    "Wet": "wmo jeugd participatie wgs zvw wlz onderwijs geen",
    "Leveringsvorm": "zin pgb subsidie eigen_team",
    "Afsluitreden": (
        "doel_bereikt deels_bereikt zelf_verder overgedragen verhuisd overleden geen_contact afgezien "
        "niet_passend"
    ),
    "RegieOvername": "beperking_stoornis gevaar",
    "VerwijzerJeugd": "gemeente huisarts medisch_specialist jeugdarts gi rechter_om",
    "OverschrijdingOorzaak": "capaciteit wacht_inwoner wacht_derde complexiteit fout",
    "OpschalingNiveau": "team mdo zorgnetwerk veiligheid crisis",
    "CasusStatus": (
        "nieuw in_contact analyse plan ondersteuning evaluatie monitoring afgesloten overgedragen"
    ),
    "TermijnStatus": "loopt opgeschort gehaald overschreden vervallen",
}
ALLE = [
    lijst
    for lijst in vars(codelijsten).values()
    if isinstance(lijst, type) and hasattr(lijst, "choices") and lijst.__module__ == codelijsten.__name__
]


@pytest.mark.parametrize("naam", LIJSTEN)
def test_a_list_holds_the_codes_of_the_domain(naam):
    assert list(getattr(codelijsten, naam).values) == LIJSTEN[naam].split()


@pytest.mark.parametrize("lijst", ALLE, ids=lambda lijst: lijst.__name__)
def test_every_label_is_its_own(lijst):
    assert len(set(lijst.labels)) == len(lijst.labels)
    assert all(label and label[0] == label[0].upper() for label in lijst.labels)


@pytest.mark.parametrize("lijst", ALLE, ids=lambda lijst: lijst.__name__)
def test_no_label_uses_a_word_we_avoid(lijst):
    verboden = ("cliënt", "casus", "indicer", "voorliggend", "opschal", "status", "gemotiveerd")

    assert [label for label in lijst.labels if any(woord in label.lower() for woord in verboden)] == []
