/* One answer in the forms in which it is sent, made ready: plain, and packed once a client takes it so. One thread. */
#pragma once

#include "collector/web/http.h"

/* All 0 is the empty one. */
struct variants {
	struct http_answer plain;  /* without `ready`: there is none */
	struct http_answer packed; /* without `ready`: not packed, or not to be */
	bool was_packed;           /* it has been tried */
};

/* Holds the answer's body as well. False without memory, and there is nothing. */
bool variants_keep(struct variants *variants, const struct http_answer *answer);
/* Drops both forms; what is being sent goes on. */
void variants_drop(struct variants *variants);
/* Packs the answer if that has not been tried, and keeps it so when it has at most `bytes_max`; how many bytes came to be kept. */
size_t variants_pack(struct variants *variants, size_t bytes_max);
/* The form for such a client, borrowed; NULL when there is none. */
const struct http_answer *variants_choose(const struct variants *variants, bool takes_gzip);
