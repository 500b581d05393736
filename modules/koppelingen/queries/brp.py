"""What we wrote down about a person, as it is laid beside the BRP."""

from __future__ import annotations

from modules.dossier.models import Huishoudlid
from modules.koppelingen.rules.brp_verschil import Eigen, Gezagregel


def eigen_van(lid: Huishoudlid) -> Eigen:
    """Return what we know of this person, with the gezag that holds now. One query."""
    inwoner, huishouden = lid.inwoner, lid.huishouden
    gezag = inwoner.gezag_door.filter(tot=None).select_related("houder")
    return Eigen(
        geslachtsnaam=inwoner.geslachtsnaam,
        voorvoegsel=inwoner.voorvoegsel,
        voornamen=inwoner.voornamen,
        voorletters=inwoner.voorletters,
        geslacht=inwoner.geslacht,
        geboortedatum=inwoner.geboortedatum,
        overleden_op=inwoner.overleden_op,
        straat=huishouden.straat,
        huisnummer=huishouden.huisnummer,
        toevoeging=huishouden.toevoeging,
        postcode=huishouden.postcode,
        plaats=huishouden.plaats,
        ander_adres=lid.ander_adres,
        is_geheim=huishouden.is_geheim_adres,
        gezag=[
            Gezagregel(
                str(rij.pk),
                rij.soort,
                rij.houder.naam if rij.houder else rij.houder_naam,
                str(rij.houder.bsn or "") if rij.houder else "",
            )
            for rij in gezag
        ],
    )
