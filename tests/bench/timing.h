/* Questions asked for a while by threads at once: how many a second, and how long one takes. */
#pragma once

#include <stdint.h>

enum { TIMING_THREADS_MAX = 16 };

/* Asks the `number`-th question of a stream; each thread has a session and a stream of its own. */
typedef void (*timing_ask)(void *session, uint64_t stream, uint64_t number);

struct timing {
	double per_second;
	double p50_us, p99_us; /* from the question to the whole answer */
	double processor_us;   /* of this process, for each question */
};

/* Runs `threads` threads for `seconds`, after a tenth of them that is not counted; longer when there are few answers in that time. */
struct timing timing_run(timing_ask ask, void *const *sessions, unsigned threads, double seconds);
/* Monotonic seconds. */
double timing_now_s(void);
