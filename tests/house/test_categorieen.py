"""Every address of a household says which kind of data it shows: the door asks the protocol for exactly that."""

from __future__ import annotations

from keukentafel import registry
from modules.inrichting.rules.protocol import Categorie
from tests.rechten.adressen import adressen

DOSSIER = ("dossier", "delen", "toegang", "bewaren", "documenten", "brieven")
ANDERE_DEUR = {
    "dossier:afspraak_vervalt": "the own day: an appointment of the person who asks",
    "dossier:signaal": "not yet of a household; `signaal_for` asks who takes signalen in",
    "toegang:verzoek": "who decides on it reads why it was asked, and nothing of the household",
    "toegang:nood_beoordelen": "who judges it reads why it was opened, and nothing of the household",
    "toegang:steekproefregel": "the privacyfunctionaris opens a sample with a reason, and sees that it was read",
    "toegang:alarm": "about somebody who works here, not about a household",
    "delen:gedeeld": "a partner: what was shared with the own organisation, and nothing else",
    "delen:gedeelde_actie": "a partner: an action that was shared with the own organisation",
    "brieven:ronde": "not of one household; `regels_van` asks the category of every letter in it",
    "brieven:ronde_opnieuw": "not of one household; `send_ronde` opens every letter by its own door",
    "brieven:bundel": "not of one household; `bundel_for` asks the category of every letter in it",
    "brieven:bundel_pdf": "not of one household; `bundel_for` asks the category of every letter in it",
    "brieven:bundel_gepost": "not of one household; `bundel_for` asks the category of every letter in it",
    "brieven:bundel_terug": "not of one household; `bundel_for` asks the category of every letter in it",
    "ruimte:signaal": "numbers about one rule, without a household",
    "ruimte:antwoord": "numbers about one rule, without a household",
    "delen:partner_einde": "the account of a partner, not a household",
}
"""Routes with an id that go through another door than that of the household, and which."""


def test_every_route_of_a_household_names_a_category_of_the_protocol() -> None:
    rechten = registry.rechten()
    zonder = [
        adres.naam
        for adres in adressen()
        if not adres.host
        and adres.route.partition(":")[0] in DOSSIER
        and adres.heeft_id
        and not rechten[adres.route].is_openbaar
        and rechten[adres.route].categorie not in Categorie.values
        and adres.route not in ANDERE_DEUR
    ]

    assert zonder == [], (
        "Geef het recht een categorie met .over(…), of zet bij ANDERE_DEUR door welke deur het gaat."
    )


def test_no_exception_outlives_its_route() -> None:
    assert set(ANDERE_DEUR) - {adres.route for adres in adressen()} == set()
