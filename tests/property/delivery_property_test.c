/*
 * Delivery over a network that cuts, refuses, delays and swallows, with a collector that is full at times. Whatever happened: after healing everything
 * that was approved is acknowledged, once; nothing goes faster than it may; the collector never sees a revision before its predecessor.
 */
#include "agent/core/delivery.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/memory.h"
#include "proto/refusal.h"

enum {
	SEEDS = 400,
	MONTHS = 40,
	REVISIONS = 3,
	FLYING_MAX = 256,
	FAULTS_END_MS = 120000,
	HEALED_END_MS = FAULTS_END_MS + 180000,
	RETRY_MAX_MS = 15000,
};

/* Something that arrives later. */
struct flying {
	uint64_t at_ms;
	unsigned connection;
	struct delivery_event event;
};

struct world {
	struct delivery *delivery;
	struct delivery_effects effects;
	uint64_t now_ms, state; /* of the random numbers */
	unsigned connection;    /* counts sockets; what flies for an older one is lost */
	bool is_connected;
	struct flying flying[FLYING_MAX];
	unsigned flying_count;
	unsigned known[MONTHS], stored[MONTHS], acknowledged[MONTHS]; /* revisions of each month */
	bool is_sent_before[MONTHS][REVISIONS + 1];
	unsigned on_way;
	uint64_t last_retry_ms;
	bool has_retried;
	uint64_t seed;
};

static uint64_t chance(struct world *world)
{
	world->state ^= world->state << 13;
	world->state ^= world->state >> 7;
	world->state ^= world->state << 17;
	return world->state;
}

static bool happens(struct world *world, unsigned one_in)
{
	return world->now_ms < FAULTS_END_MS && chance(world) % one_in == 0;
}

static void fly(struct world *world, struct delivery_event event, uint64_t delay_ms)
{
	cr_assert_lt(world->flying_count, FLYING_MAX);
	world->flying[world->flying_count++] = (struct flying){world->now_ms + delay_ms, world->connection, event};
}

static void pace_check(struct world *world)
{
	if (world->has_retried)
		cr_assert_geq(world->now_ms - world->last_retry_ms, DELIVERY_RETRY_MIN_MS,
			      "seed %llu: two retries or reconnections at %llu and %llu ms", (unsigned long long)world->seed,
			      (unsigned long long)world->last_retry_ms, (unsigned long long)world->now_ms);
	world->has_retried = true;
	world->last_retry_ms = world->now_ms;
}

static void connection_make(struct world *world)
{
	world->connection++;
	world->is_connected = false;
	world->on_way = 0;
	pace_check(world);
	if (happens(world, 4))
		fly(world, (struct delivery_event){.kind = DELIVERY_HANDSHAKE_FAILED}, chance(world) % 100);
	else if (happens(world, 4))
		fly(world, (struct delivery_event){.kind = DELIVERY_LINK_DOWN}, chance(world) % 100);
	else if (!happens(world, 8)) /* else silence */
		fly(world, (struct delivery_event){.kind = DELIVERY_LINK_UP}, chance(world) % 300);
}

static unsigned month_of(struct delivery_item item)
{
	return (unsigned)(item.month.index - 2019 * 12);
}

/* The collector: stores what comes next in its month, gives the same receipt again for what it has. */
static void submission_arrives(struct world *world, struct delivery_item item)
{
	struct delivery_event answer = {.kind = DELIVERY_RECEIPT, .item = item};
	unsigned *stored = &world->stored[month_of(item)];

	cr_assert_leq(item.revision, *stored + 1, "seed %llu: a revision came before the one that it replaces", (unsigned long long)world->seed);
	if (happens(world, 6)) {
		answer.kind = DELIVERY_REFUSAL;
		answer.code = chance(world) % 2 ? REFUSAL_STORE_FULL : REFUSAL_TOO_BUSY;
	} else if (item.revision == *stored + 1) {
		(*stored)++;
	}
	if (!happens(world, 10)) /* else the answer is swallowed */
		fly(world, answer, chance(world) % 500);
}

static void item_send(struct world *world, struct delivery_item item)
{
	bool *is_sent_before = &world->is_sent_before[month_of(item)][item.revision];

	cr_assert(world->is_connected, "seed %llu: sent without a session", (unsigned long long)world->seed);
	if (*is_sent_before)
		pace_check(world);
	*is_sent_before = true;
	cr_assert_leq(++world->on_way, DELIVERY_WINDOW, "seed %llu: more than a window on its way", (unsigned long long)world->seed);
	if (!happens(world, 10)) /* else the submission is swallowed */
		submission_arrives(world, item);
}

