/* SPDX-License-Identifier: MIT */
/*
 * attachments: what a PDF carries besides its pages, so that its numbers can be checked and used again.
 *
 * The dataset goes in as it was read, byte for byte: its hash is the one that the PDF states. In: a dataset
 * that was loaded. Out: names without folders, bytes in the arena.
 */
#include "attachments.h"

#include "say.h"
#include "sheets.h"

static struct pdf_attachment dataset_attachment(struct arena *arena, const struct dataset *dataset)
{
    const char *name = file_name(dataset->file);
    if (str_equals(name, "<stdin>"))
        name = "dataset.json";
    return (struct pdf_attachment){
        name, "application/json", said(arena, "The dataset that these pages were made from"), dataset->bytes};
}

/* The dataset is read once more, as a tree: it was good the first time. */
static size_t tables_of(struct arena *arena, const struct dataset *dataset, const struct limits *limits,
    struct sheet_file **files)
{
    struct diags *diags = diags_create();
    const struct json *root =
        json_parse_at(arena, (struct place){dataset->file, 1, 1}, dataset->bytes, limits, diags);
    size_t count = root ? sheets_export(arena, root, files) : 0;
    diags_destroy(diags);
    return count;
}

size_t attachments_make(const struct session *session, struct arena *arena, const struct dataset *dataset,
    struct pdf_attachment **attachments)
{
    struct sheet_file *tables = NULL;
    bool csv = session->house->attaches_csv;
    if (!dataset->bytes.length)
        return 0;
    size_t count = csv ? tables_of(arena, dataset, &session->options->limits, &tables) : 0;
    struct pdf_attachment *made = arena_array(arena, struct pdf_attachment, count + 1);
    made[0] = dataset_attachment(arena, dataset);
    for (size_t i = 0; i < count; i++)
        made[i + 1] = (struct pdf_attachment){tables[i].name, "text/csv",
            said(arena, "A table of the dataset that these pages were made from"), tables[i].bytes};
    *attachments = made;
    return count + 1;
}
