"""Nobody lets themselves in: two people in an emergency, no word past the check, and `geen toegang` is final."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from keukentafel import audit, context
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_platform, zaaifouten
from modules.ondersteuning.actions import inkijk as acties
from modules.ondersteuning.models import Inkijk, Stand
from modules.ondersteuning.queries import namen_in
from modules.ondersteuning.taken import meld_gevraagd
from support.actions import toegang as bij_ons
from support.actions.ticket import StaatIetsPersoonlijksIn
from support.models import Toegang, ToegangStand
from tenants.console.actions.mensen import invite_collega
from tenants.console.models import Accountlink
from tenants.console.rollen import LeverancierRol
from tests.factories.dossier import eerste_team, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.modules.ondersteuning.conftest import Toneel
from tests.modules.ondersteuning.test_meekijken import kijker, toegestaan

pytestmark = pytest.mark.django_db


def bevestig(toneel: Toneel, toegang: Toegang, door: Any) -> None:
    with in_platform(), transaction.atomic():
        bij_ons.confirm_nood(toegang_id=toegang.pk, by=door, at=toneel.nu)


def test_nobody_confirms_their_own_emergency(toneel: Toneel) -> None:
    toegang = toneel.vraag(nood=True)

    with pytest.raises(bij_ons.EigenVraag):
        bevestig(toneel, toegang, toneel.ilse.account)


def test_it_turns_red_when_one_person_is_enough(toneel: Toneel) -> None:
    """Without the check the database says no; and without that, the gemeente does."""
    toegang = toneel.vraag(nood=True)

    with zaaifouten.zaai("nood_in_je_eentje"), pytest.raises(IntegrityError, match="een_ander_is_de_tweede"):
        bevestig(toneel, toegang, toneel.ilse.account)

    with in_platform():
        Toegang.objects.update(stand=ToegangStand.GEVRAAGD)  # as if somebody changed the row by hand
    assert acties.allow_nood(toegang_id=toegang.pk, at=toneel.nu) is None
    assert Inkijk.objects.get().stand == Stand.GEWEIGERD


@pytest.mark.parametrize("wie", ["tweede", "vrager"])
def test_a_colleague_who_was_made_this_week_does_not_count(toneel: Toneel, joost: Any, wie: str) -> None:
    """Who makes accounts sees the link that opens them, and could be both."""
    nieuw = joost.account if wie == "tweede" else toneel.ilse.account
    toegang = toneel.vraag(nood=True)
    with in_platform():
        link = Accountlink.objects.create(
            account=nieuw, soort="uitnodiging", token_hash="x", gemaakt_op=toneel.nu - timedelta(days=6),
            gemaakt_door="Ilse Koster", verloopt_op=toneel.nu, gebruikt_op=toneel.nu - timedelta(days=6),
        )  # fmt: skip

    with pytest.raises(bij_ons.NogTeNieuw):
        bevestig(toneel, toegang, joost.account)
    with in_platform():
        Accountlink.objects.filter(pk=link.pk).update(gebruikt_op=toneel.nu - timedelta(days=8))
    bevestig(toneel, toegang, joost.account)

    assert acties.allow_nood(toegang_id=toegang.pk, at=toneel.nu) is not None


def test_a_link_that_nobody_used_says_nothing(toneel: Toneel, joost: Any) -> None:
    toegang = toneel.vraag(nood=True)
    with in_platform():
        invite_collega(
            naam="Nieuw", email="nieuw@voorbeeld.invalid", gebruikersnaam="nieuw",
            rol=LeverancierRol.SUPPORT, by=joost.account, at=toneel.nu,
        )  # fmt: skip

    bevestig(toneel, toegang, joost.account)


def test_what_waited_a_day_is_no_emergency(toneel: Toneel, joost: Any) -> None:
    toegang, later = toneel.vraag(nood=True), toneel.nu + timedelta(days=1)

    with pytest.raises(bij_ons.NietMeerOpen), in_platform(), transaction.atomic():
        bij_ons.confirm_nood(toegang_id=toegang.pk, by=joost.account, at=later)
    bevestig(toneel, toegang, joost.account)

    assert acties.allow_nood(toegang_id=toegang.pk, at=later) is None  # the message came a day late


# -- geen toegang ----------------------------------------------------------------------------------------------


def test_what_waits_is_refused_when_nobody_may_look_along(toneel: Toneel) -> None:
    toegang = toneel.vraag()

    acties.choose_toegang(geen=True, reden="", versie=0, by=toneel.fg, at=toneel.nu)

    with in_platform():
        rij = Toegang.objects.get(pk=toegang.pk)
    assert (rij.stand, rij.antwoord, rij.beslist_door) == ("geweigerd", acties.NIEMAND, "Farah Gorter")
    with pytest.raises(acties.ToegangStaatUit):
        acties.allow_inkijk(toegang_id=toegang.pk, ogen=toneel.vrager, by=toneel.fg, at=toneel.nu)


def test_what_is_asked_later_is_refused_by_itself(toneel: Toneel) -> None:
    acties.choose_toegang(geen=True, reden="", versie=0, by=toneel.fg, at=toneel.nu)
    toegang = toneel.vraag()

    with in_platform():
        meld_gevraagd.apply(kwargs={"toegang_id": str(toegang.pk), "gemeente_id": str(toneel.gemeente.id)})

    assert Inkijk.objects.get().stand == Stand.GEWEIGERD
    with in_platform():
        assert Toegang.objects.get(pk=toegang.pk).stand == ToegangStand.GEWEIGERD


# -- what reaches the supplier, and how -------------------------------------------------------------------------


def test_a_no_holds_nothing_of_a_resident(toneel: Toneel) -> None:
    toegang = toneel.vraag()

    with pytest.raises(StaatIetsPersoonlijksIn):
        acties.refuse_inkijk(
            toegang_id=toegang.pk, antwoord="Bel eerst met 06 12345678", by=toneel.fg, at=toneel.nu
        )
    pagina = toneel.browser(toneel.fg).post(
        f"/ondersteuning/meekijken/{toegang.pk}/weigeren", {"antwoord": "Gaat over BSN 999990019"}
    )

    assert pagina.status_code == 422
    with in_platform():
        assert Toegang.objects.get(pk=toegang.pk).stand == ToegangStand.GEVRAAGD


def test_a_page_without_its_line_is_seen(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)

    def regels_na(pagina: str) -> int:
        assert mee.get(pagina).status_code == 200
        return Logboekregel.objects.filter(object_id=een.pk, soort="R").count()

    assert regels_na("/inrichting/teammodel") == 1
    assert Inkijk.objects.get().bekeken == 1
    with zaaifouten.zaai("meekijken_zonder_regel"):
        assert regels_na("/inrichting/begrippen") == 1  # this is what turns red
    assert regels_na("/inrichting/begrippen") == 2


def test_a_line_of_a_page_carries_the_name_of_who_really_looked(
    toneel: Toneel, kijkrollen: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = context.menu

    def met_regel(request: Any) -> Any:
        """Write a line as a page does: in the name of the person it works for."""
        audit.record("inrichting.proef.bekeken", by=request.user, at=timezone.now(), soort="R")
        return echt(request)

    monkeypatch.setattr(context, "menu", met_regel)
    _, code = toegestaan(toneel)
    mee = kijker(toneel, code)

    def wie() -> tuple[Any, str]:
        assert mee.get("/inrichting/teammodel").status_code == 200
        regel = Logboekregel.objects.filter(gebeurtenis="inrichting.proef.bekeken").first()
        assert regel is not None
        return regel.gebruiker_id, regel.rollen

    assert wie() == (toneel.ilse.account.pk, "support")
    with zaaifouten.zaai("inkijk_onder_een_andere_naam"):
        assert wie()[0] == toneel.vrager.pk  # this is what turns red


@pytest.mark.parametrize(
    ("tekst", "mag"),
    [
        ("Bij Marieke blijft het scherm leeg.", False),
        ("Mevrouw van Zonneveld-Kuiper belde.", False),
        ("Bij dit huishouden blijft het scherm leeg.", True),
        ("De marieke in het voorbeeld, zonder hoofdletter.", True),
    ],
)
def test_a_name_of_the_household_that_it_is_about_does_not_travel(
    toneel: Toneel, tekst: str, mag: bool
) -> None:
    helper = maak_gebruiker(rollen=[Rol.TEAMLID], team=eerste_team())
    huishouden = maak_huishouden("Zonneveld-Kuiper", personen=("Marieke",))
    vraag = {
        "soort": "vraag", "onderwerp": "Leeg scherm", "tekst": tekst, "route": "dossier:huishouden",
        "huishouden": str(huishouden.pk),
    }  # fmt: skip

    antwoord = toneel.browser(helper).post("/ondersteuning/nieuw", vraag)

    assert antwoord.status_code == (303 if mag else 422)
    assert ("een naam van iemand uit dit huishouden" in antwoord.content.decode()) is not mag


def test_who_may_not_read_a_household_learns_no_name_of_it(toneel: Toneel) -> None:
    huishouden = maak_huishouden("Zonneveld", personen=("Marieke",))

    assert namen_in(huishouden.pk, toneel.beheerder) == frozenset()
