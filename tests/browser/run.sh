#!/usr/bin/env bash
# The pages in Chromium: axe, widths, forced colours, keyboard, print. Serves the demonstration's figures from real agents and a real collector; with
# BELLWETHER_BASE=http://127.0.0.1:PORT it looks at a server that runs already. Screenshots go to build/screenshots.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}

for program in node npm chromium; do
	command -v "$program" >/dev/null || { deploy/install_packages build test || exit; break; }
done

look() {
	local status=0
	(cd tests/browser && npm ci --silent --no-progress) || { echo "the browser tests' packages could not be installed"; return 1; }
	(cd tests/browser && node --test --test-concurrency=1 --test-reporter=tap pages.test.mjs) >"$PWD/build/browser.tap" || status=$?
	sed -n '/^not ok/,+25p' "$PWD/build/browser.tap"
	echo "$(grep -cE '^ok ' "$PWD/build/browser.tap") passed, $(grep -cE '^not ok ' "$PWD/build/browser.tap") failed"
	return "$status"
}

mkdir -p build
export BELLWETHER_SHOTS=${BELLWETHER_SHOTS:-$PWD/build/screenshots}
if [ -n "${BELLWETHER_BASE:-}" ]; then
	look
	exit
fi

source tests/support/cluster.sh
cluster_begin
cluster_extracts
collector_init --notice "Months between published dates are invented, and every person is synthetic."
for council in "${councils[@]}"; do agent_make "$council"; done
collector_start
web_start
for council in "${councils[@]}"; do agent_run "$council"; done
for council in "${councils[@]}"; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done
BELLWETHER_BASE=http://127.0.0.1:$web_port look
