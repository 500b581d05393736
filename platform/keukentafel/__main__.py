"""Start Keukentafel's commands: `python -m keukentafel` and the console script `keukentafel`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one management command, in the settings of `KT_MODUS` unless they are named."""
    modus = os.environ.get("KT_MODUS", "demo")
    module = {"productie": "production", "test": "test"}.get(modus, "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"keukentafel.settings.{module}")
    from django.core.management import execute_from_command_line  # after the settings are known

    execute_from_command_line(["keukentafel", *sys.argv[1:]])


if __name__ == "__main__":
    main()
