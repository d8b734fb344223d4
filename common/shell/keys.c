#include "common/shell/keys.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/shell/files.h"
#include "common/shell/settings.h"
#include "common/text.h"

enum {
	KEY_FILE_BYTES_MAX = 4096,
	KEY_FILE_BUDGET_BYTES = 3 * KEY_FILE_BYTES_MAX,
	SEED_SIZE = 32,
	KEY_HEX_SIZE = 2 * CURVE_KEY_SIZE,
	COUNCIL_MIN = 100,
	COUNCIL_MAX = 999
};

#define SECRET_FILE "secret.keys"
#define PUBLIC_FILE "public.keys"

/* The lines of a key file, in the order in which they are written. */
enum key_line { LINE_KIND, LINE_COUNCIL, LINE_CURVE, LINE_SIGNING, LINE_CURVE_SECRET, LINE_SIGNING_SEED, LINE_COUNT };

static const char *const line_names[LINE_COUNT] = {"kind", "council", "curve", "signing", "curve_secret", "signing_seed"};

struct key_file {
	bool is_seen[LINE_COUNT];
	bool is_agent;
	uint16_t council;
	uint8_t keys[LINE_COUNT][CURVE_KEY_SIZE]; /* of the lines that hold one */
};

enum error keys_generate(struct secret_keys *out, uint16_t council, struct problem *problem)
{
	uint8_t seed[SEED_SIZE];

	if (sodium_init() < 0)
		return problem_set(problem, ERROR_IO, "the machine gives no random numbers for a key; try again when it has fully started");
	randombytes_buf(out->curve_secret, sizeof(out->curve_secret));
	crypto_scalarmult_curve25519_base(out->public_part.curve, out->curve_secret);
	randombytes_buf(seed, sizeof(seed));
	signing_pair_from_seed(seed, &out->public_part.signing, &out->signing_secret);
	sodium_memzero(seed, sizeof(seed));
	out->public_part.council = council;
	return ERROR_NONE;
}

static void put_key(struct text *text, enum key_line line, const uint8_t *key)
{
	text_put(text, line_names[line]);
	text_put(text, " = ");
	text_put_hex(text, slice_from(key, CURVE_KEY_SIZE));
	text_put(text, "\n");
}

static void put_public(struct text *text, const struct public_keys *keys)
{
	text_put(text, keys->council ? "kind = agent\n" : "kind = collector\n");
	if (keys->council) {
		text_put(text, "council = ");
		text_put_u64(text, keys->council);
		text_put(text, "\n");
	}
	put_key(text, LINE_CURVE, keys->curve);
	put_key(text, LINE_SIGNING, keys->signing.bytes);
}

static enum error save_public(const struct secret_keys *keys, const char *folder, struct problem *problem)
{
	char path[PATH_SIZE], buffer[KEY_FILE_BYTES_MAX];
	struct text text;
	enum error error = path_join(path, folder, PUBLIC_FILE, problem);

	if (error)
		return error;
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "# Bellwether: a public key file. Hand it to the other side; it holds no secret.\n");
	put_public(&text, &keys->public_part);
	return file_write_atomically(path, text_slice(&text), 0644, problem);
}

static enum error save_secret(const struct secret_keys *keys, const char *path, struct problem *problem)
{
	char buffer[KEY_FILE_BYTES_MAX];
	struct text text;
	enum error error;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "# Bellwether: SECRET keys. Never copy this file to another machine, never send it to anybody.\n");
	put_public(&text, &keys->public_part);
	put_key(&text, LINE_CURVE_SECRET, keys->curve_secret);
	put_key(&text, LINE_SIGNING_SEED, keys->signing_secret.bytes); /* libsodium's secret key begins with the seed */
	error = file_write_atomically(path, text_slice(&text), 0400, problem);
	sodium_memzero(buffer, sizeof(buffer));
	return error;
}

enum error keys_save(const struct secret_keys *keys, const char *folder, struct problem *problem)
{
	char path[PATH_SIZE];
	struct stat status;
	enum error error = path_join(path, folder, SECRET_FILE, problem);

	if (error)
		return error;
	if (lstat(path, &status) == 0)
		return problem_set(problem, ERROR_EXISTS, path, " is there already, and keys are never overwritten; use another state folder");
	/* The secret file comes last: while it is not there, the command can be repeated. */
	error = save_public(keys, folder, problem);
	return error ? error : save_secret(keys, path, problem);
}

static bool key_from_hex(struct slice hex, uint8_t key[static CURVE_KEY_SIZE])
{
	size_t size = 0;

	return hex.size == KEY_HEX_SIZE && sodium_hex2bin(key, CURVE_KEY_SIZE, (const char *)hex.data, hex.size, NULL, &size, NULL) == 0 &&
	       size == CURVE_KEY_SIZE;
}

static bool council_from_text(struct slice text, uint16_t *out)
{
	unsigned value = 0;

	if (text.size != 3)
		return false;
	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		value = value * 10 + (unsigned)(text.data[i] - '0');
	}
	*out = (uint16_t)value;
	return value >= COUNCIL_MIN && value <= COUNCIL_MAX;
}

