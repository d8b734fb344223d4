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
check "it shows St. Helens at 32.5" grep -qE 'St\. Helens.*32\.5' "$work/first"
check "it shows the pooled rate, which is the region's published one" grep -qF 'as a whole: 22.8%' "$work/first"
check "it says what is invented" grep -q 'invented' "$work/first"
check "it says that every return was acknowledged" grep -qF 'all 851 returns are acknowledged' "$work/first"
check "it took less than 60 seconds once built" test "$(sed -n 's/.* took \([0-9]*\) s once built.*/\1/p' "$work/first")" -lt 60
check "it leaves no process" nothing_left

# What it tells to ask is asked as it stands there.
ask_all() {
	local line
	while read -r line; do
		echo "\$ $line"
		env -C "$clone" bash -c "$line" || return
	done < <(grep -E '^ +\.demo/build/collector/bellwether-collector ' "$work/first")
}
ask_all >"$work/asked" 2>&1 && asked=0 || asked=$?
check "every command that it tells to ask has an answer" test "$asked" -eq 0
check "they are five" test "$(grep -c '^\$ ' "$work/asked")" -eq 5
check "the series has its bars" grep -qE '^St\. Helens .*█ 32\.5%' "$work/asked"
check "and its inspection" grep -qF '2019-09-23 standard inspection: inadequate' "$work/asked"
check "whose source is named" grep -qF 'Ofsted, Crown copyright, Open Government Licence' "$work/asked"
check "early warnings say what they are" grep -qF 'a demonstration, not evidence' "$work/asked"
check "the profile has all topics" grep -qF -- '-- children in need' "$work/asked"

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
until_true 60 "the ranking is printed" grep -qE 'St\. Helens.*32\.5' "$work/long"
check "the page is served" curl -fsS -o "$work/page.html" "$address/"
check "the page says what is invented" grep -q 'invented' "$work/page.html"
curl -fsS --get "$address/api/v1/rankings" --data-urlencode indicator=cla_rate_per_10000 --data-urlencode month=2021-03 \
	--data-urlencode "area=North West" >"$work/looked_after.json"
check "St. Helens' looked-after rate of March 2021 is the published one" jq -e '.councils[] | select(.council == "342") | .value == 130' \
	"$work/looked_after.json"
until_true 10 "the addresses are printed" grep -qF 'Ctrl-C ends' "$work/long"
grep -oE "$address/[a-z][^ ]+" "$work/long" >"$work/addresses"
check "five addresses of pages are printed" test "$(grep -vc /api/v1/ "$work/addresses")" -eq 5
check "and five of the API" test "$(grep -c /api/v1/ "$work/addresses")" -eq 5
while read -r url; do
	check "${url#"$address"} is answered" curl -fsS "$url"
done <"$work/addresses"
check "early warnings of the API say what they are" json_is '.caution | contains("a demonstration, not evidence")' curl -fsS "$(grep alerts "$work/addresses")"
check_exit 4 'run|already' "a second demo beside it" env -C "$clone" deploy/demo --once
kill -s INT "$demo_pid"
check "an interrupt after the ranking is a good end" wait "$demo_pid"
check "an interrupt leaves no process" nothing_left

# The whole history takes the place of the shorter one.
check "the whole history ends well" env -C "$clone" deploy/demo --once --full
cp "$work/check.out" "$work/full"
grep 'once built' "$work/full"
check "every return of 25 councils is acknowledged" grep -qF 'all 2261 returns are acknowledged' "$work/full"
check "the ranking is of the councils of the time" grep -qF '24 of 24 councils have reported' "$work/full"
check "Cumbria is two councils" grep -qE 'Westmorland and Furness +18\.9' "$work/full"
check "the pooled rate is the region's published one" grep -qF 'as a whole: 15.7%' "$work/full"
check "no figure was left unmet" test -z "$(grep '^not met' "$work/full")"
check "it leaves no process at last" nothing_left
checks_done
