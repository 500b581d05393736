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


class VerschilZonderHulp(Refusal):
    text = "De hulp aan dit huishouden is afgesloten. Open de hulp opnieuw voordat je een verschil vastlegt."


class TweeNodig(Refusal):
    text = "Vraag ten minste twee mensen om hun kijk, en kies van ieder het vak."


class PuntOntbreekt(Refusal):
    text = "Schrijf in één zin waarover jullie het verschillend zien, en waarover het gaat."


class NietGevraagd(Refusal):
    text = "Jou is hier niet om een kijk gevraagd. Vraag wie het verschil vastlegde om jou erbij te vragen."


class AlGevraagd(Refusal):
    text = "Deze collega is al gevraagd."


class AlGeschreven(Refusal):
    text = "Jouw kijk staat er al en blijft staan. Zie je het nog steeds anders? Schrijf dat erbij."


class RondeDicht(Refusal):
    text = "De eerste ronde is dicht. Wat je nu schrijft, is niet meer zonder de anderen te lezen."


class RondeNogOpen(Refusal):
    text = "De eerste ronde loopt nog. Wacht tot iedereen een kijk gaf, of sluit de ronde met een reden."


class EerstZelf(Refusal):
    text = "Geef eerst je eigen kijk. Wie de ronde sluit, leest daarna wat anderen schreven."


class NietAanJou(Refusal):
    text = "De ronde sluit wie het verschil vastlegde, of de teamleider."


class VisieNietHeel(Refusal):
    text = "Schrijf op wat er op het spel staat, de feiten, je voorstel en wat er anders mis kan gaan."


class KijkStaatEr(Refusal):
    text = "De kijk van de inwoner staat er al en blijft staan."


class KijkOntbreekt(Refusal):
    text = "Schrijf op hoe de inwoner het ziet, of waarom je dat niet weet. Doe dat voor het besluit."


class AlBesloten(Refusal):
    text = "Hierover is al besloten. Het besluit blijft staan."


class NietJouwBesluit(Refusal):
    """Somebody decides in a way that is not theirs; the text says whose it is."""


class BesluitNietHeel(Refusal):
    text = "Schrijf op wat er uit het gesprek kwam, wat het besluit is, waarom, en welke kijk is gekozen."


class WieBesliste(Refusal):
    text = "Vul in wie besliste: de naam of de functie, en de dag."


class NogGeenBesluit(Refusal):
    text = "Er is nog geen besluit. Terugkijken kan daarna."
