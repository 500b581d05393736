"""Sharing in the demo: consents in every stand, partners that look along, weighings, and the convenant."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from demo.inrichting import Inrichter
from keukentafel.identity.models import Gebruiker, RolToekenning, TotpApparaat
from keukentafel.identity.rollen import Rol
from modules.dossier.delen.actions.antwoord import place_antwoord
from modules.dossier.delen.actions.convenant import (
    begintekst,
    confirm_convenant,
    publish_convenant,
    write_convenant,
)
from modules.dossier.delen.actions.deellink import note_bezoek
from modules.dossier.delen.actions.deling import Gegevens, share_deel
from modules.dossier.delen.actions.overdracht import agree_overdracht, write_overdracht
from modules.dossier.delen.actions.partner import add_partnerlid
from modules.dossier.delen.actions.toestemming import (
    Inhoud,
    NiemandMagBeslissen,
    ask_toestemming,
    record_antwoord,
    withdraw_toestemming,
)
from modules.dossier.delen.actions.weging import begin_weging, judge_weging, tell_inwoner
from modules.dossier.delen.deelbeeld import Keuze, te_delen
from modules.dossier.delen.models import Deellink, Toestemming
from modules.dossier.delen.rules.begrenzing import grens_van
from modules.dossier.models import Doelstelling, Huishouden, Inwoner, Plan
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK

PARTNERS = (
    (Rol.PARTNER, "karin.overbeek", "Karin Overbeek", ("school",)),
    (Rol.PARTNER, "bert.jansma", "Bert Jansma", ("corporatie",)),
    (Rol.AANBIEDER, "stefan.bruinsma", "Stefan Bruinsma", ("maatschappelijk_werk", "welzijn", "zorg", "ggz")),
)
VRAGEN = ("Lukt het om op tijd te komen?", "Is er iets waar wij rekening mee moeten houden?")
ANTWOORDEN = (
    "Deze week was het elke dag op tijd. Wij houden contact.",
    "Het gesprek is geweest. We hebben een regeling afgesproken en bellen elke eerste maandag.",
)
VERHALEN = (
    "Na de scheiding ging er veel tegelijk mis. Met post en geld had ik hulp nodig, de rest doe ik zelf. "
    "Bel liever dan dat je langskomt, en vraag eerst hoe het met mij gaat.",
    "Ik wil weer naar buiten. Sinds de val durf ik dat niet alleen. Mijn buurvrouw weet ervan en mag meedenken.",
)


class Deelvuller:
    """Lets the people of an example gemeente ask, answer, share and weigh, on days around today."""

    def __init__(self, inrichting: Inrichter, *, wachtwoord: str) -> None:
        self.wachtwoord = wachtwoord
        self.i, self.at, self.vandaag = inrichting, inrichting.at, inrichting.vandaag
        self.staf = [
            self.i.mensen[p.naam]
            for p in self.i.gemeente.mensen
            if {"teamlid", "teamleider", "regisseur", "backoffice", "inlooppunt"} & set(p.rollen)
        ]

    def vul(self) -> None:
        """Make it all, through the same actions as the screens."""
        self._accounts()
        self._partners()
        huizen = self._met_plan()
        for nummer, plan in enumerate(huizen[:14]):
            self._huishouden(nummer, plan)
        self._wegingen(huizen[14:17] or huizen[:1])
        self._convenant()

    def _toen(self, dagen: int, uur: int = 10) -> datetime:
        moment = timezone.make_aware(datetime.combine(self.vandaag - timedelta(days=dagen), time(uur, 20)))
        return min(moment, self.at - timedelta(minutes=5))

    def _met_plan(self) -> list[Plan]:
        rijen = Plan.objects.filter(status__in=IN_GEBRUIK).select_related(
            "huishouden__team", "casus__behandelaar"
        )
        return list(rijen.order_by("huishouden__team__naam", "huishouden__sorteernaam", "id"))

    # -- partners ----------------------------------------------------------------------------------

    def _accounts(self) -> None:
        """Make one account of each kind of partner; chance of its own, so that the stories stay as they are."""
        toeval = Random(self.i.gemeente.code)
        naam = self.i.gemeente.naam.lower()
        for rol, gebruikersnaam, persoon, soorten in PARTNERS:
            totp = "".join(toeval.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(32))
            rij = Gebruiker.objects.create(
                gebruikersnaam=gebruikersnaam, naam=persoon, email=f"{gebruikersnaam}@{naam}.example",
                password=make_password(self.wachtwoord),
            )  # fmt: skip
            TotpApparaat.objects.create(gebruiker=rij, geheim=totp, gemaakt_op=self.at, bevestigd_op=self.at)
            RolToekenning.objects.create(gebruiker=rij, rol=rol)
            for organisatie in self._van_soort(*soorten)[:1]:
                add_partnerlid(
                    gebruiker=rij,
                    organisatie=organisatie,
                    van=self.vandaag - timedelta(days=200),
                    by=None,
                    at=self._toen(200),
                )
            self.i.accounts.append(
                {
                    "gebruikersnaam": gebruikersnaam,
                    "wachtwoord": self.wachtwoord,
                    "totp": totp,
                    "rollen": [rol.value],
                    "team": None,
                    "naam": persoon,
                }
            )

    def _partners(self) -> None:
        """Say which organisations there are to share with."""
        self.scholen = self._van_soort("school")
        self.verhuurders = self._van_soort("corporatie")
        self.hulp = self._van_soort("maatschappelijk_werk", "welzijn", "zorg", "ggz")

    def _van_soort(self, *soorten: str) -> list[Any]:
        return [rij for rij in self.i.organisaties.values() if rij.soort in soorten]

    # -- one household -------------------------------------------------------------------------------

    def _huishouden(self, nummer: int, plan: Plan) -> None:
        huishouden, wie = plan.huishouden, plan.casus.behandelaar or self.staf[0]
        mensen = list(
            Inwoner.objects.filter(lidmaatschappen__huishouden=huishouden).order_by("geboortedatum", "id")
        )
        kinderen = [mens for mens in mensen if (mens.leeftijd_op(self.vandaag) or 99) < 18]
        self._verhaal(nummer, huishouden, mensen[0], wie)
        partner = self._partner_voor(nummer, plan)
        if partner is not None:
            self._delen(nummer, plan, mensen[0], partner, wie)
        if kinderen and self.scholen:
            self._school(nummer, huishouden, kinderen[0], wie)
        if nummer % 3 == 0:
            self._binnen(nummer, huishouden, mensen[0], wie)
        if nummer % 4 == 1:
            self._hulp(huishouden, mensen[-1], wie)

    def _partner_voor(self, nummer: int, plan: Plan) -> Any:
        """Return an organisation that may see a goal of this plan: in turn, so that all kinds occur."""
        doelen = list(Doelstelling.objects.filter(plan=plan))
        mogelijk = [*self.verhuurders[:1], *self.scholen[:1], *self.hulp[:1]]
        for plaats in range(len(mogelijk)):
            organisatie = mogelijk[(nummer + plaats) % len(mogelijk)]
            grens = grens_van(organisatie.soort)
            if any(doel.leefgebieden and set(doel.leefgebieden) <= grens.leefgebieden for doel in doelen):
                return organisatie
        return None

    def _vraag(
        self, huishouden: Huishouden, inwoner: Inwoner, wie: Any, dagen: int, **meer: Any
    ) -> Toestemming | None:
        begin = self.vandaag - timedelta(days=dagen)
        inhoud = Inhoud(
            **{
                "soort": "doorbreking_geheim",
                "kaderwet": "jeugd" if (inwoner.leeftijd_op(self.vandaag) or 99) < 18 else "wmo",
                "van": begin,
                "tot_en_met": begin + timedelta(days=180),
                **meer,
            }
        )
        try:
            return ask_toestemming(
                huishouden=huishouden, inwoner=inwoner, inhoud=inhoud, by=wie, at=self._toen(dagen, 9)
            )
        except NiemandMagBeslissen:
            return None

    def _antwoord(
        self, rij: Toestemming, wie: Any, dagen: int, *, antwoord: str = "ja", hoeveel: int = 9
    ) -> None:
        for gever in list(rij.gevers.all())[:hoeveel]:
            record_antwoord(
                toestemming=rij, gever=gever, antwoord=antwoord, hoe="gesprek" if gever.volgorde else "papier",
                op=self.vandaag - timedelta(days=dagen), by=wie, at=self._toen(dagen, 11),
            )  # fmt: skip
            if antwoord == "nee":
                break
        rij.refresh_from_db()

    def _delen(self, nummer: int, plan: Plan, inwoner: Inwoner, organisatie: Any, wie: Any) -> None:
        """Ask, hear yes, share a goal and its actions; some looked and answered, some were stopped."""
        grens = grens_van(organisatie.soort)
        gebieden = sorted(
            {code for doel in plan.doelen.all() for code in doel.leefgebieden} & grens.leefgebieden
        )
        dagen = 160 if nummer % 5 == 4 else 30 + nummer
        rij = self._vraag(
            plan.huishouden, inwoner, wie, dagen,
            waarvoor="om samen aan hetzelfde doel te werken en niets dubbel te doen",
            aan_organisatie=organisatie, leefgebieden=tuple(gebieden), vraag="contact_gelukt",
            categorieen=("J",) if grens.met_afspraken else (),
        )  # fmt: skip
        if rij is None:
            return
        self._antwoord(rij, wie, dagen - 1)
        if not rij.geldt_op(self.vandaag):
            return
        self._doet_iets(plan, organisatie, gebieden)
        aanbod = te_delen(plan.huishouden, rij, organisatie)
        keuze = Keuze(
            doelen=tuple(doel.id for doel in aanbod.doelen[:1]),
            acties=tuple(actie.id for actie in sorted(aanbod.acties, key=lambda a: not a.is_van_partner)[:2]),
            vraag="contact_gelukt",
            vraag_antwoord="ja",
        )
        deling = share_deel(
            huishouden=plan.huishouden, grond=rij, keuze=keuze,
            gegevens=Gegevens(
                wijze="inlog" if nummer % 3 else "link", van=self.vandaag - timedelta(days=dagen - 2),
                tot_en_met=min(rij.laatste_dag(), self.vandaag + timedelta(days=75)),
                contactpersoon="de mentor" if organisatie.soort == "school" else "de contactpersoon",
                email="" if nummer % 3 else f"post@{organisatie.soort}.voorbeeld.invalid", bericht=VRAGEN[nummer % 2],
            ),
            by=wie, at=self._toen(dagen - 2, 14),
        ).deling  # fmt: skip
        if nummer % 2 == 0:
            self._bekeken(nummer, deling, dagen - 4)
        if nummer == 9:
            withdraw_toestemming(toestemming=rij, wie=inwoner.naam, by=wie, at=self._toen(3, 16))

    def _doet_iets(self, plan: Plan, organisatie: Any, gebieden: list[str]) -> None:
        """Let the organisation do one of the actions of a professional under a goal it may see."""
        for actie in plan.acties.filter(wie="professional", doel__isnull=False).select_related("doel"):
            if actie.doel is not None and set(actie.doel.leefgebieden) <= set(gebieden):
                actie.organisatie, actie.gebruiker = organisatie, None
                actie.save(update_fields=["organisatie", "gebruiker"])
                return

    def _bekeken(self, nummer: int, deling: Any, dagen: int) -> None:
        link: Deellink | None = deling.links.first()
        partner = Gebruiker.objects.filter(partnerleden__organisatie=deling.organisatie).first()
        if link is not None:
            link.gebruikt_op = self._toen(dagen, 13)
            link.leest_tot = link.gebruikt_op + timedelta(minutes=30)
            link.save(update_fields=["gebruikt_op", "leest_tot"])
        elif partner is None:
            return
        note_bezoek(deling=deling, link=link, by=partner, at=self._toen(dagen, 13))
        place_antwoord(
            deling=deling, tekst=ANTWOORDEN[nummer // 2 % 2], naam="" if link is None else "mevrouw De Graaf",
            link=link, by=partner, at=self._toen(dagen, 14),
        )  # fmt: skip

    def _school(self, nummer: int, huishouden: Huishouden, kind: Inwoner, wie: Any) -> None:
        """A child: waiting for one of three answers, said no, or agreed."""
        rij = self._vraag(
            huishouden, kind, wie, 6 + nummer, waarvoor=f"zodat de mentor weet wat {kind.roepnaam} helpt",
            aan_organisatie=self.scholen[0], vraag="opgepakt",
        )  # fmt: skip
        if rij is None:
            return
        if nummer % 3 == 0:
            self._antwoord(rij, wie, 4, hoeveel=1)
        elif nummer % 3 == 1:
            self._antwoord(rij, wie, 4, antwoord="nee")
        else:
            self._antwoord(rij, wie, 4)

    def _binnen(self, nummer: int, huishouden: Huishouden, inwoner: Inwoner, wie: Any) -> None:
        """A colleague with another function hears one thing; one of these ends within thirty days."""
        dagen = 160 if nummer == 3 else 20
        rij = self._vraag(
            huishouden, inwoner, wie, dagen, waarvoor="om de aanvraag niet twee keer te hoeven uitleggen",
            categorieen=("G", "J"), aan_functie="klantmanager_wi",
        )  # fmt: skip
        if rij is not None:
            self._antwoord(rij, wie, dagen - 1)

    def _hulp(self, huishouden: Huishouden, inwoner: Inwoner, wie: Any) -> None:
        rij = self._vraag(
            huishouden, inwoner, wie, 25, soort="instemming_hulp", waarvoor="rust in huis en elke dag naar school",
            hulp="Elke week een gesprek thuis, drie maanden lang", aan_organisatie=self.hulp[0] if self.hulp else None,
        )  # fmt: skip
        if rij is not None:
            self._antwoord(rij, wie, 24)

    def _verhaal(self, nummer: int, huishouden: Huishouden, inwoner: Inwoner, wie: Any) -> None:
        if nummer % 2:
            return
        rij = write_overdracht(
            huishouden=huishouden, inwoner=inwoner, tekst=VERHALEN[nummer // 2 % 2], versie=0, by=wie,
            at=self._toen(20, 15),
        )  # fmt: skip
        if nummer % 4 == 0:
            agree_overdracht(
                tekst=rij, wie=inwoner.naam, hoe="gesprek", op=self._dag(18), by=wie, at=self._toen(18, 11)
            )

    def _dag(self, dagen: int) -> date:
        return self.vandaag - timedelta(days=dagen)

    # -- without consent -------------------------------------------------------------------------------

    def _wegingen(self, plannen: list[Plan]) -> None:
        """One was confirmed and told, one was refused, one waits for the colleague."""
        for nummer, plan in enumerate(plannen):
            wie = plan.casus.behandelaar or self.staf[0]
            collega = next(mens for mens in self.staf if mens.pk != wie.pk and mens.has_rol(Rol.TEAMLID))
            inwoner = (
                Inwoner.objects.filter(lidmaatschappen__huishouden=plan.huishouden).order_by("id").first()
            )
            dagen = (21, 9, 1)[nummer]
            rij = begin_weging(
                huishouden=plan.huishouden,
                gegevens={
                    "inwoner": inwoner,
                    "wat": "Dat er thuis met geweld is gedreigd, en wanneer",
                    "categorieen": ["I"],
                    "aan_functie": "wmo_consulent",
                    "geprobeerd": "Twee keer gevraagd, op kantoor en aan de telefoon. Het antwoord was nee, uit angst.",
                    "geen_andere_weg": "Zonder dit weet de collega niet dat een huisbezoek alleen gevaarlijk is.",
                    "ernstig_nadeel": "Iemand kan gewond raken, ook de kinderen.",
                    "evenredig": "Het gaat om één feit. De kans op letsel weegt zwaarder dan het zwijgen hierover.",
                    "zo_weinig_mogelijk": "Niets over gezondheid, geld of wat er verder in vertrouwen is gezegd.",
                    "collega": collega,
                    "nog_niet_omdat": "Nu vertellen maakt het thuis gevaarlijker. Volgende week samen.",
                    "van": self._dag(dagen),
                    "tot_en_met": self.vandaag + timedelta(days=20),
                },
                by=wie,
                at=self._toen(dagen, 16),
            )
            if nummer == 0:
                tell_inwoner(weging=rij, op=self._dag(dagen - 1), by=wie, at=self._toen(dagen - 1, 17))
            if nummer < 2:
                judge_weging(
                    weging=rij,
                    is_eens=nummer == 0,
                    reactie="Eens, en alleen dit."
                    if nummer == 0
                    else "Vraag eerst of haar zus erbij mag zijn.",
                    by=collega,
                    at=self._toen(dagen - 1, 9),
                )

    # -- the convenant -----------------------------------------------------------------------------------

    def _convenant(self) -> None:
        """Everybody confirmed but one: that colleague meets the page at the next sign-in."""
        beheerder = next(self.i.mensen[p.naam] for p in self.i.gemeente.mensen if "beheerder" in p.rollen)
        write_convenant(tekst=begintekst(), wat_is_anders="", versie=0, by=beheerder, at=self._toen(120))
        rij = publish_convenant(by=beheerder, at=self._toen(119))
        nog_niet = self._nog_niet()
        for nummer, mens in enumerate(self.staf):
            if mens.pk != nog_niet.pk:
                confirm_convenant(
                    nummer=rij.nummer, by=mens, at=self._toen(118 - nummer % 20, 8 + nummer % 9)
                )

    def _nog_niet(self) -> Any:
        """Return the one who did not confirm yet: a second teamleider where there is one, so work goes on."""
        leiders = [self.i.mensen[p.naam] for p in self.i.gemeente.mensen if "teamleider" in p.rollen]
        return leiders[-1] if len(leiders) > 1 else self.staf[-1]
