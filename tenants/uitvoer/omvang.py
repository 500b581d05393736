"""How many bytes something takes, in words."""

from __future__ import annotations

_EENHEDEN = ("bytes", "kB", "MB", "GB", "TB")


def omvang(aantal: int) -> str:
    """Say how many bytes, with one decimal from a megabyte on."""
    waarde, eenheid = float(aantal), 0
    while waarde >= 1000 and eenheid < len(_EENHEDEN) - 1:
        waarde, eenheid = waarde / 1000, eenheid + 1
    tekst = f"{waarde:.1f}" if eenheid > 1 else f"{waarde:.0f}"
    return f"{tekst.replace('.', ',')}\u00a0{_EENHEDEN[eenheid]}"
