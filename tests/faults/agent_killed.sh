#!/usr/bin/env bash
# An agent is killed with -9 at seeded moments, from reading to the last receipt: every approved return arrives exactly once.
# BELLWETHER_KILLS sets the number of moments (10).
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

kills=${BELLWETHER_KILLS:-10}
months=25
council=342

cluster_extracts
collector_init
agent_make "$council"
cp -a "$work/collector" "$work/collector.fresh"
cp -a "$work/agents" "$work/agents.fresh"

round_begin() {
	rm -rf "$work/collector" "$work/agents"
	cp -a "$work/collector.fresh" "$work/collector"
	cp -a "$work/agents.fresh" "$work/agents"
	collector_start
	agent_run "$council"
}

round_end() {
	until_true 60 "every return is acknowledged" agent_has_all "$council" "$months"
	process_end "${agent_pids[$council]}" bellwether-agent TERM
	process_end "$collector_pid" bellwether-collector TERM
}

ledger_is_whole() {
	"$collector" verify --state "$work/collector" --json | jq -e '.damaged == 0 and .entries == 26'
}

start_ms=$(date +%s%3N)
round_begin
round_end
round_ms=$(($(date +%s%3N) - start_ms))
check "the undisturbed round stores every return once" ledger_is_whole

for ((kill = 1; kill <= kills; kill++)); do
	moment_ms=$((RANDOM % round_ms))
	round_begin
	sleep "$(printf '%d.%03d' $((moment_ms / 1000)) $((moment_ms % 1000)))" # the moment of the fault, not a wait for anything
	process_end "${agent_pids[$council]}" bellwether-agent KILL
	agent_run "$council"
	round_end
	check "kill $kill at $moment_ms ms: every return stored exactly once" ledger_is_whole
done
echo "$kills kills; an undisturbed round took $round_ms ms"
checks_done
