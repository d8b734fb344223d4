#!/usr/bin/env bash
# A council that builds the agent alone needs neither Node nor npm, nor anything else of the collector's side. It is only configured here, not built.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin

# configure FOLDER OPTION...: on a machine whose Node says nothing of itself.
configure() {
	local folder=$1
	shift
	cmake -S . -B "$work/$folder" -G Ninja -DNODE=/bin/false -DNPM=/bin/false "$@"
}
targets() { # FOLDER: the programs and libraries that it would build
	ninja -C "$work/$1" -t targets all | sed -n 's/: C_\(EXECUTABLE\|STATIC_LIBRARY\)_LINKER__.*//p' | sed 's#.*/##'
}

check_exit 1 'style and scripts are built with Node' "the whole needs Node, and says so" configure whole -DBELLWETHER_TESTS=OFF
check "the agent alone does not" configure agent -DBELLWETHER_COLLECTOR=OFF
check "its program, the list of definitions and their libraries are all that is built" diff <(targets agent | sort) <(printf '%s\n' bellwether-agent bellwether-definitions libagent_core.a libagent_shell.a \
	libcommon.a libcommon_log.a libcommon_shell.a libproto.a libproto_generated.a | sort)
check "the server's library is not looked for" test -z "$(grep -i microhttpd "$work/agent/CMakeCache.txt")"
for package in nodejs npm libmicrohttpd-dev; do
	check "$package is for building the whole" grep -qx "$package build" deploy/packages.txt
done
checks_done
