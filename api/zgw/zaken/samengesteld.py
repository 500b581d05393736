"""`/zaak_bijwerken/{uuid}` and `/zaak_afsluiten/{uuid}`: several writes of one zaak in one, or none of them.

Open Zaak has these above the standard, and Dimpact ZAC calls them (zgw.md 6 and 7). Each part is the write
of its own resource: the same fields, rights, rules, audittrail and messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import transaction
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Bron, lezer_van
from api.zgw.zaken.basis import BIJWERKEN, CRS, FORCEREN, ZakenBron
from api.zgw.zaken.bij_zaak import ResultaatLezer, Resultaten, StatusLezer, Statussen
from api.zgw.zaken.rollen import Rollen, RolLezer
from api.zgw.zaken.zaaklezer import ZaakLezer
from api.zgw.zaken.zaken import Zaken
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout, Verboden, fout
from modules.zgw.zaken.actions.zaak import weiger_gesloten
from modules.zgw.zaken.models import Resultaat, Rol, Zaak
from modules.zgw.zaken.queries import is_eindstatus


class BijwerkenLezer(serializers.Serializer[Any]):
    """A zaak, its next status, and all its roles."""

    zaak = ZaakLezer(required=False)
    status = StatusLezer()
    rollen = RolLezer(many=True, required=False)


class AfsluitenLezer(serializers.Serializer[Any]):
    """A zaak, its result and its last status."""

    zaak = ZaakLezer(required=False)
    resultaat = ResultaatLezer()
    status = StatusLezer()


class Samengesteld(ZakenBron):
    """Several writes of one zaak."""

    heeft_etag = False
    scopes = {"samen": BIJWERKEN}
    nodig: ClassVar[tuple[str, ...]]
    einde: ClassVar[bool]

    def rijen(self) -> Any:
        return Zaak.objects.all()

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return bereik.bevat(rij.soort_id, rij.vertrouwelijkheid)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        antwoord = super().finalize_response(request, response, *args, **kwargs)
        antwoord["Content-Crs"] = CRS
        return antwoord

    @transaction.atomic
    def samen(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Do all of it, or nothing."""
        delen = self.lees_delen(request.data)
        zaak: Zaak = self.zoek(schrijven=True)
        forceren = self.aanroeper.machtiging.bereik("zrc", (FORCEREN,))
        weiger_gesloten(zaak, geforceerd=forceren.bevat(zaak.soort_id, zaak.vertrouwelijkheid))
        if delen.get("zaak"):
            with onder("zaak"):
                bron = self.bron_van(Zaken, "partial_update")
                bron.wijzig(bron.een(zaak.pk, schrijven=True), delen["zaak"])
        uit = self.schrijf(zaak, delen)
        bron = self.bron_van(Zaken, "retrieve")
        return Response({"zaak": bron.toon_nieuw(zaak), **uit})

    def schrijf(self, zaak: Zaak, delen: Mapping[str, Any]) -> dict[str, Any]:
        """Write the parts besides the zaak itself."""
        raise NotImplementedError

    def lees_delen(self, ruw: Any) -> dict[str, Any]:
        """Read which parts were sent; each is read by its own resource.

        :raises Ongeldig: a part is missing, is not known, or is no object.
        """
        if not isinstance(ruw, dict):
            raise fout(GEHEEL, "invalid", "Stuur een JSON-object.")
        bekend: dict[str, Any] = lezer_van(self.get_serializer_class()).fields  # type: ignore[attr-defined]
        fouten = [Veldfout(naam, "required", "Dit is nodig.") for naam in self.nodig if naam not in ruw]
        fouten += [Veldfout(naam, "unknown", "Dit hoort hier niet.") for naam in ruw if naam not in bekend]
        for naam, deel in ruw.items():
            lijst = isinstance(bekend.get(naam), serializers.ListSerializer)
            goed = isinstance(deel, list) and all(isinstance(een, dict) for een in deel)
            if not (goed if lijst else isinstance(deel, dict)):
                fouten.append(Veldfout(naam, "invalid", "Dit heeft een andere vorm."))
        if fouten:
            raise Ongeldig(*fouten)
        return dict(ruw)

    def zet_status(self, zaak: Zaak, ruw: Mapping[str, Any]) -> dict[str, Any]:
        """Set the status; the last one only where the zaak is closed."""
        with onder("status"):
            bron = self.bron_van(Statussen, "create")
            gegevens = bron.lees({**ruw, "zaak": zaak_url(zaak)})
            if is_eindstatus(gegevens["statustype"]) != self.einde:
                code = "eindstatus-required" if self.einde else "eindstatus-not-allowed"
                reden = (
                    "Sluit een zaak met de eindstatus." if self.einde else "Sluit de zaak met zaak_afsluiten."
                )
                raise fout(GEHEEL, code, reden)
            return bron.maak(gegevens)

    def bron_van(self, soort: type[Bron], actie: str) -> Any:
        """Return the resource of a part, when the program may do this with it.

        :raises Verboden: it may not.
        """
        bron = soort()
        bron.request, bron.action, bron.kwargs, bron.format_kwarg = self.request, actie, {}, None
        if actie != "retrieve" and not bron.mag(*bron.scopes[bron.handeling]):
            raise Verboden
        return bron


