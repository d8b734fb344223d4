/* Any bytes as what somebody typed: the councils that are found are in order and each once, and the text in capitals finds the same. */
#include <stddef.h>
#include <stdint.h>

#include "collector/core/council_search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct council_match matches[COUNCIL_COUNT_MAX], again[COUNCIL_COUNT_MAX];
	bool was_found[COUNCIL_COUNT_MAX] = {false};
	unsigned count = council_search(slice_from(data, size), matches);
	uint8_t capitals[SEARCH_BYTES_MAX];

	INVARIANT(count <= council_count());
	INVARIANT(size <= SEARCH_BYTES_MAX || count == 0);
	for (unsigned i = 0; i < count; i++) {
		unsigned index = council_index(matches[i].council);

		INVARIANT(matches[i].likeness < LIKE_NONE);
		INVARIANT(i == 0 || matches[i].likeness >= matches[i - 1].likeness);
		INVARIANT(!was_found[index]);
		was_found[index] = true;
	}
	if (size > SEARCH_BYTES_MAX)
		return 0;
	for (size_t i = 0; i < size; i++)
		capitals[i] = data[i] >= 'a' && data[i] <= 'z' ? (uint8_t)(data[i] - 'a' + 'A') : data[i];
	INVARIANT(council_search(slice_from(capitals, size), again) == count);
	for (unsigned i = 0; i < count; i++)
		INVARIANT(matches[i].council == again[i].council && matches[i].likeness == again[i].likeness);
	return 0;
}
