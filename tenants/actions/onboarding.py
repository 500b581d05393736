"""Make a gemeente: seven steps, all of them or none (P08).

Runs only where the migrator's login is: a command, or the worker of the queue `klaarzetten`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, connections, transaction

from keukentafel import begin as beginregister
from keukentafel.begin import Begin
from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties, scherven, sleutels, versie, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente, in_platform
from tenants.actions.adressen import AdresBezet, host_van, keur_label
from tenants.actions.tellen import tel_gemeente
from tenants.clusters import ruimte
from tenants.gemeentelijst import zoek_gemeente
from tenants.models import (
    Domein,
    Gemeente,
    KlaarzetStap,
    Klaarzetting,
    LeverancierAccount,
    Platformregel,
    Stand,
    Teamvorm,
)
from tenants.platformboek import noteer
from tenants.queries import rechten_verschil

VARIANTEN = tuple(Teamvorm.values)
TERUG = "terug"
"""The stand of a klaarzetting that was taken back."""
VERGETEN = timedelta(days=1)
Melder = Callable[[KlaarzetStap, str], None]


class OnbekendeGemeente(Refusal):
    text = "Deze code staat niet in de lijst van gemeenten. Gebruik een CBS-code, bijvoorbeeld GM0642."


class GemeenteBestaatAl(Refusal):
    text = "Deze gemeente is er al."


class AdresBlijftDicht(Refusal):
    text = "Dit adres was van een gemeente die is vertrokken en wordt nooit opnieuw uitgegeven. Kies een ander adres."


class WordtAlKlaargezet(Refusal):
    text = "Deze gemeente wordt op dit moment al klaargezet."


class OnbekendeVariant(Refusal):
    text = "Kies een teammodel: toegang, team, netwerk of regie."


class KlaarzettenMislukt(Refusal):
    """A step failed. `stap` tells which, and the text whether something is left to go on with."""

    def __init__(self, stap: KlaarzetStap, oorzaak: Exception, *, blijft: bool = False) -> None:
        self.stap = stap
        uitleg = str(oorzaak) if isinstance(oorzaak, Refusal) else type(oorzaak).__name__
        rest = "Wat klaar is, staat er nog." if blijft else "Er is niets blijven staan."
        super().__init__(f"Stap '{stap.label}' is mislukt ({uitleg}). {rest}")


class NietMislukt(Refusal):
    text = "Hier is geen stap mislukt."


def begin_klaarzetting(
    *,
    cbs_code: str,
    variant: str,
    beheerder_naam: str,
    beheerder_email: str,
    at: datetime,
    by: str = "",
    slug: str = "",
    cluster: str | None = None,
) -> Klaarzetting:
    """Check the request and write it down; the steps follow in `zet_klaar`. The address is that of the list, or `slug`.

    The gemeente comes on `cluster`; when nobody says which, on that of `KT_NIEUW_OP`.

    :raises OnbekendeGemeente: the code is not in the list.
    :raises GemeenteBestaatAl: it has a schema, or is being made.
    :raises AdresBlijftDicht: the address was of a gemeente that left.
    :raises WordtAlKlaargezet: somebody is making it at this moment.
    :raises OnbekendeVariant: no such team model.
    """
    bekend = zoek_gemeente(cbs_code, met_voorbeelden=settings.IS_DEMO or settings.ZAAIFOUTEN_TOEGESTAAN)
    if bekend is None:
        raise OnbekendeGemeente
    if variant not in VARIANTEN:
        raise OnbekendeVariant
    slug = keur_label(slug or bekend.slug)
    with in_platform(), transaction.atomic():
        if Gemeente.objects.aanwezig().filter(cbs_code=bekend.code).exists():
            raise GemeenteBestaatAl
        host = Domein.objects.filter(host=host_van(slug)).exclude(gemeente__stand=Stand.IN_OPBOUW)
        bezet = host.values_list("gemeente__stand", flat=True).first()
        if bezet is not None:
            raise AdresBlijftDicht if bezet == Stand.BEEINDIGD else AdresBezet
        if _iemand_is_bezig(bekend.code):
            raise WordtAlKlaargezet
        return Klaarzetting.objects.create(
            cbs_code=bekend.code,
            naam=bekend.naam,
            slug=slug,
            variant=variant,
            beheerder_naam=beheerder_naam,
            beheerder_email=beheerder_email,
            gevraagd_door=by,
            stappen=_begin_stappen(cluster),
            begonnen_op=at,
        )


def _begin_stappen(cluster: str | None) -> list[dict[str, Any]]:
    """Return the steps, none of them done; the first, which makes room, says where."""
    stappen = [{"stap": stap.value, "label": str(stap.label), "stand": "wacht"} for stap in KlaarzetStap]
    if cluster is not None:
        stappen[0]["cluster"] = cluster
    return stappen


def cluster_van(rij: Klaarzetting) -> str:
    """Return the cluster on which a gemeente comes: the one that was chosen, or that of `KT_NIEUW_OP`."""
    return str(next((regel["cluster"] for regel in rij.stappen if "cluster" in regel), settings.KT_NIEUW_OP))


def zet_klaar(
    klaarzetting_id: UUID,
    *,
    at: datetime,
    klok: Callable[[], datetime],
    meld: Melder | None = None,
    cluster: str | None = None,
) -> dict[str, Any]:
    """Take the seven steps. Returns what the steps gave (`beheerder`: the invitation).

    The gemeente comes on `cluster`; when nobody says which, on that of `KT_NIEUW_OP`.

    :raises KlaarzettenMislukt: naming the step; schema, role and rows are gone again.
    :raises WordtAlKlaargezet: somebody else is making the same gemeente.
    """
    werk = _Klaarzetter(klaarzetting_id, at=at, klok=klok, meld=meld)
    werk.cluster = cluster_van(werk.rij) if cluster is None else cluster
    with _alleen_ik(werk.rij.cbs_code):
        return werk.voer_uit()


@transaction.atomic
def zet_stap_opnieuw_klaar(klaarzetting_id: UUID, *, at: datetime) -> Klaarzetting:
    """Let the step that failed be taken again; what was done before it stays done. The worker goes on.

    :raises NietMislukt: no step failed.
    """
    rij = Klaarzetting.objects.select_for_update().get(pk=klaarzetting_id)
    if rij.stand != "mislukt":
        raise NietMislukt
    for regel in rij.stappen:
        if regel["stand"] == "mislukt":
            regel["stand"] = "wacht"
    rij.stand, rij.fout, rij.begonnen_op, rij.klaar_op = "wacht", "", at, None
    rij.save()
    return rij


def draai_terug(klaarzetting_id: UUID, *, at: datetime) -> None:
    """Remove all that a failed klaarzetting left; safe to run twice.

    :raises NietMislukt: it did not fail, or somebody goes on with it.
    """
    with in_platform():
        rij = Klaarzetting.objects.get(pk=klaarzetting_id)
    if rij.stand not in ("mislukt", TERUG):
        raise NietMislukt
    ruim_afgebroken_op(rij.cbs_code)
    for regel in rij.stappen:
        regel["stand"] = "wacht"
    rij.stand, rij.fout, rij.uitnodiging, rij.klaar_op = TERUG, "", None, at
    with in_platform():
        rij.save()
        noteer("gemeente.klaarzetten.teruggedraaid", at=at, gemeente_code=rij.cbs_code)


def ruim_vergeten_op(*, at: datetime) -> int:
    """Take back what failed more than a day ago and nobody went on with; return how many."""
    with in_platform():
        half = Gemeente.objects.filter(stand=Stand.IN_OPBOUW, aangemaakt_op__lt=at - VERGETEN).values(
            "cbs_code"
        )
        oud = list(
            Klaarzetting.objects.filter(stand="mislukt", cbs_code__in=half).values_list("pk", flat=True)
        )
    for pk in oud:
        draai_terug(pk, at=at)
    return len(oud)


_SLOT = "hashtextextended('keukentafel-klaarzetten-' || %s, 0)"


@contextmanager
def _alleen_ik(cbs_code: str) -> Iterator[None]:
    """Hold the making of one gemeente; a process that is killed lets go by itself."""
    migraties.verbinding()
    with in_platform(), connections[migraties.MIGRATOR].cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({_SLOT})", [cbs_code])
        if not cursor.fetchone()[0]:
            raise WordtAlKlaargezet
    try:
        yield
    finally:
        with in_platform(), connections[migraties.MIGRATOR].cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({_SLOT})", [cbs_code])


def _iemand_is_bezig(cbs_code: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({_SLOT})", [cbs_code])
        return not cursor.fetchone()[0]


class _Klaarzetter:
    def __init__(self, id_: UUID, *, at: datetime, klok: Callable[[], datetime], meld: Melder | None) -> None:
        with in_platform():
            self.rij = Klaarzetting.objects.get(pk=id_)
        self.at, self.klok, self.meld = at, klok, meld
        self.gemeente: Gemeente | None = None
        self.schema = ""
        self.cluster = ""
        self.bewaar = False
        self.gaf: dict[str, Any] = {}

    def ga_verder(self) -> dict[str, Any]:
        """Take the steps for the page: a step that fails leaves the ones before it, so that it can go on."""
        self.bewaar = True
        with in_platform():
            self.gemeente = Gemeente.objects.filter(cbs_code=self.rij.cbs_code, stand=Stand.IN_OPBOUW).first()
        return self.voer_uit()

    def voer_uit(self) -> dict[str, Any]:
        stappen: dict[KlaarzetStap, Callable[[], object]] = {
            KlaarzetStap.RUIMTE: self._ruimte,
            KlaarzetStap.ADRES: self._adres,
            KlaarzetStap.INRICHTING: lambda: self._vul(KlaarzetStap.INRICHTING),
            KlaarzetStap.WOORDEN: self._woorden,
            KlaarzetStap.BEHEERDER: lambda: self._vul(KlaarzetStap.BEHEERDER),
            KlaarzetStap.CONTROLE: self._controle,
            KlaarzetStap.OPENZETTEN: self._openzetten,
        }
        gedaan = {regel["stap"] for regel in self.rij.stappen if regel["stand"] == "klaar"}
        for stap, functie in stappen.items():
            if stap.value in gedaan:
                continue
            self._noteer(stap, "bezig")
            try:
                self.gaf[stap.value] = functie()
            except Exception as fout:
                if not self.bewaar or stap is KlaarzetStap.RUIMTE:
                    self._ruim_op()
                self._noteer(stap, "mislukt", fout=fout)
                raise KlaarzettenMislukt(stap, fout, blijft=self.blijft) from fout
            if self.bewaar and stap is KlaarzetStap.BEHEERDER:
                self._leg_uitnodiging_weg(getattr(self.gaf[stap.value], "pad", ""))
            self._noteer(stap, "klaar")
        return self.gaf

    @property
    def blijft(self) -> bool:
        """Whether something of the gemeente is left after a failure."""
        return self.bewaar and self.gemeente is not None

    def _leg_uitnodiging_weg(self, pad: str) -> None:
        """Keep the invitation for one look; it is saved with the step."""
        with in_platform():
            plek = f"tenants_klaarzetting|uitnodiging|{self.rij.pk}"
            self.rij.uitnodiging = sleutels.versleutel("uitnodiging", pad.encode(), bij=plek)

    # -- the steps ----------------------------------------------------------------------------

    def _ruimte(self) -> None:
        """Role, schema, tables, rights, key and row, in one transaction; two when it goes to another cluster."""
        schema = self.schema = f"t_{secrets.token_hex(6)}"
        if zaaifouten.staat_aan("schemanaam_is_slug"):
            schema = self.schema = f"t_{self.rij.slug.replace('-', '_')}"
        gemeente_id = nieuwe_id()
        with in_platform(), transaction.atomic(using=migraties.MIGRATOR):
            if not self.cluster:
                ruimte.maak(schema)
            rij = Gemeente(
                id=gemeente_id,
                schema_name=schema,
                naam=self.rij.naam,
                cbs_code=self.rij.cbs_code,
                slug=self.rij.slug,
                variant=self.rij.variant,
                schema_versie=versie.nieuwste(),
                sleutel=sleutels.nieuwe_gewikkelde_sleutel(gemeente_id),
                aangemaakt_op=self.at,
                cluster=self.cluster,
            )
            rij.save(using=migraties.MIGRATOR, force_insert=True)
        with in_platform():
            self.gemeente = Gemeente.objects.get(pk=gemeente_id)
        if self.cluster:  # after the row: a schema without one is never found again (H47)
            ruimte.maak(schema, self.cluster)

    def _adres(self) -> None:
        assert self.gemeente is not None
        with in_platform():
            Domein.objects.create(host=host_van(self.rij.slug), gemeente=self.gemeente)

    def _vul(self, stap: KlaarzetStap) -> Any:
        functie = beginregister.beginstap(stap)
        if functie is None or self.gemeente is None:
            return None
        gegevens = Begin(self.rij.variant, self.rij.beheerder_naam, self.rij.beheerder_email, self.at)
        with in_gemeente(self.gemeente), transaction.atomic():
            return functie(gegevens)

    def _woorden(self) -> None:
        assert self.gemeente is not None
        with in_gemeente(self.gemeente), transaction.atomic():  # as one: a second try begins at the begin
            self._vul(KlaarzetStap.WOORDEN)
            beginregister.vul_aan(self.at)

    def _controle(self) -> None:
        assert self.gemeente is not None
        verschil = rechten_verschil(self.gemeente.ref())
        if verschil:
            raise Refusal(f"rechten wijken af van het sjabloon: {verschil[0]}")

    def _openzetten(self) -> None:
        assert self.gemeente is not None
        tel_gemeente(ref=self.gemeente.ref(), at=self.at)
        with in_platform(), transaction.atomic():
            self.gemeente.stand = Stand.ACTIEF
            self.gemeente.save(update_fields=["stand"])
            Platformregel.objects.create(
                tijdstip=self.at,
                gebeurtenis="gemeente.toegevoegd",
                gemeente_code=self.rij.cbs_code,
                door=self.rij.gevraagd_door,
            )
        adresboek.vergeet()

    # -- around them --------------------------------------------------------------------------

    def _noteer(self, stap: KlaarzetStap, stand: str, *, fout: Exception | None = None) -> None:
        nu = self.klok()
        for regel in self.rij.stappen:
            if regel["stap"] == stap.value:
                regel["stand"] = stand
                regel["begonnen_op" if stand == "bezig" else "klaar_op"] = nu.isoformat()
        laatste = stap is KlaarzetStap.OPENZETTEN and stand == "klaar"
        self.rij.stand = {"mislukt": "mislukt"}.get(stand, "klaar" if laatste else "bezig")
        self.rij.klaar_op = nu if self.rij.stand in ("klaar", "mislukt") else None
        self.rij.fout = str(KlaarzettenMislukt(stap, fout, blijft=self.blijft)) if fout else ""
        self.rij.gemeente = self.gemeente if self.rij.stand == "klaar" else None
        if stand != "klaar" or laatste:  # the next step begins at once, and its save carries this one
            with in_platform():
                self.rij.save()
        if self.meld:
            self.meld(stap, stand)

    def _ruim_op(self) -> None:
        """Remove what this run made, and only that: the schema's name was never used before."""
        if zaaifouten.staat_aan("opruimen_op_naam") and self.schema:
            with in_platform(), connections[migraties.MIGRATOR].cursor() as cursor:
                cursor.execute(f'DROP SCHEMA IF EXISTS "{self.schema}" CASCADE')
        if self.gemeente is None:
            return
        verwijder_onvoltooide(self.gemeente.ref())
        self.gemeente = None


