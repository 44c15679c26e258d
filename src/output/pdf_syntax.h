/* SPDX-License-Identifier: MIT */
/*
 * pdf_syntax: the words that PDF files and their page descriptions are made of (ISO 32000-1, 7.2 and 7.3).
 *
 * Bytes are read into tokens, exactly and without a copy; strings and numbers are written. It refuses to know
 * what they mean.
 */
#ifndef DEALBRIEF_PDF_SYNTAX_H
#define DEALBRIEF_PDF_SYNTAX_H

#include "file.h"
#include "str.h"

enum pdf_token_kind {
    PDF_END,    /* of the bytes */
    PDF_FAULT,  /* a string or a hex string that does not end, a bracket that opens nothing */
    PDF_NUMBER, /* -.5 */
    PDF_NAME,   /* /Artifact, with its slash */
    PDF_STRING, /* (a(b)\)), with its brackets; <00A0> */
    PDF_OPEN,   /* [ or << */
    PDF_CLOSE,  /* ] or >> */
    PDF_WORD,   /* an operator or keyword: BDC, true, R */
};

struct pdf_token {
    enum pdf_token_kind kind;
    struct slice text;
};

/* The next token at or after *at, which is moved past it; white space and comments are passed over. */
struct pdf_token pdf_token_next(const char **at, const char *end);
bool pdf_token_is(struct pdf_token token, const char *text);
/* A whole number; false: it is none, or out of range */
bool pdf_token_int(struct pdf_token token, int *value);

enum pdf_class { PDF_REGULAR, PDF_SPACE, PDF_DELIMITER };
extern const unsigned char pdf_classes[256];

static inline bool pdf_is_space(char c)
{
    return pdf_classes[(unsigned char)c] == PDF_SPACE;
}

/* Neither white space nor a delimiter? */
static inline bool pdf_is_regular(char c)
{
    return pdf_classes[(unsigned char)c] == PDF_REGULAR;
}

/* A text string (7.9.2.2): ASCII as it is, else UTF-16 with its mark */
void pdf_text_append(struct str *out, const char *utf8);
/* 0 or more */
void pdf_number_append(struct str *out, int number);
/* "12 0 R " */
void pdf_reference_append(struct str *out, int object);
/* A byte string in hex */
void pdf_bytes_append(struct str *out, const void *bytes, size_t length);
/* A name, with its slash; what cannot stand in one as #xx */
void pdf_name_append(struct str *out, const char *name);

#endif
