/* SPDX-License-Identifier: MIT */
#include "inspect.h"
#include "output.h"
#include "support.h"
#include "xml_read.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

struct look {
    struct arena *arena;
    struct diags *diags;
    struct inspection inspection;
};

static int look_open(void **state)
{
    struct look *look = calloc(1, sizeof *look);
    look->arena = arena_create();
    look->diags = diags_create();
    *state = look;
    return 0;
}

static int look_close(void **state)
{
    struct look *look = *state;
    diags_destroy(look->diags);
    arena_destroy(look->arena);
    free(look);
    return 0;
}

static bool inspected(struct look *look, const void *bytes, size_t length)
{
    return inspect_read(
        look->arena, "a.file", (struct bytes){bytes, length}, NULL, &look->inspection, look->diags);
}

static bool text_inspected(struct look *look, const char *text)
{
    return inspected(look, text, strlen(text));
}

static void value_is(struct look *look, const char *key, const char *value)
{
    const char *found = inspection_value(&look->inspection, key);
    if (!found || strcmp(found, value) != 0)
        fail_msg("%s is %s, not %s", key, found ? found : "absent", value);
}

static struct bytes png_made(struct look *look, const struct provenance *provenance)
{
    struct bytes png = {0};
    struct scene *scene = scene_create(look->arena, 12, 8);
    scene_describe(scene, "dealbrief", "dealbrief: dataset=other.json", "en");
    assert_true(png_write(
        look->arena, scene, &(struct png_options){.scale = 1, .provenance = provenance}, &png, look->diags));
    return png;
}

static const struct provenance whole = {
    "a; 100%.json", "00ff", "2025-12", "dealbrief 9", "weekly.md", NULL, "ink"};

static void png(void **state)
{
    struct look *look = *state;
    struct bytes bytes = png_made(look, &whole);
    assert_true(inspected(look, bytes.at, bytes.length));
    assert_string_equal(look->inspection.kind, "PNG");
    assert_int_equal(look->inspection.fields.count, 6);
    value_is(look, "dataset", "a; 100%.json");
    value_is(look, "dataset-sha256", "00ff");
    value_is(look, "as-of", "2025-12");
    value_is(look, "program", "dealbrief 9");
    value_is(look, "template", "weekly.md");
    value_is(look, "style", "ink");
    assert_null(inspection_value(&look->inspection, "template-sha256"));
}

/* A PNG that ends anywhere, or whose lengths lie, is refused and never read past its end. */
static void png_damaged(void **state)
{
    struct look *look = *state;
    struct bytes bytes = png_made(look, &whole);
    for (size_t length = 0; length < bytes.length; length++) {
        unsigned char *part = malloc(length + !length); /* of this size, so that a sanitizer sees its end */
        memcpy(part, bytes.at, length);
        bool read = inspected(look, part, length);
        if (read) /* only where a whole number of chunks is left, the text among them */
            value_is(look, "program", "dealbrief 9");
        free(part);
    }
    unsigned char *changed = malloc(bytes.length);
    for (size_t at = 8; at < bytes.length; at++) {
        memcpy(changed, bytes.at, bytes.length);
        changed[at] = 0xFF;
        inspected(look, changed, bytes.length);
    }
    free(changed);
    bytes = png_made(look, NULL);
    assert_false(inspected(look, bytes.at, bytes.length));
    assert_true(diags_has(look->diags, DIAG_INSPECT_UNKNOWN));
}

/* What the writer says of itself, through its own escapes; words of the figure that look like it are not it. */
static void svg_written(void **state)
{
    struct look *look = *state;
    struct bytes bytes = {0};
    struct scene *scene = scene_create(look->arena, 12, 8);
    struct provenance hostile = whole;
    hostile.dataset = "a\" onload=\"x; <b>&--.json";
    scene_describe(scene, "dealbrief: dataset=other.json", " data-dealbrief=\"dataset=other.json\"", "en");
    assert_true(svg_write(look->arena, NULL, scene,
        &(struct svg_options){.text = SVG_TEXT_PLAIN, .provenance = &hostile}, &bytes, look->diags));
    assert_true(inspected(look, bytes.at, bytes.length));
    assert_string_equal(look->inspection.kind, "SVG");
    assert_int_equal(look->inspection.fields.count, 6);
    value_is(look, "dataset", hostile.dataset);
    value_is(look, "style", "ink");
}

