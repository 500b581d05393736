"""The working documents in the library of the demo. Own words; nothing in them is about somebody."""

# ruff: noqa: E501 -- a paragraph is one line, as the form sends it

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sjabloontekst:
    """A document as the library offers it."""

    sleutel: str
    soort: str
    naam: str
    voor_wie: str
    tekst: str


SJABLONEN = (
    Sjabloontekst(
        "quickscan-geldzorgen", "quickscan", "Quickscan geldzorgen",
        "Voor elk team dat vragen over geld aanneemt. In tien minuten weet je wat vandaag moet.",
        """
# Waarvoor

Gebruik deze quickscan als iemand over geld begint, of als je merkt dat rekeningen blijven liggen. Het is geen formulier: houd het gesprek gewoon.

# Wat moet vandaag?

- Wordt gas, water, licht of internet afgesloten? Is er een brief met een datum?
- Is er een huurachterstand van twee maanden of meer, of een vonnis?
- Is er vandaag eten in huis, en medicijnen als die nodig zijn?
- Ligt er beslag op het inkomen of de toeslagen?

Is één antwoord ja? Bel dezelfde dag met de schuldhulp en leg vast wat is afgesproken.

# Wat is er aan de hand?

- Wat komt er binnen, en komt dat elke maand?
- Wie doet de post en de betalingen? Lukt dat nog?
- Is er kortgeleden iets veranderd: werk, gezondheid, een relatie, een kind erbij?
- Welke toeslagen en regelingen zijn er al, en welke zijn nooit gevraagd?

# Wat helpt nu?

- Vraag wat iemand zelf als eerste wil oplossen. Begin daar.
- Wie in de omgeving weet ervan en kan meedenken?
- Spreek één volgende stap af, met een dag en een naam erbij.
""",
    ),
    Sjabloontekst(
        "quickscan-mantelzorg", "quickscan", "Quickscan mantelzorg",
        "Voor gesprekken met wie voor een ander zorgt. Laat zien hoe zwaar het is en wat lucht geeft.",
        """
# Waarvoor

Wie voor een ander zorgt, vraagt zelden hulp voor zichzelf. Gebruik deze vragen in een gesprek onder vier ogen.

# Hoe gaat het met u?

- Hoeveel uur per week zorgt u, en ook 's nachts?
- Slaapt u genoeg? Komt u nog toe aan werk, school of vrienden?
- Wanneer had u voor het laatst een dag voor uzelf?
- Wat gebeurt er met de zorg als u morgen ziek bent?

# Let extra op

- Zorgt er een kind of jongere mee? Vraag hoe het op school gaat en praat ook met hem of haar.
- Is er boosheid of vergeetachtigheid waardoor de zorg zwaarder wordt?
- Durft u nee te zeggen? Wie zou dat merken?

# Wat geeft lucht?

- Iemand die een vaste dagdeel overneemt: familie, buren, een vrijwilliger.
- Respijtzorg of dagopvang, ook voor één keer om te proberen.
- Een gesprek met de werkgever over zorgverlof.

Sluit af met de vraag: wat zou volgende week al schelen?
""",
    ),
    Sjabloontekst(
        "functie-regisseur", "functiebeschrijving", "Functie: regisseur van een huishouden",
        "Voor gemeenten waar één persoon het overzicht houdt als er meer hulp bij een huishouden komt.",
        """
# Waarvoor is deze functie er?

De regisseur zorgt dat er één plan is, dat iedereen weet wat hij doet, en dat het huishouden zelf aan het roer blijft. De regisseur doet de hulp niet zelf.

# Wat doe je?

- Je maakt met het huishouden één plan en stelt het bij als het leven verandert.
- Je brengt bij elkaar wie er helpt, ook familie en buren, en spreekt af wie wat doet.
- Je let op de termijnen van de wet en op afspraken die blijven liggen.
- Je roept mensen bij elkaar als het vastloopt of als mensen het oneens zijn.
- Je sluit af als het kan, en vertelt hoe het huishouden je weer vindt.

# Wat mag je zelf besluiten?

- Wie je uitnodigt en hoe vaak jullie elkaar zien.
- Hulp voor de tussentijd die zonder besluit kan.
- Opschalen bij gevaar. Dat doe je meteen, en je vertelt het daarna aan de teamleider.

# Wat heb je nodig?

- Ervaring met gesprekken waarin mensen het niet eens zijn.
- Kennis van Wmo, Jeugdwet en Participatiewet op hoofdlijnen.
- Niet meer dan de caseload die het team afsprak, zodat je kunt langsgaan.
""",
    ),
    Sjabloontekst(
        "functie-ervaringsdeskundige", "functiebeschrijving", "Functie: ervaringsdeskundige in het wijkteam",
        "Voor teams waar iemand meewerkt die zelf heeft meegemaakt waar bewoners voor staan.",
        """
# Waarvoor is deze functie er?

De ervaringsdeskundige weet hoe het is om hulp te vragen. Dat helpt inwoners om hun verhaal te doen, en het team om te zien wat een regel met iemand doet.

# Wat doe je?

- Je gaat mee naar een eerste gesprek als de inwoner dat wil.
- Je kijkt mee in brieven en formulieren: zou jij dit openmaken en begrijpen?
- Je denkt mee in het casusoverleg vanuit wat een inwoner nodig heeft om te vertrouwen.
- Je legt contact met groepen die het team nog niet kent.

# Wat doe je niet?

- Je deelt alleen van je eigen verhaal wat je zelf wilt delen.
- Je bent geen vervanging van een hulpverlener en neemt geen besluiten over hulp.
- Je kijkt alleen in een dossier als je bij dat huishouden betrokken bent.

# Wat regelt het team?

- Een vaste collega met wie je elke twee weken terugkijkt.
- Een contract en betaling zoals bij andere collega's.
- Ruimte om te stoppen met een huishouden dat te dichtbij komt.
""",
    ),
    Sjabloontekst(
        "protocol-warme-overdracht", "werkprotocol", "Werkprotocol warme overdracht",
        "Voor elk moment waarop een huishouden een andere vaste persoon krijgt. Niemand vertelt alles opnieuw.",
        """
# Wanneer

Bij elke wisseling van vaste persoon: binnen het team, naar een ander team, naar een andere gemeente of naar een aanbieder.

# Vooraf

- Vertel het huishouden wie het overneemt, waarom en wanneer. Vraag wat die persoon als eerste moet weten.
- Vraag toestemming voor wat je deelt met iemand buiten het team.
- Werk het plan bij. Wat niet in het plan staat, hoeft de ander niet over te doen.

# Het gesprek met zijn drieën

- De oude en de nieuwe vaste persoon gaan samen langs. Bellen mag als het huishouden dat liever heeft.
- Het huishouden vertelt. Jij vult aan.
- Spreek af wie de eerste twee weken wordt gebeld.

# Daarna

- Leg de overdracht vast op de dag zelf, met de open afspraken en de eerstvolgende termijn.
- Bel na twee weken met het huishouden: klikt het?
- Klikt het niet, zoek dan binnen een week een ander.

# Als het snel moet

Bij gevaar of ziekte van een collega draag je dezelfde dag mondeling over en doe je het gesprek met zijn drieën binnen een week.
""",
    ),
    Sjabloontekst(
        "handreiking-eerste-gesprek", "handreiking", "Handreiking eerste gesprek aan de keukentafel",
        "Voor nieuwe collega's. Hoe je luistert zonder lijst op schoot.",
        """
# Voor je gaat

- Lees alleen wat je nodig hebt. Vraag de rest aan de mensen zelf.
- Vertel aan de telefoon hoe lang je blijft en dat iemand erbij mag zijn. Noem ook de onafhankelijke cliëntondersteuner.

# Aan tafel

- Begin met: wat maakt dat u ons nu belt? En laat een stilte vallen.
- Vraag ook wat goed gaat en wie er al helpt.
- Gebruik de woorden van het huishouden en schrijf die op.
- Zeg wat je opschrijft en wie dat kan lezen.

# Tot slot

- Vat samen in drie zinnen en vraag: klopt dit?
- Spreek af wie wat doet en wanneer je weer belt.
- Doe op de dag zelf wat je beloofde, hoe klein ook.
""",
    ),
)  # fmt: skip
