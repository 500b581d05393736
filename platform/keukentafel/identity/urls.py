"""The addresses of sign-in, one's own account, and Mensen en rollen."""

from __future__ import annotations

from django.urls import path

from keukentafel.identity import urls_aanmelden
from keukentafel.identity.views import aanmelden, mensen, mijn_instellingen, welkom

app_name = "identity"

_mens = "inrichting/mensen/<uuid:gebruiker_id>"

urlpatterns = [
    *urls_aanmelden.urlpatterns,
    path("thuis", aanmelden.thuis, name="thuis"),
    path("uitnodiging/<str:token>", welkom.uitnodiging, name="uitnodiging"),
    path("welkom", welkom.wachtwoord, name="welkom"),
    path("welkom/code-app", welkom.code_app, name="welkom_code_app"),
    path("wachtwoord-vergeten", welkom.wachtwoord_vergeten, name="wachtwoord_vergeten"),
    path("wachtwoord-vergeten/gestuurd", welkom.wachtwoord_gestuurd, name="wachtwoord_gestuurd"),
    path("mijn-instellingen", mijn_instellingen.overzicht, name="mijn_instellingen"),
    path("mijn-instellingen/wachtwoord", mijn_instellingen.wachtwoord, name="wachtwoord_wijzigen"),
    path("mijn-instellingen/herstelcodes", mijn_instellingen.herstelcodes, name="herstelcodes"),
    path("mijn-instellingen/code-app", mijn_instellingen.code_app, name="code_app"),
    path("mijn-instellingen/sessies", mijn_instellingen.sessies_beeindigen, name="sessies_beeindigen"),
    path(
        "mijn-instellingen/sessies/<uuid:sessie_id>",
        mijn_instellingen.sessie_beeindigen,
        name="sessie_beeindigen",
    ),
    path("inrichting/mensen", mensen.lijst, name="mensen"),
    path("inrichting/mensen/uitnodigen", mensen.uitnodigen, name="uitnodigen"),
    path(_mens, mensen.persoon, name="persoon"),
    path(f"{_mens}/rollen", mensen.rollen, name="persoon_rollen"),
    path(f"{_mens}/blokkeren", mensen.blokkeren, name="persoon_blokkeren"),
    path(f"{_mens}/deblokkeren", mensen.deblokkeren, name="persoon_deblokkeren"),
    path(f"{_mens}/uitnodigen", mensen.opnieuw_uitnodigen, name="persoon_uitnodigen"),
    path(f"{_mens}/uitloggen", mensen.uitloggen, name="persoon_uitloggen"),
    path(f"{_mens}/ontgrendelen", mensen.ontgrendelen, name="persoon_ontgrendelen"),
]
