#include "collector/web/variants.h"

#include "collector/web/packing.h"

/* The answer without its body, which `ready` holds; without `ready` when there is no memory. */
static struct http_answer make_ready(const struct http_answer *answer)
{
	struct http_answer ready = *answer;

	ready.ready = http_ready_new(answer);
	ready.body = NULL;
	return ready;
}

bool variants_keep(struct variants *variants, const struct http_answer *answer)
{
	*variants = (struct variants){.plain = make_ready(answer)};
	return variants->plain.ready;
}

void variants_drop(struct variants *variants)
{
	http_ready_free(variants->plain.ready);
	http_ready_free(variants->packed.ready);
	*variants = (struct variants){0};
}

size_t variants_pack(struct variants *variants, size_t bytes_max)
{
	struct http_answer packed = variants->plain;
	size_t size = 0;

	if (variants->was_packed || !variants->plain.ready)
		return 0;
	variants->was_packed = true;
	packed.ready = NULL;
	packed.body = body_hold(http_ready_body(variants->plain.ready));
	if (packing_pack(&packed) && body_slice(packed.body).size <= bytes_max) {
		variants->packed = make_ready(&packed);
		size = variants->packed.ready ? body_slice(packed.body).size : 0;
	}
	body_release(packed.body);
	return size;
}

const struct http_answer *variants_choose(const struct variants *variants, bool takes_gzip)
{
	if (takes_gzip && variants->packed.ready)
		return &variants->packed;
	return variants->plain.ready ? &variants->plain : NULL;
}
