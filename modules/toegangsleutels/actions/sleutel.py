"""Make tokens and take them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.identity.sessies import merk_in_sleutel
from modules.toegangsleutels.models import EerderAntwoord, Programma, Toegangsleutel
from modules.toegangsleutels.scopes import SCOPES

HOUDBAAR: Final = timedelta(hours=1)
"""How long a token of a program holds."""
HOOGSTENS_DAGEN: Final = 365
BEWAART: Final = timedelta(hours=24)
"""How long an answer stays for who asks the same again."""
GEZIEN_NA: Final = timedelta(minutes=5)


class KanNietZoLang(Refusal):
    text = "Een token geldt hooguit een jaar. Kies minder dagen."


class GeenScope(Refusal):
    text = "Kies minstens één ding waarvoor het token bedoeld is."


def nieuw_token() -> str:
    """Return a token; it begins with a mark of this gemeente, so that elsewhere nothing is looked up."""
    return f"kt_{merk_in_sleutel()}_{geheim.nieuw_geheim()}"


def afdruk_van(token: str) -> str:
    """Return the print of a token in this gemeente; empty when the token is not of here."""
    if not token.startswith(f"kt_{merk_in_sleutel()}_"):
        return ""
    return geheim.afdruk("toegangsleutel", token)


@transaction.atomic
def make_token(
    *, naam: str, scopes: Iterable[str], dagen: int, by: Any, at: datetime
) -> tuple[Toegangsleutel, str]:
    """Make a personal token and return it with its text, which is shown once.

    It does no more than `by` does on the screen. It ends with the password, with signing out everywhere,
    and when the account is blocked.

    :raises KanNietZoLang: longer than a year.
    :raises GeenScope: nothing was chosen.
    """
    if not 0 < dagen <= HOOGSTENS_DAGEN:
        raise KanNietZoLang
    gekozen = [scope for scope in SCOPES if scope in set(scopes)]
    if not gekozen:
        raise GeenScope
    token = nieuw_token()
    rij = Toegangsleutel.objects.create(
        gebruiker=by,
        naam=naam,
        afdruk=afdruk_van(token),
        account_afdruk=by.get_session_auth_hash(),
        scopes=gekozen,
        geldig_van=at,
        geldig_tot=at + timedelta(days=dagen),
    )
    audit.record(
        "toegangsleutels.token.gemaakt", target=rij, by=by, at=at, soort="maken",
        detail={"scopes": gekozen, "dagen": dagen},
    )  # fmt: skip
    return rij, token


@transaction.atomic
def withdraw_token(*, token: Toegangsleutel, by: Any, at: datetime) -> None:
    """Take a token back; the next call with it is refused."""
    audit.record("toegangsleutels.token.ingetrokken", target=token, by=by, at=at, soort="verwijderen")
    token.delete()


@transaction.atomic
def issue_token(
    *, programma: Programma, token: str, scopes: Iterable[str], tot: datetime, at: datetime
) -> Toegangsleutel:
    """Keep the token that a program got for its secret."""
    rij = Toegangsleutel.objects.create(
        gebruiker=programma.gebruiker,
        programma=programma,
        afdruk=afdruk_van(token),
        scopes=list(scopes),
        geldig_van=at,
        geldig_tot=tot,
    )
    audit.record(
        "toegangsleutels.token.uitgegeven", target=rij, by=programma.gebruiker, at=at, soort="maken",
        detail={"client_id": programma.client_id},
    )  # fmt: skip
    return rij


def note_use(token: Toegangsleutel, *, at: datetime) -> None:
    """Write at most once in five minutes that a token, and its program, was here."""
    if token.laatst_gezien_op is not None and at - token.laatst_gezien_op <= GEZIEN_NA:
        return
    Toegangsleutel.objects.filter(pk=token.pk).update(laatst_gezien_op=at)
    if token.programma_id:
        Programma.objects.filter(pk=token.programma_id).update(laatst_gezien_op=at)


@transaction.atomic
def tidy_up(*, at: datetime) -> None:
    """Remove tokens that ended and answers that nobody can ask for any more. Safe to run twice."""
    Toegangsleutel.objects.filter(geldig_tot__lte=at).delete()
    EerderAntwoord.objects.filter(bewaard_op__lte=at - BEWAART).delete()
