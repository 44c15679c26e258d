/* SPDX-License-Identifier: MIT */
/* What a PDF gets after it was drawn: decoration, one element over pages, attributes, what the file says of
 * itself. */
#include "output.h"
#include "pdf_artifacts.h"
#include "pdf_file.h"
#include "pdf_finish.h"
#include "pdf_metadata.h"
#include "pdf_syntax.h"
#include "qdf.h"
#include "sample.h"
#include "srgb_profile.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define MARK "/Artifact BMC\n"
#define END "\nEMC"

struct fixture {
    struct arena *arena;
    struct text *text;
};

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_create();
    fixture->text = sample_text(fixture->arena);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    arena_destroy(fixture->arena);
    free(fixture);
    return 0;
}

/* decoration */

static void marked(struct fixture *f, const char *content, const char *expected)
{
    struct str out = str_init(f->arena);
    if (!pdf_artifacts_mark(f->arena, slice_of(content), &out))
        fail_msg("taken for damaged: %s", content);
    if (out.length != strlen(expected) || memcmp(out.at, expected, out.length) != 0)
        fail_msg("%s became %.*s, not %s", content, (int)out.length, str_text(&out), expected);
}

static void artifacts(void **state)
{
    struct fixture *f = *state;
    marked(f, "", "");
    marked(f, "1 0 0 -1 0 842 cm 0 g", "1 0 0 -1 0 842 cm 0 g");
    marked(f, "0 g 0 0 m 1 1 l S 1 w", "0 g " MARK "0 0 m 1 1 l S" END " 1 w");
    marked(f, "/P <</MCID 0>> BDC BT (x) Tj ET EMC", "/P <</MCID 0>> BDC BT (x) Tj ET EMC");
    marked(f, "0 0 1 1 re f /P<</MCID 0>>BDC 0 0 1 1 re f EMC 2 2 1 1 re f",
        MARK "0 0 1 1 re f" END " /P<</MCID 0>>BDC 0 0 1 1 re f EMC " MARK "2 2 1 1 re f" END);
    /* one stretch over state and whole pairs */
    marked(f, "q 0 0 1 1 re W n q /x1 Do Q Q 1 g 3 3 m 4 4 l S",
        MARK "q 0 0 1 1 re W n q /x1 Do Q Q 1 g 3 3 m 4 4 l S" END);
    marked(f, "BT 1 0 0 1 0 0 Tm (a) Tj ET", MARK "BT 1 0 0 1 0 0 Tm (a) Tj ET" END);
    marked(f, "q 1 0 0 1 0 0 cm Q", "q 1 0 0 1 0 0 cm Q");
}

/* Marks never lie across a bracket that holds something tagged. */
static void artifacts_brackets(void **state)
{
    struct fixture *f = *state;
    marked(f, "q 0 0 1 1 re f /P<</MCID 0>>BDC EMC 1 1 1 1 re f Q 2 2 1 1 re f",
        "q " MARK "0 0 1 1 re f" END " /P<</MCID 0>>BDC EMC " MARK "1 1 1 1 re f" END " Q " MARK
        "2 2 1 1 re f" END);
    marked(
        f, "/P<</MCID 0>>BDC q EMC 1 1 1 1 re f Q", "/P<</MCID 0>>BDC q EMC " MARK "1 1 1 1 re f" END " Q");
    marked(
        f, "q 1 1 1 1 re f /P<</MCID 0>>BDC Q EMC", "q " MARK "1 1 1 1 re f" END " /P<</MCID 0>>BDC Q EMC");
    marked(f, "BT (a) Tj /P<</MCID 0>>BDC (b) Tj EMC (c) ' ET",
        "BT " MARK "(a) Tj" END " /P<</MCID 0>>BDC (b) Tj EMC " MARK "(c) '" END " ET");
    marked(f, "/P<</MCID 0>>BDC /Span<</Lang(de)>>BDC EMC 0 0 1 1 re f EMC f",
        "/P<</MCID 0>>BDC /Span<</Lang(de)>>BDC EMC 0 0 1 1 re f EMC " MARK "f" END);
}

