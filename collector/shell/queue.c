#include "collector/shell/queue.h"

#include <string.h>

#include "common/memory.h"

void queue_init(struct queue *queue)
{
	*queue = (struct queue){.count = 0};
}

void queue_fini(struct queue *queue)
{
	for (struct queued *queued = queue_pop(queue); queued; queued = queue_pop(queue))
		queued_free(queued);
}

static bool has_room(const struct queue *queue, uint16_t council, size_t bytes)
{
	return queue->count < QUEUE_COUNT_MAX && bytes <= QUEUE_BYTES_MAX - queue->bytes && queue->of_council[council] < QUEUE_COUNCIL_COUNT_MAX;
}

static struct queued *queued_new(uint16_t council, struct slice peer, struct slice envelope_bytes, const char *peer_address)
{
	struct queued *queued = memory_new(1, sizeof(*queued) + peer.size + envelope_bytes.size);

	if (!queued)
		return NULL;
	queued->council = council;
	queued->peer = slice_from(queued->bytes, peer.size);
	queued->envelope_bytes = slice_from(queued->bytes + peer.size, envelope_bytes.size);
	if (peer.size)
		memcpy(queued->bytes, peer.data, peer.size);
	if (envelope_bytes.size)
		memcpy(queued->bytes + peer.size, envelope_bytes.data, envelope_bytes.size);
	slice_copy_text(slice_from_text(peer_address), queued->peer_address, sizeof(queued->peer_address));
	return queued;
}

enum error queue_push(struct queue *queue, uint16_t council, struct slice peer, struct slice envelope_bytes, const char *peer_address)
{
	struct queued *queued;

	INVARIANT(council < QUEUE_CODES);
	if (!has_room(queue, council, envelope_bytes.size))
		return ERROR_AGAIN;
	queued = queued_new(council, peer, envelope_bytes, peer_address);
	if (!queued)
		return ERROR_NO_MEMORY;
	queue->ring[(queue->first + queue->count) % QUEUE_COUNT_MAX] = queued;
	queue->count++;
	queue->bytes += envelope_bytes.size;
	queue->of_council[council]++;
	if (queue->count > queue->count_max)
		queue->count_max = queue->count;
	return ERROR_NONE;
}

struct queued *queue_pop(struct queue *queue)
{
	struct queued *queued;

	if (!queue->count)
		return NULL;
	queued = queue->ring[queue->first];
	queue->ring[queue->first] = NULL;
	queue->first = (queue->first + 1) % QUEUE_COUNT_MAX;
	queue->count--;
	queue->bytes -= queued->envelope_bytes.size;
	queue->of_council[queued->council]--;
	return queued;
}

void queued_free(struct queued *queued)
{
	memory_free(queued);
}
