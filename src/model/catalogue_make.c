/* SPDX-License-Identifier: MIT */
/*
 * catalogue_make: a tool of the build. Reads languages/NAME/ROOM.po (the format of gettext: msgctxt, msgid,
 * msgid_plural, msgstr, msgstr[n], texts over several lines, comments) and prints the sorted table that say.c
 * searches. It refuses what would print wrongly: two entries of one key that say different things, a
 * translation whose placeholders are not those of the English words, an entry without a translation.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORMS = 3, ARGUMENTS = 9, LINE_MOST = 4096 };

struct entry {
    char *context, *id, *plural, *said[FORMS];
    const char *path;
    size_t line;
};

struct reader {
    const char *path;
    FILE *file;
    size_t line;
    struct entry *entries;
    size_t count, capacity;
    bool failed;
};

static void fault_at(
    struct reader *reader, const char *path, size_t line, const char *sentence, const char *what)
{
    fprintf(stderr, "%s:%zu: error: %s%s\n", path, line, sentence, what ? what : "");
    reader->failed = true;
}

static void fault(struct reader *reader, const char *sentence, const char *what)
{
    fault_at(reader, reader->path, reader->line, sentence, what);
}

static void entry_fault(
    struct reader *reader, const struct entry *entry, const char *sentence, const char *what)
{
    fault_at(reader, entry->path, entry->line, sentence, what);
}

static void *taken(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static struct entry *entry_add(struct reader *reader)
{
    if (reader->count == reader->capacity) {
        reader->capacity = reader->capacity ? 2 * reader->capacity : 256;
        reader->entries = taken(realloc(reader->entries, reader->capacity * sizeof *reader->entries));
    }
    struct entry *entry = &reader->entries[reader->count++];
    *entry = (struct entry){.path = reader->path, .line = reader->line};
    return entry;
}

/* Appends what stands between the quotes of a line, still escaped: C reads the same escapes. */
static void text_append(struct reader *reader, char **text, const char *quoted)
{
    const char *end = strrchr(quoted, '"');
    if (*quoted != '"' || end == quoted) {
        fault(reader, "a text in quotation marks is missing", NULL);
        return;
    }
    size_t had = *text ? strlen(*text) : 0, more = (size_t)(end - quoted) - 1;
    *text = taken(realloc(*text, had + more + 1));
    memcpy(*text + had, quoted + 1, more);
    (*text)[had + more] = '\0';
}

/* ---- placeholders ---- */

/* The letters that tell the type of an argument ("s", "d", "zu", "*s") by its place, from 0; false: no printf
   format. */
static bool placeholders_read(const char *format, char types[ARGUMENTS][8])
{
    size_t next = 0;
    memset(types, 0, ARGUMENTS * sizeof *types);
    for (const char *at = format; (at = strchr(at, '%')); at++) {
        at++;
        if (*at == '%')
            continue;
        char *end;
        unsigned long place = strtoul(at, &end, 10);
        size_t which = next;
        if (end > at && *end == '$') {
            which = place - 1;
            at = end + 1;
        } else {
            next++;
        }
        size_t length = strspn(at, "0123456789.-+*lzhj'");
        if (which >= ARGUMENTS || length > 5 || !strchr("sdiufgcx", at[length]) || !at[length])
            return false;
        memcpy(types[which], at, length + 1);
        types[which][length + 1] = '\0';
        at += length;
    }
    return true;
}

/* Each argument that the translation takes is there, and of that type; of plural forms "one" may leave the
   number out. */
static bool placeholders_agree(const char *english, const char *translation, bool may_leave_out)
{
    char wanted[ARGUMENTS][8], given[ARGUMENTS][8];
    bool format = placeholders_read(english, wanted);
    if (!format)
        return true; /* "4.2 %" is no format */
    if (!placeholders_read(translation, given))
        return false;
    for (size_t i = 0; i < ARGUMENTS; i++) {
        if (strcmp(wanted[i], given[i]) && (given[i][0] || !may_leave_out))
            return false;
    }
    return true;
}

/* ---- lines ---- */

static char **field_find(struct entry *entry, const char *line, const char **rest)
{
    static const char *const words[] = {
        "msgctxt ", "msgid ", "msgid_plural ", "msgstr ", "msgstr[0] ", "msgstr[1] ", "msgstr[2] "};
    char **fields[] = {&entry->context, &entry->id, &entry->plural, &entry->said[0], &entry->said[0],
        &entry->said[1], &entry->said[2]};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strncmp(line, words[i], strlen(words[i])))
            continue;
        *rest = line + strlen(words[i]);
        return fields[i];
    }
    return NULL;
}

static void entry_check(struct reader *reader, struct entry *entry)
{
    bool counted = entry->context && !strcmp(entry->context, "counted");
    if (!entry->id || !entry->said[0] || !*entry->said[0] || (entry->plural && !entry->said[1])) {
        entry_fault(reader, entry, "an entry without a translation", NULL);
        return;
    }
    for (size_t i = 0; i < FORMS && !counted; i++) {
        const char *english = i && entry->plural ? entry->plural : entry->id;
        if (entry->said[i] && !placeholders_agree(english, entry->said[i], entry->plural != NULL))
            entry_fault(reader, entry, "the translation has other placeholders than: ", english);
    }
}