/* Words of operators where they are none */
static void artifacts_words(void **state)
{
    struct fixture *f = *state;
    marked(f, "/P<</MCID 0>>BDC BT (EMC \\) Q ( EMC)) Tj <45 4d43> Tj ET EMC",
        "/P<</MCID 0>>BDC BT (EMC \\) Q ( EMC)) Tj <45 4d43> Tj ET EMC");
    marked(f, "% S f Do (\n0 g %Q\r", "% S f Do (\n0 g %Q\r");
    marked(f, "/P<</MCID 0/T(\\\\)/X[1<</Do true>>]>>BDC EMC\n[(S)-3.5(f)]TJ",
        "/P<</MCID 0/T(\\\\)/X[1<</Do true>>]>>BDC EMC\n" MARK "[(S)-3.5(f)]TJ" END);
    marked(f, "/f gs /S Do", "/f gs " MARK "/S Do" END);
    /* images within the page: data of a known length that has EI in it, and of a filter */
    marked(f, "BI /W 4 /H 1 /BPC 8 /CS /G ID  EI EI 1 g",
        MARK "BI /W 4 /H 1 /BPC 8 /CS /G ID  EI EI" END " 1 g");
    marked(f, "BI/W 9/H 9/IM true/D[1 0]/F/Fl ID \x01\x02 EI \x05\xFF\x06 EI Q0",
        MARK "BI/W 9/H 9/IM true/D[1 0]/F/Fl ID \x01\x02 EI \x05\xFF\x06 EI" END " Q0");
    marked(f, "BI/W 2/H 1/BPC 8/CS/RGB ID a)<c( EI", MARK "BI/W 2/H 1/BPC 8/CS/RGB ID a)<c( EI" END);
}

static void artifacts_damaged(void **state)
{
    struct fixture *f = *state;
    static const char *const damaged[] = {"q", "Q", "EMC", "/P BMC", "(a", "<4x> Tj", "BT Q", "q ET", ")",
        "q BT Q ET", "BI /W 1 ID x", "BI /W 1", ">"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        struct str out = str_init(f->arena);
        if (pdf_artifacts_mark(f->arena, slice_of(damaged[i]), &out))
            fail_msg("taken for whole: %s", damaged[i]);
    }
}

/* syntax */

static void texts(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text, *written;
    } cases[] = {{"", "()"}, {"a (b) \\", "(a \\(b\\) \\\\)"}, {"\xC3\xA9", "<FEFF00E9>"},
        {"\xF0\x9F\x98\x80", "<FEFFD83DDE00>"}, {"a\nb", "<FEFF0061000A0062>"}, {"\xFF", "<FEFFFFFD>"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = str_init(f->arena);
        pdf_text_append(&out, cases[i].text);
        assert_string_equal(str_text(&out), cases[i].written);
    }
    struct str name = str_init(f->arena);
    pdf_name_append(&name, "text/csv #1");
    assert_string_equal(str_text(&name), "/text#2Fcsv#20#231");
}

static void dictionaries(void **state)
{
    struct fixture *f = *state;
    struct slice text =
        slice_of(" << /K [ 3 0 R << /P 1 >> ] /P 12 0 R/S/TD /T (/P 9 0 R) /N 3 >> endobj << /Q 1 >>");
    assert_int_equal(pdf_reference(pdf_value(text, "/P")), 12);
    assert_true(pdf_value_is(pdf_value(text, "/S"), "/TD"));
    assert_int_equal(pdf_reference(pdf_value(text, "/N")), 0);
    assert_int_equal(pdf_value(text, "/Q").length, 0);
    struct str out = str_init(f->arena);
    pdf_dictionary_append(&out, text, "/P 4 0 R/New true");
    assert_string_equal(
        str_text(&out), "<</K [ 3 0 R << /P 1 >> ]/S /TD/T (/P 9 0 R)/N 3/P 4 0 R/New true>>");
}

static void files_refused(void **state)
{
    struct fixture *f = *state;
    static const char *const files[] = {"", "%PDF-1.5", "startxref 0", "startxref 999",
        "xref 0 9 startxref\n0\n%%EOF", "xref\n0 1\n0000000000 65535 f \nstartxref\n0\n%%EOF"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct pdf_file file;
        struct slice slice = slice_of(files[i]);
        assert_false(
            pdf_file_open(&file, f->arena, (struct bytes){(const unsigned char *)slice.at, slice.length}));
        assert_non_null(file.fault);
        pdf_file_close(&file);
    }
}

/* pages */

