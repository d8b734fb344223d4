/*
 * The happy path: link_start asks delivery, which asks for a socket; the handshake is done, we say hello, the collector says hello, delivery sends; a
 * receipt is verified, stored together with those that came in the same turn, and only then told to delivery.
 *
 * Failure modes: a refusal for good that cannot be stored is kept in memory, so that the return is not sent over and over; a restart sends it once more. A
 * socket that delivery has given up stays open until the next one: a late answer is an answer. What could not be sent is sent again when its answer is
 * overdue.
 */
#include "agent/shell/link_state.h"

#include <sodium.h>
#include <string.h>

#include "common/log.h"
#include "common/memory.h"
#include "proto/catalogue.h"
#include "proto/refusal.h"

enum { QUEUE_MAX = 64, PORT_MAX = 65535 };

const char *link_item_text(struct delivery_item item, char buffer[static LINK_ITEM_TEXT_SIZE])
{
	struct text text;

	text_init_fixed(&text, buffer, LINK_ITEM_TEXT_SIZE);
	text_put_month(&text, item.month);
	text_put_char(&text, '/');
	text_put_u64(&text, item.revision);
	return text.data;
}

struct known_item *link_known_find(struct link *link, const struct digest *envelope_hash)
{
	for (unsigned i = 0; i < link->known_count; i++)
		if (digest_equal(&link->known[i].envelope_hash, envelope_hash))
			return &link->known[i];
	return NULL;
}

static void known_remove(struct link *link, struct delivery_item item)
{
	for (unsigned i = 0; i < link->known_count; i++) {
		if (month_compare(link->known[i].item.month, item.month) != 0 || link->known[i].item.revision != item.revision)
			continue;
		link->known[i] = link->known[--link->known_count];
		return;
	}
}

static void message_send(struct link *link, const struct message *message)
{
	struct arena arena;
	struct slice frame;
	enum error error;

	arena_init(&arena, LINK_ARENA_BYTES);
	error = wire_pack_message(message, &arena, &frame);
	if (!error)
		error = link->channel ? channel_send(link->channel, &frame, 1) : ERROR_CLOSED;
	/* Not lost: what has no answer in time is sent again. */
	if (error)
		log_line(LOG_WARNING, "link", "a message could not be sent: %s", error_name(error));
	arena_fini(&arena);
}

static void hello_send(struct link *link)
{
	struct message message = {
		.kind = MESSAGE_HELLO,
		.hello = {.protocol_version = PROTOCOL_VERSION, .program_version = SLICE_LITERAL(BELLWETHER_VERSION), .catalogue = catalogue_hash()}};

	message_send(link, &message);
}

static void item_submit(struct link *link, struct delivery_item item, bool is_retry)
{
	struct message message = {.kind = MESSAGE_SUBMIT};
	struct problem problem = {0};
	struct outbox_entry entry;
	char text[LINK_ITEM_TEXT_SIZE];
	struct arena arena;
	enum error error;

	arena_init(&arena, LINK_ARENA_BYTES);
	error = outbox_find(link->options.outbox, item.month, item.revision, &arena, &entry, &problem);
	if (error) {
		log_line(LOG_ERROR, "link", "%s cannot be read: %s", link_item_text(item, text),
			 error == ERROR_NOT_FOUND ? "it has gone" : problem.sentence);
	} else {
		log_line(LOG_DEBUG, "link", "%s %s", link_item_text(item, text), is_retry ? "sent again" : "sent");
		message.submit = entry.envelope;
		message_send(link, &message);
	}
	arena_fini(&arena);
}

static void item_acknowledged(struct link *link, struct delivery_item item)
{
	known_remove(link, item);
	link->acknowledged++;
}

/* For good: the outbox keeps the code and the sentence. */
static void item_refused(struct link *link, struct delivery_item item, uint32_t code)
{
	struct outbox_answer answer = {.month = item.month, .revision = item.revision, .refusal = link->refusal};
	struct problem problem = {0};
	char text[LINK_ITEM_TEXT_SIZE];

	answer.envelope_hash = link->refusal.envelope_hash;
	log_line(LOG_ERROR, "link", "%s was refused (%s): %s", link_item_text(item, text), refusal_id(code) ? refusal_id(code) : "unknown code",
		 refusal_sentence(code) ? refusal_sentence(code) : "the collector is of a newer version");
	link->refused++;
	if (outbox_settle(link->options.outbox, &answer, 1, clock_now_s(link->options.clock), &problem) == ERROR_NONE) {
		known_remove(link, item);
		return;
	}
	log_line(LOG_ERROR, "link", "%s", problem.sentence);
	link_known_find(link, &answer.envelope_hash)->is_settled = true;
}

