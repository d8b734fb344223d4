#include "agent/core/json_member.h"

void json_member_slice(struct json *json, const char *key, struct slice value)
{
	json_key(json, key);
	json_slice(json, value);
}

void json_member_text(struct json *json, const char *key, const char *value)
{
	json_key(json, key);
	json_text(json, value);
}

void json_member_count(struct json *json, const char *key, uint64_t value)
{
	json_key(json, key);
	json_i64(json, (int64_t)value);
}

void json_member_month(struct json *json, const char *key, struct month month)
{
	char buffer[16];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_month(&text, month);
	json_member_slice(json, key, text_slice(&text));
}

void json_member_digest(struct json *json, const char *key, const struct digest *digest)
{
	char hex[DIGEST_HEX_SIZE];

	digest_to_hex(digest, hex);
	json_member_text(json, key, digest_is_zero(digest) ? NULL : hex);
}
