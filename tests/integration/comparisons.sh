#!/usr/bin/env bash
# Comparisons over real processes: what each command prints as JSON is what the API answers, before and after a correction, for every kind of area, and
# what is asked wrongly is refused by both with a sentence. Four councils with the demonstration's months; releases and events are invented.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
state=$work/collector
mersey=(340 341 342 343)

cat >"$work/workforce.csv" <<'CSV'
time_period,geographic_level,old_la_code,la_name,new_la_code,inpost_fte,inpost_headcount,vacancy_fte,agency_fte,agency_headcount,agency_cover_fte,cases,case_holders_fte,leavers_fte,leavers_headcount,starters_fte,starters_headcount,working_days_lost_fte
2020,Local authority,340,Knowsley,E08000011,105,110,20,10,10,8,1600,90,15,16,12,13,900
2020,Local authority,342,St. Helens,E08000013,150,155,24,12,12,10,1500,80,14,15,13,14,950
2021,Local authority,340,Knowsley,E08000011,107,112,23,11,11,9,1650,91,16,17,13,14,910
2021,Local authority,342,St. Helens,E08000013,143.3,150,36,31,32,30,1410,77.1,34.9,36,20,21,1903
CSV
sed 's/^2021\(.*\),36,31,/2021\1,37,31,/; s/^2020/2022/' "$work/workforce.csv" >"$work/workforce-2022.csv"
cat >"$work/inspections.csv" <<'CSV'
# Invented inspections, for a test.
council,date,kind,published,overall,leaders,help_and_protection,in_care,care_leavers
342,2020-11-02,inspection_standard,2021-01-11,inadequate,inadequate,requires_improvement,good,
343,2021-03-01,inspection_short,2021-04-19,good,good,good,good,
CSV

cluster_from=2020-03
cluster_extracts
collector_init --notice "Invented months, for a test."
for council in "${mersey[@]}"; do agent_make "$council" --now 2021-10-05T09:00:00Z; done
collector_start --now 2021-10-05T09:30:00Z
web_start
for council in "${mersey[@]}"; do agent_run "$council"; done
for council in "${mersey[@]}"; do until_true 120 "every return of $council is acknowledged" agent_has_all "$council"; done
for council in "${mersey[@]}"; do process_end "${agent_pids[$council]}" bellwether-agent TERM; done
asking() { "$collector" "$@" --state "$state"; }
check_exit 0 'imported' "a release" asking import "$work/workforce.csv" --now 2021-10-05T10:00:00Z
check_exit 0 'imported: 2 events' "inspections, in a table of our own" asking event import "$work/inspections.csv" --now 2021-10-05T10:00:00Z
check_exit 0 'recorded' "a visit" asking event add --council 342 --date 2021-09-13 --kind focused_visit --publisher Ofsted --now 2021-10-05T10:00:00Z
check_exit 0 'saved the group' "a group" asking group save mersey "${mersey[@]}" --name "Both banks" --now 2021-10-05T10:00:00Z

