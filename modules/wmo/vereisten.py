"""What has to be there before a Wmo decision: each point with the page where it is repaired."""

from __future__ import annotations

from uuid import UUID

from keukentafel.values.bevinding import Bevinding
from modules.wmo.models import Maatwerk, Zaak
from modules.wmo.rules.maatwerk import (
    Keuze,
    Pgb,
    Weging,
    beoordeel_keuze,
    beoordeel_pgb,
    beoordeel_volgorde,
)
from modules.wmo.stand import stand_van


def vereisten_van(melding_id: UUID) -> list[tuple[str, str]]:
    """Return sentences with the route of their page; empty when the Wmo asks nothing more."""
    zaak = Zaak.objects.filter(melding_id=melding_id).select_related("melding").first()
    if zaak is None:
        return [("Er is nog geen onderzoek gedaan (Wmo artikel 2.3.2).", "wmo:zaak")]
    stand = stand_van(zaak)
    gemist = []
    if stand.aanvraag_op is None:
        gemist.append(("Er is nog geen aanvraag (Wmo artikel 2.3.5).", "wmo:aanvraag"))
    if stand.identiteit_op is None:
        gemist.append(("Stel eerst vast wie de aanvrager is (Wmo artikel 2.3.4).", "wmo:identiteit"))
    if stand.ingetrokken_op is not None:
        gemist.append(("De melding is ingetrokken.", "wmo:zaak"))
    maatwerk = Maatwerk.objects.filter(zaak=zaak).select_related("product", "aanbieder").first()
    if maatwerk is None or maatwerk.is_toegekend is None:
        return [*gemist, ("De afweging van hulp is nog niet gemaakt.", "wmo:besluit")]
    return [*gemist, *((bevinding.text, "wmo:besluit") for bevinding in oordeel_over(maatwerk))]


def oordeel_over(maatwerk: Maatwerk, *, aantal_aanbieders: int = 2) -> list[Bevinding]:
    """Return what the law still asks of the weighing: the order, and for help its form and provider."""
    is_toegekend = bool(maatwerk.is_toegekend)
    gemist = list(beoordeel_volgorde(wegingen_van(maatwerk), is_toegekend=is_toegekend))
    if not is_toegekend:
        return gemist
    if maatwerk.product is None:
        gemist.append(Bevinding("Kies welke hulp het wordt.", "product"))
    if maatwerk.begin is None:
        gemist.append(Bevinding("Vul in vanaf welke dag de hulp begint.", "begin"))
    if maatwerk.vorm == "pgb":
        if maatwerk.product is not None and not maatwerk.product.mag_pgb:
            gemist.append(Bevinding("Deze hulp kan niet als pgb. Kies hulp in natura.", "vorm"))
        gemist += beoordeel_pgb(pgb_van(maatwerk))
    elif maatwerk.vorm == "zin":
        gemist += beoordeel_keuze(keuze_van(maatwerk), aantal_aanbieders=aantal_aanbieders)
    else:
        gemist.append(Bevinding("Kies hulp in natura of een pgb.", "vorm"))
    return gemist


def wegingen_van(maatwerk: Maatwerk) -> dict[str, Weging]:
    """Return what was weighed at each step."""
    return {
        code: Weging(str(rij.get("tekst", "")), bool(rij.get("volstaat")))
        for code, rij in maatwerk.volgorde.items()
    }


def pgb_van(maatwerk: Maatwerk) -> Pgb:
    """Return the three answers about the budget."""
    return Pgb(
        maatwerk.pgb_bekwaam,
        maatwerk.pgb_bekwaam_tekst,
        maatwerk.pgb_motivering,
        maatwerk.pgb_veilig,
        maatwerk.pgb_veilig_tekst,
    )


def keuze_van(maatwerk: Maatwerk) -> Keuze:
    """Return how the provider was chosen."""
    return Keuze(
        aangeboden=maatwerk.keuze_aangeboden,
        aanbieder=maatwerk.aanbieder.naam if maatwerk.aanbieder else "",
        reden_een=maatwerk.reden_een,
        wens_soort=maatwerk.wens_soort,
        wens=maatwerk.wens,
        wens_antwoord=maatwerk.wens_antwoord,
    )
