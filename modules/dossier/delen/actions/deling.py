"""Share a named part of the plan with a partner, by sign-in or by a link; stop at once (F083)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import randbelow, token_urlsafe
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit, outbox
from keukentafel.errors import Refusal
from keukentafel.identity.geheim import afdruk
from keukentafel.tenancy import huidige_gemeente
from keukentafel.tenancy.sleutels import onderteken
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.delen.dagen import na
from modules.dossier.delen.deelbeeld import Keuze, beeld, te_delen
from modules.dossier.delen.models import Deellink, Deling, Toestemming, Weging
from modules.dossier.delen.woorden import Wijze
from modules.dossier.models import Huishouden, TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie

LINK_GELDT: Final = timedelta(days=14)
DOEL: Final = "deellink"


class NietsTeDelen(Refusal):
    text = "Kies wat je wilt delen. Er is nu niets gekozen dat deze organisatie mag zien."


class GrondGeldtNiet(Refusal):
    text = "Hier is nu geen toestemming of bevestigde afweging voor. Vraag eerst toestemming."


class BuitenDeGrond(Refusal):
    """The period of sharing would last longer than what it rests on."""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """How and how long something is shared."""

    wijze: str
    van: date
    tot_en_met: date
    contactpersoon: str = ""
    gebruiker: Any = None
    email: str = ""
    bericht: str = ""


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """What sharing made. `teken` and `code` exist only now: nothing keeps them."""

    deling: Deling
    teken: str = ""
    code: str = ""


@transaction.atomic
def share_deel(
    *,
    huishouden: Huishouden,
    grond: Toestemming | Weging,
    keuze: Keuze,
    gegevens: Gegevens,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Gedeeld:
    """Share what was chosen, as far as ground and organisation allow; a link also gets its code.

    :raises GrondGeldtNiet: there is no consent or confirmed weighing that counts today.
    :raises BuitenDeGrond: the period goes past that of the ground.
    :raises NietsTeDelen: nothing of the choice may go there.
    """
    if id and (al := Deling.objects.filter(pk=id, huishouden=huishouden).first()):
        return Gedeeld(al)
    dag, organisatie = localdate(at), grond.aan_organisatie
    if organisatie is None or not grond.geldt_op(dag):
        raise GrondGeldtNiet
    laatste = grond.laatste_dag() if isinstance(grond, Toestemming) else grond.tot_en_met
    if not grond.van <= gegevens.van <= gegevens.tot_en_met <= laatste:
        raise BuitenDeGrond(f"Kies een periode die past bij de toestemming: tot en met {laatste:%d-%m-%Y}.")
    aanbod = te_delen(huishouden, grond, organisatie)
    gezien = beeld(aanbod, keuze)
    if gezien.is_leeg:
        raise NietsTeDelen
    rij = Deling(
        huishouden=huishouden,
        toestemming=grond if isinstance(grond, Toestemming) else None,
        weging=grond if isinstance(grond, Weging) else None,
        organisatie=organisatie,
        plan=aanbod.plan,
        doelen=[doel.id for doel in gezien.doelen],
        acties=[actie.id for actie in gezien.acties],
        met_afspraken=bool(gezien.afspraken),
        vraag=keuze.vraag if gezien.vraag else "",
        vraag_antwoord=gezien.vraag_antwoord,
        overdracht=aanbod.overdracht if gezien.overdracht else None,
        contactpersoon=gegevens.contactpersoon,
        gebruiker=gegevens.gebruiker if gegevens.wijze == Wijze.INLOG else None,
        wijze=gegevens.wijze,
        bericht=gegevens.bericht,
        van=gegevens.van,
        tot_en_met=gegevens.tot_en_met,
        gemaakt_op=at,
        door=by,
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    schrijf_tijdlijn(
        huishouden=huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="share",
        titel=f"Een deel van het plan gedeeld met {organisatie.naam}",
        at=at,
        by=by,
        bij=rij,
        categorie=Categorie.PLAN,
    )
    audit.record("delen.deling.gemaakt", target=rij, by=by, at=at, soort="maken", detail=_detail(rij))
    if gegevens.wijze == Wijze.LINK:
        teken, code = _maak_link(rij, gegevens.email, at)
        return Gedeeld(rij, teken, code)
    return Gedeeld(rij)


def _maak_link(rij: Deling, email: str, at: datetime) -> tuple[str, str]:
    geheim, code = token_urlsafe(32), f"{randbelow(10**8):08d}"
    link = Deellink.objects.create(
        deling=rij,
        afdruk=afdruk(DOEL, geheim),
        code_afdruk="",
        email=email,
        gemaakt_op=at,
        verloopt_op=min(at + LINK_GELDT, na(rij.tot_en_met)),
    )
    link.code_afdruk = afdruk(f"{DOEL}.code", f"{link.pk}|{code}")
    link.save(update_fields=["code_afdruk"])
    return onderteken(DOEL, [link.pk.hex, geheim]), code


def mail_link(*, deling: Deling, adres: str, at: datetime) -> None:
    """Put the mail with the link in the outbox: the gemeente and the link, no name (hazards H41)."""
    link = deling.links.first()
    if link is None or not link.email:
        return
    outbox.stuur_mail(
        "delen/mail/deellink",
        link.email,
        {"adres": adres, "gemeente": huidige_gemeente().naam},
        sleutel=f"deellink-{link.pk}",
        at=at,
    )


@transaction.atomic
def stop_deling(*, deling: Deling, omdat: str, by: Any, at: datetime) -> Deling:
    """Stop sharing at once: page and links are closed at the next request. Twice is once."""
    rij = Deling.objects.select_for_update(of=("self",)).get(pk=deling.pk)
    if rij.ingetrokken_op is None:
        rij.ingetrokken_op, rij.ingetrokken_omdat, rij.versie = at, omdat[:160], rij.versie + 1
        rij.save(update_fields=["ingetrokken_op", "ingetrokken_omdat", "versie"])
        audit.record("delen.deling.gestopt", target=rij, by=by, at=at, detail=_detail(rij))
    return rij


def _detail(rij: Deling) -> dict[str, Any]:
    return {
        "organisatie": str(rij.organisatie_id),
        "wijze": rij.wijze,
        "doelen": [str(id_) for id_ in rij.doelen],
        "acties": [str(id_) for id_ in rij.acties],
        "toestemming": str(rij.toestemming_id or ""),
        "weging": str(rij.weging_id or ""),
    }