def verwijder_onvoltooide(ref: GemeenteRef) -> None:
    """Drop schema, role and rows of a gemeente that never opened.

    :raises Refusal: it did open; such a gemeente only leaves by its task list.
    """
    with in_platform(), transaction.atomic(using=migraties.MIGRATOR):
        rij = Gemeente.objects.using(migraties.MIGRATOR).select_for_update().filter(pk=ref.id).first()
        if rij is None:
            return
        if rij.stand != Stand.IN_OPBOUW:
            raise Refusal("Deze gemeente is al open en wordt niet verwijderd.")
        for relatie in Gemeente._meta.related_objects:  # noqa: SLF001 -- Django's own list of who points here
            if relatie.many_to_many or relatie.related_model is Klaarzetting:
                continue
            model: Any = relatie.related_model
            model.objects.using(migraties.MIGRATOR).filter(**{relatie.field.name: ref.id})._raw_delete(
                migraties.MIGRATOR
            )
        ruimte.verwijder(ref.schema_name, ref.cluster)
        Gemeente.objects.using(migraties.MIGRATOR).filter(pk=ref.id)._raw_delete(migraties.MIGRATOR)
    scherven.gooi_weg(ref.id)


def ruim_afgebroken_op(cbs_code: str) -> None:
    """Remove what a killed run left of a gemeente that never opened, so that it can be made again."""
    with in_platform():
        rest = Gemeente.objects.filter(cbs_code=cbs_code, stand=Stand.IN_OPBOUW).first()
    if rest is not None:
        with _alleen_ik(cbs_code):
            verwijder_onvoltooide(rest.ref())


