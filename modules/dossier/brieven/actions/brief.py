"""Make a letter, change its concept, put it away, and send it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.timezone import localdate

from keukentafel import audit, opslag
from keukentafel.errors import Refusal, Verouderd
from keukentafel.tenancy.models import nieuwe_id
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.brieven import pdf
from modules.dossier.brieven.adressanten import adressanten, eerder_adres
from modules.dossier.brieven.basis import gegevens_van, naar_json, velden_van
from modules.dossier.brieven.keuze import sjabloon_in_gebruik
from modules.dossier.brieven.models import OPSLAG, Brief, Briefstand, Kanaal
from modules.dossier.brieven.rules.compleet import controleer_verzenden
from modules.dossier.brieven.rules.geadresseerde import is_elders, kies
from modules.dossier.brieven.rules.sjabloon import vul
from modules.dossier.brieven.soorten import soorten
from modules.dossier.models import Casus, Huishouden, Inwoner, TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie


class BriefIsVerzonden(Refusal):
    text = "Deze brief is verzonden en verandert niet meer. Maak een nieuwe brief."


class BriefIsWeggelegd(Refusal):
    text = "Deze brief is weggelegd. Maak een nieuwe brief."


class BriefNietKlaar(Refusal):
    pass


class OnderwerpOntbreekt(Refusal):
    text = "Vul in waar de brief over gaat."


class NietAanDeze(Refusal):
    text = "Deze persoon kan deze brief niet krijgen. Kies iemand uit de lijst."


class AdresOntbreekt(Refusal):
    text = "Deze persoon woont ergens anders. Vul straat, huisnummer, postcode en plaats in."


@transaction.atomic
def make_brief(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner | None,
    soort: str,
    gegevens: Mapping[str, object],
    bron: models.Model | None,
    by: Any,
    at: datetime,
    casus: Casus | None = None,
    vervangt: Brief | None = None,
    aan: str = "",
    kanaal: str = "",
    id: UUID | None = None,
) -> Brief:
    """Make the concept of a letter from the text in use for its kind. `id` twice is one letter.

    What the dossier knows is filled in by itself; `gegevens` wins. `bron` is what it is about (a
    decision, a melding), so that its maker finds it back. `aan` is the key of who gets it
    (`adressanten`); empty, or of somebody who may not get it: to whom it goes by itself.

    :raises OnbekendeSoort: there is no such kind of letter.
    """
    if id and (al_gemaakt := Brief.objects.filter(pk=id).first()):
        return al_gemaakt
    dag = localdate(at)
    kind = soorten.van(soort)
    sjabloon = sjabloon_in_gebruik(kind)
    velden = velden_van(kind)
    wie = kies(adressanten(huishouden, inwoner, dag), aan)
    bekend = {**gegevens_van(kind, huishouden, inwoner, by=by, dag=dag), "aanhef": wie.aanhef}
    alles = naar_json({**bekend, **gegevens})
    brief = Brief(
        id=id or nieuwe_id(), huishouden=huishouden, casus=casus, inwoner=inwoner, soort=kind.code,
        categorie=kind.categorie, sjabloon_id=sjabloon.id, sjabloon_nummer=sjabloon.nummer,
        onderwerp=vul(sjabloon.onderwerp, alles, velden)[:200],
        samenvatting=vul(sjabloon.samenvatting, alles, velden), tekst=vul(sjabloon.tekst, alles, velden),
        gegevens=alles, aan_naam=wie.aan, aan_wie=wie.sleutel, aan_reden=wie.reden,
        aan_elders=eerder_adres(huishouden, wie.sleutel) if wie.woont_elders else [],
        kanaal=Kanaal(kanaal) if kanaal else "",
        ondertekenaar_naam=getattr(by, "naam", ""),
        bron_soort=bron._meta.label_lower if bron is not None else "",  # noqa: SLF001 -- Django's own way
        bron_id=bron.pk if bron is not None else None, vervangt=vervangt,
        gemaakt_door=by, gemaakt_op=at, gewijzigd_op=at,
    )  # fmt: skip
    brief.save(force_insert=True)
    audit.record(
        "brieven.brief.gemaakt", target=brief, by=by, at=at, soort="maken", categorie=brief.categorie,
        detail={"soort": kind.code, "sjabloon": sjabloon.nummer},
    )  # fmt: skip
    return brief


@transaction.atomic
def change_brief(
    *,
    brief: Brief,
    onderwerp: str,
    samenvatting: str,
    tekst: str,
    ondertekenaar_naam: str,
    ondertekenaar_functie: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
    bijlagen: list[dict[str, str]] | None = None,
    aan_naam: str = "",
) -> Brief:
    """Change the words of a concept.

    :raises BriefIsVerzonden: it went out; :raises BriefIsWeggelegd: it was put away.
    :raises Verouderd: somebody else changed it since `gezien_versie`.
    :raises OnderwerpOntbreekt: a letter says what it is about.
    """
    brief = _concept(brief)
    if gezien_versie is not None and gezien_versie != brief.versie:
        raise Verouderd(huidig=brief)
    if not onderwerp.strip():
        raise OnderwerpOntbreekt
    brief.onderwerp, brief.samenvatting, brief.tekst = onderwerp.strip(), samenvatting.strip(), tekst.strip()
    brief.ondertekenaar_naam, brief.ondertekenaar_functie = ondertekenaar_naam, ondertekenaar_functie
    brief.aan_naam = aan_naam.strip() or brief.aan_naam
    if bijlagen is not None:
        brief.bijlagen = bijlagen
    brief.gewijzigd_op = at
    brief.versie += 1
    brief.save(
        update_fields=[
            "onderwerp", "samenvatting", "tekst", "ondertekenaar_naam", "ondertekenaar_functie", "aan_naam",
            "bijlagen", "gewijzigd_op", "versie",
        ]
    )  # fmt: skip
    audit.record("brieven.brief.gewijzigd", target=brief, by=by, at=at, categorie=brief.categorie)
    return brief


@transaction.atomic
def address_brief(
    *,
    brief: Brief,
    aan: str,
    adres: Sequence[str],
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Brief:
    """Choose to whom a concept goes: the name, the first line and the reason follow. `adres`: of one elsewhere.

    :raises BriefIsVerzonden: it went out; :raises BriefIsWeggelegd: it was put away.
    :raises NietAanDeze: this one may not get it. :raises AdresOntbreekt: half an address.
    :raises Verouderd: somebody else changed it since `gezien_versie`.
    """
    brief = _concept(brief)
    if gezien_versie is not None and gezien_versie != brief.versie:
        raise Verouderd(huidig=brief)
    keuzes = adressanten(brief.huishouden, brief.inwoner, localdate(at))
    wie = next((keuze for keuze in keuzes if keuze.sleutel == aan), None)
    if wie is None:
        raise NietAanDeze
    regels = [regel.strip() for regel in adres if regel.strip()]
    if wie.woont_elders and len(regels) == 1:
        raise AdresOntbreekt
    vorige, brief.gegevens = str(brief.gegevens.get("aanhef") or ""), {**brief.gegevens, "aanhef": wie.aanhef}
    if vorige and vorige in brief.tekst:
        brief.tekst = brief.tekst.replace(vorige, wie.aanhef, 1)
    brief.aan_naam, brief.aan_wie, brief.aan_reden = wie.aan, wie.sleutel, wie.reden
    brief.aan_elders = regels if wie.woont_elders else []
    brief.gewijzigd_op = at
    brief.versie += 1
    brief.save(
        update_fields=[
            "gegevens", "tekst", "aan_naam", "aan_wie", "aan_reden", "aan_elders", "gewijzigd_op", "versie",
        ]
    )  # fmt: skip
    audit.record(
        "brieven.brief.geadresseerd", target=brief, by=by, at=at, categorie=brief.categorie,
        detail={"aan": wie.sleutel},
    )  # fmt: skip
    return brief


@transaction.atomic
def discard_brief(*, brief: Brief, by: Any, at: datetime) -> Brief:
    """Put a concept away. It stays in the list, with its stand.

    :raises BriefIsVerzonden: it went out.
    """
    brief = _concept(brief)
    brief.stand, brief.gewijzigd_op = Briefstand.VERVALLEN, at
    brief.versie += 1
    brief.save(update_fields=["stand", "gewijzigd_op", "versie"])
    audit.record("brieven.brief.weggelegd", target=brief, by=by, at=at, categorie=brief.categorie)
    return brief


@transaction.atomic
def restore_brief(*, brief: Brief, by: Any, at: datetime) -> Brief:
    """Take a concept that was put away up again.

    :raises BriefIsVerzonden: it went out.
    """
    brief = Brief.objects.select_for_update(of=("self",)).get(pk=brief.pk)
    if brief.is_verzonden:
        raise BriefIsVerzonden
    brief.stand, brief.gewijzigd_op = Briefstand.CONCEPT, at
    brief.versie += 1
    brief.save(update_fields=["stand", "gewijzigd_op", "versie"])
    audit.record("brieven.brief.teruggezet", target=brief, by=by, at=at, categorie=brief.categorie)
    return brief


@transaction.atomic
def send_brief(
    *,
    brief: Brief,
    kanaal: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
    papier: pdf.Papier | None = None,
) -> Brief:
    """Send a letter: from here on its words, its PDF and to whom it went stay as they are.

    What hangs on sending (a decision becomes known, a melding is confirmed) happens in this same
    transaction. By post it lies in the Postuitgang until it was posted. `papier` saves a look at the
    house style when many go out.

    :raises BriefNietKlaar: something is missing; the sentence says what.
    :raises BriefIsVerzonden: it went out before; :raises BriefIsWeggelegd: it was put away.
    :raises Verouderd: somebody else changed it since `gezien_versie`.
    :raises GeenPdf: the machine cannot draw a PDF.
    """
    brief = _concept(brief)
    if gezien_versie is not None and gezien_versie != brief.versie:
        raise Verouderd(huidig=brief)
    dag = localdate(at)
    adres = adres_van(brief)
    gemist = controleer_verzenden(
        feiten_van(brief),
        kanaal=Kanaal(kanaal).value,
        heeft_adres=bool(adres),
        verplicht=verplicht_van(brief),
        woont_elders=woont_elders(brief),
    )
    if gemist:
        raise BriefNietKlaar(gemist[0].text)
    brief.aan_adres = adres if kanaal == Kanaal.POST else []
    getekend = pdf.teken_brief(brief, papier or pdf.papier_nu(), dag=dag, adres=brief.aan_adres)
    bewaard = opslag.bewaar(OPSLAG, brief.pk, getekend.inhoud)
    brief.grootte, brief.sha256, brief.paginas = bewaard.grootte, bewaard.sha256, getekend.paginas
    brief.stand, brief.kanaal = Briefstand.VERZONDEN, Kanaal(kanaal)
    brief.verzonden_door, brief.verzonden_op, brief.dagtekening = by, at, dag
    brief.gewijzigd_op = at
    brief.versie += 1
    brief.save()
    _op_de_tijdlijn(brief, by=by, at=at)
    audit.record(
        "brieven.brief.verzonden", target=brief, by=by, at=at, categorie=brief.categorie,
        detail={"kanaal": brief.kanaal, "soort": brief.soort},
    )  # fmt: skip
    soorten.verzonden(brief, by, at)
    return brief


@transaction.atomic
def copy_brief(*, brief: Brief, by: Any, at: datetime, id: UUID | None = None) -> Brief:
    """Make a new concept with the words of a letter that was sent; it says which one it replaces.

    `id` twice is one letter.
    """
    if id and (al_gemaakt := Brief.objects.filter(pk=id).first()):
        return al_gemaakt
    nieuw = Brief(
        id=id or nieuwe_id(), huishouden_id=brief.huishouden_id, casus_id=brief.casus_id, inwoner_id=brief.inwoner_id,
        soort=brief.soort, categorie=brief.categorie, sjabloon_id=brief.sjabloon_id,
        sjabloon_nummer=brief.sjabloon_nummer, onderwerp=brief.onderwerp, samenvatting=brief.samenvatting,
        tekst=brief.tekst, gegevens=brief.gegevens, bijlagen=brief.bijlagen, aan_naam=brief.aan_naam,
        aan_wie=brief.aan_wie, aan_reden=brief.aan_reden, aan_elders=brief.aan_elders,
        ondertekenaar_naam=getattr(by, "naam", "") or brief.ondertekenaar_naam, vervangt=brief,
        gemaakt_door=by, gemaakt_op=at, gewijzigd_op=at,
    )  # fmt: skip
    nieuw.save(force_insert=True)
    audit.record(
        "brieven.brief.gemaakt", target=nieuw, by=by, at=at, soort="maken", categorie=nieuw.categorie,
        detail={"soort": nieuw.soort, "vervangt": str(brief.pk)},
    )  # fmt: skip
    return nieuw


def adres_regels(huishouden: Huishouden) -> list[str]:
    """Return the lines below the name on the envelope, of a secret address too; nothing when it is not known."""
    nummer = f"{huishouden.huisnummer or ''}{huishouden.toevoeging}"
    straat = " ".join(deel for deel in (huishouden.straat, nummer) if deel)
    code = huishouden.postcode
    plaats = " ".join(deel for deel in (f"{code[:4]} {code[4:]}".strip(), huishouden.plaats.upper()) if deel)
    return [straat, plaats] if huishouden.straat and huishouden.huisnummer and code else []


def woont_elders(brief: Brief) -> bool:
    """Tell whether a letter goes to somebody outside the household, with an address of that one's own."""
    return is_elders(brief.aan_wie)


