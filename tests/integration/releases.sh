#!/usr/bin/env bash
# Published series beside the returns: imported while the collector runs and while it does not, listed, ranked, shown. The figures are invented.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
state=$work/collector
cat >"$work/plans.csv" <<'CSV'
CPP_subsequent,CPP_start,time_period,geographic_level,region_name,old_la_code,la_name,new_la_code,more
c,50,2023,Regional,North West,,,,
40,190,2023,Local authority,North West,342,St Helens,E08000013,
30,100,2023,Local authority,North West,340,Knowsley,E08000011,
CSV
sed 's/,2023,/,2024,/; s/^40,190/41,200/' "$work/plans.csv" >"$work/plans-2024.csv"
cat >>"$work/plans-2024.csv" <<'CSV'
9,45,2023,Local authority,North West,342,St Helens,E08000013,
5,20,2024,Local authority,North West,341,Elsewhere,E08000012,
5,20,2024,Local authority,North West,999,Nowhere,E08000999,
CSV
printf '\xef\xbb\xbf' >"$work/population.csv"
cat >>"$work/population.csv" <<'CSV'
time_period,geographic_level,old_la_code,la_name,new_la_code,age_group,population_estimate
2022,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,40000
2022,Local authority,340,Knowsley,E08000011,Children aged 0 to 17 years,38000
CSV
printf 'a,b\n1,2\n' >"$work/none.csv"
collector_init --notice "Invented figures, for a test."
import() { "$collector" import "$@" --state "$state"; }
releases() { "$collector" releases --state "$state" "$@"; }

# Without a collector
check_exit 2 'at least one file' "import without a file" import
check_exit 0 'no published series' "a list without releases says so" releases
check_exit 0 'imported: .*, to march 2023: 4 figures of 2 councils in 1 period' "a release is imported" import "$work/plans.csv"
check_exit 0 'this very file was imported' "the same file again is a no-op" import "$work/plans.csv"
cp "$work/plans.csv" "$work/another-name.txt"
check_exit 0 'this very file was imported' "by whatever name" import "$work/another-name.txt"
check_exit 3 'no published series' "a file that is none" import "$work/population.csv" "$work/none.csv"
sed 's/,2024,Local/,2030,Local/' "$work/plans-2024.csv" >"$work/plans-2030.csv"
check_exit 3 'line 3, column time_period: the period 2030 has not ended yet' "a period of the future" import "$work/plans-2030.csv" --now 2029-06-01
check_exit 3 'the period 2024 has not ended yet' "by the clock that is given" import "$work/plans-2024.csv" --now 2024-03-31
check_exit 3 '1 of 2 files was not imported, for the reasons above; the others were' "one of two files" import "$work/none.csv" "$work/plans.csv"
check_exit 3 'no file was imported, for the reasons above' "none of two files" import "$work/none.csv" "$work/none.csv"
import "$work/none.csv" "$work/plans.csv" "$work/plans-2030.csv" --now 2029-06-01 >"$work/out" 2>"$work/err" || true
check "the reasons are errors, in order" diff <(cut -d: -f1-2 "$work/err") - <<EOF
bellwether-collector: $work/none.csv
bellwether-collector: $work/plans-2030.csv
bellwether-collector: 2 of 3 files were not imported, for the reasons above; the others were
EOF
check "what was imported is no error" grep -q 'this very file' "$work/out"
mkdir "$work/folder"
mkfifo "$work/pipe"
sed 's/^30,100/30,101/; 4p' "$work/plans.csv" | sed '5s/101/102/' >"$work/contradictory.csv"
check_exit 3 'not a regular file' "a folder" import "$work/folder"
check_exit 3 'not a regular file' "a pipe" import "$work/pipe"
check_exit 3 'line 5: .*stands in the file twice' "a file that contradicts itself" import "$work/contradictory.csv"
check_exit 3 'name too long' "a name that cannot be one" import "$work/$(printf '%0300d' 0)"
check "what came before it stays imported" test "$(releases --json | jq '.releases | length')" -eq 2

