/*
 * Working days in England: Monday to Friday without the bank holidays of England and Wales. Statutory limits ("within 45 working days") are counted in
 * them. Computed from the rules of the Banking and Financial Dealings Act 1971 and the proclamations since 1990, so that no list has to be kept.
 */
#pragma once

#include <stdbool.h>

#include "common/month.h"

/* Easter Sunday of the Gregorian calendar; `year` in YEAR_MIN to YEAR_MAX. */
struct date easter_sunday(int year);
/* Whether the day is a bank holiday in England. Right from 1990 on, and for years to come as long as no holiday is moved or added. */
bool is_bank_holiday(struct date day);
bool is_working_day(struct date day);
/* The `count`-th working day after `from`, which itself is day 0 whatever it is; for a count of 0, `from`. */
struct date working_days_after(struct date from, unsigned count);
