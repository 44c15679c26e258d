/* SPDX-License-Identifier: MIT */
/* libraries: In: version numbers. Out: sentences. It draws nothing. */
#include "libraries.h"

#include <cairo.h>
#include <hb.h>
#include <pango/pango.h>
#include <string.h>

struct unfit {
    const char *name;
    int first[3], last[3];
    const char *reason;
};

static const struct unfit unfit[] = {
    {"cairo", {1, 15, 0}, {1, 15, 99}, "is a snapshot that was never released"},
    {"cairo", {1, 17, 0}, {1, 17, 99}, "is a snapshot that was never released"},
    {"Pango", {1, 44, 0}, {1, 44, 99}, "rounds the places of letters, and text no longer fits its lines"},
};

static int compare(const int *a, const int *b)
{
    for (int i = 0; i < 3; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

const char *library_fault(struct arena *arena, const struct library *library)
{
    const int *found = library->found, *built = library->built;
    if (compare(found, built) < 0)
        return arena_printf(arena, "%s %d.%d.%d is older than the %d.%d.%d that this program was built with",
            library->name, found[0], found[1], found[2], built[0], built[1], built[2]);
    for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++)
        if (!strcmp(unfit[i].name, library->name) && compare(found, unfit[i].first) >= 0 &&
            compare(found, unfit[i].last) <= 0)
            return arena_printf(
                arena, "%s %d.%d.%d %s", library->name, found[0], found[1], found[2], unfit[i].reason);
    return NULL;
}

bool libraries_check(struct arena *arena, struct diags *diags)
{
    int cairo = cairo_version(), pango = pango_version();
    unsigned harfbuzz[3];
    hb_version(&harfbuzz[0], &harfbuzz[1], &harfbuzz[2]);
    const struct library all[] = {
        {"cairo", {cairo / 10000, cairo / 100 % 100, cairo % 100},
            {CAIRO_VERSION_MAJOR, CAIRO_VERSION_MINOR, CAIRO_VERSION_MICRO}},
        {"Pango", {pango / 10000, pango / 100 % 100, pango % 100},
            {PANGO_VERSION_MAJOR, PANGO_VERSION_MINOR, PANGO_VERSION_MICRO}},
        {"HarfBuzz", {(int)harfbuzz[0], (int)harfbuzz[1], (int)harfbuzz[2]},
            {HB_VERSION_MAJOR, HB_VERSION_MINOR, HB_VERSION_MICRO}},
    };
    bool fit = true;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *fault = library_fault(arena, &all[i]);
        if (fault)
            diags_add(diags, DIAG_UNFIT_LIBRARY, (struct place){.file = "dealbrief"}, NULL,
                "install the version that your system has now, or build the program anew", "%s", fault);
        fit = fit && !fault;
    }
    return fit;
}
