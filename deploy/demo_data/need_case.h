/* A case as the census has it: referral, assessment, enquiry, plans. */
#pragma once

#include "deploy/demo_data/element.h"
#include "deploy/demo_data/need_census.h"

/* A census while it is written. */
struct need_page {
	const struct need_teller *teller;
	const struct grid_dress *dress;
	int year;
	struct date eve, last; /* the day before the collection year, and the last one that is known */
	unsigned child_count;
	struct element_writer writer;
};

void need_case_write(struct need_page *page, uint32_t index);
