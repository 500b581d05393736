"""The convenant a gemeente begins with: agreements in plain Dutch, to be made its own (domain.md 5.1, 5.3)."""

from __future__ import annotations

from typing import Final

STANDAARD: Final = """\
# Waarvoor we dit afspreken
In ons team werken ambtenaren en hulpverleners samen. Soms helpen ook mensen van andere organisaties mee. \
We werken voor dezelfde mensen, maar de regels voor ons zijn niet gelijk. Daarom spreken we af wie wat mag weten, \
en wat we doen als het schuurt.

# Wie meedoen
De gemeente en de organisaties waar teamleden in dienst zijn. De beheerder houdt de lijst bij in Keukentafel.

# Wie welke rol heeft
Een ambtenaar voert een wet uit en besluit. Een hulpverlener helpt en heeft beroepsgeheim. \
Een partner buiten het team ziet alleen wat met die partner is gedeeld. \
Bij elke naam staat in Keukentafel welke rol iemand heeft.

# Wat jij mag zien
Je ziet alleen wat je functie toestaat, wat je beroepsgeheim toestaat en alleen als je nu betrokken bent. \
Staat iets er niet? Vraag dan toestemming aan de inwoner, of toegang aan de regisseur. \
Kijk nooit uit nieuwsgierigheid. Elke keer dat je kijkt, staat in het logboek. De inwoner kan dat zien.

# Melden of zwijgen
Een ambtenaar die een regeling uitvoert, moet misbruik van die regeling melden. \
Een hulpverlener moet zwijgen over wat in vertrouwen is gezegd. Die twee plichten botsen soms. Dan geldt dit:
- Een hulpverlener schrijft wat in vertrouwen is gezegd in een werkaantekening. Die leest niemand anders.
- Een hulpverlener vertelt een ambtenaar niets over mogelijk misbruik. Wel bespreekt de hulpverlener het met de \
inwoner, en helpt om het recht te zetten.
- Een ambtenaar vraagt een hulpverlener niet om zulke informatie.
- Twijfel je? Bespreek het zonder naam met de teamleider of de privacyfunctionaris.

# Delen zonder toestemming
Dat mag alleen bij ernstig nadeel of gevaar, en alleen na een afweging. Je probeert eerst toestemming te krijgen. \
Je deelt zo weinig mogelijk. Een collega kijkt mee en bevestigt. De inwoner hoort het, of er staat waarom nog niet.

# Hoelang we bewaren
We bewaren gegevens zo lang als de wet zegt, en niet langer. Daarna worden ze vernietigd. Twee mensen kijken mee.

# Klachten
Is een inwoner het niet eens met hoe wij met gegevens omgaan? Leg uit waar een klacht naartoe kan: \
de gemeente, de privacyfunctionaris of de Autoriteit Persoonsgegevens. Een klacht heeft nooit gevolgen voor de hulp.

# Als je stopt
Stop je in het team? Dan stopt je toegang op dezelfde dag. Wat je weet, blijft geheim.
"""


def in_delen(tekst: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return the text as headings with blocks: (heading, [(kind, lines)]); kind is `alinea` or `lijst`."""
    delen: list[tuple[str, list[tuple[str, list[str]]]]] = []
    for regel in (regel.strip() for regel in tekst.splitlines()):
        if regel.startswith("# "):
            delen.append((regel[2:].strip(), []))
            continue
        if not regel:
            continue
        if not delen:
            delen.append(("", []))
        blokken = delen[-1][1]
        soort, inhoud = ("lijst", regel[2:]) if regel.startswith("- ") else ("alinea", regel)
        if soort == "lijst" and blokken and blokken[-1][0] == "lijst":
            blokken[-1][1].append(inhoud)
        else:
            blokken.append((soort, [inhoud]))
    return delen
