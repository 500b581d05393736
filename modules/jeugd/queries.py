"""What people ask about youth help: the children of a household, one hulpvraag, youngsters without a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from keukentafel.values.datum_tekst import datum
from modules.dossier.access import zichtbaar
from modules.dossier.models import Gezagsrelatie, Huishouden, Huishoudlid, Inwoner
from modules.dossier.rules.leeftijd import leeftijd_op, wie_beslist_zin
from modules.inrichting.codelijsten import GezagSoort
from modules.inrichting.models import Detachering, Organisatie, Teamlid
from modules.inrichting.models.organisatie import OrganisatieSoort
from modules.inrichting.rules.protocol import Categorie, Mate
from modules.jeugd.models import Hulpvraag, Meldcode, Toekomstplan, Verwijsmelding
from modules.jeugd.rules.overgang import Overgang, Overgangstand, overgang

TOT: int = 23
KLAAR = ("afgerond", "ingetrokken")


@dataclass(frozen=True, slots=True)
class Kind:
    """One child or young person of a household, as the page of Jeugd shows it."""

    inwoner: Inwoner
    leeftijd: int | None
    beslist: str
    gezag: Sequence[str]
    hulpvragen: Sequence[Hulpvraag]
    overgang: Overgang | None
    plan: Toekomstplan | None

    @property
    def lopend(self) -> Hulpvraag | None:
        """The hulpvraag that is not finished."""
        return next((rij for rij in self.hulpvragen if not rij.is_klaar), None)

    @property
    def eerder(self) -> list[Hulpvraag]:
        """What was finished."""
        return [rij for rij in self.hulpvragen if rij.is_klaar]

    @property
    def sleutel(self) -> str:
        """The id as text, for an address."""
        return str(self.inwoner.pk)

    @property
    def paneel(self) -> str:
        """The id of the panel of this child."""
        return f"p-{self.inwoner.pk}"

    @property
    def voor(self) -> str:
        """For whom, as a button says it to who cannot see the page."""
        return f"voor {self.inwoner.naam}"

    @property
    def meta(self) -> str:
        """Age in words, or that it is missing."""
        if self.leeftijd is None:
            return "geboortedatum niet bekend"
        return f"{self.leeftijd} jaar"

    @property
    def toont_toekomst(self) -> bool:
        """Whether turning eighteen is near enough to speak of."""
        return self.overgang is not None and self.overgang.stand not in (
            Overgangstand.TE_VROEG,
            Overgangstand.VOLWASSEN,
        )


def kinderen_van(huishouden: Huishouden, dag: date) -> list[Kind]:
    """Return who is under 23 in this household, the youngest first; four queries, whatever the number."""
    leden = Huishoudlid.objects.filter(huishouden=huishouden, tot=None).select_related("inwoner")
    mensen = [lid.inwoner for lid in leden if _is_jong(lid, dag)]
    ids = [mens.pk for mens in mensen]
    gezag = _gezag_over(ids, dag)
    vragen: dict[UUID, list[Hulpvraag]] = {}
    for rij in Hulpvraag.objects.filter(huishouden=huishouden, inwoner_id__in=ids):
        vragen.setdefault(rij.inwoner_id, []).append(rij)
    plannen = {rij.inwoner_id: rij for rij in Toekomstplan.objects.filter(inwoner_id__in=ids)}
    kinderen = [
        _kind(mens, dag, gezag.get(mens.pk, ()), vragen.get(mens.pk, ()), plannen.get(mens.pk))
        for mens in mensen
    ]
    return sorted(kinderen, key=lambda kind: (kind.leeftijd is None, kind.leeftijd or 0))


def _is_jong(lid: Huishoudlid, dag: date) -> bool:
    geboren = lid.inwoner.geboortedatum
    if geboren is None:
        return lid.rol == "kind"
    return leeftijd_op(geboren, dag) < TOT if geboren <= dag else True


def _kind(
    mens: Inwoner, dag: date, gezag: Sequence[str], vragen: Sequence[Hulpvraag], plan: Toekomstplan | None
) -> Kind:
    geboren = mens.geboortedatum
    stand = (
        overgang(geboren, dag, heeft_plan=plan is not None, punten=plan.standen if plan else {})
        if geboren is not None and geboren <= dag
        else None
    )
    return Kind(
        mens,
        leeftijd_op(geboren, dag) if geboren is not None and geboren <= dag else None,
        wie_beslist_zin(geboren, dag) if geboren is not None and geboren <= dag else "",
        gezag,
        vragen,
        stand,
        plan,
    )


def _gezag_over(ids: Sequence[UUID], dag: date) -> dict[UUID, list[str]]:
    loopt = (Q(van=None) | Q(van__lte=dag)) & (Q(tot=None) | Q(tot__gt=dag))
    gevonden: dict[UUID, list[str]] = {}
    rijen = Gezagsrelatie.objects.filter(loopt, kind_id__in=ids).select_related("houder")
    for rij in rijen.order_by("soort", "id"):
        naam = rij.houder.naam if rij.houder else rij.houder_naam
        soort = str(GezagSoort(rij.soort).label) if rij.soort in GezagSoort.values else "gezag"
        gevonden.setdefault(rij.kind_id, []).append(f"{naam} ({soort[:1].lower()}{soort[1:]})")
    return gevonden


@dataclass(frozen=True, slots=True)
class Risico:
    """What the page of a household says about safety, in one line and in words (never by colour alone)."""

    niveau: str
    tekst: str
    url: str


def meldcodes_van(huishouden: Huishouden) -> list[Meldcode]:
    """Return the meldcodes of a household, the running ones first; one query."""
    rijen = Meldcode.objects.filter(huishouden=huishouden).select_related("inwoner", "begonnen_door")
    return sorted(rijen, key=lambda rij: (rij.gesloten_op is not None, -rij.begonnen_op.timestamp()))


def risicos_van(meldcodes: Sequence[Meldcode]) -> list[Risico]:
    """Return the line about safety of each running meldcode."""
    return [_risico(rij) for rij in meldcodes if rij.loopt]


def _risico(rij: Meldcode) -> Risico:
    naam = rij.inwoner.roepnaam
    if rij.vt_gemeld_op is not None:
        return Risico(
            "gevaar", f"Gemeld bij Veilig Thuis op {datum(rij.vt_gemeld_op)}: {naam}", rij.get_absolute_url()
        )
    if rij.is_onveilig:
        soort = str(rij.get_veiligheid_display()).lower()
        return Risico("gevaar", f"Meldcode loopt voor {naam}: {soort}", rij.get_absolute_url())
    return Risico("let_op", f"Meldcode loopt voor {naam}", rij.get_absolute_url())


def verwijsmeldingen_van(huishouden: Huishouden) -> list[Verwijsmelding]:
    """Return who of this household stands in the verwijsindex; one query."""
    rijen = Verwijsmelding.objects.filter(huishouden=huishouden, verwijderd_op=None)
    return list(rijen.select_related("inwoner", "door"))


@dataclass(frozen=True, slots=True)
class Jongere:
    """A young person in the list of those who become eighteen."""

    inwoner: Inwoner
    huishouden: Huishouden
    overgang: Overgang
    leeftijd: int
    achttien_op: date


def jongeren_voor(gebruiker: Any, dag: date, *, alleen_werk: bool) -> list[Jongere]:
    """Return who is between 16½ and 18 with help now, of the households this person sees; one query (F069).

    `alleen_werk`: only those without a plan, or of 17 with open subjects.
    """
    jongste, oudste = _jaren_terug(dag, 16) - timedelta(days=180), _jaren_terug(dag, 18)
    lid: QuerySet[Any] = Huishoudlid.objects.filter(
        zichtbaar(gebruiker, "huishouden", categorie=Categorie.JEUGD, minstens=Mate.ALLES),
        Q(Exists(Hulpvraag.objects.filter(inwoner_id=OuterRef("inwoner_id")).exclude(stand="ingetrokken"))),
        tot=None,
        inwoner__geboortedatum__gt=oudste,
        inwoner__geboortedatum__lte=jongste,
        inwoner__overleden_op=None,
    )
    rijen = lid.select_related("inwoner__toekomstplan", "huishouden__team").order_by(
        "inwoner__geboortedatum", "id"
    )
    gevonden = [_jongere(rij, dag) for rij in rijen]
    return [rij for rij in gevonden if rij.overgang.vraagt_werk] if alleen_werk else gevonden


def _jongere(lid: Huishoudlid, dag: date) -> Jongere:
    mens = lid.inwoner
    assert mens.geboortedatum is not None
    plan = getattr(mens, "toekomstplan", None)
    stand = overgang(
        mens.geboortedatum, dag, heeft_plan=plan is not None, punten=plan.standen if plan else {}
    )
    return Jongere(
        mens,
        lid.huishouden,
        stand,
        leeftijd_op(mens.geboortedatum, dag),
        _jaren_terug(mens.geboortedatum, -18),
    )


def _jaren_terug(dag: date, jaren: int) -> date:
    try:
        return dag.replace(year=dag.year - jaren)
    except ValueError:
        return date(dag.year - jaren, 3, 1)


@dataclass(frozen=True, slots=True)
class Jeugdgezondheidszorg:
    """Where the JGZ is for this team: colleagues in the team itself, and organisations outside it (F063)."""

    leden: Sequence[str]
    partners: Sequence[Organisatie]


def jgz_van(team_id: UUID | None, dag: date) -> Jeugdgezondheidszorg:
    """Return who of the JGZ works in this team, and which JGZ can be called; two queries."""
    loopt = Q(tot=None) | Q(tot__gt=dag)
    rijen = (
        Detachering.objects.filter(loopt, organisatie__soort=OrganisatieSoort.JGZ, teamlid__team_id=team_id)
        .filter(teamlid__in=Teamlid.objects.op(dag))
        .order_by("teamlid__gebruiker__naam")
    )
    leden = list(rijen.values_list("teamlid__gebruiker__naam", flat=True))
    partners = Organisatie.objects.filter(soort=OrganisatieSoort.JGZ, is_actief=True)
    return Jeugdgezondheidszorg(leden, list(partners))
