#!/usr/bin/env bash
# The geometry of the pages' pictures, in Node alone: bundled with esbuild, since Node 18 does not read TypeScript. Prints "N passed, N failed".
cd "$(dirname "$0")/../.." || exit 1

for program in node npm; do
	command -v "$program" >/dev/null || { deploy/install_packages build || exit; break; }
done

top=$PWD
out=$(mktemp -d "${TMPDIR:-/tmp}/bellwether-dashboards.XXXXXX") || exit 1
trap 'rm -rf "$out"' EXIT

if [ ! -d dashboards/node_modules ]; then
	(cd dashboards && npm ci --ignore-scripts --silent --no-progress) || { echo "the pages' packages could not be installed"; exit 1; }
fi

(cd dashboards && node_modules/.bin/tsc --noEmit --project ../tests/dashboards/tsconfig.json) || exit 1
NODE_PATH=$top/dashboards/node_modules dashboards/node_modules/.bin/esbuild tests/dashboards/*.test.ts --bundle --platform=node --format=esm \
	--out-extension:.js=.mjs --outdir="$out" --log-level=warning || exit 1

status=0
node --test --test-reporter=tap "$out"/*.test.mjs >"$out/tap" || status=$?
sed -n '/^ *not ok/,+25p' "$out/tap"
echo "$(sed -n 's/^# pass //p' "$out/tap") passed, $(sed -n 's/^# fail //p' "$out/tap") failed"
exit "$status"
