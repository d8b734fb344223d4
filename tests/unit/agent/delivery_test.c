#include "agent/core/delivery.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "common/memory.h"
#include "proto/refusal.h"

enum { TRACE_SIZE = 16384 };

/* A scenario: every step's effects are written down as they would be performed, one line each: "1500 send 2021-09/1 again". */
struct scenario {
	struct delivery *delivery;
	uint64_t now_ms, random;
	struct delivery_effects effects;
	char trace[TRACE_SIZE];
};

static const struct delivery_item sept = {{2021 * 12 + 8}, 1}, sept_second = {{2021 * 12 + 8}, 2}, oct = {{2021 * 12 + 9}, 1};

static void write_down(struct scenario *scenario, const struct delivery_effect *effect)
{
	char item[32], line[64];

	snprintf(item, sizeof(item), "%d-%02d/%u", month_year(effect->item.month), month_number(effect->item.month), effect->item.revision);
	switch (effect->kind) {
	case DELIVERY_SEND:
		snprintf(line, sizeof(line), "%llu send %s%s\n", (unsigned long long)scenario->now_ms, item, effect->is_retry ? " again" : "");
		break;
	case DELIVERY_REBUILD:
		snprintf(line, sizeof(line), "%llu rebuild\n", (unsigned long long)scenario->now_ms);
		break;
	case DELIVERY_MARK_ACKNOWLEDGED:
		snprintf(line, sizeof(line), "%llu acknowledged %s\n", (unsigned long long)scenario->now_ms, item);
		break;
	case DELIVERY_MARK_REFUSED:
		snprintf(line, sizeof(line), "%llu refused %s %s\n", (unsigned long long)scenario->now_ms, item, refusal_id(effect->code));
		break;
	}
	cr_assert_lt(strlen(scenario->trace) + strlen(line), TRACE_SIZE);
	strcat(scenario->trace, line);
}

static void step(struct scenario *scenario, struct delivery_event event)
{
	delivery_step(scenario->delivery, &event, scenario->now_ms, scenario->random, &scenario->effects);
	for (unsigned i = 0; i < scenario->effects.count; i++)
		write_down(scenario, &scenario->effects.list[i]);
}

static void happens(struct scenario *scenario, enum delivery_event_kind kind)
{
	step(scenario, (struct delivery_event){.kind = kind});
}

static void known(struct scenario *scenario, struct delivery_item item)
{
	step(scenario, (struct delivery_event){.kind = DELIVERY_ITEM_KNOWN, .item = item});
}

static void receipt(struct scenario *scenario, struct delivery_item item)
{
	step(scenario, (struct delivery_event){.kind = DELIVERY_RECEIPT, .item = item});
}

static void refusal(struct scenario *scenario, struct delivery_item item, uint32_t code)
{
	step(scenario, (struct delivery_event){.kind = DELIVERY_REFUSAL, .item = item, .code = code});
}

/* Ticks whenever a tick is asked for, until the time has come. */
static void wait_until(struct scenario *scenario, uint64_t until_ms)
{
	while (scenario->effects.wake_at_ms <= until_ms) {
		cr_assert_gt(scenario->effects.wake_at_ms, scenario->now_ms, "a wake-up that is not in the future would spin the loop");
		scenario->now_ms = scenario->effects.wake_at_ms;
		happens(scenario, DELIVERY_TICK);
	}
	scenario->now_ms = until_ms;
}

static struct scenario *begin(void)
{
	struct scenario *scenario = memory_new(1, sizeof(*scenario));

	scenario->delivery = delivery_new(8000);
	happens(scenario, DELIVERY_TICK);
	return scenario;
}

static struct scenario *begin_up(void)
{
	struct scenario *scenario = begin();

	happens(scenario, DELIVERY_LINK_UP);
	scenario->trace[0] = '\0';
	return scenario;
}

