"""Files for the tests, made on the spot: good ones, and one of every kind that must be refused."""

import csv
import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

KOPPEN = ("Dossiernr.", "Achternaam", "Voorletters", "Geboortedatum", "Postcode", "Huisnummer")
RIJEN = (
    ("1", "Jansen", "J.", "01-02-1964", "9011 AB", "14"),
    ("1", "Jansen", "P.", "03-04-1990", "9011 AB", "14"),
    ("2", "de Vries", "A.", "05-06-1971", "9011 AC", "3"),
)


def als_csv(
    rijen: Sequence[Sequence[object]] = RIJEN,
    koppen: Sequence[str] = KOPPEN,
    *,
    teken: str = ";",
    codering: str = "utf-8",
) -> bytes:
    """Return a CSV file."""
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=teken).writerows([koppen, *rijen])
    return uit.getvalue().encode(codering)


def als_xlsx(
    rijen: Sequence[Sequence[object]] = RIJEN,
    koppen: Sequence[str] = KOPPEN,
    *,
    boven: Sequence[Sequence[object]] = (),
) -> bytes:
    """Return a workbook with one sheet, with rows above the headings when asked."""
    boek = Workbook()
    for rij in (*boven, koppen, *rijen):
        boek.active.append(list(rij))
    return bewaard(boek)


def bewaard(boek: Workbook) -> bytes:
    """Return a workbook as bytes."""
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def herpakt(inhoud: bytes, anders: dict[str, bytes]) -> bytes:
    """Return the same zip with some parts replaced or added."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            if naam not in anders:
                nieuw.writestr(naam, oud.read(naam))
        for naam, deel in anders.items():
            nieuw.writestr(naam, deel)
    return uit.getvalue()


def met_formule() -> bytes:
    """A workbook with a sum in it."""
    return als_xlsx([*RIJEN, ("3", "Bos", "B.", "=A2+1", "9011 AD", "5")])


def met_samengevoegde_cellen() -> bytes:
    """A workbook in which the household number spans two rows."""
    boek = Workbook()
    for rij in (KOPPEN, *RIJEN):
        boek.active.append(list(rij))
    boek.active.merge_cells("A2:A3")
    return bewaard(boek)


def zipbom() -> bytes:
    """A workbook of 0.2 MB whose sheet unpacks to 150 MB."""
    return herpakt(
        als_xlsx(),
        {
            "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"
            + b"<row/>" * 25_000_000
            + b"</sheetData></worksheet>"
        },
    )


def veel_onderdelen() -> bytes:
    """A workbook with more parts than any real one."""
    return herpakt(als_xlsx(), {f"xl/media/{nummer}.bin": b"" for nummer in range(1_200)})


def entiteitenbom() -> bytes:
    """A workbook whose strings are entities that grow when read."""
    bom = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><sst>&c;</sst>'
    return herpakt(als_xlsx(), {"xl/sharedStrings.xml": bom})


def wachtwoord_zip() -> bytes:
    """A zip whose parts carry the flag of encryption."""
    inhoud = bytearray(als_xlsx())
    for handtekening, plek in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = inhoud.find(handtekening)
        while begin != -1:
            inhoud[begin + plek] |= 1
            begin = inhoud.find(handtekening, begin + 4)
    return bytes(inhoud)


def ole(stroom: str) -> bytes:
    """The old container of Office with the name of one stream in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stroom.encode("utf-16-le") + bytes(600)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)

