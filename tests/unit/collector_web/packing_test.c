#include "collector/web/packing.h"

#include <criterion/criterion.h>
#include <string.h>

#include "common/memory.h"
#include "tests/support/unpacking.h"

enum { BYTES_MAX = 1 << 20 };

/* `size` bytes that compress well, or hardly. */
static struct http_answer answer_of(size_t size, bool is_noise)
{
	struct http_answer answer = {.status = 200, .type = "text/plain", .etag = "\"tag\""};
	uint64_t state = 88172645463325252;
	struct text text;

	text_init_growing(&text, BYTES_MAX);
	for (size_t index = 0; index < size; index++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		text_put_char(&text, is_noise ? (char)(state >> 32) : (char)('a' + index % 7));
	}
	answer.body = body_take(&text);
	cr_assert_not_null(answer.body);
	return answer;
}

Test(packing, what_is_packed_unpacks_to_the_same)
{
	static char out[BYTES_MAX];
	static const size_t sizes[] = {PACKING_BYTES_MIN, 5000, 16384, 300000};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct http_answer plain = answer_of(sizes[i], false), packed = plain;
		struct slice bytes;

		body_hold(plain.body);
		cr_assert(packing_pack(&packed));
		bytes = body_slice(packed.body);
		cr_expect_lt(bytes.size, sizes[i] / 4);
		cr_assert_eq(unpack(bytes.data, bytes.size, out, sizeof(out)), sizes[i]);
		cr_expect(slice_equal(slice_from(out, sizes[i]), body_slice(plain.body)));
		cr_expect_str_eq(packed.encoding, "gzip");
		cr_expect_str_eq(packed.etag, "W/\"tag\"");
		body_release(plain.body);
		body_release(packed.body);
	}
}

Test(packing, what_gains_nothing_stays_plain)
{
	struct http_answer rows[] = {answer_of(PACKING_BYTES_MIN - 1, false), answer_of(40000, true), answer_of(0, false), {.status = 304}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct body *body = rows[i].body;

		cr_expect_not(packing_pack(&rows[i]), "%zu", i);
		cr_expect_null(rows[i].encoding);
		cr_expect_eq(rows[i].body, body);
		cr_expect_neq(rows[i].etag[0], 'W');
		body_release(body);
	}
}

/* Each allocation fails in turn: then the answer is plain, and nothing is lost. */
Test(packing, stays_plain_without_memory)
{
	bool is_packed = false;

	for (size_t n = 1; !is_packed; n++) {
		struct http_answer answer = answer_of(5000, false);

		cr_assert_lt(n, 50);
		memory_fail_at(n);
		is_packed = packing_pack(&answer);
		memory_fail_at(0);
		cr_expect_eq(answer.encoding != NULL, is_packed);
		cr_expect(is_packed || body_slice(answer.body).size == 5000);
		cr_expect(is_packed || n < 50);
		body_release(answer.body);
	}
}
