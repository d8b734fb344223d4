#!/usr/bin/env bash
# Events and groups: entered, imported from Ofsted's list, withdrawn, listed, while the collector runs and while it does not. The inspections are invented.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
state=$work/collector
header='Web link,Local authority area code,Local authority name,Local authority status,Ofsted region,Inspection date,Publication date,Inspection type,Overall effectiveness,The impact of leaders on social work practice with children and families,The experiences and progress of children who need help and protection,The experiences and progress of children in care,The experiences and progress of care leavers'
list() { printf '%s\r\n' "$header" "$@"; }
sefton='Page,E08000014,Sefton,Current,North West,21/02/2022,09/05/2022,ILACS Standard Inspection,Inadequate,Inadequate,Inadequate,Requires improvement to be good'
wirral='Page,E08000015,Wirral,Current,North West,04/09/2023,30/10/2023,ILACS Short Inspection,Good,Good,Good,Good,Outstanding'
cumbria='Page,E10000006,Cumbria,No longer exists,North West,20/09/2022,15/11/2022,ILACS Standard Inspection,Good,Good,Good,Good'
list "$sefton" "$cumbria" >"$work/2022.csv"
list "${sefton/Inadequate,Inadequate,Inadequate/Inadequate,Inadequate,Good}" "$wirral" >"$work/2023.csv"
collector_init --notice "Invented events, for a test."
event() { "$collector" event "$@" --state "$state"; }
group() { "$collector" group "$@" --state "$state"; }
# events FILTER [OPTION...]: what the listed events are like.
events() { event list --json "${@:2}" | jq -e "$1"; }

# Without a collector
check_exit 0 'no event is recorded' "a list without events says so" event list
check_exit 0 'no event of Sefton is recorded' "and of which council there are none" event list --council 343
check_exit 2 'at least one file is expected' "import without a file" event import
check_exit 0 'imported: 2 events, as of 2022-11-15: 2 new, 0 changed' "a list is imported" event import "$work/2022.csv"
check_exit 0 'this very file was imported on .* already; nothing has changed' "the same file again is a no-op" event import "$work/2022.csv"
cp "$work/2022.csv" "$work/another-name.txt"
check_exit 0 'this very file was imported' "by whatever name" event import "$work/another-name.txt"
check_exit 0 '2022-09-20 Cumbria \(909\) +standard inspection good' "it is listed, a council that is no more as well" event list
check_exit 0 'Crown copyright, Open Government Licence' "with its source" event list
event import "$work/2023.csv" >"$work/newer"
check "a newer edition" grep -q 'imported: 2 events, as of 2023-10-30: 1 new, 1 changed' "$work/newer"
check "says what it does not have any more" grep -q '1 inspection of earlier lists is not in this one and still stands' "$work/newer"
check "nothing is there twice" events '.events | length == 3'
check "by date" events '[.events[].date] == ["2022-02-21", "2022-09-20", "2023-09-04"]'
check "with the newer judgement" events '.events[0].judgements.help_and_protection == "good" and .events[0].judgements.care_leavers == null' --council 343
check "the one before is kept" events '[.events[] | .stands] == [false, true] and [.events[] | .judgements.help_and_protection] == ["inadequate", "good"]' --council 343 --history
printf '%s\r\n' "$header" "$sefton" >"$work/old.csv"
check_exit 0 '1 of them is not shown: what is recorded of them is newer' "an older edition changes nothing" event import "$work/old.csv"
check "which still stands" events '.events[0].judgements.help_and_protection == "good"' --council 343

# What is wrong with a list
printf 'a,b\n1,2\n' >"$work/none.csv"
: >"$work/empty.csv"
list 'Page,E08000099,Nowhere,Current,North West,04/09/2023,30/10/2023,ILACS Short Inspection,Good' \
	'Page,E08000013,St Helens,Current,North West,31/09/2023,30/10/2023,ILACS Short Inspection,Good' \
	'Page,E08000013,St Helens,Current,North West,04/09/2023,30/10/2023,ILACS Short Inspection,Splendid' "$wirral" >"$work/faults.csv"
