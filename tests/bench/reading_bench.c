/*
 * How fast extracts are read, each beside the bare rate of the same bytes in the same run: a memchr scan over the lines and cells of CSV, expat with
 * handlers that do nothing over XML. Prints a line for each: name, MB/s, the peer's MB/s and the ratio, medians of ROUNDS.
 */
#include <expat.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "agent/core/reading.h"
#include "common/memory.h"

enum { FILE_BYTES = 32 << 20, PIECE_BYTES = 64 << 10, BUDGET_BYTES = 512 << 20, ROUNDS = 5, ROW_BYTES_MAX = 2048, ROWS_PER_PERSON = 8 };

/* A file in memory: a head, rows that are alike but for their number, and a tail. */
struct sample {
	const char *name;
	const char *head, *tail;
	const char *row; /* with two %u: whose row it is, and its number */
	enum table_kind kind;
	bool is_xml;
};

static const struct sample samples[] = {
	{"workers' table, CSV", "AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave,PersonBirthDate,OrgRole,Line\n", "",
	 "0,SYNTH%07u,0.8,2015-01-01,2020-12-31,1,1980-01-01,5,%u\n", TABLE_WORKERS, false},
	{"episodes of the SSDA903, CSV", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n", "",
	 "SYNTH%07u,01/05/2020,S,C2,N1,U6,PR1,30/11/2020,E4A,CARPL,ZZ1 1ZZ,ZZ2 2ZZ,ZZ%06u\n", TABLE_EPISODES, false},
	{"SSDA903, XML", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EXPSSDA903>\n", "</EXPSSDA903>\n",
	 "<CHILD>\n\t<HEADER>\n\t\t<CHILDID>SYNTH%07u</CHILDID>\n\t\t<SEX>1</SEX>\n\t\t<DOB>05/05/2010</DOB>\n\t\t<ETHNIC>WBRI</ETHNIC>\n"
	 "\t\t<UPN>Z%012u</UPN>\n\t</HEADER>\n\t<EPISODE>\n\t\t<DECOM>01/05/2020</DECOM>\n\t\t<RNE>S</RNE>\n\t\t<LS>C2</LS>\n\t\t<CIN>N1</CIN>\n"
	 "\t\t<PL>U6</PL>\n\t\t<PLACE_PROVIDER>PR1</PLACE_PROVIDER>\n\t\t<DEC>30/11/2020</DEC>\n\t\t<REC>E4A</REC>\n\t</EPISODE>\n</CHILD>\n",
	 TABLE_LOOKED_AFTER_RETURN, true},
	{"census of children in need, XML",
	 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n<Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>"
	 "<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails><Source><LEA>342</LEA></Source></Header>\n<Children>\n",
	 "</Children>\n</Message>\n",
	 "<Child>\n\t<ChildIdentifiers>\n\t\t<LAchildID>SYNTH%07u</LAchildID>\n\t\t<UPN>Z%012u</UPN>\n"
	 "\t\t<PersonBirthDate>2015-05-05</PersonBirthDate>\n\t\t<Sex>F</Sex>\n\t</ChildIdentifiers>\n"
	 "\t<ChildCharacteristics>\n\t\t<Ethnicity>WBRI</Ethnicity>\n\t</ChildCharacteristics>\n\t<CINdetails>\n"
	 "\t\t<CINreferralDate>2024-05-01</CINreferralDate>\n\t\t<ReferralSource>1A</ReferralSource>\n\t\t<PrimaryNeedCode>N1</PrimaryNeedCode>\n"
	 "\t\t<Assessments>\n\t\t\t<AssessmentActualStartDate>2024-05-02</AssessmentActualStartDate>\n"
	 "\t\t\t<AssessmentAuthorisationDate>2024-06-10</AssessmentAuthorisationDate>\n\t\t</Assessments>\n\t\t<ReferralNFA>0</ReferralNFA>\n"
	 "\t</CINdetails>\n</Child>\n",
	 TABLE_CHILDREN_IN_NEED_CENSUS, true},
};

enum { SAMPLE_COUNT = sizeof(samples) / sizeof(samples[0]) };

