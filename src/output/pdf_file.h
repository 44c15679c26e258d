/* SPDX-License-Identifier: MIT */
/*
 * pdf_file: a PDF in memory, its objects by number, and what is to be said anew of them.
 *
 * It reads files with one cross-reference table and no object streams, as cairo writes them. Nothing of the
 * file is touched: what changes is kept beside it until all is written (pdf_pack.h).
 */
#ifndef DEALBRIEF_PDF_FILE_H
#define DEALBRIEF_PDF_FILE_H

#include "file.h"
#include "list.h"
#include "pdf_syntax.h"

struct libdeflate_compressor;
struct libdeflate_decompressor;

struct pdf_object {
    struct slice value;  /* all of it; of a stream: its dictionary, with its length in it */
    struct bytes stream; /* what it holds, encoded */
    bool is_stream;
};

struct pdf_update {
    int number;
    struct pdf_object object;
};

struct pdf_file {
    struct arena *arena;
    struct slice bytes;
    const size_t *offsets; /* of objects; 0: there is none of this number */
    const size_t *ends;    /* where the next in the file begins */
    int count;             /* objects that are there, number 0 included */
    int next;              /* the number of a new one */
    struct slice trailer;  /* from its << */
    size_t table;          /* where the cross-reference table begins */
    LIST(struct pdf_update) updates;
    const char *fault; /* what is wrong; NULL: nothing. Once there is one, what is read is nothing */
    struct libdeflate_compressor *compressor;
    struct libdeflate_decompressor *decompressor;
    struct str unpacked, packed; /* room that each stream uses again */
};

/* false: no such file; its fault says so. Either way it is to be closed: what was put and read is the
 * arena's. */
bool pdf_file_open(struct pdf_file *file, struct arena *arena, struct bytes bytes);
void pdf_file_close(struct pdf_file *file);
/* From the first byte of an object's value to the next object; empty: there is none */
struct slice pdf_file_object(const struct pdf_file *file, int number);
/* What a reference leads to, over any number of them; else the value itself */
struct slice pdf_file_resolve(const struct pdf_file *file, struct slice value);
/* A stream's bytes, decoded: it has the filter FlateDecode or none. They are there until the next is read. */
bool pdf_file_stream(struct pdf_file *file, struct slice object, struct bytes *bytes);
/* An object as it stands in the file, the length of a stream in its dictionary; false: there is none */
bool pdf_file_copy(struct pdf_file *file, int number, struct pdf_object *object);
/* In zlib's format, by the file's compressor; there until the next is deflated */
struct bytes pdf_file_deflated(struct pdf_file *file, struct bytes bytes);

/* Says an object anew, once each. The text is borrowed until all is written, as are bytes that stay plain. */
void pdf_file_put(struct pdf_file *file, int number, const char *text);
/* entries: of its dictionary but the length; deflated unless it is `plain` */
void pdf_file_put_stream(
    struct pdf_file *file, int number, const char *entries, struct bytes bytes, bool plain);
/* New objects; their numbers */
int pdf_file_number(struct pdf_file *file);
int pdf_file_add(struct pdf_file *file, const char *text);
int pdf_file_add_stream(struct pdf_file *file, const char *entries, struct bytes bytes, bool plain);

/* dictionaries: from their << */

/* From the value of a key on; empty: there is no such key. Dictionaries inside are not looked into. */
struct slice pdf_value(struct slice dictionary, const char *key);
/* The number of the object that a value refers to; 0: it is no reference */
int pdf_reference(struct slice value);
bool pdf_value_is(struct slice value, const char *word);
/* The next pair of a dictionary. at: its text first, then moved on; false: there is none */
bool pdf_pair_next(struct slice *at, struct slice *key, struct slice *value);
/* The dictionary without the keys that entries has, and with entries, whose values may be null: that removes
 * one */
void pdf_dictionary_append(struct str *out, struct slice dictionary, const char *entries);

#endif
