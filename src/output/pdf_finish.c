/* SPDX-License-Identifier: MIT */
/*
 * pdf_finish: a drawn PDF in, the one to hand out out.
 *
 * In: bytes of cairo, the marks of its tags, options. Out: bytes that are the same for the same input. It
 * refuses to know scenes and drawing; the structure tree is pdf_tree.c's.
 *
 * Each step cures one thing that cairo 1.16 leaves out or that PDF/A and PDF/UA ask for; clauses are named
 * there.
 */
#include "pdf_finish.h"

#include "hash.h"
#include "list.h"
#include "pdf_artifacts.h"
#include "pdf_file.h"
#include "pdf_metadata.h"
#include "pdf_pack.h"
#include "pdf_syntax.h"
#include "pdf_tree.h"
#include "srgb_profile.h"

#include <cairo.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

struct finish {
    struct arena *arena;
    const struct pdf_options *options;
    const struct pdf_drawing *drawing;
    struct pdf_file file;
    LIST(int) pages;
    bool *seen; /* objects below resources, by number: they are met again and again, and finished once */
    struct str content, whole; /* room that each page uses again */
    size_t halos;              /* in their places */
};

static struct bytes bytes_of(const struct str *str)
{
    return str_bytes(str);
}

/* Says a dictionary anew, with other entries. */
static void entries_put(struct finish *finish, int object, const char *entries)
{
    struct str out = str_init(finish->arena);
    pdf_dictionary_append(&out, pdf_file_object(&finish->file, object), entries);
    pdf_file_put(&finish->file, object, str_text(&out));
}

/* pages */

/* cairo writes one node with all pages. */
static void pages_find(struct finish *finish, struct slice catalog)
{
    struct slice pages = pdf_file_resolve(&finish->file, pdf_value(catalog, "/Pages"));
    struct slice kids = pdf_value(pages, "/Kids");
    const char *at = kids.at + (kids.length > 0), *end = kids.at + kids.length;
    for (;;) {
        int page = pdf_reference((struct slice){at, (size_t)(end - at)});
        if (!page || page >= finish->file.count)
            break;
        *list_push(finish->arena, &finish->pages) = page;
        for (int i = 0; i < 3; i++)
            pdf_token_next(&at, end);
    }
    if (!finish->pages.count)
        finish->file.fault = "it has no pages";
}

/* What is in no tag is decoration (ISO 14289-1, 7.1). */
static void content_finish(struct finish *finish, struct slice page)
{
    struct pdf_file *file = &finish->file;
    int object = pdf_reference(pdf_value(page, "/Contents"));
    struct bytes bytes;
    struct str *out = &finish->content, *whole = &finish->whole;
    out->length = whole->length = 0;
    if (!pdf_file_stream(file, pdf_file_object(file, object), &bytes))
        file->fault = "a page's content cannot be read";
    else if (!pdf_artifacts_mark(finish->arena, (struct slice){(const char *)bytes.at, bytes.length}, out))
        file->fault = "a page's content is damaged";
    else {
        pdf_halos_put(&finish->drawing->halos, &finish->halos, out->at, out->length, whole);
        pdf_file_put_stream(file, object, "", bytes_of(whole), false);
    }
}

static bool is_new(struct finish *finish, int object)
{
    if (object < 0 || object >= finish->file.count || finish->seen[object])
        return false;
    finish->seen[object] = true;
    return true;
}

/* "> <fb01>" → "> <00660069>": a ligature stands for its letters; others are left. */
static bool ligatures_part(struct arena *arena, struct bytes map, struct str *out)
{
    static const char *const letters[] = {"00660066", "00660069", "0066006c", "006600660069", "00660066006c"};
    const char *at = (const char *)map.at, *end = at + map.length, *from = at;
    *out = str_init(arena);
    for (; end - at >= 8; at++) {
        if (memcmp(at, "> <fb0", 6) != 0 || at[6] < '0' || at[6] > '4' || at[7] != '>')
            continue;
        str_append_bytes(out, from, (size_t)(at + 3 - from));
        str_append(out, letters[at[6] - '0']);
        from = at + 7;
    }
    str_append_bytes(out, from, (size_t)(end - from));
    return from != (const char *)map.at;
}

