/* SPDX-License-Identifier: MIT */
#include "choice.h"

#include "editions.h"

enum level level_choose(const struct options *options)
{
    return str_equals(options->level, "self")      ? LEVEL_SELF
           : str_equals(options->level, "benefit") ? LEVEL_BENEFIT
                                                   : LEVEL_PARENT;
}

const char *where_choose(struct arena *arena, const struct options *options, const struct dataset *dataset,
    const struct selection **selection)
{
    size_t offset;
    const char *sentence, *hint;
    *selection = NULL;
    if (!options->where)
        return NULL;
    *selection = selection_parse(arena, options->where, dataset, &offset, &sentence, &hint);
    return *selection ? NULL
                      : arena_printf(arena, "--where, character %zu: %s%s%s", offset + 1, sentence,
                            hint ? "; " : "", hint ? hint : "");
}

bool facts_from(const struct session *session, struct arena *arena, const struct job *job,
    struct facts_file *file, const char **fault)
{
    const struct options *options = session->options;
    const struct selection *selection;
    const struct dataset *dataset = session_load_job(session, arena, job, file->diags);
    const struct dataset *old =
        options->since ? edition_load(session, arena, options->since, file->diags) : NULL;
    *fault = dataset ? where_choose(arena, options, dataset, &selection) : NULL;
    if (!dataset || *fault || (options->since && !old))
        return false;
    enum level level = level_choose(options);
    file->facts = facts_derive_selected(arena, dataset, level, selection);
    if (old) /* editions are compared whole */
        file->changes = editions_compare(
            arena, old, selection ? facts_derive_sums(arena, dataset, level) : file->facts, file->diags);
    return true;
}
