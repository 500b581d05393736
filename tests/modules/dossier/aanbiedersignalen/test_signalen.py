"""A signal about a provider: who reads it, what follows on what, and that no other page knows it (F073)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.aanbiedersignalen.actions.signaal import remove_old
from modules.dossier.aanbiedersignalen.actions.weger import NietVoorDezeRol, appoint_weger, end_weger
from modules.dossier.aanbiedersignalen.models import Aanbiedersignaal, Signaalweger
from modules.dossier.aanbiedersignalen.rules.gang import Handeling, noemt_inwoner, waarom_niet
from modules.dossier.aanbiedersignalen.woorden import Stand
from modules.inrichting.models import Organisatie
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.verkeer import maak_zaak, vragen

KANARIE = "KanarieAanbieder42"


class Toneel:
    """A maker, two who were appointed, an administrator, a FG and a colleague, each with a browser."""

    def __init__(self, klant_van: Any, gemeente: Any) -> None:
        self.klant_van, self.gemeente = klant_van, gemeente
        self.aanbieder = Organisatie.objects.create(naam="Zorg Ver Weg", soort="zorg")
        self.browsers: dict[str, Any] = {}
        self.mensen: dict[str, Any] = {}
        self.zaak = maak_zaak(self.browser("maker"), functie="wmo_consulent")
        self.mensen["maker"] = self.zaak.medewerker
        rollen = {
            "weger": Rol.BELEID, "tweede": Rol.BACKOFFICE, "collega": Rol.TEAMLID, "leider": Rol.TEAMLEIDER,
            "beheerder": Rol.BEHEERDER, "fg": Rol.FG,
        }  # fmt: skip
        for naam, rol in rollen.items():
            team = self.zaak.huishouden.team if rol in (Rol.TEAMLID, Rol.TEAMLEIDER) else None
            self.mensen[naam] = maak_gebruiker(rollen=[rol], team=team, naam=f"De {naam}", met_code_app=False)
            log_in(self.browser(naam), self.mensen[naam])
        for naam in ("weger", "tweede"):
            appoint_weger(gebruiker=self.mensen[naam], by=self.mensen["beheerder"], at=timezone.now())

    def browser(self, naam: str) -> Any:
        if naam not in self.browsers:
            self.browsers[naam] = self.klant_van(self.gemeente)
        return self.browsers[naam]

    def maak(self, naam: str = "maker", tekst: str = KANARIE) -> Aanbiedersignaal:
        antwoord = self.browser(naam).post(
            reverse("aanbiedersignalen:nieuw"),
            {
                "aanbieder": self.aanbieder.pk, "soort": "geld", "waarneming": tekst, "bron": "cijfers",
                "gezien_op": localdate().isoformat(),
            },
        )  # fmt: skip
        assert antwoord.status_code == 303, antwoord.content.decode()
        return Aanbiedersignaal.objects.order_by("-gemaakt_op").first()

    def stap(self, naam: str, rij: Aanbiedersignaal, welke: str, **gegevens: Any) -> Any:
        return self.browser(naam).post(reverse("aanbiedersignalen:stap", args=[rij.pk, welke]), gegevens)


@pytest.fixture
def toneel(klant_van: Any, in_lindewaard: Any) -> Toneel:
    return Toneel(klant_van, in_lindewaard)


def gezien_door(rij: Aanbiedersignaal) -> list[tuple[str, str]]:
    regels = Logboekregel.objects.filter(gebeurtenis="aanbiedersignalen.signaal.gezien").order_by(
        "tijdstip", "id"
    )
    hiervan = [r for r in regels if r.object_id == rij.pk or r.detail.get("signaal") == str(rij.pk)]
    return [(r.gebruiker_naam, r.resultaat) for r in hiervan]


def test_from_seeing_to_the_supervisor_each_look_in_the_logboek(toneel: Toneel) -> None:
    rij, dag = toneel.maak(), localdate().isoformat()
    pagina = toneel.browser("weger").get(rij.get_absolute_url()).content.decode()
    assert KANARIE in pagina

    assert toneel.stap("weger", rij, "wegen", ernst="hoog", weging="Drie keer").status_code == 303
    gegevens = {"aan": "igj", "op": dag, "wat": "Wat we zagen", "kenmerk": "IGJ-1"}
    assert toneel.stap("tweede", rij, "overdragen", **gegevens).status_code == 303
    assert (
        toneel.stap("weger", rij, "sluiten", uitkomst="elders", omdat="De inspectie kijkt").status_code == 303
    )

    rij.refresh_from_db()
    assert (rij.stand, rij.overgedragen_aan, rij.gesloten_op) == ("gesloten", "igj", localdate())
    assert gezien_door(rij) == [(f"De {wie}", "gelukt") for wie in ("weger", "weger", "tweede", "weger")]


def test_who_made_it_reads_how_far_it_is_and_never_the_weighing(toneel: Toneel) -> None:
    rij = toneel.maak()
    toneel.stap("weger", rij, "wegen", ernst="hoog", weging="Dit weegt zwaar")

    pagina = toneel.browser("maker").get(rij.get_absolute_url()).content.decode()

    assert KANARIE in pagina
    assert "Gewogen" in pagina
    assert "Dit weegt zwaar" not in pagina
    assert toneel.stap("maker", rij, "wegen", ernst="laag", weging="Valt mee").status_code == 404


def test_others_find_nothing_and_the_refused_look_is_written_down(toneel: Toneel) -> None:
    rij = toneel.maak()

    for naam in ("collega", "leider", "beheerder", "fg"):
        assert toneel.browser(naam).get(rij.get_absolute_url()).status_code == 404
        assert toneel.stap(naam, rij, "wegen", ernst="laag", weging="x").status_code == 404
    assert ("De collega", "geweigerd") in gezien_door(rij)
    assert KANARIE not in toneel.browser("collega").get(reverse("aanbiedersignalen:lijst")).content.decode()


def lekken(toneel: Toneel) -> list[str]:
    """Return which pages of which people hold the words of a signal they may not read."""
    huishouden = toneel.zaak.huishouden.pk
    paden = [
        reverse("aanbiedersignalen:lijst"),
        reverse("dossier:mijn_dag"),
        reverse("dossier:signalen"),
        reverse("dossier:meldingen"),
        reverse("dossier:zoeken") + f"?q={KANARIE}",
        reverse("dossier:zoeken") + "?q=Zorg+Ver+Weg",
        reverse("dossier:huishouden", args=[huishouden]),
        reverse("jeugd:huishouden", args=[huishouden]),
        reverse("besluiten:lijst", args=[huishouden]),
        reverse("audit:logboek"),
        *(rij.get_absolute_url() for rij in Aanbiedersignaal.objects.all()),
    ]
    eigen = {rij.get_absolute_url() for rij in Aanbiedersignaal.objects.all()} | {paden[0]}
    gevonden = []
    for naam in ("maker", "collega", "leider", "beheerder", "fg"):
        for pad in paden:
            if naam == "maker" and pad in eigen:
                continue
            tekst = toneel.browser(naam).get(pad).content.decode(errors="replace")
            zonder = (
                tekst.replace("Zorg+Ver+Weg", "")
                .replace(f"q={KANARIE}", "")
                .replace(f'value="{KANARIE}"', "")
            )
            if KANARIE in zonder.replace(f"‘{KANARIE}’", "") or "Twee rekeningen" in zonder:
                gevonden.append(f"{naam} {pad}")
    return gevonden


def test_no_search_no_dossier_and_no_list_holds_a_word_of_it(toneel: Toneel) -> None:
    toneel.maak(tekst=f"{KANARIE}: Twee rekeningen voor een week.")

    assert lekken(toneel) == []
    with zaai("aanbiedersignaal_voor_iedereen"):
        assert lekken(toneel) != []


def test_who_made_a_signal_does_not_weigh_it(toneel: Toneel) -> None:
    rij = toneel.maak("weger")

    antwoord = toneel.stap("weger", rij, "wegen", ernst="laag", weging="Valt mee")

    assert antwoord.status_code == 422
    assert "Een andere collega die is aangewezen, weegt het." in antwoord.content.decode()
    assert "vraag dan de beheerder" in toneel.browser("weger").get(rij.get_absolute_url()).content.decode()
    assert toneel.stap("tweede", rij, "wegen", ernst="laag", weging="Valt mee").status_code == 303


def test_two_who_weigh_at_once_both_see_both_texts(toneel: Toneel) -> None:
    rij = toneel.maak()
    assert toneel.stap("weger", rij, "wegen", ernst="laag", weging="Valt mee", versie="1").status_code == 303

    tweede = toneel.stap("tweede", rij, "wegen", ernst="hoog", weging="Valt tegen", versie="1")

    assert tweede.status_code == 409
    assert all(woord in tweede.content.decode() for woord in ("Valt mee", "Valt tegen"))


@pytest.mark.parametrize("tekst", ["Het gaat om 999990019.", "bsn 9999.90.019", "999 990 019"])
def test_a_signal_with_a_bsn_is_refused_avg_5(toneel: Toneel, tekst: str) -> None:
    antwoord = toneel.browser("maker").post(
        reverse("aanbiedersignalen:nieuw"),
        {
            "aanbieder": toneel.aanbieder.pk, "soort": "geld", "waarneming": tekst, "bron": "zelf",
            "gezien_op": localdate().isoformat(),
        },
    )  # fmt: skip

    assert antwoord.status_code == 422
    assert "noemt geen inwoners" in antwoord.content.decode()
    assert Aanbiedersignaal.objects.count() == 0


def test_numbers_that_are_no_bsn_may_stand_in_it() -> None:
    assert not noemt_inwoner("Factuur 20260001 van € 12.345,67, kenmerk 123456780.")


def test_the_administrator_appoints_and_ends_and_reads_nothing(toneel: Toneel) -> None:
    rij = toneel.maak()
    adres = reverse("aanbiedersignalen:aanwijzen")
    beheerder = toneel.browser("beheerder")

    assert beheerder.post(adres, {"gebruiker": toneel.mensen["leider"].pk}).status_code == 303
    assert toneel.browser("leider").get(rij.get_absolute_url()).status_code == 200
    weger = Signaalweger.objects.get(gebruiker=toneel.mensen["leider"], tot=None)
    assert beheerder.post(reverse("aanbiedersignalen:stoppen", args=[weger.pk])).status_code == 303
    assert toneel.browser("leider").get(rij.get_absolute_url()).status_code == 404
    with pytest.raises(NietVoorDezeRol):
        appoint_weger(gebruiker=toneel.mensen["beheerder"], by=toneel.mensen["beheerder"], at=timezone.now())


def test_ending_twice_changes_nothing(toneel: Toneel) -> None:
    weger, wie = Signaalweger.objects.first(), {"by": toneel.mensen["beheerder"], "at": timezone.now()}

    eerste = end_weger(weger=weger, **wie).tot

    assert end_weger(weger=weger, **wie).tot == eerste


def test_five_years_after_closing_a_signal_goes_by_itself(toneel: Toneel) -> None:
    rij, nu = toneel.maak(), timezone.now()
    toneel.stap("weger", rij, "wegen", ernst="laag", weging="Valt mee")
    toneel.stap("weger", rij, "sluiten", uitkomst="niet", omdat="Het klopte niet")

    assert remove_old(at=nu + timedelta(days=5 * 365 - 2)) == 0
    assert remove_old(at=nu + timedelta(days=5 * 365 + 3)) == 1
    assert remove_old(at=nu + timedelta(days=5 * 365 + 3)) == 0


@given(st.lists(st.sampled_from(list(Handeling)), max_size=20))
def test_every_way_leads_to_the_end_and_weighing_comes_first(handelingen: list[Handeling]) -> None:
    naar = {
        Handeling.WEGEN: Stand.GEWOGEN,
        Handeling.OVERDRAGEN: Stand.OVERGEDRAGEN,
        Handeling.SLUITEN: Stand.GESLOTEN,
    }
    stand, gewogen = Stand.NIEUW, False
    for handeling in handelingen:
        reden = waarom_niet(stand, handeling, is_maker=False)
        if reden:
            assert reden.endswith(".")
            continue
        gewogen = gewogen or handeling is Handeling.WEGEN
        assert gewogen
        stand = naar[handeling]
    kan = [h for h in Handeling if not waarom_niet(stand, h, is_maker=False)]
    assert kan or stand is Stand.GESLOTEN


def test_the_list_and_one_signal_take_as_many_queries_for_one_as_for_many(toneel: Toneel) -> None:
    weger, adres = toneel.browser("weger"), reverse("aanbiedersignalen:lijst")
    rij = toneel.maak()
    weger.get(adres)
    een = (vragen(weger, adres), vragen(weger, rij.get_absolute_url()))
    for _ in range(4):
        toneel.maak()

    assert (vragen(weger, adres), vragen(weger, rij.get_absolute_url())) == een
    assert een == (7, 7)