/* Compares what was written down, and forgets it. */
static void expect(struct scenario *scenario, const char *trace)
{
	cr_assert_str_eq(scenario->trace, trace, "got:\n%s", scenario->trace);
	scenario->trace[0] = '\0';
}

static void end(struct scenario *scenario)
{
	delivery_free(scenario->delivery);
	memory_free(scenario);
}

Test(delivery, the_happy_path)
{
	struct scenario *scenario = begin();

	expect(scenario, "0 rebuild\n");
	known(scenario, sept);
	expect(scenario, "");
	scenario->now_ms = 40;
	happens(scenario, DELIVERY_LINK_UP);
	expect(scenario, "40 send 2021-09/1\n");
	known(scenario, oct);
	expect(scenario, "40 send 2021-10/1\n");
	scenario->now_ms = 90;
	receipt(scenario, sept);
	receipt(scenario, oct);
	expect(scenario, "90 acknowledged 2021-09/1\n90 acknowledged 2021-10/1\n");
	cr_assert_eq(scenario->effects.wake_at_ms, DELIVERY_NEVER_MS, "nothing is left to be done");
	cr_assert_eq(delivery_open_count(scenario->delivery), 0);
	end(scenario);
}

Test(delivery, a_known_item_is_taken_once)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	known(scenario, sept);
	expect(scenario, "0 send 2021-09/1\n");
	cr_assert_eq(delivery_open_count(scenario->delivery), 1);
	end(scenario);
}

Test(delivery, at_most_a_window_is_on_its_way)
{
	struct scenario *scenario = begin();
	unsigned sent = 0;

	for (int i = 0; i < 40; i++)
		known(scenario, (struct delivery_item){month_add(sept.month, i), 1});
	happens(scenario, DELIVERY_LINK_UP);
	cr_assert_eq(scenario->effects.count, DELIVERY_WINDOW);
	receipt(scenario, sept);
	for (unsigned i = 0; i < scenario->effects.count; i++)
		sent += scenario->effects.list[i].kind == DELIVERY_SEND;
	cr_assert_eq(sent, 1, "a receipt makes room for one");
	end(scenario);
}

Test(delivery, revisions_of_a_month_go_in_order)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept_second);
	expect(scenario, "0 send 2021-09/2\n");
	end(scenario);
	scenario = begin_up();
	known(scenario, sept);
	known(scenario, sept_second);
	known(scenario, oct);
	expect(scenario, "0 send 2021-09/1\n0 send 2021-10/1\n");
	receipt(scenario, sept);
	expect(scenario, "0 acknowledged 2021-09/1\n0 send 2021-09/2\n");
	end(scenario);
}

Test(delivery, what_was_sent_when_the_link_went_goes_again_one_a_second)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	known(scenario, oct);
	expect(scenario, "0 send 2021-09/1\n0 send 2021-10/1\n");
	scenario->now_ms = 50000;
	happens(scenario, DELIVERY_LINK_DOWN);
	expect(scenario, "");
	cr_assert_eq(delivery_link_state(scenario->delivery), DELIVERY_LINK_WAITING);
	wait_until(scenario, 51100);
	expect(scenario, "51000 rebuild\n");
	happens(scenario, DELIVERY_LINK_UP);
	expect(scenario, "");
	wait_until(scenario, 55000);
	expect(scenario, "52000 send 2021-09/1 again\n53000 send 2021-10/1 again\n");
	end(scenario);
}

Test(delivery, what_is_fresh_does_not_wait_for_what_goes_again)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	happens(scenario, DELIVERY_LINK_DOWN);
	wait_until(scenario, 1050);
	happens(scenario, DELIVERY_LINK_UP);
	expect(scenario, "0 send 2021-09/1\n1000 rebuild\n");
	known(scenario, oct);
	expect(scenario, "1050 send 2021-10/1\n");
	end(scenario);
}

