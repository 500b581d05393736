"""`python -m bench.bijwerken PARALLEL [DUUR_MS]`: one run over all schemas, timed without starting Python."""

from __future__ import annotations

import json
import sys
import time

import django


def main(parallel: int, duur_ms: int) -> dict[str, object]:
    """Bring every schema up to date, or go on with the run that was killed; return seconds and counts."""
    from django.utils import timezone

    from keukentafel.tenancy import achterstand, bijwerken, in_platform
    from tenants.golven.actions.ronde import Keuze, begin_ronde
    from tenants.golven.models import Bijwerkronde, RegelStand
    from tenants.golven.ploeg import werk_met_ploeg
    from tenants.golven.queries import stand_van

    begin = time.perf_counter()
    bijwerken.werk_publiek_bij()
    with in_platform():
        ronde = Bijwerkronde.objects.open().first()
    totaal, achter = achterstand.loop_achter()
    if ronde is None and not achter:
        return {"seconden": time.perf_counter() - begin, "bijgewerkt": 0, "al_bij": totaal, "mislukt": []}
    if ronde is None:
        ronde = begin_ronde(keuze=Keuze(parallel=parallel, duur_ms=duur_ms), at=timezone.now())
    werk_met_ploeg(ronde.pk, parallel=parallel)
    seconden = time.perf_counter() - begin
    stand = stand_van(ronde)
    return {
        "seconden": seconden,
        "bijgewerkt": stand.tel(RegelStand.BIJGEWERKT),
        "al_bij": stand.tel(RegelStand.WAS_AL_BIJ),
        "mislukt": [f"{regel.label}: {regel.fout}" for regel in stand.mislukt],
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1500)))