static void unicode_finish(struct finish *finish, int font)
{
    struct bytes map;
    struct str out;
    int object = pdf_reference(pdf_value(pdf_file_object(&finish->file, font), "/ToUnicode"));
    if (object && pdf_file_stream(&finish->file, pdf_file_object(&finish->file, object), &map) &&
        ligatures_part(finish->arena, map, &out))
        pdf_file_put_stream(&finish->file, object, "", bytes_of(&out), false);
}

/* ISO 19005-3, 6.2.11.3.2: glyphs are numbered in the font's program as in the content. */
static void font_finish(struct finish *finish, int object)
{
    struct slice below = pdf_value(pdf_file_object(&finish->file, object), "/DescendantFonts");
    unicode_finish(finish, object);
    if (below.length && below.at[0] == '[')
        below = (struct slice){below.at + 1, below.length - 1};
    int font = pdf_reference(below);
    if (font && pdf_value_is(pdf_value(pdf_file_object(&finish->file, font), "/Subtype"), "/CIDFontType2"))
        entries_put(finish, font, "/CIDToGIDMap/Identity");
}

static void resources_finish(struct finish *finish, struct slice resources);

/* ISO 19005-3, 6.2.8.1: no reader is told to smooth pixels. The same number of bytes: streams stay where they
 * are. */
static void external_finish(struct finish *finish, int object)
{
    struct pdf_file *file = &finish->file;
    struct slice dictionary = pdf_file_object(file, object);
    int mask = pdf_reference(pdf_value(dictionary, "/SMask"));
    if (pdf_value_is(pdf_value(dictionary, "/Interpolate"), "true")) {
        struct bytes bytes;
        struct str out = str_init(finish->arena);
        if (!pdf_file_stream(file, dictionary, &bytes)) {
            file->fault = "an image cannot be read";
            return;
        }
        struct slice key, value;
        while (pdf_pair_next(&dictionary, &key, &value))
            if (!slice_equals(key, "/Interpolate") && !slice_equals(key, "/Length") &&
                !slice_equals(key, "/Filter"))
                str_printf(&out, "%.*s %.*s", (int)key.length, key.at, (int)value.length, value.at);
        pdf_file_put_stream(file, object, str_text(&out), bytes, false);
    }
    if (mask && is_new(finish, mask))
        external_finish(finish, mask);
    resources_finish(finish, pdf_file_resolve(file, pdf_value(pdf_file_object(file, object), "/Resources")));
}

static void kind_finish(
    struct finish *finish, struct slice objects, void (*one_finish)(struct finish *finish, int object))
{
    struct slice key, value;
    while (pdf_pair_next(&objects, &key, &value)) {
        int object = pdf_reference(value);
        if (object && is_new(finish, object))
            one_finish(finish, object);
    }
}

static void resources_finish(struct finish *finish, struct slice resources)
{
    struct pdf_file *file = &finish->file;
    kind_finish(finish, pdf_file_resolve(file, pdf_value(resources, "/Font")), font_finish);
    kind_finish(finish, pdf_file_resolve(file, pdf_value(resources, "/XObject")), external_finish);
}

static void pages_finish(struct finish *finish)
{
    for (size_t i = 0; i < finish->pages.count && !finish->file.fault; i++) {
        struct slice page = pdf_file_object(&finish->file, finish->pages.at[i]);
        content_finish(finish, page);
        resources_finish(finish, pdf_file_resolve(&finish->file, pdf_value(page, "/Resources")));
        entries_put(finish, finish->pages.at[i], "/Tabs/S"); /* ISO 14289-1, 7.18.3 */
    }
    if (finish->halos < finish->drawing->halos.list.count && !finish->file.fault)
        finish->file.fault = "the place of a halo cannot be found";
}

/* the document */

static int count_below(struct slice item)
{
    struct slice value = pdf_value(item, "/Count");
    const char *at = value.at;
    int count;
    return pdf_token_int(pdf_token_next(&at, value.at + value.length), &count) && count > 0 ? count : 0;
}