static void words(struct fixture *f, struct scene *scene, double y, const char *string)
{
    scene_text(scene, text_shape(f->text, theme_style(STYLE_BODY), string), 20, y, ALIGN_START,
        (struct colour){.role = ROLE_INK});
}

static void block(
    struct fixture *f, struct scene *scene, struct scene_group group, double y, const char *string)
{
    scene_begin(scene, group);
    words(f, scene, y, string);
    scene_end(scene);
}

static void row(struct fixture *f, struct scene *scene, enum tag first, double y)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_TR});
    block(f, scene, (struct scene_group){.tag = first}, y, "head");
    block(f, scene, (struct scene_group){.tag = TAG_TD, .column_span = 2}, y, "cell");
    scene_end(scene);
}

static void item(struct fixture *f, struct scene *scene, bool continues, double y)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_ITEM, .continues = continues});
    if (!continues)
        block(f, scene, (struct scene_group){.tag = TAG_LABEL}, y, "1.");
    words(f, scene, y, "words of an item");
    scene_end(scene);
}

/* A paragraph, a table and a list that go on, a note each page, a figure in two parts with a caption between
 */
static struct scene *page(struct fixture *f, bool second)
{
    struct scene *scene = scene_create(f->arena, 300, 400);
    scene_begin(scene, (struct scene_group){.tag = TAG_DOCUMENT});
    scene_rule(scene, 0, 5, 300, 5, (struct colour){.role = ROLE_RULE}, 1, DASH_SOLID);
    scene_begin(
        scene, (struct scene_group){.tag = TAG_P, .continues = second, .language = second ? NULL : "de"});
    words(f, scene, 20, "one line");
    words(f, scene, 34, "another line");
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.tag = TAG_TABLE, .continues = second});
    if (!second)
        row(f, scene, TAG_TH, 60);
    row(f, scene, TAG_TH, 80);
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.tag = TAG_LIST, .continues = second});
    item(f, scene, second, 120);
    scene_end(scene);
    block(f, scene, (struct scene_group){.tag = TAG_NOTE}, 380, "note");
    return scene;
}

static const unsigned char DATA[] = "{\"a\": 1}";
static const struct pdf_attachment attachment = {"d\xC3\xA9"
                                                 "als.json",
    "application/json", "The data", {DATA, sizeof DATA - 1}};
static const struct provenance provenance = {
    .dataset = "d<&>.json", .dataset_hash = "00ff", .program = "dealbrief 9"};
static const struct pdf_options options = {.title = "A & \"B\"",
    .author = "An author",
    .language = "de",
    .creator = "dealbrief 9",
    .time = 1764806399,
    .provenance = &provenance,
    .attachments = &attachment,
    .attachment_count = 1};

static struct bytes written(
    struct fixture *f, struct scene *const *pages, size_t count, const struct pdf_options *how)
{
    struct diags *diags = diags_create();
    struct bytes pdf = {0};
    assert_true(pdf_write(f->arena, pages, count, how, &pdf, diags));
    diags_destroy(diags);
    return pdf;
}

static void counted(const char *text, const char *word, size_t expected)
{
    size_t found = qdf_count(text, word);
    if (found != expected)
        fail_msg("%s stands %zu times in the PDF, not %zu", word, found, expected);
}

