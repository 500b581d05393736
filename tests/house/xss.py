"""Fifty ways to have a page run what somebody typed, planted in every text there is.

Whoever reads the page runs nothing: text is text. `ogen` counts in a real browser what did run, and
what only the policy of the page stopped: that counts too, for it means that the text became a tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from playwright.sync_api import expect

from keukentafel.identity.models import Gebruiker
from modules.inrichting import models as inrichting
from modules.inrichting.werkdocumenten.models import Werkdocument, Werkdocumentversie
from tests.house.deurtoneel import Toneel

PAYLOADS = (
    "<script>kt(1)</script>", "<ScRiPt>kt(1)</sCrIpT>", "<script src=//x.y></script>", "</script><script>kt(1)</script>",
    "<script\x0c>kt(1)</script>", "<<script>kt(1)//<</script>", "<script>kt`1`</script>", "<scr<script>ipt>kt(1)</scr</script>ipt>",
    "<img src=x onerror=kt(1)>", "<img/src=x/onerror=kt(1)>", "<img src=x onerror='kt(1)'//", "<IMG SRC=x OnErRoR=kt(1)>",
    "<img src=`x` onerror=kt(1)>", "<img src=x:x onerror\n=kt(1)>", '"><img src=x onerror=kt(1)>', "'><img src=x onerror=kt(1)>",
    "<svg onload=kt(1)>", "<svg/onload=kt(1)>", "<svg><script>kt(1)</script></svg>", "<svg><animate onbegin=kt(1) attributeName=x>",
    "<svg><a xlink:href='javascript:kt(1)'><text y=9>x</text></a></svg>", "<math><mtext></p><img src=x onerror=kt(1)>",
    '" onmouseover="kt(1)" x="', "' onfocus='kt(1)' autofocus x='", '" autofocus onfocus=kt(1) x="', " onfocus=kt(1) autofocus ",
    "javascript:kt(1)", "JaVaScRiPt:kt(1)", "java\tscript:kt(1)", "data:text/html,<script>kt(1)</script>",
    "<a href=javascript:kt(1)>klik</a>", "<iframe src=javascript:kt(1)>", "<iframe srcdoc='<script>kt(1)</script>'>",
    "<body onload=kt(1)>", "<details open ontoggle=kt(1)>", "<input autofocus onfocus=kt(1)>", "<video><source onerror=kt(1)>",
    "<audio src=x onerror=kt(1)>", "<marquee onstart=kt(1)>", "<object data=javascript:kt(1)>", "<embed src=javascript:kt(1)>",
    "<form action=javascript:kt(1)><button>x", "<style>@import 'javascript:kt(1)';</style>", "<link rel=stylesheet href=//x.y>",
    "<meta http-equiv=refresh content='0;url=javascript:kt(1)'>", "<base href=//x.y/>", "<template><img src=x onerror=kt(1)></template>",
    "<noscript><p title='</noscript><img src=x onerror=kt(1)>'>", "--><img src=x onerror=kt(1)>", "]]><script>kt(1)</script>",
    "</textarea><script>kt(1)</script>", "</title><script>kt(1)</script>", "<div hx-get=/x hx-trigger=load>", "<p hx-on:load=kt(1)>",
    "{{ 7|add:7 }}{% load x %}", "${kt(1)}", "&lt;script&gt;kt(1)&lt;/script&gt;", "&#60;img src=x onerror=kt(1)&#62;",
    r"\u003cscript\u003ekt(1)\u003c/script\u003e", "%3Cscript%3Ekt(1)%3C/script%3E",
)  # fmt: skip
"""More than fifty: tags, attributes, addresses, ways out of a comment, a title, a textarea, and of templates."""

_ANDERE: dict[Any, tuple[str, ...]] = {
    Gebruiker: ("naam",),
    inrichting.Wijkteam: ("naam", "locatie"),
    inrichting.Organisatie: ("naam",),
    inrichting.Inlooppunt: ("naam", "adres", "openingstijden"),
    inrichting.Teamlid: ("functie",),
    Werkdocument: ("titel", "tekst"),
    Werkdocumentversie: ("titel", "tekst"),
    inrichting.Begrip: ("enkelvoud", "meervoud"),
    inrichting.Teammodel: ("toelichting",),
    inrichting.KeuzehulpUitkomst: ("motivatie",),
}
"""Texts outside the dossier that people type and pages show."""


def plant(toneel: Toneel, ronde: int = 0) -> int:
    """Put payloads in every text of the household and around it; return in how many columns.

    A column without a limit gets them all, another as many as fit; each round begins with another.
    """
    tellers = count(ronde)
    gevuld = 0
    for plek in toneel.boom.woorden.values():
        rij = toneel.boom.rijen.get(plek.model)
        if rij is not None and plek.veld not in ("sleutel", "gebruikersnaam"):
            gevuld += _zet(type(rij), plek.veld, next(tellers), alleen=rij.pk)
    for model, velden in _ANDERE.items():
        for veld in velden:
            gevuld += _zet(model, veld, next(tellers))
    lijsten = type(toneel.boom.huishouden).objects.filter(pk=toneel.boom.huishouden.pk)
    lijsten.update(goed_om_te_weten=[passend(120, ronde), passend(120, ronde + 7)])
    for probleem in apps.get_model("inlezen", "InleesProbleem").objects.all():
        for veld, lengte in (("wat", 300), ("waarde", 80), ("kop", 200)):
            setattr(probleem, veld, passend(lengte, next(tellers)))
        probleem.save()
    return gevuld


def _zet(model: Any, naam: str, ronde: int, *, alleen: Any = None) -> int:
    veld = model._meta.get_field(naam)
    rijen = model.objects.filter(pk=alleen) if alleen else model.objects.all()
    for nummer, pk in enumerate(rijen.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                model.objects.filter(pk=pk).update(**{naam: passend(veld.max_length, ronde + nummer)})
        except DatabaseError:  # the database asks a form of its own for this column: then nobody types this
            return 0
    return 1


def passend(lengte: int | None, ronde: int) -> str:
    """Return payloads that fit in a column together, beginning at another for each round."""
    vanaf = ronde % len(PAYLOADS)
    beurt = [*PAYLOADS[vanaf:], *PAYLOADS[:vanaf]]
    if lengte is None:
        return " ".join(beurt)
    gekozen = ""
    for payload in beurt:
        if len(gekozen) + len(payload) + 1 <= lengte:
            gekozen = f"{gekozen} {payload}".strip()
    return gekozen or "<b>"[:lengte]


TEKSTVELDEN = (models.CharField, models.TextField)

_LUISTER = """
window.kt = () => { window.__kt = (window.__kt || 0) + 1; return 1; };
document.addEventListener('securitypolicyviolation', (e) => {
  window.__csp = [...(window.__csp || []), `${e.violatedDirective} ${e.blockedURI}`];
});
"""
_KIJK = """() => ({
  uitgevoerd: window.__kt || 0,
  geweigerd: window.__csp || [],
  tags: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some(
    (a) => /^on/i.test(a.name) || /^hx-on/i.test(a.name)
      || (/^(href|src|action|formaction|data|xlink:href)$/i.test(a.name) && /^\\s*(j\\s*a\\s*v\\s*a\\s*script|data\\s*:\\s*text)/i.test(a.value))
      || /kt\\(1\\)/.test(a.name))).map((e) => e.outerHTML.slice(0, 160)),
  scripts: [...document.scripts].filter((s) => /kt[(`]/.test(s.textContent)).map((s) => s.outerHTML.slice(0, 160)),
  gezien: /kt\\(1\\)/.test(document.documentElement.innerText) ? 1 : 0,
})"""


class Ogen:
    """A page of Chromium that counts what ran and what was stopped."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.vensters: list[str] = []
        self.bekeken = 0
        self.met_tekst = 0
        page.set_default_timeout(60_000)
        page.on("dialog", self._venster)
        page.context.add_init_script(_LUISTER)

    def _venster(self, venster: Any) -> None:
        self.vensters.append(venster.message)
        venster.dismiss()

    def bekijk(self, adres: str) -> list[str]:
        """Open an address, wait for what it fetches, and return what is wrong with it."""
        self.page.goto(adres, wait_until="load")
        expect(self.page.locator("[hx-trigger=load]")).to_have_count(0, timeout=60_000)
        stand = self.page.evaluate(_KIJK)
        self.bekeken += 1
        self.met_tekst += stand["gezien"]
        fouten = [f"{stand['uitgevoerd']} keer uitgevoerd"] if stand["uitgevoerd"] else []
        fouten += [f"tegengehouden: {deel}" for deel in stand["geweigerd"]]
        fouten += [f"werd een tag: {deel}" for deel in (*stand["tags"], *stand["scripts"])]
        fouten += [f"venster: {tekst}" for tekst in self.vensters]
        self.vensters.clear()
        return fouten


def kijk_rond(
    ogen: Ogen, toneel: Toneel, adressen: Iterator[tuple[str, str]], adres: Callable[..., str]
) -> dict[str, list[str]]:
    """Look at pages, each as somebody; return what is wrong, by page."""
    fouten: dict[str, list[str]] = {}
    for pad, wie in adressen:
        ogen.page.context.clear_cookies()
        koek = toneel.browsers[wie].cookies.get("kt_sessie")
        if koek is not None:
            ogen.page.context.add_cookies(
                [{"name": "kt_sessie", "value": koek.value, "url": adres("lindewaard")}]
            )
        if gevonden := ogen.bekijk(adres("lindewaard", pad)):
            fouten[f"{pad} als {wie}"] = gevonden
    return fouten
