"""Mail to a colleague: the link by which an account is taken into use, or gets another second factor.

Sent at once, not by an outbox: the link is kept nowhere but as a fingerprint. When the mail server does not
take it, the page says so, and the link that it shows is the only one.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, engines
from django.urls import reverse

from keukentafel.adres import adres_van_gemeente
from tenants.console.actions.mensen import GELDIG, Link
from tenants.console.models import Linksoort


def adres_van(link: Link) -> str:
    """Return the address that opens a link: of the configured host, never of a header."""
    pad = reverse("console:uitnodiging", args=[link.token], urlconf="keukentafel.operator_urls")
    return f"{adres_van_gemeente('leverancier')}{pad}"


def mail_link(link: Link) -> bool:
    """Mail a link to who it is for; false when there is no address, or the mail server did not take it."""
    if not link.account.email:
        return False
    is_herstel = link.soort == Linksoort.HERSTEL
    context = {
        "naam": link.account.naam,
        "door": link.door,
        "link": adres_van(link),
        "is_herstel": is_herstel,
        "dagen": GELDIG[link.soort].days,
    }
    onderwerp = "Een nieuwe code-app voor Keukentafel" if is_herstel else "Je account bij Keukentafel"
    motor = engines["django"].engine  # type: ignore[attr-defined]
    # as text: `Anna 't Hart` keeps her apostrophe
    tekst = str(motor.get_template("console/post_link.txt").render(Context(context, autoescape=False)))
    try:
        EmailMessage(onderwerp, tekst, settings.DEFAULT_FROM_EMAIL, [link.account.email]).send()
    except OSError:  # smtplib's errors are OSErrors too
        return False
    return True
