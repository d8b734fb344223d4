/*
 * Which council is meant by what somebody typed: "st helens", "342", "E08000013", "London Borough of Camden", "knowsely". Pure.
 *
 * Words that many full names share ("council", "borough of", "and") are looked at only when nothing else was typed: folded_name.h.
 */
#pragma once

#include "proto/councils.h"

enum { SEARCH_BYTES_MAX = 200 }; /* a longer text finds nothing */

/* How a council is like the text, the likest first. */
enum likeness {
	LIKE_CODE,      /* one of the text's words is its DfE code, or its ONS code of now or before */
	LIKE_NAME,      /* the text is its name */
	LIKE_BEGINNING, /* its name begins so */
	LIKE_WORD,      /* so does its name from a later word on: "hull" */
	LIKE_WORDS,     /* each word begins a word of its name: "chester cheshire" */
	LIKE_INITIALS,  /* "bcp" */
	LIKE_PART,      /* it is somewhere in its name, from two letters on: "umber" */
	LIKE_SLIP, /* only when none is liker than LIKE_PART: each word, or the whole, has one slip (of four letters or more), or two (of eight or more) */
	LIKE_NONE,
};

struct council_match {
	const struct council *council;
	enum likeness likeness;
	bool has_ended; /* others have taken its place */
};

/* In the order of likeness, those that have ended after the others, then by name and code; how many. The text is of any bytes. */
unsigned council_search(struct slice text, struct council_match out[static COUNCIL_COUNT_MAX]);
/*
 * The one that is meant without doubt: the only match, the only one whose code or name it is, or the only one that is liker than LIKE_PART. NULL: none, or
 * several.
 */
const struct council *council_search_only(const struct council_match *matches, unsigned count);
