"""The refusals. Each says what is missing."""

from __future__ import annotations

from keukentafel.errors import Refusal


class HulpGesloten(Refusal):
    text = "De hulp aan dit huishouden is afgesloten. Open de hulp opnieuw voordat je een afwijking vastlegt."


class Onvolledig(Refusal):
    text = (
        "Vul in van welke regel je afwijkt, het belang van de inwoner, waarom, het risico en wie het weten."
    )


class TerugkijkenLater(Refusal):
    text = "Kies een dag na vandaag om terug te kijken."


class AlGeantwoord(Refusal):
    text = "Op deze afwijking is al antwoord gegeven. Het antwoord blijft staan."


class NietJezelf(Refusal):
    text = "Jij nam deze afwijking zelf. Vraag een andere teamleider om steun."


class RedenOntbreekt(Refusal):
    text = "Schrijf op waarom je hier niet achter staat, en wat er nu moet gebeuren."


class AlTeruggekeken(Refusal):
    text = "Hier is al op teruggekeken. Wat er toen stond, blijft staan."


class UitkomstOntbreekt(Refusal):
    text = "Schrijf op wat er van kwam, voor de inwoner en voor anderen."


class SignaalBeantwoord(Refusal):
    text = "Dit signaal is al beantwoord. Het antwoord blijft staan."


class AntwoordOntbreekt(Refusal):
    text = "Schrijf het antwoord aan de teams op."


class VoorstelOntbreekt(Refusal):
    text = "Schrijf op hoe de nieuwe regel moet luiden."


class GeenVoorstel(Refusal):
    text = "Bij dit signaal wacht geen voorstel."
