#!/usr/bin/env bash
# Nothing person-level leaves (invariant 1): everything that agents, collector and web server sent, logged, stored and served outside the extract
# folders is searched for every SWENo and birth date of the input; then a leak is planted, and the same search must find it.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

region=(342 343 354)
cluster_extracts
needles=$work/extracts/needles
mkdir -p "$work/everything"

# Every SWENo and every birth date of the input, a line each, in the form of the file and in the other usual one.
collect_needles() {
	local file
	for file in "$work"/extracts/*/workers.csv; do
		sed '1s/^\xef\xbb\xbf//; s/\r$//' "$file" | awk -F, '
			NR == 1 { for (i = 1; i <= NF; i++) column[tolower($i)] = i; next }
			{ print $column["sweno"]; print $column["personbirthdate"] }'
	done | sed 's/^ *//; s/ *$//; /^$/d' | sort -u >"$needles.raw"
	{
		cat "$needles.raw"
		sed -nE 's#^([0-9]{2})/([0-9]{2})/([0-9]{4})$#\3-\2-\1#p; s#^([0-9]{4})-([0-9]{2})-([0-9]{2})$#\3/\2/\1#p' "$needles.raw"
	} | sort -u >"$needles"
}

# search: files outside the extract folders that hold a needle.
search() {
	grep -rlaF -f "$needles" "$work" --exclude-dir=extracts
}
search_into() {
	search >"$1"
}
nothing_found() {
	! search
}

collect_needles
births=$(grep -cE '^[0-9]{4}-' "$needles")
echo "$(wc -l <"$needles") needles, $births of them birth dates"
check "there are many identifiers" test "$(grep -c SYNTH "$needles")" -gt 1000
check "there are many birth dates" test "$births" -gt 1000
check "no birth date is a first of the month" test -z "$(grep -E '^[0-9]{4}-[0-9]{2}-01$' "$needles")"

collector_init --notice "Synthetic persons, for a test."
for council in "${region[@]}"; do agent_make "$council"; done
collector_start
web_start
# A file full of errors as well: what is said about bad rows must not quote them.
awk -F, 'NR == 1 || NR % 3 == 0 { sub(/0\.[0-9]+|1\.00/, "7.5"); print; next } { gsub(/20[0-9][0-9]/, "20x1"); print }' \
	"$work/extracts/343/workers.csv" >"$work/extracts/343/workers_again.csv"
for council in "${region[@]}"; do agent_run "$council"; done
for council in 342 354; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done

for council in "${region[@]}"; do
	for form in "" --json; do
		"$agent" preview --council "$council" --month 2021-09 --extracts "$work/extracts/$council" $form \
			>"$work/everything/preview-$council$form" 2>&1 || echo "preview of $council ended with $?"
		"$agent" status --state "$work/agents/$council" $form >"$work/everything/status-$council$form" 2>&1
	done
done
check "the bad rows were reported" grep -q 'workers_again.csv' "$work/everything/preview-343"
base=http://127.0.0.1:$web_port
for path in "/" "/healthz" "/metrics" "/style.css" "/api/v1/rankings?indicator=vacancy_rate_fte&month=2021-09&area=North%20West" \
	"/rankings?indicator=caseload_fte&month=2021-09&area=England" "/api/v1/rankings?indicator=nothing"; do
	curl -sS -i "$base$path" >"$work/everything/served-$(tr -c 'a-z0-9\n' _ <<<"$path")"
done
"$collector" rank vacancy_rate_fte --month 2021-09 --area "North West" --state "$work/collector" >"$work/everything/rank" 2>&1
"$collector" status --state "$work/collector" >"$work/everything/collector-status" 2>&1
"$collector" verify --state "$work/collector" >"$work/everything/verify" 2>&1

check "the search reads what the collector stored" grep -qa "workforce-open-1" "$work/collector/store/data.mdb"
check "the search reads what the agent keeps" grep -rqa "workforce-open-1" "$work/agents/342/outbox"
check "nothing person-level is anywhere outside the extract folders" nothing_found

# A leak, planted where it would be worst: an identifier in a field that is signed, sent, stored and shown.
process_end "${agent_pids[354]}" bellwether-agent TERM
leak=$(grep -m 1 SYNTH354 "$needles")
rm -r "$work/agents/354"
agent_make 354
"$agent" run --state "$work/agents/354" --collector "tcp://127.0.0.1:$collector_port" --collector-keys "$work/collector/keys/public.keys" \
	--extracts "$work/extracts/354" --standing-approval "Worker $leak" --from 2018-10 --to 2018-10 >>"$work/agent-354.log" 2>&1 &
agent_pids[354]=$!
started+=("$! bellwether-agent")
until_true 60 "the planted return is acknowledged" agent_has_all 354 1
check "the planted leak is found" search_into "$work/extracts/found"
check "the planted leak is found in the collector's store" grep -q collector/store/data.mdb "$work/extracts/found"
check "the planted leak is found in the agent's outbox" grep -q agents/354/outbox "$work/extracts/found"
checks_done
