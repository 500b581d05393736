"""Twelve stories. All people are invented; `{ik}` and `{kind}` become the names of the household."""

from __future__ import annotations

from demo.verhaal import Daad, Doel, Nodig, Verhaal

HUUR = Verhaal(
    kort="De huur loopt achter en de post blijft dicht. Kan iemand meekijken?",
    wet="wmo",
    gezin="ouder_kind",
    bron="corporatie",
    verhaal=(
        "Sinds mijn uren in de winkel minder werden, kom ik elke maand niet uit. Eerst sloeg ik één rekening "
        "over, toen twee. Nu durf ik de enveloppen niet meer open te maken. Ik slaap slecht en word snel boos "
        "op de kinderen, en dat wil ik niet. Mijn moeder helpt waar ze kan."
    ),
    gevraagd="Iemand die de post doet en met de verhuurder belt.",
    sterk="Werkt al elf jaar op dezelfde plek, kookt elke dag, heeft een goede band met haar moeder.",
    toekomst="Weer rust in huis en met een gerust hart de brievenbus open.",
    nodig=(
        Nodig(
            "financien",
            "Overzicht over wat er binnenkomt en wat eruit gaat, en iemand naast mij bij het eerste telefoontje.",
            "Zet zelf alle enveloppen in één doos en belt de loonadministratie over de uren.",
            "Oma komt op zaterdag een uur helpen met sorteren.",
            "Een administratiemaatje van het buurthuis kan binnen drie weken beginnen.",
            "Budgetbeheer, alleen als de regeling na drie maanden niet lukt.",
        ),
        Nodig(
            "huisvesting",
            "Zekerheid dat we in dit huis kunnen blijven.",
            "Betaalt vanaf deze maand de lopende huur op de 25e.",
            "Broer leent de eerste termijn van de regeling.",
            "De corporatie wacht met de deurwaarder als er een regeling ligt.",
        ),
    ),
    doelen=(
        Doel(
            "Ik betaal elke maand de huur op tijd",
            ("financien", "huisvesting"),
            "Drie maanden geen nieuwe achterstand",
            "Overzicht van de corporatie",
            (
                Daad("Enveloppen openen en op stapels leggen", "netwerk", "Oma Ria"),
                Daad("Regeling afspreken met de corporatie", "professional"),
                Daad("Automatische betaling op de 25e zetten", "zelf"),
                Daad("Administratiemaatje zoeken in de sociale kaart", "professional"),
            ),
        ),
        Doel(
            "Ik heb elke week een avond voor mezelf",
            ("sociaal_netwerk", "geestelijke_gezondheid"),
            "Vier weken achter elkaar een vrije avond",
            "Zij vertelt het zelf",
            (
                Daad("Donderdagavond naar het koor", "zelf"),
                Daad("Oppassen op donderdag", "netwerk", "Buurvrouw Anja"),
            ),
        ),
    ),
    notities=(
        (
            "telefoon",
            "Woonstede",
            "De corporatie wacht met de deurwaarder tot de 3e. Voorwaarde: een regeling van € 60 per maand.",
        ),
        (
            "huisbezoek",
            "moeder en oma",
            "Samen de doos doorgenomen. Twaalf brieven, vier schuldeisers. Het werd lichter tijdens het praten.",
        ),
        ("telefoon", "loonadministratie", "De uren gaan vanaf volgende maand terug naar 24."),
    ),
    netwerk=(
        ("Oma Ria", "moeder", 5, False, "past twee dagen per week op"),
        ("Buurvrouw Anja", "buurvrouw", 4, False, "kookt op woensdag"),
        ("Vader Ruud", "vader van de kinderen", 3, False, "om het weekend"),
        ("School", "school", 2, True, "veel telefoontjes over te laat komen"),
    ),
    zrm={
        "financien": (1, 2),
        "huisvesting": (2, 3),
        "sociaal_netwerk": (2, 3),
        "huiselijke_relaties": (3, 3),
        "geestelijke_gezondheid": (3, 3),
    },
    trede=(5, 6),
    geleerd="Samen de eerste envelop openen werkte beter dan een formulier vooraf.",
    weten=("Bel eerst aan, er is een hond",),
    signaal="Huurachterstand van twee maanden. Mevrouw neemt de telefoon niet op, de gordijnen zijn overdag dicht.",
    betrokken=(("Woonstede", "verhuurder"), ("Stichting De Brug", "schuldhulp")),
)
MANTEL = Verhaal(
    kort="Mijn man vergeet steeds meer. Ik houd het bijna niet meer vol.",
    wet="wmo",
    gezin="ouderen",
    bron="huisarts",
    verhaal=(
        "We zijn 52 jaar getrouwd. Hij was altijd degene die alles regelde. Nu staat hij 's nachts aangekleed bij "
        "de voordeur. Ik doe alles en ik doe het graag, maar ik ben moe. Ik wil hem thuis houden, zolang het kan."
    ),
    gevraagd="Hulp in huis.",
    sterk="Sterk huwelijk, een zoon in de buurt, veel humor.",
    toekomst="Samen in dit huis blijven, met af en toe een ochtend voor mezelf.",
    nodig=(
        Nodig(
            "dagbesteding",
            "Een paar dagdelen waarop hij ergens is waar het goed is, zodat ik adem kan halen.",
            "Zij plant twee vaste ochtenden en houdt die vrij.",
            "Zoon brengt hem op dinsdag.",
            "De huiskamer in de wijk is open op dinsdag en donderdag, zonder indicatie.",
            "Dagbesteding met begeleiding als de huiskamer te druk voor hem wordt.",
        ),
        Nodig(
            "adl",
            "Veilig de nacht door.",
            "Lampje op de gang en de sleutel op een vaste plek.",
            "Buurman heeft een sleutel voor noodgevallen.",
            "Persoonsalarmering via de zorgverzekeraar.",
        ),
    ),
    doelen=(
        Doel(
            "Ik heb twee ochtenden per week voor mezelf",
            ("dagbesteding", "sociaal_netwerk"),
            "Acht weken achter elkaar twee vrije ochtenden",
            "Kalender op de koelkast",
            (
                Daad("Kennismaken in de huiskamer", "netwerk", "Zoon Peter"),
                Daad("Zwemmen op dinsdagochtend", "zelf"),
                Daad("Plek in de huiskamer regelen", "professional"),
            ),
        ),
        Doel(
            "Wij slapen weer rustig",
            ("adl", "lichamelijke_gezondheid"),
            "Geen nachten meer waarop hij buiten loopt",
            "Wat zij zelf opschrijft",
            (
                Daad("Bewegingslampje ophangen", "netwerk", "Buurman Henk"),
                Daad("Alarmering aanvragen", "zelf"),
            ),
        ),
    ),
    notities=(
        (
            "huisbezoek",
            "echtpaar en zoon",
            "Meneer liet zijn modeltreinen zien. Mevrouw huilde even toen het over de nachten ging.",
        ),
        ("telefoon", "huisarts", "De praktijkondersteuner komt vanaf nu elke zes weken langs."),
    ),
    netwerk=(
        ("Zoon Peter", "zoon", 5, False, "komt op dinsdag en zondag"),
        ("Buurman Henk", "buurman", 4, False, "heeft de sleutel"),
        ("Kerkgroep", "kerk", 3, False, "stuurt kaarten en komt op bezoek"),
    ),
    zrm={
        "dagbesteding": (2, 3),
        "adl": (2, 3),
        "lichamelijke_gezondheid": (3, 3),
        "sociaal_netwerk": (3, 4),
        "huiselijke_relaties": (3, 4),
    },
    trede=(2, 3),
    geleerd="Eerst samen een ochtend kijken haalde de drempel weg.",
    weten=("Mevrouw hoort slecht aan de telefoon, bel twee keer",),
    betrokken=(
        ("Huisartsenpraktijk Vogelbuurt", "praktijkondersteuner"),
        ("Thuiszorg Nabij", "wijkverpleging"),
    ),
)
SCHOOL = Verhaal(
    kort="{kind} gaat al drie weken niet naar school. Wij weten het niet meer.",
    wet="jeugd",
    gezin="gezin",
    bron="school",
    verhaal=(
        "Hij ging altijd met plezier. Na de zomer kreeg hij buikpijn op maandag, toen elke dag. Nu blijft hij op zijn "
        "kamer. Als we aandringen, wordt het ruzie. Wij zijn het ook niet eens over hoe streng we moeten zijn."
    ),
    gevraagd="Een psycholoog voor onze zoon.",
    sterk="Ouders die samen aan tafel willen. Hij is goed met dieren en speelt graag buiten met zijn nichtje.",
    toekomst="Dat het thuis weer gezellig is en hij gewoon weer meedoet.",
    nodig=(
        Nodig(
            "dagbesteding",
            "Stap voor stap terug naar school, in een tempo dat hij aankan.",
            "Hij wil zelf beginnen met gym en techniek.",
            "Oom werkt op de kinderboerderij, daar mag hij op woensdag helpen.",
            "De zorgcoördinator maakt een rooster voor halve dagen.",
            "Jeugdhulp aan huis, alleen als het na zes weken niet lukt.",
        ),
        Nodig(
            "huiselijke_relaties",
            "Als ouders één lijn, zonder ruzie aan tafel.",
            "Elke zondag samen een half uur de week bespreken.",
            "Tante denkt mee en past op de jongste.",
            "Opvoedspreekuur in het buurthuis.",
        ),
    ),
    doelen=(
        Doel(
            "Na de kerstvakantie ga ik weer elke dag naar school",
            ("dagbesteding", "geestelijke_gezondheid"),
            "Twee weken achter elkaar elke dag op school",
            "Aanwezigheid volgens school",
            (
                Daad("Halve dagen afspreken met de zorgcoördinator", "professional"),
                Daad("Samen fietsen op de eerste ochtend", "netwerk", "Nichtje Noor"),
                Daad("Woensdagmiddag helpen op de kinderboerderij", "zelf"),
                Daad("Terugbellen leerplichtambtenaar", "professional"),
            ),
        ),
        Doel(
            "Wij doen het als ouders op dezelfde manier",
            ("huiselijke_relaties",),
            "Vier weken geen ruzie over school aan tafel",
            "Ouders vertellen het zelf",
            (
                Daad("Zondag de week bespreken", "zelf"),
                Daad("Naar het opvoedspreekuur", "zelf"),
            ),
        ),
    ),
    notities=(
        ("overleg", "school en ouders", "School wil meedenken over halve dagen. Gym en techniek eerst."),
        ("telefoon", "moeder", "Vandaag twee uur geweest. Hij kwam lachend thuis."),
    ),
    netwerk=(
        ("Oom Bas", "oom", 4, False, "werkt op de kinderboerderij"),
        ("Nichtje Noor", "nicht", 4, False, "zit op dezelfde school"),
        ("School", "school", 3, True, "denkt mee, veel wisseling van mentor"),
    ),
    zrm={
        "dagbesteding": (2, 3),
        "huiselijke_relaties": (3, 2),
        "geestelijke_gezondheid": (3, 3),
        "sociaal_netwerk": (3, 4),
    },
    trede=(2, 3),
    geleerd="Beginnen met wat hij leuk vindt gaf moed voor de rest.",
    weten=("Liever geen gesprek als {kind} thuis is",),
    signaal="Leerling is drie weken afwezig zonder bericht. Ouders zijn bezorgd en bereikbaar.",
    betrokken=(("Scholengroep Lindewaard", "zorgcoördinator"),),
)
EENZAAM = Verhaal(
    kort="Ik kom de deur bijna niet meer uit en spreek soms dagen niemand.",
    wet="wmo",
    gezin="alleen",
    bron="apotheek",
    verhaal=(
        "Sinds mijn vrouw er niet meer is, is het stil. Mijn knieën willen niet meer en de trap is mijn vijand. "
        "De televisie praat, maar niet terug. Vroeger was ik buschauffeur, ik kende iedereen."
    ),
    gevraagd="Een scootmobiel.",
    sterk="Vertelt graag, kent de hele stad, kan goed klussen met zijn handen.",
    toekomst="Elke week ergens bij horen en zelf naar de winkel kunnen.",
    nodig=(
        Nodig(
            "sociaal_netwerk",
            "Mensen om me heen die ik vaker zie.",
            "Hij belt zelf zijn oude collega's.",
            "Twee collega's van vroeger komen om de week.",
            "De repaircafégroep zoekt handige mensen.",
        ),
        Nodig(
            "lichamelijke_gezondheid",
            "Weer veilig naar buiten.",
            "Oefent elke dag met de fysiotherapeut.",
            "Buurjongen draagt de boodschappen.",
            "Belbus en beweeggroep in het buurthuis.",
            "Vervoersvoorziening, als de belbus niet genoeg is.",
        ),
    ),
    doelen=(
        Doel(
            "Ik ben elke week twee keer onder de mensen",
            ("sociaal_netwerk", "maatschappelijke_participatie"),
            "Zes weken achter elkaar twee afspraken buiten de deur",
            "Zijn agenda",
            (
                Daad("Bellen met het repaircafé", "zelf"),
                Daad("Meegaan de eerste keer", "professional"),
                Daad("Ophalen op vrijdag", "netwerk", "Collega Wim"),
            ),
        ),
    ),
    notities=(
        ("huisbezoek", "meneer", "Koffie gedronken. Hij kent elke bushalte nog uit zijn hoofd."),
        ("telefoon", "repaircafé", "Ze kunnen hem goed gebruiken, vooral voor radio's."),
    ),
    netwerk=(
        ("Collega Wim", "oud-collega", 4, False, "haalt hem op vrijdag op"),
        ("Dochter Els", "dochter", 3, False, "belt op zondag, woont ver weg"),
    ),
    zrm={
        "sociaal_netwerk": (2, 3),
        "maatschappelijke_participatie": (2, 4),
        "lichamelijke_gezondheid": (3, 3),
        "dagbesteding": (2, 3),
    },
    trede=(1, 3),
    geleerd="De vraag was een scootmobiel, de behoefte was gezelschap.",
    betrokken=(("Buurthuis De Spil", "vrijwilligerscoördinator"),),
)
WERK = Verhaal(
    kort="Ik wil weer werken, maar ik weet niet waar ik moet beginnen.",
    wet="participatie",
    gezin="alleen",
    bron="inwoner",
    verhaal=(
        "Ik ben 24 en zit al een jaar thuis. Eerst ging de zaak dicht, toen mijn rug, toen niks meer. "
        "Ik sta om twaalf uur op. "
        "Mijn moeder zegt dat ik lui ben, maar zo voelt het niet. Ik weet gewoon de eerste stap niet."
    ),
    gevraagd="Een uitkering.",
    sterk="Handig met computers, bouwde zelf zijn pc, altijd op tijd als er iemand op hem wacht.",
    toekomst="Een baan met collega's en een eigen plek.",
    nodig=(
        Nodig(
            "dagbesteding",
            "Een reden om op te staan en iemand die met me meedenkt over werk.",
            "Zet elke dag om acht uur de wekker.",
            "Neef heeft een computerwinkel en wil een proefweek geven.",
            "Jongerenloket en de werkvloer van het buurthuis.",
            "Werkervaringsplek met begeleiding.",
        ),
    ),
    doelen=(
        Doel(
            "Ik werk vier dagdelen per week",
            ("dagbesteding", "maatschappelijke_participatie", "financien"),
            "Acht weken vier dagdelen gewerkt",
            "Rooster van de winkel",
            (
                Daad("Proefweek bij de computerwinkel", "zelf"),
                Daad("Met neef het rooster maken", "netwerk", "Neef Soufiane"),
                Daad("Zoektermijn bespreken met Werk en Inkomen", "professional"),
            ),
        ),
    ),
    notities=(
        ("telefoon", "jongerenloket", "De zoektermijn loopt. Hij mag de proefweek meetellen."),
        ("huisbezoek", "hij en zijn moeder", "Moeder schrok van wat hij vertelde. Goed gesprek."),
    ),
    netwerk=(
        ("Moeder", "moeder", 4, True, "zorgt voor eten, maakt zich zorgen"),
        ("Neef Soufiane", "neef", 4, False, "heeft een computerwinkel"),
    ),
    zrm={
        "dagbesteding": (2, 3),
        "financien": (2, 3),
        "maatschappelijke_participatie": (2, 3),
        "geestelijke_gezondheid": (3, 4),
    },
    trede=(2, 5),
    geleerd="Eén vaste afspraak op de dag bracht de rest in beweging.",
    betrokken=(("Werk en Inkomen", "klantmanager"),),
)
SCHEIDING = Verhaal(
    kort="We gaan uit elkaar en de kinderen zitten ertussen.",
    wet="jeugd",
    gezin="gezin",
    bron="inwoner",
    verhaal=(
        "We hebben besloten uit elkaar te gaan, maar we wonen nog in één huis. De spanning is om te snijden. "
        "De jongste plast weer in bed, de oudste zegt niks meer. We willen het goed doen voor hen."
    ),
    gevraagd="Iemand die met de kinderen praat.",
    sterk="Beide ouders willen het beste voor de kinderen. Opa en oma wonen om de hoek.",
    toekomst="Twee huizen waar de kinderen zich thuis voelen.",
    nodig=(
        Nodig(
            "huiselijke_relaties",
            "Rust en duidelijkheid voor de kinderen.",
            "Ouders maken een weekrooster en hangen het op.",
            "Opa en oma vangen de kinderen op woensdag op.",
            "KIES-groep op school voor kinderen van gescheiden ouders.",
        ),
        Nodig(
            "huisvesting",
            "Een tweede woonplek in de buurt.",
            "Vader zoekt zelf via de woonsite.",
            "Broer heeft tijdelijk een kamer.",
            "Urgentieregeling van de corporatie.",
        ),
    ),
    doelen=(
        Doel(
            "Onze kinderen weten waar ze aan toe zijn",
            ("huiselijke_relaties", "sociaal_netwerk"),
            "Weekrooster dat zes weken klopt",
            "Kinderen vertellen het zelf",
            (
                Daad("Ouderschapsplan maken", "zelf"),
                Daad("Kinderen aanmelden voor de groep op school", "professional"),
                Daad("Woensdagmiddag opvang", "netwerk", "Opa en oma"),
            ),
        ),
    ),
    notities=(
        (
            "huisbezoek",
            "beide ouders",
            "Afgesproken dat er niet over geld gepraat wordt waar de kinderen bij zijn.",
        ),
        ("bericht", "school", "De groep start na de herfstvakantie. Er is plek voor beide kinderen."),
    ),
    netwerk=(
        ("Opa en oma", "grootouders", 5, False, "wonen om de hoek"),
        ("Broer Mark", "broer", 3, False, "heeft tijdelijk een kamer"),
    ),
    zrm={"huiselijke_relaties": (1, 3), "huisvesting": (2, 3), "geestelijke_gezondheid": (3, 3)},
    trede=(5, 6),
    geleerd="Een rooster op de koelkast zei meer dan tien gesprekken.",
)
VERVUILING = Verhaal(
    kort="De buren klagen over stank en vuilnis in het portiek.",
    wet="wmo",
    gezin="alleen",
    bron="politie",
    verhaal=(
        "Ik gooi niks weg want ik kan het nog gebruiken. Ze willen me er allemaal uit hebben. Ik doe de deur niet "
        "open voor mensen met een map onder de arm. Jij mag wel binnenkomen, jij had koekjes bij je."
    ),
    gevraagd="Met rust gelaten worden.",
    sterk="Weet alles van vogels, zorgt goed voor zijn duiven.",
    toekomst="In zijn huis blijven, met zijn duiven.",
    nodig=(
        Nodig(
            "huisvesting",
            "Een huis waarin ik mag blijven.",
            "Kiest zelf welke kamer het eerst gaat.",
            "Duivenvriend helpt op zaterdag.",
            "Opruimhulp van vrijwilligers.",
            "Begeleiding thuis, langdurig en rustig aan.",
        ),
    ),
    doelen=(
        Doel(
            "Mijn keuken en gang zijn weer vrij",
            ("huisvesting", "lichamelijke_gezondheid"),
            "Keuken bruikbaar, gang vrij voor nood",
            "Samen kijken",
            (
                Daad("Kranten wegbrengen", "zelf"),
                Daad("Zaterdag helpen", "netwerk", "Duivenvriend Cor"),
                Daad("Afspraken maken met de corporatie", "professional"),
            ),
        ),
    ),
    notities=(
        ("huisbezoek", "niemand thuis", "Kaartje achtergelaten met naam en nummer."),
        ("huisbezoek", "meneer", "Aan de deur gesproken over zijn duiven. Hij vroeg of ik terugkom."),
        ("telefoon", "wijkagent", "Buren zijn gerustgesteld nu er iemand komt."),
    ),
    netwerk=(
        ("Duivenvriend Cor", "vriend", 4, False, "komt op zaterdag"),
        ("Buren", "buren", 1, True, "klagen over geur"),
    ),
    zrm={
        "huisvesting": (1, 2),
        "lichamelijke_gezondheid": (2, 2),
        "sociaal_netwerk": (2, 2),
        "financien": (3, 3),
        "geestelijke_gezondheid": (2, 2),
    },
    trede=(1, 2),
    geleerd="Drie keer komen zonder map opende de deur.",
    weten=("Bel aan en wacht, hij heeft tijd nodig", "Kom alleen, niet met twee"),
    signaal="Geen contact meer met bewoner. Al twee weken post in de gang en een sterke geur.",
    betrokken=(("Politie", "wijkagent"), ("Woonstede", "wijkbeheerder")),
)
NIEUW_LAND = Verhaal(
    kort="Wij wonen hier pas en begrijpen de brieven niet.",
    wet="participatie",
    gezin="gezin",
    bron="inlooppunt",
    verhaal=(
        "In ons land was ik lerares. Hier begrijp ik de brieven niet. Mijn dochter van elf vertaalt bij de dokter, "
        "dat is niet goed. Mijn man wil werken. We zijn dankbaar en moe."
    ),
    gevraagd="Iemand die de brieven leest.",
    sterk="Drie talen, hoogopgeleid, zeer gemotiveerd om Nederlands te leren.",
    toekomst="Zelf alles kunnen regelen en weer voor de klas staan.",
    nodig=(
        Nodig(
            "maatschappelijke_participatie",
            "De taal leren in het echte leven en mensen ontmoeten.",
            "Oefent elke avond met haar dochter, maar niet meer bij de dokter.",
            "Buurvrouw nodigt haar uit voor de thee.",
            "Taalcafé en taalmaatje in de bibliotheek.",
        ),
        Nodig(
            "financien",
            "Brieven begrijpen en op tijd antwoorden.",
            "Legt de brieven op datum.",
            "Vriend van de moskee helpt bij spoed.",
            "Formulierenbrigade in het buurthuis.",
        ),
    ),
    doelen=(
        Doel(
            "Ik regel mijn brieven zelf",
            ("financien", "maatschappelijke_participatie"),
            "Twee maanden geen gemiste termijn",
            "Map met brieven",
            (
                Daad("Elke dinsdag naar de formulierenbrigade", "zelf"),
                Daad("Taalmaatje zoeken", "professional"),
                Daad("Theedrinken en praten", "netwerk", "Buurvrouw Joke"),
            ),
        ),
        Doel(
            "Mijn man heeft werk waar hij blij van wordt",
            ("dagbesteding",),
            "Een proefplaatsing van drie maanden",
            "Contract",
            (Daad("Gesprek met de werkconsulent", "professional"), Daad("Cv maken", "zelf")),
        ),
    ),
    notities=(
        ("overleg", "bibliotheek", "Taalmaatje gevonden: gepensioneerde docent, start volgende week."),
        ("telefoon", "school", "School regelt een tolk bij gesprekken, de dochter vertaalt niet meer."),
    ),
    netwerk=(
        ("Buurvrouw Joke", "buurvrouw", 3, False, "drinkt thee"),
        ("Moskee", "geloofsgemeenschap", 4, False, "helpt bij spoed"),
    ),
    zrm={
        "maatschappelijke_participatie": (2, 3),
        "financien": (2, 3),
        "dagbesteding": (2, 3),
        "sociaal_netwerk": (2, 3),
    },
    trede=(3, 6),
    geleerd="Een tolk inzetten gaf de dochter haar plek als kind terug.",
)
VALLEN = Verhaal(
    kort="Ik ben gevallen en durf niet meer alleen onder de douche.",
    wet="wmo",
    gezin="ouderen",
    bron="wijkverpleging",
    verhaal="Ik viel in de badkamer en lag er drie uur. Sindsdien ben ik bang. Ik was me aan de wastafel.",
    gevraagd="Een aangepaste badkamer.",
    sterk="Nuchter, doet dagelijks kruiswoordpuzzels, heeft trouwe kinderen.",
    toekomst="Zonder angst douchen en in huis blijven wonen.",
    nodig=(
        Nodig(
            "adl",
            "Veilig douchen zonder angst.",
            "Oefent met de ergotherapeut.",
            "Dochter is er op douchedagen.",
            "Douchestoel uit de uitleen van de thuiszorgwinkel.",
            "Beugels en een vlakke douchevloer.",
        ),
    ),
    doelen=(
        Doel(
            "Ik douche weer zelf, drie keer per week",
            ("adl", "lichamelijke_gezondheid"),
            "Vier weken zonder hulp gedoucht",
            "Zij vertelt het zelf",
            (
                Daad("Douchestoel ophalen", "netwerk", "Dochter Ineke"),
                Daad("Beugels laten plaatsen", "professional"),
                Daad("Elke dag oefenen met opstaan", "zelf"),
            ),
        ),
    ),
    notities=(
        ("huisbezoek", "mevrouw en dochter", "Badkamer bekeken. Beugels en stoel lijken genoeg voor nu."),
    ),
    netwerk=(("Dochter Ineke", "dochter", 5, False, "komt drie keer per week"),),
    zrm={"adl": (2, 4), "lichamelijke_gezondheid": (3, 3), "sociaal_netwerk": (4, 4)},
    trede=(2, 2),
    geleerd="De goedkoopste oplossing was ook de snelste.",
    betrokken=(("Thuiszorg Nabij", "ergotherapeut"),),
)
PSYCHISCH = Verhaal(
    kort="Mijn broer is in de war en belt ons 's nachts. Wat kunnen we doen?",
    wet="wmo",
    gezin="alleen",
    bron="naaste",
    verhaal=(
        "Soms hoor ik dingen die er niet zijn, dat weet ik ook wel. Dan bel ik mijn zus. De pillen maken me suf. "
        "Muziek helpt. Ik wil niet naar de kliniek."
    ),
    gevraagd="Dat het stopt.",
    sterk="Speelt trompet, herkent zijn eigen signalen, houdt contact met zijn zus.",
    toekomst="Weer in een orkest spelen en zelf koken.",
    nodig=(
        Nodig(
            "geestelijke_gezondheid",
            "Rust in mijn hoofd en weten wie ik bel als het misgaat.",
            "Schrijft op wat helpt en wat niet.",
            "Zus is bereikbaar tot tien uur.",
            "Herstelacademie en inloop in de wijk.",
            "Begeleiding thuis twee keer per week.",
        ),
        Nodig(
            "dagbesteding",
            "Iets wat mijn week ritme geeft.",
            "Oefent elke ochtend een half uur.",
            "Oude orkestvriend speelt mee.",
            "Wijkorkest zoekt blazers.",
        ),
    ),
    doelen=(
        Doel(
            "Ik weet wat ik doe als het slechter gaat",
            ("geestelijke_gezondheid", "sociaal_netwerk"),
            "Kaart met afspraken hangt op de deur",
            "Kaart is er",
            (
                Daad("Signaleringskaart maken", "professional"),
                Daad("Meelezen en telefoonnummer geven", "netwerk", "Zus Lia"),
                Daad("Elke ochtend trompet oefenen", "zelf"),
            ),
        ),
        Doel(
            "Ik speel weer in een orkest",
            ("dagbesteding",),
            "Drie repetities meegedaan",
            "Hij vertelt het zelf",
            (
                Daad("Wijkorkest bellen", "zelf"),
                Daad("Meegaan naar de eerste repetitie", "netwerk", "Orkestvriend Jan"),
            ),
        ),
    ),
    notities=(
        ("overleg", "GGZ", "FACT-team denkt mee. Dubbel gesprek op de praktijk over twee weken."),
        ("telefoon", "zus", "Deze week twee nachten geen telefoon. Ze slaapt weer."),
    ),
    netwerk=(
        ("Zus Lia", "zus", 5, True, "belt elke dag, is moe"),
        ("Orkestvriend Jan", "vriend", 3, False, "speelt tuba"),
    ),
    zrm={"geestelijke_gezondheid": (2, 3), "dagbesteding": (2, 3), "sociaal_netwerk": (3, 3), "adl": (3, 4)},
    trede=(2, 3),
    geleerd="Muziek was een betere ingang dan de diagnose.",
    betrokken=(("GGZ Waardland", "casemanager"), ("Huisartsenpraktijk Centrum", "huisarts")),
)
DRUK_GEZIN = Verhaal(
    kort="Vier kinderen, schulden, twee hulpverleners per kind. Niemand heeft overzicht.",
    wet="jeugd",
    gezin="gezin",
    bron="jgz",
    verhaal=(
        "Er komen zoveel mensen over de vloer dat ik de namen niet meer weet. Iedereen wil iets. Vorige week had ik "
        "drie afspraken op één ochtend. Ik wil één iemand die weet hoe het zit."
    ),
    gevraagd="Minder hulp.",
    sterk="Houdt vol, kent haar kinderen door en door, zingt met ze.",
    toekomst="Eén plan, één gezicht en een gewone dinsdag.",
    nodig=(
        Nodig(
            "huiselijke_relaties",
            "Overzicht: wie doet wat, en wie is er voor mij.",
            "Zij kiest wie er mag komen.",
            "Zus let op de kleintjes bij het overleg.",
            "Gezinscoach van het wijkteam.",
            "Eén gezinsplan met de aanbieders.",
        ),
        Nodig(
            "financien",
            "Weten wat er nog te besteden is.",
            "Houdt bonnetjes bij.",
            "Zus rijdt mee naar de voedselbank.",
            "Schuldhulpmaatje.",
            "Schuldregeling via de gemeente.",
        ),
        Nodig(
            "geestelijke_gezondheid",
            "Even niet hoeven nadenken.",
            "Elke avond een kwartier buiten.",
            "Buurvrouw past op.",
            "Moedergroep op maandag.",
        ),
    ),
    doelen=(
        Doel(
            "Ik weet wie er komt en waarom",
            ("huiselijke_relaties", "sociaal_netwerk"),
            "Eén overleg per maand, verder niemand onverwacht",
            "Haar agenda",
            (
                Daad("Alle hulpverleners op één lijst zetten", "professional"),
                Daad("Kiezen wie er mag komen", "zelf"),
                Daad("Oppassen tijdens het overleg", "netwerk", "Zus Fatma"),
            ),
        ),
        Doel(
            "Wij hebben aan het eind van de maand nog geld voor eten",
            ("financien",),
            "Twee maanden zonder voedselbank",
            "Huishoudboekje",
            (
                Daad("Bonnetjes in het boekje plakken", "zelf"),
                Daad("Schuldhulpmaatje regelen", "professional"),
            ),
        ),
        Doel(
            "De kinderen liggen om acht uur in bed",
            ("huiselijke_relaties", "adl"),
            "Vijf avonden per week gelukt",
            "Stickervel",
            (
                Daad("Bedtijdritueel kiezen met de kinderen", "zelf"),
                Daad("Meekijken op donderdagavond", "professional"),
            ),
        ),
    ),
    notities=(
        ("overleg", "alle betrokkenen", "Van elf naar vijf vaste gezichten. Moeder koos zelf."),
        (
            "huisbezoek",
            "moeder en kinderen",
            "De kinderen lieten het stickervel zien. Drie van de vijf gelukt.",
        ),
        ("telefoon", "consultatiebureau", "Groei van de jongste is goed."),
    ),
    netwerk=(
        ("Zus Fatma", "zus", 5, False, "past op en rijdt"),
        ("Buurvrouw", "buurvrouw", 3, False, "past soms op"),
        ("Vader", "vader van de kinderen", 2, True, "weinig contact"),
    ),
    zrm={
        "huiselijke_relaties": (2, 3),
        "financien": (1, 2),
        "geestelijke_gezondheid": (2, 3),
        "sociaal_netwerk": (2, 3),
        "dagbesteding": (3, 3),
        "huisvesting": (2, 2),
    },
    trede=(2, 4),
    geleerd="De lijst met namen op tafel leggen was het keerpunt.",
    weten=("Niet op dinsdag, dan is er zwemles",),
    betrokken=(
        ("Jeugdhulp Rivierland", "ambulant begeleider"),
        ("Jeugdgezondheidszorg", "verpleegkundige"),
        ("Stichting De Brug", "schuldhulp"),
        ("Scholengroep Lindewaard", "intern begeleider"),
        ("GGZ Waardland", "behandelaar"),
    ),
)
DAKLOOS = Verhaal(
    kort="Over drie weken moet ik mijn huis uit en ik heb niets anders.",
    wet="wmo",
    gezin="alleen",
    bron="corporatie",
    verhaal="Mijn vriend is vertrokken en de huur staat op zijn naam. Ik werk, maar ik vind niks. Ik slaap niet meer.",
    gevraagd="Een huis.",
    sterk="Vaste baan, spaart, regelt veel zelf.",
    toekomst="Een eigen voordeur.",
    nodig=(
        Nodig(
            "huisvesting",
            "Een plek om te slapen als het zover is.",
            "Reageert elke dag op woningen.",
            "Vriendin heeft zes weken een logeerkamer.",
            "Urgentie en tussenvoorziening.",
            "Beschermde woonplek als alles wegvalt.",
        ),
    ),
    doelen=(
        Doel(
            "Ik heb op 1 januari een eigen plek",
            ("huisvesting", "financien"),
            "Een huurcontract op eigen naam",
            "Contract",
            (
                Daad("Elke dag reageren op woningen", "zelf"),
                Daad("Urgentie aanvragen", "professional"),
                Daad("Logeerkamer vrijmaken", "netwerk", "Vriendin Daniëlle"),
            ),
        ),
    ),
    notities=(
        ("telefoon", "Woonstede", "De corporatie geeft zes weken extra als er een plan ligt."),
        ("huisbezoek", "mevrouw", "Spullen uitgezocht: wat mee gaat en wat naar de kringloop mag."),
    ),
    netwerk=(
        ("Vriendin Daniëlle", "vriendin", 5, False, "heeft een logeerkamer"),
        ("Ex", "ex-partner", 1, True, "geen contact"),
    ),
    zrm={
        "huisvesting": (1, 3),
        "financien": (3, 3),
        "geestelijke_gezondheid": (3, 3),
        "sociaal_netwerk": (3, 4),
    },
    trede=(6, 6),
    geleerd="Zes weken tijd kopen maakte alle verschil.",
    signaal="Ontruiming aangezegd over drie weken. Bewoonster werkt mee.",
    betrokken=(("Woonstede", "verhuurder"),),
)

VERHALEN: tuple[Verhaal, ...] = (
    HUUR,
    MANTEL,
    SCHOOL,
    EENZAAM,
    WERK,
    SCHEIDING,
    VERVUILING,
    NIEUW_LAND,
    VALLEN,
    PSYCHISCH,
    DRUK_GEZIN,
    DAKLOOS,
)