static void effects_perform(struct world *world)
{
	for (unsigned i = 0; i < world->effects.count; i++) {
		const struct delivery_effect *effect = &world->effects.list[i];

		switch (effect->kind) {
		case DELIVERY_SEND:
			item_send(world, effect->item);
			break;
		case DELIVERY_REBUILD:
			connection_make(world);
			break;
		case DELIVERY_MARK_ACKNOWLEDGED:
			cr_assert_eq(++world->acknowledged[month_of(effect->item)], effect->item.revision, "seed %llu: not once, or not in order",
				     (unsigned long long)world->seed);
			cr_assert_leq(effect->item.revision, world->stored[month_of(effect->item)]);
			break;
		case DELIVERY_MARK_REFUSED:
			cr_assert_fail("seed %llu: nothing was refused for good", (unsigned long long)world->seed);
		}
	}
}

static void step(struct world *world, struct delivery_event event)
{
	if (event.kind == DELIVERY_LINK_UP)
		world->is_connected = true;
	if (event.kind == DELIVERY_LINK_DOWN || event.kind == DELIVERY_HANDSHAKE_FAILED)
		world->is_connected = false;
	if (event.kind == DELIVERY_RECEIPT || event.kind == DELIVERY_REFUSAL)
		world->on_way--;
	delivery_step(world->delivery, &event, world->now_ms, chance(world), &world->effects);
	effects_perform(world);
}

/* The earliest thing that flies for this connection, or none; what flew for another one is dropped. */
static struct flying *flying_next(struct world *world)
{
	struct flying *next = NULL;

	for (unsigned i = 0; i < world->flying_count;) {
		if (world->flying[i].connection != world->connection) {
			world->flying[i] = world->flying[--world->flying_count];
			next = NULL;
			i = 0;
			continue;
		}
		if (!next || world->flying[i].at_ms < next->at_ms)
			next = &world->flying[i];
		i++;
	}
	return next;
}

static void approve_one(struct world *world)
{
	unsigned month = (unsigned)(chance(world) % MONTHS);
	struct delivery_item item;

	if (world->known[month] == REVISIONS)
		return;
	item = (struct delivery_item){month_add(month_from(2019, 1), (int)month), ++world->known[month]};
	step(world, (struct delivery_event){.kind = DELIVERY_ITEM_KNOWN, .item = item});
}

/* Moves to the next thing that happens: a wake-up, something that arrives, an approval, a cut. */
static void turn(struct world *world)
{
	struct flying *next = flying_next(world);
	uint64_t at_ms = world->now_ms + 1 + chance(world) % 2000;
	struct delivery_event event = {.kind = DELIVERY_TICK};

	if (world->effects.wake_at_ms < at_ms)
		at_ms = world->effects.wake_at_ms;
	if (next && next->at_ms <= at_ms) {
		at_ms = next->at_ms;
		event = next->event;
		*next = world->flying[--world->flying_count];
	}
	if (at_ms > world->now_ms)
		world->now_ms = at_ms;
	step(world, event);
	for (uint64_t count = happens(world, 5) ? chance(world) % 6 : 0; count; count--)
		approve_one(world);
	if (world->is_connected && happens(world, 40)) {
		world->connection++; /* what is on its way is lost with it */
		step(world, (struct delivery_event){.kind = DELIVERY_LINK_DOWN});
	}
}

static void run_seed(uint64_t seed)
{
	struct world *world = memory_new(1, sizeof(*world));
	unsigned approved = 0;

	world->seed = seed;
	world->state = seed * 0x9e3779b97f4a7c15u + 1;
	world->delivery = delivery_new(RETRY_MAX_MS);
	world->effects.wake_at_ms = 0;
	while (world->now_ms < FAULTS_END_MS || (delivery_open_count(world->delivery) && world->now_ms < HEALED_END_MS))
		turn(world);
	for (unsigned month = 0; month < MONTHS; month++) {
		approved += world->known[month];
		cr_assert_eq(world->acknowledged[month], world->known[month], "seed %llu: month %u: %u of %u acknowledged, %llu ms",
			     (unsigned long long)seed, month, world->acknowledged[month], world->known[month], (unsigned long long)world->now_ms);
	}
	cr_assert_gt(approved, 10, "seed %llu approved too little to show anything", (unsigned long long)seed);
	delivery_free(world->delivery);
	memory_free(world);
}

Test(delivery_property, a_faulty_network_loses_nothing)
{
	const char *given = getenv("BELLWETHER_SEED");
	uint64_t first = given ? strtoull(given, NULL, 10) : 20210930;
	uint64_t count = given ? 1 : SEEDS;

	printf("delivery: seeds %llu to %llu\n", (unsigned long long)first, (unsigned long long)(first + count - 1));
	for (uint64_t seed = first; seed < first + count; seed++)
		run_seed(seed);
}