SLECHT: dict[str, tuple[bytes, str]] = {
    "leeg": (b"", "Dit bestand is leeg. Kies een bestand met een rij koppen en daaronder de gegevens."),
    "alleen wit": (
        b"\r\n\r\n  \t",
        "Dit bestand is leeg. Kies een bestand met een rij koppen en daaronder de gegevens.",
    ),
    "alleen koppen": (als_csv([]), "Onder de koppen staan geen rijen. Kies een bestand met gegevens."),
    "alleen koppen in een werkmap": (
        als_xlsx([]),
        "Onder de koppen staan geen rijen. Kies een bestand met gegevens.",
    ),
    "dubbele kop": (
        als_csv([("1", "Jansen", "Bos")], ("Dossiernr", "Achternaam", "achternaam ")),
        "De kop ‘Achternaam’ staat boven meer dan één kolom: B, C. Geef elke kolom een eigen kop.",
    ),
    "geen koppen die we kennen": (
        als_csv([("appel", "peer")], ("fruit", "kleur")),
        "We herkennen geen enkele kop, zoals Achternaam, Geboortedatum of Postcode. "
        "Zet in de eerste rij boven elke kolom wat erin staat.",
    ),
    "afbeelding": (
        PNG,
        "Dit is een afbeelding en geen spreadsheet. Kies een CSV-bestand of een Excel-werkmap (.xlsx).",
    ),
    "pdf": (
        b"%PDF-1.7\n",
        "Dit is een pdf en geen spreadsheet. Kies een CSV-bestand of een Excel-werkmap (.xlsx).",
    ),
    "webpagina": (
        b"<html><table><tr><td>Achternaam</td></tr></table></html>",
        "Dit is een webpagina of XML die op een werkmap lijkt. Open het bestand in je spreadsheetprogramma "
        "en bewaar het als Excel-werkmap (.xlsx).",
    ),
    "oude werkmap": (
        ole("Workbook"),
        "Dit is een oude Excel-werkmap (.xls). Bewaar het bestand als Excel-werkmap (.xlsx) of CSV en kies dat.",
    ),
    "werkmap met wachtwoord": (
        ole("EncryptedPackage"),
        "Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en kies het opnieuw.",
    ),
    "zip met wachtwoord": (
        wachtwoord_zip(),
        "Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en kies het opnieuw.",
    ),
    "zip in zip": (
        herpakt(herpakt(als_xlsx(), {}), {"[Content_Types].xml": b""}).replace(
            b"[Content_Types].xml", b"[content-types].xml"
        ),
        "Dit is een zipbestand. Pak het uit en kies het CSV-bestand of de Excel-werkmap die erin zit.",
    ),
    "macro's": (
        herpakt(als_xlsx(), {"xl/vbaProject.bin": b"x"}),
        "In deze werkmap zitten macro's. Bewaar het bestand als gewone Excel-werkmap (.xlsx) en kies dat bestand.",
    ),
    "formule": (
        met_formule(),
        "In cel D5 van blad ‘Sheet’ staat een formule. Kopieer het blad, plak het in een nieuwe "
        "werkmap als waarden (Plakken speciaal, Waarden) en kies die werkmap.",
    ),
    "samengevoegde cellen": (
        met_samengevoegde_cellen(),
        "De cellen A2 tot en met A3 zijn samengevoegd. Haal de samenvoeging weg "
        "(Start, Samenvoegen) en vul in elke rij de waarde in.",
    ),
    "zipbom": (
        zipbom(),
        "Dit bestand wordt bij het uitpakken veel te groot. Dat hoort niet bij een gewone werkmap. "
        "Maak een nieuwe werkmap met alleen de gegevens en kies die.",
    ),
    "veel onderdelen": (
        veel_onderdelen(),
        "Dit bestand wordt bij het uitpakken veel te groot. Dat hoort niet bij een gewone werkmap. "
        "Maak een nieuwe werkmap met alleen de gegevens en kies die.",
    ),
    "entiteitenbom": (
        entiteitenbom(),
        "In dit bestand zit iets wat niet in een gewone werkmap hoort. "
        "Maak een nieuwe werkmap met alleen de gegevens en kies die.",
    ),
    "afgebroken": (
        als_xlsx()[:3000],
        "Dit bestand is beschadigd of niet helemaal opgehaald. Haal het opnieuw op en probeer het nog eens.",
    ),
    "Russisch": (
        als_csv([("1", "Иванов Петр Сергеевич")] * 20, ("Dossiernr", "Achternaam"), codering="cp1251"),
        "We kunnen de letters in dit bestand niet lezen. Open het in je spreadsheetprogramma en bewaar het "
        "als CSV UTF-8 of als Excel-werkmap (.xlsx).",
    ),
    "half UTF-8": (
        als_csv([("1", "Renée"), ("2", "Zoë")], ("Dossiernr", "Achternaam")) + b"3;Andr\xe9\n",
        "We kunnen de letters in dit bestand niet lezen. Open het in je spreadsheetprogramma en bewaar het "
        "als CSV UTF-8 of als Excel-werkmap (.xlsx).",
    ),
    "open aanhalingsteken": (
        als_csv() + b'4;"Bos;B.;1-1-1980;9011 AB;3\n' + b"5;Vos;V.;1-1-1980;9011 AB;3\n" * 5000,
        "Vanaf rij 5 staat een aanhalingsteken open dat nergens sluit. Haal dat teken weg of bewaar het bestand opnieuw als CSV.",
    ),
}