static void file_read(struct reader *reader)
{
    char line[LINE_MOST];
    struct entry *entry = NULL;
    char **field = NULL;
    while (fgets(line, sizeof line, reader->file)) {
        reader->line++;
        line[strcspn(line, "\r\n")] = '\0';
        const char *at = line + strspn(line, " \t"), *rest = at;
        if (!*at || *at == '#') {
            field = NULL;
            continue;
        }
        bool begins = !strncmp(at, "msgctxt ", 8) || (!strncmp(at, "msgid ", 6) && (!entry || entry->id));
        if (begins)
            entry = entry_add(reader);
        if (*at != '"')
            field = entry ? field_find(entry, at, &rest) : NULL;
        if (field)
            text_append(reader, field, rest);
        else
            fault(reader, "this line is none of the format: ", at);
    }
}

/* ---- the table ---- */

static char *key_make(const struct entry *entry)
{
    size_t size = strlen(entry->id) + (entry->context ? strlen(entry->context) : 0) + 8;
    char *key = taken(malloc(size));
    snprintf(
        key, size, "%s%s%s", entry->context ? entry->context : "", entry->context ? "\\004" : "", entry->id);
    return key;
}

/* What C makes of the escapes that stand in keys */
static char *plain_make(const char *escaped)
{
    char *plain = taken(malloc(strlen(escaped) + 1)), *to = plain;
    for (const char *at = escaped; *at; at++) {
        if (*at == '\\' && !strncmp(at, "\\004", 4)) {
            *to++ = '\004';
            at += 3;
        } else if (*at == '\\' && at[1]) {
            at++;
            *to++ = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at;
        } else {
            *to++ = *at;
        }
    }
    *to = '\0';
    return plain;
}

struct row {
    char *key, *plain;
    const struct entry *entry;
};

static int row_compare(const void *first, const void *second)
{
    return strcmp(((const struct row *)first)->plain, ((const struct row *)second)->plain);
}

static void text_print(const char *text)
{
    if (text)
        printf(", \"%s\"", text);
    else
        printf(", NULL");
}

static bool text_equals(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

static bool says_the_same(const struct entry *a, const struct entry *b)
{
    for (size_t i = 0; i < FORMS; i++)
        if (!text_equals(a->said[i], b->said[i]))
            return false;
    return true;
}

static void table_print(struct reader *reader, const char *name)
{
    struct row *rows = taken(calloc(reader->count + 1, sizeof *rows));
    size_t count = 0;
    for (size_t i = 0; i < reader->count; i++) {
        const struct entry *entry = &reader->entries[i];
        if (!entry->id || !*entry->id)
            continue; /* the header */
        char *key = key_make(entry);
        rows[count++] = (struct row){key, plain_make(key), entry};
    }
    qsort(rows, count, sizeof *rows, row_compare);
    printf("/* made from languages/%s */\n#include \"catalogue.h\"\n\n", name);
    printf("static const struct catalogue_entry entries[] = {\n");
    for (size_t i = 0; i < count; i++) {
        if (i && !strcmp(rows[i].plain, rows[i - 1].plain)) {
            if (!says_the_same(rows[i].entry, rows[i - 1].entry))
                entry_fault(reader, rows[i].entry, "said otherwise elsewhere: ", rows[i].plain);
            continue;
        }
        printf("    {\"%s\", {", rows[i].key);
        printf("\"%s\"", rows[i].entry->said[0]);
        text_print(rows[i].entry->said[1]);
        text_print(rows[i].entry->said[2]);
        printf("}},\n");
    }
    printf(
        "};\n\nconst struct catalogue catalogue_%s = {entries, sizeof entries / sizeof *entries};\n", name);
    for (size_t i = 0; i < count; i++) {
        free(rows[i].key);
        free(rows[i].plain);
    }
    free(rows);
}

static void entries_free(struct reader *reader)
{
    for (size_t i = 0; i < reader->count; i++) {
        struct entry *entry = &reader->entries[i];
        free(entry->context);
        free(entry->id);
        free(entry->plural);
        for (size_t form = 0; form < FORMS; form++)
            free(entry->said[form]);
    }
    free(reader->entries);
}

int main(int count, char **arguments)
{
    struct reader reader = {0};
    if (count < 3) {
        fprintf(stderr, "usage: catalogue_make NAME FILE.po…\n");
        return 1;
    }
    for (int i = 2; i < count; i++) {
        reader.path = arguments[i];
        reader.line = 0;
        reader.file = fopen(arguments[i], "r");
        if (!reader.file) {
            perror(arguments[i]);
            return 1;
        }
        file_read(&reader);
        fclose(reader.file);
    }
    for (size_t i = 0; i < reader.count; i++)
        if (reader.entries[i].id && *reader.entries[i].id)
            entry_check(&reader, &reader.entries[i]);
    table_print(&reader, arguments[1]);
    entries_free(&reader);
    return reader.failed;
}
