# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # variables are shared with the scripts that source this
# A small region of real processes for the tests: one collector, one web server, agents. Sourced, never run.
#
#   build=build/release; source tests/support/cluster.sh; cluster_begin
#   cluster_extracts; collector_init; collector_start; agent_make 342; agent_run 342 ...
#
# Everything lives below $work and is ended by its own pid when the script ends; a pid is compared with its command line first.

set -euo pipefail

checks_passed=0
checks_failed=0
started=() # "PID PROGRAM", one for each process that was started

programs() {
	agent=$PWD/$build/agent/bellwether-agent
	collector=$PWD/$build/collector/bellwether-collector
	web=$PWD/$build/collector/bellwether-web
	extracts_program=$PWD/$build/deploy/bellwether-demo-extracts
}

cluster_begin() {
	programs
	work=$(mktemp -d)
	seed=${BELLWETHER_SEED:-20210930}
	RANDOM=$((seed % 32768))
	trap cluster_end EXIT
	trap 'exit 130' INT TERM
	echo "seed $seed"
}

cluster_end() {
	local status=$? entry
	for entry in ${started[@]+"${started[@]}"}; do
		process_end "${entry%% *}" "${entry#* }" TERM
	done
	if [ "$status" -ne 0 ] && [ -d "$work" ]; then
		tail -n 15 "$work"/*.log 2>/dev/null
	fi
	if declare -F at_end >/dev/null; then at_end; fi # what the script itself has to take down
	[ -n "${keep_work:-}" ] || rm -rf "$work"
	exit "$status"
}

# process_is PID PROGRAM: the pid is alive and runs that program.
process_is() { # it may go at any moment: the shell's own complaint about that is noise
	tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -q -- "$2"
} 2>/dev/null

# process_end PID PROGRAM SIGNAL: signals a process of ours and waits until it has gone.
process_end() {
	local pid=$1 program=$2 signal=$3
	process_is "$pid" "$program" || return 0
	kill -s "$signal" "$pid" 2>/dev/null || return 0
	for _ in $(seq 1 200); do
		process_is "$pid" "$program" || break
		sleep 0.05
	done
	! process_is "$pid" "$program" || kill -s KILL "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null || return 0
}

# until_true SECONDS WHAT COMMAND...: polls until the command succeeds; the test ends when it does not in time.
until_true() {
	local deadline=$((SECONDS + $1)) what=$2
	shift 2
	until "$@" >/dev/null 2>&1; do
		if [ "$SECONDS" -ge "$deadline" ]; then
			echo "not in time: $what"
			exit 1
		fi
		sleep 0.05
	done
}

# check WHAT COMMAND...: counts a check and goes on.
check() {
	local what=$1
	shift
	if "$@" >"$work/check.out" 2>&1; then
		checks_passed=$((checks_passed + 1))
	else
		checks_failed=$((checks_failed + 1))
		echo "failed: $what"
		head -n 20 "$work/check.out" | sed 's/^/    /'
	fi
}

# check_exit CODE PATTERN WHAT COMMAND...: the command ends with this code and says something that matches.
check_exit() {
	local code=$1 pattern=$2 what=$3 status=0
	shift 3
	"$@" >"$work/check.out" 2>&1 </dev/null || status=$?
	if [ "$status" -eq "$code" ] && grep -qiE -- "$pattern" "$work/check.out"; then
		checks_passed=$((checks_passed + 1))
	else
		checks_failed=$((checks_failed + 1))
		echo "failed: $what: exit $status instead of $code, or nothing like '$pattern' in:"
		head -n 20 "$work/check.out" | sed 's/^/    /'
	fi
}

# json_is FILTER COMMAND...: what the command prints is like that. Of no input at all jq 1.6 thinks well.
json_is() {
	local filter=$1
	shift
	"$@" >"$work/json" && [ -s "$work/json" ] && jq -e "$filter" "$work/json"
}

checks_done() {
	echo "$checks_passed passed, $checks_failed failed"
	[ "$checks_failed" -eq 0 ] && [ "$checks_passed" -gt 0 ]
}

# The months that the agents publish; a test sets its own before cluster_extracts.
cluster_from=2019-09
cluster_to=2021-09
cluster_children=deploy/demo_data/north_west_children_published.csv # empty: no files about children
declare -A from_of=() to_of=()                                      # by council: those of the months at whose end it existed

# cluster_extracts: the demonstration's extract files, made once below $work; the councils that have some are in councils.
cluster_extracts() {
	local council from to
	"$extracts_program" --published deploy/demo_data/north_west_published.csv ${cluster_children:+--children "$cluster_children"} \
		--folder "$work/extracts" --from "$cluster_from" --to "$cluster_to" >"$work/extracts.out"
	while read -r council from to; do
		from_of[$council]=$from
		to_of[$council]=$to
	done < <(grep -E '^[0-9]{3} ' "$work/extracts.out")
	mapfile -t councils < <(cd "$work/extracts" && ls)
}

# cluster_returns COUNCIL...: how many returns these councils' agents make of the demonstration's months.
cluster_returns() {
	local council sum=0
	for council in "$@"; do sum=$((sum + $(council_months "$council"))); done
	echo "$sum"
}

# council_months COUNCIL: how many months the council's agent publishes.
council_months() {
	local from=${from_of[$1]} to=${to_of[$1]}
	echo $(((${to%-*} - ${from%-*}) * 12 + 10#${to#*-} - 10#${from#*-} + 1))
}

# council_month COUNCIL INDEX: one of the months that its agent publishes, counted from 0 and round again.
council_month() {
	local from=${from_of[$1]} index
	index=$((${from%-*} * 12 + 10#${from#*-} - 1 + $2 % $(council_months "$1")))
	printf '%04d-%02d\n' $((index / 12)) $((index % 12 + 1))
}

collector_init() {
	"$collector" init --state "$work/collector" "$@" >/dev/null
}

# collector_start [OPTION...]: on a free port, or on the port of the last time so that agents find it again.
collector_start() {
	rm -f "$work/collector/run/collector.port"
	"$collector" run --state "$work/collector" --listen 127.0.0.1 --port "${collector_port:-0}" "$@" >>"$work/collector.log" 2>&1 </dev/null &
	collector_pid=$!
	started+=("$collector_pid bellwether-collector")
	until_true 20 "the collector listens" test -s "$work/collector/run/collector.port"
	collector_port=$(cat "$work/collector/run/collector.port")
}

web_start() {
	"$web" --state "$work/collector" --listen 127.0.0.1 --port 0 --run "$work/web" "$@" >>"$work/web.log" 2>&1 </dev/null &
	web_pid=$!
	started+=("$web_pid bellwether-web")
	until_true 20 "the web server listens" test -s "$work/web/web.port"
	web_port=$(cat "$work/web/web.port")
}

# agent_make COUNCIL [OPTION...]: keys, and their registration at the collector.
agent_make() {
	local council=$1
	shift
	"$agent" keygen --council "$council" --state "$work/agents/$council" >/dev/null
	"$collector" key register "$work/agents/$council/keys/public.keys" --state "$work/collector" "$@" >/dev/null
}

# agent_run COUNCIL [OPTION...]: the daemon with standing approval over its months; its pid is in agent_pids[COUNCIL].
declare -A agent_pids=()
agent_run() {
	local council=$1
	shift
	"$agent" run --state "$work/agents/$council" --collector "tcp://127.0.0.1:$collector_port" \
		--collector-keys "$work/collector/keys/public.keys" --extracts "$work/extracts/$council" \
		--standing-approval "Test approval" --from "${from_of[$council]}" --to "${to_of[$council]}" --retry-max-seconds 1 "$@" >>"$work/agent-$council.log" 2>&1 </dev/null &
	agent_pids[$council]=$!
	started+=("$! bellwether-agent")
}

# agent_count COUNCIL STATE: how many returns of the agent are approved, acknowledged or refused.
agent_count() {
	"$agent" status --state "$work/agents/$1" --json | jq --arg state "$2" '[.returns[] | select(.state == $state)] | length'
}

agent_has_all() {
	[ "$(agent_count "$1" acknowledged)" -eq "${2:-$(council_months "$1")}" ]
}

published=../shared/data/dfe # files of the Department for Education, the ONS and Ofsted, where they are there

# import_published COMMAND FILE...: those of the files that are there, into the collector's store; says which are not.
import_published() {
	local command=$1 file found=()
	shift
	for file in "$@"; do
		if [ -e "$published/$file" ]; then found+=("$published/$file"); else echo "skipped: $published/$file is not there"; fi
	done
	# shellcheck disable=SC2086  # a command of two words
	[ ${#found[@]} -eq 0 ] || "$collector" $command "${found[@]}" --state "$work/collector" >>"$work/import.log"
}
