#!/bin/sh
# What tests need beside Python: a browser for the page, Java and Maven for a real Neo4j.
# As root on Debian they are installed; elsewhere the command is named and the tests that need them are skipped.
set -eu
python=$1
cd "$(dirname "$0")/.."

packages=
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || packages="$packages chromium"
command -v java >/dev/null || packages="$packages default-jre-headless"
command -v mvn >/dev/null || packages="$packages maven"

if [ -n "$packages" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing$packages"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages >/dev/null
    else
        echo "Not found:$packages. The tests that need them are skipped; they run after"
        echo "    sudo apt-get install --no-install-recommends$packages"
    fi
fi
if command -v java >/dev/null && command -v mvn >/dev/null; then
    "$python" tests/neo4j/neo4j_server.py fetch || echo "The Neo4j test server could not be fetched: its tests are skipped."
fi
