"""The decision on youth help: what it needs first, its reasons, and what follows on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.soorten import Besluitsoort, Ontbreekt, Overweging, registreer
from modules.dossier.besluiten.woorden import VERLEENT, Stand, Uitkomst
from modules.dossier.models import Casus, Inwoner
from modules.jeugd.actions.hulp import note_besluit
from modules.jeugd.feiten import besluitfeiten, open_hulpvraag
from modules.jeugd.rules.gezinsplan import ontbreekt_voor_besluit
from modules.jeugd.rules.verloop import artikel
from modules.jeugd.woorden import Stand as Vraagstand

VERLENING: Final = "jeugd_verlening"
_ALTIJD: Final = frozenset({Uitkomst.TOEGEKEND, Uitkomst.DEELS, Uitkomst.AFGEWEZEN})
_NEE: Final = frozenset({Uitkomst.AFGEWEZEN, Uitkomst.DEELS})
_ONDERDEEL: Final = {"woonplaats", "gezinsplan", "stem", "professional"}


def vereisten(casus: Casus, inwoner: Inwoner | None, beschikking: Beschikking | None) -> Sequence[Ontbreekt]:
    """Return what a decision on youth help misses, each with the page where it is repaired."""
    if inwoner is None:
        return (Ontbreekt("Kies voor welk kind het besluit is."),)
    dag = localdate()
    vraag = open_hulpvraag(casus.pk, inwoner.pk)
    if vraag is None:
        url = reverse("jeugd:nieuw", args=[casus.huishouden_id])
        return (Ontbreekt(f"Voor {inwoner.naam} is geen hulpvraag. Begin die eerst.", url),)
    if vraag.is_verwijzing:
        zin = f"Na deze verwijzing is geen besluit van de gemeente nodig ({artikel(vraag.verwijzer)})."
        return (Ontbreekt(zin, vraag.get_absolute_url()),)
    pagina = vraag.get_absolute_url()
    return tuple(
        Ontbreekt(zin, reverse("jeugd:onderdeel", args=[vraag.pk, deel]) if deel in _ONDERDEEL else pagina)
        for deel, zin in ontbreekt_voor_besluit(besluitfeiten(vraag, dag))
    )


def na_besluit(beschikking: Beschikking, by: Any, at: datetime) -> None:
    """Let the hulpvraag follow once the decision was made known; stopping one changes nothing in it."""
    if beschikking.stand != Stand.BEKEND or beschikking.bekend_op is None:
        return
    vraag = open_hulpvraag(beschikking.casus_id, beschikking.inwoner_id)
    if vraag is None or vraag.stand != Vraagstand.AANVRAAG:
        return
    note_besluit(
        hulpvraag=vraag,
        beschikking_id=beschikking.pk,
        toegekend=beschikking.uitkomst in VERLEENT,
        op=beschikking.bekend_op,
        by=by,
        at=at,
    )


registreer(
    Besluitsoort(
        code=VERLENING,
        wet="jeugd",
        titel="Jeugdhulp",
        artikel="Jeugdwet, artikel 2.3",
        termijn="jeugd_beslissing",
        vereisten=vereisten,
        overwegingen=(
            Overweging(
                "nodig",
                "Wat er aan de hand is, en welke hulp past",
                _ALTIJD,
                "Wat is er nodig voor het kind, en waarom past deze hulp?",
                "Jeugdwet, artikel 2.3",
            ),
            Overweging(
                "eigen_kracht",
                "Wat het gezin en de mensen eromheen zelf kunnen",
                _ALTIJD,
                "Wat kunnen de ouders, de familie en anderen zelf doen?",
                "Jeugdwet, artikel 2.3 lid 1",
            ),
            Overweging(
                "wens_kind",
                "Wat het kind en de ouders willen",
                _ALTIJD,
                "Neem de woorden van het kind over. Zijn ouders het oneens, noem dan beide.",
                "Jeugdwet, artikel 2.3 lid 4",
            ),
            Overweging(
                "andere_hulp",
                "Hulp die er al is",
                _NEE,
                "Welke hulp is er zonder besluit, bij school, jeugdgezondheidszorg of een andere wet?",
                "Jeugdwet, artikel 1.2",
            ),
            Overweging(
                "geloof",
                "Geloof, levensovertuiging en cultuur",
                frozenset(),
                "",
                "Jeugdwet, artikel 2.3 lid 4",
            ),
        ),
        afwijzingsvolgorde=("eigen_kracht", "andere_hulp", "nodig"),
        na=na_besluit,
    )
)
