#!/usr/bin/env bash
# Install from Debian's packages what only tests need, a browser and PgBouncer for the pooler trial, and
# pango, with which the product draws a PDF.
# Where that may not, name it in one sentence and go on: the tests that need it fail by that name.
set -euo pipefail

ontbreekt=()
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
    command -v google-chrome >/dev/null 2>&1 || ontbreekt+=(chromium)
command -v pgbouncer >/dev/null 2>&1 || [ -x /usr/sbin/pgbouncer ] || ontbreekt+=(pgbouncer)
heeft_pakket() { command -v dpkg-query >/dev/null 2>&1 &&
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q "ok installed"; }
for pakket in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
    heeft_pakket "$pakket" || ontbreekt+=("$pakket")
done
[ ${#ontbreekt[@]} -gt 0 ] || exit 0

als_beheerder() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then "$@"
    elif sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1; fi
}

uitvoer="$(mktemp)"; trap 'rm -f "$uitvoer"' EXIT
echo "Voor de tests wordt geïnstalleerd: ${ontbreekt[*]} (ongeveer een minuut)."
als_beheerder apt-get update -qq >"$uitvoer" 2>&1 || true
# A package's own service would start on installing; policy-rc.d is absent here, so ask by environment.
if ! als_beheerder env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -qq --no-install-recommends "${ontbreekt[@]}" >>"$uitvoer" 2>&1; then
    echo "Niet geïnstalleerd: ${ontbreekt[*]}; de tests die dit nodig hebben zullen falen. Installeer het met: apt-get install ${ontbreekt[*]}" >&2
fi
