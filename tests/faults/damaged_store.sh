#!/usr/bin/env bash
# A store whose file has been cut short or whose pages have been written over: `verify` always answers with a documented code, and what is ranked is
# either what it was or nothing.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
cluster_extracts
collector_init
collector_start
agent_make 342
agent_run 342
until_true 60 "the agent has delivered" agent_has_all 342
process_end "${agent_pids[342]}" bellwether-agent TERM
process_end "$collector_pid" bellwether-collector TERM

rank() { "$collector" rank vacancy_rate_fte --month 2021-09 --area England --json --state "$1"; }
rank "$work/collector" >"$work/expected"
data=$work/damaged/store/data.mdb
pages=$(($(stat -c %s "$work/collector/store/data.mdb") / 4096))

fresh_copy() {
	rm -rf "$work/damaged"
	cp -r "$work/collector" "$work/damaged"
}

# written_over PAGE: the page holds other bytes, from the seed.
written_over() {
	fresh_copy
	LC_ALL=C awk -v seed="$((seed + $1))" 'BEGIN { srand(seed); for (i = 0; i < 4096; i++) printf "%c", int(rand() * 256) }' |
		dd of="$data" bs=4096 seek="$1" conv=notrunc status=none
}

verify_answers() { # 0: all is well (the page was free); 1 and 5: damaged
	local status=0
	"$collector" verify --state "$work/damaged" >"$work/verified" 2>&1 || status=$?
	echo "exit $status" && cat "$work/verified"
	case $status in
	0) grep -q 'all is well' "$work/verified" ;;
	1) grep -q 'findings' "$work/verified" ;;
	5) grep -q 'damaged' "$work/verified" && damaged=$((damaged + 1)) ;;
	*) return 1 ;;
	esac
}

shows_no_other_figures() {
	local status=0
	rank "$work/damaged" >"$work/ranked" 2>"$work/ranked.err" || status=$?
	echo "exit $status" && cat "$work/ranked.err"
	if [ "$status" -eq 0 ]; then cmp "$work/ranked" "$work/expected"; else [ ! -s "$work/ranked" ]; fi
}

damaged=0
for ((page = 0; page < pages; page++)); do
	written_over "$page"
	check "verify answers when page $page has been written over" verify_answers
	check "no other figures when page $page has been written over" shows_no_other_figures
done
echo "$damaged of $pages pages could not be walked at all"

half=$((pages / 2))
for bytes in $((3 * 4096)) $((half * 4096)) $((pages * 4096 - 4100)) $((pages * 4096 - 100)); do
	fresh_copy && truncate -s "$bytes" "$data"
	check_exit 5 'damaged.*cut short' "verify of a store that was cut to $bytes bytes" "$collector" verify --state "$work/damaged"
	check "no other figures from $bytes bytes" shows_no_other_figures
done
fresh_copy && : >"$data"
check_exit 3 'is empty' "a store file without a byte is not taken for a new one" "$collector" verify --state "$work/damaged"
truncate -s 10000 "$work/agents/342/outbox/data.mdb"
check_exit 5 'damaged.*cut short' "an outbox that was cut short" "$agent" status --state "$work/agents/342"

checks_done
