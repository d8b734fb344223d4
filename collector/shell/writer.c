#include "collector/shell/writer.h"

#include "common/log.h"
#include "common/memory.h"

struct writer {
	struct writer_options options;
	struct queue queue;
	struct batch batch;
	struct queued *queued[BATCH_COUNT_MAX]; /* whom the items of the batch came from */
	uv_work_t work;
	enum error work_error; /* written by the job, read when it is over */
	bool is_working;
	bool wants_probe; /* the next job is to look whether there is space again */
	bool is_probing;  /* the job in flight does */
	bool is_stopping;
	bool has_failed;
	bool is_disk_full;
	uint64_t commits, commit_failures;
};

static void work_begin(struct writer *writer);

enum error writer_new(struct writer **out, const struct writer_options *options, struct problem *problem)
{
	struct writer *writer = memory_new(1, sizeof(*writer));

	if (!writer)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to take returns");
	writer->options = *options;
	queue_init(&writer->queue);
	batch_init(&writer->batch);
	*out = writer;
	return ERROR_NONE;
}

void writer_free(struct writer *writer)
{
	if (!writer)
		return;
	INVARIANT(!writer->is_working);
	queue_fini(&writer->queue);
	batch_fini(&writer->batch);
	memory_free(writer);
}

/* On the thread pool: the only place that writes to the store, from the beginning to the commit of each transaction. */
static void work(uv_work_t *request)
{
	struct writer *writer = request->data;

	if (writer->is_probing)
		writer->work_error = store_probe(writer->options.store);
	else
		writer->work_error = batch_run(&writer->batch, writer->options.store, writer->options.keys, clock_now_s(&writer->options.clock));
}

/* Hands out the answers, if they may be sent, and lets go of the batch. */
static void batch_finish(struct writer *writer, bool has_answers)
{
	for (unsigned i = 0; i < writer->batch.count; i++) {
		if (has_answers)
			writer->options.on_answer(writer->options.context, writer->queued[i], &writer->batch.items[i]);
		queued_free(writer->queued[i]);
		writer->queued[i] = NULL;
	}
	batch_clear(&writer->batch);
}

static void batch_follow(struct writer *writer, enum error error)
{
	writer->commits += writer->batch.has_committed;
	if (error != ERROR_NO_SPACE)
		return;
	writer->commit_failures++;
	if (!writer->is_disk_full)
		log_line(LOG_ERROR, "writer", "the disk or the store's map is full: returns are refused until there is space");
	writer->is_disk_full = true;
}

static void probe_follow(struct writer *writer, enum error error)
{
	writer->is_probing = false;
	if (error && error != ERROR_NO_SPACE)
		log_line(LOG_WARNING, "writer", "it cannot be seen whether there is space again: %s", error_name(error));
	if (error)
		return;
	log_line(LOG_INFO, "writer", "there is space again: returns are taken");
	writer->is_disk_full = false;
}

static void work_over(uv_work_t *request, int status)
{
	struct writer *writer = request->data;
	enum error error = status ? ERROR_IO : writer->work_error;

	writer->is_working = false;
	if (writer->is_probing) {
		probe_follow(writer, error);
	} else {
		writer->has_failed = error && error != ERROR_NO_SPACE;
		batch_follow(writer, error);
		batch_finish(writer, !writer->has_failed);
	}
	if (writer->has_failed)
		writer->options.on_failed(writer->options.context, error);
	if (writer->is_stopping)
		writer->options.on_stopped(writer->options.context);
	else
		work_begin(writer);
}

static void work_queue(struct writer *writer)
{
	writer->is_working = true;
	writer->work.data = writer;
	if (uv_queue_work(writer->options.loop, &writer->work, work, work_over))
		work_over(&writer->work, -1);
}

/* Makes a batch of what waits. */
static void batch_begin(struct writer *writer)
{
	struct batch *batch = &writer->batch;

	while (batch->count < BATCH_COUNT_MAX) {
		struct queued *queued = queue_pop(&writer->queue);

		if (!queued)
			break;
		batch->items[batch->count] = (struct batch_item){.envelope_bytes = queued->envelope_bytes, .peer_council = queued->council};
		writer->queued[batch->count++] = queued;
	}
	if (batch->count)
		work_queue(writer);
}

/* Begins the next job, unless one is in flight. */
static void work_begin(struct writer *writer)
{
	if (writer->is_working || writer->is_stopping || writer->has_failed)
		return;
	if (writer->wants_probe) {
		writer->wants_probe = false;
		writer->is_probing = true;
		work_queue(writer);
	} else {
		batch_begin(writer);
	}
}

enum error writer_submit(struct writer *writer, uint16_t council, struct slice peer, struct slice envelope_bytes, const char *peer_address)
{
	enum error error;

	if (writer->is_stopping || writer->has_failed)
		return ERROR_AGAIN;
	error = queue_push(&writer->queue, council, peer, envelope_bytes, peer_address);
	if (!error)
		work_begin(writer);
	return error;
}

void writer_probe(struct writer *writer)
{
	if (!writer->is_disk_full)
		return;
	writer->wants_probe = true;
	work_begin(writer);
}

void writer_stop(struct writer *writer)
{
	INVARIANT(!writer->is_stopping);
	writer->is_stopping = true;
	if (!writer->is_working)
		writer->options.on_stopped(writer->options.context);
}

void writer_health(const struct writer *writer, struct health *health)
{
	health->state = writer->is_disk_full ? HEALTH_DISK_FULL : HEALTH_SERVING;
	health->commits = writer->commits;
	health->commit_failures = writer->commit_failures;
	health->queue_depth = writer->queue.count;
	health->queue_depth_max = writer->queue.count_max;
}
