"""What the gemeente decides itself under the Participatiewet: what each asks first, its reasons, what follows.

Benefit for living is decided by Work and Income; its outcome comes by link. No amount is worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.soorten import Besluitsoort, Ontbreekt, Overweging, registreer
from modules.dossier.besluiten.woorden import Uitkomst
from modules.dossier.models import Casus, Inwoner
from modules.participatie.actions.besluit import follow_besluit
from modules.participatie.bron import MAATREGEL, Bron, bron_van
from modules.participatie.models import Inkomensaanvraag, Maatregel, Werkafspraak
from modules.participatie.rules.maatregel import Weging, weging_klopt
from modules.participatie.rules.werk import ontheffing_klopt
from modules.participatie.woorden import Stand, Werksoort

_ALTIJD: Final = frozenset({Uitkomst.TOEGEKEND, Uitkomst.DEELS, Uitkomst.AFGEWEZEN})
_JA: Final = frozenset({Uitkomst.TOEGEKEND, Uitkomst.DEELS})
_MAATREGEL: Final = frozenset({Uitkomst.HERZIEN})
_BEDRAG: Final = (
    "Het bedrag en de betaling staan in het systeem van de uitkering. Verandert er iets in uw inkomen of uw "
    "huishouden? Geef dat dan meteen door."
)


def vereisten(casus: Casus, inwoner: Inwoner | None, beschikking: Beschikking | None) -> Sequence[Ontbreekt]:
    """Return what a decision under the Participatiewet misses, each with the page where it is repaired."""
    if inwoner is None:
        return (Ontbreekt("Kies over wie het besluit gaat."),)
    if beschikking is None or beschikking.relatie:
        return ()  # a follow-up of an earlier decision rests on that one
    bron = bron_van(beschikking)
    if bron is None:
        return (_geen_bron(beschikking, inwoner),)
    if isinstance(bron, Inkomensaanvraag):
        return _van_aanvraag(bron)
    return _van_werk(bron) if isinstance(bron, Werkafspraak) else _van_maatregel(bron)


def _geen_bron(beschikking: Beschikking, inwoner: Inwoner) -> Ontbreekt:
    hier = [beschikking.huishouden_id]
    if beschikking.soort == MAATREGEL:
        url = reverse("participatie:maatregel_nieuw", args=[*hier, inwoner.pk])
        return Ontbreekt("Weeg eerst de maatregel (Participatiewet artikel 18).", url)
    if beschikking.soort in ("pw_loonkosten", "pw_beschut", "pw_ontheffing"):
        url = reverse("participatie:werk_nieuw", args=[*hier, inwoner.pk])
        return Ontbreekt(f"Er is nog geen afspraak over werk met {inwoner.naam}. Maak die eerst.", url)
    url = reverse("participatie:nieuw", args=hier)
    return Ontbreekt(f"Voor {inwoner.naam} loopt geen aanvraag. Leg die eerst vast.", url)


def _van_aanvraag(bron: Inkomensaanvraag) -> Sequence[Ontbreekt]:
    if bron.stand == Stand.INGETROKKEN:
        return (Ontbreekt("De aanvraag is ingetrokken. Stop ook met dit besluit.", bron.get_absolute_url()),)
    if bron.stand == Stand.GEMELD:
        url = reverse("participatie:onderdeel", args=[bron.pk, "aanvraag"])
        return (Ontbreekt("Er is nog geen aanvraag (Awb artikel 4:1). Leg die eerst vast.", url),)
    return ()


def _van_werk(bron: Werkafspraak) -> Sequence[Ontbreekt]:
    url = reverse("participatie:werk_nieuw", args=[bron.huishouden_id, bron.inwoner_id])
    if bron.soort == Werksoort.ONTHEFFING:
        fout = ontheffing_klopt(van=bron.van, tot=bron.tot, reden=bron.reden)
        return (Ontbreekt(fout, url),) if fout else ()
    if bron.soort == Werksoort.LOONKOSTEN and bron.loonwaarde is None:
        return (Ontbreekt("De loonwaarde is niet bekend (Participatiewet artikel 10d).", url),)
    return ()


def _van_maatregel(bron: Maatregel) -> Sequence[Ontbreekt]:
    weging = Weging(bron.verwijt, bron.reden_inwoner, bron.dringend, bron.kinderen, bron.anders)
    url = reverse("participatie:maatregel_nieuw", args=[bron.huishouden_id, bron.inwoner_id])
    return tuple(Ontbreekt(zin, url) for _, zin in weging_klopt(weging, bron.besluit))


def na_besluit(beschikking: Beschikking, by: Any, at: datetime) -> None:
    """Let the aanvraag, the step or the measure follow what became of its decision."""
    if not beschikking.relatie and (bron := bron_van(beschikking)) is not None:
        follow_besluit(bron=bron, beschikking=beschikking, by=by, at=at)


def begin_van(bron: Bron) -> dict[str, Any]:
    """Return what is known already, so that nobody types it again."""
    if isinstance(bron, Maatregel):
        gewogen = {
            "gebeurd": bron.aanleiding,
            "verwijt": f"{bron.get_verwijt_display()}. De inwoner zegt: {bron.reden_inwoner}",
            "dringend": bron.dringend,
            "kinderen": bron.kinderen,
            "anders": bron.anders,
        }
        gevuld = {blok: tekst for blok, tekst in gewogen.items() if tekst.strip()}
        return {"uitkomst": Uitkomst.HERZIEN.value, "overwegingen": gevuld}
    if isinstance(bron, Inkomensaanvraag):
        return {"gevraagd": bron.vraag}
    weging = {"ontheffing": "dringend", "loonkosten": "loonwaarde", "beschut": "advies"}[bron.soort]
    tekst = bron.reden
    if bron.loonwaarde is not None:
        tekst = f"De loonwaarde is {bron.loonwaarde} procent. De subsidie is {bron.subsidie_procent} procent. {tekst}"
    return {
        "gevraagd": bron.wat,
        "overwegingen": {weging: tekst.strip()} if tekst.strip() else {},
        "begin": bron.van,
        "einde": bron.tot,
        "hoeveel": f"{bron.subsidie_procent} procent van het minimumloon"
        if bron.subsidie_procent is not None
        else "",
    }


def _soort(code: str, titel: str, artikel: str, *overwegingen: Overweging, **anders: Any) -> None:
    anders = {"gevolgen": _BEDRAG} | anders
    registreer(
        Besluitsoort(
            code=code, wet="participatie", titel=titel, artikel=artikel, termijn="pw_beslissing",
            vereisten=vereisten, na=na_besluit, overwegingen=overwegingen, met_hulp=False, **anders,
        )
    )  # fmt: skip


_soort(
    "pw_bijzonder",
    "Bijzondere bijstand",
    "Participatiewet, artikel 35 lid 1",
    Overweging(
        "kosten",
        "Of de kosten er zijn en nodig zijn",
        _ALTIJD,
        "Waarvoor is het, en waarom kan het niet wachten of anders?",
        "Participatiewet, artikel 35 lid 1",
    ),
    Overweging(
        "voorliggend",
        "Of een andere regeling dit betaalt",
        _ALTIJD,
        "Zorgverzekering, toeslag of een fonds.",
        "Participatiewet, artikel 15",
    ),
    Overweging(
        "bijzonder",
        "Of de omstandigheden bijzonder zijn",
        _ALTIJD,
        "Waarom kon hiervoor niet worden gespaard?",
        "Participatiewet, artikel 35 lid 1",
    ),
    Overweging(
        "draagkracht",
        "Wat de inwoner zelf kan betalen",
        _ALTIJD,
        "Volg de regels van de gemeente. Reken niet hier.",
        "Participatiewet, artikel 35 lid 1",
    ),
    afwijzingsvolgorde=("kosten", "voorliggend", "bijzonder", "draagkracht"),
)
_soort(
    "pw_toeslag",
    "Individuele inkomenstoeslag",
    "Participatiewet, artikel 36",
    Overweging(
        "inkomen",
        "Hoe lang het inkomen al laag is",
        _ALTIJD,
        "Over welke jaren, en waaruit blijkt dat?",
        "Participatiewet, artikel 36 lid 1",
    ),
    Overweging("vermogen", "Of er vermogen is", _ALTIJD, "", "Participatiewet, artikel 36 lid 1"),
    Overweging(
        "uitzicht",
        "Of er zicht is op meer inkomen",
        _ALTIJD,
        "Kijk naar wat iemand kan en naar wat iemand deed om meer te verdienen.",
        "Participatiewet, artikel 36 lid 2",
    ),
    afwijzingsvolgorde=("inkomen", "vermogen", "uitzicht"),
)
_soort(
    "pw_minima",
    "Minimaregeling",
    "De verordening minimaregelingen van de gemeente",
    Overweging(
        "doelgroep",
        "Of het huishouden onder de regeling valt",
        _ALTIJD,
        "Noem het artikel van de verordening.",
    ),
    Overweging("nodig", "Waarvoor het is", _JA, "Wat maakt dit mogelijk, zeker voor kinderen?"),
    afwijzingsvolgorde=("doelgroep",),
)
_soort(
    MAATREGEL,
    "Maatregel op de bijstand",
    "Participatiewet, artikel 18 lid 2",
    Overweging(
        "gebeurd",
        "Wat er is gebeurd",
        _MAATREGEL,
        "Welke plicht is niet nagekomen?",
        "Participatiewet, artikel 18 lid 2",
    ),
    Overweging(
        "verwijt",
        "Hoe verwijtbaar het is",
        _MAATREGEL,
        "Zonder verwijt is er geen maatregel.",
        "Participatiewet, artikel 18 lid 9",
    ),
    Overweging(
        "omstandigheden",
        "De omstandigheden en mogelijkheden van deze inwoner",
        _MAATREGEL,
        "Past de hoogte en de duur bij deze mens?",
        "Participatiewet, artikel 18 lid 1",
    ),
    Overweging(
        "dringend",
        "Of er dringende redenen zijn om het lichter te doen",
        _MAATREGEL,
        "Zijn ze er niet, schrijf dat dan op.",
        "Participatiewet, artikel 18 lid 10",
    ),
    Overweging(
        "kinderen",
        "Wat het betekent voor de kinderen en het huishouden",
        _MAATREGEL,
        "Is dit niet zwaarder dan nodig?",
        "Awb, artikel 3:4 lid 2",
    ),
    Overweging("anders", "Wat er anders kon dan een maatregel", _MAATREGEL, "", "Awb, artikel 3:4 lid 2"),
    uitkomsten=(Uitkomst.HERZIEN.value,),
    alleen_ambtenaar=True,
    gevolgen=(
        "Uw bijstand wordt voor een tijd lager. Binnen 3 maanden kijken wij opnieuw. Doet u weer wat wij vroegen? "
        "Laat het ons dan meteen weten. Dan kan de maatregel eerder stoppen."
    ),
)
_soort(
    "pw_ontheffing",
    "Ontheffing van de arbeidsplicht",
    "Participatiewet, artikel 9 lid 2",
    Overweging(
        "dringend",
        "Welke dringende reden er is",
        _ALTIJD,
        "Zorgtaken tellen mee.",
        "Participatiewet, artikel 9 lid 2",
    ),
    Overweging(
        "tijdelijk",
        "Hoe lang het duurt",
        _JA,
        "Een ontheffing is tijdelijk.",
        "Participatiewet, artikel 9 lid 2",
    ),
    Overweging("meedoen", "Wat de inwoner wel kan en wil", _ALTIJD, "", "Participatiewet, artikel 18 lid 1"),
    afwijzingsvolgorde=("dringend",),
    gevolgen="Tot de einddatum hoeft u niet te zoeken naar werk. Daarvoor kijken wij samen opnieuw.",
)
_soort(
    "pw_loonkosten",
    "Loonkostensubsidie",
    "Participatiewet, artikel 10d",
    Overweging(
        "doelgroep",
        "Of de inwoner bij de doelgroep hoort",
        _ALTIJD,
        "Kan iemand wel werken, maar niet het minimumloon verdienen?",
        "Participatiewet, artikel 10c",
    ),
    Overweging(
        "loonwaarde",
        "Welke loonwaarde is vastgesteld",
        _ALTIJD,
        "Door wie, wanneer en op welke werkplek?",
        "Participatiewet, artikel 10d",
    ),
    afwijzingsvolgorde=("doelgroep", "loonwaarde"),
    gevolgen="De werkgever krijgt de subsidie. U krijgt uw loon van de werkgever. Elk jaar kijken wij opnieuw.",
)
_soort(
    "pw_beschut",
    "Beschut werk",
    "Participatiewet, artikel 10b",
    Overweging(
        "advies",
        "Wat UWV adviseert",
        _ALTIJD,
        "Wanneer kwam het advies, en wat staat erin?",
        "Participatiewet, artikel 10b lid 2",
    ),
    Overweging(
        "mogelijk",
        "Waarom werken alleen beschut kan",
        _ALTIJD,
        "Welke begeleiding of aanpassing is er nodig?",
        "Participatiewet, artikel 10b lid 1",
    ),
    afwijzingsvolgorde=("advies", "mogelijk"),
    gevolgen="U krijgt een werkplek die bij u past. Na 3 jaar kijken wij opnieuw.",
)
