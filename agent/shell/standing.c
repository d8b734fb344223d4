#include "agent/shell/standing.h"

#include <malloc.h>
#include <string.h>

#include "agent/core/coverage.h"
#include "common/log.h"
#include "common/memory.h"

enum { SETTLE_S = 2, AGAIN_S = 10, MONTH_TEXT_SIZE = 16 };

struct standing {
	struct standing_options options;
	const struct secret_keys *keys;
	struct outbox *outbox;
	bool has_read;
	struct extracts_look read;             /* the folder as it was when it was last read to the end */
	struct month read_in;                  /* the month of that day: when another begins, one more has ended */
	struct extracts_look last;             /* the folder as it was at the last call */
	int64_t not_before_s;                  /* wall clock, after a failure */
	char complaint[PROBLEM_SENTENCE_SIZE]; /* what was logged last */
};

/* What came of one reading. */
struct tally {
	unsigned approved;
	unsigned withheld; /* months whose figures would be withdrawn */
};

struct standing *standing_new(const struct standing_options *options, const struct secret_keys *keys, struct outbox *outbox)
{
	struct standing *standing = memory_new(1, sizeof(*standing));

	if (!standing)
		return NULL;
	standing->options = *options;
	standing->keys = keys;
	standing->outbox = outbox;
	return standing;
}

void standing_free(struct standing *standing)
{
	memory_free(standing);
}

/* A folder that stays wrong is said once, not every second. */
static void complain(struct standing *standing, const char *sentence)
{
	if (strcmp(standing->complaint, sentence) == 0)
		return;
	slice_copy_text(slice_from_text(sentence), standing->complaint, sizeof(standing->complaint));
	log_line(LOG_WARNING, "approval", "%s", sentence);
}

/* Whether there is something new in the folder, and nobody is writing into it any more. */
static bool is_due(struct standing *standing, const struct extracts_look *look, int64_t now_s, int64_t wall_s)
{
	bool is_new = !standing->has_read || !digest_equal(&look->digest, &standing->read.digest) ||
		      month_compare(date_month(date_of_time(now_s)), standing->read_in) != 0;
	bool is_at_rest = wall_s - look->changed_at_s >= SETTLE_S || digest_equal(&look->digest, &standing->last.digest);

	/* A clock that was set back must not make a short pause a long one. */
	bool is_paused = wall_s < standing->not_before_s && standing->not_before_s - wall_s <= AGAIN_S;

	standing->last = *look;
	return is_new && is_at_rest && !is_paused;
}

static void log_files(const struct reading *reading)
{
	for (unsigned i = 0; i < reading_file_count(reading); i++) {
		const struct file_report *file = reading_file_at(reading, i);

		if (file->why)
			log_line(LOG_WARNING, "extracts", "%s %s", file->name, file->why);
		else
			log_line(file->rows_refused ? LOG_WARNING : LOG_INFO, "extracts", "%s: %s, %llu rows, %llu refused", file->name,
				 table_kind_name(file->kind), (unsigned long long)file->rows, (unsigned long long)file->rows_refused);
	}
}

static void log_approved(const struct draft *draft, const char *role)
{
	char month[MONTH_TEXT_SIZE], hash[DIGEST_HEX_SIZE];
	struct text text;

	text_init_fixed(&text, month, sizeof(month));
	text_put_month(&text, draft->prepared.content.month);
	digest_to_hex(&draft->prepared.hash, hash);
	log_line(LOG_INFO, "approval", "%s revision %u approved by the standing approval of %s, SHA-256 %s", month, draft->prepared.content.revision,
		 role, hash);
}

/* What was refused will be refused again, unless another key signs it or it has other bytes: a newer catalogue, for instance. */
static bool is_wanted(const struct standing *standing, const struct draft *draft)
{
	struct key_id key = signing_key_id(&standing->keys->public_part.signing);

	if (draft->kind == DRAFT_REFUSED_BEFORE)
		return !key_id_equal(&draft->standing.refused_key, &key) || !slice_equal(draft->standing.refused_bytes, draft->prepared.bytes);
	return draft->kind != DRAFT_UNCHANGED;
}