static bool value_take(struct key_file *file, enum key_line line, struct slice value)
{
	switch (line) {
	case LINE_KIND:
		file->is_agent = slice_equal(value, SLICE_LITERAL("agent"));
		return file->is_agent || slice_equal(value, SLICE_LITERAL("collector"));
	case LINE_COUNCIL:
		return council_from_text(value, &file->council);
	case LINE_CURVE:
	case LINE_SIGNING:
	case LINE_CURVE_SECRET:
	case LINE_SIGNING_SEED:
		return key_from_hex(value, file->keys[line]);
	case LINE_COUNT:
		break;
	}
	return false;
}

static enum error line_take(void *context, struct slice name, struct slice value, struct problem *problem)
{
	struct key_file *file = context;
	unsigned line = 0;

	while (line < LINE_COUNT && !slice_equal(name, slice_from_text(line_names[line])))
		line++;
	if (line == LINE_COUNT)
		return problem_set(problem, ERROR_MALFORMED, "has a name that no key file has; is it the right file?");
	if (file->is_seen[line])
		return problem_set(problem, ERROR_MALFORMED, "gives ", line_names[line], " a second time; the file is damaged");
	file->is_seen[line] = true;
	if (!value_take(file, (enum key_line)line, value))
		return problem_set(problem, ERROR_MALFORMED, "the value of ", line_names[line], " is not what it should be; the file is damaged");
	return ERROR_NONE;
}

/* Each line is there that must be, and no other. */
static enum error lines_require(const struct key_file *file, bool is_secret, const char *path, struct problem *problem)
{
	for (unsigned line = 0; line < LINE_COUNT; line++) {
		bool is_wanted = line == LINE_COUNCIL ? file->is_agent : line < LINE_CURVE_SECRET || is_secret;

		if (is_wanted && !file->is_seen[line])
			return problem_set(problem, ERROR_MALFORMED, path, " has no line for ", line_names[line], "; is it the right key file?");
		if (!is_wanted && file->is_seen[line])
			return problem_set(problem, ERROR_MALFORMED, path, " has a line for ", line_names[line],
					   " that does not belong there; is it the right key file?");
	}
	return ERROR_NONE;
}

/* Parses the file into `file`, which the caller wipes. */
static enum error key_file_read(const char *path, bool is_secret, struct key_file *file, struct problem *problem)
{
	struct arena arena;
	struct slice bytes = {0};
	enum error error;

	*file = (struct key_file){0};
	arena_init(&arena, KEY_FILE_BUDGET_BYTES);
	error = file_read(path, KEY_FILE_BYTES_MAX, &arena, &bytes, problem);
	if (!error)
		error = settings_parse(bytes, path, line_take, file, problem);
	if (!error)
		error = lines_require(file, is_secret, path, problem);
	if (arena.chunk && bytes.size)
		sodium_memzero((void *)(uintptr_t)bytes.data, bytes.size);
	arena_fini(&arena);
	return error;
}

static void public_from_file(const struct key_file *file, struct public_keys *out)
{
	out->council = file->is_agent ? file->council : 0;
	memcpy(out->curve, file->keys[LINE_CURVE], CURVE_KEY_SIZE);
	memcpy(out->signing.bytes, file->keys[LINE_SIGNING], CURVE_KEY_SIZE);
}

enum error keys_load_public(const char *path, struct public_keys *out, struct problem *problem)
{
	struct key_file file;
	enum error error = key_file_read(path, false, &file, problem);

	if (!error)
		public_from_file(&file, out);
	sodium_memzero(&file, sizeof(file)); /* the wrong file may have been named */
	return error;
}

static enum error secret_permissions_check(const char *path, struct problem *problem)
{
	struct stat status;

	if (stat(path, &status) != 0) {
		if (errno == ENOENT)
			return problem_set(problem, ERROR_NOT_FOUND, "there are no keys: ", path,
					   " does not exist; make them with the keygen command, or name the right state folder");
		return problem_set(problem, ERROR_IO, "cannot look at ", path, ": ", strerror(errno));
	}
	if (status.st_mode & (S_IRWXG | S_IRWXO))
		return problem_set(problem, ERROR_INVALID, path, " can be read by others; run: chmod 400 ", path);
	return ERROR_NONE;
}

enum error keys_load_secret(const char *folder, struct secret_keys *out, struct problem *problem)
{
	char path[PATH_SIZE];
	struct key_file file;
	struct secret_keys keys;
	uint8_t curve[CURVE_KEY_SIZE];
	enum error error = path_join(path, folder, SECRET_FILE, problem);

	if (!error)
		error = secret_permissions_check(path, problem);
	if (error)
		return error;
	error = key_file_read(path, true, &file, problem);
	if (error)
		goto out;
	public_from_file(&file, &keys.public_part);
	memcpy(keys.curve_secret, file.keys[LINE_CURVE_SECRET], CURVE_KEY_SIZE);
	signing_pair_from_seed(file.keys[LINE_SIGNING_SEED], &keys.public_part.signing, &keys.signing_secret);
	crypto_scalarmult_curve25519_base(curve, keys.curve_secret);
	if (memcmp(curve, file.keys[LINE_CURVE], CURVE_KEY_SIZE) != 0 ||
	    memcmp(keys.public_part.signing.bytes, file.keys[LINE_SIGNING], CURVE_KEY_SIZE) != 0)
		error = problem_set(problem, ERROR_MALFORMED, path, " is damaged: its secret and public keys do not belong together");
	else
		*out = keys;
	keys_wipe(&keys);
out:
	sodium_memzero(&file, sizeof(file));
	return error;
}

void keys_wipe(struct secret_keys *keys)
{
	sodium_memzero(keys, sizeof(*keys));
}