list 'Page,E08000013' >"$work/all-faults.csv"
mkdir "$work/folder"
check_exit 3 'not Ofsted.s list of inspections: it has no column Local authority area code' "another file" event import "$work/none.csv"
check_exit 3 'it is empty' "an empty file" event import "$work/empty.csv"
check_exit 3 'not a regular file' "a folder" event import "$work/folder"
check_exit 3 'none of its rows could be taken' "no row that can be taken" event import "$work/all-faults.csv"
check_exit 3 'not every file was imported' "one of two files" event import "$work/none.csv" "$work/2022.csv"
check_exit 1 '3 of 4 rows were left out, as listed above' "rows that cannot be taken are left out, and the exit code says so" event import "$work/faults.csv"
list 'Page,E08000099,Nowhere,Current,North West,04/09/2023,30/10/2023,ILACS Short Inspection,Good' "$wirral" >"$work/fault.csv"
check_exit 1 'line 2, column Local authority area code: no council .* the row was left out' "with line and column" event import "$work/fault.csv"
check_exit 1 'line 3, column Inspection date: it lies in the future' "a list of the future" event import "$work/2023.csv" --now 2022-12-01T00:00:00Z

# By hand
add() { event add --council "$1" --date "$2" --kind "$3" "${@:4}"; }
check_exit 0 'St. Helens \(342\), 2021-09-13, focused visit: recorded' "a visit" add 342 2021-09-13 focused_visit --publisher Ofsted
check_exit 0 'recorded already; nothing has changed' "the same visit again" add 342 2021-09-13 focused_visit --publisher Ofsted
check_exit 0 'in place of what was recorded before' "a correction" add 342 2021-09-13 focused_visit --published 2021-10-20 --publisher Ofsted
check_exit 0 'recorded' "judgements by area" add 341 2023-03-13 inspection_standard --judgement overall=inadequate,in_care=requires_improvement
check "are kept" events '.events[0].judgements == {"overall": "inadequate", "leaders": null, "help_and_protection": null, "in_care": "requires_improvement", "care_leavers": null}' --council 341
check_exit 0 'recorded' "new leadership, without a name" add 341 2023-05-01 new_leadership
check_exit 3 'no English council has this code' "a council that there is not" add 999 2021-09-13 focused_visit
check_exit 3 'Cumbria did not exist as a council on that day' "one that was no more" add 909 2023-04-01 focused_visit
check_exit 2 'must be one of: inspection_standard' "a kind that there is not" add 342 2021-09-13 picnic
check_exit 2 'must be a date' "no date" add 342 2021-09-31 focused_visit
check_exit 2 'lies in the future' "a date to come" add 342 2021-09-13 focused_visit --now 2021-09-12T00:00:00Z
check_exit 2 'goes with an inspection only' "a visit is not judged" add 342 2021-09-13 focused_visit --judgement good
check_exit 2 'must be outstanding, good' "no judgement" add 342 2021-09-13 inspection_short --judgement splendid
check_exit 2 'must be outstanding, good' "one area twice" add 342 2021-09-13 inspection_short --judgement overall=good,good
check_exit 2 'published lies before' "published too early" add 342 2021-09-13 inspection_short --published 2021-09-12
check_exit 2 'no web address' "a link" add 342 2021-09-13 inspection_short --publisher https://example.org/
check_exit 2 'does not take|not an option' "an option that belongs elsewhere" add 342 2021-09-13 inspection_short --month 2021-09
check_exit 0 'withdrawn; it stays in the ledger' "a withdrawal" event withdraw --council 342 --date 2021-09-13 --kind focused_visit
check_exit 3 'no such event stands' "once" event withdraw --council 342 --date 2021-09-13 --kind focused_visit
check "it is not shown" events '.events == [] and .attribution == null' --council 342
check "and is traceable" events '[.events[] | .withdrawn] == [false, false, true]' --council 342 --history
check_exit 0 'recorded' "with a clock that is far ahead" add 342 2021-10-01 monitoring_visit --now 2050-01-01T00:00:00Z
check_exit 0 'withdrawn' "and taken away with one that is right" event withdraw --council 342 --date 2021-10-01 --kind monitoring_visit
check "the newer word stands" events '.events == []' --council 342
check_exit 0 'Sefton .* 2022-02-21, standard inspection: withdrawn' "an inspection of a list" event withdraw --council 343 --date 2022-02-21 --kind inspection_standard
list "$sefton" "$wirral" >"$work/again.csv"
check_exit 0 '1 of them is not shown' "which the list's next copy does not bring back" event import "$work/again.csv"
check "it stays away" events '.events == []' --council 343

