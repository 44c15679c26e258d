/* SPDX-License-Identifier: MIT */
/*
 * fields: JSON values → members of structs, by tables.
 *
 * A table of rules says for an object which keys it knows, which C member each fills and how it is read;
 * object_read walks the object, notes where every field stands, warns of keys that no rule names and asks for
 * those that are required. A value that cannot be read adds one error and leaves its member as if absent.
 * Knows the kinds of values of the format, not its objects.
 */
#ifndef DEALBRIEF_FIELDS_H
#define DEALBRIEF_FIELDS_H

#include "dataset.h"
#include "json.h"

#include <assert.h>
#include <stddef.h>

/* A value; its path in the dataset, "deals[3].from", is made when somebody asks for it */
struct node {
    const struct json *json;
};

/* The ids of one list, sorted. Where an id stands twice the first counts. */
struct id_index {
    const char *noun; /* "party" */
    const char *list; /* "parties" */
    enum diag_code unknown;
    struct id_entry {
        const char *id;
        size_t index;
        const struct json *json;
    } * entries;
    size_t count;
    const char **words; /* the same ids, for suggestions; made when first needed */
    bool broken;        /* the list itself could not be read: what refers to it is not to blame */
    bool lost;          /* some entry has no id of its own: missing, unreadable or taken */
    bool *cited;        /* by position in the list */
    size_t *stamps;     /* by position: the last list of references that named it */
};

struct loader {
    struct arena *arena;
    struct diags *diags;
    struct dataset *dataset;
    const struct json *root;
    const struct limits *limits;
    const char *currency; /* of amounts without one, here: the deal's or the dataset's */
    struct id_index parties, deals, sources;
    size_t suggestions_left; /* comparisons; suggesting must not take longer than reading */
    const char *hints[LIMIT_COUNT]; /* made when first needed */
    size_t faults[2];        /* by severity */
    size_t stamp;
    bool rates_broken; /* some exchange rate could not be read: a missing one is not to blame */
    bool hopeless;     /* a list was read for its faults alone: indices lead nowhere */
};

/* How a field is written: what the schema says of it, and how a spreadsheet holds it. */
enum form {
    FORM_NAME,       /* a string, at most LIMIT_NAME */
    FORM_TEXT,       /* a string, at most LIMIT_TEXT */
    FORM_VERSION,    /* "1" */
    FORM_ID,         /* what others refer to */
    FORM_REFERENCE,  /* one id */
    FORM_REFERENCES, /* an id or a list of ids */
    FORM_NAMES,      /* a list of strings */
    FORM_WORD,       /* one of a vocabulary; more: struct vocabulary */
    FORM_TRISTATE,   /* true, false or null */
    FORM_DATE,
    FORM_AMOUNT,         /* a string, a number or an object of ends */
    FORM_NUMBER_OR_NAME, /* a number or a string */
    FORM_YEARS,          /* a number of years, or "5-7" */
    FORM_YEAR,           /* a number or a string of four digits */
    FORM_PERCENT,        /* a number from 0 to 100 */
    FORM_FRACTION,       /* a number from 0 to 1 */
    FORM_MET,            /* true, false or a date */
    FORM_LEI,
    FORM_COUNTRY,
    FORM_CURRENCY,
    FORM_COLOUR,
    FORM_URL,
    FORM_SPLIT,             /* a word, or an object {party: share} */
    FORM_RATES,             /* an object {currency: number} */
    FORM_OBJECT,            /* more: struct shape */
    FORM_OBJECT_OR_PERCENT, /* more: struct shape */
    FORM_OBJECTS,           /* a list; more: struct shape of its elements */
    FORM_COUNT
};

