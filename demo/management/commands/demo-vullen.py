"""`keukentafel demo-vullen`: make the three example gemeenten when they are not there, and accounts.json."""

from __future__ import annotations

import json
import os
import random
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from demo.aanbiedersignalen import Aanbiedervuller
from demo.abonnementen import Abonnementvuller
from demo.besluiten import Besluitvuller
from demo.bewaren import Bewaarvuller
from demo.brieven import Briefvuller
from demo.bsn import testnummers
from demo.delen import Deelvuller
from demo.documenten import Documentvuller
from demo.dossiers import Vuller
from demo.eigen_api import Apivuller
from demo.facturen import vul_facturen
from demo.gemeenten import GEMEENTEN, Voorbeeldgemeente
from demo.inrichting import Inrichter
from demo.jeugd import Jeugdvuller
from demo.koppelingen import Koppelvuller
from demo.levensloop import maak_levensloop
from demo.leverancier import maak_leveranciers
from demo.ondersteuning import vul_ondersteuning
from demo.participatie import Participatievuller
from demo.postvak import Postvakvuller
from demo.protocol import Protocolvuller
from demo.ruimte import Ruimtevuller
from demo.termijnen import Termijnvuller, Wachtvuller
from demo.toegang import Toegangvuller
from demo.verschil import Verschilvuller
from demo.werk import Werkvuller
from demo.werkdocumenten import neem_over, vul_bibliotheek
from demo.wmo import Wmovuller
from demo.zgw import Programmavuller
from demo.zicht import Zichtvuller
from keukentafel.env import omgeving
from keukentafel.tenancy import in_gemeente, in_platform
from tenants.actions import onboarding
from tenants.actions.tellen import tel_gemeente
from tenants.models import Gemeente

WACHTWOORD = "samen-aan-tafel-2026"


class Command(BaseCommand):
    help = "Maak de voorbeeldgemeenten Lindewaard, Hoogmeren en Rietdam, met verzonnen huishoudens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--huishoudens", type=int, default=60, help="per gemeente")
        parser.add_argument("--accounts", type=Path, default=omgeving.data / "accounts.json")

    def handle(self, *args: Any, **options: Any) -> None:
        gemaakt = [self._gemeente(g, nummer, options["huishoudens"]) for nummer, g in enumerate(GEMEENTEN)]
        if all(rij is None for rij in gemaakt):
            self.stdout.write("De voorbeeldgemeenten zijn er al.")
            return
        self._schrijf_accounts(options["accounts"], [rij for rij in gemaakt if rij])
        vul_bibliotheek(at=timezone.now())
        for slug in (rij["slug"] for rij in gemaakt if rij):
            with in_platform():
                ref = Gemeente.objects.get(slug=slug).ref()
            neem_over(ref, at=timezone.now())
        maak_levensloop(at=timezone.now())
        vul_facturen(at=timezone.now())
        vul_ondersteuning(at=timezone.now())
        call_command("logboek-verankeren", alle=True, stdout=self.stdout)  # the clock does so every hour

    def _gemeente(self, gemeente: Voorbeeldgemeente, nummer: int, aantal: int) -> dict[str, Any] | None:
        at = timezone.now()
        with in_platform():
            bestaat = Gemeente.objects.filter(cbs_code=gemeente.code, stand="actief").exists()
        if bestaat:
            return None
        self.stdout.write(f"{gemeente.naam} maken…")
        onboarding.ruim_afgebroken_op(gemeente.code)
        werk = onboarding.begin_klaarzetting(
            cbs_code=gemeente.code,
            variant=gemeente.variant,
            beheerder_naam="Eerste beheerder",
            beheerder_email="beheerder@voorbeeld.invalid",
            at=at,
        )
        onboarding.zet_klaar(werk.pk, at=at, klok=timezone.now)
        with in_platform():
            ref = Gemeente.objects.get(cbs_code=gemeente.code).ref()
        toeval = random.Random(2026 + nummer)
        with in_gemeente(ref), transaction.atomic():
            inrichter = Inrichter(gemeente, at=at, toeval=toeval)
            inrichter.vul(WACHTWOORD)
            Protocolvuller(inrichter, wachtwoord=WACHTWOORD).vul()
            beheerder = next(p for p in gemeente.mensen if "beheerder" in p.rollen)
            programma = Programmavuller(
                ref.slug, by=inrichter.mensen[beheerder.naam], at=at, toeval=random.Random(2060 + nummer)
            ).vul()  # before the households: what is made of them names the RSIN
            eigen_api = Apivuller(
                by=inrichter.mensen[beheerder.naam], at=at, toeval=random.Random(2070 + nummer)
            ).vul()
            nummers = testnummers()
            Vuller(inrichter, toeval=toeval, bsn=nummers).vul(aantal)
            Zichtvuller(inrichter).vul()
            Documentvuller(inrichter, toeval=random.Random(2040 + nummer)).vul()
            Toegangvuller(inrichter).vul()
            Deelvuller(inrichter, wachtwoord=WACHTWOORD).vul()
            Bewaarvuller(inrichter).vul()
            Termijnvuller(inrichter).vul()
            Wmovuller(inrichter).vul()
            Jeugdvuller(inrichter).vul()
            Participatievuller(inrichter).vul()
            Besluitvuller(at=at).vul()
            Ruimtevuller(at=at).vul()
            Aanbiedervuller(at=at).vul()
            Werkvuller(at=at).vul()
            Verschilvuller(at=at).vul()
            Wachtvuller(inrichter).vul()
            Briefvuller(inrichter, toeval=random.Random(2050 + nummer)).vul()
            Postvakvuller(bsn=nummers, at=at).vul()
            Koppelvuller(inrichter).vul()
            Abonnementvuller(ref.slug, by=inrichter.mensen[beheerder.naam], at=at).vul()
        tel_gemeente(ref=ref, at=at)
        poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
        return {
            "slug": ref.slug,
            "naam": ref.naam,
            "cbs_code": ref.cbs_code,
            "variant": gemeente.variant,
            "url": f"http://{ref.slug}.{settings.KT_DOMEIN}{poort}",
            "gebruikers": inrichter.accounts,
            "api": programma,
            "eigen_api": eigen_api,
        }

    def _schrijf_accounts(self, pad: Path, gemeenten: list[dict[str, Any]]) -> None:
        """Write who can sign in; only the owner of the demo can read the file."""
        poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
        gegevens = {
            "leverancier": {
                "url": f"http://leverancier.{settings.KT_DOMEIN}{poort}",
                "gebruikers": maak_leveranciers(wachtwoord=WACHTWOORD, at=timezone.now()),
            },
            "gemeenten": gemeenten,
        }
        pad.parent.mkdir(parents=True, exist_ok=True)
        beschrijver = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(beschrijver, "w", encoding="utf-8") as bestand:
            json.dump(gegevens, bestand, indent=2, ensure_ascii=False)
