/* SPDX-License-Identifier: MIT */
#include "choice.h"

#include "report.h"

enum level level_choose(const struct options *options)
{
    return str_equals(options->level, "self")      ? LEVEL_SELF
           : str_equals(options->level, "benefit") ? LEVEL_BENEFIT
                                                   : LEVEL_PARENT;
}

bool where_choose(struct arena *arena, const struct options *options, const struct dataset *dataset,
    const struct selection **selection)
{
    size_t offset;
    const char *sentence, *hint;
    *selection = NULL;
    if (!options->where)
        return true;
    *selection = selection_parse(arena, options->where, dataset, &offset, &sentence, &hint);
    if (!*selection)
        report_usage(options, "--where, character %zu: %s%s%s", offset + 1, sentence, hint ? "; " : "",
            hint ? hint : "");
    return *selection;
}
