"""What the pages of sharing ask: a fixed number of queries, whatever the household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from keukentafel.components.words import datum_lang_tekst
from keukentafel.identity.models import Gebruiker
from keukentafel.rechten import MEDEWERKERS
from modules.dossier.delen.access import delingen_voor, organisaties_van
from modules.dossier.delen.actions.toegang import letters_van
from modules.dossier.delen.deelbeeld import Deelactie, beeld_van, lees_stof
from modules.dossier.delen.models import (
    Convenant,
    ConvenantBevestiging,
    ConvenantStatus,
    Deling,
    Overdrachtstekst,
    PartnerLid,
    Toestemming,
    Toestemminggever,
    Weging,
)
from modules.dossier.delen.rules.registraties import (
    Registratiestand,
    in_woorden,
    registratiestand,
    wat_vraagt,
)
from modules.dossier.delen.rules.wie_geeft import zijn_het_oneens
from modules.dossier.delen.woorden import Antwoord, Soort, ToestemmingStand, Vraag, Wijze
from modules.dossier.models import Huishouden, PlanOplossing
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.queries.plan_kort import LABELS
from modules.inrichting.models import Registratie, Teamlid
from modules.inrichting.rules.protocol import Categorie, Functie, Mate, Matrix

VERBORGEN = "Gaat over gegevens die jij niet ziet"


@dataclass(frozen=True, slots=True)
class Toestemmingsregel:
    """One consent in words, for a row and for its own page."""

    id: UUID
    url: str
    rij: Toestemming
    soort: str
    over: str
    aan: str
    wat: str
    wie: str
    niveau: str
    stand: str
    noot: str
    is_open: bool
    zijn_het_oneens: bool


def _aan(rij: Toestemming | Weging) -> str:
    if rij.aan_organisatie is not None:
        return str(rij.aan_organisatie.naam)
    if rij.aan_gebruiker is not None:
        return str(rij.aan_gebruiker.naam)
    return str(dict(Functie.choices).get(rij.aan_functie, rij.aan_functie))


def aan_wie(rij: Toestemming | Weging) -> str:
    """Return who receives it, in words; empty when it goes to nobody."""
    return _aan(rij)


def wat_van(rij: Toestemming) -> str:
    """Return what a consent is about, in words."""
    if rij.soort == Soort.HULP:
        return rij.hulp
    delen = [str(Vraag(rij.vraag).label)] if rij.vraag else []
    if rij.leefgebieden:
        delen.append(", ".join(LABELS.get(code, code) for code in rij.leefgebieden))
    if rij.aan_organisatie_id and "J" in rij.categorieen:
        delen.append("afspraken over contact")
    elif rij.categorieen:
        delen.append(", ".join(str(Categorie(letter).label) for letter in rij.categorieen))
    return " · ".join(delen)


def letters_in_woorden(letters: Sequence[str]) -> str:
    """Return categories in words."""
    return ", ".join(str(Categorie(letter).label) for letter in letters)


_NIVEAU = {
    ToestemmingStand.GEVRAAGD: "let_op",
    ToestemmingStand.GEGEVEN: "goed",
    ToestemmingStand.GEWEIGERD: "neutraal",
    ToestemmingStand.INGETROKKEN: "rustig",
    ToestemmingStand.VERLOPEN: "rustig",
}


def regel_van(
    rij: Toestemming, dag: date, zicht: Any = None, *, lezer_id: UUID | None = None
) -> Toestemmingsregel:
    """Return one consent in words; what this reader may not know of, is not in it.

    Who asked it knows what was asked, whatever the protocol shows of the data themselves.
    """
    stand = rij.stand_op(dag)
    is_van_lezer = lezer_id is not None and rij.gevraagd_door_id == lezer_id
    is_open = (
        zicht is None
        or is_van_lezer
        or all(zicht.mate(letter) >= Mate.BESTAAT for letter in letters_van(rij))
    )
    gevers = list(rij.gevers.all())
    return Toestemmingsregel(
        id=rij.pk,
        url=rij.get_absolute_url(),
        rij=rij,
        soort=str(Soort(rij.soort).label),
        over=rij.inwoner.naam,
        aan=_aan(rij) if is_open else "",
        wat=wat_van(rij) if is_open else VERBORGEN,
        wie=", ".join(gever.naam for gever in gevers),
        niveau="let_op" if rij.loopt_af_op(dag) else _NIVEAU[stand],
        stand=_stand_tekst(rij, stand, gevers, dag),
        noot=_noot(rij, stand),
        is_open=is_open,
        zijn_het_oneens=zijn_het_oneens([gever.antwoord for gever in gevers]),
    )


def _stand_tekst(rij: Toestemming, stand: ToestemmingStand, gevers: Sequence[Any], dag: date) -> str:
    if stand == ToestemmingStand.GEVRAAGD:
        open_ = sum(gever.antwoord == Antwoord.OPEN for gever in gevers)
        return f"Wacht op {open_} van {len(gevers)} antwoorden" if len(gevers) > 1 else "Wacht op antwoord"
    if stand == ToestemmingStand.GEGEVEN:
        if dag < rij.van:
            return f"Gegeven, geldt vanaf {datum_lang_tekst(rij.van)}"
        if rij.loopt_af_op(dag):
            dagen = (rij.laatste_dag() - dag).days
            return (
                "Loopt vandaag af"
                if not dagen
                else f"Loopt over {dagen} {'dag' if dagen == 1 else 'dagen'} af"
            )
        return f"Gegeven tot en met {datum_lang_tekst(rij.laatste_dag())}"
    return str(stand.label)


def _noot(rij: Toestemming, stand: ToestemmingStand) -> str:
    if stand == ToestemmingStand.GEWEIGERD and rij.niet_vragen_tot:
        return f"Niet opnieuw vragen voor {datum_lang_tekst(rij.niet_vragen_tot)}."
    if stand == ToestemmingStand.INGETROKKEN and rij.ingetrokken_op:
        return f"Op {datum_lang_tekst(rij.ingetrokken_op)}, door {rij.ingetrokken_wie}. De toegang stopte meteen."
    if stand == ToestemmingStand.VERLOPEN:
        return rij.verlopen_omdat or "De laatste dag is voorbij"
    return ""


@dataclass(frozen=True, slots=True)
class Deelregel:
    """What is shared with one partner, in words."""

    rij: Deling
    aan: str
    wat: str
    hoe: str
    niveau: str
    stand: str
    gezien: str


@dataclass(frozen=True, slots=True)
class Deeloverzicht:
    """All of the page Delen en toestemming."""

    gevraagd: list[Toestemmingsregel]
    geldig: list[Toestemmingsregel]
    voorbij: list[Toestemmingsregel]
    delingen: list[Deelregel]
    delingen_voorbij: list[Deelregel]
    wegingen: list[Weging]
    wegingen_verborgen: int
    verhalen: list[Overdrachtstekst]
    mengt_rollen: bool

    @property
    def loopt_af(self) -> int:
        """How many consents end within thirty days."""
        return sum(regel.niveau == "let_op" for regel in self.geldig)


def _toestemmingen(huishouden: Huishouden) -> QuerySet[Toestemming]:
    return (
        Toestemming.objects.filter(huishouden=huishouden)
        .select_related("inwoner", "aan_gebruiker", "aan_organisatie", "gevraagd_door")
        .prefetch_related(Prefetch("gevers", Toestemminggever.objects.order_by("volgorde", "id")))
    )


def deeloverzicht(huishouden: Huishouden, dag: date, gebruiker: Any) -> Deeloverzicht:
    """Return everything about sharing of one household: six queries."""
    zicht = huishouden.zicht
    regels = [regel_van(rij, dag, zicht, lezer_id=gebruiker.pk) for rij in _toestemmingen(huishouden)]
    delingen = [
        deelregel_van(rij, dag, [bezoek.op for bezoek in rij.bezoeken.all()]) for rij in _delingen(huishouden)
    ]
    wegingen = list(
        Weging.objects.filter(huishouden=huishouden).select_related(
            "inwoner", "door", "collega", "aan_gebruiker", "aan_organisatie"
        )
    )
    leesbaar = [
        rij
        for rij in wegingen
        if gebruiker.pk in (rij.door_id, rij.collega_id)
        or all(zicht.mate(letter) >= Mate.SAMENVATTING for letter in {*rij.categorieen, "I"})
    ]
    return Deeloverzicht(
        gevraagd=[regel for regel in regels if regel.rij.stand == ToestemmingStand.GEVRAAGD],
        geldig=[regel for regel in regels if regel.rij.stand_op(dag) == ToestemmingStand.GEGEVEN],
        voorbij=[
            regel
            for regel in regels
            if regel.rij.stand_op(dag) not in (ToestemmingStand.GEGEVEN, ToestemmingStand.GEVRAAGD)
        ],
        delingen=[regel for regel in delingen if regel.rij.is_open_op(dag)],
        delingen_voorbij=[regel for regel in delingen if not regel.rij.is_open_op(dag)],
        wegingen=leesbaar,
        wegingen_verborgen=len(wegingen) - len(leesbaar),
        verhalen=list(
            Overdrachtstekst.objects.filter(huishouden=huishouden, vervangen_op=None).select_related(
                "inwoner"
            )
        ),
        mengt_rollen=mengt_rollen(huishouden, dag),
    )


def deelregels_van(huishouden: Huishouden, dag: date) -> list[Deelregel]:
    """Return what partners may see of a household now, newest first; one query."""
    rijen = Deling.objects.filter(huishouden=huishouden, ingetrokken_op=None)
    rijen = rijen.select_related("organisatie", "toestemming", "weging")
    return [deelregel_van(rij, dag, ()) for rij in rijen if rij.is_open_op(dag)]


def _delingen(huishouden: Huishouden) -> QuerySet[Deling]:
    return (
        Deling.objects.filter(huishouden=huishouden)
        .select_related("organisatie", "toestemming", "weging", "gebruiker")
        .prefetch_related("bezoeken")
    )


def deelregel_van(rij: Deling, dag: date, gezien: Sequence[datetime]) -> Deelregel:
    """Return one row of what is shared; `gezien` are the moments somebody looked, newest first."""
    is_open = rij.is_open_op(dag)
    aantal = [(len(rij.doelen), "doel", "doelen"), (len(rij.acties), "actie", "acties")]
    delen = [f"{n} {een if n == 1 else meer}" for n, een, meer in aantal if n]
    delen += ["afspraken over contact"] if rij.met_afspraken else []
    delen += ["het verhaal in het kort"] if rij.overdracht_id else []
    delen += [str(Vraag(rij.vraag).label)] if rij.vraag else []
    return Deelregel(
        rij=rij,
        aan=rij.organisatie.naam,
        wat=", ".join(delen),
        hoe="met een eigen account" if rij.wijze == Wijze.INLOG else "met een veilige link",
        niveau="goed" if is_open else "rustig",
        stand=f"Tot en met {datum_lang_tekst(rij.tot_en_met)}" if is_open else "Gestopt",
        gezien=_gezien(gezien),
    )


def _gezien(op: Sequence[datetime]) -> str:
    if not op:
        return "Nog niet bekeken"
    keer = "1 keer" if len(op) == 1 else f"{len(op)} keer"
    return f"{keer} bekeken, het laatst op {datum_lang_tekst(op[0])}"


def verhaal_om_mee_te_geven(huishouden: Huishouden) -> str:
    """Return the stories in short that residents agreed with: they travel along (F084); one query."""
    teksten = Overdrachtstekst.objects.filter(huishouden=huishouden, vervangen_op=None).exclude(
        akkoord_op=None
    )
    return "\n\n".join(teksten.order_by("inwoner__geboortedatum", "id").values_list("tekst", flat=True))


def mengt_rollen(huishouden: Huishouden, dag: date) -> bool:
    """Tell whether officials and helpers with secrecy both work in the team of this household; one query."""
    if huishouden.team_id is None:
        return False
    rollen = Teamlid.objects.op(dag).filter(team_id=huishouden.team_id)
    telling = rollen.aggregate(
        ambtenaren=Count("id", filter=Q(ambtelijke_status=True)),
        helpers=Count("id", filter=Q(geheimhouding=True, ambtelijke_status=False)),
    )
    return bool(telling["ambtenaren"] and telling["helpers"])


def gronden_om_te_delen(huishouden: Huishouden, dag: date) -> list[Toestemming | Weging]:
    """Return the consents and weighings on which something may go to an organisation now; two queries."""
    toestemmingen = Toestemming.objects.filter(huishouden=huishouden, stand=ToestemmingStand.GEGEVEN)
    rijen: list[Toestemming | Weging] = [
        rij
        for rij in toestemmingen.exclude(aan_organisatie=None)
        .exclude(soort=Soort.HULP)
        .select_related("aan_organisatie", "inwoner")
        if rij.geldt_op(dag)
    ]
    wegingen = Weging.objects.filter(huishouden=huishouden).exclude(aan_organisatie=None)
    return rijen + [rij for rij in wegingen.select_related("aan_organisatie", "inwoner") if rij.geldt_op(dag)]


@dataclass(frozen=True, slots=True)
class GedeeldeActie:
    """An action of the own organisation, with the page it came with."""

    deling_id: UUID
    over: str
    actie: Deelactie


def met_mij_gedeeld(gebruiker: Any, dag: date) -> list[Deling]:
    """Return what is shared with this person now, newest first; two queries."""
    return list(
        delingen_voor(gebruiker, dag)
        .select_related("huishouden", "organisatie", "toestemming__inwoner", "weging__inwoner", "door")
        .order_by("-gemaakt_op", "-id")[:100]
    )


def gedeelde_acties(gebruiker: Any, dag: date) -> list[GedeeldeActie]:
    """Return the open actions of the own organisations that are shared now; seven queries at most."""
    rijen = [rij for rij in met_mij_gedeeld(gebruiker, dag) if rij.acties]
    stof = lees_stof({rij.huishouden_id for rij in rijen})
    return [
        GedeeldeActie(rij.pk, gezien.over, actie)
        for rij in rijen
        for gezien in (beeld_van(rij, stof),)
        for actie in gezien.acties
        if actie.is_van_partner
    ]


def eigen_hulp(gebruiker: Any, dag: date) -> list[PlanOplossing]:
    """Return the help this aanbieder gives now, out of the plans in force; one query."""
    return list(
        PlanOplossing.objects.filter(
            Q(tot=None) | Q(tot__gte=dag),
            organisatie_id__in=organisaties_van(gebruiker, dag),
            resultaat__doel__plan__status__in=IN_GEBRUIK,
        )
        .select_related("organisatie", "resultaat__doel__plan__huishouden", "resultaat__doel__inwoner")
        .order_by("resultaat__doel__plan__huishouden__sorteernaam", "volgorde", "id")[:100]
    )


# -- the convenant --------------------------------------------------------------------------------


def convenant_nu() -> Convenant | None:
    """Return the version in force."""
    rij: Convenant | None = Convenant.objects.filter(status=ConvenantStatus.GELDIG).first()
    return rij


@dataclass(frozen=True, slots=True)
class Bevestigd:
    """Somebody of the staff, and when the version in force was confirmed."""

    naam: str
    op: Any


def bevestigingen(convenant: Convenant) -> list[Bevestigd]:
    """Return everybody who works with dossiers, who did not confirm yet first; two queries."""
    op = dict(
        ConvenantBevestiging.objects.filter(convenant=convenant).order_by().values_list("gebruiker_id", "op")
    )
    mensen = (
        Gebruiker.objects.actief()
        .filter(toekenningen__rol__in=list(MEDEWERKERS))
        .distinct()
        .order_by("naam")
        .values_list("id", "naam")
    )
    regels = [Bevestigd(naam, op.get(id_)) for id_, naam in mensen]
    return sorted(regels, key=lambda regel: regel.op is not None)


def partners() -> QuerySet[PartnerLid]:
    """Return who works for which organisation outside the team now."""
    rijen: QuerySet[PartnerLid] = PartnerLid.objects.filter(tot=None).select_related(
        "gebruiker", "organisatie"
    )
    return rijen.order_by("organisatie__naam", "gebruiker__naam")


# -- registrations --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Registratieregel:
    """A registration, how far it is from its end, and what stops without it."""

    rij: Registratie
    stand: Registratiestand
    vraagt: str


def registraties_voor(
    gebruiker: Any, matrix: Matrix, dag: date, *, team_ids: Any, alles: bool
) -> list[Registratieregel]:
    """Return registrations by their end: of everybody, of the own teams, or one's own; one query."""
    rijen = Registratie.objects.filter(teamlid__in=Teamlid.objects.op(dag)).select_related(
        "teamlid__gebruiker", "teamlid__team"
    )
    if not alles:
        rijen = rijen.filter(Q(teamlid__gebruiker_id=gebruiker.pk) | Q(teamlid__team_id__in=list(team_ids)))
    return [
        Registratieregel(rij, registratiestand(rij.geldig_tot, dag), _vraagt(matrix, rij))
        for rij in rijen.order_by("geldig_tot", "id")
    ]


def _vraagt(matrix: Matrix, rij: Registratie) -> str:
    functie = rij.teamlid.protocolfunctie or Functie.HULPVERLENER
    return in_woorden(wat_vraagt(matrix, Functie(functie), rij.register))


def wegingen_voor_toezicht() -> list[Weging]:
    """Return every weighing, newest first, without what it says of a resident; one query."""
    return list(
        Weging.objects.select_related(
            "door", "collega", "aan_gebruiker", "aan_organisatie", "huishouden__team"
        )
        .defer("geprobeerd", "geen_andere_weg", "ernstig_nadeel", "evenredig", "zo_weinig_mogelijk", "wat")
        .order_by("-gemaakt_op", "-id")[:200]
    )
