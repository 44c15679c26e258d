/* SPDX-License-Identifier: MIT */
/*
 * pdf_file: a PDF in memory, its objects by number, and what is to be said anew of them.
 *
 * It reads files with one cross-reference table and no object streams, as cairo writes them. What changes is
 * gathered as an incremental update (ISO 32000-1, 7.5.6): nothing of the file is touched until both are put
 * together.
 */
#ifndef DEALBRIEF_PDF_FILE_H
#define DEALBRIEF_PDF_FILE_H

#include "file.h"
#include "list.h"
#include "pdf_syntax.h"

struct pdf_update {
    int object;
    size_t offset; /* in the update */
};

struct pdf_file {
    struct arena *arena;
    struct slice bytes;
    const size_t *offsets; /* of objects; 0: there is none of this number */
    int count;             /* objects that are there, number 0 included */
    int next;              /* the number of a new one */
    struct slice trailer;  /* from its << */
    size_t table;          /* where the cross-reference table begins */
    struct str text;       /* the update */
    LIST(struct pdf_update) updates;
    const char *fault; /* what is wrong; NULL: nothing. Once there is one, what is read is nothing */
};

/* false: no such file; its fault says so */
bool pdf_file_open(struct pdf_file *file, struct arena *arena, struct bytes bytes);
/* From the first byte of an object's value on; empty: there is none */
struct slice pdf_file_object(struct pdf_file *file, int object);
/* What a reference leads to, over any number of them; else the value itself */
struct slice pdf_file_resolve(struct pdf_file *file, struct slice value);
/* A stream's bytes, decoded: it has the filter FlateDecode or none */
bool pdf_file_stream(struct pdf_file *file, struct slice object, struct bytes *bytes);

/* Says an object anew, once each. */
void pdf_file_put(struct pdf_file *file, int object, const char *text);
/* entries: of its dictionary but the length; deflated unless it is `plain` */
void pdf_file_put_stream(
    struct pdf_file *file, int object, const char *entries, struct bytes bytes, bool plain);
/* New objects; their numbers */
int pdf_file_number(struct pdf_file *file);
int pdf_file_add(struct pdf_file *file, const char *text);
int pdf_file_add_stream(struct pdf_file *file, const char *entries, struct bytes bytes, bool plain);
/* The file and its update; trailer: entries besides those that it has */
struct bytes pdf_file_joined(struct pdf_file *file, const char *trailer);

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
