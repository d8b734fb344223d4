#!/usr/bin/env bash
# The story that the product exists for, told from the councils' files to the terminal, the API and the pages: the North West in September 2021. The
# period is the demonstration's.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
source tests/support/pages.sh
cluster_begin
cluster_to=2022-09
cluster_extracts
collector_init --notice "Months between the published dates are invented."
for council in "${councils[@]}"; do agent_make "$council"; done
collector_start
web_start
for council in "${councils[@]}"; do agent_run "$council"; done
for council in "${councils[@]}"; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done

base=http://127.0.0.1:$web_port
ranking() {
	curl -fsS --get "$base/api/v1/rankings" --data-urlencode "indicator=$1" --data-urlencode "month=$2" --data-urlencode "area=${3:-North West}"
}
says() { # INDICATOR MONTH JQ-EXPRESSION
	ranking "$1" "$2" | jq -e "$3"
}
council() {
	echo ".councils[] | select(.council == \"$1\")"
}

check "no figure was left unmet by the files" test -z "$(grep '^not met' "$work/extracts.out")"
check "23 councils" test "${#councils[@]}" -eq 23
check "coverage is whole" says vacancy_rate_fte 2021-09 '.coverage == {"expected": 23, "reported": 23}'
check "St. Helens: 19.6, 16th from the best, 8th highest, band C, 35.0 of 178.3" says vacancy_rate_fte 2021-09 \
	"$(council 342) | .value == 19.6 and .rank == 16 and .from_highest == 8 and .band == \"C\" and (.numerator * 10 | round) == 350 and (.denominator * 10 | round) == 1783"
check "the bands were taken over the region" says vacancy_rate_fte 2021-09 '.band_reference.area.code == "E12000002"'
check "Knowsley and Halton tie at 17.6" says vacancy_rate_fte 2021-09 \
	'[.councils[] | select(.council == "340" or .council == "876")] | length == 2 and .[0].value == 17.6 and .[1].value == 17.6 and .[0].rank == .[1].rank'
check "pooled 16.2" says vacancy_rate_fte 2021-09 '.pooled.value == 16.2'
check "minimum 4, quartiles 10.2, 16.9, 21.4" says vacancy_rate_fte 2021-09 '.minimum == 4 and .quartiles == [10.2, 16.9, 21.4] and .median == 16.9'
check "St. Helens' vacancy rate was 13.6 a year before" says vacancy_rate_fte 2020-09 "$(council 342) | .value == 13.6"
check "and rose by 6.0 on the year" says vacancy_rate_fte 2021-09 "$(council 342) | .change_year == 6.0"
check "St. Helens' turnover was 8.4" says turnover_rate_fte 2020-09 "$(council 342) | .value == 8.4"
check "and trebled to 24.3" says turnover_rate_fte 2021-09 "$(council 342) | .value == 24.3"
check "Sefton's agency rate was 9.7" says agency_rate_fte 2019-09 "$(council 343) | .value == 9.7"
check "and doubled to 19.8" says agency_rate_fte 2021-09 "$(council 343) | .value == 19.8"
check "with caseloads of 21.3" says caseload_fte 2021-09 "$(council 343) | .value == 21.3"
check "Rochdale's cover rate of 2019 is over 100 and shown" says vacancy_agency_cover_rate_fte 2019-09 "$(council 354) | .value > 100"
check "no change without an earlier month" says vacancy_rate_fte 2019-09 "$(council 342) | .change_month == null and .change_year == null"
england=$(ranking vacancy_rate_fte 2021-09 England)
check "England has the councils that have not reported as well" jq -e '.coverage.reported == 23 and .coverage.expected > 140' <<<"$england"
by_code=$(ranking vacancy_rate_fte 2021-09 e12000002)
check "an area by its code, in any case" jq -e '.area.name == "North West"' <<<"$by_code"
check "the notice is in the feed" says vacancy_rate_fte 2021-09 '.notice | contains("invented")'

"$collector" rank vacancy_rate_fte --month 2021-09 --area "North West" --json --state "$work/collector" | jq -S . >"$work/rank.json"
ranking vacancy_rate_fte 2021-09 | jq -S . >"$work/api.json"
check "the command's JSON is the API's object" diff "$work/rank.json" "$work/api.json"
"$collector" rank vacancy_rate_fte --month 2021-09 --area "North West" --state "$work/collector" >"$work/rank.txt"
curl -fsS "$base/indicator?indicator=vacancy_rate_fte&month=2021-09&area=North+West" >"$work/page.html"
for showing in rank.txt page.html; do
	check "$showing has St. Helens' rate" grep -qE '19\.6' "$work/$showing"
	check "$showing has the pooled rate" grep -qE '16\.2' "$work/$showing"
	check "$showing says that months between are invented" grep -q 'invented' "$work/$showing"
