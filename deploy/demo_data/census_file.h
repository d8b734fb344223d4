/* The census file: a council's return to the workforce census of one 30 September, as XML, in the dialect of its systems. */
#pragma once

#include "common/text.h"
#include "deploy/demo_data/caseload.h"
#include "deploy/demo_data/dialect.h"
#include "deploy/demo_data/months.h"

struct census_file {
	const struct history *history;
	unsigned census;
	const struct workforce *workforce;
	const struct census_staff *staff;
	const struct post_month *month; /* the posts' figures of the census's September */
};

/*
 * Appends the file: the header, the council's vacancies (LALevelVacancies, from 2025 LALevel), and a CSWWWorker for each post of the council's own
 * that was held in the year up to the census, and for each agency worker in post at the census.
 */
void census_file_write(const struct census_file *file, const struct dialect *dialect, struct text *text);
