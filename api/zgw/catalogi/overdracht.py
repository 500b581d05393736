"""A catalogue as a zip: one JSON file per resource, each as the API writes it. Open Zaak has the same."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from rest_framework import serializers

from api.zgw.catalogi.basis import CatalogiBron
from api.zgw.catalogi.besluittypen import Besluittypen
from api.zgw.catalogi.catalogussen import Catalogussen
from api.zgw.catalogi.documenttypen import Documentrelaties, Informatieobjecttypen
from api.zgw.catalogi.onderdelen import Eigenschappen, Roltypen, Statustypen, Zaakobjecttypen
from api.zgw.catalogi.resultaattypen import Resultaattypen
from api.zgw.catalogi.zaaktypen import Zaaktypen
from api.zgw.kern.blik import Blik
from api.zgw.kern.vorm import is_te_diep
from modules.zgw.beheer.overdracht import BestandKloptNiet, InlezenMislukt, Overdracht, Verslag
from modules.zgw.catalogus.actions.onderdelen import save_onderdeel
from modules.zgw.catalogus.actions.versies import soort_van
from modules.zgw.catalogus.models import Catalogus, Resultaattype, Soort, Typesoort, Zaaktype, ZaaktypeBesluit
from modules.zgw.catalogus.selectielijst import procestype
from modules.zgw.eigen import DOMEIN
from modules.zgw.fouten import Ongeldig

UITGEPAKT: Final = 60_000_000
NAMEN: Final[Mapping[str, tuple[type[CatalogiBron], str, str]]] = {
    # file: (resource, where its catalogus stands, how the screen names it)
    "Catalogus": (Catalogussen, "pk", "Catalogus"),
    "InformatieObjectType": (Informatieobjecttypen, "soort__catalogus", "Documenttypen"),
    "BesluitType": (Besluittypen, "soort__catalogus", "Besluittypen"),
    "ZaakType": (Zaaktypen, "soort__catalogus", "Zaaktypen"),
    "StatusType": (Statustypen, "zaaktype__soort__catalogus", "Standen"),
    "Eigenschap": (Eigenschappen, "zaaktype__soort__catalogus", "Eigenschappen"),
    "ResultaatType": (Resultaattypen, "zaaktype__soort__catalogus", "Resultaten"),
    "RolType": (Roltypen, "zaaktype__soort__catalogus", "Rollen"),
    "ZaakObjectType": (Zaakobjecttypen, "zaaktype__soort__catalogus", "Objecten"),
    "ZaakTypeInformatieObjectType": (
        Documentrelaties,
        "zaaktype__soort__catalogus",
        "Documenten bij zaaktypen",
    ),
}
"""The files, in the order in which they can be read: what is pointed to stands first."""
_DELEN: Final = [
    naam for naam in NAMEN if naam not in ("Catalogus", "InformatieObjectType", "BesluitType", "ZaakType")
]


def schrijf(catalogus: Catalogus) -> bytes:
    """Return a catalogus with all its types, concepts too."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, (soort, waar, _) in NAMEN.items():
            bron = soort()
            rijen = list(bron.rijen().filter(**{waar: catalogus.pk}))
            blik = Blik()
            zip_.writestr(
                f"{naam}.json", json.dumps(bron.toon_alle(rijen, blik), cls=DjangoJSONEncoder, indent=1)
            )
    return uit.getvalue()


def lees(inhoud: bytes) -> Verslag:
    """Read a zip in, as concepts.

    :raises BestandKloptNiet: it is no zip with a catalogus.
    :raises InlezenMislukt: something in it breaks a rule.
    """
    with transaction.atomic():
        return _Lezer(_pak_uit(inhoud)).lees()