Test(delivery, a_link_that_never_comes_up_is_tried_ever_more_rarely)
{
	struct scenario *scenario = begin();

	for (int i = 0; i < 6; i++) {
		happens(scenario, i % 2 ? DELIVERY_HANDSHAKE_FAILED : DELIVERY_LINK_DOWN);
		happens(scenario, DELIVERY_LINK_DOWN);
		wait_until(scenario, scenario->effects.wake_at_ms);
	}
	expect(scenario, "0 rebuild\n1000 rebuild\n2000 rebuild\n4000 rebuild\n8000 rebuild\n12000 rebuild\n16000 rebuild\n");
	end(scenario);
}

Test(delivery, chance_spreads_reconnections)
{
	struct scenario *scenario = begin();

	scenario->random = 499;
	happens(scenario, DELIVERY_LINK_DOWN);
	wait_until(scenario, 1499);
	expect(scenario, "0 rebuild\n1499 rebuild\n");
	end(scenario);
}

Test(delivery, a_session_that_lasted_makes_the_next_reconnection_a_first_one)
{
	struct scenario *scenario = begin();

	for (int i = 0; i < 4; i++) {
		happens(scenario, DELIVERY_LINK_DOWN);
		wait_until(scenario, scenario->effects.wake_at_ms);
	}
	happens(scenario, DELIVERY_LINK_UP);
	scenario->trace[0] = '\0';
	wait_until(scenario, 100000);
	happens(scenario, DELIVERY_LINK_DOWN);
	wait_until(scenario, 101000);
	expect(scenario, "101000 rebuild\n");
	end(scenario);
}

Test(delivery, a_session_that_breaks_at_once_does_not)
{
	struct scenario *scenario = begin();

	for (int i = 0; i < 4; i++) {
		happens(scenario, DELIVERY_LINK_UP);
		happens(scenario, DELIVERY_LINK_DOWN);
		wait_until(scenario, scenario->effects.wake_at_ms);
	}
	expect(scenario, "0 rebuild\n1000 rebuild\n2000 rebuild\n4000 rebuild\n8000 rebuild\n");
	end(scenario);
}

Test(delivery, a_socket_that_stays_silent_is_given_up)
{
	struct scenario *scenario = begin();

	wait_until(scenario, DELIVERY_CONNECT_MS + 2000);
	expect(scenario, "0 rebuild\n16000 rebuild\n");
	end(scenario);
}

Test(delivery, an_answer_that_never_comes_ends_the_session)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	wait_until(scenario, DELIVERY_ANSWER_MS + 1000);
	expect(scenario, "0 send 2021-09/1\n31000 rebuild\n");
	happens(scenario, DELIVERY_LINK_UP);
	wait_until(scenario, 32000);
	expect(scenario, "32000 send 2021-09/1 again\n");
	end(scenario);
}

Test(delivery, a_refusal_for_good_is_kept_and_the_next_one_goes)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	known(scenario, sept_second);
	refusal(scenario, sept, REFUSAL_BAD_SIGNATURE);
	expect(scenario, "0 send 2021-09/1\n0 refused 2021-09/1 bad_signature\n0 send 2021-09/2\n");
	end(scenario);
}

Test(delivery, a_refusal_for_now_is_tried_again_ever_more_rarely)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	expect(scenario, "0 send 2021-09/1\n");
	for (int i = 0; i < 4; i++) {
		refusal(scenario, sept, REFUSAL_MONTH_NOT_ENDED);
		wait_until(scenario, scenario->effects.wake_at_ms);
	}
	expect(scenario, "1000 send 2021-09/1 again\n2000 send 2021-09/1 again\n4000 send 2021-09/1 again\n8000 send 2021-09/1 again\n");
	end(scenario);
}

Test(delivery, a_full_collector_is_not_pressed)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	refusal(scenario, sept, REFUSAL_STORE_FULL);
	known(scenario, oct);
	expect(scenario, "0 send 2021-09/1\n");
	wait_until(scenario, 1200);
	expect(scenario, "1000 send 2021-09/1 again\n");
	receipt(scenario, sept);
	expect(scenario, "1200 acknowledged 2021-09/1\n1200 send 2021-10/1\n");
	end(scenario);
}

