"""What people ask about people: the list of Mensen en rollen, paged by key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject

from keukentafel.identity.mensen_bron import Plek, mensen_bron
from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.rollen import TOE_TE_KENNEN, Rol

PAGINA = 50
NOOIT = datetime(1970, 1, 1, tzinfo=UTC)
SORTERINGEN = {"naam": "naam", "gezien": "-gezien"}


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What the list is asked: words, filters, order, and the row it goes on from (or back from)."""

    q: str = ""
    rol: str = ""
    team: str = ""
    werkgever: str = ""
    stand: str = ""
    sorteer: str = "naam"
    na: UUID | None = None
    voor: UUID | None = None


@dataclass(frozen=True, slots=True)
class MensRegel:
    """One row of the list."""

    id: UUID
    naam: str
    email: str
    stand: str
    last_login: datetime | None
    rollen: tuple[str, ...]
    plekken: tuple[Plek, ...] = ()


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """Part of a list, with the keys of the pages beside it."""

    rijen: list[MensRegel] = field(default_factory=list)
    na: UUID | None = None
    voor: UUID | None = None


def mensen(vraag: Zoekvraag) -> Bladzijde:
    """Return the people of this gemeente that fit the question; the number of queries is always the same."""
    gevonden = _gefilterd(vraag).annotate(gezien=Coalesce("last_login", Value(NOOIT)), rollen_lijst=_rollen())
    rijen, is_meer = _bladzijde(gevonden, vraag)
    bron = mensen_bron()
    plekken = bron.plekken([rij.pk for rij in rijen]) if bron else {}
    regels = [_regel(rij, tuple(plekken.get(rij.pk, ()))) for rij in rijen]
    if not regels:
        return Bladzijde()
    terug = vraag.voor is not None
    return Bladzijde(
        rijen=regels,
        na=regels[-1].id if is_meer or terug else None,
        voor=regels[0].id if (is_meer if terug else vraag.na is not None) else None,
    )


def _rollen() -> ArraySubquery:
    eigen = RolToekenning.objects.filter(gebruiker_id=OuterRef("pk"))
    return ArraySubquery(eigen.values(json=JSONObject(rol="rol")))


def _gefilterd(vraag: Zoekvraag) -> QuerySet[Gebruiker]:
    gevonden = Gebruiker.objects.mensen().zoek(vraag.q)
    if vraag.rol:
        gevonden = gevonden.met_rol(Rol(vraag.rol))
    bron = mensen_bron()
    if vraag.team and bron:
        in_rol = RolToekenning.objects.filter(team_id=vraag.team).values("gebruiker_id")
        gevonden = gevonden.filter(Q(pk__in=bron.in_team(UUID(vraag.team))) | Q(pk__in=in_rol))
    if vraag.werkgever and bron:
        gevonden = gevonden.filter(pk__in=bron.bij_werkgever(UUID(vraag.werkgever)))
    if vraag.stand:
        gevonden = gevonden.filter(_met_stand(vraag.stand))
    return gevonden


def _met_stand(stand: str) -> Q:
    if stand == "geblokkeerd":
        return Q(is_actief=False)
    wacht = Q(password__startswith="!")  # noqa: S106 -- the mark of an unusable hash
    return Q(is_actief=True) & (wacht if stand == "uitgenodigd" else ~wacht)


def _bladzijde(gevonden: QuerySet[Gebruiker], vraag: Zoekvraag) -> tuple[list[Gebruiker], bool]:
    """Return one page and whether more follows in the direction we go.

    The key is (what is sorted on, id), read back from the row itself, so that a page stays right
    when people are added before it.
    """
    veld = SORTERINGEN[vraag.sorteer]
    af = veld.startswith("-") != (vraag.voor is not None)
    naam = veld.removeprefix("-")
    anker_id = vraag.voor or vraag.na
    anker = (
        Gebruiker.objects.annotate(gezien=Coalesce("last_login", Value(NOOIT))).filter(pk=anker_id).first()
        if anker_id
        else None
    )
    if anker is not None:
        waarde, richting = getattr(anker, naam), "lt" if af else "gt"
        gevonden = gevonden.filter(
            Q(**{f"{naam}__{richting}": waarde}) | Q(**{naam: waarde, f"pk__{richting}": anker.pk})
        )
    teken = "-" if af else ""
    rijen = list(gevonden.order_by(f"{teken}{naam}", f"{teken}id")[: PAGINA + 1])
    is_meer, rijen = len(rijen) > PAGINA, rijen[:PAGINA]
    return (rijen[::-1] if vraag.voor is not None else rijen), is_meer


def _regel(rij: Gebruiker, plekken: tuple[Plek, ...]) -> MensRegel:
    codes = {str(item["rol"]) for item in rij.rollen_lijst}  # type: ignore[attr-defined]
    return MensRegel(
        id=rij.pk,
        naam=rij.naam,
        email=rij.email,
        stand=stand_van(rij),
        last_login=rij.last_login,
        rollen=tuple(rol.label for rol in TOE_TE_KENNEN if rol.value in codes),
        plekken=plekken,
    )


def stand_van(gebruiker: Gebruiker) -> str:
    """Return where an account stands: `geblokkeerd`, `uitgenodigd` or `actief`."""
    if not gebruiker.is_actief:
        return "geblokkeerd"
    return "actief" if gebruiker.has_usable_password() else "uitgenodigd"
