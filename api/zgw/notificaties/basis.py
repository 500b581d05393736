"""`/kanaal`, `/abonnement` and `/notificaties`. Lists are bare; nothing here has an ETag or a trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import now
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.kern.adres import wortel
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Bron, Vraag
from api.zgw.kern.velden import Moment, Tekst
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.notificaties.actions.abonnement import Gekozen, remove_abonnement, save_abonnement
from modules.zgw.notificaties.actions.bericht import publish
from modules.zgw.notificaties.actions.kanaal import make_kanaal
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze

CONSUMEREN = ("notificaties.consumeren",)
PUBLICEREN = ("notificaties.publiceren",)
BEIDE = (*CONSUMEREN, *PUBLICEREN)


class NotificatieBron(Bron):
    """A resource of this register."""

    component, versie = "nrc", "1.0.0"
    met_bladen = False
    heeft_etag = False
    werkwoorden: ClassVar[Mapping[str, str]] = {"retrieve": "read", "destroy": "delete"}


class KanaalLezer(serializers.Serializer[Kanaal]):
    """A channel."""

    url = serializers.URLField(read_only=True)
    naam = Tekst(max_length=50)
    documentatieLink = serializers.URLField(max_length=200, required=False, allow_blank=True, default="")
    filters = serializers.ListField(child=Tekst(min_length=1, max_length=100), required=False, default=list)


class KanaalVraag(Vraag):
    """How channels are asked for."""

    naam = serializers.CharField(required=False)


class Kanalen(NotificatieBron):
    """What may be heard of."""

    naam, operatie = "kanaal", "kanaal"
    serializer_class = KanaalLezer
    vraag = KanaalVraag
    scopes = {"list": BEIDE, "retrieve": BEIDE, "create": PUBLICEREN}

    def rijen(self) -> QuerySet[Kanaal]:
        return Kanaal.objects.all()

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        return rijen.filter(naam=waarden["naam"]) if "naam" in waarden else rijen

    def toon(self, rij: Kanaal, blik: Blik) -> dict[str, Any]:
        uit: dict[str, Any] = {
            "url": blik.url("nrc", "kanaal", rij.pk),
            "naam": rij.naam,
            "filters": rij.filters,
        }
        return uit | {"documentatieLink": rij.documentatie}

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Kanaal:
        return make_kanaal(
            naam=gegevens["naam"], documentatie=gegevens["documentatieLink"], filters=gegevens["filters"]
        )


class KeuzeLezer(serializers.Serializer[Keuze]):
    """A channel of a subscription."""

    naam = Tekst(min_length=1, max_length=50)
    filters = serializers.DictField(child=Tekst(min_length=1, max_length=1000), required=False, default=dict)


class AbonnementLezer(serializers.Serializer[Abonnement]):
    """A subscription."""

    url = serializers.URLField(read_only=True)
    callbackUrl = serializers.CharField(max_length=1000)  # the door says whether it is an address
    auth = Tekst(min_length=1, max_length=1000)
    kanalen = KeuzeLezer(many=True, allow_empty=False)

    def validate_auth(self, waarde: str) -> str:
        """Refuse what cannot be a header."""
        if not waarde.isascii() or not waarde.isprintable():
            raise serializers.ValidationError("Dit kan geen waarde van de kop Authorization zijn.")
        return waarde


class Abonnementen(NotificatieBron):
    """Who hears. A program sees its own; one that may do everything sees all."""

    naam, operatie = "abonnement", "abonnement"
    serializer_class = AbonnementLezer
    scopes = {
        "list": BEIDE, "retrieve": BEIDE, "create": CONSUMEREN, "update": CONSUMEREN, "destroy": CONSUMEREN,
    }  # fmt: skip

    def rijen(self) -> QuerySet[Abonnement]:
        return Abonnement.objects.prefetch_related(Prefetch("keuzes", Keuze.objects.select_related("kanaal")))

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        return rijen if self.aanroeper.machtiging.alle else rijen.van(self.aanroeper.applicatie_id)  # type: ignore[attr-defined]

    def mag_rij(self, rij: Abonnement, bereik: Bereik) -> bool:
        mijn = rij.applicatie_id is not None and rij.applicatie_id == self.aanroeper.applicatie_id
        return mijn or self.aanroeper.machtiging.alle

    def toon(self, rij: Abonnement, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("nrc", "abonnement", rij.pk),
            "callbackUrl": rij.adres,
            "auth": rij.auth,
            "kanalen": [{"naam": keuze.kanaal.naam, "filters": keuze.filters} for keuze in rij.keuzes.all()],
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Abonnement:
        return save_abonnement(
            abonnement=rij,
            adres=gegevens["callbackUrl"],
            auth=gegevens["auth"],
            keuzes=[Gekozen(een["naam"], een["filters"]) for een in gegevens["kanalen"]],
            applicatie_id=self.aanroeper.applicatie_id,
            proefadres=f"{wortel('nrc')}/notificaties",
            at=now(),
        )

    def verwijder(self, rij: Any) -> None:
        remove_abonnement(abonnement=rij)


class BerichtLezer(serializers.Serializer[Any]):
    """A message. It goes on as it came."""

    kanaal = Tekst(min_length=1, max_length=50)
    hoofdObject = serializers.URLField(max_length=1000)
    resource = Tekst(min_length=1, max_length=100)
    resourceUrl = serializers.URLField(max_length=1000)
    actie = Tekst(min_length=1, max_length=100)
    aanmaakdatum = Moment()
    kenmerken = serializers.DictField(
        child=Tekst(min_length=1, max_length=1000), required=False, default=dict
    )


class Notificaties(NotificatieBron):
    """Messages of others who publish through us."""

    naam, operatie = "notificaties", "notificaties"
    serializer_class = BerichtLezer
    scopes = {"create": PUBLICEREN}

    def rijen(self) -> QuerySet[Kanaal]:
        return Kanaal.objects.none()

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Pass a message on to who hears this channel. The document has 200 here, not 201."""
        ruw: Any = request.data
        bericht = {**self.lees(ruw), "aanmaakdatum": ruw["aanmaakdatum"]}  # on as it came, zone and all
        aantal = publish(bericht=bericht, at=now())
        self.noteer("gepubliceerd", "maken", None, aantal=aantal)
        return Response(bericht)
