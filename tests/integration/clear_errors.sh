#!/usr/bin/env bash
# What a user gets wrong, and what the machine does to them: each a clear sentence and a documented exit code, never a crash.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
cluster_extracts
collector_init
agent_make 342
small=$work/small
preview=("$agent" preview --council 342 --month 2021-09 --extracts)

# The two tables alone: what is wrong with one of them is not made good by another file.
fresh_extracts() {
	rm -rf "$small"
	mkdir "$small"
	cp "$work/extracts/342/workers.csv" "$work/extracts/342/posts.csv" "$small"
}

# What is read
check_exit 3 'no/such/folder' "a missing extracts folder" "${preview[@]}" "$work/no/such/folder"
fresh_extracts && rm "$small/posts.csv"
check_exit 3 'posts' "no posts table" "${preview[@]}" "$small"
fresh_extracts && iconv -t UTF-16 "$work/extracts/342/workers.csv" >"$small/workers.csv"
check_exit 0 'workers\.csv.*UTF-16' "a UTF-16 file is named, the others are read" "${preview[@]}" "$small"
fresh_extracts && sed -i '1s/.*/One,Two,Three/' "$small/posts.csv"
check_exit 3 'posts\.csv.*not recognised|not recognised.*posts\.csv' "a file with an unknown header" "${preview[@]}" "$small"
fresh_extracts && awk -F, -v OFS=, 'NR == 1 { sub(/\r$/, ""); for (i = 1; i <= NF; i++) if (tolower($i) == "rolestartdate") column = i } NR == 5 { $column = "31/02/2020" } { print }' \
	"$work/extracts/342/workers.csv" >"$small/workers.csv"
check_exit 0 'line 5, column RoleStartDate.*does not exist' "an impossible date is named by line and column" "${preview[@]}" "$small"
fresh_extracts
check_exit 3 'January 2025 cannot be computed.*October 2018 to September 2021 .social work workforce.' "a month that the files do not cover" "$agent" preview --council 342 --month 2025-01 --extracts "$small"
check_exit 3 'no English council' "an unknown council" "$agent" preview --council 123 --month 2021-09 --extracts "$small"
check_exit 2 'month' "a month that is none" "$agent" preview --council 342 --month 2021-13 --extracts "$small"
check_exit 2 'month' "a required option is missing" "$agent" preview --council 342 --extracts "$small"
check_exit 2 'perview|command' "an unknown command" "$agent" perview
check_exit 2 'colour' "an unknown option" "$agent" preview --colour
check_exit 3 'hash|sha256|changed' "approving another hash than the preview's" "$agent" approve --state "$work/agents/342" --month 2021-09 \
	--role "Head of Service" --extracts "$small" --sha256 "$(printf '0%.0s' $(seq 64))"
check_exit 3 'keygen' "publishing without keys" "$agent" publish --state "$work/agents/none" --collector tcp://127.0.0.1:9 \
	--collector-keys "$work/collector/keys/public.keys"

# One who listens already, one who holds the store already
collector_start
check_exit 4 'another|running|holds' "a second collector on the same store" "$collector" run --state "$work/collector" --listen 127.0.0.1 --port 0
"$collector" init --state "$work/second" >/dev/null
check_exit 4 "$collector_port.*in use|in use.*$collector_port" "a port in use" "$collector" run --state "$work/second" --listen 127.0.0.1 --port "$collector_port"
web_start
check_exit 4 "in use" "a web port in use" "$web" --state "$work/collector" --listen 127.0.0.1 --port "$web_port" --run "$work/web2"
check_exit 8 'LimitNOFILE' "too few file descriptors" bash -c 'ulimit -n 64 && exec "$@"' - "$web" --state "$work/collector" --listen 127.0.0.1 --port 0
agent_run 342
until_true 60 "the agent has delivered" agent_has_all 342
check_exit 4 'another|running|holds' "a second agent on the same outbox" "$agent" run --state "$work/agents/342" \
	--collector "tcp://127.0.0.1:$collector_port" --collector-keys "$work/collector/keys/public.keys"
check_exit 4 'already' "making a store where there is one" "$collector" init --state "$work/collector"
check_exit 4 'never overwritten' "making keys where there are some" "$agent" keygen --council 342 --state "$work/agents/342"
check_exit 3 'the indicator must be .* vacancy_rate_fte' "an unknown indicator, with the nearest ones" "$collector" rank vacancy_rate --month 2021-09 --area England --state "$work/collector"
check_exit 3 'North West' "an unknown area, with the known ones" "$collector" rank vacancy_rate_fte --month 2021-09 --area Mercia --state "$work/collector"
check_exit 3 '999 is no council' "an unknown council" "$collector" rank vacancy_rate_fte --month 2021-09 --area 342,999 --state "$work/collector"
check_exit 3 "the council cannot be used: St. Helens is a council's name: its code is 342" "a council's name for its code" "$collector" profile "St. Helens" --month 2021-09 --state "$work/collector"
check_exit 3 'no group of councils with the id nobody' "an unknown group" "$collector" rank vacancy_rate_fte --month 2021-09 --area group:nobody --state "$work/collector"
check_exit 2 'as-of must be a date' "a moment that is none" "$collector" rank vacancy_rate_fte --month 2021-09 --area England --as-of yesterday --state "$work/collector"
check_exit 2 'exactly one indicator is expected' "a series of nothing" "$collector" series --council 342 --state "$work/collector"
check_exit 3 '999 is no council|council must be the three-digit code' "a series of nobody" "$collector" series vacancy_rate_fte --council 34 --state "$work/collector"
check_exit 3 'init|no store|not' "no store in the folder" "$collector" status --state "$work/nothing"
check_exit 3 'no/such' "a key file that is not there" "$collector" key register "$work/no/such" --state "$work/collector"
echo 'kind = nonsense' >"$work/bad.keys"
check_exit 3 'bad\.keys' "a key file that is none" "$collector" key register "$work/bad.keys" --state "$work/collector"
agent_make 340
sha256=$("$agent" preview --council 340 --month 2021-09 --extracts "$work/extracts/340" --json | jq -r .sha256)
"$agent" approve --month 2021-09 --sha256 "$sha256" --role "Head of Service" --extracts "$work/extracts/340" --state "$work/agents/340" >/dev/null
check_exit 7 'reach|answer' "a collector that is not there" "$agent" publish --state "$work/agents/340" --timeout 2 --collector tcp://127.0.0.1:9 \
	--collector-keys "$work/collector/keys/public.keys"
check_exit 0 'acknowledged' "and when it is there again, what was approved is sent" "$agent" publish --state "$work/agents/340" --timeout 20 \
	--collector "tcp://127.0.0.1:$collector_port" --collector-keys "$work/collector/keys/public.keys"
process_end "$collector_pid" bellwether-collector TERM

checks_done
