/* SPDX-License-Identifier: MIT */
/* How a PDF is written: what is left out, where objects stand together, and how they are found again. */
#include "pdf_pack.h"
#include "qdf.h"
#include "support.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

static int setup(void **state)
{
    *state = arena_create();
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(*state);
    return 0;
}

static const char CATALOG[] = "<< /Type /Catalog\n   /Pages 2 0 R >>",
                  PAGES[] = "<</Type/Pages/Count 0/Kids[]>>";

/* A file as cairo writes them: objects from number 1 on, one table. NULL: there is none of this number */
static struct bytes source(struct arena *arena, const char *const *objects, size_t count)
{
    struct str out = str_init(arena), table = str_init(arena);
    str_append(&out, "%PDF-1.5\n");
    for (size_t i = 0; i < count; i++) {
        str_printf(&table, "%010zu 00000 %c \n", objects[i] ? out.length : 0, objects[i] ? 'n' : 'f');
        if (objects[i])
            str_printf(&out, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
    size_t at = out.length;
    str_printf(&out,
        "xref\n0 %zu\n0000000000 65535 f \n%strailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
        count + 1, str_text(&table), count + 1, at);
    return (struct bytes){(const unsigned char *)out.at, out.length};
}

static void opened(struct pdf_file *file, struct arena *arena, const char *const *objects, size_t count)
{
    if (!pdf_file_open(file, arena, source(arena, objects, count)))
        fail_msg("%s", file->fault);
}

/* Packed, with an information dictionary of its own; the file is closed. */
static struct bytes packed(struct pdf_file *file, const char *info)
{
    struct bytes pdf = pdf_pack(file, 1, pdf_file_add(file, info));
    pdf_file_close(file);
    return pdf;
}

static const char *find(struct bytes pdf, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= pdf.length; i++)
        if (!memcmp(pdf.at + i, word, length))
            return (const char *)pdf.at + i;
    return NULL;
}

static size_t count_of(struct bytes pdf, const char *word)
{
    size_t count = 0;
    for (const char *at; (at = find(pdf, word)); count++)
        pdf = (struct bytes){
            (const unsigned char *)at + 1, (size_t)(pdf.at + pdf.length - (const unsigned char *)at) - 1};
    return count;
}

/* The first object stream, or what else begins so, unpacked */
static struct bytes unpacked(struct arena *arena, struct bytes pdf, const char *word)
{
    const char *at = find(pdf, word);
    assert_non_null(at);
    size_t length = strtoul(strstr(at, "/Length ") + strlen("/Length "), NULL, 10), got;
    const char *stream = strstr(at, "stream\n") + strlen("stream\n");
    assert_memory_equal(stream + length, "\nendstream\nendobj\n", 18);
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    unsigned char *out = arena_alloc(arena, 1 << 20);
    assert_int_equal(
        libdeflate_zlib_decompress(decompressor, stream, length, out, 1 << 20, &got), LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(decompressor);
    return (struct bytes){out, got};
}

static void says(struct bytes bytes, const char *text)
{
    if (bytes.length != strlen(text) || memcmp(bytes.at, text, bytes.length) != 0)
        fail_msg("%.*s is not %s", (int)bytes.length, (const char *)bytes.at, text);
}

/* Numbers and offsets, then objects without the white space that parts nothing. What nothing leads to, and
   the length that a stream has now in its dictionary, are left out. */
static void together(void **state)
{
    struct arena *arena = *state;
    static const char *const objects[] = {CATALOG, "<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R\n /MediaBox [ 0 0 9 9 ] /T (a  \\( b) /Gone 99 0 R >>",
        "<< /Length 5 0 R >>\nstream\n0 0 9 9 re f\nendstream", "12", "(nobody's)", NULL};
    struct pdf_file file;
    opened(&file, arena, objects, 7);
    struct bytes pdf = packed(&file, "<</Title(5  0 R\\))>>");
    says(unpacked(arena, pdf, "<</Type/ObjStm/N 5/First 26/"),
        "1 0\n2 30\n3 66\n5 150\n8 153\n"
        "<</Type/Catalog/Pages 2 0 R>>\n"
        "<</Type/Pages/Count 1/Kids[3 0 R]>>\n"
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]/T(a  \\( b)/Gone 99 0 R>>\n"
        "12\n<</Title(5  0 R\\))>>\n");
    assert_non_null(find(pdf, "4 0 obj\n<</Length 12>>\nstream\n0 0 9 9 re f\nendstream\n"));
    assert_null(strstr(qdf_text(arena, pdf), "nobody"));
}

static size_t number_after(struct bytes pdf, const char *word)
{
    const char *at = find(pdf, word);
    assert_non_null(at);
    return strtoul(at + strlen(word), NULL, 10);
}

/* Rows of the cross-reference stream, whose predictor is Up: a kind, a place of `width` bytes, an index */
static void entry_is(struct arena *arena, struct bytes pdf, size_t width, size_t number, const char *hex)
{
    struct bytes rows = unpacked(arena, pdf, "<</Type/XRef");
    size_t row = width + 3;
    struct str found = str_init(arena);
    assert_int_equal(rows.length, row * number_after(pdf, "/XRef/Size "));
    for (size_t k = 1; k < row; k++) {
        unsigned sum = 0;
        for (size_t i = 0; i <= number; i++)
            sum += rows.at[i * row + k];
        str_printf(&found, "%02X", sum & 0xFF);
    }
    assert_string_equal(str_text(&found), hex);
}

static void places(void **state)
{
    struct arena *arena = *state;
    static const char *const objects[] = {CATALOG, PAGES, "(no one's)"};
    struct pdf_file file;
    opened(&file, arena, objects, 3);
    struct bytes pdf = packed(&file, "<</Title(x)>>");
    /* the object stream is number 5, right behind the 15 bytes of the head, the table number 6 */
    assert_non_null(find(pdf, "<</Type/XRef/Size 7/W[1 1 1]/Root 1 0 R/Info 4 0 R/ID[<"));
    entry_is(arena, pdf, 1, 0, "000000");
    entry_is(arena, pdf, 1, 1, "020500");
    entry_is(arena, pdf, 1, 2, "020501");
    entry_is(arena, pdf, 1, 3, "000000");
    entry_is(arena, pdf, 1, 4, "020502");
    entry_is(arena, pdf, 1, 5, "010F00");
    size_t table = number_after(pdf, "startxref\n");
    assert_memory_equal(pdf.at + table, "6 0 obj\n<</Type/XRef", 20);
    entry_is(arena, pdf, 1, 6, arena_printf(arena, "01%02zX00", table));
}

/* Places that take more than two bytes */
static void wide(void **state)
{
    struct arena *arena = *state;
    static const char *const objects[] = {CATALOG, PAGES};
    static unsigned char bytes[70000];
    struct pdf_file file;
    opened(&file, arena, objects, 2);
    int first = pdf_file_add_stream(&file, "/One 1", (struct bytes){bytes, sizeof bytes}, true);
    int second = pdf_file_add_stream(&file, "/Two 2", (struct bytes){bytes, 3}, true);
    struct bytes pdf = packed(&file, arena_printf(arena, "<</A %d 0 R/B %d 0 R>>", first, second));
    assert_non_null(find(pdf, "/W[1 3 1]"));
    /* 15 of the head, "3 0 obj\n<</One 1/Length 70000>>\nstream\n" 39, 70000, "\nendstream\nendobj\n" 18 */
    entry_is(arena, pdf, 3, 3, "0100000F00");
    entry_is(arena, pdf, 3, 4, "010111B800");
    assert_memory_equal(pdf.at + 0x0111B8, "4 0 obj\n", 8);
    assert_non_null(strstr(qdf_text(arena, pdf), "/Two 2\n"));
}

/* More than stand together in one stream; indices begin anew in each */
static void many(void **state)
{
    struct arena *arena = *state;
    static const char *const objects[] = {CATALOG, PAGES};
    struct str info = str_init(arena);
    struct pdf_file file;
    opened(&file, arena, objects, 2);
    str_append(&info, "<</All[");
    for (int i = 0; i < 1000; i++)
        str_printf(&info, "%d 0 R ", pdf_file_add(&file, arena_printf(arena, "(object %d)", i)));
    str_append(&info, "]>>");
    struct bytes pdf = packed(&file, str_text(&info));
    assert_int_equal(count_of(pdf, "/Type/ObjStm/N 200/"), 5);
    assert_int_equal(count_of(pdf, "/Type/ObjStm/N 3/"), 1);
    const char *text = qdf_text(arena, pdf);
    for (int i = 0; i < 1000; i += 37)
        assert_int_equal(qdf_count(text, arena_printf(arena, "(object %d)", i)), 1);
    /* objects 1 to 1003, streams from 1004 on: 200 stands last in the first, 201 first in the second */
    entry_is(arena, pdf, 2, 200, "0203ECC7");
    entry_is(arena, pdf, 2, 201, "0203ED00");
}

/* Bytes in, bytes out; the identifier is of all of them. */
static void same(void **state)
{
    struct arena *arena = *state;
    static const char *const objects[] = {CATALOG, PAGES};
    struct bytes pdfs[3];
    static const char *const infos[] = {"<</Title(x)>>", "<</Title(x)>>", "<</Title(y)>>"};
    for (size_t i = 0; i < 3; i++) {
        struct pdf_file file;
        opened(&file, arena, objects, 2);
        pdfs[i] = packed(&file, infos[i]);
    }
    assert_int_equal(pdfs[0].length, pdfs[1].length);
    assert_memory_equal(pdfs[0].at, pdfs[1].at, pdfs[0].length);
    const char *id = find(pdfs[0], "/ID[<"), *other = find(pdfs[2], "/ID[<");
    assert_memory_equal(id + 5, id + 5 + 34, 32); /* twice the same in a file that was never changed */
    assert_true(memcmp(id + 5, other + 5, 32) != 0);
    assert_memory_equal(pdfs[0].at, "%PDF-1.7\n%\xBF\xF7\xA2\xFE\n", 15);
}

/* Strings that do not end, references into nothing and beyond all numbers */
static void odd(void **state)
{
    struct arena *arena = *state;
    static const char *const objects[] = {
        CATALOG, PAGES, "<</A (never  ended", "<</R 0 R/B 0 0 R/C 99999999999 0 R/D 5 0 R>>"};
    struct pdf_file file;
    opened(&file, arena, objects, 4);
    struct bytes pdf = packed(&file, "<</A 3 0 R/B 4 0 R>>");
    struct bytes all = unpacked(arena, pdf, "<</Type/ObjStm/N 5/");
    assert_non_null(find(all, "\n<</A(never  ended\n"));
    assert_non_null(find(all, "\n<</R 0 R/B 0 0 R/C 99999999999 0 R/D 5 0 R>>\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together),
        cmocka_unit_test(places),
        cmocka_unit_test(wide),
        cmocka_unit_test(many),
        cmocka_unit_test(same),
        cmocka_unit_test(odd),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
