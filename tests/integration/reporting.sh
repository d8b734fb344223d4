#!/usr/bin/env bash
# Who has reported a month and what is next, with real agents: a return that is awaited, sent, refused and corrected. The figures are invented.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
state=$work/agents/342
files=$work/extracts/342
area=340,341,342
day=2021-10-12
mkdir -p "$files"
cat >"$files/workers.csv" <<'CSV'
AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave
0,SW1,1,2015-01-01,,
0,SW2,0.8,2016-01-01,,
CSV
posts() { # MONTH VACANCIES...: the file's months
	printf 'month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n'
	while [ $# -gt 0 ]; do printf '%s,%s,1,1,20,1.5,3\n' "$1" "$2"; shift 2; done
} >"$files/posts.csv"
hash_of() { "$agent" preview --state "$state" --month "$1" --extracts "$files" --json | jq -r .sha256; }
approve() { # MONTH [OPTION...]
	local month=$1
	shift
	"$agent" approve --state "$state" --month "$month" --extracts "$files" --role "Head of Performance" --sha256 "$(hash_of "$month")" "$@"
}
publish() { "$agent" publish --state "$state" --collector "tcp://127.0.0.1:$collector_port" --collector-keys "$work/collector/keys/public.keys" --timeout 20; }
reporting() { "$collector" reporting --state "$work/collector" --month 2021-09 --area "$area" --now "${day}T12:00:00Z" "$@"; }
of_342() { json_is ".councils[] | select(.council == \"342\") | $1" reporting --json; }
restart_on() { # DAY: the collector's clock stands there
	day=$1
	[ -z "${collector_pid:-}" ] || process_end "$collector_pid" bellwether-collector TERM
	collector_start --now "${day}T12:00:00Z"
}
answer() { curl -sf -D "$work/head" -H "If-None-Match: ${etag:-none}" "http://127.0.0.1:$web_port/api/v1/reporting?month=2021-09&area=$area" -o "$work/answer" -w '%{http_code}'; }
answer_is() { [ "$(answer)" = "$1" ] && { [ "$1" = 304 ] || jq -e "$2" "$work/answer"; }; }
remember_etag() { etag=$(sed -n 's/^etag: *//Ip' "$work/head" | tr -d '\r'); }

collector_init --notice "Invented figures, for a test."
restart_on 2021-10-12
for council in 340 342; do agent_make "$council" --now 2021-01-04T12:00:00Z; done
web_start --now "${day}T12:00:00Z"

check "a return is awaited until it is due" of_342 '.state == "due" and .due == "2021-10-20" and (.next | test("due by 20 October 2021"))'
check "a council without a key was not let in" json_is '.states.not_registered == 1 and .expected == 3 and .reported == 0' reporting --json
check_exit 0 '0 of these 3 councils have reported' "a terminal says so" reporting
check "the web server answers the same" answer_is 200 '.states.due == 2'
remember_etag
check "and knows that nothing has changed" answer_is 304 .

posts 2021-08 3 2021-09 3
check_exit 0 'revision 1' "St Helens approves" approve 2021-09
check_exit 0 '1 acknowledged' "and sends" publish
check "it has reported in time" of_342 '.state == "in_time" and .first_recorded_at == "2021-10-12T12:00:00Z" and .approver_role == "Head of Performance"'
check "the web server has the new answer" answer_is 200 '.states.in_time == 1'
remember_etag

# The agent's state as it was before it sent: its first revision is one that the collector has otherwise.
cp -r "$state" "$work/sent"
rm -rf "$state" && "$agent" keygen --council 342 --state "$state" >/dev/null && cp "$work"/sent/keys/* "$state/keys/"
posts 2021-08 3 2021-09 5
check_exit 0 'revision 1' "an agent that has lost its state begins anew" approve 2021-09
check_exit 1 'stale_revision|another return is already stored' "and is refused" publish
check "the refusal stands in its line, with what to do" of_342 '.state == "refused" and .refusal.code == "stale_revision" and (.next | test("state folder lost")) and (.what | test("What is shown is from before"))'
check "it has no figure" of_342 '.refusal | keys == ["code", "field", "refused_at", "revision"]'
check "the web server's kept answer is no longer the answer, though the ledger has not moved" answer_is 200 '.states.refused == 1'
check_exit 0 'all is well' "the store is well" "$collector" verify --state "$work/collector"
check "nothing is known of it at an earlier moment" json_is '.states.refused == 0' reporting --json --as-of position:2

rm -rf "$state" && cp -r "$work/sent" "$state"
restart_on 2021-11-05
check_exit 0 'revision 2' "with its own state it corrects" approve 2021-09 --reason late_data
check_exit 0 '1 acknowledged' "which is taken" publish
check "the refusal is over, and the correction is said with its reason" of_342 '.state == "corrected" and .refusal == null and .revision == 2 and (.what | test("data came in after"))'
check "the figures that it has changed are listed" json_is '.corrections | .returns == 1 and (.figures | any(.indicator == "vacancy_rate_fte" and .revision == 2 and .reason == "late_data" and .approver_role == "Head of Performance" and .change > 0))' reporting --json
check "but not since a later month's end" json_is '.corrections.returns == 0' "$collector" reporting --state "$work/collector" --month 2021-12 --area "$area" --since 2021-11 --json --now 2022-01-01T00:00:00Z
check "who has sent nothing is overdue by now" json_is '.councils[] | select(.council == "340") | .state == "overdue" and .late_days == 16' reporting --json

posts 2021-08 5 2021-09 5 2021-10 5
check_exit 0 'revision 1' "a month that is a copy of the one before" approve 2021-10
check_exit 0 '1 acknowledged' "is taken" publish
check "and is told to be one" json_is '.councils[0].state == "unchanged" and (.councils[0].what | test("Every figure is that of September 2021"))' \
	"$collector" reporting --state "$work/collector" --month 2021-10 --area 342 --json --now 2021-11-06T00:00:00Z
check "August was passed over" json_is '.councils[] | select(.council == "342") | .state == "passed_over" and .month_after == "2021-09"' \
	"$collector" reporting --state "$work/collector" --month 2021-08 --area 342 --json --now 2021-11-06T00:00:00Z
checks_done
