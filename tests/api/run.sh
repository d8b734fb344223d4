#!/usr/bin/env bash
# The API's description, linted, and what a running server answers held against it: a store with returns, releases and events. With
# BELLWETHER_BASE=http://127.0.0.1:PORT it asks a server that runs already.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}

for program in node npm; do
	command -v "$program" >/dev/null || { deploy/install_packages build test || exit; break; }
done

ask() {
	local status=0
	(cd tests/api && npm ci --silent --no-progress) || { echo "the API tests' packages could not be installed"; return 1; }
	(cd tests/api && node --test --test-concurrency=1 --test-reporter=tap api.test.mjs) >build/api.tap || status=$?
	sed -n '/^not ok/,+25p' build/api.tap
	echo "$(grep -cE '^ok ' build/api.tap) passed, $(grep -cE '^not ok ' build/api.tap) failed"
	return "$status"
}

mkdir -p build
if [ -n "${BELLWETHER_BASE:-}" ]; then
	ask
	exit
fi

source tests/support/cluster.sh
cluster_begin
cluster_extracts
collector_init --notice "Months between published dates are invented, and every person is synthetic."
for council in 340 341 342 343; do agent_make "$council"; done
collector_start
for council in 340 341 342 343; do agent_run "$council"; done
for council in 340 341 342 343; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done
import_published import csww_indicators_2017_to_2025.csv cla_number_and_rate_per_10k_children.csv d3_cpps_subsequent_plan_2013_to_2025.csv \
	ons_mid-year_population_estimates_2012_to_2024.csv
import_published "event import" ofsted_2025_ilacs_inspection_history.csv
web_start
BELLWETHER_BASE=http://127.0.0.1:$web_port ask
