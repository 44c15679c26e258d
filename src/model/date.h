/* SPDX-License-Identifier: MIT */
/*
 * date: a day, month, quarter, half, year or decade, kept as the interval of days it covers.
 *
 * Units: days since 1970-01-01 in the proleptic Gregorian calendar; last is inclusive. Printed at its own
 * precision.
 */
#ifndef DEALBRIEF_DATE_H
#define DEALBRIEF_DATE_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

enum date_precision {
    DATE_NONE, /* absent */
    DATE_DAY,
    DATE_MONTH,
    DATE_QUARTER,
    DATE_HALF,
    DATE_YEAR,
    DATE_DECADE,
};

struct date {
    enum date_precision precision;
    int32_t first, last;
};

/* "2025", "2025-Q3", "2025-H2", "2025-11", "2025-11-03", "2030s"; years 1–9999. On failure *sentence (and
 *hint, maybe NULL) in the arena. */
bool date_parse(
    struct arena *arena, const char *text, struct date *date, const char **sentence, const char **hint);

int32_t day_of(int year, int month, int day); /* days since 1970-01-01 */
void day_split(int32_t day, int *year, int *month, int *day_of_month);
int date_year(struct date date); /* of its first day */

/* "2025-12-17", "2025-Q3" … as in the dataset */
const char *date_iso(struct arena *arena, struct date date);

#endif
