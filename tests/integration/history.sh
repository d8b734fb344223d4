#!/usr/bin/env bash
# The whole history as deploy/demo --full has it, September 2017 to September 2025: 25 councils over time. Every published figure of the 210 councils
# and dates, from all the files and from each workforce census alone; and what the collector makes of them when Cumbria becomes two councils.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
cluster_children= # tests/integration/children_published.sh looks at those
cluster_from=2017-09
cluster_to=2025-09
cluster_extracts
published=deploy/demo_data/north_west_published.csv

check "no figure was left unmet by the files" test -z "$(grep '^not met' "$work/extracts.out")"
check "25 councils" test "${#councils[@]}" -eq 25
check "Cumbria ends with March 2023" test "${from_of[909]} ${to_of[909]}" = "2017-09 2023-03"
check "Cumberland begins with April 2023" test "${from_of[942]} ${to_of[942]}" = "2023-04 2025-09"

# The dates of a council, as published.
dates_of() {
	awk -F, -v council="$1" '$1 == council && $3 == "cases" { print substr($2, 1, 7) }' "$published"
}

# Twice: from all the files, and from each year's workforce census as if there were no other file.
mkdir -p "$work/tables" "$work/census"
for council in "${councils[@]}"; do
	for month in $(dates_of "$council"); do
		"$agent" preview --council "$council" --month "$month" --extracts "$work/extracts/$council" --json >"$work/tables/preview-$council-$month.json"
		mkdir -p "$work/extracts/alone"
		cp "$work/extracts/$council/csww_${month%-09}.xml" "$work/extracts/alone"
		"$agent" preview --council "$council" --month "$month" --extracts "$work/extracts/alone" --json >"$work/census/preview-$council-$month.json"
		rm -r "$work/extracts/alone"
	done
done
check "210 councils and dates" test "$(find "$work/census" -name 'preview-*' | wc -l)" -eq 210
compared=0
tests/support/compare_published "$work/census" "$published" 2310 >"$work/compared" || compared=$?
tail -n 3 "$work/compared"
check "every published figure of 210 councils and dates is met from the census alone" test "$compared" -eq 0

collector_init
for council in "${councils[@]}"; do agent_make "$council"; done
collector_start
web_start
for council in "${councils[@]}"; do agent_run "$council"; done
for council in "${councils[@]}"; do until_true 300 "every return of $council is acknowledged" agent_has_all "$council"; done
ranking() {
	curl -fsS --get "http://127.0.0.1:$web_port/api/v1/rankings" --data-urlencode "indicator=$1" --data-urlencode "month=$2" --data-urlencode "area=North West"
}
for indicator in vacancy_rate_fte turnover_rate_fte turnover_rate_headcount agency_rate_fte agency_rate_headcount agency_cover_rate_fte \
	vacancy_agency_cover_rate_fte caseload_fte absence_rate_fte; do
	for year in 2017 2018 2019 2020 2021 2022 2023 2024 2025; do
		ranking "$indicator" "$year-09" >"$work/tables/rates-$indicator-$year-09.json"
	done
done
compared=0
tests/support/compare_published "$work/tables" "$published" 4190 >"$work/compared" || compared=$?
tail -n 3 "$work/compared"
check "every published figure of 210 councils and dates is met from the tables" test "$compared" -eq 0

check "in March 2023 Cumbria is one of 23" json_is '.coverage == {"expected": 23, "reported": 23}' ranking vacancy_rate_fte 2023-03
check "in April 2023 its successors are two of 24" json_is '.coverage == {"expected": 24, "reported": 24} and
	([.councils[].council] | index("909") == null and index("942") != null and index("943") != null)' ranking vacancy_rate_fte 2023-04
check "a new council has no turnover before its first twelve months" json_is \
	'.councils[] | select(.council == "942") | .value == null and .status == "x"' ranking turnover_rate_fte 2023-04
check "and has it from September on" json_is '.councils[] | select(.council == "942") | .value == 2.1' ranking turnover_rate_fte 2023-09
check "Sefton's days lost of 2023 were published as u, and so is the absence rate" json_is \
	'.councils[] | select(.council == "343") | .value == null and .status == "u"' ranking absence_rate_fte 2023-09
check "the ledger is whole" "$collector" verify --state "$work/collector"
checks_done