# Figures of which there is no release, in a store that has others
rank() { "$collector" rank "$1" --month "$2" --area "North West" --state "$state" "${@:3}"; }
check_exit 0 'No release of these figures has been imported. This indicator is published for September' "no release of the indicator" rank vacancy_rate_fte 2021-09 --source official
check "nor a coverage" json_is '.coverage == null and (.councils | length > 20)' rank vacancy_rate_fte 2021-09 --source official --json
check_exit 0 'No release of these figures up to March 2022 has been imported' "nor one of that vintage" rank repeat_cpp_percent 2023-03 --source official --vintage 2022-03
check_exit 0 '0 of 23 councils are in the release' "another month of a release" rank repeat_cpp_percent 2022-03 --source official

# Early warnings: too few councils to judge, and a notice
alerts() { "$collector" alerts --month "$1" --area "North West" --source official --state "$state" "${@:2}"; }
check_exit 0 'a warning made of its figures is' "a store with a notice warns of nothing real" alerts 2023-03
check "and says so to programs" jq -e '.caution != null and .notice == "Invented figures, for a test." and .tests.made == 0 and .tests.without_before + .tests.too_few == 4 and .alerts == []' \
	<(alerts 2023-03 --json)
check_exit 0 'There are no figures of this month' "a month without figures" alerts 2023-04
check_exit 2 'month' "early warnings of no month" "$collector" alerts --area England --state "$state"

# Beside a running collector and a web server
collector_start
web_start
check_exit 0 'line 6: the name is not that of council 341, which is liverpool' "a name that disagrees is listed" import "$work/plans-2024.csv"
check "three releases are listed" test "$(releases --json | jq '.releases | length')" -eq 3
hash=$(sha256sum "$work/plans-2024.csv" | cut -d' ' -f1)
check_exit 0 "$hash" "with their hashes" releases
check_exit 0 '2 chains, 3 entries, .*all is well' "verify has looked at them" "$collector" verify --state "$state"
rank_says() { rank "$1" "$2" --json "${@:4}" | jq -e "$3"; }
st_helens='.councils[] | select(.council == "342")'
check "the newest release's figure" rank_says repeat_cpp_percent 2023-03 "$st_helens | .value == 20 and .vintage == \"2024-03\"" --source official
check "and the one of the vintage before" rank_says repeat_cpp_percent 2023-03 "$st_helens | .value == 21.1 and .vintage == \"2023-03\"" --source official --vintage 2023-03
check_exit 2 'goes with published releases' "a vintage of returns" rank repeat_cpp_percent 2023-03 --vintage 2023-03
check_exit 2 'returns .* or official' "a source that there is not" rank repeat_cpp_percent 2023-03 --source dfe
check "a rate by the population" rank_says cpp_started_rate_per_10000 2023-03 "$st_helens | .value == 11.3 and .denominator == 40000" --source official
check "of which the newest is carried forward, and said" rank_says cpp_started_rate_per_10000 2024-03 \
	".population_year == 2023 and .population_carried_from == 2022 and ($st_helens | .population_carried_from == 2022)" --source official
check_exit 0 'carried forward' "in words too" rank cpp_started_rate_per_10000 2024-03 --source official

