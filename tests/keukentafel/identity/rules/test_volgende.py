import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.identity.rules.volgende import veilig_pad


@pytest.mark.parametrize(
    "pad",
    [
        "/",
        "/mijn-dag",
        "/huishoudens?q=kuiper&stand=open",
        "/huishoudens/1/plan#p-acties",
        "/zoeken?q=a%2Fb",
        "/sessie/weer-ingelogd",
    ],
)
def test_a_page_of_our_own_is_kept(pad):
    assert veilig_pad(pad) == pad


@pytest.mark.parametrize(
    "pad",
    [
        None, "", "mijn-dag", "https://kwaad.nl/", "//kwaad.nl", "///kwaad.nl", "/\\kwaad.nl", "\\\\kwaad.nl", "/\\/kwaad.nl",
        "http:/kwaad.nl", "javascript:alert(1)", "/%2F/kwaad.nl", "/%2fkwaad.nl", "/%5Ckwaad.nl",
        "/%252fkwaad.nl", "/\tkwaad", "/\n/kwaad.nl", "/%0d%0aSet-Cookie:a=b", "/\x00", " //kwaad.nl", "/" + "a" * 3000,
        "/inloggen", "/inloggen/code", "/uitloggen", "/uitnodiging/abc", "/welkom", "//[kwaad",
    ],
)  # fmt: skip
def test_nothing_else_is(pad):
    assert veilig_pad(pad) is None


@given(st.text())
def test_whatever_is_kept_begins_with_one_slash_and_holds_no_control_character(tekst):
    pad = veilig_pad("/" + tekst)

    assert pad is None or (
        pad[:1] == "/" and pad[1:2] not in {"/", "\\"} and all(ord(teken) >= 0x20 for teken in pad)
    )
