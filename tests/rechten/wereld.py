"""The world of the rights table: a household of the own team, of another team, and of another gemeente.

Each household is a tree with a row of every model and a word of its own in every text
(`tests/house/kanaries.py`), so that an answer tells whose it is. `Wereld.pad` fills an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from billing.models import Afzender, Tarief
from keukentafel import audit, opslag
from keukentafel.audit import Doel
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import Gebruiker, Sessie
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from modules.dossier.aanbiedersignalen.models import Aanbiedersignaal, Signaalweger
from modules.dossier.besluiten.models import Mandaat
from modules.dossier.documenten.models import OPSLAG
from modules.dossier.inlezen.models import InleesProbleem, Inlezing
from modules.dossier.kortehulp.models import KorteHulp
from modules.dossier.models import Plan
from modules.dossier.ruimte.models import Beleidssignaal, Regel
from modules.inrichting import models as inrichting
from modules.zgw.catalogus.models import Soort
from modules.zgw.notificaties.models import Abonnement
from modules.zgw.postvak.actions.stukken import receive_stuk
from tenants.clusters.models import Verhuizing
from tenants.models import Gemeente, Klaarzetting
from tenants.uitvoer.models import Terugzetting, Uitvoer
from tests.factories.billing import factureer, maak_afzender, maak_contract, maak_prijslijst
from tests.factories.configuratie import maak_werkdocument
from tests.factories.console import maak_consolerijen
from tests.factories.golven import maak_golfrijen
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import BEGIN, maak_team, maak_teamlid
from tests.factories.koppelingen import maak_koppelingen
from tests.factories.levensloop import maak_levensloop
from tests.factories.support import maak_supportrijen
from tests.factories.toegangsleutels import API_RIJEN, maak_sleutelrijen
from tests.factories.voorzieningen import maak_product
from tests.factories.zgw import maak_beheerrijen
from tests.house.kanaries import BSN_VAN, Kanarieboom
from tests.rechten.adressen import Adres
from tests.rechten.mensen import ANONIEM, IEDEREEN, browser_van, maak_mens


class Bereik(StrEnum):
    """Whose row is asked for."""

    EIGEN = "eigen"
    ANDER = "ander team"
    VREEMD = "andere gemeente"
    ONBEKEND = "onbekend"


MERK = {Bereik.EIGEN: "E", Bereik.ANDER: "B", Bereik.VREEMD: "V"}
GEEN_RIJ = UUID("01900000-0000-7000-8000-000000000000")

# What a parameter is called in an address → the model it names; others are named after their model.
HEET = {
    "namens": "Vertegenwoordiger",
    "lid": "Netwerklid",
    "gezag": "Gezagsrelatie",
    "tekst": "Inwonertekst",
    "meting": "ZrmMeting",
    "doel": "Doelstelling",
    "oplossing": "PlanOplossing",
    "overname": "RegieOvername",
    "notitie": "Contactnotitie",
    "team": "Wijkteam",
    "uitkomst": "KeuzehulpUitkomst",
    "gever": "Toestemminggever",
    "bundel": "Postbundel",
    "delen:deling_nieuw.grond": "Toestemming",
    "onderdeel": "Statustype",
    "typeversie": "Informatieobjecttype",
    "zgwbeheer:client_vergeten.client": "Client",
    "toegangsleutels:token_intrekken.sleutel": "Toegangsleutel",
    "inname": "Huishouden",  # what was taken over hangs on no household: any row will do
    "sjabloon": "Huishouden",  # of the library, which belongs to no gemeente
    **{f"golven:{route}.ronde": "Bijwerkronde" for route in ("ronde", "pauzeren", "hervatten", "stoppen")},
    "golven:opnieuw.regel": "Bijwerkregel",
    **{f"golven:{route}.uitgave": "Bijwerkuitgave" for route in ("uitgave", "plannen", "intrekken")},
    "id": "Huishouden",  # of our own API, unless named here
    "uuid": "Huishouden",  # of the registers: no session opens them, so any row will do
    "zaak_uuid": "Huishouden",
    "besluit_uuid": "Huishouden",
    "enkelvoudiginformatieobject_uuid": "Huishouden",
    **{f"api:{naam}.id": model for naam, model in API_RIJEN.items()},
}
# Parameters that are no id: what may stand there. `route.parameter` wins from `parameter`.
VAST: dict[str, Any] = {
    "sleutel": "huishouden",
    "dossier:norm.sleutel": "eerste_contact",
    "dossier:norm_intrekken.sleutel": "eerste_contact",
    "inrichting:gereedheid_check.sleutel": "taken",
    "functie": "hulpverlener",
    "categorie": "E",
    "delen:vraag.soort": "delen",
    "nummer": 1,
    "versie": 1,
    "scherm": "mijn-dag",
    "kenmerk": "abc",
    "token": "geen-geldige-link",
    "onderdeel": "dossier",
    "briefsoort": "vertraging",
    "jeugd:onderdeel.onderdeel": "gezinsplan",
    "participatie:onderdeel.onderdeel": "hergebruik",
    "letter": "a",
    "stap": "overleg",
    "signaalstap": "wegen",
    "handeling": "stop",
    "zaaktypedeel": "standen",
    "typesoort": "documenttypen",
    "koppelsoort": "brp",
}
VRAAG = {"dossier:signalen_nieuws": "?sinds=2026-01-01T00:00:00Z"}
LICHAAM = {"dossier:verdelen": {"huishouden": "casus", "wie": "gebruiker"}}
"""Ids that travel in a form instead of in the address: route → name of the field → model."""


@dataclass
class Wereld:
    """Everybody with a browser, and the rows of each scope."""

    gemeente: GemeenteRef
    browsers: dict[str, Client] = field(default_factory=dict)
    mensen: dict[str, Gebruiker] = field(default_factory=dict)
    bomen: dict[Bereik, Kanarieboom] = field(default_factory=dict)
    rijen: dict[Bereik, dict[str, Any]] = field(default_factory=dict)
    merk: Mapping[Bereik, str] = field(default_factory=lambda: MERK)

    def pad(self, adres: Adres, bereik: Bereik, *, eigen: tuple[str, ...] = ()) -> str:
        """Return the path of an address in one scope; the parameters in `eigen` stay our own.

        :raises KeyError: nobody knows what to put at a parameter; the message says what to add.
        """
        waarden = {
            naam: self._waarde(adres, naam, soort, Bereik.EIGEN if naam in eigen else bereik)
            for naam, soort in adres.sleutels
        }
        return f"{adres.pad(waarden)}{VRAAG.get(adres.route, '')}"

    def lichaam(self, adres: Adres, bereik: Bereik) -> dict[str, Any]:
        """Return what a form sends at least, where an empty one would not be understood at all."""
        if bereik is Bereik.ONBEKEND:
            return dict.fromkeys(LICHAAM.get(adres.route, {}), str(GEEN_RIJ))
        return {
            naam: str(self.rijen[bereik][model].pk) for naam, model in LICHAAM.get(adres.route, {}).items()
        }

    def _waarde(self, adres: Adres, naam: str, soort: str, bereik: Bereik) -> Any:
        if soort != "uuid":
            return self._vast(adres, naam)
        if bereik is Bereik.ONBEKEND:
            return GEEN_RIJ
        rijen = self.rijen[bereik]
        kort = naam.removesuffix("_id")
        model = HEET.get(f"{adres.route}.{kort}", HEET.get(kort, kort)).replace("_", "").lower()
        rij = rijen.get(f"{adres.route}.{naam}") or rijen.get(model)
        if rij is None:
            raise KeyError(
                f"{adres.naam} vraagt om {naam}: noem de parameter naar zijn model, of zet in "
                f"tests/rechten/wereld.py bij HEET welk model het is en maak er daar een rij van."
            )
        return rij.pk

    @staticmethod
    def _vast(adres: Adres, naam: str) -> Any:
        for sleutel in (f"{adres.route}.{naam}", naam):
            if sleutel in VAST:
                return VAST[sleutel]
        raise KeyError(
            f"{adres.naam} vraagt om {naam}: zet in tests/rechten/wereld.py bij VAST wat daar kan staan."
        )


def maak_wereld(
    lindewaard: GemeenteRef,
    hoogmeren: GemeenteRef | None,
    leveranciers: Mapping[str, Client] | None = None,
    *,
    merk: Mapping[Bereik, str] = MERK,
) -> Wereld:
    """Make the three households and everybody in the table. Call it in the scope of `lindewaard`.

    Without `hoogmeren` nobody lives in another gemeente yet. `merk` is for a world beside another one.
    """
    wereld = Wereld(lindewaard, merk=merk)
    if hoogmeren is not None:
        with in_gemeente(hoogmeren):
            _bereik(wereld, Bereik.VREEMD, *_collega("Zuiderveld"))
    with in_gemeente(lindewaard):
        _bereik(wereld, Bereik.ANDER, *_collega("Buitenwijk"))
        team = maak_team("Binnenstad")
        wereld.browsers[ANONIEM] = Client(HTTP_HOST=f"{lindewaard.slug}.localhost")
        for iemand in IEDEREEN:
            if iemand.rol is not None:
                wereld.mensen[iemand.letter] = maak_mens(iemand, team)
                wereld.browsers[iemand.letter] = browser_van(wereld.mensen[iemand.letter])
        helper = wereld.mensen["h"]
        _bereik(wereld, Bereik.EIGEN, team, helper.teamleden.get())
        regie = wereld.bomen[Bereik.EIGEN]["Regisseurschap"]
        regie.gebruiker = wereld.mensen["r"]
        regie.save(update_fields=["gebruiker"])
        maak_koppelingen(helper)
    wereld.browsers |= leveranciers or {}
    for browser in wereld.browsers.values():
        browser.raise_request_exception = False
    with in_platform():
        platform = {"gemeente": _Rij(lindewaard.id), "klaarzetting": _klaarzetting(), **maak_consolerijen()}
        platform |= maak_levensloop(lindewaard.id)
        platform |= {f"bijwerk{naam}": rij for naam, rij in maak_golfrijen(lindewaard.id).items()}
        platform |= _facturatie(lindewaard)
        platform |= _kopieen(lindewaard.id)
        Verhuizing.objects.create(gemeente_id=lindewaard.id, naar="tweede", gevraagd_op=timezone.now())
    for rijen in wereld.rijen.values():
        rijen |= platform
    if hoogmeren is not None:
        with in_platform():
            wereld.rijen[Bereik.VREEMD]["factuur"] = _facturatie(hoogmeren)["factuur"]
            wereld.rijen[Bereik.VREEMD]["uitvoer"] = _kopieen(hoogmeren.id)["uitvoer"]
    return wereld


@dataclass(frozen=True, slots=True)
class _Rij:
    pk: UUID


def _klaarzetting() -> Klaarzetting:
    gemeente = Gemeente.objects.first()
    return Klaarzetting.objects.create(
        cbs_code="GM0642", naam="Zwijndrecht", slug="zwijndrecht", variant="team",
        beheerder_naam="Eerste beheerder", beheerder_email="beheerder@voorbeeld.invalid",
        gevraagd_door=gemeente.naam if gemeente else "", stappen=[], begonnen_op=timezone.now(),
    )  # fmt: skip


def _facturatie(gemeente: GemeenteRef) -> dict[str, Any]:
    """Make a contract with an invoice; who sends it and the price list are there once."""
    if not Afzender.objects.exists():
        maak_afzender()
        maak_prijslijst()
    contract = maak_contract(gemeente, Tarief.objects.get())
    module = contract.modules.get(module="wmo")
    return {
        "contract": contract, "tarief": contract.tarief, "factuur": factureer(contract), "billing:stop.regel_id": module,
    }  # fmt: skip


def _kopieen(gemeente_id: UUID) -> dict[str, Any]:
    """Make an export of the gemeente, and a copy that stands beside it."""
    nu = timezone.now()
    uitvoer = Uitvoer.objects.create(gemeente_id=gemeente_id, vorm="leesbaar", stand="weg", gevraagd_op=nu)
    terug = Terugzetting.objects.create(gemeente_id=gemeente_id, stand="klaar", gevraagd_op=nu)
    return {"uitvoer": uitvoer, "terugzetting": terug}


def _collega(teamnaam: str) -> tuple[Any, Any]:
    """Make another team and who works there; return the team and the membership."""
    team = maak_team(teamnaam)
    helper = maak_gebruiker(rollen=(Rol.TEAMLID,), team=team, naam=f"Helper {teamnaam}", met_code_app=False)
    log_in(Client(), helper)
    return team, maak_teamlid(helper, team)


def _bereik(wereld: Wereld, bereik: Bereik, team: Any, lid: Any) -> None:
    """Make the household of one scope, in the gemeente that is current, with all that can be asked for."""
    helper = lid.gebruiker
    boom = Kanarieboom(
        team=team, medewerker=helper, teammodel=inrichting.Teammodel.objects.actief().get(),
        merk=wereld.merk[bereik], bsn=BSN_VAN[wereld.merk[bereik]],
    )  # fmt: skip
    organisatie = inrichting.Organisatie.objects.create(naam=f"Welzijn {team.naam}", soort="welzijn")
    boom.gegeven |= {"teamlid": lid, "organisatie": organisatie}
    rijen: dict[str, Any] = {naam.lower(): rij for naam, rij in boom.rijen.items()}
    rijen |= {
        "wijkteam": team,
        "gebruiker": helper,
        "teamlid": lid,
        "organisatie": organisatie,
        "werkdocument": maak_werkdocument(helper),
        "beleidssignaal": _beleidssignaal(wereld.merk[bereik]),
        "aanbiedersignaal": _aanbiedersignaal(organisatie, helper),
        "signaalweger": Signaalweger.objects.create(
            gebruiker=helper, sinds=timezone.now(), aangewezen_door=helper, tot=timezone.now()
        ),
        "kortehulp": _korte_hulp(team, helper),
        "stuk": receive_stuk(
            sleutel=f"wereld:{wereld.merk[bereik]}",
            titel="Formulier Wmo",
            gegevens={"inhoud": "Hulp bij de was."},
            team=team,
            at=timezone.now(),
        ),
        "soort": Soort.objects.filter(typesoort="zaaktype").first(),
        "abonnement": Abonnement.objects.create(
            adres=f"https://abonnee.voorbeeld.nl/{wereld.merk[bereik]}",
            auth="Bearer x",
            gemaakt_op=timezone.now(),
        ),
        "mandaat": Mandaat.objects.create(
            rol="teamlid",
            wet="jeugd",
            artikel="Mandaatbesluit",
            geldig_van=BEGIN,
            gemaakt_door=helper,
            gemaakt_op=timezone.now(),
        ),
        "sessie": Sessie.objects.filter(gebruiker=helper).first(),
        "plan": boom.plant(Plan, status="concept", nummer=2),
        "inlezing": _inlezing(helper, team, wereld.merk[bereik]),
        "product": maak_product(),
        "logboekregel": _logboekregel(boom.huishouden, helper),
        **maak_beheerrijen(f"Programma {team.naam}", _DOMEIN[bereik]),
        **maak_supportrijen(helper),
        **maak_sleutelrijen(f"wereld-{wereld.merk[bereik].lower()}", helper, team),
    }
    opslag.bewaar(OPSLAG, boom["Document"].pk, f"Kanarie{wereld.merk[bereik]} in een bestand".encode())
    for model in (
        inrichting.Wijk,
        inrichting.Inlooppunt,
        inrichting.Detachering,
        inrichting.Registratie,
        inrichting.KeuzehulpUitkomst,
    ):
        vast = {**_INRICHTING[model.__name__], **_eigen_naam(model, team, len(wereld.bomen))}
        rijen[model.__name__.lower()] = boom.plant(model, **vast)
    wereld.bomen[bereik], wereld.rijen[bereik] = boom, rijen


_DOMEIN = {Bereik.EIGEN: "EIGEN", Bereik.ANDER: "ANDER", Bereik.VREEMD: "VREEM"}


def _aanbiedersignaal(organisatie: Any, helper: Any) -> Aanbiedersignaal:
    """Make a signal about a provider; who made it reads it, and nobody else."""
    return Aanbiedersignaal.objects.create(
        aanbieder=organisatie, soort="geld", waarneming="Twee rekeningen voor een week.", gezien_op=BEGIN,
        bron="cijfers", gemaakt_door=helper, gemaakt_op=timezone.now(),
    )  # fmt: skip


def _beleidssignaal(merk: str) -> Beleidssignaal:
    """Make a signal about a rule of its own; it holds no household."""
    nu = timezone.now()
    regel = Regel.objects.create(sleutel=f"regel {merk}", titel=f"Regel {merk}")
    dag = localdate(nu)
    return Beleidssignaal.objects.create(
        regel=regel, geopend_op=nu, begin=dag, uiterlijk=date(2099, 1, 1), waarom_deze_dag="8 weken."
    )


def _korte_hulp(team: Any, helper: Any) -> KorteHulp:
    """Make a question of a team; it holds no resident."""
    return KorteHulp.objects.create(
        team=team, door=helper, op=timezone.now(), waar="inloop", domein="geld", vraag="Hoe vraag ik toeslag aan?",
        antwoord="Samen gedaan.", minuten=10,
    )  # fmt: skip


def _logboekregel(huishouden: Any, helper: Any) -> Any:
    audit.record_inzage(target=huishouden, by=helper, doel=Doel.HULP, at=timezone.now())
    return Logboekregel.objects.filter(huishouden_id=huishouden.pk).first()


def _eigen_naam(model: Any, team: Any, nummer: int) -> dict[str, Any]:
    namen: dict[Any, dict[str, Any]] = {
        inrichting.Wijk: {"code": f"WK90010{nummer}"},
        inrichting.Inlooppunt: {"naam": f"De Hoek {team.naam}"},
    }
    return namen.get(model, {})


_INRICHTING: dict[str, dict[str, Any]] = {
    "Wijk": {"naam": "Noord", "jaar": 2026},
    "Registratie": {"register": "SKJ", "nummer": "12345678901", "geldig_tot": date(2099, 1, 1)},
    "Inlooppunt": {"adres": "Plein 1", "openingstijden": "Elke dag", "telefoon": ""},
    "Detachering": {"omvang": 1, "eenheid": "fte", "tot": None},
    "KeuzehulpUitkomst": {"gekozen": "", "motivatie": "", "afgerond_op": None, "begonnen_op": timezone.now()},
}


def _inlezing(door: Gebruiker, team: Any, merk: str) -> Inlezing:
    inlezing = Inlezing.objects.create(
        bestandsnaam=f"caseload {merk}.csv", grootte=10, soort="csv", blad="", bron="bron", team=team,
        stand="gecontroleerd", door=door, gemaakt_op=timezone.now(),
        aantallen={"huishoudens": 1, "rijen": 1, "personen": 1},
    )  # fmt: skip
    InleesProbleem.objects.create(
        inlezing=inlezing, rij=2, veld="naam", ernst="stop", wat="Fout", waarde=f"Kanarie{merk}naam"
    )
    return inlezing
