"""The conversation: begin it, keep what is said, look at the four frames, round it off.

Nothing here is required while people talk. What the team's variant asks for is asked at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import bewaar_versie, lock_casus, zet_fase
from modules.dossier.actions.termijn import finish_met_gebeurtenis
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn, verwijder_tijdlijn
from modules.dossier.models import (
    Behoefte,
    Casus,
    Gesprek,
    GesprekSoort,
    GesprekStand,
    Huishouden,
    Inwonertekst,
    KaderAntwoord,
    Markering,
    MarkeringSoort,
    Reactie,
    TijdlijnGroep,
)
from modules.dossier.rules import kanteling
from modules.inrichting.codelijsten import CasusStatus, Kader

VELDEN = (
    "soort",
    "plaats",
    "zonder_inwoner_omdat",
    "wil_geen_verslag",
    "voorbereiding",
    "verhaal",
    "gevraagd",
    "verleden",
    "heden",
    "toekomst",
    "sterk",
    "wensen",
    "belemmering",
    "leefgebieden",
    "aanwezigen",
    "gegevens",
)
"""What a form of the talk may change."""


class GesprekAfgerond(Refusal):
    text = "Dit gesprek is afgerond en ligt vast. Start een nieuw gesprek om verder te gaan."


class KaderOvergeslagen(Refusal):
    """A heavier frame was filled while a lighter one was passed over without a word."""

    def __init__(self, bevindingen: Collection[Any]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(str(bevinding.text) for bevinding in self.bevindingen))


class WieWasErbij(Refusal):
    text = "Schrijf op waarom het gesprek zonder de inwoner was. Praten over iemand vraagt een reden."


@transaction.atomic
def start_gesprek(
    *, huishouden: Huishouden, casus: Casus, soort: GesprekSoort, by: Any, at: datetime, plaats: str = ""
) -> Gesprek:
    """Begin a talk, or go on with the one this person has open; the phase moves to analyse.

    :raises CasusAfgesloten: the help was closed.
    """
    casus = lock_casus(casus)
    bezig = Gesprek.objects.filter(huishouden=huishouden, gestart_door=by, stand=GesprekStand.BEZIG).first()
    if bezig is not None:
        return bezig
    gesprek = Gesprek.objects.create(
        huishouden=huishouden, casus=casus, soort=soort, begonnen_op=at, gestart_door=by, plaats=plaats
    )
    if casus.status in (CasusStatus.NIEUW, CasusStatus.IN_CONTACT):
        zet_fase(casus=casus, status=CasusStatus.ANALYSE, by=by, at=at)
    audit.record("dossier.gesprek.gestart", target=gesprek, by=by, at=at, soort="maken")
    return gesprek


@transaction.atomic
def save_gesprek(
    *, gesprek: Gesprek, waarden: Mapping[str, Any], versie: int, by: Any, at: datetime
) -> Gesprek:
    """Keep what was written so far. Only fields of `VELDEN` change.

    :raises GesprekAfgerond: it is closed.
    :raises Verouderd: somebody saved it since `versie`.
    """
    gesprek = _open(gesprek)
    gewijzigd = [veld for veld in VELDEN if veld in waarden and getattr(gesprek, veld) != waarden[veld]]
    if not gewijzigd:
        return gesprek
    for veld in gewijzigd:
        setattr(gesprek, veld, waarden[veld])
    bewaar_versie(gesprek, versie=versie, velden=gewijzigd)
    audit.record("dossier.gesprek.bewaard", target=gesprek, by=by, at=at, detail={"velden": gewijzigd})
    return gesprek


@transaction.atomic
def add_behoefte(
    *, gesprek: Gesprek, tekst: str, by: Any, at: datetime, leefgebied: str = "", inwoner: Any = None
) -> Behoefte:
    """Write down what somebody needs; the leefgebied counts as touched.

    :raises GesprekAfgerond: the talk is closed.
    """
    gesprek = _open(gesprek)
    volgorde = (gesprek.behoeften.aggregate(n=Max("volgorde"))["n"] or 0) + 1
    behoefte = Behoefte.objects.create(
        huishouden_id=gesprek.huishouden_id,
        gesprek=gesprek,
        tekst=tekst,
        leefgebied=leefgebied,
        inwoner=inwoner,
        volgorde=volgorde,
    )
    if leefgebied and leefgebied not in gesprek.leefgebieden:
        gesprek.leefgebieden = [*gesprek.leefgebieden, leefgebied]
        gesprek.save(update_fields=["leefgebieden"])
    audit.record("dossier.behoefte.genoteerd", target=behoefte, by=by, at=at, soort="maken")
    return behoefte


@transaction.atomic
def change_behoefte(
    *, behoefte: Behoefte, tekst: str, leefgebied: str, versie: int, by: Any, at: datetime
) -> Behoefte:
    """Change the words of a behoefte.

    :raises Verouderd: somebody changed it since `versie`.
    """
    _open(behoefte.gesprek)
    behoefte.tekst, behoefte.leefgebied = tekst, leefgebied
    bewaar_versie(behoefte, versie=versie, velden=["tekst", "leefgebied"])
    audit.record("dossier.behoefte.gewijzigd", target=behoefte, by=by, at=at)
    return behoefte


@transaction.atomic
def remove_behoefte(*, behoefte: Behoefte, by: Any, at: datetime) -> None:
    """Take a behoefte away, with what its frames said; only while the talk is open."""
    _open(behoefte.gesprek)
    audit.record("dossier.behoefte.verwijderd", target=behoefte, by=by, at=at, soort="verwijderen")
    behoefte.delete()


@transaction.atomic
def save_kaders(
    *,
    behoefte: Behoefte,
    antwoorden: Mapping[str, kanteling.KaderAntwoord],
    by: Any,
    at: datetime,
    versie: int | None = None,
) -> None:
    """Keep what the four frames offer for a behoefte; an emptied frame goes.

    `versie` is that of the behoefte when the form was drawn; without it, as it is now.

    :raises KaderOvergeslagen: a lighter frame was skipped without one sentence why (F035).
    :raises Verouderd: somebody saved the behoefte or its frames since `versie`.
    """
    _open(behoefte.gesprek)
    bevindingen = kanteling.controleer_kaders(antwoorden)
    if bevindingen:
        raise KaderOvergeslagen(bevindingen)
    bewaar_versie(behoefte, versie=behoefte.versie if versie is None else versie, velden=[])
    for kader in Kader.values:
        antwoord = antwoorden.get(kader, kanteling.KaderAntwoord())
        if antwoord.is_bekeken:
            KaderAntwoord.objects.update_or_create(
                behoefte=behoefte,
                kader=kader,
                defaults={"tekst": antwoord.tekst, "overgeslagen_omdat": antwoord.overgeslagen_omdat},
            )
        else:
            KaderAntwoord.objects.filter(behoefte=behoefte, kader=kader).delete()
    audit.record("dossier.behoefte.kaders_bewaard", target=behoefte, by=by, at=at)


@transaction.atomic
def add_markering(*, gesprek: Gesprek, soort: MarkeringSoort, tekst: str, by: Any, at: datetime) -> Markering:
    """Mark a wish, a worry or an agreement in passing; it waits to become a goal or an action."""
    gesprek = _open(gesprek)
    markering = Markering.objects.create(gesprek=gesprek, soort=soort, tekst=tekst, gemaakt_op=at)
    audit.record(
        "dossier.markering.gezet", target=gesprek, by=by, at=at, soort="maken", detail={"soort": soort}
    )
    return markering


@transaction.atomic
def remove_markering(*, markering: Markering, by: Any, at: datetime) -> None:
    """Take a mark away."""
    _open(markering.gesprek)
    audit.record("dossier.markering.weggehaald", target=markering.gesprek, by=by, at=at, soort="verwijderen")
    markering.delete()


@transaction.atomic
def finish_gesprek(*, gesprek: Gesprek, versie: int, by: Any, at: datetime) -> Gesprek:
    """Round a talk off: it no longer changes, the story becomes the resident's own text.

    :raises WieWasErbij: no resident was there and no reason stands.
    :raises Verouderd: somebody saved it since `versie`.
    """
    gesprek = _open(gesprek)
    if not _inwoner_was_erbij(gesprek) and not gesprek.zonder_inwoner_omdat.strip():
        raise WieWasErbij
    gesprek.stand, gesprek.afgerond_op = GesprekStand.AFGEROND, at
    bewaar_versie(gesprek, versie=versie, velden=["stand", "afgerond_op"])
    if gesprek.verhaal.strip() and _inwoner_was_erbij(gesprek):
        Inwonertekst.objects.create(
            huishouden_id=gesprek.huishouden_id,
            bij_soort="gesprek",
            bij_id=gesprek.pk,
            tekst=gesprek.verhaal,
            opgeschreven_door=by,
            op=at,
            inwoner_id=_eerste_inwoner(gesprek),
        )
    schrijf_tijdlijn(
        huishouden=gesprek.huishouden,
        groep=TijdlijnGroep.CONTACT,
        icoon="message-circle",
        titel=gesprek.get_soort_display(),
        at=gesprek.begonnen_op,
        by=by,
        bij=gesprek,
    )
    if gesprek.behoeften.exists():
        dag = localdate(gesprek.begonnen_op)
        finish_met_gebeurtenis(casus=gesprek.casus, sleutel="vraagverheldering", op=dag, by=by, at=at)
    audit.record("dossier.gesprek.afgerond", target=gesprek, by=by, at=at)
    return gesprek


@transaction.atomic
def reopen_gesprek(*, gesprek: Gesprek, by: Any, at: datetime) -> Gesprek:
    """Undo rounding off, on the same day and by the same person."""
    gesprek = Gesprek.objects.select_for_update().get(pk=gesprek.pk)
    zelfde_dag = gesprek.afgerond_op is not None and localdate(gesprek.afgerond_op) == localdate(at)
    if gesprek.gestart_door_id != by.pk or not zelfde_dag:
        raise GesprekAfgerond
    gesprek.stand, gesprek.afgerond_op = GesprekStand.BEZIG, None
    gesprek.versie += 1
    gesprek.save(update_fields=["stand", "afgerond_op", "versie"])
    Inwonertekst.objects.filter(bij_soort="gesprek", bij_id=gesprek.pk, ingetrokken_op=None).update(
        ingetrokken_op=at
    )
    verwijder_tijdlijn(bij=gesprek)
    audit.record("dossier.gesprek.heropend", target=gesprek, by=by, at=at)
    return gesprek


@transaction.atomic
def save_verslag(
    *, gesprek: Gesprek, verslag: str, verstuurd_op: Any, reactie: str, versie: int, by: Any, at: datetime
) -> Gesprek:
    """Keep the report of a talk. A reaction of the resident is added in own words; earlier ones stay.

    It is the report of a talk, and ends no term: the verslag of a Wmo-onderzoek has its own seven subjects.

    :raises Verouderd: somebody saved it since `versie`.
    """
    vraag = Gesprek.objects.select_for_update(of=("self",)).select_related("huishouden", "casus")
    gesprek = vraag.get(pk=gesprek.pk)
    nieuw_verstuurd = verstuurd_op is not None and gesprek.verslag_verstuurd_op is None
    nieuwe_reactie = bool(reactie.strip())
    gesprek.verslag, gesprek.verslag_verstuurd_op = verslag, verstuurd_op
    if nieuwe_reactie:
        gesprek.reactie_inwoner = "\n\n".join(deel for deel in (gesprek.reactie_inwoner, reactie) if deel)
    bewaar_versie(gesprek, versie=versie, velden=["verslag", "verslag_verstuurd_op", "reactie_inwoner"])
    if nieuwe_reactie:
        Inwonertekst.objects.create(
            huishouden_id=gesprek.huishouden_id,
            bij_soort="verslag",
            bij_id=gesprek.pk,
            tekst=reactie,
            opgeschreven_door=by,
            op=at,
            inwoner_id=_eerste_inwoner(gesprek),
        )
    if nieuw_verstuurd:
        schrijf_tijdlijn(
            huishouden=gesprek.huishouden,
            groep=TijdlijnGroep.STAP,
            icoon="mail",
            titel="Verslag verstuurd",
            at=at,
            by=by,
            bij=gesprek,
        )
    audit.record("dossier.verslag.bewaard", target=gesprek, by=by, at=at)
    return gesprek


@transaction.atomic
def add_reactie(*, bij: Inwonertekst, tekst: str, by: Any, at: datetime) -> Reactie:
    """Put a comment of staff beside the words of a resident."""
    reactie = Reactie.objects.create(tekst_van=bij, tekst=tekst, door=by, op=at)
    audit.record(
        "dossier.inwonertekst.reactie",
        target=reactie,
        by=by,
        at=at,
        soort="maken",
        huishouden_id=bij.huishouden_id,
    )
    return reactie


def _open(gesprek: Gesprek) -> Gesprek:
    """Return the talk as it is now, locked, while it may still change."""
    vraag = Gesprek.objects.select_for_update(of=("self",)).select_related("huishouden", "casus")
    gesprek = vraag.get(pk=gesprek.pk)
    if gesprek.stand == GesprekStand.AFGEROND:
        raise GesprekAfgerond
    return gesprek


def _inwoner_was_erbij(gesprek: Gesprek) -> bool:
    return any(wie.get("soort") == "inwoner" for wie in gesprek.aanwezigen)


def _eerste_inwoner(gesprek: Gesprek) -> str | None:
    return next((wie["id"] for wie in gesprek.aanwezigen if wie.get("soort") == "inwoner"), None)
