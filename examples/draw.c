/* SPDX-License-Identifier: MIT */
/*
 * draw: one figure of a dataset into a file.
 *
 *     cc draw.c $(pkg-config --cflags --libs libdealbrief) -o draw
 *     ./draw deals.json flow svg flow.svg width 800 highlight party:openai
 */
#include <dealbrief.h>

#include <stdio.h>

static void diagnostics_print(const struct dealbrief *context)
{
    for (size_t i = 0; i < dealbrief_diagnostic_count(context); i++) {
        const struct dealbrief_diagnostic *told = dealbrief_diagnostic_at(context, i);
        fprintf(stderr, "%s:%d:%d: %s: %s [%s]\n", told->file, told->line, told->column,
            told->severity == DEALBRIEF_ERROR ? "error" : "warning", told->sentence, told->code);
        if (told->hint[0])
            fprintf(stderr, "    %s\n", told->hint);
    }
}

static int file_write(const char *path, const unsigned char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        return DEALBRIEF_FILES;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct dealbrief *context = NULL;
    struct dealbrief_dataset *dataset = NULL;
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (argc < 5) {
        fprintf(stderr, "usage: draw DATASET KIND FORMAT FILE [OPTION VALUE]...\n");
        return DEALBRIEF_USAGE;
    }
    int status = dealbrief_open(NULL, NULL, &context);
    if (status == DEALBRIEF_DONE)
        status = dealbrief_load_file(context, argv[1], &dataset);
    if (status == DEALBRIEF_DONE)
        status = dealbrief_figure(
            context, dataset, argv[2], argv[3], (const char *const *)argv + 5, &bytes, &length);
    diagnostics_print(context);
    if (status == DEALBRIEF_DONE)
        status = file_write(argv[4], bytes, length);
    dealbrief_free(bytes);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
    return status;
}
