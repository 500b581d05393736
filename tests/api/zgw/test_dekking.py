"""Every operation of the six documents, answered in every way that it can be, each answer held against the document.

`pytest -s` prints the table operation × status code; `var/zgw-dekking.txt` keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef
from keukentafel.uitgaand.toestaan import sta_toe
from modules.zgw.documenten.models import ObjectInformatieobject
from modules.zgw.zaken.models import ZaakDocument
from tests.api.zgw.alles import (
    AC,
    DRC,
    NRC,
    SOORTEN,
    ZRC,
    Alleswereld,
    Soort,
    bestand,
    formulier,
    kop,
    nergens,
    soort,
)
from tests.api.zgw.contract import WORTELS, controleer, operatie_van, operaties
from tests.api.zgw.test_zaken import pad
from tests.keukentafel.uitgaand.luisteraar import luister

pytestmark = pytest.mark.django_db
TABEL = Path(__file__).resolve().parents[3] / "var" / "zgw-dekking.txt"


class Dekking:
    """Asks, checks each answer, and remembers which operation gave which status."""

    def __init__(self, wereld: Alleswereld) -> None:
        self.wereld, self.tabel, self.fouten = (
            wereld,
            defaultdict[tuple[str, str], set[int]](set),
            list[str](),
        )

    def vraag(
        self, methode: str, adres: str, lijf: Any = None, *, wie: str = "open-formulieren", **koppen: str
    ) -> Any:
        hoofden = (kop(wie) if wie else {}) | koppen
        extra = {} if lijf is None else {"data": lijf, "content_type": "application/json"}
        antwoord = getattr(self.wereld.klant, methode)(adres, headers=hoofden, **extra)
        return self.neem(methode, adres, antwoord)

    def neem(self, methode: str, adres: str, antwoord: Any) -> Any:
        kaal = adres.partition("?")[0]
        een = operatie_van(methode, kaal)
        assert een is not None, f"{methode} {adres} is geen operatie"
        self.tabel[een.component, een.id].add(antwoord.status_code)
        self.fouten += list(controleer(methode, kaal, antwoord))
        if antwoord.status_code >= 400 and methode != "head":
            fout = antwoord.json()
            goed = (
                antwoord["Content-Type"] == "application/problem+json"
                and fout["status"] == antwoord.status_code
            )
            assert goed, f"{methode} {adres}: {fout}"
        return antwoord

    def probeer(self, naam: str, loop: Callable[[], None]) -> None:
        """Go a road to its end, or write down where it ended."""
        try:
            with transaction.atomic():
                loop()
        except AssertionError as fout:
            self.fouten.append(f"{naam}: {fout}")

    def heeft(self, methode: str, adres: str) -> bool:
        return operatie_van(methode, adres) is not None


def loop_soort(d: Dekking, een: Soort) -> None:  # noqa: C901 -- one road, step by step
    """Make, list, read, change and remove one, and be refused in every way on the road."""
    w = d.wereld
    lijf = een.lijf(w)
    collectie = een.collectie(lijf)
    gemaakt = d.neem("post", collectie, een.maak(w, lijf)[0])
    assert gemaakt.status_code == 201, f"{collectie}: {gemaakt.content!r}"
    adres = pad(gemaakt.json()["url"])
    d.vraag("post", collectie, {})
    d.vraag("post", collectie, lijf, wie="")
    for vraag in ("", "?bestaat_niet=1"):
        d.vraag("get", f"{collectie}{vraag}")
    d.vraag("get", collectie, wie="")
    if een.pad in ("/abonnement", "/kanaal"):
        d.vraag("get", f"{collectie}?naam=zaken") if een.pad == "/kanaal" else None
    gelezen = d.vraag("get", adres)
    assert gelezen.status_code == 200
    for wie, waar in (("", adres), ("open-formulieren", nergens(adres))):
        for methode in ("get", "put", "patch", "delete", "head"):
            if d.heeft(methode, adres):
                d.vraag(methode, waar, lijf if methode in ("put", "patch") else None, wie=wie)
    if "ETag" in gelezen.headers:
        etag = gelezen["ETag"]
        assert d.vraag("get", adres, **{"If-None-Match": etag}).status_code == 304
        if d.heeft("head", adres):
            assert d.vraag("head", adres)["ETag"] == etag
    slot: dict[str, str] = {}
    if een.pad == "/enkelvoudiginformatieobjecten":
        slot = {"lock": d.vraag("post", f"{adres}/lock").json()["lock"]}
    if d.heeft("put", adres):
        d.vraag("put", adres, {})
        assert d.vraag("put", adres, lijf | slot).status_code == 200
    if d.heeft("patch", adres):
        d.vraag("patch", adres, {next(iter(lijf)): 17})
        gewijzigd = d.vraag("patch", adres, een.anders | slot)
        assert gewijzigd.status_code == 200, gewijzigd.content
    if slot:
        d.vraag("post", f"{adres}/unlock", slot)
    if d.heeft("delete", adres):
        weg = d.vraag("delete", _te_verwijderen(een, lijf, adres))
        assert weg.status_code == 204 or een.pad in NOOIT_WEG, weg.content


NOOIT_WEG = ("/zaken/{zaak_uuid}/besluiten",)
"""The register of decisions leads: a decision leaves its zaak there, and here it is always refused."""


def _te_verwijderen(een: Soort, lijf: dict[str, Any], adres: str) -> str:
    """Return the address to remove; the tie of a document only goes when its source is gone already."""
    if een.pad != "/objectinformatieobjecten":
        return adres
    document, zaak = lijf["informatieobject"][-36:], lijf["object"][-36:]
    ZaakDocument.objects.filter(document_id=document).delete()
    over, _ = ObjectInformatieobject.objects.get_or_create(
        document_id=document, object_id=zaak, defaults={"objecttype": "zaak"}
    )
    return f"{DRC}/objectinformatieobjecten/{over.pk}"


def loop_zaken(d: Dekking) -> None:
    """Search zaken."""
    w = d.wereld
    zaak = pad(w.zaak_url())
    d.vraag("post", f"{ZRC}/zaken/_zoek", {"uuid__in": [zaak[-36:]]})
    d.vraag("post", f"{ZRC}/zaken/_zoek", {})
    d.vraag("post", f"{ZRC}/zaken/_zoek", {}, wie="")
    d.vraag("get", f"{ZRC}/zaken?expand=zaaktype")


def loop_documenten(d: Dekking) -> None:
    """Search, download and lock documents."""
    w = d.wereld
    document, _ = soort("/enkelvoudiginformatieobjecten").maak(w)
    eio = pad(document.json()["url"])
    d.vraag("post", f"{DRC}/enkelvoudiginformatieobjecten/_zoek", {"uuid_In": [eio[-36:]]})
    d.vraag("post", f"{DRC}/enkelvoudiginformatieobjecten/_zoek", {"uuid__in": [eio[-36:]]})
    d.vraag("post", f"{DRC}/enkelvoudiginformatieobjecten/_zoek", {}, wie="")
    for wie in ("open-formulieren", ""):
        d.vraag("get", f"{eio}/download", wie=wie)
        d.vraag("post", f"{eio}/lock", wie=wie)
        d.vraag("post", f"{eio}/unlock", {"lock": "verkeerd"}, wie=wie)
    d.vraag("post", f"{eio}/lock")
    d.vraag("post", f"{eio}/unlock", {})
    for achter in ("download", "lock", "unlock"):
        weg = f"{nergens(eio)}/{achter}"
        d.vraag("get" if achter == "download" else "post", weg, None if achter == "download" else {})
    loop_delen(d)


def loop_sporen(d: Dekking) -> None:
    """The audittrails."""
    w = d.wereld
    zaak, eio = pad(w.zaak_url()), pad(w.document_url())
    besluit = pad(w.besluit_url())
    for hoofd in (zaak, eio, besluit):
        regels = d.vraag("get", f"{hoofd}/audittrail")
        assert regels.status_code == 200
        d.vraag("get", f"{hoofd}/audittrail", wie="")
        d.vraag("get", f"{nergens(hoofd)}/audittrail")
        spoor = f"{hoofd}/audittrail/{regels.json()[0]['uuid']}"
        d.vraag("get", spoor)
        d.vraag("get", spoor, wie="")
        d.vraag("get", nergens(spoor))


def loop_publicaties(d: Dekking) -> None:
    """Publish types."""
    w = d.wereld
    for bron in ("/zaaktypen", "/besluittypen", "/informatieobjecttypen"):
        een = soort(bron)
        adres = pad(een.maak(w)[0].json()["url"])
        d.vraag("post", f"{adres}/publish", {}, wie="")
        assert d.vraag("post", f"{adres}/publish", {}).status_code == 200
        d.vraag("post", f"{adres}/publish", {})
        d.vraag("post", f"{nergens(adres)}/publish", {})


def loop_rest(d: Dekking) -> None:
    """Who a program is, and a message of another register."""
    consumer = f"{AC}/applicaties/consumer"
    for vraag in ("?clientId=open-formulieren", "?clientId=niemand", "", "?wat=1"):
        d.vraag("get", f"{consumer}{vraag}")
    d.vraag("get", f"{consumer}?clientId=open-formulieren", wie="")
    bericht = {
        "kanaal": "zaken", "hoofdObject": "https://zaken.voorbeeld.nl/zaken/1", "resource": "zaak",
        "resourceUrl": "https://zaken.voorbeeld.nl/zaken/1", "actie": "create",
        "aanmaakdatum": "2026-11-22T11:00:00Z", "kenmerken": {},
    }  # fmt: skip
    d.vraag("post", f"{NRC}/notificaties", bericht)
    d.vraag("post", f"{NRC}/notificaties", {})
    d.vraag("post", f"{NRC}/notificaties", bericht, wie="")


def loop_delen(d: Dekking) -> None:
    """A large document comes in pieces."""
    w = d.wereld
    groot, _ = soort("/enkelvoudiginformatieobjecten").maak(
        w, soort("/enkelvoudiginformatieobjecten").lijf(w) | {"inhoud": None, "bestandsomvang": 4}
    )
    deel, slot = groot.json()["bestandsdelen"][0]["url"], groot.json()["lock"]
    for url, koppen, velden in (
        (deel, kop("open-formulieren"), {"inhoud": bestand(b"abcd")}),
        (deel, {}, {"inhoud": bestand(b"abcd"), "lock": slot}),
        (nergens(deel), kop("open-formulieren"), {"inhoud": bestand(b"abcd"), "lock": slot}),
        (deel, kop("open-formulieren"), {"inhoud": bestand(b"abcd"), "lock": slot}),
    ):
        d.neem("put", pad(url), formulier(w.klant, url, koppen, **velden))


def regels(d: Dekking) -> Iterator[str]:
    """Yield the table: an operation, and the statuses it answered with."""
    for component in WORTELS:
        for een in sorted(operaties(component), key=lambda een: een.id):
            standen = " ".join(map(str, sorted(d.tabel.get((component, een.id), ()))))
            yield f"{component}  {een.id:<48} {standen}"


def test_every_operation_answers_as_the_documents_say(klant: Client, in_lindewaard: GemeenteRef) -> None:
    cache.clear()
    with luister() as abonnee:
        sta_toe(url=abonnee.url, at=timezone.now())
        d = Dekking(Alleswereld(klant, abonnee))
        for een in SOORTEN:
            d.probeer(een.pad, lambda een=een: loop_soort(d, een))  # type: ignore[misc]
        for loop in (loop_zaken, loop_documenten, loop_sporen, loop_publicaties, loop_rest):
            d.probeer(loop.__name__, lambda loop=loop: loop(d))  # type: ignore[misc]

    tekst = "\n".join(regels(d))
    TABEL.parent.mkdir(exist_ok=True)
    TABEL.write_text(f"{tekst}\n")
    print(f"\n{tekst}")  # noqa: T201 -- with -s it is for reading
    alle = {(component, een.id) for component in WORTELS for een in operaties(component)}
    gelukt = {wat for wat, standen in d.tabel.items() if any(stand < 300 for stand in standen)}
    geweigerd = {wat for wat, standen in d.tabel.items() if 403 in standen}
    assert not d.fouten, "\n".join(sorted(set(d.fouten)))
    assert (sorted(alle - gelukt), sorted(alle - geweigerd)) == ([("zrc", "zaakbesluit_destroy")], [])
    assert not any(stand >= 500 for standen in d.tabel.values() for stand in standen)
