/*
 * The happy path: a socket is asked for, the session comes up, up to sixteen returns go out at once, a receipt makes room for the next.
 *
 *   link     REBUILD                hello
 *   WAITING ---------> CONNECTING ---------> ESTABLISHED
 *      ^                   |                      |
 *      |  handshake failed |  down, or no answer  |
 *      |  down, too late   |  for 30 seconds      |
 *      +-------------------+----------------------+
 *        until backoff(failures in a row) has passed
 *
 *   item     SEND                        receipt
 *   FRESH ---------> SENT ----------------------------> MARK_ACKNOWLEDGED, forgotten
 *                    ^  |                refused for good
 *                    |  +-----------------------------> MARK_REFUSED, forgotten
 *            SEND    |  |  link lost, or refused for now
 *   AGAIN -----------+  |
 *     ^-----------------+
 *
 * Failure modes: a retry (SEND of an AGAIN item) and a reconnection (REBUILD) share one budget of one a second. A collector that is full or busy holds
 * back what is fresh until it has taken something. A revision waits for the one before it in its month, so that the collector never sees a gap that we
 * made. Receipts and refusals for items that are not known are passed over: they are answers to what was answered already.
 */
#include "agent/core/delivery.h"

#include <string.h>

#include "common/memory.h"
#include "proto/refusal.h"

enum item_state { ITEM_FRESH, ITEM_SENT, ITEM_AGAIN };

struct item {
	struct delivery_item name;
	enum item_state state;
	unsigned refusals;      /* for now, in a row */
	uint64_t sent_at_ms;    /* of ITEM_SENT */
	uint64_t not_before_ms; /* of ITEM_AGAIN */
};

struct delivery {
	uint64_t retry_max_ms;
	enum delivery_link link;
	unsigned failures;      /* of the link, in a row */
	uint64_t rebuild_at_ms; /* WAITING */
	uint64_t connect_by_ms; /* CONNECTING */
	uint64_t up_since_ms;   /* ESTABLISHED */
	uint64_t next_retry_ms; /* the budget: no retry or reconnection before */
	bool is_held;           /* the collector is full or busy: nothing fresh is sent */
	unsigned sent_count;    /* items that are ITEM_SENT */
	unsigned count;
	struct item items[DELIVERY_ITEMS_MAX]; /* by month, then revision: an item whose neighbour before is of another month may be sent */
};

/* One step: what every function below works on. */
struct step {
	struct delivery *delivery;
	uint64_t now_ms;
	uint64_t random;
	struct delivery_effects *out;
};

struct delivery *delivery_new(uint64_t retry_max_ms)
{
	struct delivery *delivery = memory_new(1, sizeof(*delivery));

	INVARIANT(retry_max_ms >= DELIVERY_RETRY_MIN_MS);
	if (delivery)
		delivery->retry_max_ms = retry_max_ms;
	return delivery;
}

void delivery_free(struct delivery *delivery)
{
	memory_free(delivery);
}

static int item_compare(struct delivery_item a, struct delivery_item b)
{
	int by_month = month_compare(a.month, b.month);

	if (by_month)
		return by_month;
	return a.revision < b.revision ? -1 : a.revision > b.revision;
}