/* Both pages hold half of it, and it is one of each. */
static void one_over_pages(void **state)
{
    struct fixture *f = *state;
    struct scene *pages[] = {page(f, false), page(f, true)};
    scene_end(pages[0]);
    scene_end(pages[1]);
    const char *text = qdf_text(f->arena, written(f, pages, 2, &options));
    static const struct {
        const char *word;
        size_t count;
    } tags[] = {{"/S /P\n", 1}, {"/S /Span\n", 0}, {"/S /Table\n", 1}, {"/S /TR\n", 3}, {"/S /TH\n", 3},
        {"/S /TD\n", 3}, {"/S /L\n", 1}, {"/S /LI\n", 1}, {"/S /Lbl\n", 1}, {"/S /LBody\n", 1},
        {"/S /Note\n", 2}, {"/S /Document\n", 1},
        /* the second page's lines, and its part of the item */
        {"/Type /MCR\n", 3}, {"/Lang (de)\n", 2}, {"/ColSpan 2\n", 3}, {"/Scope /Column\n", 1},
        {"/Scope /Row\n", 2}, {"/ListNumbering /Decimal\n", 1}, {"/ID (Note.000001)", 1},
        {"/ID (Note.000002)", 1}, {"(Note.00000", 4}, {"/Artifact BMC\n", 2}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        counted(text, tags[i].word, tags[i].count);
}

/* Where nothing came before, what goes on is a block of its own. */
static void nothing_before(void **state)
{
    struct fixture *f = *state;
    struct scene *pages[] = {page(f, true)};
    scene_end(pages[0]);
    const char *text = qdf_text(f->arena, written(f, pages, 1, &options));
    counted(text, "/S /P\n", 1);
    counted(text, "/S /Table\n", 1);
    counted(text, "/S /LBody\n", 1);
    counted(text, "/Type /MCR\n", 0);
}

static void figures(void **state)
{
    struct fixture *f = *state;
    struct scene *scene = scene_create(f->arena, 300, 400);
    scene_begin(scene, (struct scene_group){.tag = TAG_FIGURE, .alt = "\xE2\x82\xAC"});
    words(f, scene, 20, "above");
    block(f, scene, (struct scene_group){.tag = TAG_CAPTION}, 40, "caption");
    scene_begin(
        scene, (struct scene_group){.link = "https://example.org/", .link_width = 10, .link_height = 10});
    scene_rectangle(scene, 10, 300, 200, 50);
    scene_paint(scene, (struct paint){.fill = {ROLE_TINT}});
    words(f, scene, 310, "a link");
    scene_end(scene);
    scene_end(scene);
    block(f, scene, (struct scene_group){.tag = TAG_FIGURE}, 380, "only words");
    struct scene *pages[] = {scene};
    const char *text = qdf_text(f->arena, written(f, pages, 1, &options));
    counted(text, "/S /Figure\n", 2);
    counted(text, "/Alt <feff20ac>", 1);
    counted(text, "/Alt (only words)", 1);
    counted(text, "/S /Caption\n", 1);
    /* one box around both parts: from the tint's left and bottom to the first text's top */
    counted(text, "/BBox [\n      10\n      50\n      210\n", 1);
    counted(text, "/Placement /Block\n", 2);
    counted(text, "/Contents (a link)\n  /F 4\n", 1);
}

static void says_what_it_is(void **state)
{
    struct fixture *f = *state;
    struct scene *pages[] = {page(f, false)};
    scene_end(pages[0]);
    const char *text = qdf_text(f->arena, written(f, pages, 1, &options));
    static const char *const once[] = {
        "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>", "<rdf:li xml:lang=\"x-default\">A &amp; &quot;B&quot;</rdf:li>",
        "<xmp:CreateDate>2025-12-03T23:59:59Z</xmp:CreateDate>", "/CreationDate (D:20251203235959Z)",
        "<dealbrief:dataset>d&lt;&amp;&gt;.json<", "<dealbrief:datasetSha256>00ff<", "/DisplayDocTitle true",
        "/Marked true", "/GTS_PDFA1", "/AFRelationship /Data", "/Desc (The data)",
        "/Subtype /application#2fjson", "/Size 8\n", "/Tabs /S\n", "/Title (A & \"B\")", "/S /D\n",
        "{\"a\": 1}", "/EmbeddedFiles <<",
        /* printf '{"a": 1}' | md5sum */
        "/CheckSum <42b7b4f2921788ea14dac5566e6f06d0>"};
    for (size_t i = 0; i < sizeof once / sizeof *once; i++)
        counted(text, once[i], 1);
    counted(text, "/UF <feff006400e90061006c0073002e006a0073006f006e>", 1);
    counted(text, "/CIDToGIDMap /Identity", qdf_count(text, "/Subtype /CIDFontType2"));
}

static void same_and_linearised(void **state)
{
    struct fixture *f = *state;
    struct scene *pages[] = {page(f, false), page(f, true)};
    struct pdf_options web = options;
    scene_end(pages[0]);
    scene_end(pages[1]);
    web.linearised = true;
    struct bytes one = written(f, pages, 2, &options), two = written(f, pages, 2, &options);
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.at, two.at, one.length);
    struct bytes straight = written(f, pages, 2, &web), again = written(f, pages, 2, &web);
    assert_non_null(strstr(arena_strndup(f->arena, (const char *)straight.at, 200), "/Linearized 1"));
    assert_int_equal(straight.length, again.length);
    assert_memory_equal(straight.at, again.at, again.length);
}

