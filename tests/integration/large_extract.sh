#!/usr/bin/env bash
# A hundred megabytes of episodes: the preview's figures are right, its memory stays under 64 MB, and on a terminal it says how far it is.
# The memory is that of the release build: sanitizers take some.
cd "$(dirname "$0")/../.." || exit 1
build=build/release
source tests/support/cluster.sh
cluster_begin
if ! { cmake --preset release && cmake --build build/release --target bellwether-agent; } >"$work/build.out" 2>&1; then
	tail -n 20 "$work/build.out"
	exit 1
fi

memory_max_kb=$((64 * 1024))
bytes_min=100000000
children=30000
month=2021-03
mkdir "$work/large"
large=$work/large/episodes.csv

# One collection year, 1 April 2020 to 31 March 2021. A child moves every few days; some are in from before, some start or cease in the year, some cease
# and start again, and some are only in short breaks (V4).
make_episodes() {
	awk -v children="$children" -v seed="$seed" '
		function date(day) { return dates[day] }
		function row(child, from, rne, status, place, to, rec,   end) {
			end = to > last ? ",," : date(to) "," rec ",CARPL"
			printf "SYNTH%07d,%s,%s,%s,N1,%s,PR1,%s,ZZ1 1ZZ,ZZ2 2ZZ,ZZ%06d\n", child, date(from), rne, status, place, end, child
		}
		# Episodes one behind the other from day to day; the last one ends for good when it ends before the year does.
		function period(child, from, to, status, first_rne,   at, next_at, rne) {
			rne = first_rne
			for (at = from; at < to && at <= last; at = next_at) {
				next_at = at + 6 + int(rand() * 6)
				if (next_at > to) next_at = to
				row(child, at, rne, status, places[1 + int(rand() * 5)], next_at, next_at == to ? "E4A" : "X1")
				rne = "P"
			}
		}
		BEGIN {
			srand(seed)
			split("31 28 31 30 31 30 31 31 30 31 30 31", lengths, " ")
			split("U1 U4 U6 K2 P1", places, " ")
			# Day 1 is 1 January 2020.
			for (year = 2020; year <= 2021; year++)
				for (number = 1; number <= 12; number++)
					for (day = 1; day <= lengths[number] + (number == 2 && year == 2020); day++)
						dates[++count] = sprintf("%02d/%02d/%04d", day, number, year)
			first = 92 # 1 April 2020
			last = 456 # 31 March 2021
			print "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
			for (child = 1; child <= children; child++) {
				status = child % 3 == 0 ? "V2" : "C2"
				kind = child % 10
				if (kind < 6) period(child, first - 3, last + 9, status, "S")
				else if (kind == 6) period(child, first + 20 + int(rand() * 30), last + 9, status, "S")
				else if (kind == 7) period(child, first - 3, first + 200 + int(rand() * 100), status, "S")
				else if (kind == 8) {
					period(child, first - 3, first + 100, status, "S")
					period(child, first + 150 + int(rand() * 50), last + 9, status, "S")
				} else period(child, first - 3, last + 9, "V4", "S")
			}
		}' >"$large"
}

# The same figures, worked out row by row in another way: who has an open episode, who has one that began as a start, who has one that ended for good.
count_episodes() {
	awk -F, '
		function day(text) { return substr(text, 7, 4) substr(text, 4, 2) substr(text, 1, 2) }
		NR == 1 || $4 == "V4" { next }
		$8 == "" && !open[$1]++ { looked_after++; if ($4 == "V2") section_20++; if ($6 ~ /^U[456]$/) foster++ }
		$3 == "S" && day($2) > 20200331 && !started[$1]++ { starts++ }
		$8 != "" && $9 != "X1" && day($8) > 20200331 && !ceased[$1]++ { ends++ }
		END { print looked_after, section_20, foster, starts, ends }' "$large"
}

# peak_of OUTPUT COMMAND...: runs it, and prints the most memory that it had resident, in kB.
peak_of() {
	local output=$1 pid kb peak=0 name value unit
	shift
	"$@" >"$output" 2>"$output.err" </dev/null &
	pid=$!
	while kill -0 "$pid" 2>/dev/null; do
		kb=0
		while read -r name value unit; do
			if [ "$name" = VmHWM: ] && [ "$unit" = kB ]; then kb=$value; fi
		done 2>/dev/null <"/proc/$pid/status" || true
		[ "${kb:-0}" -le "$peak" ] || peak=$kb
	done
	wait "$pid" || { cat "$output.err"; return 1; }
	echo "$peak"
}

preview=("$agent" preview --council 342 --month "$month" --extracts "$work/large")
make_episodes
size=$(stat -c %s "$large")
check "the file has $size bytes" test "$size" -ge "$bytes_min"
peak=$(peak_of "$work/preview.json" "${preview[@]}" --json)
echo "$((size / 1000000)) MB, $(($(wc -l <"$large") - 1)) episodes, $children children: $peak kB resident at most"
check "its memory was measured" test "$peak" -gt 1000
check "it stays under $memory_max_kb kB, at $peak" test "$peak" -lt "$memory_max_kb"
value_of() {
	jq -r --arg id "$1" '.measures[] | select(.id == $id) | .value // .status' "$work/preview.json"
}
check "every row is read" test "$(jq '[.files[].rows] | add' "$work/preview.json")" -eq "$(($(wc -l <"$large") - 1))"
check "no row is refused" test "$(jq '[.files[].rows_refused] | add' "$work/preview.json")" -eq 0
figures=$(for id in cla cla_section_20 cla_foster cla_started_12m cla_ceased_12m; do value_of "$id"; done | paste -sd ' ')
expected=$(count_episodes)
check "looked after, section 20, foster, started, ceased: $figures instead of $expected" test "$figures" = "$expected"

# On a terminal, and only there
script -qec "$(printf '%q ' "${preview[@]}")" "$work/terminal" >/dev/null </dev/null
check "progress is shown on a terminal" grep -qE 'file 1 of 1, [0-9]+ rows?, [0-9]+\.[0-9] MB/s, [0-9]+ s left' "$work/terminal"
check "and erased at the end" grep -qE $'left\r\x1b\\[K' "$work/terminal"
check "elsewhere there is none" test ! -s "$work/preview.json.err"

checks_done
