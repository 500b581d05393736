"""Whatever is tried in the line of the Wmo, in whatever order: every row and its terms stay lawful."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from keukentafel.identity.rollen import Rol
from modules.dossier.actions.melding import register_melding
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import Stand as BesluitStand
from modules.dossier.models import Melding, Termijn, Toegangsgrond
from modules.wmo.actions import onderzoek, overdracht, zaak
from modules.wmo.actions.heronderzoek import confirm_heronderzoek
from modules.wmo.actions.maatwerk import prepare_besluit, weigh_maatwerk
from modules.wmo.models import Maatwerk, Oordeel, TijdelijkeHulp, Verslag, Wijze, Zaak
from modules.wmo.rules.heronderzoek import CODES, Heronderzoek
from modules.wmo.rules.onderwerpen import LETTERS
from modules.wmo.rules.verloop import Fase, mogelijk
from modules.wmo.stand import stand_van
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak
from tests.modules.wmo.toneel import Toneel, maak_product, weging
from tests.stellage.wandeling import Wandeling, probeer, wandel

pytestmark = pytest.mark.django_db
BEGIN = date(2026, 3, 2)
VENSTERS = ("wmo_persoonlijk_plan", "bezwaar_indienen", "wmo_heronderzoek")


def _rijen() -> list[Any]:
    modellen = (Zaak, Verslag, Maatwerk, TijdelijkeHulp, Beschikking, Termijn, Melding)
    return [list(model.objects.order_by("id").values()) for model in modellen]


class Weg(Wandeling):
    """One household with an urgent melding; days go by, and the newest melding takes whatever comes."""

    def begin(self) -> None:
        self.dag = BEGIN
        dossier = maak_zaak(variant="toegang")
        self.samira = dossier.medewerker
        self.bas = maak_gebruiker(naam="Bas Hendriks", rollen=[Rol.BACKOFFICE], met_code_app=False)
        maak_teamlid(self.bas, maak_team())
        for rol in ("teamlid", "backoffice"):
            gegevens = {"rol": rol, "wet": "wmo", "artikel": "Wmo 2015, artikel 2.6.4", "geldig_van": BEGIN}
            add_mandaat(gegevens=gegevens, by=self.samira, at=self.nu)
        self.melding = register_melding(
            huishouden=dossier.huishouden, team=dossier.casus.team, teammodel_id=dossier.casus.teammodel_id,
            gegevens={"wet": "wmo", "inhoud": "Ik red het niet meer.", "is_spoed": True}, ontvangen_op=self.dag,
            met_termijnen=True, inwoner=dossier.inwoner, by=self.samira, at=self.nu,
        )  # fmt: skip
        eerste = zaak.open_zaak(melding=self.melding, by=self.samira, at=self.nu)
        self.product = maak_product(Toneel(dossier, self.melding, eerste, self.samira))

    @property
    def nu(self) -> datetime:
        return timezone.make_aware(datetime(self.dag.year, self.dag.month, self.dag.day, 12))

    @property
    def zaak(self) -> Zaak:
        return (
            Zaak.objects.select_related("melding", "casus").order_by("-melding__ontvangen_op", "-id").first()
        )

    def doe(self, actie: Callable[..., Any], *, wie: Any = None, **gegevens: Any) -> str:
        return probeer(partial(actie, **gegevens, by=wie or self.samira, at=self.nu), rijen=_rijen)

    @rule(dagen=st.integers(1, 30))
    def tijd_gaat_voorbij(self, dagen: int) -> None:
        self.dag += timedelta(days=dagen)

    @rule(letter=st.sampled_from(LETTERS))
    def schrijf(self, letter: str) -> None:
        deel = self.zaak.onderdelen.filter(letter=letter).first()
        tekst, versie = f"Besproken op {self.dag}.", deel.versie if deel else 0
        self.doe(onderzoek.write_onderdeel, zaak=self.zaak, letter=letter, tekst=tekst, versie=versie)

    @rule()
    def schrijf_alles(self) -> None:
        for letter in LETTERS:
            self.schrijf(letter)

    @rule(wat=st.sampled_from(["bevestig", "identiteit", "teken", "stop", "hervat", "tijdelijk"]))
    def stap(self, wat: str) -> None:
        actie, gegevens = {
            "bevestig": (zaak.confirm, {"op": self.dag}),
            "identiteit": (zaak.establish_identiteit, {"op": self.dag, "soort": "kaart"}),
            "teken": (zaak.sign_aanvraag, {"op": self.dag}),
            "stop": (zaak.withdraw_zaak, {"op": self.dag, "omdat": "Het hoeft niet meer."}),
            "hervat": (zaak.resume_zaak, {}),
            "tijdelijk": (zaak.give_tijdelijke_hulp, {"wat": "Maaltijden", "van": self.dag}),
        }[wat]
        self.doe(actie, zaak=self.zaak, **gegevens)

    @rule(wat=st.sampled_from(["verstuur", "terug", "herzie"]), oordeel=st.sampled_from(Oordeel.values))
    def verslag(self, wat: str, oordeel: str) -> None:
        actie, gegevens = {
            "verstuur": (onderzoek.send_verslag, {"op": self.dag, "wijze": Wijze.POST}),
            "terug": (onderzoek.return_verslag, {"op": self.dag, "oordeel": oordeel, "reactie": "Goed zo."}),
            "herzie": (onderzoek.revise_verslag, {"omdat": "De naam klopt niet."}),
        }[wat]
        self.doe(actie, zaak=self.zaak, **gegevens)

    @rule(eerder=st.integers(0, 20))
    def vraag_aan(self, eerder: int) -> None:
        op = self.dag - timedelta(days=eerder)
        self.doe(zaak.file_aanvraag, zaak=self.zaak, op=op, waarvoor="Hulp bij het huishouden")

    @rule(toe=st.booleans(), is_heel=st.booleans())
    def weeg(self, *, toe: bool, is_heel: bool) -> None:
        gegevens = weging(self.product if toe else None, begin=self.dag, einde=self.dag + timedelta(days=200))
        if not is_heel:
            gegevens["volgorde"] = {}
        elif not toe:
            gegevens["volgorde"]["netwerk"]["volstaat"] = True
        rij = Maatwerk.objects.filter(zaak=self.zaak).first()
        self.doe(weigh_maatwerk, zaak=self.zaak, gegevens=gegevens, versie=rij.versie if rij else 1)

    @rule(wat=st.sampled_from(["maak", "neem", "bekend", "stop"]), bas=st.booleans())
    def besluit(self, wat: str, *, bas: bool) -> None:
        wie = self.bas if bas else self.samira
        if wat == "maak":
            self.doe(prepare_besluit, zaak=self.zaak, wie=wie)
            return
        rij = Beschikking.objects.filter(melding=self.zaak.melding).order_by("-gemaakt_op", "-id").first()
        if rij is None:
            return
        actie, gegevens = {
            "neem": (decide_beschikking, {"gezien_versie": rij.versie}),
            "bekend": (announce_beschikking, {"bekend_op": self.dag}),
            "stop": (withdraw_beschikking, {"omdat": "Er zit een fout in."}),
        }[wat]
        self.doe(actie, beschikking=rij, wie=wie, **gegevens)

    @rule(door=st.sampled_from(["team", "backoffice", "overdracht"]))
    def geef_door(self, door: str) -> None:
        self.doe(overdracht.hand_over, zaak=self.zaak, aan=self.bas, tekst="", besluit_door=door)

    @rule(bas=st.booleans(), omdat=st.sampled_from(["", "Er mist een offerte."]))
    def leg_terug(self, *, bas: bool, omdat: str) -> None:
        self.doe(overdracht.take_back, zaak=self.zaak, omdat=omdat, wie=self.bas if bas else self.samira)

    @rule(anders=st.sampled_from([(), ("netwerk",)]), met=st.sampled_from(["Marieke", ""]))
    def kijk_opnieuw(self, anders: tuple[str, ...], met: str) -> None:
        vraag = Heronderzoek(frozenset(CODES) - set(anders), frozenset(anders), met, self.dag)
        self.doe(confirm_heronderzoek, zaak=self.zaak, antwoorden=vraag, minuten=5, plaats="team")

    @invariant()
    def elke_stand_is_volgens_de_wet(self) -> None:
        for rij in Zaak.objects.select_related("melding"):
            stand = stand_van(rij)
            if stand.verslag_op:  # art. 2.3.2 lid 4
                assert stand.gevuld == frozenset(LETTERS)
            if stand.aanvraag_op:  # art. 2.3.2 lid 9
                na_verslag = stand.verslag_op and stand.verslag_op <= stand.aanvraag_op
                assert na_verslag or stand.aanvraag_op > stand.onderzoek_uiterlijk
            if stand.besloten_op:  # art. 2.3.4 and 2.3.5
                assert stand.identiteit_op
                assert stand.aanvraag_op <= stand.besloten_op
            if stand.retour_op:
                assert stand.verslag_op <= stand.retour_op

    @invariant()
    def de_termijnen_zeggen_hetzelfde_als_de_stand(self) -> None:
        for rij in Zaak.objects.select_related("melding"):
            stand = stand_van(rij)
            lopend = list(
                Termijn.objects.lopend()
                .filter(melding_id=rij.melding_id)
                .exclude(sleutel__in=VENSTERS)
                .values_list("sleutel", flat=True)
            )
            is_bekend = Beschikking.objects.filter(
                melding_id=rij.melding_id, stand=BesluitStand.BEKEND
            ).exists()
            moet = set()
            if stand.fase is not Fase.INGETROKKEN and not is_bekend:
                moet = {
                    "wmo_bevestiging": stand.bevestigd_op is None,
                    "wmo_spoed": rij.melding.is_spoed and stand.tijdelijk_op is None,
                    "wmo_onderzoek": stand.verslag_op is None,
                    "wmo_beschikking": stand.aanvraag_op is not None,
                }
                moet = {sleutel for sleutel, loopt in moet.items() if loopt}
            assert (sorted(lopend), stand.fase) == (sorted(moet), stand.fase)

    @invariant()
    def er_is_altijd_een_weg_naar_het_einde(self) -> None:
        stand = stand_van(self.zaak)
        assert stand.fase is Fase.BESLOTEN or mogelijk(stand, self.dag)

    @invariant()
    def een_melding_heeft_een_besluit(self) -> None:
        for rij in Melding.objects.all():
            geldig = Beschikking.objects.filter(melding=rij).exclude(stand=BesluitStand.INGETROKKEN)
            assert geldig.count() <= 1

    @invariant()
    def wat_voorbij_is_laat_niets_open(self) -> None:
        """Temporary help (art. 2.3.3) and the way in of who was asked end with the melding."""
        for rij in Zaak.objects.select_related("melding"):
            is_bekend = Beschikking.objects.filter(
                melding_id=rij.melding_id, stand=BesluitStand.BEKEND
            ).exists()
            if rij.ingetrokken_op is not None or is_bekend:
                assert not rij.tijdelijke_hulp.filter(tot_en_met=None).exists()
                nog = Toegangsgrond.objects.filter(bron_id=rij.pk, ingetrokken_op=None)
                assert not nog.filter(tot__gt=self.nu + timedelta(days=1)).exists()

    @invariant()
    def hulp_die_loopt_wordt_opnieuw_bekeken(self) -> None:
        """Art. 2.3.9: a decision with help has one running day to look again, or a melding that does so."""
        for rij in Beschikking.objects.filter(stand=BesluitStand.BEKEND):
            loopt = Termijn.objects.lopend().filter(sleutel="wmo_heronderzoek", bron_id=rij.pk).count()
            gekeken = Zaak.objects.filter(heronderzoek_van=rij.pk).exists()
            assert loopt == int(rij.uitkomst == "toegekend" and not gekeken)


def test_every_walk_through_the_wmo_stays_lawful(in_lindewaard):
    wandel(Weg)
    assert Zaak.objects.count() == 0  # nothing is left of any walk
