"""Who plays in tests of sharing: a household with a youth of 14, its worker, a school and its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.dossier.delen.actions.deling import Gedeeld, Gegevens, share_deel
from modules.dossier.delen.actions.toestemming import Inhoud, ask_toestemming, record_antwoord
from modules.dossier.delen.deelbeeld import Keuze
from modules.dossier.delen.models import PartnerLid, Toestemming
from modules.dossier.models import Actie, Gezagsrelatie, Huishouden, Inwoner, Plan
from modules.inrichting.models import Organisatie
from tests.factories.dossier import maak_plan
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.verkeer import Zaak, maak_zaak

NU = timezone.now


def jaar_oud(jaren: int) -> date:
    """Return a birth date of somebody who became `jaren` a hundred days ago."""
    dag = localdate() - timedelta(days=100)
    return dag.replace(year=dag.year - jaren, day=min(dag.day, 28))


@dataclass
class Deeltoneel:
    """A household with a parent, another parent outside it, a child, and a plan with three goals."""

    zaak: Zaak
    kind: Inwoner
    ouder: Inwoner
    plan: Plan
    school: Organisatie
    corporatie: Organisatie

    @property
    def huishouden(self) -> Huishouden:
        return self.zaak.huishouden

    def doel(self, nummer: int) -> Any:
        return self.plan.doelen.order_by("volgorde", "id")[nummer]


def maak_deeltoneel(klant: Client | None = None, *, leeftijd: int = 14, **zaak: Any) -> Deeltoneel:
    """Make it; with `klant` the worker is signed in."""
    gemaakt = maak_zaak(
        klant,
        personen=(
            {"voornamen": "Marieke", "geboortedatum": date(1985, 3, 4), "rol": "ouder"},
            {"voornamen": "Sem", "geboortedatum": jaar_oud(leeftijd), "rol": "kind"},
        ),
        variant="team",
        status="plan",
        **zaak,
    )
    leden = {lid.inwoner.voornamen: lid.inwoner for lid in gemaakt.huishouden.leden.select_related("inwoner")}
    kind, ouder = leden["Sem"], leden["Marieke"]
    Gezagsrelatie.objects.create(kind=kind, houder=ouder, soort="ouder")
    Gezagsrelatie.objects.create(kind=kind, houder_naam="Ruud Kuiper", soort="ouder")
    plan = maak_plan(
        gemaakt.casus,
        doelen=("Sem gaat weer naar school", "De huur is betaald", "Marieke slaapt weer"),
        status="actief",
        afspraken_contact="Bel na zes uur.",
        afspraken_veiligheid="Nooit alleen met oom Henk.",
    )
    for doel, gebied in zip(
        plan.doelen.order_by("volgorde", "id"),
        ("dagbesteding", "financien", "geestelijke_gezondheid"),
        strict=True,
    ):
        doel.leefgebieden = [gebied]
        doel.save()
    school, corporatie = (
        Organisatie.objects.get_or_create(naam=naam, defaults={"soort": soort})[0]
        for naam, soort in (("De Regenboog", "school"), ("Woonstede", "corporatie"))
    )
    toneel = Deeltoneel(gemaakt, kind, ouder, plan, school, corporatie)
    for nummer, (wat, organisatie) in enumerate(
        (("Mentor belt elke week", school), ("Regeling treffen", corporatie))
    ):
        Actie.objects.create(
            huishouden=toneel.huishouden, plan=plan, doel=toneel.doel(nummer), wat=wat, wie="professional",
            organisatie=organisatie, gemaakt_op=NU(), volgorde=nummer,
        )  # fmt: skip
    return toneel


def inhoud(soort: str = "doorbreking_geheim", **anders: Any) -> Inhoud:
    """Return what is asked: half a year, under the rules for youth."""
    return Inhoud(
        **{
            "soort": soort,
            "kaderwet": "jeugd",
            "waarvoor": "om samen te zorgen dat Sem naar school gaat",
            "van": localdate(),
            "tot_en_met": localdate() + timedelta(days=180),
            **anders,
        }
    )


def vraag(toneel: Deeltoneel, inwoner: Inwoner | None = None, **anders: Any) -> Toestemming:
    """Ask for consent about the child, or about somebody else."""
    return ask_toestemming(
        huishouden=toneel.huishouden, inwoner=inwoner or toneel.kind, inhoud=inhoud(**anders),
        by=toneel.zaak.medewerker, at=NU(),
    )  # fmt: skip


def iedereen_zegt(rij: Toestemming, antwoord: str, toneel: Deeltoneel) -> Toestemming:
    """Write down the same answer for everybody who decides."""
    for gever in rij.gevers.all():
        record_antwoord(
            toestemming=rij, gever=gever, antwoord=antwoord, hoe="gesprek", op=localdate(),
            by=toneel.zaak.medewerker, at=NU(),
        )  # fmt: skip
        rij.refresh_from_db()
        if rij.stand != "gevraagd":
            break
    return rij


def gegeven(toneel: Deeltoneel, inwoner: Inwoner | None = None, **anders: Any) -> Toestemming:
    """Return a consent to which everybody said yes."""
    return iedereen_zegt(vraag(toneel, inwoner, **anders), "ja", toneel)


def aan_school(toneel: Deeltoneel, **anders: Any) -> Toestemming:
    """Return the consent to share about school with the school."""
    return gegeven(
        toneel,
        **{"aan_organisatie": toneel.school, "leefgebieden": ("dagbesteding",), "vraag": "contact_gelukt"}
        | anders,
    )


def deel(toneel: Deeltoneel, grond: Any, *, keuze: Keuze | None = None, **gegevens: Any) -> Gedeeld:
    """Share the first goal and its action, by sign-in unless told otherwise."""
    keuze = keuze or Keuze(
        doelen=(toneel.doel(0).pk,), acties=(toneel.plan.acties.get(wat="Mentor belt elke week").pk,)
    )
    velden = {
        "wijze": "inlog",
        "van": localdate(),
        "tot_en_met": localdate() + timedelta(days=30),
        **gegevens,
    }
    return share_deel(
        huishouden=toneel.huishouden, grond=grond, keuze=keuze, gegevens=Gegevens(**velden),
        by=toneel.zaak.medewerker, at=NU(),
    )  # fmt: skip


def maak_partner(organisatie: Organisatie, klant: Client | None = None, rol: Rol = Rol.PARTNER) -> Any:
    """Make an account that works for an organisation; with `klant` it is signed in."""
    partner = maak_gebruiker(rollen=[rol], naam="Juf Anna", met_code_app=False)
    PartnerLid.objects.create(gebruiker=partner, organisatie=organisatie, van=date(2026, 1, 1))
    if klant is not None:
        log_in(klant, partner)
    return partner
