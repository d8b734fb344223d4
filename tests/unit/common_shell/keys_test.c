#include "common/shell/keys.h"

#include <criterion/criterion.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <zmq.h>

#include "common/shell/files.h"
#include "tests/support/temporary_folder.h"

static struct secret_keys made(uint16_t council)
{
	struct secret_keys keys;

	cr_assert_eq(keys_generate(&keys, council, NULL), ERROR_NONE);
	return keys;
}

static void write_file(const struct temporary_folder *folder, const char *name, const char *text, mode_t mode)
{
	char path[PATH_SIZE];

	cr_assert_eq(file_write_atomically(temporary_path(folder, name, path), slice_from_text(text), mode, NULL), ERROR_NONE);
}

Test(keys, a_curve_pair_is_what_the_transport_expects)
{
	struct secret_keys keys = made(342);
	char secret_text[41], public_text[41], expected[41];

	cr_assert_not_null(zmq_z85_encode(secret_text, keys.curve_secret, 32));
	cr_assert_not_null(zmq_z85_encode(public_text, keys.public_part.curve, 32));
	cr_assert_eq(zmq_curve_public(expected, secret_text), 0);
	cr_assert_str_eq(public_text, expected);
}

Test(keys, two_pairs_differ)
{
	struct secret_keys a = made(342), b = made(342);

	cr_assert_neq(memcmp(a.curve_secret, b.curve_secret, 32), 0);
	cr_assert_neq(memcmp(a.signing_secret.bytes, b.signing_secret.bytes, 32), 0);
}

Test(keys, what_is_saved_is_loaded)
{
	static const uint16_t councils[] = {342, 0};

	for (size_t i = 0; i < 2; i++) {
		struct temporary_folder folder = temporary_folder_make();
		struct secret_keys keys = made(councils[i]), loaded;
		struct public_keys public_loaded;
		struct problem problem = {0};
		char path[PATH_SIZE];
		struct stat status;

		cr_assert_eq(keys_save(&keys, folder.path, &problem), ERROR_NONE, "%s", problem.sentence);
		cr_assert_eq(keys_load_secret(folder.path, &loaded, &problem), ERROR_NONE, "%s", problem.sentence);
		cr_assert_eq(memcmp(loaded.curve_secret, keys.curve_secret, 32), 0);
		cr_assert_eq(memcmp(&loaded.signing_secret, &keys.signing_secret, sizeof(keys.signing_secret)), 0);
		cr_assert_eq(memcmp(loaded.public_part.signing.bytes, keys.public_part.signing.bytes, 32), 0);
		cr_assert_eq(keys_load_public(temporary_path(&folder, "public.keys", path), &public_loaded, &problem), ERROR_NONE);
		cr_assert_eq(public_loaded.council, councils[i]);
		cr_assert_eq(memcmp(public_loaded.curve, keys.public_part.curve, 32), 0);
		cr_assert_eq(stat(path, &status), 0);
		cr_assert_eq(status.st_mode & 07777, 0644);
		cr_assert_eq(stat(temporary_path(&folder, "secret.keys", path), &status), 0);
		cr_assert_eq(status.st_mode & 07777, 0400);
		temporary_folder_remove(&folder);
	}
}

Test(keys, keys_are_never_overwritten)
{
	struct temporary_folder folder = temporary_folder_make();
	struct secret_keys keys = made(342), other = made(342), loaded;
	struct problem problem = {0};

	cr_assert_eq(keys_save(&keys, folder.path, NULL), ERROR_NONE);
	cr_assert_eq(keys_save(&other, folder.path, &problem), ERROR_EXISTS);
	cr_assert_eq(keys_load_secret(folder.path, &loaded, NULL), ERROR_NONE);
	cr_assert_eq(memcmp(loaded.curve_secret, keys.curve_secret, 32), 0);
	temporary_folder_remove(&folder);
}

Test(keys, a_secret_that_others_can_read_is_refused)
{
	struct temporary_folder folder = temporary_folder_make();
	struct secret_keys keys = made(342), loaded;
	struct problem problem = {0};
	char path[PATH_SIZE];

	cr_assert_eq(keys_save(&keys, folder.path, NULL), ERROR_NONE);
	cr_assert_eq(chmod(temporary_path(&folder, "secret.keys", path), 0440), 0);
	cr_assert_eq(keys_load_secret(folder.path, &loaded, &problem), ERROR_INVALID);
	cr_assert_not_null(strstr(problem.sentence, "chmod 400"));
	temporary_folder_remove(&folder);
}

