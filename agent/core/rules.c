#include "agent/core/rules.h"

#include "common/error.h"

struct rule_row {
	const char *id, *sentence;
	enum severity severity;
};

static const struct rule_row rows[RULE_COUNT] = {
#define RULE(NAME, id, severity, sentence) [RULE_##NAME] = {id, sentence, SEVERITY_##severity},
#include "agent/core/rules.def"
#undef RULE
};

static const struct rule_row *row_of(enum rule rule)
{
	INVARIANT((unsigned)rule < RULE_COUNT);
	return &rows[rule];
}

const char *rule_id(enum rule rule)
{
	return row_of(rule)->id;
}

const char *rule_sentence(enum rule rule)
{
	return row_of(rule)->sentence;
}

enum severity rule_severity(enum rule rule)
{
	return row_of(rule)->severity;
}

const char *severity_name(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR:
		return "error";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_NOTE:
		break;
	}
	return "note";
}
