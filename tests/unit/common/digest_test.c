#include "common/digest.h"

#include <criterion/criterion.h>
#include <string.h>

/* The examples of FIPS 180-2 and of RFC 7693's parameters with a 32-byte output. */
static const char sha256_of_nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char sha256_of_abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char blake2b_of_nothing[] = "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8";
static const char blake2b_of_abc[] = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";

static void assert_hex(struct digest digest, const char *expected)
{
	char hex[DIGEST_HEX_SIZE];

	digest_to_hex(&digest, hex);
	cr_assert_str_eq(hex, expected);
}

Test(digest, sha256)
{
	assert_hex(digest_sha256(slice_from(NULL, 0)), sha256_of_nothing);
	assert_hex(digest_sha256(SLICE_LITERAL("abc")), sha256_of_abc);
}

Test(digest, blake2b_is_of_the_two_parts_joined)
{
	assert_hex(digest_blake2b(slice_from(NULL, 0), slice_from(NULL, 0)), blake2b_of_nothing);
	assert_hex(digest_blake2b(SLICE_LITERAL("abc"), slice_from(NULL, 0)), blake2b_of_abc);
	assert_hex(digest_blake2b(SLICE_LITERAL("a"), SLICE_LITERAL("bc")), blake2b_of_abc);
	assert_hex(digest_blake2b(slice_from(NULL, 0), SLICE_LITERAL("abc")), blake2b_of_abc);
}

Test(digest, checksum_is_the_first_eight_bytes)
{
	cr_assert_eq(digest_checksum(SLICE_LITERAL("abc")), UINT64_C(0xbddd813c63423972));
	cr_assert_eq(digest_checksum(slice_from(NULL, 0)), UINT64_C(0x0e5751c026e543b2));
}

Test(digest, equality_looks_at_every_byte)
{
	struct digest a = digest_sha256(SLICE_LITERAL("abc"));

	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		struct digest b = a;

		cr_assert(digest_equal(&a, &b));
		b.bytes[i] ^= 1;
		cr_assert_not(digest_equal(&a, &b), "byte %zu", i);
	}
}

Test(digest, zero_is_all_zero)
{
	struct digest digest = {{0}};

	cr_assert(digest_is_zero(&digest));
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		digest.bytes[i] = 1;
		cr_assert_not(digest_is_zero(&digest), "byte %zu", i);
		digest.bytes[i] = 0;
	}
}

Test(digest, slice_borrows_the_bytes)
{
	struct digest digest = digest_sha256(SLICE_LITERAL("abc"));
	struct slice slice = digest_slice(&digest);

	cr_assert_eq(slice.data, digest.bytes);
	cr_assert_eq(slice.size, DIGEST_SIZE);
}

Test(digest, must_parse_hex_of_either_case)
{
	char upper[DIGEST_HEX_SIZE];
	struct digest digest;

	for (size_t i = 0; i < DIGEST_HEX_SIZE; i++) {
		char digit = sha256_of_abc[i];

		upper[i] = digit >= 'a' && digit <= 'f' ? (char)(digit - 'a' + 'A') : digit;
	}
	cr_assert_eq(digest_from_hex(slice_from_text(sha256_of_abc), &digest), ERROR_NONE);
	assert_hex(digest, sha256_of_abc);
	memset(&digest, 0, sizeof(digest));
	cr_assert_eq(digest_from_hex(slice_from_text(upper), &digest), ERROR_NONE);
	assert_hex(digest, sha256_of_abc);
}

Test(digest, must_not_parse_anything_else)
{
	struct digest digest = {{7}};
	char hex[DIGEST_HEX_SIZE + 1];

	memcpy(hex, sha256_of_abc, DIGEST_HEX_SIZE);
	cr_assert_eq(digest_from_hex(slice_from(hex, 63), &digest), ERROR_MALFORMED);
	cr_assert_eq(digest_from_hex(slice_from(hex, 65), &digest), ERROR_MALFORMED);
	cr_assert_eq(digest_from_hex(slice_from(NULL, 0), &digest), ERROR_MALFORMED);
	for (size_t i = 0; i < 64; i++) {
		static const char wrong[] = {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xe1'};

		for (size_t j = 0; j < sizeof(wrong); j++) {
			hex[i] = wrong[j];
			cr_assert_eq(digest_from_hex(slice_from(hex, 64), &digest), ERROR_MALFORMED, "digit %zu", i);
		}
		hex[i] = sha256_of_abc[i];
	}
	cr_assert_eq(digest.bytes[0], 7);
}
