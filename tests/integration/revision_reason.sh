#!/usr/bin/env bash
# Why a return was replaced: said at the approval, signed, carried to the collector, told by status. The figures are invented.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
state=$work/agents/342
files=$work/extracts/342
mkdir -p "$files"
cat >"$files/workers.csv" <<'CSV'
AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave
0,SW1,1,2015-01-01,,
0,SW2,0.8,2016-01-01,,
CSV
posts() { printf 'month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n2021-09,%s,1,1,20,1.5,3\n' "$1" >"$files/posts.csv"; }
hash_now() { "$agent" preview --state "$state" --month 2021-09 --extracts "$files" --json | jq -r .sha256; }
approve() { "$agent" approve --state "$state" --month 2021-09 --extracts "$files" --role "Head of Performance" --sha256 "$(hash_now)" "$@"; }
publish() { "$agent" publish --state "$state" --collector "tcp://127.0.0.1:$collector_port" --collector-keys "$work/collector/keys/public.keys" --timeout 20; }
returns() { "$agent" status --state "$state" --json | jq -e "$1"; }

collector_init --notice "Invented figures, for a test."
collector_start
agent_make 342
posts 3
check_exit 2 'replaces nothing' "a first return has no reason" approve --reason late_data
check_exit 0 'Approved: revision 1' "and is approved without one" approve
check_exit 0 '1 acknowledged' "it is sent" publish
check_exit 0 'Nothing to do' "an unchanged one needs none" approve --reason late_data
posts 4
check_exit 0 'reason can say why' "a preview of a correction says what may be said" "$agent" preview --state "$state" --month 2021-09 --extracts "$files"
before=$(hash_now)
check_exit 2 'must be one of: late_data, source_corrected, definition, suppression, other' "a reason that is none" approve --reason because
check_exit 2 'must be one of' "nor is one in other letters" approve --reason LATE_DATA
check_exit 0 'Approved: revision 2' "a correction with its reason" approve --reason source_corrected
check_exit 0 '1 acknowledged' "the collector takes it" publish
check "the hash that was seen is the one that was signed" returns ".returns[1].sha256 == \"$before\""
check "status knows the reason" returns '[.returns[].reason] == [null, "source_corrected"]'
check_exit 0 'of the council.s chain; the council.s records were corrected' "in words too" "$agent" status --state "$state"
posts 5
check_exit 0 'Approved: revision 3' "a correction may say nothing" approve
check_exit 0 '1 acknowledged' "as before" publish
check "and then nothing is known" returns '[.returns[].reason] == [null, "source_corrected", null]'
check_exit 0 '4 entries, .*all is well' "the ledger's signatures hold" "$collector" verify --state "$work/collector"
checks_done
