"""The refusals of decisions. Each says what is missing; a page adds the link to where it is repaired."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.errors import Refusal
from modules.dossier.besluiten.rules.mandaat import Mandaatoordeel
from modules.dossier.besluiten.soorten import Ontbreekt


class KanNuNiet(Refusal):
    """The order of the law: this does not follow on where the decision stands."""


class OnbekendeSoort(Refusal):
    text = "Deze soort besluit is er niet meer. Kijk of de module van deze wet aan staat."


class HuishoudenGesloten(Refusal):
    text = "De hulp aan dit huishouden is afgesloten. Open de hulp opnieuw voordat je een besluit maakt."


class NietInDitHuishouden(Refusal):
    text = "Deze persoon hoort niet bij dit huishouden. Kies iemand die er woont."


class NietRond(Refusal):
    """Something is missing before it may be decided. `ontbreekt` says what, each with its page."""

    def __init__(self, ontbreekt: Sequence[Ontbreekt]) -> None:
        self.ontbreekt = tuple(ontbreekt)
        super().__init__(" ".join(gemis.tekst for gemis in self.ontbreekt))


class GeenMandaat(Refusal):
    """Not this person. `oordeel` names who may otherwise, up to which amount, on what ground."""

    def __init__(self, oordeel: Mandaatoordeel) -> None:
        self.oordeel = oordeel
        super().__init__(oordeel.reden)


class VierOgenNodig(Refusal):
    text = (
        "Voor dit besluit kijkt een tweede mee. Leg het voor aan een collega. Verandert er daarna iets, "
        "dan kijkt die opnieuw."
    )


class NietAanJouVoorgelegd(Refusal):
    text = "Dit besluit is aan een ander voorgelegd. Alleen die collega kan akkoord geven of het terugleggen."


class NietAanJezelf(Refusal):
    text = "Vier ogen zijn van twee mensen. Kies een collega die dit besluit niet zelf schreef."


class WordtElders(Refusal):
    """A decision that was handed over is made by somebody else; says by whom."""


class RedenOntbreekt(Refusal):
    text = "Vul in waarom. Dat blijft bij het besluit staan."


class DagKlopt(Refusal):
    """A day that cannot be."""


class TeVroegOpvolger(Refusal):
    text = "Er is al een nieuw besluit dat dit besluit opvolgt. Ga daarmee verder."


class BezwaarLoopt(Refusal):
    text = "Tegen dit besluit loopt al een bezwaar. Voeg wat nieuw is daarbij."


class NietJouwBezwaar(Refusal):
    text = "Je leest dit bezwaar, maar je behandelt het niet. Vraag de behandelaar om deze stap."


class NietJouwKlacht(Refusal):
    text = "Je leest deze klacht, maar je behandelt hem niet. Vraag de behandelaar om deze stap."
