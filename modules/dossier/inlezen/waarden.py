"""Read a cell as a BSN, a part of an address, a phone number or free text."""

import re

from keukentafel.values.bsn import Bsn, OngeldigBsn
from keukentafel.values.postcode import OngeldigePostcode, Postcode
from keukentafel.values.telefoon import OngeldigTelefoonnummer, Telefoonnummer
from modules.dossier.inlezen.gelezen import Gelezen, hersteld, is_leeg, let_op, schoon, stop

_WETENSCHAPPELIJK = re.compile(r"^\d([.,]\d+)?e\+?\d+$", re.IGNORECASE)


def lees_bsn(cel: str) -> Gelezen[str]:
    """Read a BSN; dots and spaces fall away and a lost leading zero comes back."""
    tekst = schoon(cel)
    cijfers = re.sub(r"[^0-9]", "", tekst)
    if is_leeg(tekst) or (tekst and set(cijfers) <= {"0"} and not re.search(r"[a-z]", tekst, re.IGNORECASE)):
        return Gelezen()
    if _WETENSCHAPPELIJK.match(tekst):
        return stop(
            "Het spreadsheetprogramma heeft dit BSN afgerond.",
            "Maak van de kolom tekst en haal het BSN opnieuw uit het andere systeem.",
        )
    if re.fullmatch(r"\d{8,9}[.,]0+", tekst):
        tekst = re.split(r"[.,]", tekst)[0]
    try:
        bsn = Bsn(tekst).nummer
    except OngeldigBsn as fout:
        wat, _, doe = str(fout).partition(". ")
        return stop(wat + ".", f"{doe} Of maak de cel leeg.")
    return hersteld(bsn, "De nul vooraan het BSN was weg.") if len(cijfers) == 8 else Gelezen(bsn)


def lees_postcode(cel: str) -> Gelezen[str]:
    """Read a postcode in whatever spacing; an unreadable one stays empty."""
    if is_leeg(cel):
        return Gelezen()
    try:
        return Gelezen(Postcode(schoon(cel)).compact)
    except OngeldigePostcode:
        return let_op(
            "Deze postcode klopt niet. We laten hem leeg.", "Schrijf 4 cijfers en 2 letters, zoals 1234 AB."
        )


def lees_huisnummer(cel: str) -> Gelezen[tuple[int, str]]:
    """Read a house number with what stands behind it: ``12``, ``12 a``, ``12-3``, ``nr. 12 bis``."""
    tekst = schoon(cel)
    if is_leeg(tekst):
        return Gelezen()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}( .*)?", tekst):
        return let_op(
            "Het spreadsheetprogramma heeft van dit huisnummer een datum gemaakt. We laten het leeg.",
            "Maak van de kolom tekst en typ het huisnummer opnieuw.",
        )
    gevonden = re.fullmatch(r"(?:nr\.? ?|no\.? ?)?(\d{1,5})(?:[.,]0)?[ ,/-]*(.{0,20})", tekst, re.IGNORECASE)
    if not gevonden or not int(gevonden.group(1)):
        return let_op(
            "Dit huisnummer kunnen we niet lezen. We laten het leeg.",
            "Schrijf alleen het huisnummer, zoals 14 of 14 a.",
        )
    return Gelezen((int(gevonden.group(1)), lees_toevoeging(gevonden.group(2))))


def lees_toevoeging(cel: str) -> str:
    """Return the part behind a house number in one spelling: ``a``, ``bis``, ``2 hoog``."""
    return "" if is_leeg(cel) else schoon(cel).strip("-/., ").lower()[:12]


def lees_telefoon(cel: str) -> Gelezen[str]:
    """Read a phone number; of several the first that can be called. An unreadable one stays empty."""
    if is_leeg(cel) or set(schoon(cel)) <= {"0", " ", "-"}:
        return Gelezen()
    tekst = schoon(cel)
    delen = [
        deel for deel in re.split(r"\s*(?:/|;|,| of | en )\s*", tekst) if sum(t.isdigit() for t in deel) >= 8
    ] or [tekst]
    for deel in (tekst, *delen):
        try:
            nummer = Telefoonnummer(re.sub(r"[a-z():. ]+$|^[a-z:. ]+", "", deel, flags=re.IGNORECASE)).nummer
        except OngeldigTelefoonnummer:
            continue
        if len(delen) > 1:
            return let_op(
                "Er staan meer telefoonnummers in deze cel. We nemen het eerste.",
                "Zet het tweede nummer later bij de persoon.",
                nummer,
            )
        return Gelezen(nummer)
    if re.fullmatch(r"[1-9]\d{8}", tekst):  # an area code whose zero was lost
        return lees_telefoon("0" + tekst)
    return let_op(
        "Dit telefoonnummer klopt niet. We laten het leeg.", "Een nummer heeft 10 cijfers. Vul het later aan."
    )


def lees_email(cel: str) -> Gelezen[str]:
    """Read an e-mail address; an unreadable one stays empty."""
    tekst = schoon(cel).lower().removeprefix("mailto:")
    if is_leeg(tekst):
        return Gelezen()
    if re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[a-z]{2,}", tekst) and len(tekst) <= 254:
        return Gelezen(tekst)
    return let_op("Dit e-mailadres klopt niet. We laten het leeg.", "Schrijf het zoals naam@voorbeeld.nl.")


_VERMINKT = re.compile(r"\ufffd|[ÃÂ][^A-Za-z\s]|â€")


def lees_tekst(cel: str, *, maximum: int) -> Gelezen[str]:
    """Read free text in one line; too long or maimed letters are said."""
    tekst = schoon(cel)
    if is_leeg(tekst):
        return Gelezen()
    if len(tekst) > maximum:
        return let_op(
            f"Deze tekst heeft {len(tekst)} tekens. We nemen de eerste {maximum}.",
            "Kort de tekst in.",
            tekst[:maximum],
        )
    if _VERMINKT.search(tekst):
        return let_op(
            "Een letter met een accent is verminkt geraakt.",
            "Kijk de naam na en bewaar het bestand als CSV UTF-8.",
            tekst,
        )
    return Gelezen(tekst)


def lees_notitie(cel: str, *, maximum: int = 20_000) -> Gelezen[str]:
    """Read a note: its lines stay, spaces at line ends and strange control signs go."""
    tekst = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", cel.replace("\r\n", "\n").replace("\r", "\n"))
    tekst = "\n".join(regel.rstrip() for regel in tekst.strip().split("\n"))
    if is_leeg(tekst):
        return Gelezen()
    if len(tekst) > maximum:
        return let_op(
            f"Deze notitie heeft {len(tekst)} tekens. We nemen de eerste {maximum}.",
            "Kort de notitie in.",
            tekst[:maximum],
        )
    return Gelezen(tekst)