def adres_van(brief: Brief) -> list[str]:
    """Return the lines below the name of this letter: of who lives elsewhere, else of the household."""
    return list(brief.aan_elders) if woont_elders(brief) else adres_regels(brief.huishouden)


def feiten_van(brief: Brief) -> dict[str, str]:
    """Return what the rule about sending looks at."""
    return {
        "onderwerp": brief.onderwerp,
        "samenvatting": brief.samenvatting,
        "tekst": brief.tekst,
        "ondertekenaar": brief.ondertekenaar_naam,
        "aan": brief.aan_naam,
    }


def verplicht_van(brief: Brief) -> dict[str, tuple[str, str]]:
    """Return per mandatory field what it is, and the words that must still stand in the letter."""
    kind = soorten.van(brief.soort)
    velden = velden_van(kind)
    return {naam: (velden[naam].uitleg, str(brief.gegevens.get(naam) or "")) for naam in kind.verplicht}


def _concept(brief: Brief) -> Brief:
    rij: Brief = (
        Brief.objects.select_for_update(of=("self",)).select_related("huishouden__team").get(pk=brief.pk)
    )
    if rij.is_verzonden:
        raise BriefIsVerzonden
    if not rij.is_concept:
        raise BriefIsWeggelegd
    return rij


def _op_de_tijdlijn(brief: Brief, *, by: Any, at: datetime) -> None:
    titel = soorten.titel(brief.soort)
    schrijf_tijdlijn(
        huishouden=brief.huishouden, groep=TijdlijnGroep.CONTACT, icoon="mail", titel=f"Brief verzonden: {titel}",
        at=at, by=by, bij=brief, categorie=Categorie(brief.categorie),
    )  # fmt: skip