# address COMMAND [WORD] [OPTION VALUE]...: the API's query that asks the same, as arguments of curl, in `query`; the answer's path in `path`.
address() {
	local command=$1 word=
	shift
	case $command in
	rank) path=rankings word=indicator ;;
	series | revisions) path=$command word=indicator ;;
	profile) path=profiles word=council ;;
	reconcile) path=reconciliation word=council ;;
	*) path=$command ;;
	esac
	query=()
	if [ -n "$word" ]; then
		query+=(--data-urlencode "$word=$1")
		shift
	fi
	while [ $# -gt 0 ]; do
		query+=(--data-urlencode "$(tr - _ <<<"${1#--}")=$2")
		shift 2
	done
}
# both COMMAND...: whether the command's JSON is the API's, which stays in $work/api.json.
both() {
	local path query=()
	address "$@"
	curl -fsS --get "http://127.0.0.1:$web_port/api/v1/$path" "${query[@]}" | jq -S . >"$work/api.json"
	asking "$@" --json | jq -S . >"$work/command.json"
	test -s "$work/api.json" && diff "$work/command.json" "$work/api.json"
}
# says JQ COMMAND...: both say the same, and it is like that.
says() {
	local filter=$1
	shift
	both "$@" || return
	jq -e "$filter" "$work/api.json" >/dev/null && return
	echo "it is not: $filter"
	jq -c . "$work/api.json" | cut -c1-1500
	return 1
}
st_helens='.councils[] | select(.council == "342")'
month=2021-08

# What the commands print is what the API answers
check "a ranking with a change since a month, of one council's view" says ".since == \"2020-09\" and .chosen == \"342\" and .coverage == {\"expected\": 23, \"reported\": 4} and
	($st_helens | .value == 18.6 and .rank == 4 and .interval.low < 18.6 and .rank_interval.worst == 4)" \
	rank vacancy_rate_fte --month $month --area "North West" --since 2020-09 --council 342
check "of published figures" says "($st_helens | .value == 20.1 and .vintage == \"2021-09\") and (.attribution | contains(\"Crown copyright\"))" \
	rank vacancy_rate_fte --month 2021-09 --area England --source official
check "a series of a council beside its comparators" says '[.months[].own.value] == [17.4, 18.1, 18, 18.6, 19.6] and .months[0].neighbours.expected == 10' \
	series vacancy_rate_fte --council 342 --from 2021-05 --to 2021-09
check "which has the council's events" says '[.events[] | .date + " " + .kind] == ["2020-11-02 inspection_standard", "2021-09-13 focused_visit"]' \
	series vacancy_rate_fte --council 342
check "a series of an area" says '.council == null and .area.code == "group:mersey" and (.months | length) == 19' series vacancy_rate_fte --area group:mersey
check "published series" says '[.months[] | .month] == ["2020-09", "2021-09"]' series vacancy_rate_fte --council 342 --source official
check "a profile" says '[.topics[].indicators[] | select(.id == "vacancy_rate_fte")][0] | .value == 19.6 and .neighbours.counted == 2' profile 342 --month 2021-09
check "a profile beside another area" says '.area.code == "neighbours:342"' profile 342 --month 2021-09 --area neighbours:342
check "warnings say that they are a demonstration" says '.caution | contains("a demonstration, not evidence")' alerts --month 2021-09 --area "North West"
check_exit 0 'a demonstration, not evidence' "in words too" asking alerts --month 2021-09 --area "North West"
check "revisions, before there are any" says '.revised == 0 and .compared == 0' revisions vacancy_rate_fte --month $month --council 342
check "returns against a release, whose counts differ" says '.indicators[] | select(.indicator == "vacancy_rate_fte") |
	.returns.value == 19.6 and .official.value == 20.1 and .difference == -0.5 and .explanation == "unexplained"' reconcile 342 --month 2021-09

# Areas of every kind
check "a council with its neighbours" says '.area.code == "neighbours:342" and (.councils | length == 11) and any(.councils[]; .council == "342")' \
	rank vacancy_rate_fte --month $month --area neighbours:342
check "a group that everybody knows" says '.area.name == "Liverpool City Region" and ([.councils[].council] | sort == ["340", "341", "342", "343", "344", "876"])' \
	rank vacancy_rate_fte --month $month --area group:liverpool-city-region
check "a saved group" says '.area.name == "Both banks" and .coverage == {"expected": 4, "reported": 4}' rank vacancy_rate_fte --month $month --area group:mersey
check "councils" says '.area.code == "340,342" and [.councils[].council] == ["340", "342"]' rank vacancy_rate_fte --month $month --area 342,340
check "a region by its code" says '.area.name == "North West"' rank vacancy_rate_fte --month $month --area e12000002

# What only the API has
get() { curl -fsS --get "http://127.0.0.1:$web_port/api/v1/$1" "${@:3}" | jq -e "$2"; }
check "the matrix" get matrix '[.councils[].council] == ["340", "341", "342", "343"] and ([.indicators[] | select(.id == "vacancy_rate_fte").cells[].value][2] == 18.6)' -d month=$month -d area=group:mersey
check "who has reported" get coverage '.months[-1] == {"month": "2021-09", "expected": 4, "reported": 4, "counted": null, "missing": []}' -d area=group:mersey
check "a control chart" get xmr '.phases[0].baseline_readings == 19 and .phases[0].upper_limit > .phases[0].mean and (.points | length) == 19' -d indicator=vacancy_rate_fte -d council=342
check "a funnel" get funnel '.funnel.councils == 4 and .distribution.maximum == 18.6' -d indicator=vacancy_rate_fte -d month=$month -d area=group:mersey
check "the areas have the saved group" get areas 'any(.areas[]; .code == "group:mersey" and .name == "Both banks")'
# agree ANSWER FILTER FILTER COMMAND...: what the filters leave of the API's answer and of the command's is the same.
agree() {
	get "$1" "$2" >"$work/answered" && asking "${@:4}" --json | jq -e "$3" >"$work/printed" && test -s "$work/printed" && diff "$work/printed" "$work/answered"
}
check "the groups are the command's" agree areas '[.areas[].code | select(startswith("group:"))] | sort' '[.groups[] | "group:" + .id] | sort' group list
check "the indicators" get indicators 'any(.topics[].indicators[]; .id == "vacancy_rate_fte")'
check "the councils of an area" get councils '[.councils[].council] == ["340", "341", "342", "343"]' -d area=group:mersey
event_members='[.events[] | {council, date, kind, title, judgements, published, source}]'
check "the events are the command's" agree events "$event_members" "$event_members" event list

# A correction, a year later, and a later release
position=$(jq .position <(curl -fsS "http://127.0.0.1:$web_port/healthz"))
process_end "$collector_pid" bellwether-collector TERM
collector_start --now 2022-11-05T09:30:00Z
sed -i "s/^$month,33.77,/$month,41.30,/" "$work/extracts/342/posts.csv"
agent_run 342
until_true 60 "the correction is acknowledged" agent_has_all 342 $(($(council_months 342) + 1))
process_end "${agent_pids[342]}" bellwether-agent TERM
check_exit 0 'imported' "a later release" asking import "$work/workforce-2022.csv" --now 2022-11-05T10:00:00Z
check_exit 0 'removed' "a group goes" asking group remove mersey --now 2022-11-05T10:00:00Z

check "the correction" says "$st_helens | .value == 21.8 and .revision == 2" rank vacancy_rate_fte --month $month --area "North West"
check "the figure as of a day before it" says ".as_of.date == \"2021-10-05\" and ($st_helens | .value == 18.6 and .revision == 1)" rank vacancy_rate_fte --month $month --area "North West" --as-of 2021-10-05
check "and as of a position before it" says "$st_helens | .value == 18.6 and .revision == 1" \
	rank vacancy_rate_fte --month $month --area "North West" --as-of "position:$position"
check "as of today it is the new one" says "$st_helens | .value == 21.8" rank vacancy_rate_fte --month $month --area "North West" --as-of 2022-11-05
check "a series of before" says '.months[-2].own.value == 18.6' series vacancy_rate_fte --council 342 --as-of "position:$position"
check "a series of now" says '.as_of == null and .months[-2].own.value == 21.8' series vacancy_rate_fte --council 342
check "a profile of before" says '[.topics[].indicators[] | select(.id == "vacancy_rate_fte")][0].value == 18.6' profile 342 --month $month --as-of 2021-10-05
check "warnings of before" says '.caution | contains("not evidence")' alerts --month $month --area "North West" --as-of 2021-10-05
check "the revision, with who, when and which figure" says '.revised == 1 and ([.councils[0].versions[] | [.value, .recorded_at[:10], .approver_role]] ==
	[[18.6, "2021-10-05", "Test approval"], [21.8, "2022-11-05", "Test approval"]])' revisions vacancy_rate_fte --month $month --council 342
check "there was none then" says '.revised == 0' revisions vacancy_rate_fte --month $month --council 342 --as-of 2021-10-05
vacancies='.indicators[] | select(.indicator == "vacancy_rate_fte")'
check "against the newest release" says "$vacancies | .official.vintage == \"2022-09\" and .official.numerator == 37" reconcile 342 --month 2021-09
check "against the release of then" says "$vacancies | .official.vintage == \"2021-09\" and .official.numerator == 36" reconcile 342 --month 2021-09 --vintage 2021-09
check "and as of then" says "$vacancies | .official.numerator == 36" reconcile 342 --month 2021-09 --as-of 2021-10-05
check "a release of then in a ranking" says "$st_helens | .vintage == \"2021-09\" and .numerator == 36" \
	rank vacancy_rate_fte --month 2021-09 --area "North West" --source official --vintage 2021-09
check "a group that is no more, as of when it was" says '.area.name == "Both banks"' rank vacancy_rate_fte --month $month --area group:mersey --as-of 2021-10-05

# The first and the last months that can be named are months like others: there is an answer, or nothing there, and the server stays.
edges_answer() {
	local edge source query indicator got asked=0
	for edge in 1900-01 1900-03 1901-01 2199-12; do
		for source in returns official; do
			for query in "indicator?indicator=I&area=England&month=$edge&source=$source" {region,warnings,data,pack}"?area=E12000002&month=$edge&source=$source" \
				"council?council=342&month=$edge&source=$source" "compare?indicators=I&area=342,343&from=1900-01&to=$edge&source=$source" \
				"compare?indicators=I&area=342,343&from=$edge&source=$source" "indicator.csv?indicator=I&area=England&month=$edge&source=$source&figure=ranking" \
				api/v1/{rankings,revisions,funnel}"?indicator=I&area=England&month=$edge&source=$source" \
				api/v1/{alerts,matrix}"?area=England&month=$edge&source=$source" "api/v1/coverage?indicator=I&area=England&to=$edge&source=$source" \
				api/v1/{series,xmr}"?indicator=I&council=342&from=$edge&source=$source" "api/v1/series?indicator=I&council=342&from=1900-01&to=$edge&source=$source" \
				"api/v1/rankings?indicator=I&area=England&month=2199-12&since=$edge&source=$source" "api/v1/similar?indicator=I&council=342&month=$edge&source=$source" \
				"api/v1/profiles?council=342&month=$edge&source=$source" "api/v1/reporting?area=England&month=$edge" "api/v1/reconciliation?council=342&month=$edge" "api/v1/events?council=342&from=$edge"; do
				for indicator in vacancy_rate_fte cla_rate_per_10000; do
					got=$(curl -sS -o /dev/null -w "%{http_code}" "http://127.0.0.1:$web_port/${query/indicator=I/indicator=$indicator}")
					[[ $got =~ ^(200|400|404)$ ]] || { echo "$query, $indicator: $got"; return 1; }
					asked=$((asked + 1))
				done
			done
		done
	done
	echo "$asked addresses asked"
}
edges_print() {
	local edge source code command
	for edge in 1900-01 2199-12; do
		for source in returns official; do
			for command in "rank cla_rate_per_10000 --area England --month $edge" "revisions cla_rate_per_10000 --month $edge" "profile 342 --month $edge" \
				"alerts --area England --month $edge" "series cla_rate_per_10000 --council 342 --from $edge --to $edge"; do
				code=0
				# shellcheck disable=SC2086  # a command of several words
				asking $command --source "$source" >"$work/edge" 2>&1 || code=$?
				[ $code -le 3 ] || { echo "$command: exit $code"; cat "$work/edge"; return 1; }
			done
		done
	done
}
check "every address answers for the first and last months" edges_answer
check "every command does" edges_print

# What is asked wrongly gets a sentence: refused EXIT STATUS PROBLEM PATTERN COMMAND...; the pattern holds for both.
refused() {
	local exit=$1 status=$2 problem=$3 pattern=$4 path query=() code=0 got
	shift 4
	address "$@"
	asking "$@" >"$work/sentence" 2>&1 || code=$?
	got=$(curl -sS --get -o "$work/problem.json" -w '%{http_code} %{content_type}' "http://127.0.0.1:$web_port/api/v1/$path" "${query[@]}")
	check "$path refuses: $*" test "$code $got" = "$exit $status application/problem+json"
	check "the command says why: $*" grep -qE -- "$pattern" "$work/sentence"
	# shellcheck disable=SC2016  # jq's variables
	check "the API says why: $*" jq -e --arg problem "$problem" --arg pattern "$pattern" \
		'(.type | endswith("#" + $problem)) and (.detail | test($pattern)) and (.detail | test("^[A-Z].*[.]$"))' "$work/problem.json"
}
for bad in nowhere neighbours:999 neighbours:909 group: 340,340 340,999; do
	refused 3 400 parameter-value 'must be the name or the E-code of one of these|cannot be used: (999 is no council|Cumbria has no|behind group:|340 stands in it twice)' rank vacancy_rate_fte --month $month --area "$bad"
done
refused 3 404 nothing-there 'no group of councils with the id (mersey|nowhere)' rank vacancy_rate_fte --month $month --area group:mersey
refused 3 404 nothing-there 'no group of councils with the id nowhere' series vacancy_rate_fte --area group:nowhere
refused 3 400 parameter-value 'must be the id of an indicator' rank vacancies --month $month --area England
refused 3 400 parameter-value 'must be the id of an indicator' series "" --council 342
refused 3 400 parameter-value 'must be the id of an indicator' revisions vacancies --month $month
for bad in 2021-13 2021 august 0000-01; do
	refused 2 400 parameter-value 'must be a year and a month|takes a month such as' rank vacancy_rate_fte --month "$bad" --area England
	refused 2 400 parameter-value 'must be a year and a month|takes a month such as' rank vacancy_rate_fte --month $month --area England --since "$bad"
	refused 2 400 parameter-value 'must be a year and a month|takes a month such as' series vacancy_rate_fte --council 342 --from "$bad"
	refused 2 400 parameter-value 'must be a year and a month|takes a month such as' series vacancy_rate_fte --council 342 --to "$bad"
	refused 2 400 parameter-value 'must be a year and a month|takes a month such as' profile 342 --month $month --source official --vintage "$bad"
	refused 2 400 parameter-value 'must be a year and a month|takes a month such as' alerts --month "$bad" --area England
done
refused 2 400 parameter-value 'must not be a month before the first one' series vacancy_rate_fte --council 342 --from 2021-09 --to 2021-08
for bad in 34 999 St.Helens 3422; do
	refused 3 400 parameter-value 'must be the three-digit code of a council|cannot be used: 999 is no council' profile "$bad" --month $month
	refused 3 400 parameter-value 'must be the three-digit code of a council|cannot be used: 999 is no council' reconcile "$bad" --month $month
	refused 3 400 parameter-value 'must be the three-digit code of a council|cannot be used: 999 is no council' rank vacancy_rate_fte --month $month --area England --council "$bad"
done
refused 3 404 nothing-there "not one of the area's" profile 342 --month $month --area "North East"
refused 2 400 parameter-value 'must be returns .* or official' profile 342 --month $month --source dfe
for bad in yesterday 2021-02-30 position: position:-1 position:1x; do
	refused 2 400 parameter-value 'must be a date, such as .* or a position' rank vacancy_rate_fte --month $month --area England --as-of "$bad"
done
for moment in 2019-01-01 position:99999999; do
	refused 3 404 nothing-there 'nothing as of this moment' rank vacancy_rate_fte --month $month --area England --as-of "$moment"
done
refused 2 400 parameter-value 'goes with published releases' rank vacancy_rate_fte --month $month --area England --vintage 2021-09
refused 2 400 parameters-together '' series vacancy_rate_fte
refused 2 400 parameter-repeated 'is given more than once: give it once' rank vacancy_rate_fte --month $month --area England --area "North West"

# The published releases, which take the invented ones' place
published=../shared/data/dfe
if [ -e "$published/csww_indicators_2017_to_2025.csv" ]; then
	check_exit 0 'imported' "the published workforce" asking import "$published/csww_indicators_2017_to_2025.csv"
	check_exit 0 'imported' "Ofsted's list" asking event import "$published/ofsted_2025_ilacs_inspection_history.csv"
	check "England, published" says "($st_helens | .value == 19.6 and .vintage == \"2025-09\" and .rank_interval.worst > 100) and .coverage.expected == 150" \
		rank vacancy_rate_fte --month 2021-09 --area England --source official --council 342
	check "as of the invented release" says "$st_helens | .value == 20.5" rank vacancy_rate_fte --month 2021-09 --area England --source official --as-of 2022-12-31
	check "nine years of a council" says '(.months | length == 9) and .months[0].month == "2017-09"' series vacancy_rate_fte --council 342 --source official
	check "a council over all that is published" says '[.topics[].indicators[] | select(.value != null)] | length >= 9' profile 342 --month 2021-09 --source official
	check "councils that were alike once" get similar '(.matches | length == 5) and all(.matches[]; .council != "342" and .month < "2021-09")' \
		-d council=342 -d month=2021-09 -d source=official
	check "warnings, with the false alarms to expect" says '(.alerts | length > 0) and .control.expected_false_alarms > 0' alerts --month 2021-09 --area England --source official
	check "returns that meet what was published" says "$vacancies | .differs == false and .official.value == 19.6" reconcile 342 --month 2021-09
else
	echo "skipped: the published files are not beside the repository (../shared/data)"
fi
check "the ledger is whole" "$collector" verify --state "$state"
checks_done
