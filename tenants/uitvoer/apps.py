"""Export, restore beside, compare, swap, and the drill of every week."""

from __future__ import annotations

from keukentafel import registry


class UitvoerConfig(registry.ModuleConfig):
    """Export, restore beside, compare, swap, and the drill of every week."""

    name = "tenants.uitvoer"
    label = "uitvoer"
    verbose_name = "Uitvoer en terugzetten"
    url_prefix = ""
    leverancier_prefix = ""

    def ready(self) -> None:
        """Hang copies in the page of a gemeente, and say what is left of one that goes."""
        from keukentafel.koppelkaarten import Koppelkaart, registreer_kaart
        from tenants.actions import offboarding, vernietiging
        from tenants.console import gebeurtenissen, schil
        from tenants.uitvoer import queries
        from tenants.uitvoer.actions import opruimen

        schil.registreer_gemeentedeel(
            schil.Gemeentedeel(
                "kopieen", "Kopieën en terugzetten", "uitvoer/_deel.html", queries.deel_van_gemeente, 60
            )
        )
        registreer_kaart(
            Koppelkaart(
                "gegevens", "Onze gegevens", "Alles van jullie gemeente in één leesbaar bestand, om mee te nemen.",
                "uitvoer:eigen", "database", 90,
            )
        )  # fmt: skip
        offboarding.registreer_uitvoerbron(queries.nieuwste_leesbare)
        vernietiging.registreer_rest("uitvoer", "Kopieën en uitvoer", opruimen.verwijder_alles)
        gebeurtenissen.registreer_onderwerp("uitvoer", "Uitvoer en terugzetten")
        for sleutel, zin in _GEBEURTENISSEN.items():
            gebeurtenissen.registreer_gebeurtenis(sleutel, zin)


_GEBEURTENISSEN = {
    "uitvoer.gevraagd": "Uitvoer van een gemeente gevraagd",
    "uitvoer.opgehaald": "Uitvoer van een gemeente opgehaald",
    "uitvoer.terugzetten": "Kopie naast een gemeente gezet",
    "uitvoer.gewisseld": "Kopie in gebruik genomen",
    "uitvoer.teruggewisseld": "Vorige gegevens weer in gebruik genomen",
    "uitvoer.weggegooid": "Gegevens die niet in gebruik waren weggegooid",
    "uitvoer.hersteld": "Gemeente die er niet meer was uit een kopie gemaakt",
    "uitvoer.proef": "Terugzetten geprobeerd",
}
