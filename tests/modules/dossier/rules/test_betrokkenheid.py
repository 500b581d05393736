import pytest

from modules.dossier.rules.betrokkenheid import tel_betrokkenen


@pytest.mark.parametrize(
    ("organisaties", "heeft_regisseur", "zin", "stel_voor"),
    [
        ([], False, "0 hulpverleners van 0 organisaties.", False),
        (["De Brug"], False, "1 hulpverlener van 1 organisatie.", False),
        (["De Brug", "de  brug ", None, ""], False, "4 hulpverleners van 1 organisatie.", False),
        (list("abcd"), False, "4 hulpverleners van 4 organisaties.", False),
        (
            list("abcde"),
            False,
            "5 hulpverleners van 5 organisaties. Dat zijn er veel. Kies een regisseur.",
            True,
        ),
        (
            list("abcdea"),
            True,
            "6 hulpverleners van 5 organisaties. Dat zijn er veel. Kijk in het overleg of het met minder kan.",
            False,
        ),
    ],
)
def test_many_organisations_ask_for_a_regisseur(organisaties, heeft_regisseur, zin, stel_voor):
    telling = tel_betrokkenen(organisaties, heeft_regisseur=heeft_regisseur)

    assert (telling.zin, telling.stel_regisseur_voor) == (zin, stel_voor)


def test_a_gemeente_may_choose_another_limit():
    assert tel_betrokkenen(["a", "b", "c"], heeft_regisseur=False, grens=3).is_veel
