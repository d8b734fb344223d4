#include "tests/bench/timing.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SAMPLES_MAX = 1 << 20, COUNTED_LEAST = 64, LONGER_MAX = 4 };

struct worker {
	pthread_t thread;
	timing_ask ask;
	void *session;
	uint64_t stream, asked;
	atomic_ulong counted;
	atomic_bool *counts, *ends;
	uint32_t *samples_ns; /* the last SAMPLES_MAX of the counted ones */
};

static double seconds_of(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double timing_now_s(void)
{
	return seconds_of(CLOCK_MONOTONIC);
}

static uint64_t now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

static void *worker_run(void *context)
{
	struct worker *worker = context;
	uint64_t started = now_ns();

	while (!atomic_load_explicit(worker->ends, memory_order_relaxed)) {
		uint64_t ended, took;

		worker->ask(worker->session, worker->stream, worker->asked++);
		ended = now_ns();
		took = ended - started;
		started = ended;
		if (atomic_load_explicit(worker->counts, memory_order_relaxed))
			worker->samples_ns[atomic_fetch_add_explicit(&worker->counted, 1, memory_order_relaxed) % SAMPLES_MAX] =
				took > UINT32_MAX ? UINT32_MAX : (uint32_t)took;
	}
	return NULL;
}

static void pause_for(double seconds)
{
	struct timespec time = {.tv_sec = (time_t)seconds, .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};

	nanosleep(&time, NULL);
}

static uint64_t counted_by(struct worker *workers, unsigned threads)
{
	uint64_t counted = 0;

	for (unsigned i = 0; i < threads; i++)
		counted += atomic_load(&workers[i].counted);
	return counted;
}

/* What is slow is measured for longer, so that there is something to count. */
static void pause_for_answers(struct worker *workers, unsigned threads, double seconds)
{
	pause_for(seconds);
	for (unsigned turn = 1; turn < LONGER_MAX && counted_by(workers, threads) < COUNTED_LEAST; turn++)
		pause_for(seconds);
}

static int compare_samples(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Percentiles over all threads' samples. */
static void timing_sum(struct timing *timing, struct worker *workers, unsigned threads)
{
	uint32_t *all;
	size_t count = 0;

	all = calloc((size_t)threads * SAMPLES_MAX, sizeof *all);
	if (!all)
		abort();
	for (unsigned i = 0; i < threads; i++)
		for (uint64_t sample = 0; sample < atomic_load(&workers[i].counted) && sample < SAMPLES_MAX; sample++)
			all[count++] = workers[i].samples_ns[sample];
	qsort(all, count, sizeof *all, compare_samples);
	if (count) {
		timing->p50_us = all[count / 2] / 1e3;
		timing->p99_us = all[count - 1 - count / 100] / 1e3;
	}
	free(all);
}

struct timing timing_run(timing_ask ask, void *const *sessions, unsigned threads, double seconds)
{
	static struct worker workers[TIMING_THREADS_MAX];
	struct timing timing = {0};
	atomic_bool counts = false, ends = false;
	double started, processor_started;
	uint64_t counted;

	for (unsigned i = 0; i < threads; i++) {
		workers[i] = (struct worker){.ask = ask, .session = sessions[i], .stream = i, .counts = &counts, .ends = &ends};
		workers[i].samples_ns = calloc(SAMPLES_MAX, sizeof *workers[i].samples_ns);
		if (!workers[i].samples_ns || pthread_create(&workers[i].thread, NULL, worker_run, &workers[i]))
			abort();
	}
	pause_for(seconds / 10);
	started = timing_now_s();
	processor_started = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
	atomic_store(&counts, true);
	pause_for_answers(workers, threads, seconds);
	atomic_store(&counts, false);
	seconds = timing_now_s() - started;
	processor_started = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - processor_started;
	atomic_store(&ends, true);
	for (unsigned i = 0; i < threads; i++)
		pthread_join(workers[i].thread, NULL);
	counted = counted_by(workers, threads);
	timing.per_second = (double)counted / seconds;
	timing.processor_us = counted ? processor_started * 1e6 / (double)counted : 0;
	timing_sum(&timing, workers, threads);
	for (unsigned i = 0; i < threads; i++)
		free(workers[i].samples_ns);
	return timing;
}
