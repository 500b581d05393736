"""The other systems of the demo, all to practise with, and each says so.

Every gemeente has a BRP that knows everybody and a few things differently. Lindewaard gets forms and sees
contacts of the rest of the gemeente; Hoogmeren passes its zaken on to a zaaksysteem.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from demo.inrichting import Inrichter
from keukentafel.exchange.brp import fake as brp
from keukentafel.exchange.klantinteracties import fake as contacten
from keukentafel.exchange.objecten import fake as objecten
from keukentafel.exchange.zgw import fake as zgw
from keukentafel.values.datum_tekst import datum
from keukentafel.values.naam import voorletters_van
from modules.dossier.models import Gezagsrelatie, Huishoudlid, Inwoner
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.actions.objecten import fetch_objecten
from modules.koppelingen.actions.spiegel import pass_on, queue_lopende
from modules.koppelingen.keuzes import BrpKeuzes
from modules.koppelingen.soorten import Koppelsoort
from modules.zgw.eigen import HUISHOUDEN, JEUGD, PARTICIPATIE, WMO

DOELBINDING = {"wmo": "BRP-Wmo2015", "jeugd": "BRP-Jeugdwet", "participatie": "BRP-Participatiewet"}
_ZAAKTYPEN = {HUISHOUDEN: "B1234", WMO: "B1235", JEUGD: "B1236", PARTICIPATIE: "B1237"}
_CONTACTEN = (
    ("telefoon", "Parkeerkaart", "Vraagt hoe lang de aanvraag duurt. Doorverbonden met vergunningen."),
    ("balie", "Paspoort", "Kwam het paspoort ophalen."),
    ("e-mail", "Kwijtschelding", "Vraagt of kwijtschelding nog kan. Formulier gestuurd."),
    ("telefoon", "Afval", "De container is niet geleegd. Melding gemaakt."),
)
_GESLACHT = {"man": ("M", "man"), "vrouw": ("V", "vrouw")}


class Koppelvuller:
    """Connects the practice systems of an example gemeente and lets them know its people."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at = inrichting, inrichting.at
        self.kring = inrichting.gemeente.naam.lower()
        self.beheerder = next(
            inrichting.mensen[p.naam] for p in inrichting.gemeente.mensen if "beheerder" in p.rollen
        )

    def vul(self) -> None:
        """Make it all."""
        self._brp()
        if self.i.gemeente.naam == "Lindewaard":
            self._formulieren()
            self._contacten()
        if self.i.gemeente.naam == "Hoogmeren":
            self._zaaksysteem()

    def _zet(
        self, soort: Koppelsoort, adres: str, geheim: str, keuzes: dict[str, Any], client_id: str = ""
    ) -> None:
        set_koppeling(
            soort=soort, is_aan=True, adres=adres, client_id=client_id, geheim=geheim, keuzes=keuzes, versie=0,
            by=self.beheerder, at=self.at,
        )  # fmt: skip

    def _formulieren(self) -> None:
        """Let two people fill in a form: one who is known, one who is not."""
        self._zet(Koppelsoort.OBJECTEN, objecten.ADRES, objecten.TOKEN, {
            "objecttype": objecten.OBJECTTYPE, "wetten": {"wmo-melding": "wmo", "jeugdhulp": "jeugd"},
        })  # fmt: skip
        self._zet(
            Koppelsoort.NOTIFICATIES, zgw.ADRESSEN["nrc"], zgw.GEHEIM, {"sleutel": 1}, client_id=zgw.CLIENT
        )
        bekend = Inwoner.objects.filter(bsn_index__isnull=False).order_by("geslachtsnaam", "id").first()
        if bekend is not None:
            gegevens = {"hulpvraag": "Ik kan niet meer alleen de trap op. Kan er iemand meekijken?"}
            objecten.zet(
                objecten.aanvraag(
                    "wmo-melding", {"vraag": gegevens}, bsn=str(bekend.bsn), kenmerk="OF-7A2C91"
                )
            )
        nieuw = {
            "gegevens": {"voornaam": "Noor", "achternaam": "van Beek", "telefoonnummer": "0612345678"},
            "vraag": {"hulpvraag": "Mijn zoon wil al weken niet naar school.", "spoed": False},
        }
        objecten.zet(objecten.aanvraag("jeugdhulp", nieuw, kenmerk="OF-19D4E0"))
        fetch_objecten(at=self.at)

    def _contacten(self) -> None:
        """Let a few people have called the gemeente."""
        self._zet(Koppelsoort.KLANTINTERACTIES, contacten.ADRES, contacten.TOKEN, {})
        mensen = Inwoner.objects.filter(bsn_index__isnull=False).order_by("geslachtsnaam", "id")[:12]
        for nr, mens in enumerate(mensen):
            kanaal, onderwerp, inhoud = _CONTACTEN[nr % len(_CONTACTEN)]
            dag = self.at - timedelta(days=5 + 3 * nr)
            contacten.zet(
                str(mens.bsn), op=dag.isoformat(timespec="seconds"), kanaal=kanaal, onderwerp=onderwerp, inhoud=inhoud,
                vertrouwelijk=nr % 5 == 4,
            )  # fmt: skip

    def _zaaksysteem(self) -> None:
        """Give the gemeente a zaaksysteem with a zaaktype for each of ours, and pass on what runs."""
        for hun in _ZAAKTYPEN.values():
            zaaktype = zgw.zet("zaaktypen", {
                "identificatie": hun, "omschrijving": hun, "concept": False, "beginGeldigheid": "2020-01-01",
            })  # fmt: skip
            for nr, naam in enumerate(
                ("Ontvangen", "In gesprek", "Hulp", "Onderzoek", "Besluit", "Afgerond"), start=1
            ):
                zgw.zet("statustypen", {
                    "zaaktype": zaaktype, "omschrijving": naam, "volgnummer": nr, "isEindstatus": nr == 6,
                })  # fmt: skip
            for rol in ("initiator", "behandelaar"):
                zgw.zet("roltypen", {"zaaktype": zaaktype, "omschrijving": rol, "omschrijvingGeneriek": rol})
            for resultaat in ("Afgerond", "Toegekend", "Afgewezen"):
                zgw.zet("resultaattypen", {"zaaktype": zaaktype, "omschrijving": resultaat})
        keuzes = {"ztc": zgw.ADRESSEN["ztc"], "brc": "", "rsin": "", "zaaktypen": dict(_ZAAKTYPEN)}
        self._zet(Koppelsoort.ZAAKSYSTEEM, zgw.ADRESSEN["zrc"], zgw.GEHEIM, keuzes, client_id=zgw.CLIENT)
        queue_lopende(at=self.at)
        pass_on(at=self.at)

    def _brp(self) -> None:
        keuzes = BrpKeuzes(doelbinding=DOELBINDING)
        set_koppeling(
            soort=Koppelsoort.BRP,
            is_aan=True,
            adres=brp.adres(self.kring),
            geheim=brp.SLEUTEL,
            keuzes={naam: getattr(keuzes, naam) for naam in BrpKeuzes.__dataclass_fields__},
            versie=0,
            by=self.beheerder,
            at=self.at,
        )
        leden = (
            Huishoudlid.objects.filter(tot=None, inwoner__bsn_index__isnull=False)
            .select_related("inwoner", "huishouden")
            .order_by("huishouden__sorteernaam", "id")
        )
        gezag = self._gezag()
        brp.ken([self._persoon(nr, lid, gezag) for nr, lid in enumerate(leden)], kring=self.kring)

    def _gezag(self) -> dict[Any, list[Inwoner]]:
        houders: dict[Any, list[Inwoner]] = {}
        rijen = (
            Gezagsrelatie.objects.filter(tot=None, soort="ouder")
            .exclude(houder=None)
            .select_related("houder")
        )
        for rij in rijen.order_by("id"):
            if rij.houder is not None and rij.houder.bsn:
                houders.setdefault(rij.kind_id, []).append(rij.houder)
        return houders

    def _persoon(self, nr: int, lid: Huishoudlid, gezag: dict[Any, list[Inwoner]]) -> dict[str, Any]:
        """Return somebody as the BRP has it: for every sixth person something is different by now."""
        mens, huis = lid.inwoner, lid.huishouden
        anders = nr % 6
        letter, woord = _GESLACHT.get(mens.geslacht, ("O", "onbekend"))
        achternaam = f"{mens.geslachtsnaam}-Vermeer" if nr % 24 == 6 else mens.geslachtsnaam
        volledig = " ".join(d for d in (mens.voornamen, mens.voorvoegsel, achternaam) if d)
        naam: dict[str, Any] = {
            "voornamen": mens.voornamen, "voorletters": voorletters_van(mens.voornamen), "geslachtsnaam": achternaam,
            "voorvoegsel": mens.voorvoegsel, "volledigeNaam": volledig,
        }  # fmt: skip
        uit: dict[str, Any] = {
            "burgerservicenummer": str(mens.bsn),
            "geslacht": {"code": letter, "omschrijving": woord},
            "naam": {sleutel: waarde for sleutel, waarde in naam.items() if waarde},
        }
        if mens.geboortedatum:
            dag = mens.geboortedatum
            lang = {"type": "Datum", "datum": dag.isoformat(), "langFormaat": datum(dag)}
            uit["geboorte"] = {"datum": lang}
        if huis.straat and huis.huisnummer:
            nummer = huis.huisnummer + (2 if anders == 3 else 0)
            deel: dict[str, Any] = {
                "officieleStraatnaam": huis.straat, "korteStraatnaam": huis.straat[:24], "huisnummer": nummer,
                "postcode": huis.postcode, "woonplaats": huis.plaats,
            }  # fmt: skip
            if huis.toevoeging[:1].isalpha():
                deel["huisletter"] = huis.toevoeging[:1].upper()
            uit["verblijfplaats"] = {
                "type": "Adres", "verblijfadres": {s: w for s, w in deel.items() if w},
                "functieAdres": {"code": "W", "omschrijving": "woonadres"},
            }  # fmt: skip
        if huis.is_geheim_adres or nr % 30 == 12:
            uit["geheimhoudingPersoonsgegevens"] = True
        if mens.pk in gezag:
            uit["gezag"] = [_relatie(str(mens.bsn), gezag[mens.pk][:2])]
        return uit


def _relatie(kind: str, ouders: list[Inwoner]) -> dict[str, Any]:
    wie = [{"burgerservicenummer": str(o.bsn), "naam": {"volledigeNaam": o.naam}} for o in ouders]
    minderjarige = {"burgerservicenummer": kind}
    if len(wie) == 2:
        return {"type": "GezamenlijkOuderlijkGezag", "minderjarige": minderjarige, "ouders": wie}
    return {"type": "EenhoofdigOuderlijkGezag", "minderjarige": minderjarige, "ouder": wie[0]}
