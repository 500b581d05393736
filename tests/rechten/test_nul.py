"""A NUL in the address breaks no page of a gemeente: PostgreSQL keeps none, so none reaches it."""

from __future__ import annotations

import pytest

from tests.rechten import tabel as tabellen
from tests.rechten.adressen import adressen
from tests.rechten.kruip import vraag
from tests.rechten.mensen import ANONIEM
from tests.rechten.wereld import Bereik, Wereld

pytestmark = pytest.mark.django_db
NAMEN = (
    "q", "na", "voor", "soort", "team", "stand", "sorteer", "wie", "van", "tot", "rol", "toon", "bron", "model",
)  # fmt: skip
VRAAG = "&".join(f"{naam}=a%00b" for naam in NAMEN)
DELEN = 3


@pytest.mark.parametrize("deel", range(DELEN))
def test_no_list_breaks_on_a_nul_in_its_address(wereld: Wereld, deel: int) -> None:
    tabel, stuk = tabellen.lees(), []
    lijsten = [adres for adres in adressen() if not adres.host and tabel[adres.naam]["GET"].tekst not in "-."]
    for adres in lijsten[deel::DELEN]:
        mag = [letter for letter in tabel[adres.naam]["GET"].tekst if letter.islower() and letter != ANONIEM]
        pad = wereld.pad(adres, Bereik.EIGEN)
        for letter in mag[:1]:
            for achter in ("q=%00", VRAAG):
                antwoord = vraag(wereld, letter, "get", f"{pad}?{achter}")
                if antwoord.status >= 500:
                    stuk.append(f"{adres.naam}?{achter[:5]} als {letter}: {antwoord.status} {antwoord.fout}")

    assert stuk == []
