from modules.inrichting.leefgebieden import (
    LADDER_KEUZES,
    PARTICIPATIELADDER,
    SUPPLEMENTEN,
    ZRM_2013,
    ZRM_2017,
    ZRM_NIVEAUS,
    ZRM_VERSIES,
    Vergelijking,
    trede,
    vergelijkbaar,
)


def test_the_matrix_of_2013_has_its_eleven_domains_in_order():
    assert ZRM_2013.codes == (
        "financien",
        "dagbesteding",
        "huisvesting",
        "huiselijke_relaties",
        "geestelijke_gezondheid",
        "lichamelijke_gezondheid",
        "verslaving",
        "adl",
        "sociaal_netwerk",
        "maatschappelijke_participatie",
        "justitie",
    )


def test_the_matrix_of_2017_has_its_thirteen_domains_in_order():
    assert ZRM_2017.codes == (
        "financien",
        "werk_opleiding",
        "tijdsbesteding",
        "huisvesting",
        "huiselijke_relaties",
        "geestelijke_gezondheid",
        "lichamelijke_gezondheid",
        "middelengebruik",
        "basale_adl",
        "instrumentele_adl",
        "sociaal_netwerk",
        "maatschappelijke_participatie",
        "justitie",
    )


def test_a_version_is_found_by_its_code():
    assert dict(ZRM_VERSIES) == {"zrm_2013": ZRM_2013, "zrm_2017": ZRM_2017}
    assert ZRM_2013.label("adl") == "Activiteiten dagelijks leven"
    assert "adl" not in ZRM_2017
    assert (len(ZRM_2013), len(ZRM_2017)) == (11, 13)


def test_only_equal_domains_compare_between_versions():
    assert vergelijkbaar(ZRM_2013, ZRM_2017) == (
        Vergelijking("financien", "financien"),
        Vergelijking("huisvesting", "huisvesting"),
        Vergelijking("huiselijke_relaties", "huiselijke_relaties"),
        Vergelijking("geestelijke_gezondheid", "geestelijke_gezondheid"),
        Vergelijking("lichamelijke_gezondheid", "lichamelijke_gezondheid"),
        Vergelijking("verslaving", "middelengebruik", ongeveer=True),
        Vergelijking("sociaal_netwerk", "sociaal_netwerk"),
        Vergelijking("maatschappelijke_participatie", "maatschappelijke_participatie"),
        Vergelijking("justitie", "justitie"),
    )


def test_within_a_version_every_domain_compares():
    assert vergelijkbaar(ZRM_2013, ZRM_2013) == tuple(Vergelijking(code, code) for code in ZRM_2013.codes)


def test_the_ladder_says_its_steps_in_words():
    assert [tekst for _, tekst in LADDER_KEUZES] == [
        "Trede 1: geïsoleerd levend",
        "Trede 2: sociale contacten buitenshuis",
        "Trede 3: deelname aan georganiseerde activiteiten",
        "Trede 4: onbetaald werk",
        "Trede 5: betaald werk met ondersteuning",
        "Trede 6: betaald werk",
    ]
    assert trede(4) == PARTICIPATIELADDER[3]


def test_levels_run_from_acute_to_fully_self_sufficient():
    assert (list(ZRM_NIVEAUS), ZRM_NIVEAUS[1], ZRM_NIVEAUS[5]) == (
        [1, 2, 3, 4, 5],
        "Acute problematiek",
        "Volledig zelfredzaam",
    )


def test_supplements_stand_outside_the_matrix():
    onderdelen = {onderdeel.code for supplement in SUPPLEMENTEN for onderdeel in supplement.onderdelen}

    assert [supplement.code for supplement in SUPPLEMENTEN] == ["tijdsindeling", "ouderschap"]
    assert onderdelen.isdisjoint(ZRM_2013.codes)
    assert onderdelen.isdisjoint(ZRM_2017.codes)