/* Of processor time: what else the machine does is not measured. */
static double now_s(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static double median(double *values)
{
	qsort(values, ROUNDS, sizeof(*values), compare);
	return values[ROUNDS / 2];
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static size_t row_make(const struct sample *sample, unsigned number, char *out)
{
	return (size_t)snprintf(out, ROW_BYTES_MAX, sample->row, sample->is_xml ? number : number / ROWS_PER_PERSON, number);
}
#pragma GCC diagnostic pop

static struct slice sample_make(const struct sample *sample, char *buffer)
{
	size_t size = strlen(sample->head);

	memcpy(buffer, sample->head, size);
	for (unsigned number = 1; size < FILE_BYTES; number++)
		size += row_make(sample, number, buffer + size);
	memcpy(buffer + size, sample->tail, strlen(sample->tail));
	return slice_from(buffer, size + strlen(sample->tail));
}

static void fail(const char *what, const char *name)
{
	fprintf(stderr, "%s: %s\n", what, name);
	exit(1);
}

/* Ours: seconds for the bytes, in pieces as a file has them. */
static double read_once(const struct sample *sample, struct slice bytes)
{
	struct reading *reading = reading_new(BUDGET_BYTES);
	double start = now_s(), end;
	enum error error;

	if (!reading)
		fail("there is no memory for", sample->name);
	error = reading_file_begin(reading, SLICE_LITERAL("sample"));
	for (size_t at = 0; !error && at < bytes.size; at += PIECE_BYTES)
		error = reading_file_feed(reading, slice_from(bytes.data + at, bytes.size - at < PIECE_BYTES ? bytes.size - at : PIECE_BYTES));
	if (!error)
		error = reading_file_end(reading);
	end = now_s();
	if (error || reading_file_at(reading, 0)->kind != sample->kind || reading_file_at(reading, 0)->rows == 0 ||
	    reading_file_at(reading, 0)->rows_refused)
		fail("this was not read whole", sample->name);
	reading_free(reading);
	return end - start;
}

/* The peer of CSV: every line's end and every comma found with memchr, and nothing done with them. */
static double scan_once(struct slice bytes, uint64_t *cells)
{
	const char *at = (const char *)bytes.data, *end = at + bytes.size;
	double start = now_s();

	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		const char *comma;

		line_end = line_end ? line_end : end;
		for (; (comma = memchr(at, ',', (size_t)(line_end - at))) != NULL; at = comma + 1)
			++*cells;
		++*cells;
		at = line_end + 1;
	}
	return now_s() - start;
}

static void element_begin(void *context, const XML_Char *name, const XML_Char **attributes)
{
	(void)context;
	(void)name;
	(void)attributes;
}

static void element_end(void *context, const XML_Char *name)
{
	(void)context;
	(void)name;
}

static void characters(void *context, const XML_Char *text, int size)
{
	(void)context;
	(void)text;
	(void)size;
}

/* The peer of XML. */
static double parse_once(struct slice bytes)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	double start = now_s();
	enum XML_Status status = XML_STATUS_OK;

	if (!parser)
		fail("there is no memory for", "expat");
	XML_SetElementHandler(parser, element_begin, element_end);
	XML_SetCharacterDataHandler(parser, characters);
	for (size_t at = 0; status == XML_STATUS_OK && at < bytes.size; at += PIECE_BYTES)
		status = XML_Parse(parser, (const char *)bytes.data + at, (int)(bytes.size - at < PIECE_BYTES ? bytes.size - at : PIECE_BYTES),
				   at + PIECE_BYTES >= bytes.size);
	start = now_s() - start;
	if (status != XML_STATUS_OK)
		fail("expat does not read", "the sample");
	XML_ParserFree(parser);
	return start;
}

int main(void)
{
	char *buffer = memory_new(1, FILE_BYTES + 2 * ROW_BYTES_MAX);
	uint64_t cells = 0;

	if (!buffer)
		fail("there is no memory for", "the samples");
	for (unsigned i = 0; i < SAMPLE_COUNT; i++) {
		struct slice bytes = sample_make(&samples[i], buffer);
		double megabytes = (double)bytes.size / 1e6, ours[ROUNDS], peers[ROUNDS], our, peer;

		for (unsigned round = 0; round < ROUNDS; round++) {
			ours[round] = read_once(&samples[i], bytes);
			peers[round] = samples[i].is_xml ? parse_once(bytes) : scan_once(bytes, &cells);
		}
		our = megabytes / median(ours);
		peer = megabytes / median(peers);
		printf("reading, %s: %.0f MB/s, %s: %.0f MB/s, ratio %.2f (medians of %d rounds over %.0f MB)\n", samples[i].name, our,
		       samples[i].is_xml ? "bare expat" : "a bare memchr scan", peer, our / peer, ROUNDS, megabytes);
		fflush(stdout);
	}
	memory_free(buffer);
	return cells ? 0 : 1;
}
