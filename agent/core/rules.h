/* Rules: the one table of what can be said about a file, a row or a cell. The rows stand in rules.def. */
#pragma once

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

enum rule {
	RULE_NONE = 0,
#define RULE(NAME, id, severity, sentence) RULE_##NAME,
#include "agent/core/rules.def"
#undef RULE
	RULE_COUNT
};

/* "date_malformed"; NULL for RULE_NONE. Static storage, as the others. */
const char *rule_id(enum rule rule);
/* "is not a date as 2021-09-30 or 30/09/2021"; NULL for RULE_NONE. */
const char *rule_sentence(enum rule rule);
enum severity rule_severity(enum rule rule);
const char *severity_name(enum severity severity); /* "error", "warning", "note" */
