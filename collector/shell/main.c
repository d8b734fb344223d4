/* bellwether-collector: takes councils' returns, keeps the ledger, ranks. */
#include "collector/shell/commands.h"

static const struct option options[] = {
	{"state", OPTION_PATH, "DIR", NULL, "the collector's state folder", 0, 0},
	{"notice", OPTION_TEXT, "TEXT", NULL, "a sentence that is shown with every figure of this store, for ever", 0, 0},
	{"listen", OPTION_TEXT, "ADDRESS", "127.0.0.1", "the address of this machine at which councils reach the collector", 0, 0},
	{"port", OPTION_COUNT, "N", "4850", "the port to listen at; 0 takes a free one and writes it to run/collector.port", 0, 65535},
	{"map-mib", OPTION_COUNT, "N", "65536", "the most that the store can grow to, in MiB of address space", 1, 1 << 24},
	{"month", OPTION_MONTH, "MONTH", NULL, "a month, such as 2021-09", 0, 0},
	{"area", OPTION_TEXT, "AREA", NULL,
	 "England, a region (name or E-code), Inner or Outer London, group:ID (group list has them), neighbours:342, or councils: 340,341,342", 0, 0},
	{"source", OPTION_TEXT, "SOURCE", NULL, "whose figures: returns (the councils' own, if nothing is said) or official (published releases)", 0,
	 0},
	{"since", OPTION_MONTH, "MONTH", NULL, "show the change (or corrections) since this month, which is before the one asked for, as well", 0, 0},
	{"from", OPTION_MONTH, "MONTH", NULL, "the first month to show", 0, 0},
	{"to", OPTION_MONTH, "MONTH", NULL, "the last month to show", 0, 0},
	{"as-of", OPTION_TEXT, "MOMENT", NULL, "what was known at a date (2021-09-30), or at a position of the ledger (position:575)", 0, 0},
	{"vintage", OPTION_MONTH, "MONTH", NULL, "published figures as they were when no release went beyond this month", 0, 0},
	{"council", OPTION_TEXT, "CODE", NULL, "a council: the DfE's three digits, such as 342", 0, 0},
	{"date", OPTION_TEXT, "DATE", NULL, "the day on which it began, such as 2023-07-10", 0, 0},
	{"kind", OPTION_TEXT, "KIND", NULL,
	 "inspection_standard, inspection_short, focused_visit, monitoring_visit, improvement_notice, direction or new_leadership", 0, 0},
	{"judgement", OPTION_TEXT, "JUDGEMENT", NULL,
	 "of an inspection: outstanding, good, requires_improvement or inadequate; or a list such as overall=good,in_care=outstanding (overall, "
	 "leaders, "
	 "help_and_protection, in_care, care_leavers)",
	 0, 0},
	{"published", OPTION_TEXT, "DATE", NULL, "the day on which its report was published", 0, 0},
	{"publisher", OPTION_TEXT, "NAME", NULL, "who published it, such as Ofsted; never a person's name", 0, 0},
	{"history", OPTION_FLAG, NULL, NULL, "all that was recorded, not only what stands", 0, 0},
	{"name", OPTION_TEXT, "NAME", NULL, "the group's name, as it is shown", 0, 0},
	{"json", OPTION_FLAG, NULL, NULL, "print JSON", 0, 0},
};

static const struct command commands[] = {
	{"init", NULL, "Make the state folder, the collector's keys and an empty store.", "!state notice", command_init},
	{"run", NULL, "Take returns until told to stop.", "!state listen port map-mib", command_run},
	{"key register", "FILE", "Let a council's agent in by its public key file.", "!state", command_key_register},
	{"key list", NULL, "List the councils' keys.", "!state json", command_key_list},
	{"key revoke", "COUNCIL-OR-KEY-ID", "Refuse a key, or all keys of a council, from now on.", "!state", command_key_revoke},
	{"rank", "INDICATOR", "Rank the councils of an area by an indicator.", "!state !month !area council source since as-of vintage json",
	 command_rank},
	{"alerts", NULL, "List what stands out in a month, over all indicators of an area's councils, with the false alarms to expect.",
	 "!state !month !area source as-of vintage json", command_alerts},
	{"reporting", NULL, "Say who has reported a month, what is to be done next, and what was corrected.", "!state !month !area since as-of json",
	 command_reporting},
	{"series", "INDICATOR", "Show an indicator over months, of a council or an area.", "!state council area source from to as-of vintage json",
	 command_series},
	{"profile", "COUNCIL", "Show a council over all indicators in a month.", "!state !month area source as-of vintage json", command_profile},
	{"revisions", "INDICATOR", "Show what figures were before, who changed them and when.",
	 "!state !month area council source as-of vintage json", command_revisions},
	{"reconcile", "COUNCIL", "Compare a council's returns with the published figures of the same date.", "!state !month as-of vintage json",
	 command_reconcile},
	{"import", "FILE...", "Take published series beside the returns: the Department for Education's and the ONS's CSV files.", "!state",
	 command_import},
	{"releases", NULL, "List the published series that were imported.", "!state json", command_releases},
	{"event import", "FILE...", "Take inspections of local authority children's services: Ofsted's list, or a table in the words of event list.",
	 "!state", command_event_import},
	{"event add", NULL, "Record an inspection, a visit, a notice, a direction or new leadership of a council.",
	 "!state !council !date !kind judgement published publisher", command_event_add},
	{"event withdraw", NULL, "Show an event no longer; it stays in the ledger.", "!state !council !date !kind", command_event_withdraw},
	{"event list", NULL, "List the events of all councils, or of one in detail.", "!state council history json", command_event_list},
	{"group save", "ID COUNCIL...", "Save a group of councils, to be compared as an area of its own.", "!state !name", command_group_save},
	{"group remove", "ID", "Remove a saved group; what was compared with it stays in the ledger.", "!state", command_group_remove},
	{"group list", NULL, "List the groups that are known and saved.", "!state json", command_group_list},
	{"status", NULL, "Say who has sent which month, and how the collector is.", "!state month area json", command_status},
	{"verify", NULL, "Check every chain, checksum and signature, and the cube.", "!state json", command_verify},
};

int main(int argc, char **argv)
{
	static const struct program program = {
		.name = "bellwether-collector",
		.summary = "Bellwether's collector: takes councils' returns, keeps the ledger, ranks.",
		.commands = commands,
		.command_count = sizeof(commands) / sizeof(commands[0]),
		.options = options,
		.option_count = sizeof(options) / sizeof(options[0]),
	};

	return command_main(&program, argc, argv);
}
