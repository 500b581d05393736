#!/usr/bin/env bash
# Usage: proef.sh GROEP   The long trials, each bounded in time; `make test` runs a small version of each.
#   eigenschappen   every property with 2.000 examples instead of 100
#   volgorde        the whole suite five times, each in another order
#   reizen          the journeys, with 2.000 households read in at Zwijndrecht
#   xss             fifty payloads in every text, every page as every role in a browser (KT_PROEF_XSS rounds)
#   rechten         the rights table with every method, and how long foreign and unknown ids take
#   kanaries        a word of every class in three gemeenten: pages, mail, logs, broker, cache, folders
#   meekijken       every page as everybody, behind the glass of a look of the supplier: no planted word or number
#   notificaties    ten thousand messages for a subscriber that was dead for a day
#   stripe          a thousand orders of events of Stripe, each one to five times, one in ten forged
#   bewerken        a hundred pairs at once on every form with a version
#   verhuizen       a gemeente to another cluster and back while people write, the mover killed again and again
#   tenancy, …      every bench/proef_<groep>.py
#   alles           all of them
set -euo pipefail
venv="${KT_VENV:-.venv}"

draai() {  # GRENS_IN_MINUTEN pytest-opties…
    local grens=$1; shift
    KT_MODUS=test timeout --foreground "${grens}m" "$venv"/bin/python -m pytest -q -n auto "$@" tests
}

eigenschappen() { draai 60 -m hypothesis --hypothesis-profile=proef; }

volgorde() {
    local zaad
    for zaad in 1 2 3 4 5; do draai 30 -m "not reis" --randomly-seed="$zaad"; done
}

reizen() { KT_PROEF_HUISHOUDENS=2000 KT_MODUS=test timeout --foreground 20m "$venv"/bin/python -m pytest -q -n auto tests/journeys; }

xss() {  # a short column holds few payloads at once: each round begins with others
    KT_PROEF_XSS="${KT_PROEF_XSS:-12}" KT_MODUS=test timeout --foreground 180m "$venv"/bin/python -m pytest -q -n auto tests/house/test_xss.py
}

rechten() { KT_PROEF_RECHTEN=1 KT_MODUS=test timeout --foreground 60m "$venv"/bin/python -m pytest -q -n auto tests/rechten/test_tabel.py tests/rechten/test_tijd.py; }

kanaries() { KT_PROEF_KANARIES=1 KT_MODUS=test timeout --foreground 60m "$venv"/bin/python -m pytest -q -n auto tests/rechten/test_kanaries.py tests/rechten/test_drie_gemeenten.py tests/rechten/test_zaaifouten.py; }

bewerken() { KT_PROEF_BEWERKEN="${KT_PROEF_BEWERKEN:-100}" KT_MODUS=test timeout --foreground 120m "$venv"/bin/python -m pytest -q tests/rechten/test_bewerken.py; }

stripe() {  # KT_PROEF_STRIPE orders; the figures of each part stand in a file, and are shown at the end
    local uit; uit=$(mktemp)
    KT_PROEF_UIT="$uit" KT_PROEF_STRIPE="${KT_PROEF_STRIPE:-1000}" KT_MODUS=test timeout --foreground 120m "$venv"/bin/python -m pytest -q -n auto tests/billing/betalen/test_volgorde.py
    cat "$uit"; rm -f "$uit"
}

meekijken() { KT_PROEF_MEEKIJKEN=1 KT_MODUS=test timeout --foreground 60m "$venv"/bin/python -m pytest -q -n auto tests/modules/ondersteuning/test_gemaskeerd.py; }

notificaties() { KT_PROEF_NOTIFICATIES=1 KT_MODUS=test timeout --foreground 20m "$venv"/bin/python -m pytest -q -s -n0 tests/api/zgw/test_notificaties_proef.py; }

case "${1:-alles}" in
    eigenschappen|volgorde|reizen|xss|rechten|kanaries|notificaties|bewerken|stripe|meekijken) "$1" ;;
    alles) eigenschappen; volgorde; reizen; xss; rechten; kanaries; notificaties; bewerken; stripe; meekijken; "$venv"/bin/python -m bench.proef ;;
    *)  # a trial of its own: bench/proef_<groep>.py
        if [[ -f "bench/proef_$1.py" ]]; then exec "$venv"/bin/python -m bench.proef "$1"; fi
        echo "De groep $1 is er niet. Kies uit: eigenschappen, volgorde, reizen, xss, rechten, kanaries, notificaties, bewerken, stripe, meekijken, $(cd bench && ls proef_*.py | sed 's/proef_//;s/\.py/,/' | tr '\n' ' ')of alles." >&2; exit 2 ;;
esac
echo "De proef ${1:-alles} is klaar in $SECONDS seconden."
