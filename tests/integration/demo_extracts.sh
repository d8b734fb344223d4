#!/usr/bin/env bash
# The demonstration's extract files: the same every time, refused loudly when they cannot be, and read by the agent without a word of complaint.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
cluster_children= # tests/integration/children_published.sh looks at those
cluster_extracts
published=deploy/demo_data/north_west_published.csv

check "every figure is met" test -z "$(grep '^not met' "$work/extracts.out")"
check "23 councils have a folder" test "${#councils[@]}" -eq 23
"$extracts_program" --published "$published" --folder "$work/again" --to "$cluster_to" >/dev/null
check "a second run writes the same bytes" diff -r "$work/extracts" "$work/again"
"$extracts_program" --published "$published" --folder "$work/other" --to "$cluster_to" --seed 2 >/dev/null
check_exit 1 'differ' "another seed writes other people" diff -rq "$work/extracts/342" "$work/other/342"

# St. Helens' vacancy rate of 2021 cannot be 20.0 with these components: it is said, and nothing is made up. Two that cannot be are too many to tell which.
# A line with two decimals is no published figure.
sed '/^342,2021-09-30,vacancy_rate_fte,/s/19.6$/20/' "$published" >"$work/unmet.csv"
check_exit 0 'not met: council 342 on 2021-09-30, vacancy_rate_fte, published as 20: ' "a figure that cannot be met is named" \
	"$extracts_program" --published "$work/unmet.csv" --folder "$work/unmet"
sed '/^342,2021-09-30,caseload_fte,/s/18.3$/30/' "$work/unmet.csv" >"$work/impossible.csv"
check_exit 3 'council 342 on 2021-09-30' "figures that do not exist are not made up" \
	"$extracts_program" --published "$work/impossible.csv" --folder "$work/none"
sed '/^342,2021-09-30,inpost_fte,/s/$/5/' "$published" >"$work/malformed.csv"
check_exit 3 'line [0-9]+ of the published table has a value' "a line that is none is named" \
	"$extracts_program" --published "$work/malformed.csv" --folder "$work/none"
sed 's/^342,/199,/' "$published" >"$work/elsewhere.csv"
check_exit 3 'a council 199 that England has not' "a council that there is not" "$extracts_program" --published "$work/elsewhere.csv" --folder "$work/none"
for period in "2016-09 2021-09" "2019-09 2025-10" "2021-09 2019-09"; do
	check_exit 2 'months from 2017-09 to 2025-09' "a period that there is not: $period" \
		"$extracts_program" --published "$published" --folder "$work/none" --from "${period% *}" --to "${period#* }"
done
check_exit 3 'no/such' "a published table that is not there" "$extracts_program" --published "$work/no/such" --folder "$work/none"
check_exit 2 'published' "no published table" "$extracts_program" --folder "$work/none"
check_exit 0 'Nobody in them exists' "the help says what the files are" "$extracts_program" --help

# The measures of the two tables.
workforce='["inpost_fte", "inpost_headcount", "vacancy_fte", "agency_fte", "agency_headcount", "agency_cover_fte", "agency_cover_headcount", "cases",
	"case_holders_fte", "leavers_fte_month", "leavers_fte_12m", "leavers_headcount_month", "leavers_headcount_12m", "starters_fte_month", "starters_fte_12m",
	"starters_headcount_month", "starters_headcount_12m", "working_days_lost_fte_12m"]'
for council in "${councils[@]}"; do
	"$agent" preview --council "$council" --month 2021-09 --extracts "$work/extracts/$council" --json >"$work/preview.json"
	check "no row of $council is refused" jq -e '[.files[] | .rows_refused // 0] | add == 0' "$work/preview.json"
	check "the files of $council are the tables and the censuses" test -f "$work/extracts/$council/csww_2021.xml" -a ! -f "$work/extracts/$council/csww_2018.xml"
	check "both tables of $council are read" jq -e '[.files[].table] | (index("workers") != null) and (index("posts") != null)' "$work/preview.json"
	check "nothing was noticed about $council's rows" jq -e '[.findings[]] | add == 0' "$work/preview.json"
	# shellcheck disable=SC2016 # they are jq's variables
	check "every measure of $council that workers and posts give has a value" jq -e --argjson ids "$workforce" \
		'[.measures[] | select(.id as $id | $ids | index($id)) | .value] | length == ($ids | length) and all(. != null)' "$work/preview.json"
	if [ -f "$work/extracts/$council/notes.txt" ]; then
		noted=$council
		check "the notes of $council are listed" jq -e '.files[] | select(.name == "notes.txt") | .table == null and .why_not_used != null' "$work/preview.json"
	fi
done
check "one council has a file of its own" test -n "${noted:-}"
checks_done
