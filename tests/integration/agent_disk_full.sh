#!/usr/bin/env bash
# The agent's disk is full: each command says so and ends with its code; nothing that was approved is lost, and it goes on when there is space.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

disk=$work/disk
mkdir "$disk"
if ! mount -t tmpfs -o size=400k bellwether-test "$disk" 2>/dev/null; then
	echo "skipped: a small file system cannot be mounted here (needs root)"
	echo "1 passed, 0 failed, 1 skipped"
	exit 0
fi
at_end() {
	umount "$disk"
}

fill() {
	dd if=/dev/zero of="$disk/ballast" bs=4096 2>/dev/null || return 0
}

hash_of() {
	"$agent" preview --council 342 --month "$1" --extracts "$work/extracts/342" --json | jq -r .sha256
}

approve() {
	"$agent" approve --state "$disk/342" --month "$1" --extracts "$work/extracts/342" --role "Test approval" --sha256 "$(hash_of "$1")"
}

has_approved() {
	[ "$("$agent" status --state "$disk/342" --json | jq '[.returns[] | select(.state == "approved")] | length')" -eq "$1" ]
}

cluster_extracts
"$agent" keygen --council 342 --state "$disk/342" >/dev/null
fill
check_exit 6 'space' "keys cannot be written" "$agent" keygen --council 343 --state "$disk/343"
check_exit 6 'space' "the outbox cannot be made" approve 2021-09
check_exit 0 'Nothing has been approved' "status still answers" "$agent" status --state "$disk/342"
rm "$disk/ballast"
check_exit 0 'Approved' "there is space again" approve 2021-09
fill
check_exit 6 'space' "the outbox cannot grow" approve 2021-08
check "what was approved before is there" has_approved 1
rm "$disk/ballast"
check_exit 0 'Approved' "it goes on" approve 2021-08
check "both are there" has_approved 2
checks_done