class ZaakBijwerken(Samengesteld):
    """A zaak with its next status, and its roles when they are sent: those take the place of all there were."""

    naam, operatie = "zaak_bijwerken", "zaakbijwerken"
    serializer_class = BijwerkenLezer
    nodig = ("status",)
    einde = False

    def schrijf(self, zaak: Zaak, delen: Mapping[str, Any]) -> dict[str, Any]:
        status = self.zet_status(zaak, delen["status"])
        rollen = self.vervang_rollen(zaak, delen["rollen"]) if "rollen" in delen else []
        return {"status": status, "rollen": rollen}

    def vervang_rollen(self, zaak: Zaak, ruwe: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Take away the roles that there are, and make these."""
        oude = self.bron_van(Rollen, "destroy")
        for rol in Rol.objects.filter(zaak=zaak).values_list("pk", flat=True):
            oude.neem_weg(oude.een(rol, schrijven=True))
        bron, uit = self.bron_van(Rollen, "create"), []
        for plek, ruw in enumerate(ruwe):
            with onder(f"rollen.{plek}"):
                uit.append(bron.maak(bron.lees({**ruw, "zaak": zaak_url(zaak)})))
        return uit


class ZaakAfsluiten(Samengesteld):
    """A zaak with its result and its last status."""

    naam, operatie = "zaak_afsluiten", "zaakafsluiten"
    serializer_class = AfsluitenLezer
    nodig = ("resultaat", "status")
    einde = True

    def schrijf(self, zaak: Zaak, delen: Mapping[str, Any]) -> dict[str, Any]:
        resultaat = self.geef_resultaat(zaak, delen["resultaat"])
        return {"resultaat": resultaat, "status": self.zet_status(zaak, delen["status"])}

    def geef_resultaat(self, zaak: Zaak, ruw: Mapping[str, Any]) -> dict[str, Any]:
        """Give the zaak this result, in the place of the one it may have."""
        oud = Resultaat.objects.filter(zaak=zaak).values_list("pk", flat=True).first()
        with onder("resultaat"):
            if oud is not None:
                weg = self.bron_van(Resultaten, "destroy")
                weg.neem_weg(weg.een(oud, schrijven=True))
            bron = self.bron_van(Resultaten, "create")
            return bron.maak(bron.lees({**ruw, "zaak": zaak_url(zaak)}))


def zaak_url(zaak: Zaak) -> str:
    """Return the address of a zaak."""
    return str(Blik().url("zrc", "zaken", zaak.pk))


@contextmanager
def onder(naam: str) -> Iterator[None]:
    """Name what is wrong below its part: `status.statustype`."""
    try:
        yield
    except Ongeldig as nee:
        raise Ongeldig(*(Veldfout(f"{naam}.{een.naam}", een.code, een.reden) for een in nee.fouten)) from nee
    except serializers.ValidationError as nee:
        raise serializers.ValidationError({naam: nee.detail}) from nee
