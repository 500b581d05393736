"""The three gemeenten of the demo: their wijken, teams, people and organisations. All invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persoon:
    """Somebody who works here: name, roles, team (by name), and what a team needs to know."""

    naam: str
    rollen: tuple[str, ...]
    team: str = ""
    functie: str = ""
    organisatie: str = ""
    is_ambtenaar: bool = False
    heeft_geheim: bool = True
    register: str = ""

    @property
    def gebruikersnaam(self) -> str:
        delen = self.naam.lower().replace("'", "").split()
        return f"{delen[0]}.{''.join(delen[1:])}"


@dataclass(frozen=True, slots=True)
class Team:
    naam: str
    variant: str
    wijken: tuple[str, ...]
    telefoon: str


@dataclass(frozen=True, slots=True)
class Voorbeeldgemeente:
    code: str
    naam: str
    variant: str
    stijl: str
    postcode: int
    wijken: tuple[tuple[str, tuple[str, ...]], ...]
    teams: tuple[Team, ...]
    mensen: tuple[Persoon, ...]
    organisaties: tuple[tuple[str, str], ...]
    begrip_inwoner: tuple[str, str] = ("inwoner", "inwoners")


ORGANISATIES = (
    ("Woonstede", "corporatie"),
    ("Stichting De Brug", "welzijn"),
    ("Thuiszorg Nabij", "zorg"),
    ("Huisartsenpraktijk Vogelbuurt", "huisarts"),
    ("Huisartsenpraktijk Centrum", "huisarts"),
    ("GGZ Waardland", "ggz"),
    ("Jeugdhulp Rivierland", "jeugdhulp"),
    ("Jeugdgezondheidszorg", "jgz"),
    ("Scholengroep Lindewaard", "school"),
    ("Buurthuis De Spil", "vrijwilligers"),
    ("Maatschappelijk Werk Rivierland", "maatschappelijk_werk"),
    ("MEE Rivierland", "mee"),
    ("Politie", "politie"),
    ("Werk en Inkomen", "gemeente"),
    ("Gemeente", "gemeente"),
)

LINDEWAARD = Voorbeeldgemeente(
    code="GM9001",
    naam="Lindewaard",
    variant="toegang",
    stijl="lindewaard",
    postcode=4301,
    wijken=(
        ("Oude Haven", ("Havenkwartier", "Kade Noord")),
        ("Vogelwijk", ("Vogelbuurt", "Merelpark")),
        ("Molenkwartier", ("De Molen", "Linge-oever")),
    ),
    teams=(
        Team("Vogelbuurt", "toegang", ("Vogelwijk",), "0418 00 01 01"),
        Team("Centrum", "toegang", ("Oude Haven", "Molenkwartier"), "0418 00 01 02"),
    ),
    mensen=(
        Persoon("Petra Hoekstra", ("beheerder",), functie="Beheerder"),
        Persoon(
            "Samira Bouali", ("teamlid", "regisseur"), "Vogelbuurt", "Wmo-consulent", "Gemeente", True, False
        ),
        Persoon(
            "Daan Visser",
            ("teamlid", "regisseur"),
            "Vogelbuurt",
            "Jeugdconsulent",
            "Gemeente",
            True,
            True,
            "SKJ",
        ),
        Persoon(
            "Noor van Vliet",
            ("teamlid",),
            "Vogelbuurt",
            "Maatschappelijk werker",
            "Maatschappelijk Werk Rivierland",
        ),
        Persoon("Tom de Groot", ("teamlid",), "Centrum", "Wmo-consulent", "Gemeente", True, False),
        Persoon(
            "Carla Wouters",
            ("teamlid", "regisseur"),
            "Centrum",
            "Klantmanager Werk en Inkomen",
            "Gemeente",
            True,
            False,
        ),
        Persoon("Ilse Brandsma", ("teamleider",), "Vogelbuurt", "Teamleider", "Gemeente", True, False),
        Persoon("Rob Kamphuis", ("teamleider",), "Centrum", "Teamleider", "Gemeente", True, False),
        Persoon("Hanneke Smit", ("backoffice",), "Vogelbuurt", "Backoffice", "Gemeente", True, False),
        Persoon(
            "Youssef Amrani", ("inlooppunt",), "Vogelbuurt", "Inlooppunt", "Buurthuis De Spil", False, True
        ),
        Persoon("Marijke Prins", ("beleid",), functie="Beleidsadviseur"),
        Persoon("Frits Jonker", ("fg",), functie="Privacyfunctionaris"),
    ),
    organisaties=ORGANISATIES,
)
HOOGMEREN = Voorbeeldgemeente(
    code="GM9002",
    naam="Hoogmeren",
    variant="team",
    stijl="molenveen",
    postcode=6802,
    wijken=(
        ("Componistenbuurt", ("Mozartpark", "Bachlaan e.o.")),
        ("Staatsliedenbuurt", ("Thorbeckeplein", "Schaepmanhof")),
        ("De Akkers", ("Korenveld", "Vinex-Oost")),
        ("Binnenstad", ("Markt", "Singel")),
    ),
    teams=(
        Team("Wijkteam Componisten", "team", ("Componistenbuurt",), "0485 00 02 01"),
        Team("Wijkteam Staatslieden", "team", ("Staatsliedenbuurt", "Binnenstad"), "0485 00 02 02"),
        Team("Wijkteam De Akkers", "team", ("De Akkers",), "0485 00 02 03"),
    ),
    mensen=(
        Persoon("Renate Timmer", ("beheerder",), functie="Beheerder"),
        Persoon(
            "Mees Dijkman",
            ("teamlid", "regisseur"),
            "Wijkteam Componisten",
            "Generalist",
            "Maatschappelijk Werk Rivierland",
        ),
        Persoon(
            "Aylin Demir",
            ("teamlid", "regisseur"),
            "Wijkteam Componisten",
            "Gezinscoach",
            "Jeugdhulp Rivierland",
            False,
            True,
            "SKJ",
        ),
        Persoon(
            "Sjoerd Veenstra",
            ("teamlid",),
            "Wijkteam Componisten",
            "Wijkverpleegkundige",
            "Thuiszorg Nabij",
            False,
            True,
            "BIG",
        ),
        Persoon("Lotte Hermans", ("teamlid",), "Wijkteam Staatslieden", "Opbouwwerker", "Stichting De Brug"),
        Persoon(
            "Karim Haddad",
            ("teamlid", "regisseur"),
            "Wijkteam Staatslieden",
            "Schuldhulpverlener",
            "Gemeente",
            True,
            False,
        ),
        Persoon("Elise Postma", ("teamlid",), "Wijkteam De Akkers", "Wmo-consulent", "Gemeente", True, False),
        Persoon(
            "Bram Kuijpers",
            ("teamlid", "regisseur"),
            "Wijkteam De Akkers",
            "Generalist",
            "Maatschappelijk Werk Rivierland",
        ),
        Persoon("Wilma Koster", ("teamleider",), "Wijkteam Componisten", "Teamleider", "Stichting De Brug"),
        Persoon(
            "Jeroen Mulder", ("teamleider",), "Wijkteam Staatslieden", "Teamleider", "Gemeente", True, False
        ),
        Persoon("Ans de Wit", ("backoffice",), "Wijkteam Componisten", "Backoffice", "Gemeente", True, False),
        Persoon(
            "Nadia el Idrissi", ("inlooppunt",), "Wijkteam Staatslieden", "Inlooppunt", "Buurthuis De Spil"
        ),
        Persoon("Paul Reinders", ("beleid",), functie="Beleidsadviseur"),
        Persoon("Judith Blok", ("fg",), functie="Privacyfunctionaris"),
    ),
    organisaties=ORGANISATIES,
    begrip_inwoner=("bewoner", "bewoners"),
)
RIETDAM = Voorbeeldgemeente(
    code="GM9003",
    naam="Rietdam",
    variant="netwerk",
    stijl="zandhorst",
    postcode=3055,
    wijken=(
        ("Zuiderpark", ("Parkrand", "Tuindorp")),
        ("Stationsbuurt", ("Spoorzone", "Westzijde")),
        ("Bloemenbuurt", ("Rozenhof", "Tulpstraat e.o.")),
        ("Binnenstad", ("Grachten", "Marktkwartier")),
    ),
    teams=(
        Team("Netwerkteam Zuiderpark", "netwerk", ("Zuiderpark",), "010 000 03 01"),
        Team("Netwerkteam Stationsbuurt", "netwerk", ("Stationsbuurt", "Bloemenbuurt"), "010 000 03 02"),
        Team("Regieteam Rietdam", "regie", ("Binnenstad",), "010 000 03 03"),
    ),
    mensen=(
        Persoon("Gerda Lammers", ("beheerder",), functie="Beheerder"),
        Persoon(
            "Femke Bosman",
            ("teamlid", "regisseur"),
            "Netwerkteam Zuiderpark",
            "Maatschappelijk werker",
            "Maatschappelijk Werk Rivierland",
        ),
        Persoon(
            "Ravi Ramdin",
            ("teamlid",),
            "Netwerkteam Zuiderpark",
            "Ambulant begeleider",
            "Jeugdhulp Rivierland",
            False,
            True,
            "SKJ",
        ),
        Persoon(
            "Sanne Kok",
            ("teamlid",),
            "Netwerkteam Zuiderpark",
            "Wijkverpleegkundige",
            "Thuiszorg Nabij",
            False,
            True,
            "BIG",
        ),
        Persoon(
            "Dirk Wolters",
            ("teamlid", "regisseur"),
            "Netwerkteam Stationsbuurt",
            "Casemanager",
            "GGZ Waardland",
            False,
            True,
            "BIG",
        ),
        Persoon(
            "Meryem Yildiz", ("teamlid",), "Netwerkteam Stationsbuurt", "Schuldhulp", "Stichting De Brug"
        ),
        Persoon(
            "Hugo Terpstra",
            ("teamlid", "regisseur"),
            "Regieteam Rietdam",
            "Regisseur Wmo",
            "Gemeente",
            True,
            False,
        ),
        Persoon(
            "Linda Verhoeven",
            ("teamlid", "regisseur"),
            "Regieteam Rietdam",
            "Regisseur Werk en Inkomen",
            "Gemeente",
            True,
            False,
        ),
        Persoon("Ingrid Maas", ("teamleider",), "Netwerkteam Zuiderpark", "Coördinator", "Stichting De Brug"),
        Persoon(
            "Patrick Kuiper", ("teamleider",), "Regieteam Rietdam", "Teamleider", "Gemeente", True, False
        ),
        Persoon("Corrie Bos", ("backoffice",), "Regieteam Rietdam", "Backoffice", "Gemeente", True, False),
        Persoon(
            "Stan Willems", ("inlooppunt",), "Netwerkteam Stationsbuurt", "Inlooppunt", "Buurthuis De Spil"
        ),
        Persoon("Olga Peters", ("beleid",), functie="Beleidsadviseur"),
        Persoon("Maarten Vos", ("fg",), functie="Privacyfunctionaris"),
    ),
    organisaties=ORGANISATIES,
    begrip_inwoner=("cliënt", "cliënten"),
)
GEMEENTEN = (LINDEWAARD, HOOGMEREN, RIETDAM)

STRATEN = (
    "Merelstraat",
    "Lijsterhof",
    "Koolmeesweg",
    "Ooievaarstraat",
    "Havenkade",
    "Molenpad",
    "Lindelaan",
    "Dorpsstraat",
    "Kerkplein",
    "Schoolweg",
    "Tulpstraat",
    "Rozenlaan",
    "Parkweg",
    "Stationsplein",
    "Brinklaan",
    "Esdoornhof",
)
ACHTERNAMEN = (
    ("", "Kuiper"),
    ("", "Bakker"),
    ("de", "Jong"),
    ("van den", "Berg"),
    ("", "Dijkstra"),
    ("", "Yilmaz"),
    ("", "Mulder"),
    ("van", "Vliet"),
    ("", "Osei"),
    ("", "Prins"),
    ("el", "Khatib"),
    ("", "Hendriks"),
    ("van der", "Meer"),
    ("", "Postma"),
    ("", "Ramdin"),
    ("de", "Boer"),
    ("", "Willems"),
    ("", "Celik"),
    ("", "Nowak"),
    ("ter", "Horst"),
    ("", "Schouten"),
    ("", "Martina"),
    ("van", "Leeuwen"),
    ("", "Haddad"),
    ("", "Gerritsen"),
    ("", "Tesfay"),
    ("de", "Graaf"),
    ("", "Vermeulen"),
    ("", "Kovacs"),
    ("van", "Dam"),
    ("", "Brouwer"),
    ("", "Sahin"),
    ("", "Peeters"),
    ("op den", "Kamp"),
    ("", "Lacroix"),
)
VROUWEN = (
    "Marieke",
    "Fatima",
    "Anja",
    "Lieke",
    "Carmen",
    "Truus",
    "Sanae",
    "Wilma",
    "Joke",
    "Nadia",
    "Elif",
    "Corrie",
    "Merel",
    "Ingrid",
    "Zahra",
    "Bep",
)
MANNEN = (
    "Ruud",
    "Ahmed",
    "Kees",
    "Jeroen",
    "Piet",
    "Mohamed",
    "Sjaak",
    "Henk",
    "Emre",
    "Gerard",
    "Luuk",
    "Tarik",
    "Wim",
    "Dirk",
    "Kwame",
    "Joost",
)
MEISJES = ("Lotte", "Amira", "Fleur", "Noor", "Evi", "Selin", "Yara", "Roos")
JONGENS = ("Sem", "Yassin", "Daan", "Finn", "Milan", "Bilal", "Luca", "Jayden")
