#include "collector/core/etag.h"

#include <string.h>

#include "common/digest.h"
#include "common/text.h"
#include "proto/catalogue.h"

enum { TAG_BYTES = 16, POSITION_TEXT_SIZE = 24, MARK_BYTES = 2 };

void etag_make(char out[static ETAG_SIZE], struct slice store, uint64_t position, struct slice target)
{
	char position_buffer[POSITION_TEXT_SIZE];
	struct text position_text, text;
	struct digest digest = catalogue_hash();

	text_init_fixed(&position_text, position_buffer, sizeof position_buffer);
	text_put_u64(&position_text, position);
	digest = digest_blake2b(digest_slice(&digest), slice_from_text(BELLWETHER_VERSION));
	digest = digest_blake2b(digest_slice(&digest), store);
	digest = digest_blake2b(digest_slice(&digest), text_slice(&position_text));
	digest = digest_blake2b(digest_slice(&digest), target);
	text_init_fixed(&text, out, ETAG_SIZE);
	text_put(&text, "\"");
	text_put_hex(&text, slice_from(digest.bytes, TAG_BYTES));
	text_put(&text, "\"");
}

#define WEAK_MARK "W/"

/* The tag without the mark of a weak one. */
static struct slice opaque_tag(struct slice tag)
{
	return slice_starts_with(tag, SLICE_LITERAL(WEAK_MARK)) ? slice_from(tag.data + MARK_BYTES, tag.size - MARK_BYTES) : tag;
}

/* Whether one of the header's tags is `etag`, by the weak comparison: any, or only those that are marked as weak. */
static bool is_named(struct slice header, const char *etag, bool only_weak)
{
	struct slice wanted = opaque_tag(slice_from_text(etag));

	while (header.size > 0) {
		struct slice tag = slice_trim(slice_split(&header, ','));

		if ((!only_weak || slice_starts_with(tag, SLICE_LITERAL(WEAK_MARK))) && slice_equal(opaque_tag(tag), wanted))
			return true;
	}
	return false;
}

bool etag_matches(struct slice header, const char *etag)
{
	return slice_equal(slice_trim(header), SLICE_LITERAL("*")) || is_named(header, etag, false);
}

bool etag_is_named_weak(struct slice header, const char *etag)
{
	return is_named(header, etag, true);
}

void etag_weaken(char etag[static ETAG_SIZE])
{
	size_t size = strlen(etag);

	if (size == 0 || etag[0] == 'W')
		return;
	INVARIANT(size + MARK_BYTES < ETAG_SIZE);
	memmove(etag + MARK_BYTES, etag, size + 1);
	memcpy(etag, WEAK_MARK, MARK_BYTES);
}
