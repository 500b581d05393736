"""`python -m bench.proef tenancy`: the long trials, each bounded in time, with figures and a closing line.

A group is a module `bench/proef_<naam>.py` with a function `proeven() -> Iterator[Uitslag]`.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from dataclasses import asdict, dataclass, field
from importlib import import_module

import bench


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What one trial found: `fouten` must be 0."""

    proef: str
    fouten: int
    gedaan: int
    seconden: float
    params: dict[str, object] = field(default_factory=dict)


def groepen() -> list[str]:
    """Return the names of the groups there are."""
    namen = [deel.name for deel in pkgutil.iter_modules(bench.__path__)]
    return sorted(naam.removeprefix("proef_") for naam in namen if naam.startswith("proef_"))


def main(argumenten: list[str]) -> int:
    """Run the groups that were asked for; 0 when no trial found a fault, 1 when one did, 2 for a wrong name."""
    gekozen = groepen() if argumenten in ([], ["alles"]) else argumenten
    for naam in gekozen:
        if naam not in groepen():
            sys.stderr.write(f"De proef {naam} is er niet. Kies uit: {', '.join(groepen())} of alles.\n")
            return 2
    if len(gekozen) > 1:
        from bench.proces import draai  # each group in a process of its own: Django starts once per process

        return max(draai([sys.executable, "-m", "bench.proef", naam]) for naam in gekozen)
    fouten = gedaan = 0
    for uitslag in import_module(f"bench.proef_{gekozen[0]}").proeven():
        print(
            json.dumps({**asdict(uitslag), "seconden": round(uitslag.seconden, 1)}, ensure_ascii=False),
            flush=True,
        )
        fouten, gedaan = fouten + uitslag.fouten, gedaan + uitslag.gedaan
    print(f"Proef {gekozen[0]}: {gedaan} keer geprobeerd, {fouten} fouten.", flush=True)
    return 1 if fouten else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
