#!/usr/bin/env bash
# Agents are killed with -9 at seeded moments, from reading to the last receipt, while the others publish: every approved return arrives exactly once.
# BELLWETHER_KILLS sets the number of moments (50).
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

kills=${BELLWETHER_KILLS:-50}
kills_a_round=10

cluster_extracts
region=("${councils[@]:0:6}")
collector_init
for council in "${region[@]}"; do agent_make "$council"; done
total=$(cluster_returns "${region[@]}")
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
	for council in "${region[@]}"; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done
	for council in "${region[@]}"; do process_end "${agent_pids[$council]}" bellwether-agent TERM; done
	process_end "$collector_pid" bellwether-collector TERM
}

ledger_is_whole() {
	"$collector" verify --state "$work/collector" --json |
		jq -e --argjson entries $((total + ${#region[@]})) '.damaged == 0 and .entries == $entries'
}

round_ms() {
	local start_ms
	start_ms=$(date +%s%3N)
	round_begin
	round_end
	undisturbed_ms=$(($(date +%s%3N) - start_ms))
}

round_ms
check "the undisturbed round stores every return once" ledger_is_whole

rounds=0
kill=0
while [ "$kill" -lt "$kills" ]; do
	rounds=$((rounds + 1))
	round_begin
	for ((of_round = 0; of_round < kills_a_round && kill < kills; of_round++)); do
		kill=$((kill + 1))
		victim=${region[$((RANDOM % ${#region[@]}))]}
		moment_ms=$((RANDOM % (undisturbed_ms / 2)))
		sleep "$(printf '%d.%03d' $((moment_ms / 1000)) $((moment_ms % 1000)))" # the moment of the fault, not a wait for anything
		process_end "${agent_pids[$victim]}" bellwether-agent KILL
		agent_run "$victim"
	done
	round_end
	check "round $rounds: every return is stored exactly once" ledger_is_whole
done
echo "$kills kills in $rounds rounds of $total returns; an undisturbed round took $undisturbed_ms ms"
checks_done
