#!/usr/bin/env bash
# An import is killed with -9 at seeded moments, beside a running collector: a release is there as a whole or not at all, and the same file goes in again.
# BELLWETHER_KILLS sets the number of moments (40).
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
kills=${BELLWETHER_KILLS:-40}
state=$work/collector
collector_init
collector_start

# release N: an invented file of all councils that have always been there, for thirteen years, unlike every other N.
release() {
	local year
	echo "time_period,geographic_level,old_la_code,la_name,new_la_code,CPP_start,CPP_subsequent"
	for year in $(seq 2013 2025); do
		sed -nE 's/^COUNCIL\(([0-9]+), ("[^"]*"), .*, "(E[0-9]+)", .*, ALWAYS, STILL,.*/'"$year"',Local authority,\1,\2,\3,'"$((100 + $1))"',7/p' \
			proto/councils.def
	done
}

import() { "$collector" import "$1" --state "$state"; }
entries() { "$collector" verify --state "$state" --json | jq -e 'select(.damaged == 0) | .entries'; }
releases() { "$collector" releases --state "$state" --json | jq '.releases | length'; }

release 0 >"$work/release.csv"
start_ms=$(date +%s%3N)
check "an undisturbed import" import "$work/release.csv"
whole_ms=$(($(date +%s%3N) - start_ms))
check "is one entry" test "$(entries)" -eq 1
killed=0
for ((kill = 1; kill <= kills; kill++)); do
	release "$kill" >"$work/release.csv"
	"$collector" import "$work/release.csv" --state "$state" >/dev/null 2>&1 &
	pid=$!
	started+=("$pid bellwether-collector")
	moment_ms=$((RANDOM % (whole_ms + whole_ms / 4 + 1)))
	sleep "$(printf '%d.%03d' $((moment_ms / 1000)) $((moment_ms % 1000)))" # the moment of the fault, not a wait for anything
	if process_is "$pid" "bellwether-collector import"; then
		process_end "$pid" "bellwether-collector import" KILL
		killed=$((killed + 1))
	fi
	wait "$pid" 2>/dev/null || true
	after=$(releases)
	[ "$after" -eq "$kill" ] || [ "$after" -eq $((kill + 1)) ] || check "kill $kill leaves a release or none, not $after of $kill" false
	check_exit 0 'imported' "the file of kill $kill goes in again, or is there" import "$work/release.csv"
	check "and all is well, with one entry more" test "$(entries)" -eq $((kill + 1))
done
check "kills that met an import" test "$killed" -gt 0
echo "$killed of $kills moments met an import of $whole_ms ms"
checks_done
