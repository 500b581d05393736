"""What people do with their own account: take it into use, change password and second factor."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.identity.account_model import TotpBasis
from keukentafel.identity.actions.aanmelden import WACHTWOORD
from keukentafel.identity.beurten import neem_beurt, vergeet_beurten
from keukentafel.identity.models import Gebruiker, TotpApparaat, Uitnodiging, UitnodigingSoort, Weergave
from keukentafel.identity.rules.wachttijd import PER_ACCOUNT
from keukentafel.identity.sessies import AUTH, SessionStore
from keukentafel.identity.tweede_factor import bevestig_code_app, maak_herstelcodes
from keukentafel.identity.wachtwoorden import controleer_wachtwoord, keur_wachtwoord_voor


class LinkWerktNiet(Refusal):
    text = "Deze link werkt niet meer. Vraag je beheerder om een nieuwe uitnodiging."


class WachtwoordKloptNiet(Refusal):
    text = "Dit is niet je huidige wachtwoord. Vul het wachtwoord in waarmee je nu inlogt."


class AppcodeKloptNiet(Refusal):
    text = "Deze code klopt niet. Kijk of de tijd op je telefoon goed staat en vul de code in die nu in je app staat."


def find_uitnodiging(*, token: str, at: datetime) -> Uitnodiging:
    """Return the invitation of this link.

    :raises LinkWerktNiet: used, withdrawn, too old, or of another gemeente.
    """
    return open_uitnodiging(
        Uitnodiging.objects.select_related("gebruiker")
        .filter(token_hash=geheim.afdruk("uitnodiging", token))
        .first(),
        at=at,
    )


def open_uitnodiging(uitnodiging: Uitnodiging | None, *, at: datetime) -> Uitnodiging:
    """Return the invitation when it still opens something.

    :raises LinkWerktNiet: it does not.
    """
    if uitnodiging is None or not uitnodiging.is_open(at) or not uitnodiging.gebruiker.is_actief:
        raise LinkWerktNiet
    return uitnodiging


def choose_wachtwoord(*, gebruiker: Gebruiker, wachtwoord: str) -> str:
    """Return the hash of a good password; nothing is stored yet.

    :raises Refusal: too short, too long, common, or made of names.
    """
    keur_wachtwoord_voor(gebruiker, wachtwoord)
    return make_password(wachtwoord)


@transaction.atomic
def accept_uitnodiging(
    *, uitnodiging: Uitnodiging, wachtwoord_hash: str, app: TotpBasis, code: str, at: datetime
) -> list[str]:
    """Take an account into use: password, code app and ten codes on paper, all at once or nothing.

    Returns the codes, to be shown once.

    :raises LinkWerktNiet: used meanwhile.  :raises AppcodeKloptNiet: the app shows another code.
    """
    uitnodiging = _verbruik(uitnodiging, at)
    gebruiker = uitnodiging.gebruiker
    if not bevestig_code_app(app, code, at):
        raise AppcodeKloptNiet
    _zet_wachtwoord(gebruiker, wachtwoord_hash)
    codes = maak_herstelcodes(gebruiker, at)
    audit.record("identity.gebruiker.in_gebruik", target=gebruiker, by=gebruiker, at=at)
    return codes


@transaction.atomic
def accept_nieuw_wachtwoord(*, uitnodiging: Uitnodiging, wachtwoord_hash: str, at: datetime) -> None:
    """Replace the password after a link by mail; the second factor stays what it was.

    :raises LinkWerktNiet: used meanwhile.
    """
    uitnodiging = _verbruik(uitnodiging, at)
    _zet_wachtwoord(uitnodiging.gebruiker, wachtwoord_hash)
    audit.record(
        "identity.wachtwoord.hersteld", target=uitnodiging.gebruiker, by=uitnodiging.gebruiker, at=at
    )


def _verbruik(uitnodiging: Uitnodiging, at: datetime) -> Uitnodiging:
    uitnodiging = open_uitnodiging(
        Uitnodiging.objects.select_for_update(of=("self",))
        .select_related("gebruiker")
        .get(pk=uitnodiging.pk),
        at=at,
    )
    uitnodiging.gebruikt_op = at
    uitnodiging.save(update_fields=["gebruikt_op"])
    return uitnodiging


def _zet_wachtwoord(gebruiker: Gebruiker, wachtwoord_hash: str) -> None:
    """Store the hash and end every session: whoever sat in one may be the reason for this change."""
    gebruiker.password = wachtwoord_hash
    gebruiker.sessie_generatie += 1
    gebruiker.save(update_fields=["password", "sessie_generatie"])
    gebruiker.sessies.all().delete()


def change_wachtwoord(
    *, gebruiker: Gebruiker, huidig: str, nieuw: str, sessie: SessionStore, at: datetime
) -> None:
    """Change one's own password; every other device is signed out.

    :raises WachtwoordKloptNiet: the present one is wrong.  :raises Refusal: the new one is not good.
    """
    check_eigen_wachtwoord(gebruiker=gebruiker, wachtwoord=huidig, at=at)
    gehasht = choose_wachtwoord(gebruiker=gebruiker, wachtwoord=nieuw)
    with transaction.atomic():  # after the checks: a try that failed must stay counted
        gebruiker.password = gehasht
        gebruiker.save(update_fields=["password"])
        _houd_alleen(gebruiker, sessie)
        audit.record("identity.wachtwoord.gewijzigd", target=gebruiker, by=gebruiker, at=at)


def check_eigen_wachtwoord(*, gebruiker: Gebruiker, wachtwoord: str, at: datetime) -> None:
    """Ask for the password again before something that matters (ASVS 5.0 V7.5).

    A stolen open screen may not guess here either: it counts with the tries of signing in.

    :raises TeVaakGeprobeerd: too many wrong ones.  :raises WachtwoordKloptNiet: it is another.
    """
    neem_beurt(WACHTWOORD, gebruiker.gebruikersnaam, at=at, regel=PER_ACCOUNT)
    if not controleer_wachtwoord(gebruiker, wachtwoord):
        raise WachtwoordKloptNiet
    vergeet_beurten(WACHTWOORD, gebruiker.gebruikersnaam)


@transaction.atomic
def end_andere_sessies(*, gebruiker: Gebruiker, sessie: SessionStore, at: datetime) -> None:
    """Sign out on every device but this one."""
    _houd_alleen(gebruiker, sessie)
    audit.record("identity.sessies.beeindigd", target=gebruiker, by=gebruiker, at=at)


@transaction.atomic
def end_sessie(*, gebruiker: Gebruiker, sessie_id: UUID, at: datetime) -> None:
    """Sign out on one device of one's own."""
    gebruiker.sessies.filter(pk=sessie_id).delete()
    audit.record(
        "identity.sessies.beeindigd", target=gebruiker, by=gebruiker, at=at, detail={"sessie": str(sessie_id)}
    )


