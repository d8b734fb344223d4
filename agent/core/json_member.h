/* Members of the agent's JSON answers: a key with a value of the agent's own kinds. */
#pragma once

#include "common/digest.h"
#include "common/json.h"

void json_member_slice(struct json *json, const char *key, struct slice value);
/* NULL is written as null. */
void json_member_text(struct json *json, const char *key, const char *value);
/* A count of rows, bytes or places that were read: none comes near 2^63. */
void json_member_count(struct json *json, const char *key, uint64_t value);
/* "2021-09" */
void json_member_month(struct json *json, const char *key, struct month month);
/* null for a digest of zeros: there is nothing that it stands for. */
void json_member_digest(struct json *json, const char *key, const struct digest *digest);
