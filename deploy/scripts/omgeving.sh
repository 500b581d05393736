#!/usr/bin/env bash
# Usage: omgeving.sh LOCK STEMPEL…   Make .venv where it is missing and install LOCK into it, hashes checked.
# Ends with exit code 2 and one sentence when this machine cannot do it.
set -euo pipefail
venv="${KT_VENV:-.venv}"
lock="$1"; shift

weiger() { echo "$1" >&2; exit 2; }

bruikbaar() { command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

vind_python() {
    local naam
    for naam in ${KT_PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if bruikbaar "$naam"; then echo "$naam"; return; fi
    done
    weiger "Keukentafel heeft Python 3.11 of nieuwer nodig: installeer het (Debian: apt-get install python3.11 python3.11-venv) of wijs het aan met KT_PYTHON."
}

als_beheerder() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

maak_venv() {
    local python versie
    python="$(vind_python)"
    versie="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "De module venv van Python $versie ontbreekt; die wordt nu geïnstalleerd."
        als_beheerder apt-get update -qq >/dev/null 2>&1 || true
        als_beheerder apt-get install -y -qq "python$versie-venv" >/dev/null 2>&1 ||
            weiger "Python $versie heeft hier geen venv: installeer het pakket python$versie-venv."
    fi
    echo "Python $versie: de omgeving $venv wordt gemaakt."
    "$python" -m venv "$venv" || weiger "De omgeving $venv kon niet worden gemaakt: kijk of deze map beschrijfbaar is en er schijfruimte over is."
}

genoeg_ruimte() {
    local vrij
    vrij="$(df -Pk . | awk 'NR == 2 {print int($4 / 1024)}')"
    [ "$vrij" -ge 900 ] || weiger "Er is nog $vrij MB schijfruimte en de installatie vraagt 900 MB: maak ruimte vrij."
}

# pip tells each package it collects; a counter of those is progress enough.
teller() {
    local totaal=$1 n=0 regel
    while IFS= read -r regel; do
        case "$regel" in
            Collecting*|"Requirement already"*)
                n=$((n + 1))
                if [ -t 1 ]; then printf '\r  %d van %d pakketten   ' "$n" "$totaal"
                elif [ $((n % 20)) = 0 ]; then printf '  %d van %d pakketten\n' "$n" "$totaal"; fi ;;
            Installing*) if [ -t 1 ]; then printf '\r'; fi; echo "  De pakketten worden uitgepakt." ;;
        esac
    done
}

genoeg_ruimte
if ! bruikbaar "$venv"/bin/python; then
    [ ! -e "$venv" ] || weiger "De map $venv werkt niet met Python 3.11 of nieuwer: gooi $venv weg en probeer het opnieuw."
    maak_venv
fi

echo "De pakketten van $lock worden geïnstalleerd (ongeveer een minuut)."
totaal="$(grep -c '^[a-z]' "$lock")"
fouten="$(mktemp)"; trap 'rm -f "$fouten"' EXIT
if ! "$venv"/bin/python -m pip install --disable-pip-version-check --no-input --require-hashes -r "$lock" 2>"$fouten" | teller "$totaal"; then
    grep -E '^ERROR' "$fouten" | tail -n 3 >&2 || true
    weiger "De pakketten konden niet worden geïnstalleerd: kijk of de pakketbron van pip bereikbaar is."
fi
"$venv"/bin/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e . 2>"$fouten" || {
    tail -n 3 "$fouten" >&2; weiger "Keukentafel zelf kon niet in $venv worden gezet."; }
touch "$@"