# Groups
check_exit 0 'liverpool-city-region: Liverpool City Region. Knowsley \(340\)' "groups that everybody knows" group list
check_exit 0 'saved the group mersey, Both banks, of 2 councils' "a group" group save mersey 344 341 --name "Both banks"
check_exit 0 'saved like this already' "again" group save mersey 341 344 --name "Both banks"
check_exit 0 'saved' "another group" group save other 340 --name Other
check_exit 0 'replaces the group' "a group in its place" group save other 341 --name Other
check "it is listed" json_is '.groups[] | select(.id == "mersey") | .saved and .councils == ["341", "344"]' group list --json
check_exit 2 'small letters' "an id that is none" group save Mersey 341 --name M
check_exit 2 'at least one council' "no council" group save mersey --name M
check_exit 3 'no English council' "a council that there is not" group save mersey 999 --name M
check_exit 2 'name its successors, such as 942' "a council that is no more" group save mersey 909 --name M
check_exit 2 'there twice' "a council twice" group save mersey 341 341 --name M
check_exit 2 'is one already' "a name that is an area's" group save mersey 341 --name "north west"
check_exit 2 'one line of at most 80 bytes' "a name that is none" group save mersey 341 --name " M"
check_exit 0 'removed the group mersey' "it is removed" group remove mersey
check_exit 3 'no group of this id is saved' "once" group remove mersey
check_exit 3 'no group of this id is saved' "and not one that everybody knows" group remove tees-valley

# Beside a running collector, and beside each other
collector_start
check_exit 0 'recorded' "beside a running collector" add 340 2021-11-01 improvement_notice --publisher "Department for Education"
check_exit 0 'saved the group' "a group, too" group save mersey 341 344 --name "Both banks"
printf '%s\r\n' "$header" "$wirral" "${sefton/21\/02\/2022/22\/02\/2022}" >"$work/race.csv"
event import "$work/race.csv" >"$work/race.1" 2>&1 &
first=$!
event import "$work/race.csv" >"$work/race.2" 2>&1
wait "$first"
check "of two imports at once one takes the file" test "$(cat "$work"/race.[12] | grep -c 'imported: 2 events')" -eq 1
check "and the other says so" test "$(cat "$work"/race.[12] | grep -c 'this very file')" -eq 1
check_exit 0 'all is well' "verify has looked at all of it" "$collector" verify --state "$state"

# A store of the version before is upgraded by a command that writes
old=$work/old
mkdir -p "$old/store" "$old/run" "$old/keys"
cp tests/data/store_version_1/data.mdb "$old/store/"
: >"$old/store/lock.mdb"
check_exit 5 'start the collector' "a reader refuses an older store" "$collector" event list --state "$old"
check_exit 0 'saved the group' "a writer upgrades it" "$collector" group save mersey 341 344 --name "Both banks" --state "$old"
check_exit 0 'all is well' "and all of it is well" "$collector" verify --state "$old"
checks_done
