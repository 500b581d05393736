"""What travels over HTTP and through caches: H18, H19, H23, H26, H28 and H30 as far as tenancy goes.

Sessions, tokens, throttles and links (H21–H25) are tested with sign-in, in tests/keukentafel/identity.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from keukentafel.identity.beurten import TeVaakGeprobeerd, neem_beurt
from keukentafel.identity.rules.wachttijd import PER_ACCOUNT
from keukentafel.tenancy import GeenGemeente, GemeenteRef, huidige_gemeente, in_gemeente, in_platform
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.sleutels import (
    GeenSleutel,
    blinde_index,
    onderteken,
    ontsleutel,
    ontteken,
    opslag_pad,
    versleutel,
)
from tenants.models import Stand
from tests.keukentafel.tenancy.zaaien import ROOD, wordt_rood
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

Paar = tuple[GemeenteRef, GemeenteRef]


@pytest.fixture
def paar(db: None, lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> Paar:
    return lindewaard, hoogmeren


# -- H18: caches -----------------------------------------------------------------------------------------


def caches_gescheiden(paar: Paar) -> None:
    een, ander = paar
    for naam in settings.CACHES:
        cache = caches[naam]
        with in_gemeente(een):
            cache.set("lijst", "van een")
        with in_gemeente(ander):
            assert cache.get("lijst") is None
            cache.set("lijst", "van ander")
        with in_gemeente(een):
            assert cache.get("lijst") == "van een"
            cache.delete("lijst")


def test_h18_a_cache_keeps_gemeenten_apart(paar: Paar) -> None:
    caches_gescheiden(paar)


def test_h18_turns_red_when_keys_do_not_carry_the_gemeente(paar: Paar) -> None:
    wordt_rood("cache_zonder_gemeente", lambda: caches_gescheiden(paar))


def test_h18_without_a_gemeente_there_is_no_cache() -> None:
    with pytest.raises(GeenGemeente):
        caches["default"].get("lijst")
    with in_platform(), pytest.raises(GeenGemeente):
        caches["default"].set("lijst", 1)


# -- H23 and the keys of a gemeente ------------------------------------------------------------------------


def tekens(paar: Paar) -> None:
    een, ander = paar
    with in_gemeente(een):
        teken = onderteken("uitnodiging", {"wie": 1})
        cijfer = versleutel("tekst", b"geheim", bij="tabel|kolom|1")
        afdruk = blinde_index("bsn", "123456782")
        assert ontteken("uitnodiging", teken) == {"wie": 1}
        with pytest.raises(signing.BadSignature):
            ontteken("wachtwoord", teken)
        with pytest.raises(GeenSleutel):
            ontsleutel("tekst", cijfer, bij="tabel|kolom|2")
    with in_gemeente(ander):
        assert blinde_index("bsn", "123456782") != afdruk
        with pytest.raises(signing.BadSignature):
            ontteken("uitnodiging", teken)
        with pytest.raises(GeenSleutel):
            ontsleutel("tekst", cijfer, bij="tabel|kolom|1")


def test_h23_what_one_gemeente_signs_or_encrypts_opens_in_no_other(paar: Paar) -> None:
    tekens(paar)


def test_h23_turns_red_when_keys_do_not_carry_the_gemeente(paar: Paar) -> None:
    wordt_rood("sleutels_zonder_gemeente", lambda: tekens(paar))


def test_h23_the_signer_of_the_installation_is_closed() -> None:
    with pytest.raises(TypeError, match=r"sleutels\.onderteken"):
        signing.get_cookie_signer()


def test_h38_files_of_two_gemeenten_lie_apart(paar: Paar) -> None:
    id_ = nieuwe_id()
    with in_gemeente(paar[0]):
        een = opslag_pad("bestand", id_)
    with in_gemeente(paar[1]):
        ander = opslag_pad("bestand", id_)

    assert een.parents[2] == ander.parents[2]
    assert een.parents[1].name == paar[0].id.hex
    assert ander.parents[1].name == paar[1].id.hex


# -- H24: counting tries -----------------------------------------------------------------------------------


def dichte_deur(paar: Paar) -> None:
    """Guessing at one gemeente shuts the door there, and there only."""
    een, ander = paar
    nu = timezone.now()

    def raad() -> None:
        for _ in range(PER_ACCOUNT.grens + 1):
            neem_beurt("account", "daan", at=nu, regel=PER_ACCOUNT)

    with in_gemeente(een), pytest.raises(TeVaakGeprobeerd):
        raad()
    with in_gemeente(ander):
        try:
            neem_beurt("account", "daan", at=nu, regel=PER_ACCOUNT)
        except TeVaakGeprobeerd as fout:
            raise AssertionError("de deur van de andere gemeente is ook dicht") from fout


def test_h24_guessing_at_one_gemeente_shuts_no_door_of_another(paar: Paar) -> None:
    dichte_deur(paar)


def test_h24_turns_red_when_tries_are_counted_together(paar: Paar) -> None:
    wordt_rood("beurten_gedeeld", lambda: dichte_deur(paar))


# -- H19: nothing is stored on the way -----------------------------------------------------------------------


def test_h19_answers_are_not_stored(paar: Paar, klant: Client) -> None:
    paden = ["/inloggen", "/mijn-dag", "/bestaat-niet"]

    assert [klant.get(pad)["Cache-Control"] for pad in paden] == ["no-store"] * 3


# -- H26: the host decides, and nothing else -------------------------------------------------------------------

EIGEN = ("lindewaard.localhost", "LINDEWAARD.localhost", "lindewaard.localhost:8000")
VREEMD = (
    "onbekend.localhost", "www.lindewaard.localhost", "lindewaard.localhost.", "lindewaard.localhost@x",
    "lindewaard.localhost,hoogmeren.localhost", "lindewaard", "xn--lindewaard-.localhost", "127.0.0.1",
    "lindewaard.localhost.evil.nl", "evil.nl", "", "lindewaard..localhost", "[::1]", "lindewaard.localhost:99999999",
    "lindewaard_.localhost", " hoogmeren.localhost x", "lindewaard.localhost\x00",
)  # fmt: skip
KOPPEN: tuple[dict[str, str], ...] = (
    {"HTTP_X_FORWARDED_HOST": "hoogmeren.localhost"},
    {"HTTP_FORWARDED": "host=hoogmeren.localhost"},
    {"HTTP_X_HOST": "hoogmeren.localhost"},
    {"HTTP_X_ORIGINAL_HOST": "hoogmeren.localhost"},
    {"HTTP_X_GEMEENTE": "hoogmeren"},
    {"QUERY_STRING": "gemeente=hoogmeren&tenant=hoogmeren"},
    {"SERVER_NAME": "hoogmeren.localhost"},
)


def waar_komt_uit(host: str, **koppen: str) -> str:
    """Return in which gemeente a request runs, or `geen` when it never reached one."""
    from django.http import HttpRequest, HttpResponse
    from django.test import RequestFactory

    from keukentafel.tenancy.middleware import GemeenteMiddleware

    def zeg_waar(request: HttpRequest) -> HttpResponse:
        try:
            return HttpResponse(huidige_gemeente().slug)
        except GeenGemeente:
            return HttpResponse("geen")

    antwoord = GemeenteMiddleware(zeg_waar)(RequestFactory().get("/", **{"HTTP_HOST": host, **koppen}))  # type: ignore[arg-type]
    return antwoord.content.decode() if antwoord.status_code == 200 else "geen"  # type: ignore[attr-defined]


def hosts() -> None:
    assert [waar_komt_uit(host) for host in EIGEN] == ["lindewaard"] * len(EIGEN)
    assert [waar_komt_uit(host) for host in VREEMD] == ["geen"] * len(VREEMD)
    assert [waar_komt_uit("lindewaard.localhost", **kop) for kop in KOPPEN] == ["lindewaard"] * len(KOPPEN)


def test_h26_only_the_exact_host_leads_to_a_gemeente(paar: Paar) -> None:
    hosts()


def test_h26_turns_red_when_a_header_of_the_visitor_counts(paar: Paar) -> None:
    wordt_rood("host_van_proxy", hosts)


def test_h26_an_unknown_host_costs_no_query(paar: Paar, django_assert_num_queries: Any) -> None:
    waar_komt_uit("lindewaard.localhost")  # the directory is in memory now

    with in_platform(), django_assert_num_queries(0):
        assert [waar_komt_uit(host) for host in VREEMD] == ["geen"] * len(VREEMD)


def test_the_address_of_a_gemeente_is_read_again_after_a_while(paar: Paar) -> None:
    tijd = [100.0]
    teller: list[int] = []

    def lader() -> dict[str, GemeenteRef]:
        teller.append(1)
        return {"lindewaard.localhost": paar[0]}

    boek = type(adresboek)(lader=lader, houdbaar=5.0, klok=lambda: tijd[0])
    for tijd[0] in (100.0, 104.9, 105.0, 109.0):
        assert boek.zoek("lindewaard.localhost") == paar[0]

    assert len(teller) == 2


# -- H28, H30 ---------------------------------------------------------------------------------------------------


def geen_admin(geinstalleerd: list[str], routes: str) -> None:
    assert [
        app for app in geinstalleerd if app.startswith(("django.contrib.admin", "django.contrib.sites"))
    ] == []
    assert "admin:" not in routes


def test_h28_there_is_no_admin_to_walk_through(klant: Client, paar: Paar) -> None:
    geen_admin(list(settings.INSTALLED_APPS), str(get_resolver("keukentafel.urls").app_dict))

    assert [klant.get(pad).status_code for pad in ("/admin", "/admin/", "/admin/login/")] == [404] * 3


def test_h28_turns_red_with_an_admin() -> None:
    with pytest.raises(ROOD):
        geen_admin([*settings.INSTALLED_APPS, "django.contrib.admin"], "")


UNIEK = {
    "betalen_betaalklant.stripe_id", "betalen_betaalsessie.stripe_id", "betalen_betaalverzoek.stripe_id",
    "betalen_stripegebeurtenis.event_id", "betalen_stripeopdracht.soort", "bibliotheek_sjabloon.naam",
    "billing_betaling.kenmerk", "billing_contract.nummer", "billing_contractmodule.module", "billing_factuur.nummer",
    "billing_factuurstuk.soort", "billing_nagekeken.vingerafdruk", "billing_staffelkorting.soort",
    "billing_tarief.naam", "billing_tariefregel.module", "console_accountlink.token_hash",
    "console_gemeentecijfer.sleutel", "console_gezondheidsdag.onderdeel", "console_gezondheidsstand.onderdeel",
    "console_passkey.sleutel_id", "golven_bijwerkregel.cluster", "golven_bijwerkregel.schema", "golven_uitgave.nummer",
    "tenants_domein.host", "tenants_gemeente.cbs_code", "tenants_gemeente.schema_name", "tenants_gemeente.slug",
    "tenants_leverancieraccount.gebruikersnaam", "tenants_leverancierssessie.sleutel_hash",
    "tenants_leveranciersslot.sleutel", "tenants_samenwerking.naam", "tenants_vernietigingsverklaring.nummer",
}  # fmt: skip
"""Texts that are unique in public: of gemeenten, of the supplier's own people, or a name or number we gave."""