base=http://127.0.0.1:$web_port
ask() { curl -fsS --get "$base$1" --data-urlencode "indicator=$2" --data-urlencode "month=$3" --data-urlencode "area=North West" "${@:4}"; }
rank repeat_cpp_percent 2024-03 --source official --json | jq -S . >"$work/rank.json"
ask /api/v1/rankings repeat_cpp_percent 2024-03 -d source=official | jq -S . >"$work/api.json"
check "the command's JSON is the API's object" diff "$work/rank.json" "$work/api.json"
check "it says whose figures these are" jq -e '.source == "official" and .series != null and (.attribution | contains("Open Government Licence"))' "$work/api.json"
check "returns are another answer" test "$(ask /api/v1/rankings repeat_cpp_percent 2024-03 | jq -r .source)" = returns
curl -fsS "$base/indicator?indicator=repeat_cpp_percent" >"$work/home.html"
check "before the first return a page has what was published" grep -q "20.5" "$work/home.html"
ask /indicator repeat_cpp_percent 2024-07 -d source=official >"$work/page.html"
check "a page goes back to the month that is published" grep -q 'March 2024' "$work/page.html"
ask /indicator repeat_cpp_percent 1900-01 -d source=official >"$work/early.html"
check "or to the first one, when there is none before" grep -q 'March 2023' "$work/early.html"
check "which the API does not" test "$(ask /api/v1/rankings repeat_cpp_percent 1900-01 -d source=official | jq -r .month)" = 1900-01
check "and has the licence" grep -q 'Open Government Licence v3.0' "$work/page.html"
check "and the release's figure" grep -q '20.5' "$work/page.html"
ask /indicator audits_good_percent 2024-07 -d source=official >"$work/none.html"
ask /indicator vacancy_rate_fte 2024-09 -d source=official >"$work/lacking.html"
check "a page of a series that was not imported" grep -q 'No release of these figures has been imported' "$work/lacking.html"
check "is not about councils that a release would lack" test "$(grep -c 'not in the release' "$work/lacking.html")" -eq 0
check "an indicator that is in no release, ever" grep -q 'No published series has this indicator' "$work/none.html"
check_exit 22 '' "a source that the API does not know" curl -fsS "$base/api/v1/rankings?indicator=repeat_cpp_percent&month=2024-03&area=England&source=dfe"

# A file that ends too early
gap=$work/gap
printf '41,101,2024,Local authority,North West,341,Liverpool,E08000012,\n' | cat "$work/plans.csv" - >"$work/three.csv"
sed -i 's/,2023,/,2024,/' "$work/three.csv"
head -n 3 "$work/three.csv" >"$work/one.csv"
head -n 4 "$work/three.csv" >"$work/two.csv"
check "a store for it" "$collector" init --state "$gap"
check_exit 0 'imported: .* 3 councils' "a whole file" "$collector" import "$work/three.csv" --state "$gap"
check_exit 0 'Warning: it has 1 council for March 2024, and the newest release of this series before it has 3' "one with a third of the councils" "$collector" import "$work/one.csv" --state "$gap"
check "more councils than the newest: no warning" test -z "$("$collector" import "$work/two.csv" --state "$gap" | grep -i warning)"
check "and all three are kept" test "$("$collector" releases --json --state "$gap" | jq '.releases | length')" -eq 3

# Stores of the versions before
# old_store VERSION COUNTS: it is refused by all that only read, upgraded by a command that writes, and whole then.
old_store() {
	local old=$work/old-$1
	mkdir -p "$old/store" "$old/run" "$old/keys"
	cp "tests/data/store_version_$1/data.mdb" "$old/store/"
	: >"$old/store/lock.mdb"
	check_exit 5 "format version $1.*start the collector" "a reader refuses a store of version $1" "$collector" rank vacancy_rate_fte --month 2021-09 --area England --state "$old"
	check_exit 5 "format version $1.*start the collector" "the web server does, too" "$web" --state "$old" --listen 127.0.0.1 --port 0 --run "$work/old-web"
	check_exit 5 "format version $1" "and verify" "$collector" verify --state "$old"
	check_exit 0 'imported' "a command that writes upgrades it" "$collector" import "$work/plans.csv" --state "$old"
	check_exit 0 "$2 .*all is well" "and all of it is well" "$collector" verify --state "$old"
	check_exit 0 'have reported' "and can be ranked" "$collector" rank vacancy_rate_fte --month 2021-09 --area England --state "$old"
}
old_store 1 '3 chains, 7 entries, 5 cube records'
old_store 2 '4 chains, 13 entries, 10 cube records'
checks_done
