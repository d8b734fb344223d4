# shellcheck shell=bash
# shellcheck disable=SC2154  # $base is set by the scripts that source this
# Pages, and the files of their figures, as somebody would save them. Sourced, with the server's address in $base.
#
#   pages_save FOLDER <<<"$addresses"        each address (/region?month=2021-09) into FOLDER/N.html, headers and all
#   pages_files FOLDER | files_save FOLDER2  each figure's CSV that those pages link, once, into FOLDER2/N.csv
#
# Each folder gets a file `index` with a line for each address: what it was answered with, the name of the file, the address.

pages_save() { # FOLDER
	saved_as "$1" html --include
}

files_save() { # FOLDER
	saved_as "$1" csv
}

saved_as() { # FOLDER ENDING OPTION...
	local folder=$1 ending=$2 path number=0
	shift 2
	mkdir -p "$folder"
	while IFS= read -r path; do
		number=$((number + 1))
		printf 'url = "%s%s"\noutput = "%s/%d.%s"\n' "$base" "$path" "$folder" "$number" "$ending"
	done >"$folder/asked"
	curl -sS --config "$folder/asked" --write-out '%{http_code} %{filename_effective} %{url_effective}\n' "$@" | sed "s# $folder/# #; s# $base# #" >"$folder/index"
}

# The figures' files that the saved pages link, each address once.
pages_files() { # FOLDER
	grep -ohE 'href="/[a-z]+\.csv\?[^"]*"' "$1"/*.html | sed 's/^href="//; s/"$//; s/&amp;/\&/g' | sort -u
}

# Whether everything that was asked for is there; prints what is not.
all_answered() { # FOLDER
	[ -s "$1/index" ] && ! grep -v '^200 ' "$1/index"
}
