#!/usr/bin/env bash
# The collector is killed with -9 at seeded moments while agents publish: nothing acknowledged is lost, nothing is stored twice (invariant 2).
# BELLWETHER_KILLS sets the number of moments (20).
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

kills=${BELLWETHER_KILLS:-20}
months=25
region=(340 341 342 343 344 350 351 352 353 354 876 909) # twelve councils make 300 returns a round
total=$((${#region[@]} * months))

cluster_extracts
collector_init
for council in "${region[@]}"; do agent_make "$council"; done
entries_before=${#region[@]} # the keys' registrations

# An undisturbed round first: how long it takes bounds the moments, and it shows that the round works at all.
# Before it, what every round starts from is put aside.
cp -a "$work/collector" "$work/collector.fresh"
cp -a "$work/agents" "$work/agents.fresh"

round_begin() {
	rm -rf "$work/collector" "$work/agents"
	cp -a "$work/collector.fresh" "$work/collector"
	cp -a "$work/agents.fresh" "$work/agents"
	rm -f "$work"/agent-*.log
	collector_start
	for council in "${region[@]}"; do agent_run "$council"; done
}

round_end() {
	for council in "${region[@]}"; do until_true 60 "every return of $council is acknowledged" agent_has_all "$council" "$months"; done
	for council in "${region[@]}"; do process_end "${agent_pids[$council]}" bellwether-agent TERM; done
	process_end "$collector_pid" bellwether-collector TERM
}

# The receipts that the agents hold: council, month, revision, sequence.
receipts() {
	for council in "${region[@]}"; do
		"$agent" status --state "$work/agents/$council" --json |
			jq -r --arg council "$council" '.returns[] | select(.state == "acknowledged") | [$council, .month, .revision, .sequence] | @tsv'
	done | sort
}

ledger_is_whole() {
	"$collector" verify --state "$work/collector" --json | jq -e --argjson entries "$1" '.damaged == 0 and .entries == $entries'
}

start_ms=$(date +%s%3N)
round_begin
round_end
round_ms=$(($(date +%s%3N) - start_ms))
expected=$((total + entries_before))
check "the undisturbed round stores every return once" ledger_is_whole "$expected"

# Every other moment is drawn over the whole round; the ones between are drawn over its busy part, by how many receipts the agents have logged.
acknowledged_in_logs() {
	cat "$work"/agent-*.log | awk '/ acknowledged, sequence/ { count++ } END { print count + 0 }'
}
moment_wait() {
	if [ $((kill % 2)) -eq 0 ]; then
		local moment_ms=$((RANDOM % round_ms))
		moment="at $moment_ms ms"
		sleep "$(printf '%d.%03d' $((moment_ms / 1000)) $((moment_ms % 1000)))" # the moment of the fault, not a wait for anything
	else
		local count=$((1 + RANDOM % (total - 1))) deadline=$((SECONDS + 60))
		moment="after $count receipts"
		until [ "$(acknowledged_in_logs)" -ge "$count" ] || [ "$SECONDS" -ge "$deadline" ]; do :; done
	fi
}

torn=0
for ((kill = 1; kill <= kills; kill++)); do
	round_begin
	moment_wait
	process_end "$collector_pid" bellwether-collector KILL
	receipts >"$work/before"
	held=$(wc -l <"$work/before")
	[ "$held" -eq 0 ] || [ "$held" -eq "$total" ] || torn=$((torn + 1))
	collector_start
	round_end
	receipts >"$work/after"
	check "kill $kill $moment: each receipt held before it holds after it" test -z "$(comm -23 "$work/before" "$work/after")"
	check "kill $kill $moment: every return stored exactly once" ledger_is_whole "$expected"
done
echo "$kills kills, $torn of them with some but not all returns acknowledged; an undisturbed round took $round_ms ms"
check "some kills fell into the middle" test "$torn" -gt 0
checks_done
