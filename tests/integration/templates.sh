#!/usr/bin/env bash
# A template that asks for what its view has not fails the build, at the template's own line.
set -euo pipefail
cd "$(dirname "$0")/../.."
compiler=${BUILD:-build/asan}/dashboards/compiler/bellwether-templates
top=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0

mkdir -p "$folder/collector/pages" "$folder/templates/parts"
cat >"$folder/collector/pages/sample_view.h" <<'END'
#pragma once
#include <stdbool.h>
#include "common/text.h"
struct sample_row { const char *name; };
struct sample_view { const char *title; bool flag; unsigned rows_count; const struct sample_row *rows; int wrong; };
void sample_html(struct text *out, const struct sample_view *view);
END

# builds TEMPLATE: whether it compiles to C, and the C to an object; what was said is in $folder/said.
builds() {
	printf '%s\n' "$1" >"$folder/templates/sample.html"
	(cd "$folder" && "$top/$compiler" sample templates sample_html.c && cc -std=c17 -D_GNU_SOURCE -I. -I"$top" -fsyntax-only -Werror sample_html.c) >"$folder/said" 2>&1
}

accepted() {
	builds "$1" || { echo "refused: $1"; cat "$folder/said"; exit 1; }
	passed=$((passed + 1))
}

# refused TEMPLATE WORDS: with these words in what is said.
refused() {
	! builds "$1" || { echo "accepted: $1"; exit 1; }
	grep -qF "$2" "$folder/said" || { echo "$1 does not say \"$2\":"; cat "$folder/said"; exit 1; }
	passed=$((passed + 1))
}

accepted '<p>{{title}}</p>{{#rows}}{{name}}{{/rows}}{{?flag}}yes{{/flag}}{{^rows_count}}none{{/rows_count}}'
refused $'<p>\n{{titel}}</p>' 'templates/sample.html:2'
refused '{{titel}}' "no member named"
refused '{{#rows}}{{title}}{{/rows}}' "no member named"
refused '{{#lines}}{{/lines}}' "no member named"
refused '{{#flag}}{{/flag}}' "error"
refused '{{wrong}}' "_Generic"
refused '{{rows}}' "_Generic"
refused '<p onclick="{{title}}">' 'templates/sample.html:1'
refused '{{>nothing}}' 'there is no part called nothing'

echo "$passed passed, 0 failed"
