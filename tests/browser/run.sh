#!/usr/bin/env bash
# The pages in Chromium, over the demonstration's figures from real agents, published series and inspections, and over a store of hostile names. With
# BELLWETHER_BASE=http://127.0.0.1:PORT it looks at a server that runs already. Screenshots go to build/screenshots.
# BELLWETHER_PICTURES=$PWD/docs/pictures takes the pictures of docs/alliance.md instead of testing.
# BELLWETHER_ONLY=walk,images runs those subjects alone (tests/browser/everything.test.mjs has them all).
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}

for program in node npm chromium; do
	command -v "$program" >/dev/null || { deploy/install_packages build test || exit; break; }
done

look() {
	local status=0
	(cd tests/browser && npm ci --silent --no-progress) || { echo "the browser tests' packages could not be installed"; return 1; }
	(cd tests/browser && node --test --test-concurrency=1 --test-reporter=tap everything.test.mjs) >"$PWD/build/browser.tap" || status=$?
	return "$status"
}

say_how_it_went() {
	sed -n '/^not ok/,/^  code:/p' build/browser.tap
	sed -n 's/^# \(skipped:.*\|time of .*\)/\1/p' build/browser.tap
	echo "$(grep -cE '^ok ' build/browser.tap) passed, $(grep -cE '^not ok ' build/browser.tap) failed"
}

mkdir -p build
rm -f build/browser.tap
export BELLWETHER_SHOTS=${BELLWETHER_SHOTS:-$PWD/build/screenshots}
if [ -n "${BELLWETHER_BASE:-}" ]; then
	status=0
	look || status=$?
	say_how_it_went
	exit "$status"
fi

# hostile_store: served beside the other one: all that somebody can write into a store is script, formula, reversed or without end. Texts of more than
# 1,023 bytes are refused (of a notice 400, of a group's name 80, of who published an event 120), and control characters.
hostile_store() {
	local work=$work/hostile council long role=0
	local override=$'\u202e' script='<script>alert(1)</script>' formula="=cmd|' /C calc'!A0"
	local roles=("$script" "$formula" "${override}Head of Performance")
	long=$(printf 'W%.0s' {1..900})
	mkdir "$work"
	ln -s ../extracts "$work/extracts"
	collector_port=0
	collector_init --notice "$script $formula \"><img src=x onerror=alert(1)> ${override}reversed ${long:0:200}"
	"$collector" group save script 340 341 342 --state "$work/collector" --name "$script"
	"$collector" group save formula 340 341 342 --state "$work/collector" --name "$formula"
	"$collector" group save reversed 340 341 342 --state "$work/collector" --name "${override}reversed"
	"$collector" group save long 340 341 342 --state "$work/collector" --name "${long:0:80}"
	"$collector" event add --council 342 --date 2020-11-10 --kind focused_visit --publisher "$formula" --state "$work/collector"
	"$collector" event add --council 342 --date 2021-03-10 --kind monitoring_visit --publisher "$script ${long:0:90}" --state "$work/collector"
	for council in 340 341 342; do agent_make "$council"; done
	collector_start
	for council in 340 341 342; do agent_run "$council" --standing-approval "${roles[role++]}"; done
	for council in 340 341 342; do until_true 120 "every hostile return of $council is acknowledged" agent_has_all "$council"; done
	web_start
} >>"$work/hostile.out"

source tests/support/cluster.sh
at_end() { [ ! -s build/browser.tap ] || say_how_it_went; } # below the processes' logs, which are shown when something failed
cluster_begin
cluster_to=2021-10
[ -z "${BELLWETHER_PICTURES:-}" ] || cluster_from=2017-09
now=(--now 2021-11-12T09:30:00Z) # the story's day: October's returns are there, and are not late
cluster_extracts
collector_init --notice "Months between published dates are invented, and every person is synthetic." "${now[@]}"
for council in "${councils[@]}"; do agent_make "$council" "${now[@]}"; done
collector_start "${now[@]}"
web_start "${now[@]}"
for council in "${councils[@]}"; do agent_run "$council" "${now[@]}"; done
for council in "${councils[@]}"; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done
for council in "${councils[@]}"; do process_end "${agent_pids[$council]}" bellwether-agent TERM; done
population=ons_mid-year_population_estimates_2012_to_2024.csv
if [ -n "${BELLWETHER_PICTURES:-}" ]; then # as on that day: later series are not there, and of the inspections this one is in a picture
	if [ -e "$published/$population" ]; then
		awk -F, 'NR == 1 || $1 <= 2020' "$published/$population" >"$work/population.csv"
		"$collector" import "$work/population.csv" --state "$work/collector" "${now[@]}" >>"$work/import.log"
	else
		echo "skipped: $published/$population is not there"
	fi
	"$collector" event add --council 342 --date 2019-09-23 --kind inspection_standard --judgement inadequate --published 2019-11-04 --publisher Ofsted \
		--state "$work/collector" "${now[@]}"
else
	import_published import csww_indicators_2017_to_2025.csv cla_number_and_rate_per_10k_children.csv d3_cpps_subsequent_plan_2013_to_2025.csv "$population"
	import_published "event import" ofsted_2025_ilacs_inspection_history.csv
fi
BELLWETHER_BASE=http://127.0.0.1:$web_port
export BELLWETHER_BASE
hostile_store
BELLWETHER_HOSTILE=http://127.0.0.1:$web_port look