def _houd_alleen(gebruiker: Gebruiker, sessie: SessionStore) -> None:
    gebruiker.sessie_generatie += 1
    gebruiker.save(update_fields=["sessie_generatie"])
    andere = gebruiker.sessies.all() if sessie.rij is None else gebruiker.sessies.exclude(pk=sessie.rij.pk)
    andere.delete()
    sessie[AUTH] = gebruiker.get_session_auth_hash()
    sessie.save()


@transaction.atomic
def renew_herstelcodes(*, gebruiker: Gebruiker, at: datetime) -> list[str]:
    """Return ten new codes on paper, to be shown once; the old ones stop working."""
    codes = maak_herstelcodes(gebruiker, at)
    audit.record("identity.herstelcodes.gemaakt", target=gebruiker, by=gebruiker, at=at, soort="C")
    return codes


@transaction.atomic
def replace_code_app(
    *, gebruiker: Gebruiker, app: TotpBasis, code: str, sessie: SessionStore, at: datetime
) -> None:
    """Let another code app count from now; every other device is signed out.

    :raises AppcodeKloptNiet: the new app shows another code.
    """
    if not bevestig_code_app(app, code, at):
        raise AppcodeKloptNiet
    _houd_alleen(gebruiker, sessie)
    audit.record("identity.code_app.vervangen", target=gebruiker, by=gebruiker, at=at)


@transaction.atomic
def change_voorkeuren(
    *, gebruiker: Gebruiker, weergave: Weergave, compacte_lijsten: bool, sneltoetsen: bool
) -> None:
    """Keep how somebody wants the screen. It tells nothing about anybody, so the log is silent."""
    gebruiker.weergave = weergave
    gebruiker.compacte_lijsten = compacte_lijsten
    gebruiker.sneltoetsen = sneltoetsen
    gebruiker.save(update_fields=["weergave", "compacte_lijsten", "sneltoetsen"])


@transaction.atomic
def prepare_account(*, gebruiker: Gebruiker, wachtwoord: str, totp: str, at: datetime) -> None:
    """Give an example account its password and code app at once, without a link (demo and tests)."""
    gebruiker.set_password(wachtwoord)
    gebruiker.save()
    gebruiker.uitnodigingen.filter(soort=UitnodigingSoort.ACCOUNT, gebruikt_op__isnull=True).update(
        gebruikt_op=at
    )
    gebruiker.totp_apparaten.all().delete()
    TotpApparaat.objects.create(gebruiker=gebruiker, geheim=totp, gemaakt_op=at, bevestigd_op=at)