done
for quartile in 10.2 16.9 21.4; do check "the terminal has $quartile" grep -qF "$quartile" "$work/rank.txt"; done

# As somebody reads it who opens the region's page: St. Helens stands out, its own page has why, the rest of the pages are one click away.
of_month="month=2021-09&area=E12000002"
pages_save "$work/pages" <<EOF
/region?$of_month
/indicator?indicator=vacancy_rate_fte&$of_month
/council?council=342&$of_month
/compare?indicators=vacancy_rate_fte,turnover_rate_fte&area=342,343&from=2020-09&to=2021-09
/warnings?$of_month
/definitions?indicator=vacancy_rate_fte
/data?$of_month
/pack?$of_month
/
/definitions
EOF
check "every page is there" all_answered "$work/pages"
for page in 1 2 3 4 5 8 9; do check "page $page says that months between are invented" grep -q 'invented' "$work/pages/$page.html"; done
says_of_st_helens() { # PAGE PATTERN
	sed 's/<[^>]*>//g' "$work/pages/$1.html" | grep -E 'St\. Helens' | grep -qE "$2"
}
together='turnover rate \(FTE\).*, vacancy rate \(FTE\) from 13\.6% to 19\.6%.* average caseload \(FTE\) from 16\.0 to 18\.3 in the year to September 2021'
check "the region's page says what came together in St. Helens, in a sentence" says_of_st_helens 1 "$together"
check "and leads to its page" grep -q 'href="/council?council=342&amp;month=2021-09&amp;area=E12000002"' "$work/pages/1.html"
check "the pack says it as well" says_of_st_helens 8 "$together"
check "23 of 23 have reported" grep -q '23 of 23' "$work/pages/1.html"
check "the council's page has its neighbours" grep -qE 'id="neighbours"' "$work/pages/3.html"
check "its returns, each signed by a role" grep -q 'Test approval' "$work/pages/3.html"

# What the pages show is what the API answers: every council's figure of every headline indicator, as a file has it.
pages_files "$work/pages" | files_save "$work/files"
check "every file of a figure is there, or has nothing to show" test -z "$(awk '$1 != 200 && !($1 == 404 && /figure=funnel$/)' "$work/files/index")"
check "there are many" test "$(grep -c '^200' "$work/files/index")" -gt 200
file_of() { # ADDRESS
	awk -v wanted="$1" '$3 == wanted { print FILENAME, $2 }' "$work/files/index" | sed 's#index ##'
}
column() { # FILE NAME: lines "COUNCIL VALUE" of a column, of councils
	tr -d '\r' <"$1" | awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } $1 == "council" { print $2, $at }' | sort
}
shown() { # INDICATOR: the same lines from the API, with its decimals
	ranking "$1" 2021-09 | jq -r '.indicator.decimals as $decimals | .councils[] |
		[.council, (if .value == null then .status else .value end), $decimals] | @tsv' |
		awk '{ print $1, $2 ~ /^[a-z]$/ ? $2 : sprintf("%.*f", $3, $2) }' | sort
}
headline=$(file_of "/region.csv?$of_month&figure=indicators")
indicators=$(head -n 1 "$headline" | tr -d '\r' | tr , '\n' | sed '1,3d; /_band$/d; /^notice$/d')
check "ten headline indicators" test "$(wc -w <<<"$indicators")" -eq 10
for indicator in $indicators; do
	check "$indicator: the region's page has what the API answers" diff <(column "$headline" "$indicator") <(shown "$indicator")
	check "$indicator: the pack as well" diff <(column "$(file_of "/pack.csv?$of_month&figure=indicators")" "$indicator") <(shown "$indicator")
	check "$indicator: and its own page's ranking" diff <(column "$(file_of "/indicator.csv?indicator=$indicator&$of_month&figure=ranking")" value) <(shown "$indicator")
done

# Every published component and rate of the four dates, from the councils' own previews (tests/support/compare_published).
dates=(2019-09 2020-09 2021-09 2022-09)
for council in "${councils[@]}"; do
	for month in "${dates[@]}"; do
		"$agent" preview --council "$council" --month "$month" --extracts "$work/extracts/$council" --json >"$work/preview-$council-$month.json"
	done
done
for indicator in vacancy_rate_fte turnover_rate_fte turnover_rate_headcount agency_rate_fte agency_rate_headcount agency_cover_rate_fte \
	vacancy_agency_cover_rate_fte caseload_fte absence_rate_fte; do
	for month in "${dates[@]}"; do
		ranking "$indicator" "$month" >"$work/rates-$indicator-$month.json"
	done
done
compared=0
tests/support/compare_published "$work" deploy/demo_data/north_west_published.csv 1800 >"$work/compared" || compared=$?
tail -n 3 "$work/compared"
check "every published figure is met, and none is left out" test "$compared" -eq 0
check "the ledger is whole" "$collector" verify --state "$work/collector"
checks_done
