#!/usr/bin/env bash
# The demonstration's children: what the agents read in each council's SSDA903 sets and CIN censuses is what the Department for Education published, at
# each 31 March of the period, and for one council at the other date at which it reported.
# BELLWETHER_FULL=1: the whole history, September 2017 to September 2025, instead of the demonstration's usual period.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
cluster_from=2019-09 cluster_to=2022-09 councils_min=23 compared_min=810
if [ -n "${BELLWETHER_FULL:-}" ]; then
	cluster_from=2017-09 cluster_to=2025-09 councils_min=25 compared_min=2200
fi
published=deploy/demo_data/north_west_children_published.csv

make_extracts() { # FOLDER OPTION...
	local folder=$1
	shift
	"$extracts_program" --published deploy/demo_data/north_west_published.csv --children "$published" --folder "$folder" \
		--from "$cluster_from" --to "$cluster_to" "$@"
}

make_extracts "$work/extracts" >"$work/extracts.out"
check "every figure is met" test -z "$(grep '^not met' "$work/extracts.out")"
councils=()
for folder in "$work/extracts"/*; do councils+=("${folder##*/}"); done
check "$councils_min councils have children" test "${#councils[@]}" -eq "$councils_min"
printf 'the children'\''s files: %d MB\n' "$(cat "$work/extracts"/*/ssda903_* "$work/extracts"/*/cin_* | wc -c | awk '{ print int($1 / 1000000) }')"

# A figure that cannot be: St Helens with a child more than its starts and ends leave room for is met by one who comes back; without children it is not.
sed '/^342,2021-03-31,cla,/s/478$/8/' "$published" >"$work/impossible.csv"
check_exit 3 'council 342 cannot be as was published' "children who cannot be are not made up" \
	"$extracts_program" --published deploy/demo_data/north_west_published.csv --children "$work/impossible.csv" --folder "$work/none"

# The months of a council's published dates, as far as the period goes.
months_of() {
	awk -F, -v council="$1" -v from="$cluster_from" -v to="$cluster_to" '$1 == council && $3 == "cla" { month = substr($2, 1, 7)
		if (month >= from && month <= to) print month }' "$published"
}

mkdir "$work/previews"
for council in "${councils[@]}"; do
	for month in $(months_of "$council"); do
		"$agent" preview --council "$council" --month "$month" --extracts "$work/extracts/$council" --json >"$work/previews/preview-$council-$month.json"
	done
	last=$work/previews/preview-$council-$month.json
	check "no row of $council is refused" jq -e '[.files[] | .rows_refused // 0] | add == 0' "$last"
	check "every file of $council about children is known" jq -e '[.files[] | select(.name | test("^(ssda903|cin)_")) | .table] | length > 0 and all(. != null)' "$last"
done
compared=0
tests/support/compare_children "$work/previews" "$published" "$compared_min" >"$work/compared" || compared=$?
cat "$work/compared"
check "every published figure is met" test "$compared" -eq 0
checks_done
