#!/usr/bin/env bash
# The collector is killed with -9 at seeded moments while the demonstration's agents publish, again and again within one load: nothing acknowledged is
# lost, nothing is stored twice (invariant 2). BELLWETHER_KILLS sets the number of moments (100).
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

kills=${BELLWETHER_KILLS:-100}
kills_a_round=25 # then a fresh load: what has been retried once a second stays a short queue
quiet_ms=1500    # a moment is at most this long after the start

cluster_extracts
region=("${councils[@]}")
collector_init
for council in "${region[@]}"; do agent_make "$council"; done
total=$(cluster_returns "${region[@]}")
expected=$((total + ${#region[@]})) # entries: the returns, and the keys' registrations
cp -a "$work/collector" "$work/collector.fresh"
cp -a "$work/agents" "$work/agents.fresh"

round_begin() {
	rm -rf "$work/collector" "$work/agents"
	cp -a "$work/collector.fresh" "$work/collector"
	cp -a "$work/agents.fresh" "$work/agents"
	rm -f "$work"/agent-*.log
	: >"$work/held"
	collector_start
	for council in "${region[@]}"; do agent_run "$council"; done
	until_true 120 "the first receipt arrives" some_acknowledged
}

round_end() {
	for council in "${region[@]}"; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done
	for council in "${region[@]}"; do process_end "${agent_pids[$council]}" bellwether-agent TERM; done
	process_end "$collector_pid" bellwether-collector TERM
}

# How many receipts the agents have logged: what they can prove.
acknowledged_in_logs() {
	cat "$work"/agent-*.log | awk '/ acknowledged, sequence/ { count++ } END { print count + 0 }'
}
some_acknowledged() {
	[ "$(acknowledged_in_logs)" -gt 0 ]
}

# The receipts in the agents' outboxes: council, month, revision, sequence.
receipts() {
	local council
	for council in "${region[@]}"; do
		"$agent" status --state "$work/agents/$council" --json |
			jq -r --arg council "$council" '.returns[] | select(.state == "acknowledged") | [$council, .month, .revision, .sequence] | @tsv'
	done | sort
}

ledger_is_whole() {
	"$collector" verify --state "$work/collector" --json | jq -e --argjson entries "$expected" '.damaged == 0 and .entries == $entries'
}
ledger_is_sound() {
	"$collector" verify --state "$work/collector" --json | jq -e '.damaged == 0'
}

# Every other moment is a time after the start; the ones between come with a receipt, in the busy part.
moment_wait() {
	if [ $((kill % 2)) -eq 0 ]; then
		local moment_ms=$((RANDOM % quiet_ms))
		sleep "$(printf '%d.%03d' $((moment_ms / 1000)) $((moment_ms % 1000)))" # the moment of the fault, not a wait for anything
	else
		local more=$((before + 1 + RANDOM % 40)) deadline=$((SECONDS + 3))
		until [ "$(acknowledged_in_logs)" -ge "$more" ] || [ "$SECONDS" -ge "$deadline" ]; do :; done
	fi
}

torn=0
rounds=0
kill=0
while [ "$kill" -lt "$kills" ]; do
	rounds=$((rounds + 1))
	round_begin
	before=0
	for ((of_round = 0; of_round < kills_a_round && kill < kills && before < total; of_round++)); do
		kill=$((kill + 1))
		moment_wait
		process_end "$collector_pid" bellwether-collector KILL
		receipts >>"$work/held"
		before=$(acknowledged_in_logs)
		[ "$before" -eq 0 ] || [ "$before" -ge "$total" ] || torn=$((torn + 1))
		check "kill $kill: the store is sound" ledger_is_sound
		collector_start
	done
	round_end
	receipts >"$work/after"
	check "round $rounds: each receipt held at a kill is held at the end, with its sequence" test -z "$(comm -23 <(sort -u "$work/held") "$work/after")"
	check "round $rounds: every return is stored exactly once" ledger_is_whole
	check "round $rounds: every return has a receipt" test "$(wc -l <"$work/after")" -eq "$total"
done
echo "$kills kills in $rounds rounds of $total returns of ${#region[@]} councils, $torn of them with some but not all returns acknowledged"
check "most kills fell into the middle" test $((torn * 2)) -gt "$kills"
checks_done
