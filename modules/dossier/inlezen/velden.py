"""Our fields that a column can be, with the headings that exports give them.

The headings are words people use, not those of one supplier; a gemeente that calls it otherwise chooses
once, and inlezen remembers.
"""

from dataclasses import dataclass
from enum import StrEnum


class Groep(StrEnum):
    """Where a field belongs; the word is the heading of its group in the list of choices."""

    HUISHOUDEN = "Huishouden"
    PERSOON = "Persoon"
    WERK = "Werk"


@dataclass(frozen=True, slots=True)
class Veld:
    """One thing a column can hold."""

    sleutel: str
    label: str
    groep: Groep
    synoniemen: tuple[str, ...]
    uitleg: str = ""

    @property
    def is_persoon(self) -> bool:
        """Whether every person of a household has this field."""
        return self.groep is Groep.PERSOON


def _veld(sleutel: str, label: str, groep: Groep, synoniemen: str, uitleg: str = "") -> Veld:
    return Veld(sleutel, label, groep, tuple(woord.strip() for woord in synoniemen.split(",")), uitleg)


_H, _P, _W = Groep.HUISHOUDEN, Groep.PERSOON, Groep.WERK

VELDEN: tuple[Veld, ...] = (
    _veld(
        "sleutel",
        "Dossiernummer",
        _H,
        (
            "dossiernummer, dossiernr, dossier, dossier nummer, dossier id, huishoudnummer, "
            "huishoudennummer, huishouden, "
            "huishouden id, huishoudnr, gezinsnummer, gezin, gezin id, casusnummer, casusnr, "
            "casus, casus id, zaaknummer, "
            "zaak, zaaknr, clientnummer gezin, kenmerk, systeemnummer, systeem nummer, referentie,"
            " nummer, trajectnummer"
        ),
        "Hetzelfde nummer op meer rijen maakt één huishouden.",
    ),
    _veld(
        "adres",
        "Adres in één kolom",
        _H,
        "adres, woonadres, adresregel, adresregel 1, volledig adres, straat en huisnummer, "
        "straat huisnummer, straatnaam en huisnummer, verblijfsadres, adres huishouden",
    ),
    _veld(
        "straat",
        "Straat",
        _H,
        "straat, straatnaam, openbare ruimte, naam openbare ruimte, straat naam, woonstraat",
    ),
    _veld(
        "huisnummer",
        "Huisnummer",
        _H,
        "huisnummer, huisnr, hnr, nr, huis nummer, huisnummer en toevoeging, nummer woning",
    ),
    _veld(
        "toevoeging",
        "Toevoeging",
        _H,
        "toevoeging, huisnummertoevoeging, huisnummer toevoeging, toev, huisletter, hnr "
        "toevoeging, huisnr toev, toevoeging huisnummer",
    ),
    _veld("postcode", "Postcode", _H, "postcode, pc, pc6, post code, postcode woonadres"),
    _veld(
        "plaats",
        "Plaats",
        _H,
        "plaats, woonplaats, woonplaatsnaam, plaatsnaam, stad, gemeente, plaats woonadres",
    ),
    _veld(
        "postcode_plaats",
        "Postcode en plaats in één kolom",
        _H,
        "postcode en plaats, postcode plaats, postcode woonplaats, pc plaats, postcode en "
        "woonplaats, adresregel 2",
    ),
    _veld(
        "geheim_adres",
        "Geheim adres",
        _H,
        "geheim adres, geheim, adres geheim, indicatie geheim, geheimhouding, "
        "verstrekkingsbeperking, geheimhouding adres, afgeschermd adres",
    ),
    _veld(
        "naam",
        "Naam in één kolom",
        _P,
        "naam, volledige naam, naam client, naam inwoner, client, inwoner, clientnaam, naam "
        "persoon, persoon, naam gezinslid, gezinslid, weergavenaam, naam klant, klant, "
        "bewoner, naam bewoner",
    ),
    _veld(
        "achternaam",
        "Achternaam",
        _P,
        "achternaam, familienaam, geslachtsnaam, achter naam, anaam, naam achternaam, "
        "achternaam client, geboortenaam, last name",
    ),
    _veld(
        "voorvoegsel",
        "Voorvoegsel",
        _P,
        "voorvoegsel, voorvoegsels, tussenvoegsel, tussenvoegsels, tv, voorv, vv, tussenv, "
        "voorvoegsel geslachtsnaam",
    ),
    _veld(
        "voornamen",
        "Voornamen of roepnaam",
        _P,
        "voornaam, voornamen, roepnaam, vnaam, voor naam, first name, roepnaam client",
    ),
    _veld("voorletters", "Voorletters", _P, "voorletters, voorletter, initialen, vl, vltrs, initiaal"),
    _veld(
        "geslacht",
        "Geslacht",
        _P,
        "geslacht, gesl, sekse, m v, m v x, man vrouw, geslachtsaanduiding, gender",
    ),
    _veld(
        "geboortedatum",
        "Geboortedatum",
        _P,
        "geboortedatum, geb datum, gebdatum, geb dat, gebdat, geboren, geboren op, datum "
        "geboorte, geboorte datum, gd, dob, geb",
    ),
    _veld(
        "bsn",
        "BSN",
        _P,
        "bsn, bsnnummer, bsn nummer, burgerservicenummer, burger service nummer, sofinummer, "
        "sofi, bsnr, bsn nr",
    ),
    _veld(
        "rol",
        "Rol in het huishouden",
        _P,
        "rol, rol in huishouden, rol in gezin, relatie, gezinsrol, rol huishouden, positie, "
        "positie in gezin, relatie tot hoofdpersoon, gezinsrelatie, verwantschap, soort lid, "
        "huishoudrol",
    ),
    _veld(
        "gezag",
        "Gezag",
        _P,
        "gezag, gezaghebbend, ouderlijk gezag, heeft gezag, gezag kind, gezagsdrager, gezagshouder",
    ),
    _veld(
        "telefoon",
        "Telefoon",
        _P,
        "telefoon, telefoonnummer, tel, telnr, tel nr, mobiel, mobiele telefoon, mobiel "
        "nummer, gsm, telefoon mobiel, telefoon prive, telefoon 1, 06 nummer, telefoonnr",
    ),
    _veld(
        "email",
        "E-mailadres",
        _P,
        "e mail, email, mail, e mailadres, emailadres, mailadres, e mail adres, emailadres prive",
    ),
    _veld(
        "team",
        "Team",
        _W,
        "team, wijkteam, teamnaam, buurtteam, sociaal team, gebied, gebiedsteam, afdeling, team naam",
    ),
    _veld(
        "behandelaar",
        "Medewerker of regisseur",
        _W,
        "behandelaar, regisseur, casemanager, casusregisseur, medewerker, consulent, "
        "hulpverlener, contactpersoon, eigenaar, begeleider, klantmanager, uitvoerder, "
        "dossierhouder, behandeld door, regiehouder, naam medewerker",
    ),
    _veld(
        "startdatum",
        "Startdatum",
        _W,
        "startdatum, begindatum, datum start, start, datum begin, aanvang, ingangsdatum, "
        "aanmaakdatum, datum aanmaak, geopend, datum geopend, startdatum traject, gestart op",
    ),
    _veld(
        "stand",
        "Stand of fase",
        _W,
        "status, stand, fase, processtap, casusstatus, dossierstatus, stap, status dossier, "
        "statusomschrijving, trajectfase",
    ),
    _veld(
        "wetten",
        "Wet of wetten",
        _W,
        "wet, wetten, wettelijk kader, regeling, domein, product, soort wet, kader, wetgeving, wet regeling",
    ),
    _veld(
        "soort_melding",
        "Soort melding",
        _W,
        "soort melding, type melding, meldingssoort, onderwerp, hulpvraag, vraag, reden, "
        "reden aanmelding, reden melding, soort hulpvraag, aanmeldreden, problematiek, "
        "onderwerp melding",
    ),
    _veld(
        "meldingsdatum",
        "Meldingsdatum",
        _W,
        "meldingsdatum, datum melding, datum aanmelding, aanmelddatum, meldingdatum, "
        "melddatum, ontvangen op, ontvangstdatum, datum binnenkomst, aangemeld op, datum "
        "ontvangst",
    ),
    _veld(
        "bron",
        "Bron van de melding",
        _W,
        "bron, verwijzer, aangemeld door, melder, herkomst, aanmelder, bron melding, "
        "ingebracht door, verwezen door",
    ),
    _veld(
        "laatste_contact",
        "Laatste contact",
        _W,
        "laatste contact, datum laatste contact, laatste contactdatum, laatste contactmoment, "
        "laatst gesproken, laatste actie, laatste activiteit",
    ),
    _veld(
        "notitie",
        "Notitie",
        _W,
        "notitie, notities, opmerking, opmerkingen, toelichting, bijzonderheden, memo, "
        "aantekening, aantekeningen, omschrijving, samenvatting, verslag, tekst",
    ),
)

PER_SLEUTEL = {veld.sleutel: veld for veld in VELDEN}
DATUMVELDEN = frozenset({"geboortedatum", "startdatum", "meldingsdatum", "laatste_contact"})
