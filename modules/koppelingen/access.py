"""Who may ask the BRP about whom: the door of the household, and the fields of the own roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from keukentafel.audit import Doel
from keukentafel.exchange.brp.messages import Veldgroep
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import lid_for
from modules.dossier.models import Huishoudlid
from modules.dossier.rules.leeftijd import is_minderjarig
from modules.inrichting.rules.protocol import Categorie
from modules.koppelingen.keuzes import WETTEN, BrpKeuzes
from modules.koppelingen.models import Koppeling
from modules.koppelingen.rules.brp_vraag import Vrager, te_vragen
from modules.koppelingen.soorten import Koppelsoort


@dataclass(frozen=True, slots=True)
class Bij:
    """A person, the connection of the gemeente, and what who asks may ask and see."""

    lid: Huishoudlid
    koppeling: Koppeling
    keuzes: BrpKeuzes
    vrager: Vrager
    is_minderjarig: bool
    wetten: tuple[tuple[str, str], ...]

    def groepen(self, wet: str) -> tuple[str, ...]:
        """Return what may be asked for this law."""
        return te_vragen(self.vrager, wet=wet, is_minderjarig=self.is_minderjarig)


def brp_for(gebruiker: Any, huishouden_id: UUID, inwoner_id: UUID, *, instellingen: Any, vandaag: Any) -> Bij:
    """Open a person to lay beside the BRP; the visit is in the logboek.

    :raises Http404: the household is not yours, the person was never in it, or there is no BRP here.
    """
    koppeling = Koppeling.objects.filter(soort=Koppelsoort.BRP, is_aan=True).first()
    lid = lid_for(gebruiker, huishouden_id, inwoner_id, doel=Doel.HULP)
    if koppeling is None:
        raise Http404
    keuzes, zicht = BrpKeuzes.uit(koppeling.keuzes), lid.huishouden.zicht
    groepen = keuzes.groepen_van(gebruiker.rollen)
    if zaaifouten.staat_aan("brp_voor_elke_rol"):
        groepen = frozenset(groep.value for groep in Veldgroep)
    vrager = Vrager(groepen, zicht.mag(Categorie.IDENTITEIT), zicht.mag(Categorie.HUISHOUDEN))
    geboren = lid.inwoner.geboortedatum
    jong = is_minderjarig(geboren, vandaag) if geboren else lid.rol == "kind"
    wetten = tuple(
        (code, naam)
        for code, naam in WETTEN.items()
        if code in instellingen.modules and keuzes.doelbinding.get(code)
    )
    return Bij(lid, koppeling, keuzes, vrager, jong, wetten)
