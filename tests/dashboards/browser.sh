#!/usr/bin/env bash
# Figures of the fixtures in Chromium: what the script draws, its tips, sorting, folding, files, the council search; axe, layout shift, forced colours.
# Builds the pages' script and style into a folder of its own. Screenshots go to BELLWETHER_SHOTS when that is set. Prints "N passed, N failed".
cd "$(dirname "$0")/../.." || exit 1

for program in node npm chromium; do
	command -v "$program" >/dev/null || { deploy/install_packages build test || exit; break; }
done

out=$(mktemp -d "${TMPDIR:-/tmp}/bellwether-figures.XXXXXX") || exit 1
trap 'rm -rf "$out"' EXIT

(cd tests/browser && npm ci --silent --no-progress) || { echo "the browser tests' packages could not be installed"; exit 1; }
if [ ! -d dashboards/node_modules ]; then
	(cd dashboards && npm ci --ignore-scripts --silent --no-progress) || { echo "the pages' packages could not be installed"; exit 1; }
fi
(cd dashboards && node build.mjs "$out/site") || exit 1

status=0
BELLWETHER_SITE=$out/site node --test --test-concurrency=1 --test-reporter=tap tests/dashboards/figures.test.mjs >"$out/tap" || status=$?
sed -n '/^ *not ok/,+25p' "$out/tap"
echo "$(sed -n 's/^# pass //p' "$out/tap") passed, $(sed -n 's/^# fail //p' "$out/tap") failed"
exit "$status"
