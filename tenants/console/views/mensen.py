"""People at the supplier: who works here, in which role, and whether they can sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from tenants.console import post
from tenants.console.actions import mensen as acties
from tenants.console.forms import CollegaForm, RolForm
from tenants.console.rollen import LeverancierRol
from tenants.models import LeverancierAccount
from tenants.views.deur import alleen_leverancier, pagina

_GEDAAN = {
    "rol": "De rol is gewijzigd. Hij geldt vanaf de volgende pagina die deze collega opent.",
    "geblokkeerd": "Dit account is geblokkeerd. Wie ermee was ingelogd, is nu uitgelogd.",
    "heropend": "Dit account werkt weer.",
}


def _lijst() -> Any:
    return LeverancierAccount.objects.annotate(
        aantal_passkeys=Count("passkeys", distinct=True),
        aantal_apps=Count("totp", filter=Q(totp__bevestigd_op__isnull=False), distinct=True),
    ).order_by("naam")


def _stand(account: Any) -> tuple[str, str]:
    if not account.is_actief:
        return ("rustig", "Geblokkeerd")
    if not account.has_usable_password():
        return ("let_op", "Uitgenodigd")
    if not account.aantal_apps and not account.aantal_passkeys:
        return ("let_op", "Wacht op nieuwe code-app")
    return ("goed", "In gebruik")


@require_GET
@alleen_leverancier
def mensen(request: HttpRequest) -> HttpResponse:
    """Everybody who works at the supplier."""
    rijen = [
        {"account": account, "rol": LeverancierRol(account.rol).label, "stand": _stand(account)}
        for account in _lijst()
    ]
    return pagina(request, "console/mensen.html", {"rijen": rijen}, hier="mensen")


@require_http_methods(["GET", "POST"])
@alleen_leverancier
@verse_factor
def uitnodigen(request: HttpRequest) -> HttpResponse:
    """Invite a colleague; the link is mailed, and shown once."""
    form = CollegaForm(request.POST or None)
    if form.is_valid():
        ik: Any = request.user
        try:
            link = acties.invite_collega(by=ik, at=now(), **form.cleaned_data)
        except Refusal as weigering:
            form.add_error("gebruikersnaam", str(weigering))
        else:
            return _toon(request, link.account.pk, link=link)
    return pagina(
        request, "console/uitnodigen.html", {"form": form}, hier="mensen", status=422 if form.errors else 200
    )


@require_GET
@alleen_leverancier
def collega(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One colleague."""
    return _toon(request, account_id)


def _toon(
    request: HttpRequest, account_id: UUID, *, link: acties.Link | None = None, weigering: str = ""
) -> HttpResponse:
    account = get_object_or_404(_lijst(), pk=account_id)
    niveau, stand = _stand(account)
    context = {
        "collega": account,
        "niveau": niveau,
        "stand": stand,
        "rol": LeverancierRol(account.rol).label,
        "form": RolForm(initial={"rol": account.rol}),
        "is_zelf": account.pk == request.user.pk,
        "in_gebruik": account.has_usable_password(),
        "link": post.adres_van(link) if link else "",
        "is_gemaild": link is not None and post.mail_link(link),
        "gedaan": _GEDAAN.get(request.GET.get("gedaan", ""), ""),
        "weigering": weigering,
    }
    return pagina(request, "console/collega.html", context, hier="mensen", status=422 if weigering else 200)


def _doe(
    request: HttpRequest, account_id: UUID, actie: Callable[..., Any], wat: str, **rest: Any
) -> HttpResponse:
    """Do one thing with a colleague and show what came of it."""
    ik: Any = request.user
    account = get_object_or_404(LeverancierAccount, pk=account_id)
    try:
        uitkomst = actie(account=account, by=ik, at=now(), **rest)
    except Refusal as weigering:
        return _toon(request, account_id, weigering=str(weigering))
    if isinstance(uitkomst, acties.Link):
        return _toon(request, account_id, link=uitkomst)
    antwoord = redirect(f"{reverse('console:collega', args=[account_id])}?gedaan={wat}")
    antwoord.status_code = 303
    return antwoord


@require_POST
@alleen_leverancier
@verse_factor
def rol(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Give another role."""
    form = RolForm(request.POST)
    if not form.is_valid():
        return _toon(request, account_id, weigering="Kies een rol uit de lijst.")
    return _doe(request, account_id, acties.change_rol, "rol", rol=LeverancierRol(form.cleaned_data["rol"]))


@require_POST
@alleen_leverancier
@verse_factor
def blokkeren(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Close the account."""
    return _doe(request, account_id, acties.block_collega, "geblokkeerd")


@require_POST
@alleen_leverancier
@verse_factor
def heropenen(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Open the account again."""
    return _doe(request, account_id, acties.unblock_collega, "heropend")


@require_POST
@alleen_leverancier
@verse_factor
def opnieuw_uitnodigen(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Make a new link for who did not use the first one."""
    return _doe(request, account_id, acties.renew_uitnodiging, "")


@require_POST
@alleen_leverancier
@verse_factor
def tweede_factor(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Take the lost second factor away and make the link for a new one."""
    return _doe(request, account_id, acties.reset_tweede_factor, "")
