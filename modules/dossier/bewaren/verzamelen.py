"""Gather everything of one person, over the map of personal data; nothing is judged or written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import zaaifouten
from keukentafel.values.datum_tekst import datum
from modules.dossier.bewaren.kaart import KAART, Kaartregel
from modules.dossier.bewaren.rules.namen import Ander, Schoner, naamdelen
from modules.dossier.delen.models import Toestemminggever
from modules.dossier.documenten.models import Document
from modules.dossier.models import (
    Gezagsrelatie,
    Huishouden,
    Huishoudlid,
    Inwoner,
    Melding,
    Netwerklid,
    Signaal,
)
from modules.dossier.zicht import leefgebied_categorie
from modules.inrichting.leefgebieden import SUPPLEMENTEN, ZRM_VERSIES
from modules.inrichting.models import Organisatie, Wijkteam

_LEEFGEBIEDEN = {
    gebied.code: gebied.label
    for gebieden in (*(v.leefgebieden for v in ZRM_VERSIES.values()), *(s.onderdelen for s in SUPPLEMENTEN))
    for gebied in gebieden
}
ZELF = frozenset({"inwoner", "zelf"})
NIET_MEE = frozenset({"id", "versie", "volgorde", "bsn_index", "is_verwerkt", "verzoek_id"})


@dataclass(frozen=True, slots=True)
class Veldwaarde:
    """One field of a row: its own name, its name in words, the value for a machine and for a reader."""

    naam: str
    label: str
    ruw: Any
    tekst: str
    letter: str
    is_van_ons: bool = False  # the name of staff, a team or an organisation: it stays


@dataclass(frozen=True, slots=True)
class Rij:
    """One row that is (also) about the person."""

    regel: Kaartregel
    pk: UUID
    letter: str
    op: date | None
    auteur: UUID | None
    is_buiten_periode: bool
    is_van_derden: bool
    velden: tuple[Veldwaarde, ...]
    huishouden_id: UUID | None = None  # None: of the person alone, whatever the household

    def sleutel(self, veld: str) -> str:
        """Return how a piece of this row is named in decisions."""
        return f"{self.regel.model}:{self.pk}:{veld}"


@dataclass(frozen=True, slots=True)
class Periode:
    """From when until when somebody belonged to a household."""

    huishouden_id: UUID
    van: date
    tot: date | None

    def omvat(self, dag: date | None) -> bool:
        """Whether something of that day is also of this person."""
        return dag is None or (self.van <= dag and (self.tot is None or dag < self.tot))


@dataclass(frozen=True, slots=True)
class Bundel:
    """All there is of one person."""

    inwoner: Inwoner
    perioden: tuple[Periode, ...]
    rijen: tuple[Rij, ...]
    schoner: Schoner
    documenten: Mapping[UUID, Document]  # of which the file may go along: newest, not withdrawn

    def letters(self) -> dict[UUID | None, frozenset[str]]:
        """Return which categories there are per household; under None those of the person alone."""
        uit: dict[UUID | None, frozenset[str]] = {}
        for rij in self.rijen:
            eigen = frozenset({rij.letter, *(veld.letter for veld in rij.velden)})
            uit[rij.huishouden_id] = uit.get(rij.huishouden_id, frozenset()) | eigen
        return uit


VAN_ONS = frozenset(
    {
        "dossier.betrokkene.naam", "dossier.betrokkene.organisatie_naam", "dossier.betrokkene.rol",
        "dossier.regisseurschap.naam", "dossier.huishouden.plaats", "dossier.huishouden.straat",
    }
)  # fmt: skip
"""Columns with names of staff and of places: they stay."""


def huishoudens_van(inwoner: Inwoner) -> list[UUID]:
    """Return every household this person is or was part of, the first one first."""
    leden = Huishoudlid.objects.filter(inwoner=inwoner).order_by("van", "id")
    return list(dict.fromkeys(leden.values_list("huishouden_id", flat=True)))


def verzamel(inwoner: Inwoner, huishouden_ids: Sequence[UUID]) -> Bundel:
    """Return everything of a person in these households, in the order of the map."""
    perioden = tuple(
        Periode(lid.huishouden_id, lid.van, lid.tot)
        for lid in Huishoudlid.objects.filter(inwoner=inwoner, huishouden_id__in=huishouden_ids).order_by(
            "van", "id"
        )
    )
    lezer = _Lezer(inwoner, perioden)
    rijen = tuple(rij for regel in KAART.values() for rij in lezer.rijen(regel))
    pks = [rij.pk for rij in rijen if rij.regel.model == "documenten.document"]
    nieuwste = Document.objects.filter(pk__in=pks, vervangen_op=None, ingetrokken_op=None)
    return Bundel(
        inwoner, perioden, rijen, schoner_voor(inwoner, huishouden_ids), nieuwste.in_bulk() if pks else {}
    )


def schoner_voor(inwoner: Inwoner, huishouden_ids: Sequence[UUID]) -> Schoner:
    """Return what takes the others out of texts: members of the household, network, reporters, parents.

    Staff stay: who did something in the name of the gemeente is part of what a resident may know.
    """
    huis = Huishouden.objects.filter(pk__in=huishouden_ids).values_list("telefoon", "email")
    samen = [waarde for paar in huis for waarde in paar]  # of everybody in the household
    eigen = [*naamdelen(inwoner.naam), inwoner.voornamen, inwoner.geslachtsnaam, inwoner.email, *samen]
    return Schoner.voor(
        _anderen(inwoner, huishouden_ids),
        eigen=eigen,
        eigen_nummers=[str(inwoner.bsn or ""), inwoner.telefoon, *samen],
    )


def _anderen(inwoner: Inwoner, huishouden_ids: Sequence[UUID]) -> Iterator[Ander]:
    zonder = _geen_mensen(huishouden_ids)
    leden = Huishoudlid.objects.filter(huishouden_id__in=huishouden_ids).exclude(inwoner=inwoner)
    for nummer, lid in enumerate(leden.select_related("inwoner").order_by("van", "id"), start=1):
        wie = "kind in het huishouden" if lid.rol == "kind" else "huisgenoot"
        yield Ander(naamdelen(lid.inwoner.naam), f"[{wie} {nummer}]")
    netwerk = Netwerklid.objects.filter(huishouden_id__in=huishouden_ids).order_by("id")
    for nummer, naam in enumerate(netwerk.values_list("naam", flat=True), start=1):
        yield Ander(naamdelen(naam, zonder), f"[iemand uit het netwerk {nummer}]")
    for naam in Melding.objects.filter(huishouden_id__in=huishouden_ids).values_list(
        "melder_naam", flat=True
    ):
        yield Ander(naamdelen(naam, zonder), "[wie dit meldde]")
    for naam in Signaal.objects.filter(huishouden_id__in=huishouden_ids).values_list("bron_naam", flat=True):
        yield Ander(naamdelen(naam, zonder), "[wie dit meldde]")
    gevers = Toestemminggever.objects.filter(toestemming__huishouden_id__in=huishouden_ids).exclude(
        inwoner=inwoner
    )
    for naam in gevers.values_list("naam", flat=True):
        yield Ander(naamdelen(naam, zonder), "[wie toestemming gaf]")
    for gezag in Gezagsrelatie.objects.filter(Q(kind=inwoner) | Q(houder=inwoner)).select_related(
        "kind", "houder"
    ):
        ander = gezag.houder if gezag.kind_id == inwoner.pk else gezag.kind
        naam = ander.naam if ander else gezag.houder_naam
        yield Ander(naamdelen(naam), "[ouder of voogd]" if gezag.kind_id == inwoner.pk else "[kind]")


def _geen_mensen(huishouden_ids: Sequence[UUID]) -> frozenset[str]:
    """Return the words of organisations, teams and places: they point to nobody."""
    namen = [
        *Organisatie.objects.values_list("naam", flat=True),
        *Wijkteam.objects.values_list("naam", flat=True),
        *Huishouden.objects.filter(pk__in=huishouden_ids).values_list("plaats", flat=True),
    ]
    return frozenset(woord.lower() for naam in namen for woord in (naam, *naam.split()))


@dataclass(frozen=True)
class _Lezer:
    inwoner: Inwoner
    perioden: tuple[Periode, ...]

    def rijen(self, regel: Kaartregel) -> Iterator[Rij]:
        model = apps.get_model(regel.model)
        vraag = model.objects.filter(self._waar(regel)).select_related(*_verwijzingen(model))
        if regel.mits and not zaaifouten.staat_aan("afschrift_voor_zijn_tijd"):
            vraag = vraag.exclude(**{regel.mits: None})
        for rij in vraag.order_by(*([regel.datum] if regel.datum else []), "pk").distinct():
            if regel.model == "dossier.huishouden" and not self._hoort_er_nu(rij.pk):
                continue  # where the others live now is not about who left
            op = _als_dag(_langs(rij, regel.datum))
            buiten = self._is_buiten(regel, rij, op)
            if buiten and not self._noemt(rij, regel):
                continue
            yield self._rij(regel, rij, op, buiten=buiten)

    def _waar(self, regel: Kaartregel) -> Q:
        persoon = Q()
        for pad in regel.persoon.split("|") if regel.persoon else ():
            persoon |= Q(**{f"{pad}__in": self._wie()})
        if not regel.huishouden:
            return persoon
        van_ons = Q(**{f"{regel.huishouden}__in": [periode.huishouden_id for periode in self.perioden]})
        if not regel.persoon:
            return van_ons
        return persoon | (van_ons & Q(**{f"{regel.persoon}__isnull": True}))

    def _wie(self) -> list[UUID]:
        if zaaifouten.staat_aan("afschrift_van_iedereen"):
            huishoudens = [periode.huishouden_id for periode in self.perioden]
            leden = Huishoudlid.objects.filter(huishouden_id__in=huishoudens)
            return list(leden.values_list("inwoner_id", flat=True))
        return [self.inwoner.pk]

    def _hoort_er_nu(self, huishouden_id: UUID) -> bool:
        return any(p.huishouden_id == huishouden_id and p.tot is None for p in self.perioden)

    def _is_buiten(self, regel: Kaartregel, rij: Any, op: date | None) -> bool:
        """Tell whether a shared row is of before somebody came, or after somebody left."""
        if not regel.huishouden or not regel.datum:
            return False
        if any(_langs(rij, pad) == self.inwoner.pk or _pk(_langs(rij, pad)) == self.inwoner.pk
               for pad in (regel.persoon.split("|") if regel.persoon else ())):  # fmt: skip
            return False
        huishouden = _pk(_langs(rij, regel.huishouden))
        return not any(p.omvat(op) for p in self.perioden if p.huishouden_id == huishouden)

    def _noemt(self, rij: Any, regel: Kaartregel) -> bool:
        """Tell whether a row of outside the period is about the person after all: it says the name."""
        namen = {self.inwoner.roepnaam.lower(), self.inwoner.naam.lower()}
        teksten = " ".join(str(getattr(rij, veld.attname) or "") for veld in _tekstvelden(type(rij))).lower()
        return any(naam in teksten.split() or naam in teksten for naam in namen if len(naam) > 2)

    def _rij(self, regel: Kaartregel, rij: Any, op: date | None, *, buiten: bool) -> Rij:
        letter = _letter(regel, rij)
        velden = tuple(_veldwaarden(regel, rij, letter))
        auteur = _pk(_langs(rij, regel.eigen)) if regel.eigen else None
        derden = self._is_van_derden(regel, rij)
        huishouden = _pk(_langs(rij, regel.huishouden)) if regel.huishouden else None
        return Rij(regel, rij.pk, letter, op, auteur, buiten, derden, velden, huishouden)

    def _is_van_derden(self, regel: Kaartregel, rij: Any) -> bool:
        """Tell whether somebody else told this; the timeline repeats what was told."""
        if regel.model == "dossier.tijdlijnregel":
            return rij.object_soort in ("melding", "signaal") and rij.object_id in self.verteld
        return regel.derden and getattr(rij, "bron", "") not in ZELF

    @cached_property
    def verteld(self) -> frozenset[UUID]:
        """The meldingen and signalen that others brought in."""
        waar = Q(huishouden__in=[periode.huishouden_id for periode in self.perioden]) & ~Q(bron__in=ZELF)
        ids = [*Melding.objects.filter(waar).values_list("pk", flat=True)]
        return frozenset([*ids, *Signaal.objects.filter(waar).values_list("pk", flat=True)])


def _letter(regel: Kaartregel, rij: Any) -> str:
    if regel.letter_veld:
        return str(_langs(rij, regel.letter_veld) or regel.letter)
    if regel.leefgebied_veld:
        gebied = str(_langs(rij, regel.leefgebied_veld.replace(".", "__")) or "")
        gevonden = str(leefgebied_categorie(gebied)) if gebied else regel.letter
        return gevonden if gevonden != "D" else regel.letter
    return regel.letter


def _verwijzingen(model: Any) -> list[str]:
    velden = model._meta.concrete_fields  # noqa: SLF001 -- public in Django
    return [veld.name for veld in velden if isinstance(veld, models.ForeignKey)]


def _tekstvelden(model: Any) -> list[Any]:
    return [
        veld
        for veld in model._meta.concrete_fields  # noqa: SLF001 -- public in Django
        if isinstance(veld, models.CharField | models.TextField | models.JSONField)
    ]


def _veldwaarden(regel: Kaartregel, rij: Any, letter: str) -> Iterator[Veldwaarde]:
    for veld in rij._meta.concrete_fields:  # noqa: SLF001 -- public in Django
        if veld.name in NIET_MEE or veld.name in regel.zonder:
            continue
        if isinstance(veld, models.ForeignKey):
            yield from _verwijzing(veld, rij, letter)
            continue
        waarde = getattr(rij, veld.attname)
        if waarde in (None, "", [], {}) or (
            isinstance(veld, models.BinaryField) and veld.name.endswith("index")
        ):
            continue
        if isinstance(waarde, UUID) or isinstance(veld, models.UUIDField):
            continue
        if (genoemd := _GENOEMD.get(f"{regel.model}.{veld.name}")) is not None:
            waarde = _genoemd(*genoemd, waarde)
            if not waarde:
                continue
        eigen = veld.name in regel.eigen_velden
        label = str(veld.verbose_name)
        yield Veldwaarde(
            veld.name,
            "BSN" if label == "bsn" else f"{label[:1].upper()}{label[1:]}",
            _ruw(waarde),
            _in_woorden(rij, veld, waarde),
            "L" if eigen else letter,
            is_van_ons=f"{regel.model}.{veld.name}" in VAN_ONS or veld.name == "door_naam",
        )


_GENOEMD = {
    "delen.deling.doelen": ("dossier.doelstelling", "titel"),
    "delen.deling.acties": ("dossier.actie", "wat"),
}
"""Columns that hold ids of other rows, and what those are called."""


def _genoemd(model: str, veld: str, ids: Sequence[UUID]) -> list[str]:
    """Return what rows are called of which a column holds the ids; what is not there any more stays out."""
    rijen: Any = apps.get_model(model)
    namen = rijen.objects.filter(pk__in=ids).order_by("pk").values_list(veld, flat=True)
    return [str(naam) for naam in namen]


def _verwijzing(veld: Any, rij: Any, letter: str) -> Iterator[Veldwaarde]:
    """Yield the name of staff, of a team or of an organisation; another person only as who it is."""
    ander = getattr(rij, veld.name)
    if ander is None:
        return
    label = str(veld.verbose_name)
    label = f"{label[:1].upper()}{label[1:]}"
    naam = getattr(ander, "naam", "")
    if isinstance(ander, Gebruiker) or ander._meta.app_label == "inrichting":  # noqa: SLF001 -- public in Django
        if naam:
            yield Veldwaarde(veld.name, label, naam, naam, letter, is_van_ons=True)
    elif isinstance(ander, Inwoner):
        yield Veldwaarde(veld.name, label, ander.naam, ander.naam, letter)


def _ruw(waarde: Any) -> Any:
    if isinstance(waarde, datetime | date):
        return waarde.isoformat()
    return waarde if isinstance(waarde, str | int | float | bool | list | dict) else str(waarde)


def _in_woorden(rij: Any, veld: Any, waarde: Any) -> str:
    if veld.choices:
        return str(getattr(rij, f"get_{veld.name}_display")())
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return datum(localdate(waarde))
    if isinstance(waarde, date):
        return datum(waarde)
    if veld.name in ("leefgebied", "leefgebieden"):
        codes = waarde if isinstance(waarde, list) else [waarde]
        return "; ".join(_LEEFGEBIEDEN.get(str(code), str(code)) for code in codes)
    if isinstance(waarde, list):
        return "; ".join(_los(deel) for deel in waarde)
    return _los(waarde)


def _los(waarde: Any) -> str:
    if isinstance(waarde, dict):
        return ", ".join(
            f"{naam}: {_los(deel)}"
            for naam, deel in waarde.items()
            if deel not in (None, "", []) and naam != "id"
        )
    if isinstance(waarde, list):
        return "; ".join(_los(deel) for deel in waarde)
    return str(waarde)


def _langs(rij: Any, pad: str) -> Any:
    """Return what stands at the end of a way such as `gesprek__begonnen_op`."""
    for deel in pad.split("__") if pad else ():
        if rij is None or deel == "pk":
            return getattr(rij, "pk", None)
        rij = getattr(rij, deel, None)
    return rij


def _pk(waarde: Any) -> UUID | None:
    gevonden = getattr(waarde, "pk", waarde)
    return gevonden if isinstance(gevonden, UUID) else None


def _als_dag(waarde: Any) -> date | None:
    if isinstance(waarde, datetime):
        return localdate(waarde)
    return waarde if isinstance(waarde, date) else None