def uniek_in_public() -> None:
    """A text that must be unique over all gemeenten says nothing about a person of a gemeente."""
    with als_beheer(DATABANK) as verbinding:
        rijen = verbinding.execute(
            "SELECT DISTINCT c.relname || '.' || a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) "
            "JOIN pg_type t ON t.oid = a.atttypid WHERE (i.indisunique OR i.indisexclusion) "
            "AND c.relnamespace = 'public'::regnamespace AND t.typcategory NOT IN ('N', 'D', 'B') "
            "AND t.typname <> 'uuid'"
        ).fetchall()
    assert sorted(naam for (naam,) in rijen if naam not in UNIEK) == []


def test_h30_nothing_about_a_person_is_unique_over_gemeenten(paar: Paar) -> None:
    uniek_in_public()


@pytest.mark.django_db(transaction=True)
def test_h30_turns_red_for_a_unique_person_in_public() -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute("ALTER TABLE tenants_platformregel ADD COLUMN email text UNIQUE")

    with pytest.raises(ROOD):
        uniek_in_public()


@pytest.mark.django_db(transaction=True)
def test_a_suspended_gemeente_answers_503_everywhere(klant: Client, lindewaard: GemeenteRef) -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(
            "UPDATE tenants_gemeente SET stand = %s WHERE schema_name = %s",
            [Stand.OPGESCHORT, lindewaard.schema_name],
        )
    adresboek.vergeet()

    antwoorden = [klant.get(pad) for pad in ("/", "/inloggen", "/mijn-dag", "/bestaat-niet")]

    assert [(antwoord.status_code, antwoord["Retry-After"]) for antwoord in antwoorden] == [(503, "3600")] * 4


def test_every_table_of_ours_is_in_one_kind_of_schema(paar: Paar) -> None:
    soort = {model._meta.db_table: model._meta.app_label for model in apps.get_models()}
    with in_gemeente(paar[0]):
        tenant = set(connection.introspection.table_names())
    with in_platform():
        publiek = set(connection.introspection.table_names())

    assert tenant & publiek == {"django_migrations"}
    assert {tabel for tabel, label in soort.items() if label == "tenants"} <= publiek