static void svg(void **state)
{
    struct look *look = *state;
    assert_true(text_inspected(look,
        "<svg xmlns=\"x\"><metadata id=\"p\">dealbrief: dataset=A &amp; B%3B&#x43;.json; "
        "as-of=2025; evil=1; as-of=1999;; =; template</metadata></svg>"));
    assert_string_equal(look->inspection.kind, "SVG");
    assert_int_equal(look->inspection.fields.count, 2);
    value_is(look, "dataset", "A & B;C.json");
    value_is(look, "as-of", "2025");
    assert_false(text_inspected(look, "<svg></svg>"));
    assert_false(text_inspected(look, "<svg><metadata>dealbrief: dataset=a.json"));
    assert_false(text_inspected(look, "<svg><text>dealbrief: nothing</text></svg>"));
}

static void html(void **state)
{
    struct look *look = *state;
    assert_true(text_inspected(look, "<!DOCTYPE html><html lang=\"en\"><head><meta name=\"dealbrief\" "
                                     "content=\"dataset=a&quot;.json\"></head><svg></svg>"));
    assert_string_equal(look->inspection.kind, "HTML");
    value_is(look, "dataset", "a\".json");
}

/* What a terminal would obey, or an eye be misled by, is shown as a question mark. */
static void cleaned(void **state)
{
    struct look *look = *state;
    assert_true(text_inspected(look, "<svg><metadata>dealbrief: dataset=a\x1b[31mb\xe2\x80\xae"
                                     "c\xff\n.json; style=%1b%00x</metadata></svg>"));
    value_is(look, "dataset", "a?[31mb?c??.json");
    value_is(look, "style", "??x");
}

static void others(void **state)
{
    struct look *look = *state;
    assert_false(text_inspected(look, ""));
    assert_false(text_inspected(look, "{}"));
    assert_false(text_inspected(look, "%PDF-1.7\n"));
    assert_false(text_inspected(look, "%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF"));
    size_t count;
    const struct diag *all = diags_sorted(look->diags, &count);
    assert_int_equal(count, 2); /* the same is told once */
    assert_string_equal(all[0].sentence, "the file is none of the kinds that say where they come from");
}

