"""Type a BSN in every place where the product takes one, the way people and files do."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import huidige_gemeente
from modules.dossier.inlezen.actions.controle import controleer_bestand
from modules.dossier.inlezen.actions.inlezen import begin_inlezen, lees_in
from modules.dossier.inlezen.actions.opname import kies_kolommen, neem_bestand_op, stop
from modules.dossier.inlezen.inhoud import tabel_van
from modules.dossier.inlezen.kolommen import Indeling
from modules.dossier.inlezen.models import Inlezing
from modules.dossier.models import Inwoner
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.inlezen.bestanden import als_csv

_KOPPEN = ("Dossiernr", "Achternaam", "Voornaam", "Geboortedatum", "BSN", "Plaats")
_ANDER = "999990019"


def typ_overal_een_bsn(bsn: str) -> None:
    """Fill the gemeente of this scope: a person, drafts, searches, files that were and were not read in."""
    team = maak_team("Dijkwijk")
    wie = maak_gebruiker(rollen={Rol.TEAMLID, Rol.TEAMLEIDER}, team=team)
    maak_teamlid(wie, team)
    huishouden = maak_huishouden("De Boer", team=team)
    klant = Client(HTTP_HOST=f"{huidige_gemeente().slug}.localhost")
    log_in(klant, wie)
    persoon = {
        "voornamen": "Anna", "achternaam": "De Boer", "geslacht": "vrouw", "geboortedatum": "1-2-1984",
        "rol": "partner", "van": "1-1-2026", "bsn": bsn,
    }  # fmt: skip
    nieuw = f"/huishoudens/{huishouden.pk}/personen/nieuw"
    klant.post(nieuw, persoon)
    for waarde in (bsn, f" {bsn[:3]}.{bsn[3:]} "):  # refused: it is there already
        klant.post(nieuw, {**persoon, "voornamen": "Hanna", "bsn": waarde})
    if not Inwoner.objects.exclude(bsn_index=None).exists():
        raise RuntimeError("het formulier nam het BSN niet aan")
    klant.post("/concepten/persoon-nieuw", {**persoon, "tekst": f"zijn bsn is {bsn}"})
    klant.post("/concepten/persoon-nieuw", {**persoon, "tekst": f"haar bsn is {bsn}", "versie": "1"})
    for adres in ("/zoeken", "/huishoudens"):
        klant.get(adres, {"q": bsn}, follow=True)
        klant.post(adres, {"q": bsn}, follow=True)
    _lees_bestanden_in(bsn, wie)


def _lees_bestanden_in(bsn: str, wie: object) -> None:
    """One file is read in, one is stopped half way, one is left lying with faults in it."""
    nu = timezone.now()
    goed = ("7", "Bos", "Piet", "3-4-1980", _ANDER, "Lindewaard")
    fout = ("8", "Vos", "Jan", bsn, bsn, "Lindewaard")
    dubbel = ("9", "De Boer", "Anna", "1-2-1984", bsn, "Lindewaard")
    gelezen, gestopt, _ = (
        _opgenomen(nr, r, wie, nu) for nr, r in enumerate([(goed,), (dubbel, fout), (dubbel, fout)])
    )
    lees_in(inlezing=begin_inlezen(inlezing=gelezen, by=wie, at=nu), by=wie, at=nu)
    stop(inlezing=gestopt, by=wie, at=nu)


def _opgenomen(nummer: int, rijen: tuple[tuple[str, ...], ...], wie: object, nu: object) -> Inlezing:
    inlezing = neem_bestand_op(
        inhoud=als_csv(rijen, _KOPPEN), bestandsnaam=f"bestand{nummer}.csv", by=wie, at=nu
    )
    tabel = tabel_van(inlezing)
    indeling = Indeling({v.index: v.doel for v in tabel.voorstellen() if v.doel})
    gekozen = kies_kolommen(
        inlezing=inlezing, tabel=tabel, indeling=indeling, bron="oud", team_id=None, by=wie, at=nu
    )
    return controleer_bestand(inlezing=gekozen, by=wie, at=nu)
