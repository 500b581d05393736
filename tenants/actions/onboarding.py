"""Make a gemeente: seven steps, all of them or none (P08).

Runs only where the migrator's login is: a command, or the worker of the queue `klaarzetten`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, connections, transaction

from keukentafel import begin as beginregister
from keukentafel.begin import Begin
from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties, sleutels, versie, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.schema_script import script_voor
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente, in_platform
from tenants.actions.tellen import tel_gemeente
from tenants.gemeentelijst import zoek_gemeente
from tenants.models import Domein, Gemeente, KlaarzetStap, Klaarzetting, Platformregel, Stand, Teamvorm
from tenants.queries import rechten_verschil

VARIANTEN = tuple(Teamvorm.values)
Melder = Callable[[KlaarzetStap, str], None]


class OnbekendeGemeente(Refusal):
    text = "Deze code staat niet in de lijst van gemeenten. Gebruik een CBS-code, bijvoorbeeld GM0642."


class GemeenteBestaatAl(Refusal):
    text = "Deze gemeente is er al."


class WordtAlKlaargezet(Refusal):
    text = "Deze gemeente wordt op dit moment al klaargezet."


class OnbekendeVariant(Refusal):
    text = "Kies een teammodel: toegang, team, netwerk of regie."


class KlaarzettenMislukt(Refusal):
    """A step failed; nothing of the gemeente is left. `stap` tells which."""

    def __init__(self, stap: KlaarzetStap, oorzaak: Exception) -> None:
        self.stap = stap
        uitleg = str(oorzaak) if isinstance(oorzaak, Refusal) else type(oorzaak).__name__
        super().__init__(f"Stap '{stap.label}' is mislukt ({uitleg}). Er is niets blijven staan.")


def begin_klaarzetting(
    *, cbs_code: str, variant: str, beheerder_naam: str, beheerder_email: str, at: datetime, by: str = ""
) -> Klaarzetting:
    """Check the request and write it down; the steps follow in `zet_klaar`.

    :raises OnbekendeGemeente: the code is not in the list.
    :raises GemeenteBestaatAl: it has a schema, or is being made.
    :raises WordtAlKlaargezet: somebody is making it at this moment.
    :raises OnbekendeVariant: no such team model.
    """
    bekend = zoek_gemeente(cbs_code, met_voorbeelden=settings.IS_DEMO or settings.ZAAIFOUTEN_TOEGESTAAN)
    if bekend is None:
        raise OnbekendeGemeente
    if variant not in VARIANTEN:
        raise OnbekendeVariant
    host = f"{bekend.slug}.{settings.KT_DOMEIN}"
    with in_platform(), transaction.atomic():
        open_ = Gemeente.objects.filter(cbs_code=bekend.code).exclude(stand=Stand.IN_OPBOUW)
        bezet = Domein.objects.filter(host=host).exclude(gemeente__stand=Stand.IN_OPBOUW)
        if open_.exists() or bezet.exists():
            raise GemeenteBestaatAl
        if _iemand_is_bezig(bekend.code):
            raise WordtAlKlaargezet
        return Klaarzetting.objects.create(
            cbs_code=bekend.code,
            naam=bekend.naam,
            slug=bekend.slug,
            variant=variant,
            beheerder_naam=beheerder_naam,
            beheerder_email=beheerder_email,
            gevraagd_door=by,
            stappen=[
                {"stap": stap.value, "label": str(stap.label), "stand": "wacht"} for stap in KlaarzetStap
            ],
            begonnen_op=at,
        )


def zet_klaar(
    klaarzetting_id: UUID, *, at: datetime, klok: Callable[[], datetime], meld: Melder | None = None
) -> dict[str, Any]:
    """Take the seven steps. Returns what the steps gave (`beheerder`: the invitation).

    :raises KlaarzettenMislukt: naming the step; schema, role and rows are gone again.
    :raises WordtAlKlaargezet: somebody else is making the same gemeente.
    """
    werk = _Klaarzetter(klaarzetting_id, at=at, klok=klok, meld=meld)
    with _alleen_ik(werk.rij.cbs_code):
        return werk.voer_uit()


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
        self.gaf: dict[str, Any] = {}

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
        for stap, functie in stappen.items():
            self._noteer(stap, "bezig")
            try:
                self.gaf[stap.value] = functie()
            except Exception as fout:
                self._ruim_op()
                self._noteer(stap, "mislukt", fout=fout)
                raise KlaarzettenMislukt(stap, fout) from fout
            self._noteer(stap, "klaar")
        return self.gaf

    # -- the steps ----------------------------------------------------------------------------

    def _ruimte(self) -> None:
        """Role, schema, tables, rights, key and row, in one transaction."""
        schema = self.schema = f"t_{secrets.token_hex(6)}"
        if zaaifouten.staat_aan("schemanaam_is_slug"):
            schema = self.schema = f"t_{self.rij.slug.replace('-', '_')}"
        gemeente_id = nieuwe_id()
        script = script_voor(migraties.script(), schema)
        with in_platform(), transaction.atomic(using=migraties.MIGRATOR):
            with connections[migraties.MIGRATOR].cursor() as cursor:
                cursor.execute(f'CREATE ROLE "{schema}" NOLOGIN')
                cursor.execute(f'GRANT "{schema}" TO "{connections["default"].settings_dict["USER"]}"')
                cursor.execute(script)
                cursor.execute("SET LOCAL search_path TO public, pg_temp")
                cursor.execute(
                    f'INSERT INTO "{schema}".django_migrations (app, name, applied) '  # noqa: S608 -- a name of our own making
                    f"SELECT app, name, applied FROM {SJABLOON}.django_migrations ORDER BY id"
                )
            self.gemeente = Gemeente(
                id=gemeente_id,
                schema_name=schema,
                naam=self.rij.naam,
                cbs_code=self.rij.cbs_code,
                slug=self.rij.slug,
                variant=self.rij.variant,
                schema_versie=versie.nieuwste(),
                sleutel=sleutels.nieuwe_gewikkelde_sleutel(gemeente_id),
                aangemaakt_op=self.at,
            )
            self.gemeente.save(using=migraties.MIGRATOR, force_insert=True)
        with in_platform():
            self.gemeente = Gemeente.objects.get(pk=gemeente_id)

    def _adres(self) -> None:
        assert self.gemeente is not None
        with in_platform():
            Domein.objects.create(host=f"{self.rij.slug}.{settings.KT_DOMEIN}", gemeente=self.gemeente)

    def _vul(self, stap: KlaarzetStap) -> Any:
        functie = beginregister.beginstap(stap)
        if functie is None or self.gemeente is None:
            return None
        gegevens = Begin(self.rij.variant, self.rij.beheerder_naam, self.rij.beheerder_email, self.at)
        with in_gemeente(self.gemeente), transaction.atomic():
            return functie(gegevens)

    def _woorden(self) -> None:
        assert self.gemeente is not None
        self._vul(KlaarzetStap.WOORDEN)
        with in_gemeente(self.gemeente), transaction.atomic():
            beginregister.vul_aan(self.at)

    def _controle(self) -> None:
        assert self.gemeente is not None
        verschil = rechten_verschil(self.gemeente.schema_name)
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
        self.rij.fout = str(KlaarzettenMislukt(stap, fout)) if fout else ""
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
        Domein.objects.using(migraties.MIGRATOR).filter(gemeente_id=ref.id)._raw_delete(migraties.MIGRATOR)
        with connections[migraties.MIGRATOR].cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{ref.schema_name}" CASCADE')
            cursor.execute(f'DROP ROLE IF EXISTS "{ref.schema_name}"')
        Gemeente.objects.using(migraties.MIGRATOR).filter(pk=ref.id)._raw_delete(migraties.MIGRATOR)


def ruim_afgebroken_op(cbs_code: str) -> None:
    """Remove what a killed run left of a gemeente that never opened, so that it can be made again."""
    with in_platform():
        rest = Gemeente.objects.filter(cbs_code=cbs_code, stand=Stand.IN_OPBOUW).first()
    if rest is not None:
        with _alleen_ik(cbs_code):
            verwijder_onvoltooide(rest.ref())


def voer_klaarzetting_uit(klaarzetting_id: UUID, *, at: datetime, klok: Callable[[], datetime]) -> None:
    """Take the steps for the page that follows them; keep the invitation there for one look.

    A failure stays readable in the row; it is not raised again, because a retry would begin anew.
    Delivered twice by the broker, it begins again only when the first time was cut short.
    """
    with in_platform():
        eerst = Klaarzetting.objects.get(pk=klaarzetting_id)
    if eerst.stand in ("klaar", "mislukt"):
        return
    ruim_afgebroken_op(eerst.cbs_code)
    try:
        gaf = zet_klaar(klaarzetting_id, at=at, klok=klok)
    except KlaarzettenMislukt:
        return
    pad = getattr(gaf.get(KlaarzetStap.BEHEERDER), "pad", "")
    with in_platform():
        rij = Klaarzetting.objects.get(pk=klaarzetting_id)
        plek = f"tenants_klaarzetting|uitnodiging|{rij.pk}"
        rij.uitnodiging = sleutels.versleutel("uitnodiging", pad.encode(), bij=plek)
        rij.save(update_fields=["uitnodiging"])


@transaction.atomic
def neem_uitnodiging(klaarzetting_id: UUID) -> str:
    """Return the path of the invitation and forget it; empty when it was taken before."""
    with in_platform():
        rij = Klaarzetting.objects.select_for_update().get(pk=klaarzetting_id)
        if rij.uitnodiging is None:
            return ""
        plek = f"tenants_klaarzetting|uitnodiging|{rij.pk}"
        pad = sleutels.ontsleutel("uitnodiging", bytes(rij.uitnodiging), bij=plek).decode()
        rij.uitnodiging = None
        rij.save(update_fields=["uitnodiging"])
    return pad