def voer_klaarzetting_uit(klaarzetting_id: UUID, *, at: datetime, klok: Callable[[], datetime]) -> None:
    """Take the steps for the page that follows them; keep the invitation there for one look.

    A failure stays readable in the row; it is not raised again, because a person says whether to go on
    (`zet_stap_opnieuw_klaar`) or to take all back. Delivered twice by the broker, it begins anew only when
    the first time was cut short in the middle of a step.
    """
    with in_platform():
        eerst = Klaarzetting.objects.get(pk=klaarzetting_id)
    if eerst.stand not in ("wacht", "bezig"):
        return
    if eerst.stand == "bezig" or all(regel["stand"] == "wacht" for regel in eerst.stappen):
        ruim_afgebroken_op(eerst.cbs_code)
        _begin_weer_vooraan(eerst)
    werk = _Klaarzetter(klaarzetting_id, at=at, klok=klok, meld=None)
    werk.cluster = cluster_van(eerst)
    with suppress(KlaarzettenMislukt), _alleen_ik(eerst.cbs_code):
        werk.ga_verder()


def _begin_weer_vooraan(rij: Klaarzetting) -> None:
    """Let every step wait again: what a killed run did is gone."""
    for regel in rij.stappen:
        regel["stand"] = "wacht"
    rij.uitnodiging = None
    with in_platform():
        rij.save()


def neem_uitnodiging(klaarzetting_id: UUID, *, by: LeverancierAccount | None = None, at: datetime) -> str:
    """Return the path of the invitation and forget it; empty when it was taken before.

    Who sees it could use it: that somebody of the supplier looked stands in the logboek.
    """
    with in_platform(), transaction.atomic():
        rij = Klaarzetting.objects.select_for_update().get(pk=klaarzetting_id)
        if rij.uitnodiging is None:
            return ""
        plek = f"tenants_klaarzetting|uitnodiging|{rij.pk}"
        pad = sleutels.ontsleutel("uitnodiging", bytes(rij.uitnodiging), bij=plek).decode()
        rij.uitnodiging = None
        rij.save(update_fields=["uitnodiging"])
        noteer("gemeente.uitnodiging.getoond", at=at, by=by, soort="R", gemeente_code=rij.cbs_code)
    return pad
