"""The line of the Jeugdwet walked at random on the real database: no dead end, no illegal stand, terms that fit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate, now
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import (
    change_beschikking,
    decide_beschikking,
    draft_beschikking,
)
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.models import Melding, Termijn
from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.jeugd.actions import hulp, hulpvraag, kind, veiligheid
from modules.jeugd.besluit import VERLENING
from modules.jeugd.models import Hulpvraag, Meldcode, Ouderkijk, Woonplaatsoordeel
from modules.jeugd.rules.meldcode import Weegantwoorden
from modules.jeugd.rules.verloop import ZONDER_BESLUIT, kan
from modules.jeugd.rules.woonplaats import Woonfeiten
from tests.modules.jeugd.toneel import kind_van, maak_jeugdzaak, maak_klaar, maak_vraag
from tests.stellage.wandeling import Wandeling, probeer, wandel

pytestmark = pytest.mark.django_db
VERWIJZERS = st.sampled_from(VerwijzerJeugd.values)
EENS = st.sampled_from([True, False, None])
_TABELLEN = (Hulpvraag, Woonplaatsoordeel, Ouderkijk, Meldcode, Beschikking, Toewijzing, Termijn, Melding)


def _rijen() -> list[Any]:
    return [list(model.objects.order_by("id").values()) for model in _TABELLEN]


class Jeugdlijn(Wandeling):
    """One child; the newest hulpvraag, its decision and its meldcode take whatever comes."""

    def begin(self) -> None:
        self.zaak = maak_jeugdzaak(jaren=13)
        self.kind = kind_van(self.zaak)

    @initialize(verwijzer=VERWIJZERS, klaar=st.booleans())
    def komt_binnen(self, verwijzer: str, klaar: bool) -> None:
        vraag = maak_vraag(self.zaak, verwijzer=verwijzer)
        if klaar:
            maak_klaar(self.zaak, vraag)

    @property
    def vraag(self) -> Hulpvraag:
        return Hulpvraag.objects.order_by("-id").first()

    @property
    def besluit(self) -> Beschikking | None:
        return Beschikking.objects.order_by("-gemaakt_op", "-id").first()

    def doe(self, actie: Any, **gegevens: Any) -> str:
        wie = {"by": self.zaak.medewerker, "at": now()}
        return probeer(lambda: actie(**gegevens, **wie), rijen=_rijen)

    @rule(verwijzer=VERWIJZERS)
    def vraag_opnieuw(self, verwijzer: str) -> None:
        probeer(lambda: maak_vraag(self.zaak, verwijzer=verwijzer), rijen=_rijen)

    @rule(gemeente=st.sampled_from(["Lindewaard", "Rietdam", ""]), verblijf=st.booleans())
    def kijk_naar_woonplaats(self, gemeente: str, verblijf: bool) -> None:
        feiten = Woonfeiten(gemeente_brp=gemeente, heeft_verblijf=verblijf, gemeente_voor_verblijf=gemeente)
        self.doe(
            kind.check_woonplaats, hulpvraag=self.vraag, feiten=feiten, aanleiding="verhuizing",
            per=localdate(), gemeente_naam="Lindewaard",
        )  # fmt: skip

    @rule()
    def verhuis(self) -> None:
        thuis = self.zaak.huishouden
        thuis.huisnummer = (thuis.huisnummer or 0) + 1
        thuis.save(update_fields=["huisnummer"])

    @rule(keuze=st.sampled_from(["wil_niet", "dreiging", "maakt"]), reden=st.sampled_from(["", "Gevaar"]))
    def bied_plan_aan(self, keuze: str, reden: str) -> None:
        self.doe(
            kind.offer_gezinsplan,
            hulpvraag=self.vraag,
            keuze=keuze,
            aangeboden_op=localdate(),
            toelichting=reden,
        )

    @rule(zelf=st.booleans(), eens=EENS)
    def zegt_iets(self, zelf: bool, eens: bool | None) -> None:
        naam = self.kind.naam if zelf else self.zaak.inwoner.naam
        self.doe(
            kind.note_kijk,
            hulpvraag=self.vraag,
            wie=naam,
            tekst="Zo zie ik het.",
            is_eens=eens,
            op=localdate(),
        )

    @rule(welke=st.sampled_from(["", "ernstig_nadeel", "rechter"]), reden=st.sampled_from(["", "Omdat"]))
    def wijk_af(self, welke: str, reden: str) -> None:
        self.doe(kind.set_afwijkend, hulpvraag=self.vraag, afwijkend=welke, omdat=reden)

    @rule(
        stap=st.sampled_from(["gesprek", "aanvraag", "intrekken", "afronden", "heropenen", "hulp", "hulp"]),
        later=st.booleans(),
    )
    def zet_stap(self, stap: str, later: bool) -> None:
        dag = localdate() + timedelta(days=1 if later else 0)
        stappen: dict[str, tuple[Any, dict[str, Any]]] = {
            "gesprek": (hulpvraag.begin_gesprek, {"op": dag}),
            "aanvraag": (hulpvraag.request_besluit, {"op": dag}),
            "intrekken": (hulpvraag.withdraw_hulpvraag, {"omdat": "Niet meer nodig."}),
            "afronden": (hulpvraag.finish_hulpvraag, {"op": dag, "omdat": "Het gaat goed."}),
            "heropenen": (hulpvraag.reopen_hulpvraag, {}),
            "hulp": (hulp.begin_hulp, {"wat": "Speltherapie", "aanbieder": None, "van": dag}),
        }
        actie, gegevens = stappen[stap]
        self.doe(actie, hulpvraag=self.vraag, **gegevens)

    @rule(uitkomst=st.sampled_from(["toegekend", "afgewezen"]))
    def schrijf_besluit(self, uitkomst: str) -> None:
        vraag = self.vraag

        def schrijf(by: Any, at: Any) -> None:
            rij = draft_beschikking(
                casus=vraag.casus, inwoner=self.kind, soort=VERLENING,
                aanvraag_op=vraag.aanvraag_op or localdate(), by=by, at=at,
            )  # fmt: skip
            change_beschikking(
                beschikking=rij,
                gegevens={
                    "uitkomst": uitkomst, "wat": "Speltherapie.", "hoeveel": "Elke week", "begin": date(2026, 1, 1),
                    "overwegingen": dict.fromkeys(("nodig", "eigen_kracht", "wens_kind", "andere_hulp"), "Zo."),
                },
                voorzieningen=[{"titel": "Speltherapie", "vorm": "zin", "begin": date(2026, 1, 1)}]
                if uitkomst == "toegekend"
                else [],
                gezien_versie=rij.versie,
                by=by,
                at=at,
            )  # fmt: skip

        if vraag.stand == "aanvraag" and (
            self.besluit is None or self.besluit.stand in ("bekend", "ingetrokken")
        ):
            self.doe(schrijf)

    @rule(wat=st.sampled_from(["neem", "maak_bekend", "maak_bekend", "stop"]))
    def doe_met_besluit(self, wat: str) -> None:
        rij = self.besluit
        if rij is None:
            return
        if wat == "neem":
            self.doe(decide_beschikking, beschikking=rij, gezien_versie=None)
        elif wat == "maak_bekend":
            self.doe(announce_beschikking, beschikking=rij, bekend_op=localdate())
        else:
            self.doe(withdraw_beschikking, beschikking=rij, omdat="Anders.")

    @rule(
        stap=st.sampled_from(["begin", "overleg", "gesprek", "wegen", "besluit", "overdracht", "sluiten"]),
        ja=st.booleans(),
    )
    def volg_de_meldcode(self, stap: str, ja: bool) -> None:
        dag, code = localdate(), Meldcode.objects.order_by("-begonnen_op", "-id").first()
        if stap == "begin" or code is None:
            self.doe(
                veiligheid.begin_meldcode, huishouden=self.zaak.huishouden, inwoner=self.kind,
                signalen="Blauwe plekken.", gezien_op=dag,
            )  # fmt: skip
            return
        overleg = {"overlegd_met": "De huisarts", "overlegd_op": dag, "overleg_uitkomst": "Praat."}
        gesprek = {"gesproken_op": dag if ja else None, "niet_gesproken_omdat": ""}
        verteld = {
            "vt_gemeld_op": dag, "vt_gesproken_met": "Smit", "vt_overdracht": "Wat we zagen.",
            "gezin_verteld_op": dag if ja else None, "gezin_niet_verteld_omdat": "",
        }  # fmt: skip
        antwoorden = Weegantwoorden("vermoeden" if ja else "acuut", "ja", "ja", "nee" if ja else "")
        stappen: dict[str, tuple[Any, dict[str, Any]]] = {
            "overleg": (veiligheid.set_stap, {"stap": "overleg", "gegevens": overleg}),
            "gesprek": (veiligheid.set_stap, {"stap": "gesprek", "gegevens": gesprek}),
            "wegen": (
                veiligheid.weigh_meldcode,
                {"antwoorden": antwoorden, "toelichting": "Zo.", "op": dag},
            ),
            "besluit": (veiligheid.decide_meldcode, {"melden": ja, "helpen": True, "toelichting": ""}),
            "overdracht": (veiligheid.hand_over_veilig_thuis, {"gegevens": verteld}),
            "sluiten": (veiligheid.close_meldcode, {"omdat": "Het is weer veilig."}),
        }
        actie, gegevens = stappen[stap]
        self.doe(actie, meldcode=code, **gegevens)

    @invariant()
    def jeugdwet_2_3_and_2_6_hold(self) -> None:
        for rij in Hulpvraag.objects.all():
            assert kan(rij.verloop), f"doodlopend: {rij.stand}"
            verwijzing = rij.verwijzer in ZONDER_BESLUIT
            assert rij.stand != "hulp" or verwijzing or rij.is_toegekend
            assert not (verwijzing and (rij.besloten_op or rij.aanvraag_op))
            assert rij.hulp_van is None or rij.woonplaatsen.filter(is_onze=True).exists()
            assert rij.hulp_van is None or rij.gezinsplan
            assert rij.hulp_van is None or rij.professional_id is not None

    @invariant()
    def one_question_a_child_runs(self) -> None:
        loopt = [rij for rij in Hulpvraag.objects.all() if not rij.is_klaar]
        assert len(loopt) <= 1

    @invariant()
    def the_terms_tell_the_same_awb_4_13(self) -> None:
        lopend = set(Termijn.objects.lopend().values_list("sleutel", flat=True))
        standen = {rij.stand for rij in Hulpvraag.objects.all()}
        assert ("jeugd_beslissing" in lopend) == ("aanvraag" in standen)
        assert "eerste_contact" not in lopend or "binnen" in standen

    @invariant()
    def the_meldcode_never_hands_over_without_deciding_jeugdwet_4_1_7(self) -> None:
        for code in Meldcode.objects.all():
            assert code.vt_gemeld_op is None or code.melden
            assert code.gesloten_op is None or code.besloten_op is not None
            assert code.gesloten_op is None or not code.melden or code.vt_gemeld_op is not None


def test_whatever_people_try_the_line_of_the_jeugdwet_stays_lawful(in_lindewaard: GemeenteRef) -> None:
    voor = _rijen()

    wandel(Jeugdlijn)

    assert _rijen() == voor
