#!/usr/bin/env bash
# Writes deploy/requirements*.txt: every library of a release with its version and the hashes of its files, for all systems and
# every Python that the project takes. UV is the program uv.
set -eu
cd "$(dirname "$0")/.."
UV=${1:-uv}
lock() {
    "$UV" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header "$@"
}
lock pyproject.toml --extra postgres --output-file deploy/requirements.txt
lock deploy/requirements-build.in --output-file deploy/requirements-build.txt