static void on_event(void *context, enum channel_event event);

static void closed_check(struct link *link)
{
	if (link->is_closing && !link->open_channels && !link->open_timers)
		link->options.on_closed(link->options.context);
}

static void on_channel_closed(void *context)
{
	struct link *link = context;

	link->open_channels--;
	closed_check(link);
}

static void channel_give_up(struct link *link)
{
	if (link->channel)
		channel_close(link->channel);
	link->channel = NULL;
}

static enum error channel_renew(struct link *link, struct problem *problem)
{
	const struct link_options *options = &link->options;
	struct channel_options channel_options = {.kind = CHANNEL_DEALER,
						  .message_bytes_max = MESSAGE_BYTES_MAX,
						  .send_queue_max = QUEUE_MAX,
						  .receive_queue_max = QUEUE_MAX,
						  .curve_public = options->keys->public_part.curve,
						  .curve_secret = options->keys->curve_secret,
						  .curve_server_public = options->collector->curve};
	struct channel_callbacks callbacks = {link_on_parcel, on_channel_closed};
	enum error error;

	channel_give_up(link);
	error = channel_open(&link->channel, options->loop, link->zmq_context, &channel_options, &callbacks, link, problem);
	if (error)
		return error;
	link->open_channels++;
	error = channel_watch(link->channel, on_event, problem);
	return error ? error : channel_connect(link->channel, options->endpoint, problem);
}

/* False when there is no new socket: the loop's resources are used up, or the address cannot be read. */
static bool link_rebuild(struct link *link)
{
	struct problem problem = {0};

	if (channel_renew(link, &problem) == ERROR_NONE)
		return true;
	log_line(LOG_ERROR, "link", "%s", problem.sentence);
	link->trouble = "no socket could be made";
	return false;
}

static void on_wake(uv_timer_t *timer)
{
	link_step(timer->data, (struct delivery_event){.kind = DELIVERY_TICK});
}

static void wake_at(struct link *link, uint64_t wake_at_ms)
{
	uint64_t now_ms = uv_now(link->options.loop);

	if (wake_at_ms == DELIVERY_NEVER_MS)
		uv_timer_stop(&link->wake_timer);
	else
		uv_timer_start(&link->wake_timer, on_wake, wake_at_ms > now_ms ? wake_at_ms - now_ms : 0, 0);
}

/* Performs the effects in order; false when a socket that was asked for could not be made. */
static bool effects_perform(struct link *link, const struct delivery_effects *effects)
{
	bool is_well = true;

	for (unsigned i = 0; i < effects->count; i++) {
		const struct delivery_effect *effect = &effects->list[i];

		switch (effect->kind) {
		case DELIVERY_SEND:
			item_submit(link, effect->item, effect->is_retry);
			break;
		case DELIVERY_REBUILD:
			is_well = link_rebuild(link);
			break;
		case DELIVERY_MARK_ACKNOWLEDGED:
			item_acknowledged(link, effect->item);
			break;
		case DELIVERY_MARK_REFUSED:
			item_refused(link, effect->item, effect->code);
			break;
		}
	}
	return is_well;
}

void link_step(struct link *link, struct delivery_event event)
{
	enum delivery_link before = delivery_link_state(link->delivery);
	struct delivery_effects effects;
	uint64_t random;

	if (link->is_closing)
		return;
	randombytes_buf(&random, sizeof(random));
	delivery_step(link->delivery, &event, uv_now(link->options.loop), random, &effects);
	if (!effects_perform(link, &effects)) {
		event = (struct delivery_event){.kind = DELIVERY_LINK_DOWN};
		delivery_step(link->delivery, &event, uv_now(link->options.loop), random, &effects);
		INVARIANT(effects.count == 0);
	}
	wake_at(link, effects.wake_at_ms);
	if (event.kind != DELIVERY_TICK || delivery_link_state(link->delivery) != before)
		link->options.on_change(link->options.context);
}

void link_lose(struct link *link, enum delivery_event_kind kind, const char *trouble)
{
	if (delivery_link_state(link->delivery) == DELIVERY_LINK_WAITING)
		return;
	if (link->trouble != trouble)
		log_line(LOG_WARNING, "link", "%s", trouble);
	link->trouble = trouble;
	link_step(link, (struct delivery_event){.kind = kind});
}