static void empty_pages(void **state)
{
    struct fixture *f = *state;
    struct scene *pages[] = {scene_create(f->arena, 100, 100)};
    const char *text = qdf_text(f->arena, written(f, pages, 1, &options));
    counted(text, "/S /Document\n", 1);
    counted(text, "/Type /StructTreeRoot\n", 1);
}

static void finish_refuses(struct fixture *f, const struct pdf_drawing *drawing, const char *sentence)
{
    struct diags *diags = diags_create();
    struct bytes pdf = {0};
    size_t count;
    assert_false(pdf_finish(f->arena, drawing, &options, &pdf, diags));
    assert_null(pdf.at);
    const struct diag *told = diags_sorted(diags, &count);
    assert_int_equal(count, 1);
    assert_int_equal(told->code, DIAG_CANNOT_WRITE);
    if (!strstr(told->sentence, sentence))
        fail_msg("%s: does not say: %s", told->sentence, sentence);
    diags_destroy(diags);
}

/* A drawing whose tree is another than its marks say, or that is damaged, is not handed out. */
static void marks_disagree(void **state)
{
    struct fixture *f = *state;
    struct scene *pages[] = {page(f, false)};
    struct diags *diags = diags_create();
    struct pdf_drawing drawing;
    scene_end(pages[0]);
    assert_true(pdf_draw(f->arena, pages, 1, NULL, &drawing, diags));
    diags_destroy(diags);
    struct pdf_mark *marks = arena_array(f->arena, struct pdf_mark, drawing.mark_count);
    memcpy(marks, drawing.marks, drawing.mark_count * sizeof *marks);
    struct pdf_drawing other = {drawing.bytes, marks, drawing.mark_count, drawing.halos};
    struct bytes pdf = {0};
    assert_true(pdf_finish(f->arena, &other, &options, &pdf, NULL));
    other.mark_count--;
    finish_refuses(f, &other, "its structure is not the one that was drawn");
    other.mark_count++;
    marks[1].name = "H1";
    finish_refuses(f, &other, "its structure is not the one that was drawn");
    marks[1].name = "P";
    marks[2].depth = 1;
    finish_refuses(f, &other, "its structure is not the one that was drawn");
    struct pdf_drawing cut = {
        {drawing.bytes.at, drawing.bytes.length / 2}, drawing.marks, drawing.mark_count, drawing.halos};
    finish_refuses(f, &cut, "it has no cross-reference table");
    char *bytes = arena_strndup(f->arena, (const char *)drawing.bytes.at, drawing.bytes.length);
    struct pdf_drawing odd = {
        {(unsigned char *)bytes, drawing.bytes.length}, drawing.marks, drawing.mark_count, drawing.halos};
    memcpy(bytes, drawing.bytes.at, drawing.bytes.length);
    for (char *at = bytes; at < bytes + drawing.bytes.length - 12; at++)
        if (!memcmp(at, "stream\nx", 8))
            at[7] = 'y'; /* no stream of zlib begins so */
    finish_refuses(f, &odd, "a page's content cannot be read");
}

static void profile(void **state)
{
    struct fixture *f = *state;
    struct str out = str_init(f->arena);
    srgb_profile_append(&out);
    const unsigned char *at = (const unsigned char *)out.at;
    assert_int_equal(out.length, 496);
    assert_int_equal(at[2] << 8 | at[3], 496);
    assert_memory_equal(at + 12, "mntrRGB XYZ ", 12);
    assert_memory_equal(at + 36, "acsp", 4);
    assert_int_equal(at[131], 10); /* tags */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(artifacts),
        cmocka_unit_test(artifacts_brackets),
        cmocka_unit_test(artifacts_words),
        cmocka_unit_test(artifacts_damaged),
        cmocka_unit_test(texts),
        cmocka_unit_test(dictionaries),
        cmocka_unit_test(files_refused),
        cmocka_unit_test(one_over_pages),
        cmocka_unit_test(nothing_before),
        cmocka_unit_test(figures),
        cmocka_unit_test(says_what_it_is),
        cmocka_unit_test(same_and_linearised),
        cmocka_unit_test(empty_pages),
        cmocka_unit_test(marks_disagree),
        cmocka_unit_test(profile),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