/* One file attached to a PDF of one empty page */
static struct bytes pdf_made(struct look *look, const char *filter, struct bytes content)
{
    struct str out = str_init(look->arena);
    size_t offsets[7];
    const char *const objects[] = {"<< /Type /Catalog /Pages 2 0 R /AF [4 0 R] /Metadata 6 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        "<< /Type /Filespec /UF (../../a.json) /EF << /F 5 0 R >> >>"};
    static const char metadata[] = "<dealbrief:asOf>2025</dealbrief:asOf>";
    str_append(&out, "%PDF-1.7\n");
    for (size_t i = 0; i < 4; i++) {
        offsets[i + 1] = out.length;
        str_printf(&out, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
    offsets[5] = out.length;
    str_printf(&out, "5 0 obj\n<< %s /Length %zu >>\nstream\n", filter, content.length);
    str_append_bytes(&out, content.at, content.length);
    str_append(&out, "\nendstream\nendobj\n");
    offsets[6] = out.length;
    str_printf(
        &out, "6 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n", strlen(metadata), metadata);
    size_t table = out.length;
    str_append(&out, "xref\n0 7\n0000000000 65535 f \n");
    for (size_t i = 1; i < 7; i++)
        str_printf(&out, "%010zu 00000 n \n", offsets[i]);
    str_printf(&out, "trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", table);
    return (struct bytes){(const unsigned char *)out.at, out.length};
}

static struct bytes deflated(struct look *look, size_t zeros)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(1);
    size_t bound = libdeflate_zlib_compress_bound(compressor, zeros);
    unsigned char *from = calloc(zeros, 1), *to = malloc(bound);
    size_t length = libdeflate_zlib_compress(compressor, from, zeros, to, bound);
    struct bytes bytes = {
        (const unsigned char *)arena_strndup(look->arena, (const char *)to, length), length};
    libdeflate_free_compressor(compressor);
    free(from);
    free(to);
    return bytes;
}

static size_t files_found(struct look *look, const char *filter, struct bytes content)
{
    struct bytes pdf = pdf_made(look, filter, content);
    assert_true(inspected(look, pdf.at, pdf.length));
    value_is(look, "as-of", "2025");
    return look->inspection.files.count;
}

/* What is attached is unpacked up to the limit and not beyond; names lose their folders. */
static void pdf_attached(void **state)
{
    struct look *look = *state;
    struct bytes plain = {(const unsigned char *)"{}", 2};
    assert_int_equal(files_found(look, "", plain), 1);
    assert_string_equal(look->inspection.files.at[0].name, "a.json");
    assert_int_equal(look->inspection.files.at[0].bytes.length, 2);
    assert_int_equal(files_found(look, "/Filter /FlateDecode", deflated(look, 100000)), 1);
    assert_int_equal(look->inspection.files.at[0].bytes.length, 100000);
    size_t most = limit_of(NULL, LIMIT_BYTES);
    assert_int_equal(files_found(look, "/Filter /FlateDecode", deflated(look, most)), 1);
    struct bytes long_one = pdf_made(look, "/Filter /FlateDecode", deflated(look, most + 1));
    assert_false(inspected(look, long_one.at, long_one.length));
    assert_true(diags_has(look->diags, DIAG_LIMIT_INPUT));
    assert_int_equal(files_found(look, "/Filter /FlateDecode", plain), 0);
    assert_int_equal(files_found(look, "/Filter /LZWDecode", plain), 0);
}

static void unescaped_is(struct look *look, const char *text, const char *expected)
{
    struct slice found = xml_unescaped(look->arena, slice_of(text));
    assert_string_equal(found.at, expected);
}

static void xml(void **state)
{
    struct look *look = *state;
    struct slice found;
    unescaped_is(look, "a &lt;b&gt; &quot;c&quot; &apos; &amp;amp;", "a <b> \"c\" ' &amp;");
    unescaped_is(look, "&#233;&#xe9;&#xE9;", "ééé");
    unescaped_is(look, "&#xD800; &#1114112; &#; &#x; &#0; &; &lt &nbsp; &#99999999999;",
        "&#xD800; &#1114112; &#; &#x; &#0; &; &lt &nbsp; &#99999999999;");
    assert_true(xml_element_find(slice_of("<a><b>1</b><b>2</b></a>"), "b", &found));
    assert_true(slice_equals(found, "1"));
    assert_false(xml_element_find(slice_of("<b>1</c>"), "b", &found));
    assert_false(xml_element_find(slice_of("<b"), "b", &found));
    assert_true(xml_text_find((struct slice){"a\0bc", 4}, "bc", &found));
    assert_false(xml_text_find((struct slice){"a\0bc", 3}, "bc", &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(png, look_open, look_close),
        cmocka_unit_test_setup_teardown(png_damaged, look_open, look_close),
        cmocka_unit_test_setup_teardown(svg_written, look_open, look_close),
        cmocka_unit_test_setup_teardown(svg, look_open, look_close),
        cmocka_unit_test_setup_teardown(html, look_open, look_close),
        cmocka_unit_test_setup_teardown(cleaned, look_open, look_close),
        cmocka_unit_test_setup_teardown(others, look_open, look_close),
        cmocka_unit_test_setup_teardown(pdf_attached, look_open, look_close),
        cmocka_unit_test_setup_teardown(xml, look_open, look_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
