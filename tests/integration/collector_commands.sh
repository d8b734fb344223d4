#!/usr/bin/env bash
# The collector's commands as an alliance's operator calls them: keys beside a running collector, who has sent what, verify, a restored backup.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
cluster_extracts
state=$work/collector

# Making it
check_exit 2 '400 bytes' "a notice that is too long" "$collector" init --state "$work/other" --notice "$(printf 'a%.0s' $(seq 401))"
check_exit 0 'public\.keys' "init names the file for the councils" "$collector" init --state "$state" --notice "Synthetic persons, for a test."
check_exit 0 'no key is registered yet' "a list without keys says so" "$collector" key list --state "$state"
check_exit 3 'no collector.s state in .*init --state' "a collector that was never made" "$collector" run --state "$work/none" --port 0
check_exit 2 'localhost.*in numbers' "a name where an address is wanted" "$collector" run --state "$state" --listen localhost --port 0
check_exit 4 'exist' "init keeps its hands off what is there" "$collector" init --state "$state"
mode_is() { [ "$(stat -c %a "$state/$1")" = "$2" ]; }
check "the secret keys are the owner's alone" mode_is keys/secret.keys 400
check "the web server's group may look in" mode_is . 2750
check "and into the store" mode_is store 2750
check "and write the lock file" mode_is store/lock.mdb 660
check "but not the figures" mode_is store/data.mdb 640

# Keys, beside a running collector
collector_start
for name in 342 342-next 343; do "$agent" keygen --council "${name%-*}" --state "$work/agents/$name" >/dev/null; done
key() { "$collector" key "$@" --state "$state"; }
keys_of() { key list --json | jq -r --arg council "$1" '.keys[] | select(.council == $council and .revoked_at == null) | .id'; }
check_exit 0 'registered the key .* st\. helens' "a key is registered" key register "$work/agents/342/keys/public.keys"
check_exit 0 'already' "registering it again is fine" key register "$work/agents/342/keys/public.keys"
first=$(keys_of 342)
check_exit 0 'another key in use' "a second key is said to be one" key register "$work/agents/342-next/keys/public.keys"
key register "$work/agents/343/keys/public.keys" >/dev/null
check "two keys of one council are listed" test "$(keys_of 342 | wc -l)" -eq 2
check_exit 0 "342 +St\. Helens +$first" "the list can be read" key list
check_exit 3 "collector's key file" "a collector's key file is none" key register "$state/keys/public.keys"
sed 's/^council = .*/council = 999/' "$work/agents/343/keys/public.keys" >"$work/999.keys"
check_exit 3 'does not exist' "a council that does not exist" key register "$work/999.keys"
sed 's/^council = .*/council = 344/' "$work/agents/343/keys/public.keys" >"$work/344.keys"
check_exit 1 'another pair' "a key pair of another council" key register "$work/344.keys"
check_exit 2 'exactly one word' "a word is missing" key register
check_exit 3 'no key in use' "a council without keys cannot lose one" key revoke 355
check_exit 0 'revoked 1 key\.' "a key is revoked by its id" key revoke "$first"
check_exit 1 'revoked' "a revoked key does not come back" key register "$work/agents/342/keys/public.keys"
check_exit 0 'revoked 1 key\.' "all keys of a council are revoked by its code" key revoke 342
check_exit 3 'no key in use' "and only once" key revoke 342
check "no key of the council is left" test -z "$(keys_of 342)"

# Who has sent what
agent_run 343
until_true 30 "the returns arrive" agent_has_all 343
status() { "$collector" status --state "$state" "$@"; }
status_says() { status --json "${@:2}" | jq -e "$1"; }
check "status knows the newest month" status_says '.month == "2021-09" and (.months | length) == 25'
check "and who has sent it" status_says '.councils == [.councils[] | select(.council == "343" and .revision == 1 and .sequence == 26)] and (.councils | length) == 1'
check "and when" status_says '.councils[0].recorded_at | test("^20[0-9-]+T[0-9:]+Z$")'
check "of an area it shows who has not" status_says '[.councils[] | select(.revision == null)] | length == 22' --area "North West" --month 2021-09
check "the collector is serving" status_says '.collector.state == "serving" and .collector.pid > 0'
check_exit 0 'running and takes returns' "in words too" status
check_exit 0 'Sefton +revision 1, recorded' "with the council" status --month 2020-03
check_exit 0 'Bolton +not sent' "and those that are missing" status --area "north west" --month 2021-09
check_exit 3 'North West' "an area that there is not, with those that there are" status --area Mercia
check_exit 0 'all is well' "verify beside a running collector" "$collector" verify --state "$state"
until_true 5 "a running collector tells its counters" status_says '.collector.accepted == 25 and .collector.commits >= 1'

# After its end
process_end "$collector_pid" bellwether-collector TERM
check "a collector that was stopped is said to be" status_says '.collector.state == "stopped" and .collector.pid == null'
check "its port file is gone" test ! -e "$state/run/collector.port"
collector_start
process_end "$collector_pid" bellwether-collector KILL
check "a collector that died is said not to run" status_says '.collector.state == "not running"'
check_exit 0 'without a word' "in words too" status

# A backup is one file; readers need the lock file that the first writer makes
mkdir -p "$work/restored/store" "$work/restored/run"
cp "$state/store/data.mdb" "$work/restored/store/"
check_exit 3 'no lock file yet.*verify' "a restored store asks to be verified first" "$collector" status --state "$work/restored"
check_exit 0 'all is well' "and is well" "$collector" verify --state "$work/restored"
check_exit 0 '343' "and can be read then" "$collector" status --state "$work/restored"

# Damage
LC_ALL=C sed -i 's/small-counts-1/Small-counts-1/g' "$work/restored/store/data.mdb" # older pages have copies, so all of them
check_exit 1 'council 343, entry 26: does not match its checksum' "a changed byte is found and placed" "$collector" verify --state "$work/restored"
damage_is_counted() { ! "$collector" verify --state "$work/restored" --json >"$work/verified" && jq -e '.damaged > 0 and .entries == 30' "$work/verified"; }
check "and counted" damage_is_counted
printf 'not a store' >"$work/restored/store/data.mdb"
check_exit 5 'damaged|another version|cannot be read|not' "a file that is no store" "$collector" verify --state "$work/restored"
checks_done
