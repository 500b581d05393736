"""`python -m bench.bijwerken PARALLEL`: one run of `gemeenten-bijwerken`, timed without starting Python."""

from __future__ import annotations

import json
import sys
import time

import django


def main(parallel: int) -> dict[str, object]:
    """Bring every schema up to date; return seconds and counts."""
    from keukentafel.tenancy import bijwerken

    begin = time.perf_counter()
    verslag = bijwerken.werk_bij(parallel=parallel)
    return {
        "seconden": time.perf_counter() - begin,
        "bijgewerkt": verslag.bijgewerkt,
        "al_bij": verslag.al_bij,
        "mislukt": [f"{uitkomst.schema.label}: {uitkomst.fout}" for uitkomst in verslag.mislukt],
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
