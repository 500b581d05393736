"""The other systems of the demo: a practice BRP that knows everybody, and a few things differently."""

from __future__ import annotations

from typing import Any

from demo.inrichting import Inrichter
from keukentafel.exchange.brp import fake as brp
from keukentafel.values.datum_tekst import datum
from keukentafel.values.naam import voorletters_van
from modules.dossier.models import Gezagsrelatie, Huishoudlid, Inwoner
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.keuzes import BrpKeuzes
from modules.koppelingen.soorten import Koppelsoort

DOELBINDING = {"wmo": "BRP-Wmo2015", "jeugd": "BRP-Jeugdwet", "participatie": "BRP-Participatiewet"}
_GESLACHT = {"man": ("M", "man"), "vrouw": ("V", "vrouw")}


class Koppelvuller:
    """Connects the practice systems of an example gemeente and lets them know its people."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at = inrichting, inrichting.at
        self.beheerder = next(
            inrichting.mensen[p.naam] for p in inrichting.gemeente.mensen if "beheerder" in p.rollen
        )

    def vul(self) -> None:
        """Make it all."""
        self._brp()

    def _brp(self) -> None:
        keuzes = BrpKeuzes(doelbinding=DOELBINDING)
        set_koppeling(
            soort=Koppelsoort.BRP,
            is_aan=True,
            adres=brp.ADRES,
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
        brp.ken([self._persoon(nr, lid, gezag) for nr, lid in enumerate(leden)])

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
