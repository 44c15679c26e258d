/* SPDX-License-Identifier: MIT */
#include "shapes.h"

#include <string.h>

static_assert(sizeof(enum status) == sizeof(unsigned), "an enum is read through an unsigned int");

/* vocabularies */

#define VOCABULARY(word_list, word_noun, type, find_word, name_word, first_value, last_value)                \
    static const char *word_list##_word(int value)                                                           \
    {                                                                                                        \
        return name_word((type)value);                                                                       \
    }                                                                                                        \
    const struct vocabulary word_list##_vocabulary = {                                                       \
        word_noun, find_word, word_list##_word, first_value, last_value}

VOCABULARY(party_kind, "kind of party", enum party_kind, party_kind_find, party_kind_name, PARTY_COMPANY,
    PARTY_OTHER);
VOCABULARY(deal_type, "type", enum deal_type, type_find, type_name, TYPE_EQUITY, TYPE_OTHER);
VOCABULARY(deal_status, "status", enum status, status_find, status_name, STATUS_CANCELLED, STATUS_COMPLETED);
VOCABULARY(what, "word", enum what, what_find, what_name, WHAT_MONEY, WHAT_GUARANTEE);
VOCABULARY(
    evidence, "evidence", enum evidence, evidence_find, evidence_name, EVIDENCE_FILING, EVIDENCE_ASSUMED);
VOCABULARY(valuation_basis, "basis", enum valuation_basis, valuation_basis_find, valuation_basis_name,
    BASIS_ROUND, BASIS_APPRAISAL);
VOCABULARY(metric_basis, "basis", enum metric_basis, metric_basis_find, metric_basis_name, METRIC_ACTUAL,
    METRIC_COMPANY_CLAIM);
VOCABULARY(
    note_kind, "kind of note", enum note_kind, note_kind_find, note_kind_name, NOTE_RISK, NOTE_CORRECTION);
VOCABULARY(source_kind, "kind of source", enum source_kind, source_kind_find, source_kind_name, SOURCE_FILING,
    SOURCE_ASSUMED);

/* words that only the format knows */

int vocabulary_index(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(words[i], word))
            return i;
    return -1;
}

#define OWN_VOCABULARY(word_list, word_noun, first_value, ...)                                               \
    static const char *const word_list##_texts[] = {__VA_ARGS__};                                            \
    static int word_list##_find(const char *word)                                                            \
    {                                                                                                        \
        int found = vocabulary_index(word, word_list##_texts, (int)COUNT(word_list##_texts));                \
        return found < 0 ? -1 : found + (first_value);                                                       \
    }                                                                                                        \
    static const char *word_list##_name(int value)                                                           \
    {                                                                                                        \
        return word_list##_texts[value - (first_value)];                                                     \
    }                                                                                                        \
    const struct vocabulary word_list##_vocabulary = {word_noun, word_list##_find, word_list##_name,         \
        first_value, (int)COUNT(word_list##_texts) - 1 + (first_value)}

OWN_VOCABULARY(confidence, "confidence", CONFIDENCE_LOW, "low", "medium", "high");
OWN_VOCABULARY(pre_post, "word", MONEY_UNSPECIFIED, "unspecified", "pre", "post");
OWN_VOCABULARY(split_way, "split", SPLIT_UNKNOWN, "unknown", "equal");
OWN_VOCABULARY(vague_rule, "rule", 0, "decade", "none");
OWN_VOCABULARY(day_count, "day count", 0, "30/360", "actual");
