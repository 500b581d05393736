import pytest

from modules.dossier.rules.multiprobleem import MultiprobleemRegel, beoordeel_multiprobleem


@pytest.mark.parametrize(
    ("scores", "organisaties", "redenen"),
    [
        ({}, 0, ()),
        ({"a": {"financien": 2, "adl": 2}}, 2, ()),
        ({"a": {"financien": 2, "adl": 1, "justitie": 2}}, 0, ("Op 3 leefgebieden is de score 2 of lager.",)),
        ({"a": {"financien": 2, "adl": 3, "justitie": None}, "b": {"financien": 1}}, 0, ()),
        (
            {"a": {"financien": 2, "adl": 2}, "b": {"financien": 1, "adl": 2}},
            0,
            ("Bij 2 mensen is de score op minstens 2 leefgebieden 2 of lager.",),
        ),
        (
            {"a": {"financien": 2}, "b": {"adl": 2}, "c": {"justitie": 1}},
            0,
            ("Op 3 leefgebieden is de score 2 of lager.",),
        ),
        ({}, 3, ("Er zijn 3 organisaties betrokken.",)),
    ],
)
def test_one_of_three_reasons_makes_a_multiprobleemhuishouden(scores, organisaties, redenen):
    oordeel = beoordeel_multiprobleem(scores, organisaties)

    assert oordeel.redenen == redenen
    assert oordeel.is_multiprobleem is bool(redenen)


def test_a_gemeente_may_set_other_bounds():
    strenger = MultiprobleemRegel(leefgebieden=4, organisaties=5)

    assert not beoordeel_multiprobleem(
        {"a": dict.fromkeys(("adl", "justitie", "financien"), 1)}, 4, strenger
    ).redenen
