"""Read a cell as a date, in the forms that people and spreadsheets really use."""

import re
from datetime import date

from keukentafel.values.datum_invoer import OngeldigeDatum, datum_uit_excel, lees_datum
from keukentafel.values.datum_tekst import datum
from modules.dossier.inlezen.gelezen import Gelezen, hersteld, is_leeg, let_op, schoon, stop

_MAAND_EN_JAAR = re.compile(
    r"^([a-z]{3,9}\.?[ -]?'?\d{2,4}|\d{1,2}[-/]\d{4}|\d{4}|0?0[-/.]\d{1,2}[-/.]\d{4})$"
)
_HELE_DATUM = "Vul de hele datum in: dag, maand en jaar."
_PLAATSVERVANGERS = {date(1900, 1, 1), date(1901, 1, 1), date(1899, 12, 30), date(1899, 12, 31)}


def lees_dag(cel: str, *, vandaag: date, geboorte: bool = False) -> Gelezen[date]:
    """Read a date: ``1-2-64``, ``01021964``, ``1 feb 1964``, ``1964-02-01``, the serial number of a spreadsheet.

    An unreadable date of birth stops its household: a wrong one would make another person of somebody.
    Every other date may stay empty.
    """
    tekst = schoon(cel).lower()
    if is_leeg(tekst) or re.fullmatch(r"[0\-/. ]+", tekst):
        return Gelezen()
    if _MAAND_EN_JAAR.match(tekst):
        return _datum_fout("De dag ontbreekt in deze datum.", _HELE_DATUM, geboorte=geboorte)
    try:
        gelezen, hoe = _dag(tekst, vandaag=vandaag, geboorte=geboorte)
    except (OngeldigeDatum, ValueError, OverflowError) as fout:
        wat, _, doe = str(fout).partition(". ")
        return _datum_fout(wat.rstrip(".") + ".", doe or _HELE_DATUM, geboorte=geboorte)
    return _aannemelijk(gelezen, hoe, vandaag=vandaag, geboorte=geboorte)


def _dag(tekst: str, *, vandaag: date, geboorte: bool) -> tuple[date, str]:
    tekst = re.sub(r"[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$", "", tekst)
    if re.fullmatch(r"\d{5}(\.\d+)?", tekst):
        gelezen = datum_uit_excel(float(tekst))
        return gelezen, f"Het getal {tekst} is gelezen als {datum(gelezen)}."
    if re.fullmatch(r"\d{7}", tekst):
        gelezen = lees_datum("0" + tekst, vandaag=vandaag, geboorte=geboorte)
        return gelezen, f"De nul vooraan was weg. Gelezen als {datum(gelezen)}."
    if re.fullmatch(r"\d{6}", tekst):
        return _zes_cijfers(tekst, vandaag=vandaag, geboorte=geboorte)
    if re.fullmatch(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}", tekst):
        tekst = re.sub(r"[/.]", "-", tekst)
    gelezen = lees_datum(tekst, vandaag=vandaag, geboorte=geboorte)
    kort = re.search(r"(?:^|\D)\d{2}$", tekst) and not re.search(r"\d{4}", tekst)
    return gelezen, f"Het jaar had twee cijfers. Gelezen als {datum(gelezen)}." if kort else ""


def _zes_cijfers(tekst: str, *, vandaag: date, geboorte: bool) -> tuple[date, str]:
    """Read ``010264`` as day, month, year; with the year in front only if that is the one way it can be."""
    mogelijk = []
    for vorm in (f"{tekst[:2]}-{tekst[2:4]}-{tekst[4:]}", f"{tekst[4:]}-{tekst[2:4]}-{tekst[:2]}"):
        try:
            mogelijk.append(lees_datum(vorm, vandaag=vandaag, geboorte=geboorte))
        except OngeldigeDatum:
            continue
    if not mogelijk:
        raise OngeldigeDatum(f"Deze datum kunnen we niet lezen. {_HELE_DATUM}")
    return mogelijk[0], f"De datum stond zonder streepjes. Gelezen als {datum(mogelijk[0])}."


def _aannemelijk(gelezen: date, hoe: str, *, vandaag: date, geboorte: bool) -> Gelezen[date]:
    if gelezen in _PLAATSVERVANGERS or gelezen.year > vandaag.year + 50:
        return let_op(
            f"{datum(gelezen)} lijkt ingevuld omdat er iets moest staan. We laten de datum leeg.",
            "Vul de echte datum later aan.",
        )
    if geboorte and vandaag.year - gelezen.year > 110:
        return let_op(
            f"Met deze datum is iemand ouder dan 110 jaar ({datum(gelezen)}).",
            "Kijk of het jaar klopt.",
            gelezen,
        )
    if not geboorte and gelezen > vandaag:
        return let_op(f"De datum ({datum(gelezen)}) ligt in de toekomst.", "Kijk of het jaar klopt.", gelezen)
    return hersteld(gelezen, hoe) if hoe else Gelezen(gelezen)


def _datum_fout(wat: str, doe: str, *, geboorte: bool) -> Gelezen[date]:
    if geboorte:
        return stop(wat, f"{doe} Of maak de cel leeg.")
    return let_op(f"{wat} We laten de datum leeg.", doe)
