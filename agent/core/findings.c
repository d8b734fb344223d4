#include "agent/core/findings.h"

#include <stddef.h>

#include "common/memory.h"

/* What was found of one rule. Counted by file, so that a file can be forgotten. */
struct finding {
	uint64_t counts[FINDINGS_FILES_MAX];
	unsigned place_count;
	struct place places[FINDING_PLACES_MAX];
};

struct findings {
	struct finding of[RULE_COUNT];
};

struct findings *findings_new(void)
{
	return memory_new(1, sizeof(struct findings));
}

void findings_free(struct findings *findings)
{
	memory_free(findings);
}

static const struct finding *finding_of(const struct findings *findings, enum rule rule)
{
	INVARIANT((unsigned)rule > RULE_NONE && (unsigned)rule < RULE_COUNT);
	return &findings->of[rule];
}

void findings_add(struct findings *findings, enum rule rule, struct place place)
{
	struct finding *finding;

	INVARIANT((unsigned)rule > RULE_NONE && (unsigned)rule < RULE_COUNT);
	finding = &findings->of[rule];
	finding->counts[place.file]++;
	if (finding->place_count < FINDING_PLACES_MAX)
		finding->places[finding->place_count++] = place;
}

void findings_forget_file(struct findings *findings, uint8_t file)
{
	for (unsigned rule = 0; rule < RULE_COUNT; rule++) {
		struct finding *finding = &findings->of[rule];
		unsigned kept = 0;

		finding->counts[file] = 0;
		for (unsigned i = 0; i < finding->place_count; i++)
			if (finding->places[i].file != file)
				finding->places[kept++] = finding->places[i];
		finding->place_count = kept;
	}
}

uint64_t findings_count(const struct findings *findings, enum rule rule)
{
	const struct finding *finding = finding_of(findings, rule);
	uint64_t count = 0;

	for (unsigned file = 0; file < FINDINGS_FILES_MAX; file++)
		count += finding->counts[file];
	return count;
}

uint64_t findings_count_in(const struct findings *findings, enum rule rule, uint8_t file)
{
	return finding_of(findings, rule)->counts[file];
}

unsigned findings_place_count(const struct findings *findings, enum rule rule)
{
	return finding_of(findings, rule)->place_count;
}

struct place findings_place_at(const struct findings *findings, enum rule rule, unsigned index)
{
	const struct finding *finding = finding_of(findings, rule);

	INVARIANT(index < finding->place_count);
	return finding->places[index];
}
