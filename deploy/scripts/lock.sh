#!/usr/bin/env bash
# Renew the locks: every package with its hashes, no address of a registry, no path of this machine.
set -euo pipefail
venv="${KT_VENV:-.venv}"
maak() {
    "$venv"/bin/uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q "$@"
}
maak pyproject.toml --extra demo -o requirements.lock
maak pyproject.toml --extra demo --group dev -c requirements.lock -o requirements-dev.lock
maak --group node -o requirements-node.lock
echo "requirements.lock, requirements-dev.lock en requirements-node.lock zijn vernieuwd."
