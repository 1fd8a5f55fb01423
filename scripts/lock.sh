#!/bin/sh
# Writes the locked requirements anew from pyproject.toml. Needs uv; names no index, so that any mirror serves.
set -eu
cd "$(dirname "$0")/.."
lock() { # lock FILE ARGUMENT…
    out=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-header --no-annotate --output-file "$out" "$@" pyproject.toml
}
lock requirements.txt --group build
lock requirements-test.txt --constraint requirements.txt --group build --group test
lock requirements-check.txt --constraint requirements-test.txt --group build --group test --group check
