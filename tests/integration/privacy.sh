#!/usr/bin/env bash
# Nothing person-level leaves (invariant 1): everything that all agents of the demonstration, the collector and the web server sent, logged, stored and
# served outside the extract folders is searched for every identifier, birth date and postcode of the input; and no count of children of 1 to 5 is in any
# return, answer or page, nor is a figure in any page's files that its council withholds. Then leaks of both kinds are planted, and the same searches must find them.
# build: release
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
source tests/support/pages.sh
cluster_begin
cluster_to=2022-09
cluster_extracts
needles=$work/extracts/needles
mkdir -p "$work/everything"

# Columns and elements that hold a person's identifier, birth date or postcode, in any of the formats that the agent reads.
person_fields=(SWENo PersonBirthDate ExpectedPersonBirthDate PersonDeathDate CHILD CHILDID DOB MC_DOB UPN LAchildID UniqueLearnerNumber SW_ID HOME_POST PL_POST)

csv_needles() { # FILE
	# A comma before a space and a word is within a cell; a header row may come again.
	sed '1s/^\xef\xbb\xbf//; s/\r$//; s/, \([a-z0-9]\)/; \1/g; s/"//g' "$1" | awk -F, -v fields="${person_fields[*]}" '
		BEGIN { split(tolower(fields), list, " "); for (i in list) wanted[list[i]] = 1 }
		NR == 1 { for (i = 1; i <= NF; i++) { name = tolower($i); gsub(/^ +| +$/, "", name); if (name in wanted) take[i] = 1 }; next }
		{ for (i in take) { name = tolower($i); gsub(/^ +| +$/, "", name); if (!(name in wanted)) print $i } }'
}
xml_needles() { # FILE
	local IFS='|'
	{ grep -oE "<(${person_fields[*]})>[^<]+<" "$1" || true; } | sed 's/^<[^>]*>//; s/<$//'
}