Test(keys, missing_keys_say_how_to_make_them)
{
	struct temporary_folder folder = temporary_folder_make();
	struct secret_keys loaded;
	struct problem problem = {0};

	cr_assert_eq(keys_load_secret(folder.path, &loaded, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "keygen"));
	temporary_folder_remove(&folder);
}

#define HEX "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

Test(keys, damaged_public_files_are_refused)
{
	static const char *const texts[] = {
		"",
		"kind = agent\ncurve = " HEX "\nsigning = " HEX "\n",
		"kind = agent\ncouncil = 34\ncurve = " HEX "\nsigning = " HEX "\n",
		"kind = agent\ncouncil = 342\ncurve = " HEX "\n",
		"kind = agent\ncouncil = 342\ncurve = " HEX "0\nsigning = " HEX "\n",
		"kind = agent\ncouncil = 342\ncurve = zz\nsigning = " HEX "\n",
		"kind = officer\ncouncil = 342\ncurve = " HEX "\nsigning = " HEX "\n",
		"kind = collector\ncouncil = 342\ncurve = " HEX "\nsigning = " HEX "\n",
		"kind = agent\ncouncil = 342\ncouncil = 343\ncurve = " HEX "\nsigning = " HEX "\n",
		"kind = agent\ncouncil = 342\ncurve = " HEX "\nsigning = " HEX "\ncurve_secret = " HEX "\n",
		"kind = agent\ncouncil = 342\ncurve = " HEX "\nsigning = " HEX "\nother = 1\n",
	};
	struct temporary_folder folder = temporary_folder_make();
	struct public_keys keys = {.council = 7};
	char path[PATH_SIZE];

	temporary_path(&folder, "public.keys", path);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct problem problem = {0};

		write_file(&folder, "public.keys", texts[i], 0644);
		cr_assert_eq(keys_load_public(path, &keys, &problem), ERROR_MALFORMED, "case %zu: %s", i, problem.sentence);
		cr_assert_not_null(strstr(problem.sentence, "public.keys"), "case %zu", i);
		cr_assert_null(strstr(problem.sentence, "0011"), "case %zu: a key's digits are in the sentence", i);
	}
	cr_assert_eq(keys.council, 7, "written only on success");
	write_file(&folder, "public.keys", "kind = agent\ncouncil = 342\ncurve = " HEX "\nsigning = " HEX "\n", 0644);
	cr_assert_eq(keys_load_public(path, &keys, NULL), ERROR_NONE);
	cr_assert_eq(keys.council, 342);
	temporary_folder_remove(&folder);
}

/* The secret file with the value of one line replaced. */
static void write_secret_with(const struct temporary_folder *folder, const struct secret_keys *keys, const char *line, const char *value)
{
	const struct {
		const char *name;
		const uint8_t *key;
	} lines[] = {{"curve", keys->public_part.curve},
		     {"signing", keys->public_part.signing.bytes},
		     {"curve_secret", keys->curve_secret},
		     {"signing_seed", keys->signing_secret.bytes}};
	char text[1024] = "kind = agent\ncouncil = 342\n", hex[65];

	for (size_t i = 0; i < 4; i++) {
		sodium_bin2hex(hex, sizeof(hex), lines[i].key, 32);
		sprintf(text + strlen(text), "%s = %s\n", lines[i].name, strcmp(lines[i].name, line) == 0 ? value : hex);
	}
	write_file(folder, "secret.keys", text, 0400);
}

Test(keys, a_secret_file_whose_halves_do_not_match_is_refused)
{
	static const char *const lines[] = {"curve", "signing", "curve_secret", "signing_seed"};
	struct temporary_folder folder = temporary_folder_make();
	struct secret_keys keys = made(342), loaded;

	write_secret_with(&folder, &keys, "none", HEX);
	cr_assert_eq(keys_load_secret(folder.path, &loaded, NULL), ERROR_NONE);
	for (size_t i = 0; i < 4; i++) {
		struct problem problem = {0};

		write_secret_with(&folder, &keys, lines[i], HEX);
		cr_assert_eq(keys_load_secret(folder.path, &loaded, &problem), ERROR_MALFORMED, "%s", lines[i]);
		cr_assert_not_null(strstr(problem.sentence, "do not belong together"), "%s", lines[i]);
	}
	temporary_folder_remove(&folder);
}
