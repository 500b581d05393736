"""Where to go after sign-in: only to a page of our own (ASVS 5.0 V3.7.2)."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

NIET_NAAR = ("/inloggen", "/uitloggen", "/sessie", "/uitnodiging", "/welkom", "/wachtwoord-vergeten")
TOCH_NAAR = ("/sessie/weer-ingelogd",)  # where somebody lands who signs in beside an unsaved text


def veilig_pad(waarde: str | None) -> str | None:
    """Return the path when it is one on this host, else None.

    Browsers read `\\`, tabs and double slashes as the start of another host, so none of these
    may stand in it, also not after decoding.
    """
    if not waarde or len(waarde) > 2000:
        return None
    for lezing in (waarde, unquote(waarde), unquote(unquote(waarde))):
        if not _is_eigen_pad(lezing):
            return None
    pad = urlsplit(waarde).path
    if pad not in TOCH_NAAR and any(pad == begin or pad.startswith(f"{begin}/") for begin in NIET_NAAR):
        return None
    return waarde


def _is_eigen_pad(lezing: str) -> bool:
    if not lezing.startswith("/") or lezing.startswith(("//", "/\\")):
        return False
    if "\\" in lezing.partition("?")[0] or any(ord(teken) < 0x20 or ord(teken) == 0x7F for teken in lezing):
        return False
    try:
        deel = urlsplit(lezing)
    except ValueError:
        return False
    return not deel.scheme and not deel.netloc
