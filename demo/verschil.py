"""Differences of insight in every stage, a closing that waits for a second view, and a month of short help."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.actions.afsluitvoorstel import answer_voorstel, propose_closing
from modules.dossier.kortehulp.actions.kortehulp import record_korte_hulp
from modules.dossier.models import Casus
from modules.dossier.ruimte.actions import verschil as actions
from modules.dossier.ruimte.apps import WIJKT_AF
from modules.dossier.ruimte.models import Geschilpunt
from modules.dossier.ruimte.rules.verschil import Beslisser
from modules.inrichting.models import Wijkteam

PUNTEN = (
    ("veiligheid", "kind", "Kan het jongste kind in het weekend thuis slapen?"),
    ("hoeveel", "oudere", "Is twee keer in de week hulp in huis genoeg?"),
    ("hulp", "gezin", "Helpt een gezinscoach, of eerst rust en minder mensen over de vloer?"),
    ("veiligheid", "kind", "Is het thuis veilig genoeg zonder dagelijks bezoek?"),
    ("regie", "volwassene", "Kan het huishouden zelf de regie weer nemen?"),
    ("veiligheid", "gezin", "Wachten we met een melding tot na het gesprek met vader?"),
    ("veiligheid", "kind", "Gaat het kind na school naar oma of naar de opvang?"),
    ("veiligheid", "kind", "Mag het bezoek aan vader zonder begeleiding?"),
    *(
        ("veiligheid", "kind", f"Kan het kind {nacht} thuis slapen?")
        for nacht in ("een nacht", "twee nachten", "elke nacht")
    ),
    *(
        ("hoeveel", "kind", f"Is begeleiding {keer} per week genoeg?")
        for keer in ("een keer", "twee keer", "drie keer")
    ),
    *(
        ("tempo", "kind", f"Kan de hulp stoppen {wanneer}?")
        for wanneer in ("voor de zomer", "na de zomer", "na kerst")
    ),
)
KIJKEN = (
    (
        "mw", "Rust in huis, en dat het gezin ons blijft binnenlaten.",
        "Moeder belt zelf als het niet gaat. De laatste maand drie keer, en steeds op tijd.",
        "Doe het in kleine stappen en kijk elke week samen.", "Dan sluit het gezin de deur voor ons.",
    ),
    (
        "jeugd", "Dat het kind weet waar het aan toe is.",
        "De school ziet een kind dat moe is op maandag. Het zegt zelf dat het goed gaat.",
        "Begin met één nacht, en laat oma erbij zijn.", "Het kind raakt in de war en gaat minder naar school.",
    ),
)  # fmt: skip
KORT = (
    ("geld", "Hoe vraag ik huurtoeslag aan?", "Samen ingelogd met DigiD en de aanvraag gedaan.", 30),
    (
        "taal",
        "Wat staat er in deze brief van de belasting?",
        "De brief samen gelezen. Er hoeft niets te gebeuren.",
        10,
    ),
    (
        "wonen",
        "De verwarming doet het niet en de verhuurder belt niet terug.",
        "Samen gebeld. De monteur komt.",
        15,
    ),
    (
        "thuis",
        "Waar kan ik een rolstoel lenen voor een weekend?",
        "Naar de uitleen verwezen, met openingstijden.",
        5,
    ),
    (
        "mantelzorg",
        "Ik zorg voor mijn moeder en ben moe. Wat kan er?",
        "Verteld over het steunpunt mantelzorg.",
        15,
    ),
    (
        "opgroeien",
        "Mijn zoon van 14 komt niet uit bed voor school.",
        "Naar het spreekuur op school verwezen.",
        10,
    ),
    ("werk", "Mag ik vrijwilligerswerk doen met een uitkering?", "Uitgelegd hoe je dat doorgeeft.", 5),
    (
        "geld",
        "Ik kan de energierekening niet in één keer betalen.",
        "Samen een betalingsregeling gevraagd.",
        30,
    ),
    ("taal", "Kan iemand mij helpen met de computer?", "Opgegeven voor het spreekuur in de bibliotheek.", 5),
    (
        "relaties",
        "Ik heb ruzie met de buren over geluid.",
        "Buurtbemiddeling uitgelegd en het nummer gegeven.",
        10,
    ),
    ("zorg", "Wie betaalt de wijkverpleging?", "Uitgelegd dat de zorgverzekeraar dat doet.", 5),
    ("anders", "Waar is er een gratis lunch in de buurt?", "De lijst van de buurtkamers meegegeven.", 5),
)


class Verschilvuller:
    """Lets colleagues differ, look along and answer short questions, through the actions of the screens."""

    def __init__(self, *, at: datetime) -> None:
        self.at = at

    def vul(self) -> None:
        """Fill all three."""
        self._kort()
        casussen = self._casussen()
        for nummer, (casus, punt) in enumerate(
            zip(cycle(casussen), PUNTEN, strict=False) if casussen else ()
        ):
            self._verschil(nummer, casus, punt)
        for nummer, casus in enumerate(casussen[-2:]):
            self._stopt(nummer, casus)

    def _casussen(self) -> list[Casus]:
        rijen = (
            Casus.objects.lopend()
            .exclude(behandelaar=None)
            .filter(huishouden__moment__in=["hulp", "plan"])
            .select_related("huishouden", "behandelaar", "team")
            .order_by("begonnen_op", "id")
        )
        return list(rijen[:10])

    def _collega(self, casus: Casus) -> Any:
        """Return somebody else of the team who works with households."""
        hier = Gebruiker.objects.actief().filter(
            toekenningen__rol__in=WIJKT_AF, teamleden__team_id=casus.team_id, teamleden__tot=None
        )
        return hier.exclude(pk=casus.behandelaar_id).distinct().order_by("gebruikersnaam").first()

    def _verschil(self, nummer: int, casus: Casus, punt: tuple[str, str, str]) -> None:
        collega = self._collega(casus)
        if collega is None:
            return
        soort, voor_wie, tekst = punt
        toen = self.at - timedelta(days=2 if nummer == 0 else 20 + 14 * nummer)
        mensen = {casus.behandelaar: KIJKEN[0][0], collega: KIJKEN[1][0]}
        rij = actions.open_verschil(
            huishouden=casus.huishouden, casus=casus, soort=soort, voor_wie=voor_wie, punt=tekst, gevraagd=mensen,
            by=casus.behandelaar, at=toen,
        )  # fmt: skip
        # The first waits for one view, the second for a decision, the third for the day to look back.
        for wie, kijk in list(zip(mensen, KIJKEN, strict=True))[: 1 if nummer == 0 else 2]:
            velden = dict(zip(actions.DELEN, kijk[1:], strict=True))
            actions.write_visie(verschil=rij, gegevens=velden, by=wie, at=toen + timedelta(hours=5))
        self._inwoner(rij, casus, toen + timedelta(days=1))
        if nummer == 1:
            actions.keep_dissent(
                verschil=rij, tekst="Ik vind twee keer te weinig. Laten we na vier weken opnieuw kijken.", by=collega,
                at=toen + timedelta(days=2),
            )  # fmt: skip
        if nummer >= 2:
            self._besluit(nummer, rij, casus, collega, toen + timedelta(days=3))

    def _inwoner(self, rij: Geschilpunt, casus: Casus, op: datetime) -> None:
        lid = casus.huishouden.leden.select_related("inwoner").order_by("id").first()
        actions.add_kijk(
            verschil=rij, kijk="Ik wil dat het gewoon weer wordt. Maar wel met iemand die ik kan bellen.",
            van=lid.inwoner if lid else None, hoe="gezegd", niet_omdat="", by=casus.behandelaar, at=op,
        )  # fmt: skip

    def _besluit(self, nummer: int, rij: Geschilpunt, casus: Casus, collega: Any, op: datetime) -> None:
        visies = list(rij.visies.order_by("discipline"))
        actions.decide_verschil(
            verschil=rij, wijze="consensus", namens="", gesprek="Aan tafel besproken, met het huishouden erbij.",
            gekozen=visies[nummer % 2], kiest_inwoner=False, besluit="We doen het in kleine stappen.",
            redenen="Zo houdt het huishouden vertrouwen, en zien we het snel als het niet gaat.",
            terugkijken_op=localdate(op) + timedelta(days=14), beslisser=Beslisser(werkt_hier=True),
            by=casus.behandelaar, at=op,
        )  # fmt: skip
        if nummer == 2:
            return
        actions.review_verschil(
            verschil=rij, uitkomst="Het ging goed. Er is twee keer gebeld, en dat was genoeg.",
            juist=[visies[nummer % 2].pk], inwoner_juist=nummer % 3 != 0, by=collega, at=op + timedelta(days=14),
        )  # fmt: skip

    def _stopt(self, nummer: int, casus: Casus) -> None:
        collega = self._collega(casus)
        if collega is None:
            return
        toen = self.at - timedelta(days=3)
        rij = propose_closing(
            casus=casus, geprobeerd="Drie keer langs geweest en een kaart in de bus gedaan. Ook de huisarts belde.",
            toelichting="Het huishouden zegt dat het nu geen hulp wil.", aan=collega, leiders=[],
            by=casus.behandelaar, at=toen,
        )  # fmt: skip
        if nummer:
            answer_voorstel(
                voorstel=rij, oordeel="anders", by=collega, at=toen + timedelta(days=1),
                tweede_blik="Vraag de zus mee. Zij komt er elke week en zij vertrouwt ons.",
            )  # fmt: skip

    def _kort(self) -> None:
        schrijvers = [
            mens
            for rol in (Rol.INLOOPPUNT, Rol.TEAMLID)
            for mens in Gebruiker.objects.actief().met_rol(rol).order_by("gebruikersnaam")[:3]
        ]
        if not schrijvers:
            return
        for nummer in range(3 * len(KORT)):
            domein, vraag, antwoord, minuten = KORT[nummer % len(KORT)]
            wie = schrijvers[nummer % len(schrijvers)]
            plek = wie.teamleden.filter(tot=None).select_related("team").order_by("van", "id").first()
            rol = wie.toekenningen.exclude(team_id=None).order_by("id").first()
            team = plek.team if plek else Wijkteam.objects.filter(pk=rol.team_id).first() if rol else None
            record_korte_hulp(
                vraag=vraag, antwoord=antwoord, domein=domein, minuten=minuten,
                waar=("inloop", "telefoon", "inloop", "wijk")[nummer % 4], team=team, is_nagekeken=True, by=wie,
                at=self.at - timedelta(days=(nummer * 5) % 41, hours=nummer % 6),
            )  # fmt: skip
