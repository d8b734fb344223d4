# shellcheck shell=bash
# shellcheck disable=SC2154  # work is the sourcing script's folder
# A throw-away PostgreSQL for measurements: its own folder, a Unix socket and no port, ended by its own pid. Sourced behind cluster.sh, never run.
#
#   postgres_start; ... $postgres_socket ...; postgres_end
#
# PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody`.

postgres_pid=
postgres_folder=
postgres_socket=

# The newest version's programs; Debian keeps them out of the path.
postgres_programs() {
	find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1
}

postgres_as() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid="$postgres_user" --regid="$postgres_group" --clear-groups "$@"
	else
		"$@"
	fi
}

postgres_start() {
	local programs
	programs=$(postgres_programs)
	[ -n "$programs" ] || { echo "PostgreSQL is not installed" >&2; return 1; }
	postgres_user=postgres
	id postgres >/dev/null 2>&1 || postgres_user=nobody
	postgres_group=$(id -g "$postgres_user")
	postgres_folder=$(mktemp -d)
	postgres_socket=$postgres_folder
	[ "$(id -u)" -ne 0 ] || chown "$postgres_user" "$postgres_folder"
	postgres_as "$programs/initdb" -D "$postgres_folder/data" -U postgres --auth=trust --no-locale --encoding=UTF8 --no-sync \
		>"$work/initdb.log" 2>&1
	postgres_settings "$postgres_socket" >>"$postgres_folder/data/postgresql.conf"
	postgres_as "$programs/postgres" -D "$postgres_folder/data" >"$work/postgres.log" 2>&1 &
	until_true 30 "PostgreSQL answers" "$programs/pg_isready" -q -h "$postgres_socket" -U postgres
	postgres_pid=$(head -n 1 "$postgres_folder/data/postmaster.pid") # what runs it in the background is a shell
}

# What is only read does not need durability; all of it fits into the buffers, and plans are made for that. Short statements gain nothing from the compiler or
# from parallel workers. The statements' plans do not depend on their parameters.
postgres_settings() {
	cat <<-END
		listen_addresses = ''
		unix_socket_directories = '$1'
		max_connections = 40
		shared_buffers = 4GB
		effective_cache_size = 8GB
		work_mem = 64MB
		maintenance_work_mem = 512MB
		random_page_cost = 1.1
		jit = off
		max_parallel_workers_per_gather = 0
		max_parallel_maintenance_workers = 0
		plan_cache_mode = force_generic_plan
		autovacuum = off
		fsync = off
		synchronous_commit = off
		full_page_writes = off
		wal_level = minimal
		max_wal_senders = 0
		max_wal_size = 8GB
		checkpoint_timeout = 1h
	END
}

postgres_end() {
	[ -z "$postgres_pid" ] || process_end "$postgres_pid" postgres INT
	[ -z "$postgres_folder" ] || rm -rf "$postgres_folder"
	postgres_pid=
	postgres_folder=
}
