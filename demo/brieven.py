"""Give the example households letters: concepts, letters that wait for the post, and letters that went."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from demo.inrichting import Inrichter
from keukentafel.values.datum_tekst import datum
from modules.dossier.brieven.actions.brief import make_brief, send_brief
from modules.dossier.brieven.actions.post import make_bundel, mark_gepost, open_printbestand, print_bundel
from modules.dossier.brieven.models import Brief
from modules.dossier.brieven.pdf import papier_nu
from modules.dossier.models import Casus

SOORTEN = ("wachtlijst", "aanvulling", "verslag_akkoord", "vertraging")
_WENSEN = (
    "Ik wil zelf boodschappen blijven doen. Alleen het tillen lukt niet meer.",
    "Als er iemand op dinsdag komt, kan ik die ochtend uitrusten.",
    "Wij willen het eerst samen proberen, met hulp van mijn zus.",
)


class Briefvuller:
    """Writes the letters of one gemeente, as the people who help there would have done."""

    def __init__(self, inrichter: Inrichter, *, toeval: random.Random) -> None:
        self.at: datetime = inrichter.at
        self.toeval = toeval

    def vul(self) -> None:
        """Write a letter for sixteen households: four a concept, eight in the post, four posted in a bundle."""
        casussen = Casus.objects.exclude(status__in=("nieuw", "gesloten")).exclude(behandelaar=None)
        bij = list(
            casussen.exclude(huishouden__straat="")
            .select_related("huishouden__team", "behandelaar")
            .order_by("pk")
        )
        gekozen = self.toeval.sample(bij, min(16, len(bij)))
        papier = papier_nu()
        gepost = []
        for nummer, casus in enumerate(gekozen):
            toen = self.at - timedelta(days=1 + nummer % 5, hours=nummer)
            brief = self._maak(casus, SOORTEN[nummer % len(SOORTEN)], toen, compleet=nummer >= 2)
            if nummer < 4:
                continue
            kanaal = "meegegeven" if nummer == 4 else "post"
            send_brief(brief=brief, kanaal=kanaal, by=casus.behandelaar, at=toen, papier=papier)
            if nummer >= 12:
                gepost.append(brief)
        if gepost:
            self._post(gepost, gekozen[-1].behandelaar)

    def _maak(self, casus: Casus, soort: str, toen: datetime, *, compleet: bool) -> Brief:
        lid = casus.huishouden.leden.filter(tot=None).select_related("inwoner").order_by("van", "pk").first()
        return make_brief(
            huishouden=casus.huishouden, inwoner=lid.inwoner if lid else None, soort=soort, bron=None, casus=casus,
            gegevens=self._gegevens(soort, toen) if compleet else {}, by=casus.behandelaar, at=toen,
        )  # fmt: skip

    def _gegevens(self, soort: str, toen: datetime) -> dict[str, object]:
        dag = toen.date()
        eerder, later = datum(dag - timedelta(days=40)), datum(dag + timedelta(days=21))
        gegevens: dict[str, dict[str, object]] = {
            "wachtlijst": {
                "waarvoor": "hulp bij het huishouden", "verwacht_op": later,
                "intussen": "De buurthulp doet één keer per week de boodschappen.",
            },
            "aanvulling": {
                "aanvraag_op": eerder, "uiterlijk": later,
                "stukken": ["Een kopie van uw identiteitsbewijs", "Uw laatste afschrift van de bank"],
            },
            "verslag_akkoord": {
                "gesprek_op": eerder, "terug_voor": later, "eigen_woorden": self.toeval.choice(_WENSEN),
                "uitkomst": "U kunt zelf koken. Uw dochter doet de was. Voor het zware werk is er nog niemand.",
            },
            "vertraging": {
                "aanvraag_op": eerder, "oude_datum": datum(dag), "nieuwe_datum": later,
                "reden": "De arts die ons advies geeft, heeft meer tijd nodig.",
            },
        }  # fmt: skip
        return gegevens[soort]

    def _post(self, brieven: list[Brief], by: Any) -> None:
        bundel = make_bundel(brieven=[brief.pk for brief in brieven], by=by, at=self.at)
        print_bundel(bundel=bundel, at=self.at)
        open_printbestand(bundel=bundel, by=by, at=self.at)
        mark_gepost(bundel=bundel, by=by, at=self.at)