struct rule {
    const char *key;
    void (*read)(struct loader *loader, struct node node, void *field, const struct rule *rule);
    size_t offset;
    bool required;
    const void *more; /* a struct vocabulary or a struct shape, as the form says */
    enum form form;
    const char *about; /* one sentence for who writes the field, for the schema */
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
/* A shape from the table noun_rules of a struct noun */
#define SHAPE(noun) .rules = noun##_rules, .rule_count = COUNT(noun##_rules), .size = sizeof(struct noun)
/* read_objects leaves what stands in a list as a pointer with its count behind it. */
#define LIST_MEMBER(type, at, count)                                                                         \
    static_assert(                                                                                           \
        offsetof(struct type, count) == offsetof(struct type, at) + sizeof(void *), "a list and its count")

/* A fixed list of words that an enum stands for */
struct vocabulary {
    const char *noun; /* "status" */
    int (*find)(const char *word);
    const char *(*name)(int value);
    int first, last;
};

/* An object, or the elements of a list of objects */
struct shape {
    const char *noun; /* "deal": what the schema and the documentation call it */
    const struct rule *rules;
    size_t rule_count;
    size_t size;
    void (*before)(struct loader *loader, struct node node, void *object); /* may be NULL */
    void (*after)(struct loader *loader, struct node node, void *object);  /* may be NULL */
    bool wants_entry;                                                      /* an empty list is an error */
    bool unplaced; /* its fields are members of the object around it */
    const char *const
        *inherited; /* keys that are taken from the object around the list when absent, up to NULL */
};

/* "deals[3].from", "" of the whole */
const char *node_path(const struct loader *loader, struct node node);
/* limit_hint, made once for all texts */
const char *loader_hint(struct loader *loader, enum limit limit);

/* faults; `expected` is "a string", "a date" … */
bool fault_counts(
    struct loader *loader, enum diag_code code); /* false once there are more than anybody will read */
void fault_wrong_type_hint(struct loader *loader, struct node node, const char *expected, const char *hint);
void fault_wrong_type(struct loader *loader, struct node node, const char *expected);
void fault_add(
    struct loader *loader, enum diag_code code, struct node node, const char *hint, const char *sentence);

/* "'USA' in parties[0].country is no country code": what is "is no country code" */
void fault_no_such(
    struct loader *loader, enum diag_code code, struct node node, const char *what, const char *hint);
/* Is the node a string? If not, says that `expected` was. */
bool string_expected(struct loader *loader, struct node node, const char *expected);
bool key_is_private(const char *key); /* a comment or a key of the author's own */
void key_warn_unknown(
    struct loader *loader, struct node parent, const struct json *child, const struct shape *shape);
bool suggesting_allowed(struct loader *loader, size_t comparisons); /* false once that took long enough */

/* Makes the places of objects known that lie one behind the other, each made from an element of a list (or
   one, from the value itself). */
void places_note(struct loader *loader, struct node node, const struct shape *shape, const void *objects);

/* object_read returns false when the node is no object. Members must be zero before. */
bool object_read(struct loader *loader, struct node node, const struct shape *shape, void *object);

/* Fills an index, whose noun, list and unknown are set, from an array of objects (NULL: none); reports ids
   that stand twice. */
void ids_collect(struct loader *loader, struct id_index *index, const struct json *array);
size_t ids_find(const struct id_index *index, const char *id); /* NO_INDEX when there is none */

/* readers; the type of the field behind each (simple_fields.c, references.c, amount_field.c) */
typedef void field_reader(struct loader *loader, struct node node, void *field, const struct rule *rule);
field_reader read_nothing;        /* nothing: the key is known and read elsewhere */
field_reader read_name;           /* const char *, at most LIMIT_NAME */
field_reader read_text;           /* const char *, at most LIMIT_TEXT */
bool id_is_good(const char *id);  /* a-z, 0-9, ".", "_" and "-", 64 at most */
field_reader read_id;             /* const char * */
field_reader read_url;            /* const char * */
field_reader read_lei;            /* const char * */
field_reader read_country;        /* const char * */
field_reader read_colour;         /* const char * */
field_reader read_language;       /* const char * */
field_reader read_currency;       /* char[4] */
field_reader read_date;           /* struct date */
field_reader read_word;           /* an enum; more: struct vocabulary */
field_reader read_tristate;       /* enum tristate */
field_reader read_amount;         /* struct amount */
field_reader read_names;          /* struct strings */
field_reader read_party;          /* size_t */
field_reader read_deal;           /* size_t */
field_reader read_source;         /* size_t */
field_reader read_parties;        /* struct indices: an id or a list */
field_reader read_deals;          /* struct indices */
field_reader read_sources;        /* struct indices */
field_reader read_side;           /* struct side */
field_reader read_objects;        /* { element *at; size_t count; }; more: struct shape */
field_reader read_number_or_name; /* const char *: a string, or the digits of a number */

/* percentages to millionths, with their range checked; false when an error was added */
bool percent_read(struct loader *loader, struct node node, int64_t *millionths);
/* Reads an amount in `currency` without converting it; false when an error was added. */
bool amount_read(struct loader *loader, struct node node, struct amount *amount);

#endif
