#!/usr/bin/env sh
# What this project's CI runs: no key, no network, no model.
set -eu
cd "$(dirname "$0")"
python -m pytest -q
python -m dateline cassettes check