Test(delivery, the_first_that_a_full_collector_takes_lets_the_rest_go)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	known(scenario, oct);
	refusal(scenario, sept, REFUSAL_TOO_BUSY);
	refusal(scenario, oct, REFUSAL_TOO_BUSY);
	known(scenario, (struct delivery_item){month_add(oct.month, 1), 1});
	wait_until(scenario, 1200);
	receipt(scenario, sept);
	expect(scenario, "0 send 2021-09/1\n0 send 2021-10/1\n1000 send 2021-09/1 again\n1200 acknowledged 2021-09/1\n1200 send 2021-11/1\n");
	end(scenario);
}

Test(delivery, a_tick_too_early_changes_nothing)
{
	struct scenario *scenario = begin_up();

	scenario->now_ms = 5000;
	known(scenario, sept);
	refusal(scenario, sept, REFUSAL_MONTH_NOT_ENDED);
	scenario->now_ms = 5999;
	happens(scenario, DELIVERY_TICK);
	expect(scenario, "5000 send 2021-09/1\n");
	scenario->now_ms = 6000;
	happens(scenario, DELIVERY_TICK);
	expect(scenario, "6000 send 2021-09/1 again\n");
	end(scenario);
}

Test(delivery, a_full_collector_that_refuses_for_good_lets_the_rest_go)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	refusal(scenario, sept, REFUSAL_STORE_FULL);
	known(scenario, oct);
	wait_until(scenario, 1200);
	refusal(scenario, sept, REFUSAL_KEY_REVOKED);
	expect(scenario, "0 send 2021-09/1\n1000 send 2021-09/1 again\n1200 refused 2021-09/1 key_revoked\n1200 send 2021-10/1\n");
	end(scenario);
}

Test(delivery, answers_to_what_is_not_known_are_passed_over)
{
	struct scenario *scenario = begin_up();

	receipt(scenario, sept);
	refusal(scenario, sept, REFUSAL_STORE_FULL);
	refusal(scenario, sept, REFUSAL_BAD_SIGNATURE);
	expect(scenario, "");
	known(scenario, sept);
	receipt(scenario, sept);
	receipt(scenario, sept);
	expect(scenario, "0 send 2021-09/1\n0 acknowledged 2021-09/1\n");
	end(scenario);
}

Test(delivery, a_receipt_counts_even_when_the_link_has_gone)
{
	struct scenario *scenario = begin_up();

	known(scenario, sept);
	happens(scenario, DELIVERY_LINK_DOWN);
	receipt(scenario, sept);
	expect(scenario, "0 send 2021-09/1\n0 acknowledged 2021-09/1\n");
	end(scenario);
}

Test(delivery, an_old_sockets_session_is_passed_over)
{
	struct scenario *scenario = begin();

	happens(scenario, DELIVERY_LINK_DOWN);
	happens(scenario, DELIVERY_LINK_UP);
	cr_assert_eq(delivery_link_state(scenario->delivery), DELIVERY_LINK_WAITING);
	end(scenario);
}

Test(delivery, what_there_is_no_room_for_is_not_taken)
{
	struct scenario *scenario = begin();

	for (int i = 0; i < DELIVERY_ITEMS_MAX; i++) {
		cr_assert(delivery_has_room(scenario->delivery));
		known(scenario, (struct delivery_item){month_add(oct.month, i), 1});
	}
	cr_assert_not(delivery_has_room(scenario->delivery));
	known(scenario, sept);
	cr_assert_not(delivery_knows(scenario->delivery, sept));
	cr_assert_eq(delivery_open_count(scenario->delivery), DELIVERY_ITEMS_MAX);
	end(scenario);
}

Test(delivery, no_memory_is_told)
{
	memory_fail_at(1);
	cr_assert_null(delivery_new(8000));
	memory_fail_at(0);
}
