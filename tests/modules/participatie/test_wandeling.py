"""Whatever is tried in the line of the Participatiewet, in whatever order: every row and its terms stay lawful."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from keukentafel.identity.rollen import Rol
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import change_beschikking, decide_beschikking
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.models import Termijn
from modules.inrichting.models import Teammodel
from modules.participatie.actions import inkomen, werk
from modules.participatie.actions.besluit import prepare_besluit
from modules.participatie.besluit import begin_van
from modules.participatie.bron import soort_van
from modules.participatie.models import Inkomensaanvraag, Maatregel, Werkafspraak
from modules.participatie.rules.verloop import kan, lopende_termijnen
from modules.participatie.woorden import Heroverweging, Regeling, Stand, Werksoort, Werkuitkomst
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak
from tests.stellage.wandeling import Wandeling, probeer, wandel

pytestmark = pytest.mark.django_db
BEGIN = date(2026, 3, 2)
MENSEN = (
    {"voornamen": "Noor", "geboortedatum": date(2004, 5, 1)},
    {"voornamen": "Piet", "geboortedatum": date(1981, 5, 1)},
)
OPNIEUW = {"loonkosten": "pw_loonwaarde", "beschut": "pw_beschut", "taal": "pw_taal_voortgang", "ontheffing": "pw_ontheffing"}  # fmt: skip
KIES = st.integers(0, 9)


def _rijen() -> list[Any]:
    modellen = (Inkomensaanvraag, Werkafspraak, Maatregel, Beschikking, Termijn)
    return [list(model.objects.order_by("id").values()) for model in modellen]


class Weg(Wandeling):
    """One household with somebody under 27 and somebody over it; days go by as the walk goes on."""

    def begin(self) -> None:
        self.zaak = maak_zaak(functie="klantmanager_wi", personen=MENSEN)
        self.corrie = maak_gebruiker(naam="Corrie Bos", rollen=[Rol.BACKOFFICE], met_code_app=False)
        maak_teamlid(
            self.corrie, self.zaak.huishouden.team, protocolfunctie="backoffice", ambtelijke_status=True
        )
        mandaat = {
            "rol": "backoffice", "wet": "participatie", "artikel": "Participatiewet, artikel 7 lid 4",
            "geldig_van": BEGIN - timedelta(days=900),
        }  # fmt: skip
        self.dag = BEGIN
        add_mandaat(gegevens=mandaat, by=self.corrie, at=self.nu)
        self.model = Teammodel.objects.actief().get()

    @property
    def nu(self) -> datetime:
        return timezone.make_aware(datetime(self.dag.year, self.dag.month, self.dag.day, 12))

    def doe(self, actie: Any, **gegevens: Any) -> str:
        return probeer(partial(actie, **gegevens, by=self.zaak.medewerker, at=self.nu), rijen=_rijen)

    def besluit_doe(self, actie: Any, **gegevens: Any) -> str:
        return probeer(partial(actie, **gegevens, by=self.corrie, at=self.nu), rijen=_rijen)

    def kies(self, model: Any, keuze: int, *, wacht_op_besluit: bool = False) -> Any:
        """Choose one of the newest; for a decision mostly one that may wait for it."""
        rijen = list(model.objects.select_related("beschikking").order_by("-id")[:4])
        if wacht_op_besluit and keuze < 8:
            rijen = [
                rij for rij in rijen if soort_van(rij) and getattr(rij, "stand", "aanvraag") == "aanvraag"
            ]
        return rijen[keuze % len(rijen)] if rijen else None

    def mens(self, keuze: int) -> Any:
        leden = list(self.zaak.huishouden.leden.select_related("inwoner").order_by("id"))
        return leden[keuze % len(leden)].inwoner

    @rule(dagen=st.integers(1, 40))
    def tijd_gaat_voorbij(self, dagen: int) -> None:
        self.dag += timedelta(days=dagen)

    @rule(wie=KIES, regeling=st.sampled_from(Regeling.values), kwetsbaar=st.booleans())
    def meld(self, wie: int, regeling: str, kwetsbaar: bool) -> None:
        self.doe(
            inkomen.start_aanvraag, huishouden=self.zaak.huishouden, inwoner=self.mens(wie),
            teammodel_id=self.model.pk,
            gegevens={
                "regeling": regeling, "vraag": "Er is te weinig geld", "gemeld_op": self.dag, "partner": None,
                "uitgezonderd_omdat": "Zorgt voor haar moeder" if kwetsbaar else "",
            },
        )  # fmt: skip

    @rule(welke=KIES, stap=st.sampled_from(["vraag_aan", "uitzonder", "voorschot", "taal", "bijlage", "noteer", "trek_in"]))  # fmt: skip
    def verder(self, welke: int, stap: str) -> None:
        rij = self.kies(Inkomensaanvraag, welke)
        if rij is None:
            return
        actie, gegevens = {
            "vraag_aan": (inkomen.request_inkomen, {"op": self.dag}),
            "uitzonder": (inkomen.except_jongere, {"omdat": "Heeft geen huis"}),
            "voorschot": (inkomen.note_voorschot, {"op": self.dag}),
            "taal": (inkomen.check_taal, {"jaren_onderwijs": 2, "heeft_bewijs": False}),
            "bijlage": (inkomen.write_bijlage, {"tekst": "Leren en werken"}),
            "noteer": (inkomen.note_besluit, {"op": self.dag, "uitkomst": "Toegekend", "status_url": ""}),
            "trek_in": (inkomen.withdraw_aanvraag, {"omdat": "Vond werk"}),
        }[stap]
        self.doe(actie, aanvraag=rij, **gegevens)

    @rule(
        wie=KIES,
        soort=st.sampled_from(Werksoort.values),
        loonwaarde=st.one_of(st.none(), st.integers(0, 120)),
    )
    def spreek_af(self, wie: int, soort: str, loonwaarde: int | None) -> None:
        self.doe(
            werk.agree_werk, huishouden=self.zaak.huishouden, inwoner=self.mens(wie), casus=self.zaak.casus,
            gegevens={
                "soort": soort, "wat": "Kassa", "bij": "", "reden": "Mantelzorg", "van": self.dag,
                "tot": self.dag + timedelta(days=60) if soort == "ontheffing" else None, "loonwaarde": loonwaarde,
            },
        )  # fmt: skip

    @rule(welke=KIES, uitkomst=st.sampled_from(Werkuitkomst.values), met_einde=st.booleans())
    def kijk_terug(self, welke: int, uitkomst: str, met_einde: bool) -> None:
        if rij := self.kies(Werkafspraak, welke):
            tot = self.dag + timedelta(days=90) if met_einde else None
            self.doe(
                werk.review_werk, werkafspraak=rij, casus=self.zaak.casus, uitkomst=uitkomst, toelichting="Besproken",
                op=self.dag, loonwaarde=50, tot=tot,
            )  # fmt: skip

    @rule(wie=KIES, verwijt=st.sampled_from(["geen", "gewoon"]), besluit=st.sampled_from(["geen", "matigen", "opleggen"]))  # fmt: skip
    def weeg(self, wie: int, verwijt: str, besluit: str) -> None:
        self.doe(
            werk.weigh_maatregel, huishouden=self.zaak.huishouden, inwoner=self.mens(wie),
            gegevens={
                "aanleiding": "Kwam niet", "verwijt": verwijt, "reden_inwoner": "De bus", "dringend": "",
                "kinderen": "Geen", "anders": "Bellen", "besluit": besluit,
            },
        )  # fmt: skip

    @rule(welke=KIES, uitkomst=st.sampled_from(Heroverweging.values))
    def heroverweeg(self, welke: int, uitkomst: str) -> None:
        if rij := self.kies(Maatregel, welke):
            self.doe(
                werk.reconsider_maatregel, maatregel=rij, uitkomst=uitkomst, toelichting="Kwam", op=self.dag
            )

    @rule(model=st.sampled_from([Inkomensaanvraag, Werkafspraak, Maatregel]), welke=KIES)
    def begin_besluit(self, model: Any, welke: int) -> None:
        rij = self.kies(model, welke, wacht_op_besluit=True)
        if rij is not None:
            inhoud = (
                begin_van(rij) if getattr(rij, "soort", "") not in ("traject", "scholing", "taal") else {}
            )
            self.doe(
                prepare_besluit, bron=rij, casus=self.zaak.casus, inhoud=inhoud, plaats="backoffice",
                behandelaar=self.corrie,
            )  # fmt: skip

    @rule(welke=KIES, stap=st.sampled_from(["schrijf", "neem", "neem", "bekend", "bekend", "stop"]))
    def besluit(self, welke: int, stap: str) -> None:
        rijen = list(Beschikking.objects.order_by("-id")[:4])
        if not rijen:
            return
        rij = rijen[welke % len(rijen)]
        if stap in ("schrijf", "neem"):
            soort = besluitsoorten.get(rij.soort)
            tekst = {blok.code: "Gewogen." for blok in soort.overwegingen}
            uitkomst = "herzien" if rij.soort == "pw_maatregel" else "toegekend"
            gegevens = {
                "uitkomst": uitkomst,
                "wat": "U krijgt dit.",
                "begin": self.dag,
                "einde": None,  # the form refuses an end before the beginning
                "overwegingen": tekst,
            }
            self.besluit_doe(change_beschikking, beschikking=rij, gegevens=gegevens, gezien_versie=rij.versie)
        if stap == "neem":
            rij.refresh_from_db()
            self.besluit_doe(decide_beschikking, beschikking=rij, gezien_versie=rij.versie)
        elif stap == "bekend":
            self.besluit_doe(announce_beschikking, beschikking=rij, bekend_op=self.dag)
        else:
            self.besluit_doe(withdraw_beschikking, beschikking=rij, omdat="Het gaat niet door.")

    @rule(model=st.sampled_from([Inkomensaanvraag, Werkafspraak, Maatregel]), welke=KIES)
    def besluit_van_begin_tot_brief(self, model: Any, welke: int) -> None:
        rij = self.kies(model, welke, wacht_op_besluit=True)
        if rij is None or not soort_van(rij):
            return
        self.begin_besluit(model=model, welke=welke)
        for stap in ("neem", "bekend"):
            self.besluit(welke=0, stap=stap)

    @invariant()
    def elke_aanvraag_klopt_met_haar_termijnen(self) -> None:
        for rij in Inkomensaanvraag.objects.select_related("beschikking"):
            bronnen = [pk for pk in (rij.pk, rij.beschikking_id) if pk]
            lopend = list(
                Termijn.objects.lopend().filter(bron_id__in=bronnen).values_list("sleutel", flat=True)
            )
            moet = set(lopende_termijnen(rij.verloop_op(self.dag)))
            if not rij.zoektijd_geldt:
                moet.discard("pw_zoektermijn")
            assert len(lopend) == len(set(lopend)), lopend
            assert set(lopend) - {"eerste_contact", "pw_taaltoets", "bezwaar_indienen"} == moet, (
                rij.stand,
                lopend,
            )
            if rij.stand == Stand.INGETROKKEN:
                assert lopend == []
            if rij.stand == Stand.BESLOTEN and rij.beschikking and rij.beschikking.stand == "bekend":
                assert rij.besloten_op == rij.beschikking.bekend_op

    @invariant()
    def niemand_onder_de_27_vraagt_te_vroeg_aan(self) -> None:
        for rij in Inkomensaanvraag.objects.exclude(zoektijd_tot=None).exclude(aanvraag_op=None):
            assert rij.aanvraag_op > rij.zoektijd_tot  # Participatiewet 41 lid 4

    @invariant()
    def er_is_altijd_een_weg_naar_het_einde(self) -> None:
        for rij in Inkomensaanvraag.objects.all():
            assert kan(rij.verloop_op(self.dag))

    @invariant()
    def een_maatregel_wordt_opnieuw_bekeken_en_alleen_na_een_besluit(self) -> None:
        for rij in Maatregel.objects.select_related("beschikking"):
            loopt = (
                Termijn.objects.lopend().filter(bron_id=rij.pk, sleutel="pw_maatregel_heroverweging").count()
            )
            assert loopt == int(rij.heroverwegen_op is not None and rij.heroverwogen_op is None)
            is_besloten = rij.beschikking is not None and rij.beschikking.stand in ("genomen", "bekend")
            assert is_besloten == (rij.heroverwegen_op is not None) or rij.heroverwogen_op is not None
            assert rij.besluit != "geen" or rij.beschikking is None  # Participatiewet 18 lid 9

    @invariant()
    def elke_stap_naar_werk_heeft_haar_dag_om_terug_te_kijken(self) -> None:
        for rij in Werkafspraak.objects.all():
            lopend = list(Termijn.objects.lopend().filter(bron_id=rij.pk).values_list("sleutel", flat=True))
            moet = [OPNIEUW[rij.soort]] if rij.soort in OPNIEUW and rij.klaar_op is None else []
            assert lopend == moet, (rij.soort, lopend)
            assert rij.subsidie_procent is None or rij.subsidie_procent <= 70  # Participatiewet 10d

    @invariant()
    def een_besluit_gaat_over_een_ding(self) -> None:
        besluiten = [
            pk
            for model in (Inkomensaanvraag, Werkafspraak, Maatregel)
            for pk in model.objects.exclude(beschikking=None).values_list("beschikking_id", flat=True)
        ]
        assert len(besluiten) == len(set(besluiten))


def test_every_walk_through_the_participatiewet_stays_lawful(in_lindewaard):
    wandel(Weg)
    assert Inkomensaanvraag.objects.count() == 0  # nothing is left of any walk
