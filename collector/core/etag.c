#include "collector/core/etag.h"

#include "common/digest.h"
#include "common/text.h"
#include "proto/catalogue.h"

enum { TAG_BYTES = 16, POSITION_TEXT_SIZE = 24 };

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

bool etag_matches(struct slice header, const char *etag)
{
	while (header.size > 0) {
		struct slice tag = slice_trim(slice_split(&header, ','));

		if (slice_equal(tag, SLICE_LITERAL("*")))
			return true;
		if (slice_starts_with(tag, SLICE_LITERAL("W/")))
			tag = slice_from(tag.data + 2, tag.size - 2);
		if (slice_equal(tag, slice_from_text(etag)))
			return true;
	}
	return false;
}
