"""The library of the demo holds what it promises, and an example gemeente departs from one template."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from django.utils import timezone

from demo import werkdocumenten
from demo.werkteksten import SJABLONEN
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import GemeenteRef
from modules.inrichting.bibliotheek.queries import gepubliceerd
from modules.inrichting.configuratie.afwijking import overnames
from modules.inrichting.configuratie.models import Configuratieinname
from modules.inrichting.werkdocumenten.queries import beheerregels
from tenants.actions.accounts import make_leverancier_account


@pytest.fixture
def gevuld(in_lindewaard: GemeenteRef, beheerder: Gebruiker) -> GemeenteRef:
    """Fill twice: the second time finds everything there."""
    nu = timezone.now()
    make_leverancier_account(gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=nu)
    gemeente = replace(in_lindewaard, cbs_code="GM9001")
    for _ in range(2):
        werkdocumenten.vul_bibliotheek(at=nu)
        werkdocumenten.neem_over(gemeente, at=nu)
    return gemeente


@pytest.mark.usefixtures("gevuld")
def test_the_library_holds_every_kind_and_nothing_twice():
    soorten = Counter(tekst.soort for tekst in SJABLONEN)

    assert soorten == {"quickscan": 2, "functiebeschrijving": 2, "werkprotocol": 1, "handreiking": 1}
    assert sorted(kaart.naam for kaart in gepubliceerd()) == sorted(tekst.naam for tekst in SJABLONEN)


@pytest.mark.usefixtures("gevuld")
def test_the_example_gemeente_departs_from_one_of_what_it_took_over():
    banden = {regel.document.sleutel: regel.band.wijkt_af for regel in beheerregels() if regel.band}

    assert banden == {
        "quickscan-geldzorgen": True, "functie-regisseur": False, "protocol-warme-overdracht": False,
    }  # fmt: skip
    assert sorted(overname.afwijkingen for overname in overnames().values()) == [0, 0, 1]
    assert Configuratieinname.objects.count() == 3
