"""Write checked households to the database, many at a time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import F

from keukentafel.audit.models import Logboekregel
from modules.dossier.inlezen.aanvullen import spoor, vul_huishouden_aan, vul_inwoner_aan
from modules.dossier.inlezen.bekenden import Bekenden
from modules.dossier.inlezen.bouwen import VOLGORDE, Bouwer, Bouwsel, huishoud_index, inhoud_index
from modules.dossier.inlezen.inhoud import Eerder
from modules.dossier.inlezen.invoer import HuishoudInvoer, PersoonInvoer
from modules.dossier.inlezen.keuzes import Keuzes, Plek
from modules.dossier.inlezen.models import IngelezenHuishouden, Inlezing, Uitkomst
from modules.dossier.models import Huishouden, Inwoner
from modules.dossier.zoektekst import zoektekst_van


@dataclass(slots=True)
class _Werk:
    """What one piece will write."""

    bouwsels: list[Bouwsel] = field(default_factory=list)
    regels: list[IngelezenHuishouden] = field(default_factory=list)
    gewijzigd: dict[UUID, tuple[Any, set[str]]] = field(default_factory=dict)

    def wijzig(self, rij: Any, velden: list[str]) -> None:
        """Remember which fields of an existing row to save."""
        if velden:
            _, al = self.gewijzigd.setdefault(rij.pk, (rij, set()))
            al.update(velden)


class Schrijver:
    """Writes households of one inlezing; keeps who was made of which row, so that doubles become one."""

    def __init__(self, inlezing: Inlezing, bouwer: Bouwer, keuzes: Keuzes, eerder: dict[str, Eerder]) -> None:
        self._inlezing = inlezing
        self._bouwer = bouwer
        self._keuzes = keuzes
        self._eerder = eerder
        self._gemaakt: dict[Plek, UUID] = {}

    def schrijf(self, stuk: list[HuishoudInvoer]) -> None:
        """Write these households in a fixed number of statements; an error leaves nothing of them."""
        voor, werk = dict(self._gemaakt), _Werk()
        try:
            bekenden = self._laad_bekenden(stuk)
            for invoer in stuk:
                self._neem(werk, invoer, bekenden)
            self._bewaar(werk)
        except Exception:
            self._gemaakt = voor
            raise

    def noteer_mislukt(self, invoer: HuishoudInvoer) -> None:
        """Write down that the database would not take a household."""
        reden = "Dit huishouden botst met iets wat er al is, zoals een BSN. Lees het bestand opnieuw in."
        self._regel(invoer, Uitkomst.MISLUKT, reden=reden).save()

    # -- what becomes of one household ---------------------------------------------------------

    def _neem(self, werk: _Werk, invoer: HuishoudInvoer, bekenden: Bekenden) -> None:
        if invoer.stop:
            werk.regels.append(
                self._regel(invoer, Uitkomst.GESTOPT, reden="Kijk bij de problemen van deze rijen.")
            )
            return
        if eerder := self._eerder.get(invoer.sleutel):
            self._neem_eerder(werk, invoer, eerder, bekenden)
            return
        if invoer.sleutel in self._keuzes.open:
            werk.regels.append(
                self._regel(invoer, Uitkomst.WACHT, reden="Kies of iemand uit dit huishouden dubbel is.")
            )
            return
        invoer.inhoud()  # while everybody is still in it
        invoer = replace(invoer, personen=self._keuzes.zonder_overgeslagen(invoer))
        if not invoer.personen:
            werk.regels.append(
                self._regel(invoer, Uitkomst.OVERGESLAGEN, reden="Je koos om deze personen over te slaan.")
            )
            return
        self._neem_nieuw(werk, invoer, bekenden)

    def _neem_eerder(self, werk: _Werk, invoer: HuishoudInvoer, eerder: Eerder, bekenden: Bekenden) -> None:
        for persoon in invoer.personen:
            if lid := bekenden.lid(eerder.huishouden_id, invoer, persoon):
                self._gemaakt[invoer.sleutel, persoon.rij, persoon.nummer] = lid.pk
        if eerder.inhoud_index == inhoud_index(invoer):
            werk.regels.append(self._regel(invoer, Uitkomst.ONGEWIJZIGD, huishouden_id=eerder.huishouden_id))
            return
        self._vul_aan(werk, invoer, bekenden.huishoudens[eerder.huishouden_id], bekenden)

    def _neem_nieuw(self, werk: _Werk, invoer: HuishoudInvoer, bekenden: Bekenden) -> None:
        wie: dict[tuple[int, int], Inwoner] = {}
        for persoon in invoer.personen:
            plek = (invoer.sleutel, persoon.rij, persoon.nummer)
            if (inwoner_id := self._keuzes.inwoner_van(plek, self._gemaakt)) and (
                inwoner := bekenden.inwoner(inwoner_id, werk.bouwsels)
            ):
                wie[persoon.rij, persoon.nummer] = inwoner
        if bestaand := bekenden.zelfde_huishouden(invoer, wie):
            self._vul_aan(werk, invoer, bestaand, bekenden, wie)
            return
        bouwsel = self._bouwer.bouw(_zonder_herhaling(invoer, wie), wie)
        aangevuld = self._vul_personen_aan(werk, invoer, wie)
        self._onthoud(invoer, bouwsel, wie)
        werk.bouwsels.append(bouwsel)
        werk.regels.append(
            self._regel(
                invoer,
                Uitkomst.GEMAAKT,
                huishouden_id=bouwsel.huishouden.pk,
                gemaakt=bouwsel.ids(),
                aangevuld=aangevuld,
            )
        )

    def _vul_aan(
        self,
        werk: _Werk,
        invoer: HuishoudInvoer,
        huishouden: Huishouden,
        bekenden: Bekenden,
        wie: dict[tuple[int, int], Inwoner] | None = None,
    ) -> None:
        """Fill empty fields, add people who were not there; what stands there stays."""
        wie = dict(wie or {})
        for persoon in invoer.personen:
            if lid := bekenden.lid(huishouden.pk, invoer, persoon):
                wie.setdefault((persoon.rij, persoon.nummer), lid)
        aangevuld = self._vul_personen_aan(werk, invoer, wie)
        velden = vul_huishouden_aan(huishouden, invoer)
        aangevuld += spoor(huishouden, velden)
        bouwsel = Bouwsel(huishouden)
        leden = bekenden.leden.get(huishouden.pk, {})
        for persoon in invoer.personen:
            inwoner = wie.get((persoon.rij, persoon.nummer))
            if inwoner is None or inwoner.pk not in leden:
                nieuw = self._bouwer.voeg_lid_toe(bouwsel, invoer, persoon, wie)
                leden = {**leden, nieuw.pk: nieuw}
        if bouwsel.rijen or aangevuld:
            huishouden.zoektekst = zoektekst_van(huishouden, leden.values())
            huishouden.gewijzigd_op = self._bouwer.at
            werk.wijzig(huishouden, [*velden, "zoektekst", "gewijzigd_op"])
        self._onthoud(invoer, bouwsel, wie)
        werk.bouwsels.append(bouwsel)
        iets = bool(bouwsel.rijen or aangevuld)
        werk.regels.append(
            self._regel(
                invoer,
                Uitkomst.AANGEVULD if iets else Uitkomst.ONGEWIJZIGD,
                reden="" if iets else "De rijen zijn anders dan eerst, maar er waren geen lege velden.",
                huishouden_id=huishouden.pk,
                gemaakt=bouwsel.ids(),
                aangevuld=aangevuld,
            )
        )

    def _vul_personen_aan(
        self, werk: _Werk, invoer: HuishoudInvoer, wie: dict[tuple[int, int], Inwoner]
    ) -> list[list[str]]:
        aangevuld: list[list[str]] = []
        for persoon in invoer.personen:
            inwoner = wie.get((persoon.rij, persoon.nummer))
            if inwoner is not None and not _is_nieuw(inwoner):
                velden = vul_inwoner_aan(inwoner, persoon)
                werk.wijzig(inwoner, velden)
                aangevuld += spoor(inwoner, velden)
        return aangevuld

    def _onthoud(self, invoer: HuishoudInvoer, bouwsel: Bouwsel, wie: dict[tuple[int, int], Inwoner]) -> None:
        nieuwe = iter(bouwsel.rijen.get(Inwoner, []))
        for persoon in invoer.personen:
            inwoner = wie.get((persoon.rij, persoon.nummer)) or next(nieuwe, None)
            if inwoner is not None:
                self._gemaakt[invoer.sleutel, persoon.rij, persoon.nummer] = inwoner.pk

    def _regel(self, invoer: HuishoudInvoer, uitkomst: Uitkomst, **velden: Any) -> IngelezenHuishouden:
        return IngelezenHuishouden(
            inlezing=self._inlezing,
            sleutel_index=huishoud_index(self._inlezing.bron, invoer),
            inhoud_index=inhoud_index(invoer),
            kenmerk=invoer.sleutel.partition(":")[2] if invoer.eigen_sleutel else "",
            rijen=invoer.rijen,
            uitkomst=uitkomst,
            **velden,
        )

    # -- reading and writing many at a time ----------------------------------------------------

    def _laad_bekenden(self, stuk: list[HuishoudInvoer]) -> Bekenden:
        plekken = [(i.sleutel, p.rij, p.nummer) for i in stuk for p in i.personen]
        inwoners = {id_ for plek in plekken if (id_ := self._keuzes.inwoner_van(plek, self._gemaakt))}
        huishoudens = {eerder.huishouden_id for i in stuk if (eerder := self._eerder.get(i.sleutel))}
        return Bekenden.laad(inwoners, huishoudens)

    def _bewaar(self, werk: _Werk) -> None:
        for soort in VOLGORDE:
            rijen = [rij for bouwsel in werk.bouwsels for rij in bouwsel.rijen.get(soort, ())]
            if rijen:
                soort.objects.bulk_create(rijen)
        for bestaand, velden in werk.gewijzigd.values():
            bestaand.versie = F("versie") + 1
            bestaand.save(update_fields=[*velden, "versie"])
        IngelezenHuishouden.objects.bulk_create(werk.regels)
        Logboekregel.objects.bulk_create(
            self._logregel(regel)
            for regel in werk.regels
            if regel.uitkomst in (Uitkomst.GEMAAKT, Uitkomst.AANGEVULD)
        )

    def _logregel(self, regel: IngelezenHuishouden) -> Logboekregel:
        by = self._bouwer.by
        is_nieuw = regel.uitkomst == Uitkomst.GEMAAKT
        return Logboekregel(
            tijdstip=self._bouwer.at,
            gebeurtenis="inlezen.huishouden.ingelezen" if is_nieuw else "inlezen.huishouden.aangevuld",
            soort="C" if is_nieuw else "U",
            doel="inlezen",
            gebruiker_id=getattr(by, "pk", None),
            gebruiker_naam=getattr(by, "naam", "") or "",
            rollen=",".join(sorted(getattr(by, "rollen", ()) or ())),
            object_soort="Huishouden",
            object_id=regel.huishouden_id,
            huishouden_id=regel.huishouden_id,
            detail={
                "inlezing": str(self._inlezing.pk),
                "rijen": {soort: len(ids) for soort, ids in regel.gemaakt.items()},
                "velden": sorted({veld for _, _, veld in regel.aangevuld}),
            },
        )


def _is_nieuw(inwoner: Inwoner) -> bool:
    """Whether somebody was made a moment ago and is not saved yet."""
    return vars(inwoner)["_state"].adding is True


def _zonder_herhaling(invoer: HuishoudInvoer, wie: dict[tuple[int, int], Inwoner]) -> HuishoudInvoer:
    """Name somebody once in a household, also when two rows turn out to be one person."""
    gehad: set[UUID] = set()
    personen: list[PersoonInvoer] = []
    for persoon in invoer.personen:
        inwoner = wie.get((persoon.rij, persoon.nummer))
        if inwoner is None or inwoner.pk not in gehad:
            personen.append(persoon)
        if inwoner is not None:
            gehad.add(inwoner.pk)
    return replace(invoer, personen=personen)
