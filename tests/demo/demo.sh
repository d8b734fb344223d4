#!/usr/bin/env bash
# deploy/demo as a user runs it, in a fresh clone: to the ranking and out again, a second start, an interrupt, and nothing left behind.
cd "$(dirname "$0")/../.." || exit 1
build=build/release
source tests/support/cluster.sh
cluster_begin

clone=$work/clone
git clone -q . "$clone"

processes_left() { # processes whose command line names the clone
	local entry
	for entry in /proc/[0-9]*/cmdline; do
		tr '\0' ' ' <"$entry" 2>/dev/null | awk -v path="$clone/.demo" 'index($0, path)'
	done
}
nothing_left() {
	[ -z "$(processes_left)" ]
}

start=$SECONDS
check "the first start ends well" env -C "$clone" deploy/demo --once
cp "$work/check.out" "$work/first"
echo "first start with the build: $((SECONDS - start)) s"
check "it shows St. Helens at 19.6" grep -qE 'St\. Helens.*19\.6' "$work/first"
check "it shows the pooled rate" grep -qF '16.2' "$work/first"
check "it says what is invented" grep -q 'invented' "$work/first"
check "it says that every return was acknowledged" grep -qE '575' "$work/first"
check "it leaves no process" nothing_left

start=$SECONDS
check "the second start ends well" env -C "$clone" deploy/demo --once
echo "second start: $((SECONDS - start)) s"
check "it leaves no process either" nothing_left
check "state is kept in .demo alone" test -z "$(git -C "$clone" status --porcelain)"

# The long form: serves until it is interrupted.
(cd "$clone" && exec setsid deploy/demo) >"$work/long" 2>&1 </dev/null &
demo_pid=$!
until_true 60 "the pages' address is printed" grep -qE 'http://127\.0\.0\.1:[0-9]+' "$work/long"
address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/long" | head -n 1)
until_true 60 "the ranking is printed" grep -qE 'St\. Helens.*19\.6' "$work/long"
check "the page is served" curl -fsS -o "$work/page.html" "$address/"
check "the page says what is invented" grep -q 'invented' "$work/page.html"
check_exit 4 'run|already' "a second demo beside it" env -C "$clone" deploy/demo --once
kill -s INT "$demo_pid"
check "an interrupt after the ranking is a good end" wait "$demo_pid"
check "an interrupt leaves no process" nothing_left
checks_done
