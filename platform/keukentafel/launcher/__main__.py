"""`python -m keukentafel.launcher demo | demo-reset`: exit code 0, or 2 with one sentence."""

from __future__ import annotations

import sys
import tempfile
import traceback

from keukentafel.launcher.demo import demo, demo_reset
from keukentafel.launcher.fouten import StartFout

OPDRACHTEN = {"demo": demo, "demo-reset": demo_reset}


def main(argumenten: list[str]) -> int:
    """Run one command of the launcher and turn what goes wrong into one sentence."""
    if len(argumenten) != 1 or argumenten[0] not in OPDRACHTEN:
        print(f"Kies een opdracht: {' of '.join(OPDRACHTEN)}.", file=sys.stderr)
        return 2
    try:
        OPDRACHTEN[argumenten[0]]()
    except StartFout as fout:
        print(fout, file=sys.stderr)
        return 2
    except Exception:  # whatever it is, the person at the terminal gets a sentence and the file
        with tempfile.NamedTemporaryFile("w", prefix="keukentafel-", suffix=".log", delete=False) as uit:
            traceback.print_exc(file=uit)
        print(
            f"Keukentafel kon niet starten door een fout bij ons; de details staan in {uit.name}.",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
