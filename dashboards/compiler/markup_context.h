/* Where in HTML the next byte stands: what may be put there, and how, follows from it. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { MARKUP_NAME_BYTES_MAX = 24 };

enum markup_place {
	MARKUP_TEXT,
	MARKUP_OPENING,   /* behind "<" */
	MARKUP_TAG_NAME,  /* of an element that begins or ends */
	MARKUP_TAG,       /* between attributes */
	MARKUP_ATTRIBUTE, /* an attribute's name */
	MARKUP_EQUALS,    /* behind it */
	MARKUP_VALUE,     /* between double quotes */
	MARKUP_COMMENT,   /* "<!...>" of any kind */
};

struct markup_context {
	enum markup_place place;
	char tag[MARKUP_NAME_BYTES_MAX]; /* cut when longer */
	char attribute[MARKUP_NAME_BYTES_MAX];
	bool is_script; /* behind <script ...>, which has to be empty */
	bool has_begun; /* the attribute's value has some byte already */
	unsigned dashes;
	bool is_long_comment;
};

/* Moves over one byte; NULL, or why a template may not have it there. Static storage. */
const char *markup_step(struct markup_context *context, uint8_t byte);
/* Notes that a value was put where the context is. */
void markup_put(struct markup_context *context);
/* Whether both are the same place, so that either way of a condition goes on alike. */
bool markup_is_same(const struct markup_context *a, const struct markup_context *b);
/* Whether a value may stand here: in text, or between an attribute's quotes. */
bool markup_takes_value(const struct markup_context *context);
/* Whether a value that stands here begins an address (href, src, action). */
bool markup_begins_address(const struct markup_context *context);
