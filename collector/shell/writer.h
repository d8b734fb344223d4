/*
 * The writer: the one job that writes to the store while the collector runs. Submissions wait in a bounded queue; whatever waits when the job is free
 * becomes the next batch, which begins, commits and is answered on one thread of the pool. At most one job is in flight.
 *
 *            submit                    job over
 *   idle  ---------->  working  -------------------->  idle, or working on what has come in meanwhile
 *                         |  no space: the batch is refused for now; disk full until a probe finds space for a batch
 *                         |  the store failed: failed, for good; nothing more is written or acknowledged
 */
#pragma once

#include <uv.h>

#include "collector/shell/batch.h"
#include "collector/shell/health.h"
#include "collector/shell/queue.h"
#include "common/shell/clock.h"

struct writer;

struct writer_options {
	uv_loop_t *loop;
	struct store *store;            /* borrowed */
	const struct secret_keys *keys; /* borrowed: the key of receipts */
	struct clock clock;
	/* On the loop's thread: an answer that may be sent. Both are borrowed until it returns. */
	void (*on_answer)(void *context, const struct queued *queued, const struct batch_item *item);
	/* ERROR_IO, ERROR_CORRUPT and the like: the process must stop. */
	void (*on_failed)(void *context, enum error error);
	/* After writer_stop: no job is in flight, and none will be. */
	void (*on_stopped)(void *context);
	void *context;
};

enum error writer_new(struct writer **out, const struct writer_options *options, struct problem *problem) MUST_CHECK;
/* No job may be in flight: a programming error. */
void writer_free(struct writer *writer);
/* Queues a copy. ERROR_AGAIN: the queue is full, or the writer has stopped or failed; ERROR_NO_MEMORY. */
enum error writer_submit(struct writer *writer, uint16_t council, struct slice peer, struct slice envelope_bytes,
			 const char *peer_address) MUST_CHECK;
/* While the disk is full: has the next job look whether there is space again. To be called every few seconds. */
void writer_probe(struct writer *writer);
/* The job in flight is finished and answered, then on_stopped is called, at once when there is none. What still waits is not answered. */
void writer_stop(struct writer *writer);
/* Fills in the state (serving or disk full), commits and the queue. */
void writer_health(const struct writer *writer, struct health *health);