static void on_event(void *context, enum channel_event event)
{
	struct link *link = context;

	switch (event) {
	case CHANNEL_CONNECTED:
		break;
	case CHANNEL_HANDSHAKE_DONE:
		hello_send(link);
		break;
	case CHANNEL_HANDSHAKE_FAILED:
		link_lose(link, DELIVERY_HANDSHAKE_FAILED,
			  "the collector refuses our key, or is not the one whose public key file we have; ask its operator whether our key is "
			  "registered");
		break;
	case CHANNEL_DISCONNECTED:
		link_lose(link, DELIVERY_LINK_DOWN,
			  delivery_link_state(link->delivery) == DELIVERY_LINK_ESTABLISHED ? "the connection to the collector has ended"
											   : "the collector cannot be reached");
		break;
	}
}

/* Enters the outbox's approved returns that are not known yet; delivery is told after the walk. */
static enum error entry_offer(void *context, const struct outbox_entry *entry)
{
	struct link *link = context;
	struct delivery_item item = {entry->month, entry->revision};
	struct digest hash;
	struct known_item *known;

	if (entry->state != OUTBOX_APPROVED || delivery_knows(link->delivery, item) || link->known_count == DELIVERY_ITEMS_MAX)
		return ERROR_NONE;
	hash = digest_sha256(entry->envelope);
	known = link_known_find(link, &hash);
	if (known)
		return ERROR_NONE;
	known_remove(link, item); /* its envelope was refused, and another one is in its place */
	link->known[link->known_count++] = (struct known_item){.item = item, .envelope_hash = hash, .is_new = true};
	return ERROR_NONE;
}

enum error link_offer(struct link *link, struct problem *problem)
{
	enum error error = outbox_each(link->options.outbox, entry_offer, link, problem);

	for (unsigned i = 0; i < link->known_count; i++) {
		if (!link->known[i].is_new || !delivery_has_room(link->delivery))
			continue;
		link->known[i].is_new = false;
		link_step(link, (struct delivery_event){.kind = DELIVERY_ITEM_KNOWN, .item = link->known[i].item});
	}
	return error;
}

enum error endpoint_check(const char *endpoint, struct problem *problem)
{
	struct slice slice = slice_from_text(endpoint);
	const char *colon = strrchr(endpoint, ':');
	unsigned port = 0;

	if (!slice_starts_with(slice, SLICE_LITERAL("tcp://")) || colon - endpoint < (ptrdiff_t)sizeof("tcp://"))
		return problem_set(problem, ERROR_INVALID, "the collector's address must look like tcp://collector.example:5555");
	for (const char *at = colon + 1; *at; at++) {
		if (*at < '0' || *at > '9' || port > PORT_MAX)
			return problem_set(problem, ERROR_INVALID,
					   "the collector's address must end with a port, as tcp://collector.example:5555 does");
		port = port * 10 + (unsigned)(*at - '0');
	}
	if (port == 0 || port > PORT_MAX)
		return problem_set(problem, ERROR_INVALID, "the port of the collector's address must be from 1 to 65535");
	return ERROR_NONE;
}

enum error link_open(struct link **out, const struct link_options *options, struct problem *problem)
{
	struct link *link = memory_new(1, sizeof(*link));

	if (!link)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for the link to the collector");
	link->options = *options;
	link->trouble = "";
	link->delivery = delivery_new(options->retry_max_ms);
	link->zmq_context = channel_context_new();
	if (!link->delivery || !link->zmq_context) {
		link_free(link);
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for the link to the collector");
	}
	uv_timer_init(options->loop, &link->wake_timer);
	uv_timer_init(options->loop, &link->turn_timer);
	link->wake_timer.data = link;
	link->turn_timer.data = link;
	link->open_timers = 2;
	*out = link;
	return ERROR_NONE;
}

void link_start(struct link *link)
{
	uv_update_time(link->options.loop);
	link_step(link, (struct delivery_event){.kind = DELIVERY_TICK});
}

void link_report(const struct link *link, struct link_report *out)
{
	*out = (struct link_report){.state = delivery_link_state(link->delivery),
				    .trouble = link->trouble,
				    .open_count = delivery_open_count(link->delivery),
				    .acknowledged = link->acknowledged,
				    .refused = link->refused};
}

static void on_timer_closed(uv_handle_t *handle)
{
	struct link *link = handle->data;

	link->open_timers--;
	closed_check(link);
}

void link_close(struct link *link)
{
	link_settle_receipts(link);
	link->is_closing = true;
	channel_give_up(link);
	uv_close((uv_handle_t *)&link->wake_timer, on_timer_closed);
	uv_close((uv_handle_t *)&link->turn_timer, on_timer_closed);
}

void link_free(struct link *link)
{
	if (!link)
		return;
	if (link->zmq_context)
		channel_context_free(link->zmq_context);
	delivery_free(link->delivery);
	memory_free(link);
}