def _pak_uit(inhoud: bytes) -> dict[str, list[dict[str, Any]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            stukken = [stuk for stuk in zip_.infolist() if stuk.filename.removesuffix(".json") in NAMEN]
            if sum(stuk.file_size for stuk in stukken) > UITGEPAKT:
                raise BestandKloptNiet
            ruw = {stuk.filename.removesuffix(".json"): zip_.read(stuk) for stuk in stukken}
            gelezen = {naam: orjson.loads(inhoud) for naam, inhoud in ruw.items()}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError) as fout:
        raise BestandKloptNiet from fout
    if is_te_diep(gelezen) or any(b"\\u0000" in inhoud for inhoud in ruw.values()):
        raise BestandKloptNiet  # no database holds it
    rijen = {
        naam: rijen
        for naam, rijen in gelezen.items()
        if isinstance(rijen, list) and all(isinstance(rij, dict) for rij in rijen)
    }
    if rijen.keys() != gelezen.keys() or len(rijen.get("Catalogus", ())) != 1:
        raise BestandKloptNiet
    return rijen


class _Lezer:
    """Reads the files one after the other, and knows which address became which."""

    def __init__(self, rijen: dict[str, list[dict[str, Any]]]) -> None:
        self.rijen, self.blik = rijen, Blik()
        self.adressen: dict[str, str] = {}
        self.fouten: list[str] = []
        self.verslag = Verslag(self._catalogus(rijen["Catalogus"][0]))

    def lees(self) -> Verslag:
        for naam, typesoort in (
            ("InformatieObjectType", Typesoort.INFORMATIEOBJECTTYPE), ("BesluitType", Typesoort.BESLUITTYPE),
        ):  # fmt: skip
            for rij in self.rijen.get(naam, ()):
                self._doe(naam, rij, self._type(naam, typesoort))
        nieuw = [rij for rij in self.rijen.get("ZaakType", ()) if self._doe("ZaakType", rij, self._zaaktype)]
        adressen = {str(rij.get("url")) for rij in nieuw}
        for naam in _DELEN:
            for rij in self.rijen.get(naam, ()):
                if str(rij.get("zaaktype")) in adressen:
                    self._doe(naam, rij, self._deel(naam))
        if self.fouten:
            raise InlezenMislukt(self.fouten)
        return self.verslag

    def _doe(self, naam: str, ruw: dict[str, Any], maak: Callable[[dict[str, Any]], Any]) -> Any:
        """Make one row; where that breaks a rule, say so and go on, so that all of it is said at once."""
        noem = (
            f"{NAMEN[naam][2]}, {ruw.get('omschrijving') or ruw.get('naam') or ruw.get('volgnummer') or '?'}"
        )
        try:
            with transaction.atomic():
                rij = maak(ruw)
        except Ongeldig as nee:
            self.fouten += [f"{noem}: {fout.reden}" for fout in nee.fouten]
        except serializers.ValidationError as nee:
            self.fouten += [f"{noem}: {zin}" for zin in _zinnen(nee.detail)]
        else:
            if rij is not None:
                self.verslag.tel(NAMEN[naam][2])
                self._onthoud(naam, ruw, rij)
            return rij
        return None

    def _onthoud(self, naam: str, ruw: dict[str, Any], rij: Any) -> None:
        if isinstance(ruw.get("url"), str):
            adres = self.blik.url("ztc", NAMEN[naam][0].naam, rij.pk)
            self.adressen[ruw["url"]] = str(adres)

    def _vertaald(self, ruw: Any) -> Any:
        """Return a value with the addresses of the other catalogue made ours."""
        if isinstance(ruw, str):
            return self.adressen.get(ruw, ruw)
        if isinstance(ruw, list):
            return [self._vertaald(deel) for deel in ruw]
        return (
            {sleutel: self._vertaald(deel) for sleutel, deel in ruw.items()} if isinstance(ruw, dict) else ruw
        )

    def _gelezen(self, naam: str, ruw: dict[str, Any]) -> dict[str, Any]:
        klaar = {
            **self._vertaald(ruw),
            "catalogus": self.blik.url("ztc", "catalogussen", self.verslag.catalogus.pk),
        }
        for veld in ("omschrijvingGeneriek", "broncatalogus", "bronzaaktype", "brondatumArchiefprocedure"):
            if isinstance(klaar.get(veld), dict) and not any(klaar[veld].values()):
                klaar[veld] = None
        lezer = NAMEN[naam][0].serializer_class(data=klaar)  # type: ignore[misc]
        lezer.is_valid(raise_exception=True)
        return dict(lezer.validated_data)

    def _catalogus(self, ruw: dict[str, Any]) -> Catalogus:
        domein, rsin = str(ruw.get("domein", "")), str(ruw.get("rsin", ""))
        bestaand = Catalogus.objects.filter(domein=domein)
        if domein != DOMEIN:
            bestaand = bestaand.filter(rsin=rsin)
        rij = bestaand.first()
        if rij is None:
            lezer = Catalogussen.serializer_class(data=ruw)
            if not lezer.is_valid():
                raise InlezenMislukt([f"Catalogus: {zin}" for zin in _zinnen(lezer.errors)])
            rij = Catalogus.objects.create(**lezer.validated_data)
        if isinstance(ruw.get("url"), str):
            self.adressen[ruw["url"]] = str(self.blik.url("ztc", "catalogussen", rij.pk))
        return rij

    def _type(self, naam: str, typesoort: str) -> Callable[[dict[str, Any]], Any]:
        bron = _bron(NAMEN[naam][0])

        def maak(ruw: dict[str, Any]) -> Any:
            model = bron.rijen().model
            er_al = model.objects.filter(
                soort__catalogus=self.verslag.catalogus, soort__typesoort=typesoort,
                soort__identificatie=str(ruw.get("omschrijving", "")),
            ).order_by("is_concept", "-begin_geldigheid")  # fmt: skip
            bestaand = er_al.first()
            if bestaand is not None:
                self._onthoud(naam, ruw, bestaand)
                return None
            ruw = {**ruw, "zaaktypen": []} if naam == "BesluitType" else ruw
            return bron.bewaar(None, self._gelezen(naam, ruw), geheel=True)

        return maak

    def _zaaktype(self, ruw: dict[str, Any]) -> Zaaktype | None:
        """Make a version as a concept. It may overlap a published one: publishing sorts that out."""
        for veld, typesoort in (
            ("besluittypen", Typesoort.BESLUITTYPE),
            ("deelzaaktypen", Typesoort.ZAAKTYPE),
        ):
            ruw = {**ruw, veld: self._bekend(ruw.get(veld), typesoort)}
        gerelateerd = ruw.get("gerelateerdeZaaktypen") or []
        velden = self._gelezen("ZaakType", {**ruw, "gerelateerdeZaaktypen": gerelateerd})
        soort = soort_van(velden.pop("catalogus"), Typesoort.ZAAKTYPE, velden.pop("identificatie"))
        er_al = Zaaktype.objects.filter(soort=soort)
        if er_al.filter(begin_geldigheid=velden["begin_geldigheid"]).exists():
            self.verslag.opmerkingen.append(
                f"{soort.identificatie}: deze versie is er al, die is overgeslagen."
            )
            return None
        if er_al.filter(is_concept=True).exists():
            self.verslag.opmerkingen.append(
                f"{soort.identificatie}: er is al een concept, deze is overgeslagen."
            )
            return None
        proces = velden.pop("referentieproces")
        besluiten, deelzaken = velden.pop("besluittypen"), velden.pop("deelzaaktypen")
        anderen = [dict(ander) | {"soort": ""} for ander in velden.pop("gerelateerdeZaaktypen")]
        rij = Zaaktype.objects.create(
            soort=soort, is_concept=True, referentieproces_naam=proces["naam"], referentieproces_link=proces["link"],
            gerelateerde_zaaktypen=anderen, deelzaaksoorten=self._soorten(deelzaken, Typesoort.ZAAKTYPE),
            **{**velden, **{naam: _gewoon(velden[naam]) for naam in ("broncatalogus", "bronzaaktype")}},
        )  # fmt: skip
        for besluit in self._soorten(besluiten, Typesoort.BESLUITTYPE):
            ZaaktypeBesluit.objects.get_or_create(zaaksoort=soort, besluitsoort_id=besluit)
        if rij.selectielijst_procestype and procestype(rij.selectielijst_procestype) is None:
            self.verslag.opmerkingen.append(
                f"{soort.identificatie}: dit procestype staat niet in onze Selectielijst."
            )
        self.verslag.zaaktypen.append(rij)
        return rij

    def _bekend(self, waarden: Any, typesoort: str) -> list[str]:
        """Keep what is a type of this file or of this catalogus."""
        namen = [waarde for waarde in waarden if isinstance(waarde, str)] if isinstance(waarden, list) else []
        return [w for w in namen if w in self.adressen or self._soort(w, typesoort) is not None]

    def _soort(self, naam: str, typesoort: str) -> Soort | None:
        rijen = Soort.objects.filter(
            catalogus=self.verslag.catalogus, typesoort=typesoort, identificatie=naam
        )
        return rijen.first()

    def _soorten(self, waarden: list[str], typesoort: str) -> list[Any]:
        bron = Zaaktype if typesoort == Typesoort.ZAAKTYPE else Besluittypen().rijen().model
        ids = [waarde.rpartition("/")[2] for waarde in waarden if waarde.startswith(("http:", "https:"))]
        uit = list(bron.objects.filter(pk__in=ids).values_list("soort", flat=True))
        namen = [waarde for waarde in waarden if not waarde.startswith(("http:", "https:"))]
        return uit + [soort.pk for naam in namen if (soort := self._soort(naam, typesoort)) is not None]

    def _deel(self, naam: str) -> Callable[[dict[str, Any]], Any]:
        bron = _bron(NAMEN[naam][0])

        def maak(ruw: dict[str, Any]) -> Any:
            if naam == "StatusType":
                ruw = {**ruw, "eigenschappen": []}
            if naam == "ResultaatType":
                ruw = {
                    **ruw, "besluittypen": self._bekend(ruw.get("besluittypen"), Typesoort.BESLUITTYPE),
                    "informatieobjecttypen": self._bekend(
                        ruw.get("informatieobjecttypen"), Typesoort.INFORMATIEOBJECTTYPE
                    ),
                }  # fmt: skip
            velden = self._gelezen(naam, ruw)
            try:
                with transaction.atomic():
                    return bron.bewaar(None, velden, geheel=True)
            except Ongeldig as nee:
                lijst = {"selectielijstklasse", "resultaattypeomschrijving"}
                if naam != "ResultaatType" or not {fout.naam for fout in nee.fouten} <= lijst:
                    raise
                return self._vreemd_resultaat(velden)

        return maak

    def _vreemd_resultaat(self, velden: dict[str, Any]) -> Resultaattype:
        """Keep an end of a Selectielijst that we do not have, with the terms as the file gives them."""
        brondatum = dict(velden.pop("brondatumArchiefprocedure") or {})
        weg = ("besluittypen", "informatieobjecttypen")
        kolommen = {naam: waarde for naam, waarde in velden.items() if naam not in weg} | {
            "afleidingswijze": brondatum.get("afleidingswijze", ""),
            "datumkenmerk": brondatum.get("datumkenmerk", ""),
            "is_einddatum_bekend": brondatum.get("einddatumBekend", False),
            "objecttype": brondatum.get("objecttype", ""), "registratie": brondatum.get("registratie", ""),
            "brontermijn": brondatum.get("procestermijn") or "",
        }  # fmt: skip
        rij: Resultaattype = save_onderdeel(model=Resultaattype, rij=None, velden=kolommen, geforceerd=False)
        zin = "staat niet in onze Selectielijst. De bewaartermijn komt uit het bestand."
        self.verslag.opmerkingen.append(
            f"{rij.zaaktype.soort.identificatie}, resultaat {rij.omschrijving} {zin}"
        )
        return rij


def _bron(soort: type[CatalogiBron]) -> Any:
    """Return a resource that works for nobody in particular: it has no right to force anything."""
    bron = soort()
    bron.mag = lambda *_scopes: False  # type: ignore[method-assign]
    return bron


def _gewoon(waarde: Any) -> dict[str, Any] | None:
    return dict(waarde) if waarde else None


def _zinnen(detail: Any, pad: str = "") -> list[str]:
    if isinstance(detail, dict):
        return [
            zin
            for naam, deel in detail.items()
            for zin in _zinnen(deel, f"{pad}.{naam}" if pad else str(naam))
        ]
    if isinstance(detail, list):
        return [zin for deel in detail for zin in _zinnen(deel, pad)]
    return [f"{pad}: {detail}" if pad else str(detail)]


OVERDRACHT: Final = Overdracht(schrijf, lees)
