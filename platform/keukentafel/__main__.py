"""Start Keukentafel's commands: `python -m keukentafel` and the console script `keukentafel`."""

from __future__ import annotations

import sys

from keukentafel.env import kies_instellingen


def main() -> None:
    """Run one management command, in the settings of `KT_MODUS` unless they are named."""
    kies_instellingen()
    from django.core.management import execute_from_command_line  # after the settings are known

    execute_from_command_line(["keukentafel", *sys.argv[1:]])


if __name__ == "__main__":
    main()
