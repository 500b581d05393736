"""People and households that exist already and that households of a file turn out to be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from modules.dossier.inlezen.bouwen import Bouwsel
from modules.dossier.inlezen.dubbelen import kenmerken_van
from modules.dossier.inlezen.invoer import HuishoudInvoer, PersoonInvoer
from modules.dossier.inlezen.vergelijken import kenmerken, vergelijk
from modules.dossier.models import Huishouden, Huishoudlid, Inwoner
from modules.dossier.rules.dubbel import Persoon


@dataclass(slots=True)
class Bekenden:
    """People and households that exist already and that a piece touches; four queries."""

    inwoners: dict[UUID, Inwoner]
    huishoudens: dict[UUID, Huishouden]
    leden: dict[UUID, dict[UUID, Inwoner]]
    woont: dict[UUID, set[UUID]]

    @classmethod
    def laad(cls, inwoner_ids: set[UUID], huishouden_ids: set[UUID]) -> Bekenden:
        """Read these people, where they live, and who lives there with them."""
        lidmaatschappen = list(
            Huishoudlid.objects.filter(inwoner_id__in=inwoner_ids, tot=None)
            .order_by()
            .values_list("inwoner_id", "huishouden_id")
        )
        huishouden_ids = huishouden_ids | {huishouden_id for _, huishouden_id in lidmaatschappen}
        huishoudens = (
            Huishouden.objects.select_for_update(of=("self",)).filter(pk__in=huishouden_ids).order_by("pk")
        )
        leden: dict[UUID, dict[UUID, Inwoner]] = defaultdict(dict)
        inwoners: dict[UUID, Inwoner] = {}
        for lid in Huishoudlid.objects.filter(huishouden_id__in=huishouden_ids, tot=None).select_related(
            "inwoner"
        ):
            inwoner = inwoners.setdefault(lid.inwoner_id, lid.inwoner)
            leden[lid.huishouden_id][lid.inwoner_id] = inwoner
        rest = inwoner_ids - set(inwoners)
        inwoners |= {inwoner.pk: inwoner for inwoner in Inwoner.objects.filter(pk__in=rest)}
        woont: dict[UUID, set[UUID]] = defaultdict(set)
        for inwoner_id, huishouden_id in lidmaatschappen:
            woont[inwoner_id].add(huishouden_id)
        return cls(inwoners, {h.pk: h for h in huishoudens}, dict(leden), dict(woont))

    def inwoner(self, inwoner_id: UUID, bouwsels: list[Bouwsel]) -> Inwoner | None:
        """Return a person by id: one that existed, or one made a moment ago in the same piece."""
        if inwoner_id in self.inwoners:
            return self.inwoners[inwoner_id]
        nieuw = (rij for bouwsel in bouwsels for rij in bouwsel.rijen.get(Inwoner, ()))
        return next((rij for rij in nieuw if rij.pk == inwoner_id), None)

    def lid(self, huishouden_id: UUID, invoer: HuishoudInvoer, persoon: PersoonInvoer) -> Inwoner | None:
        """Return the member of a household whom a person of the file is."""
        wie = kenmerken_van(persoon, invoer.gegevens)
        passend = [
            (gelijkenis.punten, inwoner)
            for inwoner in self.leden.get(huishouden_id, {}).values()
            if (gelijkenis := vergelijk(wie, _kenmerken(inwoner, invoer)))
        ]
        return max(passend, key=lambda paar: paar[0])[1] if passend else None

    def zelfde_huishouden(
        self, invoer: HuishoudInvoer, wie: dict[tuple[int, int], Inwoner]
    ) -> Huishouden | None:
        """Return the household that this one is: where a known person lives, at the same address or at none."""
        kandidaten = {
            huishouden_id for inwoner in wie.values() for huishouden_id in self.woont.get(inwoner.pk, ())
        }
        adres = invoer.gegevens.adressleutel
        passend = [
            huishouden
            for huishouden_id in kandidaten
            if (huishouden := self.huishoudens.get(huishouden_id)) and _adres(huishouden) in ("", adres)
        ]
        return passend[0] if len(passend) == 1 else None


def _kenmerken(inwoner: Inwoner, invoer: HuishoudInvoer) -> Persoon:
    """Members are compared as if they live where the file says: that they are one household is known."""
    return kenmerken(
        achternaam=inwoner.geslachtsnaam,
        voornamen=inwoner.voornamen,
        voorletters=inwoner.voorletters,
        geboren=inwoner.geboortedatum,
        bsn=bytes(inwoner.bsn_index or b""),
        adres=invoer.gegevens,
    )


def _adres(huishouden: Huishouden) -> str:
    if not (huishouden.postcode or huishouden.straat):
        return ""
    plek = huishouden.postcode or f"{huishouden.straat}|{huishouden.plaats}".casefold()
    return f"{plek}|{huishouden.huisnummer}|{huishouden.toevoeging}"
