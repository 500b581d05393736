"""`Bron`: one resource. It lets the call in as its account, and asks the doors and actions of the screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from rest_framework import serializers
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from api.v1.kern.aanroeper import Ritme, TokenAuthenticatie, tel
from api.v1.kern.bladen import HOOGSTENS, STANDAARD, blad, volgende
from api.v1.kern.eenmalig import doe_eenmalig
from api.v1.kern.problemen import EersteEenMens, Verlopen, als_probleem
from api.v1.kern.recht import namens, sla_alarm, tel_vraag
from api.v1.kern.schema import ApiSchema
from api.v1.kern.versie import VERSIE
from api.v1.kern.vorm import StrengeVorm, Vorm, etag_van, in_json, kameel, kies_velden, lees_velden, noemt
from api.zgw.kern.problemen import Probleem
from api.zgw.kern.vorm import StrengeJson
from keukentafel import audit
from keukentafel.adres import adres_van_gemeente
from keukentafel.audit import Doel
from keukentafel.errors import GeenZicht, NietVanJou, Verouderd
from keukentafel.request import GemeenteRequest
from keukentafel.tenancy import huidige_gemeente, zaaifouten
from modules.dossier.access import doe_de_moeite, geopende_huishoudens
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.wacht import TeVeel
from modules.dossier.zicht.wachters import OnderbrekingNodig
from modules.zgw.fouten import Ongeldig, Veldfout


@dataclass(frozen=True, slots=True)
class Handeling:
    """One more thing that can be done to a row: `POST {id}/{naam}`, as the screen of that route does it.

    `doe` may return the id of another row: then that is what the answer shows. `maakt`: that row is new (201).
    `leest`: it is asked with GET, changes nothing, and answers a form of its own (`uit`). `gezien`: only with the
    ETag of what the caller read.
    """

    scherm: str
    doe: str
    uitleg: str
    invoer: type[StrengeVorm] | None = None
    maakt: bool = False
    leest: bool = False
    uit: type[Vorm] | None = None
    gezien: bool = False


class Leeg(StrengeVorm):
    """Nothing may stand behind the address."""


class Stukvraag(StrengeVorm):
    """What may stand behind the address of one row."""

    velden_ = serializers.CharField(
        required=False, source="velden", help_text="Alleen deze velden, met komma's ertussen."
    )

    def get_fields(self) -> dict[str, Any]:
        """Call it `fields`, which is a word of serializers too."""
        velden = super().get_fields()
        return {"fields": velden.pop(kameel("velden_")), **velden}


class Vraag(Stukvraag):
    """What a list may be asked. A resource adds its filters; every other name is refused."""

    cursor = serializers.UUIDField(required=False, help_text="Waar de lijst verdergaat: uit `next`.")
    page_size = serializers.IntegerField(
        required=False, min_value=1, max_value=HOOGSTENS, default=STANDAARD, help_text="Hoeveel per keer."
    )


class Bron(ViewSetMixin, APIView):
    """A resource: `rijen` for the list, `open` for the door, `toon` for the form.

    `schermen` names per action the screen that does the same: its row of the rights table decides. A part of
    another resource goes by the scope of that one (`scopes_van`).
    """

    bron: ClassVar[str]
    naam: ClassVar[str]
    uitleg: ClassVar[str] = ""
    uit: ClassVar[type[Vorm]]
    vraag: ClassVar[type[Vraag]] = Vraag
    schermen: ClassVar[Mapping[str, str]]
    invoer: ClassVar[Mapping[str, type[StrengeVorm]]] = {}
    handelingen: ClassVar[Mapping[str, Handeling]] = {}
    volgorde: ClassVar[tuple[str, ...]] = ("id",)
    telt_vragen: ClassVar[bool] = False
    werkwoord: ClassVar[str] = ""
    scopes_van: ClassVar[str] = ""
    authentication_classes = (TokenAuthenticatie,)
    permission_classes = ()
    throttle_classes = ()
    parser_classes = (StrengeJson,)
    handeling: str | None = None
    schema = ApiSchema()
    request: Any
    action: Any
    ritme: Ritme | None = None

    # what a resource says of itself

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that this account sees, as far as they were asked for."""
        raise NotImplementedError

    def open(self, pk: UUID, *, lock: bool = False) -> Any:
        """Return one row through its door.

        :raises Http404: it is not there, or not for this account.
        """
        raise NotImplementedError

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        """Return a page of rows; the number of queries is the same for any number."""
        return [self.toon(rij) for rij in rijen]

    def toon(self, rij: Any) -> dict[str, Any]:
        """Return one row, with the names of Python: what it holds under the names of the form."""
        return self.uit.uit_rij(rij)

    def maak(self, gegevens: Mapping[str, Any]) -> Any:
        """Make a row by the action of the screen."""
        raise NotImplementedError

    def wijzig(self, rij: Any, gegevens: Mapping[str, Any]) -> None:
        """Change a row by the action of the screen."""
        raise NotImplementedError

    def verwijder(self, rij: Any) -> None:
        """Take a row away by the action of the screen."""
        raise NotImplementedError

    def huishouden_van(self, rij: Any) -> UUID | None:
        """Return the household that a row of a list is about."""
        gevonden: UUID | None = getattr(rij, "huishouden_id", None)
        return gevonden

    @property
    def teammodel_id(self) -> UUID:
        """The team model that holds now."""
        # The platform knows settings in general; that they have a team model is of the module inrichting.
        gevonden: UUID = self.django.instellingen.teammodel_id  # type: ignore[attr-defined]
        return gevonden

    # the road of a call

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any:
        """Return the view; it opens its transaction itself, after the call was let in."""
        return transaction.non_atomic_requests(super().as_view(actions, **initkwargs))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.args, self.kwargs = args, kwargs
        self.django: GemeenteRequest = request
        try:
            self.request = self.initialize_request(request, *args, **kwargs)
            antwoord = self._beantwoord()
        except Exception as fout:
            antwoord = self._weiger(fout)
        return self._met_koppen(antwoord)

    def _beantwoord(self) -> HttpResponse:
        token = self.request.auth
        self.ritme = tel(self.request.user.pk)
        if self.ritme.is_op:
            raise Probleem(429, "Je vraagt te vaak. Wacht even.")
        if not self.action or self.action == "metadata":
            raise MethodNotAllowed(str(self.request.method))
        scherm = self.scherm()
        doe: Callable[[], HttpResponse] = getattr(self, str(self.action))
        with (
            namens(
                token,
                scherm=scherm,
                scope=self.scope(),
                instellingen=self.django.instellingen,
                methode=self.request.method,
            ),
            transaction.atomic(),
        ):
            return doe()

    def _weiger(self, fout: Exception) -> HttpResponse:
        """Answer what was raised. The work is undone by now; what must stay in the logboek is written here."""
        if isinstance(fout, GeenZicht | NietVanJou):
            fout.bewaar()
        elif isinstance(fout, Http404) and self._vroeg_een_dossier():
            doe_de_moeite(self.request.user)
        if isinstance(fout, TeVeel):
            keuzes = self.django.instellingen.section(ToegangInstellingen)
            fout = sla_alarm(fout, self.request.user, keuzes)
        gelezen = als_probleem(fout, getattr(self.django, "verzoek_id", ""))
        if gelezen is None:
            raise fout
        stand, lichaam, koppen = gelezen
        antwoord = HttpResponse(orjson.dumps(lichaam), status=stand, content_type="application/problem+json")
        if stand == 405:
            antwoord["Allow"] = ", ".join(methode.upper() for methode in self.action_map)
        for naam, waarde in koppen.items():
            antwoord[naam] = waarde
        return antwoord

    def _vroeg_een_dossier(self) -> bool:
        gebruiker: Any = self.django.user
        return gebruiker.is_authenticated and not geopende_huishoudens(gebruiker)

    def _met_koppen(self, antwoord: HttpResponse) -> HttpResponse:
        antwoord["API-Version"] = VERSIE
        antwoord.headers.setdefault("Cache-Control", "no-store")
        antwoord["Vary"] = "Authorization"
        for naam, waarde in (self.ritme.koppen() if self.ritme else {}).items():
            antwoord[naam] = waarde
        if self.django.method == "HEAD":
            antwoord.content = b""
        return antwoord

    @property
    def soort(self) -> str:
        """What kind of call this is: list, retrieve, create, partial_update, destroy, handel or bekijk."""
        return str(self.action).removeprefix("doe_")

    def scherm(self) -> str:
        """Return the screen that does the same."""
        if self.handeling:
            return self.handelingen[self.handeling].scherm
        return self.schermen[self.soort]

    def scope(self) -> str:
        """Return what the token must be meant for."""
        leest = self.soort in ("list", "retrieve", "bekijk")
        return f"{self.scopes_van or self.bron}.{'lezen' if leest else 'schrijven'}"

    # reading

    def doe_list(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """List what may be seen and was asked for."""
        waarden = self.lees_vraag(self.vraag)
        velden = self._velden(waarden)
        if self.telt_vragen and self.request.query_params:
            tel_vraag(self.django.get_full_path())
        rijen, cursor = blad(self.rijen(waarden), self.volgorde, waarden.get("cursor"), waarden["page_size"])
        getoond = [kies_velden(rij, velden) for rij in in_json(self.toon_alle(rijen))]
        self.noteer(rijen)
        vraag = dict(self.request.query_params.lists())
        adres = volgende(basis(), self.django.path, vraag, cursor)
        antwoord = _json({"results": getoond, "next": adres})
        if adres:
            antwoord["Link"] = f'<{adres}>; rel="next"'
        return antwoord

    def noteer(self, rijen: Sequence[Any]) -> None:
        """Write which households a page showed, as far as no door did."""
        gebruiker = self.request.user
        getoond = {id for rij in rijen if (id := self.huishouden_van(rij))} - geopende_huishoudens(gebruiker)
        audit.record_lijst(
            "dossier.lijst.bekeken",
            by=gebruiker,
            doel=Doel.HULP,
            huishoudens=getoond,
            detail={"pagina": f"api/v1/{self.bron}"},
        )

    def doe_retrieve(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show one."""
        velden = self._velden(self.lees_vraag(Stukvraag))
        return self._stuk(self.vers(self.kwargs["id"]), velden)

    def doe_bekijk(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show something of one row that is not in the row itself."""
        handeling = self.handelingen[str(self.handeling)]
        self.lees_vraag(Leeg)
        return self._stuk(in_json(getattr(self, handeling.doe)(self.open(self.kwargs["id"]))))

    def _stuk(self, rij: dict[str, Any], velden: Sequence[str] = (), stand: int = 200) -> HttpResponse:
        etag = etag_van(rij)
        if stand == 200 and self.leest and noemt(self.request.headers.get("If-None-Match", ""), etag):
            return HttpResponse(status=304, headers={"ETag": etag})
        antwoord = _json(kies_velden(rij, velden), stand)
        antwoord["ETag"] = etag
        return antwoord

    @property
    def leest(self) -> bool:
        """Whether this call only reads."""
        return self.request.method in ("GET", "HEAD")

    def vers(self, pk: UUID) -> dict[str, Any]:
        """Return one row through its door, with the names of JSON."""
        uit: dict[str, Any] = in_json(self.toon(self.open(pk)))
        return uit

    def lees_vraag(self, soort: type[Vorm]) -> dict[str, Any]:
        """Read the query string.

        :raises Ongeldig: a name that the list does not know.
        :raises rest_framework.exceptions.ValidationError: a value that cannot be.
        """
        dubbel = [naam for naam, waarden in self.request.query_params.lists() if len(waarden) > 1]
        if dubbel:
            raise Ongeldig(
                *(Veldfout(naam, "repeated", "Dit staat er meer dan één keer.") for naam in dubbel)
            )
        lezer = soort(data=self.request.query_params.dict())
        lezer.is_valid(raise_exception=True)
        return dict(lezer.validated_data)

    def _velden(self, waarden: Mapping[str, Any]) -> tuple[str, ...]:
        return lees_velden(waarden.get("velden", ""), self.uit().fields)

    # writing

    def lees_lichaam(self, soort: type[StrengeVorm], *, deels: bool = False) -> dict[str, Any]:
        """Read a body.

        :raises rest_framework.exceptions.ValidationError: a field is wrong.
        """
        lezer = soort(data=self.request.data, partial=deels, context={"bron": self})
        lezer.is_valid(raise_exception=True)
        return dict(lezer.validated_data)

    def doe_create(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make one."""
        gegevens = self.lees_lichaam(self.invoer["create"])
        return self._eenmalig(gegevens, lambda: (201, self.maak(gegevens).pk))

    def _eenmalig(self, gelezen: Mapping[str, Any], doe: Callable[[], tuple[int, UUID]]) -> HttpResponse:
        gestuurd = self.request.data if gelezen else {}
        stand, pk, is_eerder = doe_eenmalig(
            sleutel=self.request.headers.get("Idempotency-Key", ""),
            gebruiker=self.request.user,
            methode=str(self.request.method),
            pad=self.django.get_full_path(),
            ruw=orjson.dumps(gestuurd, option=orjson.OPT_SORT_KEYS, default=str),
            doe=doe,
        )
        try:
            rij = self.vers(pk)
        except (NietVanJou, GeenZicht, OnderbrekingNodig):
            rij = {"id": pk}  # passed on to another team: done, and not for the caller to see any more
        antwoord = self._stuk(rij, stand=stand)
        if stand == 201:
            antwoord["Location"] = f"{basis()}/api/v1/{self.bron}/{pk}"
        if is_eerder:
            antwoord["Idempotency-Replayed"] = "true"
        return antwoord

    def doe_partial_update(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change what was sent."""
        gegevens = self.lees_lichaam(self.invoer["partial_update"], deels=True)
        rij = self.open(self.kwargs["id"], lock=True)
        self._eis_etag(in_json(self.toon(rij)))
        try:
            self.wijzig(rij, gegevens)
        except Verouderd as ander:
            raise Verlopen from ander
        return self._stuk(self.vers(rij.pk))

    def doe_destroy(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take away what the caller saw."""
        rij = self.open(self.kwargs["id"], lock=True)
        self._eis_etag(in_json(self.toon(rij)))
        try:
            self.verwijder(rij)
        except Verouderd as ander:
            raise Verlopen from ander
        return HttpResponse(status=204)

    def _eis_etag(self, nu: dict[str, Any]) -> None:
        """Change only what the caller saw.

        :raises Probleem: the header is not there (428).
        :raises Verlopen: it changed meanwhile (412), with what stands there now.
        """
        kop = self.request.headers.get("If-Match", "")
        if not kop:
            raise Probleem(428, "Stuur de ETag mee die je kreeg: If-Match.")
        if not noemt(kop, etag_van(nu)):
            raise Verlopen(nu)

    def doe_handel(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do one more thing to a row."""
        handeling = self.handelingen[str(self.handeling)]
        gegevens = self.lees_lichaam(handeling.invoer) if handeling.invoer else {}
        rij = self.open(self.kwargs["id"], lock=True)

        def doe() -> tuple[int, UUID]:
            if handeling.gezien or self.request.headers.get("If-Match"):
                self._eis_etag(in_json(self.toon(rij)))
            anders: UUID | None = getattr(self, handeling.doe)(rij, gegevens)
            return 201 if handeling.maakt else 200, anders or rij.pk

        try:
            return self._eenmalig(gegevens, doe)
        except Verouderd as ander:
            raise Verlopen from ander

    @property
    def wie(self) -> Any:
        """The account that acts."""
        return self.request.user

    @property
    def is_programma(self) -> bool:
        """Whether a program acts, and no person."""
        return bool(self.request.auth.programma_id)

    def eis_mens(self, wat: str) -> None:
        """Ask that a person acts: what the law asks of somebody, no program does.

        :raises EersteEenMens: a program asks; `wat` says for what.
        """
        if self.is_programma and not zaaifouten.staat_aan("programma_beslist"):
            raise EersteEenMens(wat)

    @property
    def nu(self) -> Any:
        """The moment of this call."""
        return now()


def basis() -> str:
    """Return the public address of the gemeente, never that of the request."""
    return adres_van_gemeente(huidige_gemeente().slug)


def _json(inhoud: Any, stand: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(inhoud), status=stand, content_type="application/json")