/* The lines that are seen when the outline is opened: cairo 1.16 writes the root's count with a minus. */
static void outline_finish(struct finish *finish, struct slice catalog)
{
    struct pdf_file *file = &finish->file;
    int outline = pdf_reference(pdf_value(catalog, "/Outlines")), lines = 0;
    if (!outline)
        return;
    int item = pdf_reference(pdf_value(pdf_file_object(file, outline), "/First"));
    for (; item; item = pdf_reference(pdf_value(pdf_file_object(file, item), "/Next")))
        lines += 1 + count_below(pdf_file_object(file, item));
    entries_put(finish, outline, arena_printf(finish->arena, "/Count %d", lines));
}

static int metadata_add(struct finish *finish, const char *producer)
{
    struct str xmp = str_init(finish->arena);
    pdf_xmp_append(&xmp, finish->options, producer);
    return pdf_file_add_stream(&finish->file, "/Type/Metadata/Subtype/XML", bytes_of(&xmp), true);
}

static int info_add(struct finish *finish, const char *producer)
{
    struct str info = str_init(finish->arena);
    pdf_info_append(&info, finish->options, producer);
    return pdf_file_add(&finish->file, str_text(&info));
}

/* What the colours of the pages are (ISO 19005-3, 6.2.3) */
static void intent_append(struct finish *finish, struct str *out)
{
    struct str profile = str_init(finish->arena);
    srgb_profile_append(&profile);
    str_printf(out,
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        "/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]",
        pdf_file_add_stream(&finish->file, "/N 3", bytes_of(&profile), false));
}

/* The file specification of an attachment (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8) */
static int attachment_add(struct finish *finish, const struct pdf_attachment *attachment)
{
    struct str entries = str_init(finish->arena), out = str_init(finish->arena);
    unsigned char sum[HASH_MD5_SIZE];
    hash_md5(attachment->bytes, sum);
    str_append(&entries, "/Type/EmbeddedFile/Subtype");
    pdf_name_append(&entries, attachment->media_type);
    str_printf(&entries, "/Params<</Size %zu/ModDate(%s)/CheckSum", attachment->bytes.length,
        pdf_date(finish->arena, finish->options->time));
    pdf_bytes_append(&entries, sum, sizeof sum);
    str_append(&entries, ">>");
    int stream = pdf_file_add_stream(&finish->file, str_text(&entries), attachment->bytes, false);
    str_append(&out, "<</Type/Filespec/AFRelationship/Data/F");
    pdf_text_append(&out, attachment->name);
    str_append(&out, "/UF");
    pdf_text_append(&out, attachment->name);
    if (attachment->description) {
        str_append(&out, "/Desc");
        pdf_text_append(&out, attachment->description);
    }
    str_printf(&out, "/EF<</F %d 0 R/UF %d 0 R>>>>", stream, stream);
    return pdf_file_add(&finish->file, str_text(&out));
}

/* Attachments by name, and as what the document as a whole was made from */
static void attachments_append(struct finish *finish, struct slice catalog, struct str *out)
{
    struct str names = str_init(finish->arena), list = str_init(finish->arena);
    if (!finish->options->attachment_count)
        return;
    for (size_t i = 0; i < finish->options->attachment_count; i++) {
        int object = attachment_add(finish, &finish->options->attachments[i]);
        str_printf(&names, "(%04zu)%d 0 R ", i + 1, object); /* in order, as a name tree must be */
        str_printf(&list, "%d 0 R ", object);
    }
    str_append(out, "/Names");
    pdf_dictionary_append(out, pdf_file_resolve(&finish->file, pdf_value(catalog, "/Names")),
        arena_printf(finish->arena, "/EmbeddedFiles<</Names[%s]>>", str_text(&names)));
    str_printf(out, "/AF[%s]", str_text(&list));
}

