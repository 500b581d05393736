"""`python -m bench tenancy`: run one group of measurements, or `alles`.

A group is a module of this package with a function `meet() -> Iterator[Meting]`.
"""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import bench
from bench.meting import Groepen


def groepen() -> Groepen:
    """Return every group: the modules of this package that measure something."""
    namen = [deel.name for deel in pkgutil.iter_modules(bench.__path__)]
    return {
        naam: naam for naam in namen if "\ndef meet(" in (Path(bench.__path__[0]) / f"{naam}.py").read_text()
    }


def main(argumenten: list[str]) -> int:
    """Measure the groups that were asked for; return the exit code."""
    bekend = groepen()
    gevraagd = argumenten or ["alles"]
    gekozen = sorted(bekend) if gevraagd == ["alles"] else gevraagd
    onbekend = [naam for naam in gekozen if naam not in bekend]
    if onbekend:
        sys.stderr.write(
            f"De groep {onbekend[0]} is er niet. Kies uit: {', '.join(sorted(bekend))} of alles.\n"
        )
        return 2
    if len(gekozen) == 1:
        for meting in import_module(f"bench.{gekozen[0]}").meet():
            print(meting.als_json(), flush=True)
        return 0
    from bench.proces import draai  # each group in a process of its own: Django starts once per process

    return max(draai([sys.executable, "-m", "bench", naam]) for naam in gekozen)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