# Each once, in the form of the file and, dates, in the other usual one. UN1 to UN7 say why a child has no UPN: they identify nobody.
collect_needles() {
	local file
	for file in "$work"/extracts/*/*; do
		case $file in
		*.csv) csv_needles "$file" ;;
		*.xml) xml_needles "$file" ;;
		esac
	done | sed 's/^ *//; s/ *$//; /^$/d; /^NULL$/d; /^UN[1-7]$/d' | sort -u >"$needles.raw"
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
births=$(grep -cE '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' "$needles")
postcodes=$(grep -cE '^[A-Z]{1,2}[0-9]{1,2}[A-Z]? [0-9][A-Z]{2}$' "$needles" || true)
echo "$(wc -l <"$needles") needles, $births of them birth dates, $postcodes postcodes"
check "there are many workers" test "$(grep -c '^SYNTH' "$needles")" -gt 10000
check "there are many birth dates" test "$births" -gt 1000
check "there are postcodes" test "$postcodes" -gt 0
check "no needle is short enough to occur by chance" test -z "$(awk 'length < 7' "$needles")"
check "no birth date is a first of the month" test -z "$(grep -E '^[0-9]{4}-[0-9]{2}-01$' "$needles")"

collector_init --notice "Synthetic persons, for a test."
for council in "${councils[@]}"; do agent_make "$council"; done
collector_start
web_start
# Files full of errors as well: what is said about bad rows must not quote them.
broken=343
for file in "$work/extracts/$broken"/*.csv; do
	awk -F, 'NR == 1 || NR % 3 == 0 { sub(/0\.[0-9]+|1\.00/, "7.5"); print; next } { gsub(/20[0-9][0-9]/, "20x1"); print }' "$file" >"${file%.csv}_again.csv"
done
for file in "$work/extracts/$broken"/*.xml; do
	sed -E 's#(<[A-Za-z0-9]*Date>)20#\120x#' "$file" >"${file%.xml}_again.xml"
done
for council in "${councils[@]}"; do agent_run "$council"; done
for council in "${councils[@]}"; do
	[ "$council" = "$broken" ] || until_true 180 "every return of $council is acknowledged" agent_has_all "$council"
done

# Everything that can be shown, into files that the search reads.
turn=0
for council in "${councils[@]}"; do
	month=$(council_month "$council" "$turn")
	turn=$((turn + 5))
	for form in "" --json; do
		"$agent" preview --council "$council" --month "$month" --extracts "$work/extracts/$council" $form \
			>"$work/everything/preview-$council$form" 2>&1 || echo "preview of $council ended with $?"
		"$agent" status --state "$work/agents/$council" $form >"$work/everything/status-$council$form" 2>&1
	done
done
for council in 342 "$broken"; do
	for form in "" --json; do
		"$agent" validate --extracts "$work/extracts/$council" $form >"$work/everything/validate-$council$form" 2>&1 ||
			echo "validate of $council ended with $?"
	done
done
check "the bad rows were reported" grep -q '_again.csv' "$work/everything/preview-$broken"
base=http://127.0.0.1:$web_port
for path in "/healthz" "/metrics" "/style.css" "/find?q=helens" "/indicator?indicator=caseload_fte&month=2021-09&area=England" "/region?month=soon" \
	"/api/v1/rankings?indicator=nothing"; do
	curl -sS -i "$base$path" >"$work/everything/served-$(tr -c 'a-z0-9\n' _ <<<"$path")"
done
# shellcheck disable=SC2016 # backticks of the page
mapfile -t indicators < <(grep -oE '^`[a-z0-9_]+` = ' docs/definitions.md | tr -d '`= ')
for indicator in "${indicators[@]}"; do
	for month in 2020-03 2021-09 2022-03; do
		question="indicator=$indicator&month=$month&area=North%20West"
		curl -sS "$base/api/v1/rankings?$question" >"$work/everything/ranking-$indicator-$month.json"
	done
done

# Every page, of each indicator and council, and every figure's file that they link.
pages_of() { # MONTH
	local of="month=$1&area=E12000002" page indicator council
	for page in region warnings data pack; do echo "/$page?$of"; done
	for indicator in "${indicators[@]}"; do
		echo "/indicator?indicator=$indicator&$of"
		echo "/compare?indicators=$indicator&area=342,343,354&to=$1"
	done
	for council in "${councils[@]}"; do echo "/council?council=$council&$of"; done
}
{
	for month in 2020-03 2021-09 2022-03; do pages_of "$month"; done
	printf '/definitions?indicator=%s\n' "${indicators[@]}"
	printf '/definitions\n/\n'
} >"$work/addresses"
pages_save "$work/everything/pages" <"$work/addresses"
pages_files "$work/everything/pages" | files_save "$work/everything/files"
check "every page is there" all_answered "$work/everything/pages"
check "every page has files" test "$(cut -d' ' -f3 "$work/everything/files/index" | sed 's/[.].*//' | sort -u | tr -d '/\n')" = comparecouncildatadefinitionsindicatorpackregionwarnings

# answer NAME QUERY: one of the API's other answers, of councils and of the area.
answer() {
	curl -fsS "$base/api/v1/$1?$2" >"$work/everything/answer-$1-$(tr -c 'a-z0-9\n' _ <<<"$2").json"
}
for indicator in "${indicators[@]}"; do
	for of in council=342 council=354 area=E12000002; do
		answer series "indicator=$indicator&$of"
		answer xmr "indicator=$indicator&$of"
	done
	answer revisions "indicator=$indicator&month=2021-09&area=E12000002"
	answer funnel "indicator=$indicator&month=2021-09&area=E12000002"
done
for month in 2020-03 2021-09 2022-03; do
	for council in "${councils[@]}"; do answer profiles "council=$council&month=$month"; done
	answer matrix "month=$month&area=E12000002"
	answer alerts "month=$month&area=E12000002"
	answer reporting "month=$month&area=E12000002"
	answer similar "month=$month&council=342"
done
answer coverage area=E12000002
answer indicators ""
"$collector" rank cla_rate_per_10000 --month 2021-09 --area "North West" --state "$work/collector" >"$work/everything/rank" 2>&1
"$collector" status --state "$work/collector" >"$work/everything/collector-status" 2>&1
"$collector" verify --state "$work/collector" >"$work/everything/verify" 2>&1

check "the search reads what the collector stored" grep -qa "small-counts-1" "$work/collector/store/data.mdb"
check "the search reads what the agent keeps" grep -rqa "small-counts-1" "$work/agents/342/outbox"
check "nothing person-level is anywhere outside the extract folders" nothing_found

# Counts of 1 to 5 of a protected measure: in what the agents send (a preview shows exactly that), and in what the collector answers.
# shellcheck disable=SC2016 # backticks of the page
protected=$(sed -nE 's/^`([a-z0-9_]+)`, number .*counts of 1 to 5 do not leave.*/\1/p' docs/definitions.md | jq -R . | jq -s .)
small_counts_sent() { # PREVIEW...
	jq -e --argjson protected "$protected" \
		'.measures[] | select(.id as $id | $protected | index($id)) | select(.value != null and .value >= 1 and .value <= 5)' "$@"
}
small_counts_shown() { # RANKING...
	jq -e --argjson protected "$protected" '
		def is_protected: any(.[]; . as $id | $protected | index($id));
		.indicator as $indicator | .councils[], .pooled |
		((select($indicator.numerator | is_protected) | .numerator), (select($indicator.denominator | is_protected) | .denominator)) |
		select(. != null and . >= 1 and . <= 5)' "$@"
}
# What each indicator is made of, to know whose counts the parts of an answer are.
jq '[.topics[].indicators[] | {key: .id, value: (.numerator + .denominator)}] | from_entries' "$work"/everything/answer-indicators-*.json >"$work/parts.json"
small_counts_answered() { # ANSWER...: parts stand below an indicator, which is an object, a row with its id, or an id
	jq -e --argjson protected "$protected" --slurpfile parts "$work/parts.json" '
		def indicator: if (.indicator | type) == "object" then .indicator.id elif (.indicator | type) == "string" then .indicator else .id end;
		def counts($measures):
			(.numerator | select(($measures[0] as $id | $protected | index($id)) and type == "number")),
			(.denominator | select(any($measures[1:][]; . as $id | $protected | index($id)) and type == "number"));
		def rows: if (.indicator | type) == "object" then . else .. | objects | select($parts[0][indicator // ""]) end;
		rows | $parts[0][indicator] as $measures | del(.indicator) | .. | objects | select(has("numerator")) | counts($measures) |
		select(. >= 1 and . <= 5)' "$@"
}
none() { # jq ends with 4 when it has read all and found nothing, with 5 when it could not read
	local status=0
	"$@" || status=$?
	[ "$status" -eq 4 ]
}
check "most measures of children are protected" test "$(jq length <<<"$protected")" -gt 80
check "there were small counts to suppress" jq -e '.measures[] | select(.status == "c")' "$work"/everything/preview-*--json
check "no return has a small count" none small_counts_sent "$work"/everything/preview-*--json
check "no answer has a small count" none small_counts_shown "$work"/everything/ranking-*.json
check "nor have the others" none small_counts_answered "$work"/everything/answer-*.json
# Where the API has c of a council's figure, in any month: no file of a figure has a number.
for month in $(seq 0 36); do
	month=$(council_month 342 "$((month + $(council_months 342) - 37))")
	curl -fsS "$base/api/v1/matrix?month=$month&area=E12000002" |
		jq -r --arg month "$month" '[.councils[].council] as $councils | .indicators[] | .id as $id | .cells | to_entries[] |
			select(.value.status == "c") | "\($councils[.key]) \($month) \($id)"'
done >"$work/withheld"
jq -r '.topics[].indicators[] | [.id, (.numerator | join(",")), (.denominator | join(",")), .label] | @tsv' "$work"/everything/answer-indicators-*.json >"$work/made_of"
jq -r '.[]' <<<"$protected" >"$work/protected"
search_figures() { # FOLDER
	tests/support/search_figures "$1" "$work/withheld" "$work/made_of" "$work/protected"
}
check "many figures are withheld" test "$(wc -l <"$work/withheld")" -gt 1000
check "no page's file has a small count, or a figure that is withheld" search_figures "$work/everything/files"
tail -n 1 "$work/check.out"
check "which have many" test "$(sed -n 's/ cells compared.*//p' "$work/check.out" | tail -n 1)" -gt 50000
check "which have counts" jq -e '[.. | objects | .numerator | numbers] | length > 0' "$work"/everything/answer-{series,revisions,funnel,profiles}-*.json

# A small count, planted in a return and in answers.
jq '(.measures[] | select(.status == "c") | .value) = 3' "$work/everything/preview-342--json" >"$work/planted-preview.json"
check "a planted small count in a return is found" small_counts_sent "$work/planted-preview.json"
jq '.councils[0].numerator = 4' "$work/everything/ranking-repeat_cpp_percent-2021-09.json" >"$work/planted-ranking.json"
check "a planted small count in an answer is found" small_counts_shown "$work/planted-ranking.json"
jq '(.topics[].indicators[] | select(.id == "repeat_cpp_percent") | .numerator) = 4' "$work"/everything/answer-profiles-council_342_month_2021_09.json \
	>"$work/planted-profile.json"
check "a planted small count in a profile is found" small_counts_answered "$work/planted-profile.json"
jq '.months[-1].council.numerator = 4' "$work"/everything/answer-series-indicator_repeat_cpp_percent_council_342.json >"$work/planted-series.json"
check "a planted small count in a series is found" small_counts_answered "$work/planted-series.json"

# The same, planted in a page's files: a small count in a ranking, a number for a symbol in a profile, in a table of all and in a chart's months.
plant() { # NAME ADDRESS SED-EXPRESSION: a folder of that one file, changed
	local file
	file=$(awk -v wanted="$2" '$3 == wanted { print $2 }' "$work/everything/files/index")
	mkdir -p "$work/planted-$1"
	sed -E "$3" "$work/everything/files/$file" >"$work/planted-$1/1.csv"
	echo "200 1.csv $2" >"$work/planted-$1/index"
}
found_in() { # NAME
	check_exit 1 '[1-9][0-9]* found' "$1 in a page's file is found" search_figures "$work/planted-${1// /-}"
}
read -r hidden_council hidden_month hidden_indicator < <(grep -E ' 2021-09 (repeat_cpp|rereferral)_percent$' "$work/withheld")
of="month=2021-09&area=E12000002"
plant "a-small-count" "/indicator.csv?indicator=repeat_cpp_percent&$of&figure=ranking" 's/^(council,.*,)[0-9]+(,[0-9]+(,.*)?)$/\14\2/' # the column before the denominator
plant "a-withheld-rate" "/indicator.csv?indicator=$hidden_indicator&$of&figure=ranking" "/^council,$hidden_council,/s/,c,/,1.2,/"
plant "one-of-many" "/region.csv?$of&figure=indicators" "/^council,$hidden_council,/s/,c/,1.2/g"
plant "one-in-a-profile" "$(cut -d' ' -f3 "$work/everything/files/index" | grep -E "^/council.csv.*council=$hidden_council&$of.*figure=profile-in-need" | head -n 1)" "/^indicator,$hidden_indicator,/s/,c,/,1.2,/"
plant "one-of-a-month" "$(cut -d' ' -f3 "$work/everything/files/index" | grep -E "^/council.csv.*council=$hidden_council&$of.*figure=chart-$hidden_indicator" | head -n 1)" "s/^(month,$hidden_month,[^,]*),c/\1,1.2/"
for planted in "a small count" "a withheld rate" "one of many" "one in a profile" "one of a month"; do found_in "$planted"; done

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