static void catalog_finish(struct finish *finish, struct slice catalog, int root, const char *producer)
{
    const char *language = finish->options->language;
    struct str out = str_init(finish->arena);
    str_append(&out, "/Lang");
    pdf_text_append(&out, language && language[0] ? language : "en");
    str_append(&out, "/MarkInfo<</Marked true>>/PageLabels<</Nums[0<</S/D>>]>>");
    str_append(&out, "/ViewerPreferences<</DisplayDocTitle true>>"); /* ISO 14289-1, 7.1 */
    str_printf(&out, "/StructTreeRoot %d 0 R/Metadata %d 0 R", root, metadata_add(finish, producer));
    intent_append(finish, &out);
    attachments_append(finish, catalog, &out);
    outline_finish(finish, catalog);
    entries_put(finish, pdf_reference(pdf_value(finish->file.trailer, "/Root")), str_text(&out));
}

/* Who wrote the bytes: cairo what is seen, libqpdf the order of a linearised file */
static const char *producer_of(struct finish *finish)
{
    const char *cairo = arena_printf(finish->arena, "cairo %s", cairo_version_string());
    return finish->options->linearised
               ? arena_printf(finish->arena, "%s, libqpdf %s", cairo, qpdf_get_qpdf_version())
               : cairo;
}

/* The drawing and all that is to be said of it; nothing: the file has a fault */
static struct bytes drawing_finish(struct finish *finish)
{
    struct pdf_file *file = &finish->file;
    const char *producer = producer_of(finish);
    if (!pdf_file_open(file, finish->arena, finish->drawing->bytes))
        return (struct bytes){0};
    int catalog = pdf_reference(pdf_value(file->trailer, "/Root"));
    finish->seen = arena_array(finish->arena, bool, (size_t)file->count);
    pages_find(finish, pdf_file_object(file, catalog));
    pages_finish(finish);
    int root =
        file->fault ? 0 : pdf_tree_finish(file, finish->drawing, finish->pages.at, finish->pages.count);
    if (file->fault)
        return (struct bytes){0};
    catalog_finish(finish, pdf_file_object(file, catalog), root, producer);
    return pdf_pack(file, catalog, info_add(finish, producer));
}

/* linearised, through libqpdf */

/* What libqpdf says is wrong; NULL: nothing. A warning is a fault as well: the file is of our own making. */
static const char *fault_of(struct arena *arena, qpdf_data qpdf)
{
    qpdf_error error = qpdf_has_error(qpdf)       ? qpdf_get_error(qpdf)
                       : qpdf_more_warnings(qpdf) ? qpdf_next_warning(qpdf)
                                                  : NULL;
    return error ? arena_strdup(arena, qpdf_get_error_full_text(qpdf, error)) : NULL;
}

static const char *file_write(struct arena *arena, qpdf_data qpdf, struct bytes *pdf)
{
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    if (qpdf_read_memory(qpdf, "drawing", (const char *)pdf->at, pdf->length, NULL) ||
        qpdf_init_write_memory(qpdf))
        return fault_of(arena, qpdf);
    qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(qpdf, "1.7");
    qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE); /* ISO 19005-3, 6.1.7.1 */
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    qpdf_set_linearization(qpdf, QPDF_TRUE);
    if (qpdf_write(qpdf))
        return fault_of(arena, qpdf);
    size_t length = qpdf_get_buffer_length(qpdf);
    *pdf = (struct bytes){
        (const unsigned char *)arena_strndup(arena, (const char *)qpdf_get_buffer(qpdf), length), length};
    return NULL;
}

static const char *file_linearise(struct arena *arena, struct bytes *pdf)
{
    qpdf_data qpdf = qpdf_init();
    const char *fault = file_write(arena, qpdf, pdf);
    qpdf_cleanup(&qpdf);
    return fault;
}

bool pdf_finish(struct arena *arena, const struct pdf_drawing *drawing, const struct pdf_options *options,
    struct bytes *pdf, struct diags *diags)
{
    struct finish finish = {
        .arena = arena, .options = options, .drawing = drawing, .content = str_init(arena), .whole = str_init(arena)};
    struct bytes finished = drawing_finish(&finish);
    const char *fault = finish.file.fault;
    pdf_file_close(&finish.file);
    if (!fault && options->linearised)
        fault = file_linearise(arena, &finished);
    if (fault) {
        diags_add(
            diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL, "the PDF could not be made: %s", fault);
        return false;
    }
    *pdf = finished;
    return true;
}