/* The index of the first item that is not before `name`: its own, or where it belongs. */
static unsigned item_position(const struct delivery *delivery, struct delivery_item name)
{
	unsigned low = 0, high = delivery->count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (item_compare(delivery->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct item *item_find(struct delivery *delivery, struct delivery_item name)
{
	unsigned position = item_position(delivery, name);

	if (position == delivery->count || item_compare(delivery->items[position].name, name) != 0)
		return NULL;
	return &delivery->items[position];
}

static void item_add(struct delivery *delivery, struct delivery_item name)
{
	unsigned position = item_position(delivery, name);
	struct item *place = &delivery->items[position];

	if (delivery->count == DELIVERY_ITEMS_MAX || delivery_knows(delivery, name))
		return;
	memmove(place + 1, place, (delivery->count - position) * sizeof(*place));
	*place = (struct item){.name = name};
	delivery->count++;
}

static void item_leave_sent(struct delivery *delivery, struct item *item, enum item_state state)
{
	if (item->state == ITEM_SENT)
		delivery->sent_count--;
	item->state = state;
}

static void item_forget(struct delivery *delivery, struct item *item)
{
	size_t position = (size_t)(item - delivery->items);

	item_leave_sent(delivery, item, ITEM_AGAIN);
	delivery->count--;
	memmove(item, item + 1, (delivery->count - position) * sizeof(*item));
}

static void effect_add(struct step *step, struct delivery_effect effect)
{
	INVARIANT(step->out->count < DELIVERY_EFFECTS_MAX);
	step->out->list[step->out->count++] = effect;
}

/* One to one and a half seconds after the first failure, then doubled up to the maximum, half of it by chance: so that councils do not come in step. */
static uint64_t backoff_ms(const struct delivery *delivery, unsigned failures, uint64_t random)
{
	uint64_t base_ms = DELIVERY_RETRY_MIN_MS;
	uint64_t least_ms;

	while (failures-- && base_ms < delivery->retry_max_ms)
		base_ms *= 2;
	if (base_ms > delivery->retry_max_ms)
		base_ms = delivery->retry_max_ms;
	least_ms = base_ms / 2 < DELIVERY_RETRY_MIN_MS ? DELIVERY_RETRY_MIN_MS : base_ms / 2;
	return least_ms + random % (base_ms / 2 + 1);
}

/* Takes the budget of a retry or reconnection, if it is there. */
static bool budget_take(struct step *step)
{
	struct delivery *delivery = step->delivery;

	if (step->now_ms < delivery->next_retry_ms)
		return false;
	delivery->next_retry_ms = step->now_ms + backoff_ms(delivery, 0, step->random >> 32);
	return true;
}

/* What was on its way may have been stored or not: it goes again, under the same bytes, which the collector answers with the same receipt. */
static void link_lose(struct step *step)
{
	struct delivery *delivery = step->delivery;

	if (delivery->link == DELIVERY_LINK_WAITING)
		return;
	if (delivery->link == DELIVERY_LINK_ESTABLISHED && step->now_ms - delivery->up_since_ms >= DELIVERY_STEADY_MS)
		delivery->failures = 0;
	delivery->link = DELIVERY_LINK_WAITING;
	delivery->rebuild_at_ms = step->now_ms + backoff_ms(delivery, delivery->failures, step->random);
	if (delivery->failures < UINT32_MAX)
		delivery->failures++;
	for (unsigned i = 0; i < delivery->count; i++) {
		if (delivery->items[i].state != ITEM_SENT)
			continue;
		item_leave_sent(delivery, &delivery->items[i], ITEM_AGAIN);
		delivery->items[i].not_before_ms = step->now_ms;
	}
}

static void link_raise(struct step *step)
{
	if (step->delivery->link != DELIVERY_LINK_CONNECTING)
		return;
	step->delivery->link = DELIVERY_LINK_ESTABLISHED;
	step->delivery->up_since_ms = step->now_ms;
}

static void receipt_take(struct step *step, struct delivery_item name)
{
	struct delivery *delivery = step->delivery;
	struct item *item = item_find(delivery, name);

	delivery->failures = 0;
	delivery->is_held = false;
	if (!item)
		return;
	effect_add(step, (struct delivery_effect){.kind = DELIVERY_MARK_ACKNOWLEDGED, .item = name});
	item_forget(delivery, item);
}

static void refusal_take(struct step *step, struct delivery_item name, uint32_t code)
{
	struct delivery *delivery = step->delivery;
	struct item *item = item_find(delivery, name);

	delivery->failures = 0;
	if (!item)
		return;
	if (!refusal_is_temporary(code)) {
		effect_add(step, (struct delivery_effect){.kind = DELIVERY_MARK_REFUSED, .item = name, .code = code});
		item_forget(delivery, item);
		return;
	}
	if (code == REFUSAL_STORE_FULL || code == REFUSAL_TOO_BUSY)
		delivery->is_held = true;
	if (item->state != ITEM_SENT)
		return;
	item_leave_sent(delivery, item, ITEM_AGAIN);
	item->not_before_ms = step->now_ms + backoff_ms(delivery, item->refusals, step->random);
	if (item->refusals < UINT32_MAX)
		item->refusals++;
}

static void event_take(struct step *step, const struct delivery_event *event)
{
	switch (event->kind) {
	case DELIVERY_TICK:
		break;
	case DELIVERY_ITEM_KNOWN:
		item_add(step->delivery, event->item);
		break;
	case DELIVERY_LINK_UP:
		link_raise(step);
		break;
	case DELIVERY_HANDSHAKE_FAILED:
	case DELIVERY_LINK_DOWN:
		link_lose(step);
		break;
	case DELIVERY_RECEIPT:
		receipt_take(step, event->item);
		break;
	case DELIVERY_REFUSAL:
		refusal_take(step, event->item, event->code);
		break;
	}
}

static uint64_t earlier(uint64_t a_ms, uint64_t b_ms)
{
	return a_ms < b_ms ? a_ms : b_ms;
}

static uint64_t later(uint64_t a_ms, uint64_t b_ms)
{
	return a_ms > b_ms ? a_ms : b_ms;
}

/* When the longest unanswered submission is taken for lost. */
static uint64_t answer_by_ms(const struct delivery *delivery)
{
	uint64_t by_ms = DELIVERY_NEVER_MS;

	for (unsigned i = 0; i < delivery->count; i++)
		if (delivery->items[i].state == ITEM_SENT)
			by_ms = earlier(by_ms, delivery->items[i].sent_at_ms + DELIVERY_ANSWER_MS);
	return by_ms;
}

static void deadlines_check(struct step *step)
{
	const struct delivery *delivery = step->delivery;

	if (delivery->link == DELIVERY_LINK_CONNECTING && step->now_ms >= delivery->connect_by_ms)
		link_lose(step);
	if (delivery->link == DELIVERY_LINK_ESTABLISHED && step->now_ms >= answer_by_ms(delivery))
		link_lose(step);
}

static void link_rebuild(struct step *step)
{
	struct delivery *delivery = step->delivery;

	if (delivery->link != DELIVERY_LINK_WAITING || step->now_ms < delivery->rebuild_at_ms || !budget_take(step))
		return;
	effect_add(step, (struct delivery_effect){.kind = DELIVERY_REBUILD});
	delivery->link = DELIVERY_LINK_CONNECTING;
	delivery->connect_by_ms = step->now_ms + DELIVERY_CONNECT_MS;
}

static bool item_is_next_of_month(const struct delivery *delivery, unsigned index)
{
	return index == 0 || month_compare(delivery->items[index - 1].name.month, delivery->items[index].name.month) != 0;
}

static void item_send(struct step *step, struct item *item)
{
	effect_add(step, (struct delivery_effect){.kind = DELIVERY_SEND, .item = item->name, .is_retry = item->state == ITEM_AGAIN});
	item->state = ITEM_SENT;
	item->sent_at_ms = step->now_ms;
	step->delivery->sent_count++;
}

/* The item that has waited longest for its next try; NULL when none may be sent. */
static struct item *item_to_retry(struct delivery *delivery)
{
	struct item *best = NULL;

	for (unsigned i = 0; i < delivery->count; i++) {
		struct item *item = &delivery->items[i];

		if (item->state == ITEM_AGAIN && item_is_next_of_month(delivery, i) && (!best || item->not_before_ms < best->not_before_ms))
			best = item;
	}
	return best;
}

static void items_send(struct step *step)
{
	struct delivery *delivery = step->delivery;
	struct item *again;

	if (delivery->link != DELIVERY_LINK_ESTABLISHED)
		return;
	again = item_to_retry(delivery);
	if (!again && !delivery->sent_count)
		delivery->is_held = false; /* nothing is left whose answer could say that there is room again */
	if (again && delivery->sent_count < DELIVERY_WINDOW && again->not_before_ms <= step->now_ms && budget_take(step))
		item_send(step, again);
	for (unsigned i = 0; i < delivery->count && delivery->sent_count < DELIVERY_WINDOW && !delivery->is_held; i++)
		if (delivery->items[i].state == ITEM_FRESH && item_is_next_of_month(delivery, i))
			item_send(step, &delivery->items[i]);
}

static uint64_t wake_at_ms(struct delivery *delivery)
{
	uint64_t wake_ms;
	struct item *again;

	switch (delivery->link) {
	case DELIVERY_LINK_WAITING:
		return later(delivery->rebuild_at_ms, delivery->next_retry_ms);
	case DELIVERY_LINK_CONNECTING:
		return delivery->connect_by_ms;
	case DELIVERY_LINK_ESTABLISHED:
		break;
	}
	wake_ms = answer_by_ms(delivery);
	again = item_to_retry(delivery);
	if (again && delivery->sent_count < DELIVERY_WINDOW)
		wake_ms = earlier(wake_ms, later(again->not_before_ms, delivery->next_retry_ms));
	return wake_ms;
}

void delivery_step(struct delivery *delivery, const struct delivery_event *event, uint64_t now_ms, uint64_t random, struct delivery_effects *out)
{
	struct step step = {delivery, now_ms, random, out};

	out->count = 0;
	event_take(&step, event);
	deadlines_check(&step);
	link_rebuild(&step);
	items_send(&step);
	out->wake_at_ms = wake_at_ms(delivery);
}

bool delivery_has_room(const struct delivery *delivery)
{
	return delivery->count < DELIVERY_ITEMS_MAX;
}

bool delivery_knows(const struct delivery *delivery, struct delivery_item item)
{
	unsigned position = item_position(delivery, item);

	return position < delivery->count && item_compare(delivery->items[position].name, item) == 0;
}

unsigned delivery_open_count(const struct delivery *delivery)
{
	return delivery->count;
}

enum delivery_link delivery_link_state(const struct delivery *delivery)
{
	return delivery->link;
}