/* Approves one month if it is new or different. A month that cannot be computed is passed over. */
static enum error month_tend(struct standing *standing, const struct council_register *reg, struct month month, int64_t now_s, struct tally *tally,
			     struct problem *problem)
{
	struct approver approver = {standing->keys, standing->options.role, now_s, REVISION_REASON_NONE};
	struct arena arena;
	struct draft draft;
	enum error error;

	arena_init(&arena, DRAFT_BUDGET_BYTES);
	error = draft_make(reg, standing->keys->public_part.council, month, standing->outbox, &arena, &draft, problem);
	if (error == ERROR_NOT_FOUND) {
		error = ERROR_NONE;
		goto out;
	}
	if (error || !is_wanted(standing, &draft))
		goto out;
	if (draft.is_withdrawing) {
		tally->withheld++;
		goto out;
	}
	error = draft_approve(&draft, standing->outbox, &approver, problem);
	if (error)
		goto out;
	log_approved(&draft, standing->options.role);
	tally->approved++;
out:
	arena_fini(&arena);
	return error;
}

/*
 * Any of the council's subjects may be missing: its figures are sent as not available, and those that were sent before are withheld month by month. But
 * where no file is known at all, or one of the two workforce tables is there without the other, the folder is not what the role has approved.
 */
static enum error files_check(const struct council_register *reg, struct problem *problem)
{
	bool has_workers = workforce_has_workers(reg->workforce), has_posts = workforce_has_posts(reg->workforce);

	if (has_workers != has_posts)
		return problem_set(problem, ERROR_NOT_FOUND, "the extracts folder has no ", has_workers ? "posts" : "workers",
				   " table, so that the standing approval approves nothing; preview shows what was read");
	if (coverage_any(reg))
		return ERROR_NONE;
	return problem_set(problem, ERROR_NOT_FOUND,
			   "no month can be computed from the files in the extracts folder, so that the standing approval approves nothing; "
			   "validate says what was found in them");
}

static enum error months_tend(struct standing *standing, struct reading *reading, int64_t now_s, struct tally *tally, struct problem *problem)
{
	const struct council_register *reg = reading_register(reading);
	enum error error = files_check(reg, problem);

	for (struct month month = standing->options.from; !error && month_compare(month, standing->options.to) <= 0; month = month_add(month, 1))
		if (month_has_ended(month, now_s))
			error = month_tend(standing, reg, month, now_s, tally, problem);
	return error;
}

static enum error read_and_approve(struct standing *standing, const struct extracts_look *before, int64_t now_s, struct tally *tally,
				   struct problem *problem)
{
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	struct extracts_look after = {0};
	enum error error;

	if (!reading)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to read the extracts");
	reading_set_council(reading, standing->keys->public_part.council);
	reading_set_today(reading, date_of_time(now_s));
	error = extracts_read(standing->options.folder, reading, problem);
	if (!error)
		error = extracts_look(standing->options.folder, &after, problem);
	if (!error && !digest_equal(&before->digest, &after.digest))
		error = problem_set(problem, ERROR_AGAIN,
				    "the extracts changed while they were read; they are read again when they have come to rest");
	if (!error) {
		log_files(reading);
		error = months_tend(standing, reading, now_s, tally, problem);
	}
	reading_free(reading);
	malloc_trim(0); /* a large history was in memory for a moment; the daemon stays small */
	return error;
}

unsigned standing_tend(struct standing *standing, int64_t now_s, int64_t wall_s)
{
	struct extracts_look look;
	struct problem problem = {0};
	struct tally tally = {0};
	enum error error = extracts_look(standing->options.folder, &look, &problem);

	if (!error && !is_due(standing, &look, now_s, wall_s))
		return 0;
	if (!error)
		error = read_and_approve(standing, &look, now_s, &tally, &problem);
	if (error) {
		standing->not_before_s = wall_s + AGAIN_S;
		complain(standing, problem.sentence);
		return tally.approved;
	}
	standing->has_read = true;
	standing->read = look;
	standing->read_in = date_month(date_of_time(now_s));
	standing->complaint[0] = '\0';
	if (tally.withheld)
		log_line(LOG_WARNING, "approval",
			 "%u months are left as they are: figures that were sent are not available in the extracts any more; "
			 "that needs a person's preview and approval",
			 tally.withheld);
	return tally.approved;
}
