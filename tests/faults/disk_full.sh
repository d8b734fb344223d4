#!/usr/bin/env bash
# The collector's disk fills up: a command says so and exits, the running collector refuses, says so in status and metrics, and recovers by itself.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

disk=$work/collector
mkdir "$disk"
if ! mount -t tmpfs -o size=3m bellwether-test "$disk" 2>/dev/null; then
	echo "skipped: a small file system cannot be mounted here (needs root)"
	echo "1 passed, 0 failed, 1 skipped"
	exit 0
fi
at_end() {
	umount "$disk"
}

fill() {
	dd if=/dev/zero of="$disk/ballast" bs=4096 2>/dev/null || return 0
}

cluster_extracts
collector_init
for council in 340 342 343; do agent_make "$council"; done
"$agent" keygen --council 352 --state "$work/agents/352" >/dev/null
collector_start
web_start
agent_run 342
until_true 30 "the first agent's returns arrive" agent_has_all 342

state_is() {
	[ "$("$collector" status --state "$disk" --json | jq -r .collector.state)" = "$1" ]
}
metric_says_full() {
	curl -fsS "http://127.0.0.1:$web_port/metrics" >"$work/metrics" && grep -q '^bellwether_collector_state{state="disk full"} 1' "$work/metrics"
}

fill
check_exit 6 'full|space' "a key command on a full disk says so" "$collector" key register "$work/agents/352/keys/public.keys" --state "$disk"
agent_run 340
agent_run 343
until_true 10 "status says that the disk is full" state_is "disk full"
check "metrics say that the disk is full" metric_says_full
check "rankings are still served" curl -fsS "http://127.0.0.1:$web_port/api/v1/rankings?indicator=vacancy_rate_fte&month=2021-09&area=North%20West"
check "nothing is acknowledged without storage" test "$(agent_count 343 acknowledged)" -lt 25

rm "$disk/ballast"
start=$SECONDS
until_true 15 "status says that it serves again" state_is serving
check "it recovers within 10 seconds" test $((SECONDS - start)) -le 10
until_true 30 "340 is delivered after the recovery" agent_has_all 340
until_true 30 "343 is delivered after the recovery" agent_has_all 343
check "the ledger is whole" "$collector" verify --state "$disk"
checks_done
