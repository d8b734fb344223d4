#include "agent/core/reading.h"

#include <criterion/criterion.h>
#include <string.h>

#include "common/text.h"
#include "tests/property/common_random.h"

/* Files of random pieces of tables, fed in random pieces: the reading never depends on where the pieces were cut. */

enum { ROUNDS = 3000, FILE_BYTES_MAX = 4096, BUDGET_BYTES = 1 << 20, WORDS_BYTES_MAX = 1 << 16 };

static const char *const pieces[] = {
	"AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\r\n",
	"month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n",
	"0,SW1,0.8,2019-01-01,,\n",
	"0,SW2,1,01/02/2019,30/09/2021,1\r\n",
	"1,,,,,\n",
	"2021-09,35,20,21,2500,150,1200\n",
	"2021-08,,x,-1,1.5,,\n",
	"\"",
	"\"\"",
	",",
	"\n",
	"\r",
	"\r\n",
	"NULL",
	" ",
	"x",
	"\xef\xbb\xbf",
	"\xc2\xa0",
	"\xff",
	"2020-02-30",
};

static struct slice random_file(struct random *random, uint8_t bytes[FILE_BYTES_MAX])
{
	size_t size = 0, count = random_below(random, 30);

	for (size_t i = 0; i < count; i++) {
		/* Mostly whole rows under a header; now and then a piece of anything, or a NUL byte. */
		size_t limit = random_below(random, 3) ? 7 : sizeof(pieces) / sizeof(pieces[0]);
		const char *piece = i == 0 ? pieces[random_below(random, 2)] : pieces[random_below(random, limit)];

		if (size + strlen(piece) + 1 > FILE_BYTES_MAX)
			break;
		memcpy(bytes + size, piece, strlen(piece));
		size += strlen(piece);
		if (random_below(random, 200) == 0)
			bytes[size++] = 0;
	}
	return slice_from(bytes, size);
}

static void describe_file(const struct file_report *report, struct text *text)
{
	text_put_u64(text, report->kind);
	text_put(text, report->why ? report->why : "read");
	text_put_u64(text, report->rows);
	text_put(text, "/");
	text_put_u64(text, report->rows_refused);
	for (unsigned i = 0; i < report->note_count; i++) {
		text_put(text, "\n");
		text_put_u64(text, report->notes[i].line);
		text_put(text, ":");
		text_put_u64(text, report->notes[i].column);
		text_put(text, report->notes[i].column_name);
		text_put(text, rule_sentence(report->notes[i].rule));
	}
}

static void describe_register(const struct council_register *reg, struct text *text)
{
	struct month first, last;

	for (unsigned i = 0; i < workforce_post_count(reg->workforce); i++) {
		const struct post *post = workforce_post_at(reg->workforce, i);

		text_put(text, "\n");
		text_put_slice(text, post->person);
		text_put_i64(text, post->start.days);
		text_put(text, "-");
		text_put_i64(text, post->end.days);
		text_put(text, "*");
		text_put_i64(text, post->fte);
	}
	if (workforce_months(reg->workforce, &first, &last)) {
		text_put_month(text, first);
		text_put_month(text, last);
	}
}

/* Feeds in pieces of at most `piece_max` bytes; 0: in one. */
static void read_in_pieces(struct random *random, struct slice file, size_t piece_max, struct text *text)
{
	struct reading *reading = reading_new(BUDGET_BYTES);

	cr_assert_not_null(reading);
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("any.csv")), ERROR_NONE);
	while (file.size) {
		size_t size = piece_max ? random_below(random, piece_max) + 1 : file.size;

		if (size > file.size)
			size = file.size;
		cr_assert_eq(reading_file_feed(reading, slice_from(file.data, size)), ERROR_NONE);
		file = slice_from(file.data + size, file.size - size);
	}
	cr_assert_eq(reading_file_end(reading), ERROR_NONE);
	describe_file(reading_file_at(reading, 0), text);
	describe_register(reading_register(reading), text);
	cr_assert_eq(text->error, ERROR_NONE);
	reading_free(reading);
}

Test(agent_reading, does_not_depend_on_where_the_pieces_are_cut)
{
	static uint8_t bytes[FILE_BYTES_MAX];
	static char whole[WORDS_BYTES_MAX], cut[WORDS_BYTES_MAX];
	struct random random = random_begin("agent_reading");
	unsigned rows_seen = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct slice file = random_file(&random, bytes);
		struct text text;

		text_init_fixed(&text, whole, sizeof(whole));
		read_in_pieces(&random, file, 0, &text);
		rows_seen += strstr(whole, "SW1") != NULL;
		text_init_fixed(&text, cut, sizeof(cut));
		read_in_pieces(&random, file, round % 3 == 0 ? 1 : 40, &text);
		cr_assert_str_eq(cut, whole, "round %d", round);
	}
	cr_assert_gt(rows_seen, ROUNDS / 20, "the files are too random to be read at all");
}
