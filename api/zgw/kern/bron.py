"""`Bron`: one resource of a register. It checks who asks, what is asked, and leaves its line in the logboek."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from api.zgw.kern.aanroeper import Aanroeper, TokenAuthenticatie
from api.zgw.kern.bladen import blad, bladnummer, omslag
from api.zgw.kern.blik import Blik
from api.zgw.kern.expand import Relatie, boom_van, breid_uit
from api.zgw.kern.problemen import als_probleem, behandel
from api.zgw.kern.ritme import RitmePerClient
from api.zgw.kern.vorm import BytesRenderer, JsonRenderer, StrengeJson, met_etag
from keukentafel import audit
from keukentafel.tenancy import zaaifouten
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.fouten import Ongeldig, Veldfout, Verboden
from modules.zgw.sporen.actions import Hoofdobject, Wijziging, leave_spoor

SOORTEN = {"maken": "C", "lezen": "R", "wijzigen": "U", "verwijderen": "D"}


class Vraag(serializers.Serializer[Any]):
    """The query parameters that a list knows. A resource adds its own; every other name is refused."""

    @classmethod
    def namen(cls) -> frozenset[str]:
        """Return every name that it knows."""
        return _namen(cls)

    def get_fields(self) -> dict[str, Any]:
        """Make the fields that were asked for, and no others: a list of zaken knows fifty."""
        velden = self._declared_fields
        gegeven = getattr(self, "initial_data", velden)
        return {naam: deepcopy(veld) for naam, veld in velden.items() if veld.required or naam in gegeven}


@cache
def _namen(vraag: type[Vraag]) -> frozenset[str]:
    return frozenset(vraag().fields)


def lezer_van(soort: type[Any]) -> serializers.BaseSerializer[Any]:
    """Return the one reader of a kind in this thread: making its fields takes longer than reading with them.

    Reading leaves nothing behind in it.
    """
    lezers: Any = _lezers.__dict__
    if soort not in lezers:
        lezers[soort] = soort()
    lezer: serializers.BaseSerializer[Any] = lezers[soort]
    return lezer


_lezers = threading.local()


class Bron(GenericViewSet[Any]):
    """A resource: `rijen` says which rows, `toon` how one looks, `vraag` how a list is asked.

    `scopes` gives per action the scopes of which one is enough; an action without is closed.
    """

    component: ClassVar[str]
    naam: ClassVar[str]
    operatie: ClassVar[str]
    werkwoorden: ClassVar[Mapping[str, str]] = {}
    versie: ClassVar[str]
    scopes: ClassVar[Mapping[str, tuple[str, ...]]]
    vraag: ClassVar[type[Vraag]] = Vraag
    met_bladen: ClassVar[bool] = True
    heeft_etag: ClassVar[bool] = True
    relaties: ClassVar[Mapping[str, Relatie]] = {}
    stukvragen: ClassVar[frozenset[str]] = frozenset()
    lookup_field = "pk"
    lookup_url_kwarg = "uuid"
    authentication_classes = (TokenAuthenticatie,)
    permission_classes = ()
    renderer_classes = (JsonRenderer, BytesRenderer)
    parser_classes = (StrengeJson,)
    throttle_classes = (RitmePerClient,)
    pagination_class = None

    # what a resource says of itself

    def rijen(self) -> QuerySet[Any]:
        """Return every row with what `toon` reads, in the order of the list."""
        raise NotImplementedError

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        """Return one row as the standard writes it."""
        raise NotImplementedError

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        """Keep the rows that lie within what the program may reach."""
        return rijen

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        """Tell whether this row lies within."""
        return True

    @classmethod
    def koppen_nodig(cls, actie: str) -> Mapping[str, str]:
        """Return the headers that a call must carry besides its token, with the one value each may have."""
        return {}

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        """Keep what was asked for."""
        return rijen

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        """Read for a whole page at once what `toon` needs besides the rows."""

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Any:
        """Make (rij None) or change a row; `geheel` is PUT and POST. Raises the refusals of the standard."""
        raise NotImplementedError

    def verwijder(self, rij: Any) -> None:
        """Take a row away."""
        raise NotImplementedError

    # the road of a request

    def get_exception_handler(self) -> Any:
        return behandel

    def get_queryset(self) -> QuerySet[Any]:
        return self.rijen()

    @property
    def aanroeper(self) -> Aanroeper:
        """The program that asks."""
        wie: Any = self.request.user
        return wie

    @property
    def handeling(self) -> str:
        """The scope table's name for this action: PATCH counts as update, HEAD as retrieve."""
        return {"partial_update": "update", "koppen": "retrieve"}.get(self.action or "", self.action or "")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.action:
            return  # a method that is not there: 405 follows
        gevraagd = self.scopes.get(self.handeling)
        if gevraagd is None:
            raise Http404
        if not self.mag(*gevraagd):
            raise Verboden

    def mag(self, *scopes: str) -> bool:
        """Tell whether the program has one of these scopes anywhere in this component."""
        return self.aanroeper.machtiging.heeft(self.component, scopes)

    def bereik(self) -> Bereik:
        """Return what the program may reach with this action."""
        return self.aanroeper.machtiging.bereik(self.component, self.scopes[self.handeling])

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        antwoord = als_probleem(super().finalize_response(request, response, *args, **kwargs))
        antwoord["API-version"] = self.versie
        return antwoord

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """List what may be seen and was asked for."""
        waarden = self.lees_vraag(request)
        rijen = self.filter(self.binnen(self.rijen(), self.bereik()), waarden)
        blik = Blik()
        if not self.met_bladen:
            gelezen = list(rijen)
            uit: Any = self.toon_alle(gelezen, blik, waarden.get("expand", ""))
        else:
            nummer = bladnummer(request.query_params.get("page", ""))
            gelezen, aantal = blad(rijen, nummer)
            getoond = self.toon_alle(gelezen, blik, waarden.get("expand", ""))
            uit = omslag(getoond, aantal, nummer, request.path, dict(request.query_params.lists()), blik)
        self.noteer("opgevraagd", "lezen", None, aantal=len(gelezen), gelezen=gelezen)
        return Response(uit)

    def toon_alle(self, rijen: Sequence[Any], blik: Blik, expand: str = "") -> Any:
        """Return a page of rows, with what was asked to be filled in."""
        self.laad(list(rijen), blik)
        getoond = [self.toon(rij, blik) for rij in rijen]
        if expand:
            breid_uit(self, rijen, getoond, boom_van(expand, self), blik)
        return getoond

    def lees_vraag(self, request: Request, vraag: type[Vraag] | None = None) -> dict[str, Any]:
        """Read the query string.

        :raises Ongeldig: a name that the list does not know, or a value that cannot be.
        """
        vraag = vraag or self.vraag
        vreemd = sorted(set(request.query_params) - vraag.namen() - ({"page"} if self.met_bladen else set()))
        if vreemd:
            raise Ongeldig(
                Veldfout(
                    "nonFieldErrors", "unknown-parameters", f"Onbekende parameters: {', '.join(vreemd)}"[:500]
                )
            )
        gegeven = {naam: waarde for naam, waarde in request.query_params.items() if waarde != ""}
        lezer = vraag(data=gegeven)
        lezer.is_valid(raise_exception=True)
        return {naam: waarde for naam, waarde in lezer.validated_data.items() if naam in gegeven}

    def zoek(self, *, schrijven: bool = False) -> Any:
        """Return the row of this address.

        :raises Http404: there is none.
        :raises Verboden: it lies outside what the program may reach.
        """
        sleutel = self.kwargs[self.lookup_url_kwarg]
        rij = self.een(sleutel, schrijven=schrijven) if isinstance(sleutel, UUID) else None
        if rij is None:
            raise Http404
        if not self.mag_rij(rij, self.bereik()) and not zaaifouten.staat_aan("zgw_stuk_buiten_bereik"):
            raise Verboden
        return rij

    def een(self, sleutel: UUID, *, schrijven: bool = False) -> Any | None:
        """Return the row with this key, locked when it is about to change."""
        rijen = self.rijen().filter(pk=sleutel)
        return (rijen.select_for_update(of=("self",)) if schrijven else rijen).first()

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show one."""
        expand = self.lees_stukvraag(request)
        rij = self.zoek()
        self.noteer("opgevraagd", "lezen", rij)
        return self.antwoord(rij, expand)

    def lees_stukvraag(self, request: Request) -> str:
        """Read what may stand behind the address of one row: `expand`, where there is something to fill in."""
        bekend = {"expand"} if self.relaties else set[str]()
        vreemd = sorted(set(request.query_params) - bekend - self.stukvragen)
        if vreemd:
            raise Ongeldig(
                Veldfout(
                    "nonFieldErrors", "unknown-parameters", f"Onbekende parameters: {', '.join(vreemd)}"[:500]
                )
            )
        return request.query_params.get("expand", "")

    def koppen(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the headers of one."""
        return self.retrieve(request, *args, **kwargs)

    def antwoord(self, rij: Any, expand: str = "") -> HttpResponse:
        """Write one row, with its ETag where the standard has one."""
        uit = self.toon_alle([rij], Blik(), expand)[0]
        if self.heeft_etag:
            return met_etag(self.verzoek, uit)
        return Response(uit)

    @property
    def verzoek(self) -> HttpRequest:
        """The request of Django below."""
        onder: HttpRequest = self.request._request  # noqa: SLF001 -- the way of REST framework itself
        return onder

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make one."""
        uit = self.maak(self.lees(request.data))
        return Response(uit, status=201, headers={"Location": str(uit["url"])})

    def maak(self, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        """Make one of what was read, with its traces, and show it."""
        rij = self.bewaar(None, gegevens, geheel=True)
        self.noteer("gemaakt", "maken", rij)
        uit = self.toon_nieuw(rij)
        self.laat_spoor("create", self.hoofdobject(rij), None, uit, 201)
        return uit

    def toon_nieuw(self, rij: Any) -> dict[str, Any]:
        """Return a row that was just written, read again as everybody reads it."""
        vers, blik = self.een(rij.pk), Blik()
        self.laad([vers], blik)
        return self.toon(vers, blik)

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Replace one."""
        rij = self.zoek(schrijven=True)
        return self.vervang(rij, self.toon_nu(rij), request.data, "update")

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change what was sent; the whole is checked as if it were sent."""
        return self.wijzig(self.zoek(schrijven=True), request.data)

    def wijzig(self, rij: Any, ruw: Any) -> Response:
        """Change of a row what was sent, with its traces."""
        blik = Blik()
        self.laad([rij], blik)
        if not isinstance(ruw, dict):
            self.lees(ruw)
        velden: dict[str, Any] = lezer_van(self.get_serializer_class()).fields  # type: ignore[attr-defined]
        schrijfbaar = {naam for naam, veld in velden.items() if not veld.read_only}
        nu = {naam: waarde for naam, waarde in self.invoer(rij, blik).items() if naam in schrijfbaar}
        return self.vervang(rij, self.toon(rij, blik), nu | dict(ruw), "partial_update")

    def vervang(self, rij: Any, oud: dict[str, Any], ruw: Any, actie: str) -> Response:
        """Save what was sent in the place of a row, and leave its traces."""
        rij = self.bewaar(rij, self.lees(ruw), geheel=actie == "update")
        self.noteer("gewijzigd", "wijzigen", rij)
        uit = self.toon_nieuw(rij)
        self.laat_spoor(actie, self.hoofdobject(rij), oud, uit, 200)
        return Response(uit)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take one away."""
        self.neem_weg(self.zoek(schrijven=True))
        return Response(status=204)

    def neem_weg(self, rij: Any) -> None:
        """Take a row away, with its traces."""
        hoofd = self.hoofdobject(rij)
        oud = self.toon_nu(rij) if hoofd is not None else None
        self.noteer("verwijderd", "verwijderen", rij)
        self.verwijder(rij)
        self.laat_spoor("destroy", hoofd, oud, None, 204)

    def toon_nu(self, rij: Any) -> dict[str, Any]:
        """Return a row as it is at this moment."""
        blik = Blik()
        self.laad([rij], blik)
        return self.toon(rij, blik)

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        """Return what the audittrail and the messages of this row hang on; None where the standard has none."""
        return None

    def weergave(self, rij: Mapping[str, Any]) -> str:
        """Return how the audittrail names this row: never by a person."""
        return f"{self.operatie} {rij.get('identificatie') or rij.get('uuid') or ''}".strip()

    def laat_spoor(
        self,
        actie: str,
        hoofd: Hoofdobject | None,
        oud: dict[str, Any] | None,
        nieuw: dict[str, Any] | None,
        stand: int,
    ) -> None:
        """Write the audittrail and tell who listens, in the transaction of the change."""
        if hoofd is None:
            return
        rij = nieuw or oud or {}
        leave_spoor(
            hoofd=hoofd,
            wijziging=Wijziging(
                bron=self.component, resource=self.operatie, resource_url=str(rij.get("url", "")),
                weergave=self.weergave(rij), actie=actie, resultaat=stand, oud=oud, nieuw=nieuw,
            ),
            by=self.aanroeper,
            toelichting=self.request.headers.get("X-Audit-Toelichting", "")[:2000],
            at=now(),
        )  # fmt: skip

    def invoer(self, rij: Any, blik: Blik) -> dict[str, Any]:
        """Return a row as it would be sent in: what PATCH changes a part of."""
        return self.toon(rij, blik)

    def lees(self, ruw: Any) -> dict[str, Any]:
        """Read a body.

        :raises rest_framework.exceptions.ValidationError: a field is wrong.
        """
        if isinstance(ruw, dict):
            return dict(lezer_van(self.get_serializer_class()).run_validation(ruw))
        lezer = self.get_serializer(data=ruw)  # it says what is wrong with the whole
        lezer.is_valid(raise_exception=True)
        return dict(lezer.validated_data)

    def huishouden_van(self, rij: Any) -> UUID | None:
        """Return the household that a row is about; none for types and rights."""
        return getattr(rij, "huishouden_id", None)

    def noteer(
        self,
        wat: str,
        soort: str,
        rij: Model | None,
        *,
        aantal: int = 1,
        gelezen: Sequence[Any] | None = None,
    ) -> None:
        """Write the line in the logboek: the program, its user, the resource, never what was in it."""
        wie = self.aanroeper
        getoond = {id for id in map(self.huishouden_van, gelezen or ()) if id is not None}
        audit.record(
            f"zgw.{self.operatie}.{wat}",
            target=rij,
            by=wie,
            at=now(),
            soort=SOORTEN[soort],
            doel="koppeling",
            huishouden_id=self.huishouden_van(rij) if rij is not None else None,
            getoond=getoond or None,
            detail={
                "client_id": wie.client_id,
                "applicatie": str(wie.applicatie_id or ""),
                "aantal": aantal,
            },
        )
