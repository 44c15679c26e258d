/* SPDX-License-Identifier: MIT */
#include "word_advice.h"

#include "shapes.h"
#include "str.h"

#include <string.h>

struct meaning {
    const char *word, *means, *or_means; /* the second may be NULL */
};

static const struct meaning type_meanings[] = {
    {"loan", "debt"},
    {"credit", "debt"},
    {"credit facility", "debt"},
    {"bond", "debt"},
    {"bonds", "debt"},
    {"notes", "debt", "convertible"},
    {"financing", "debt", "equity"},
    {"convertible note", "convertible"},
    {"investment", "equity"},
    {"stake", "equity"},
    {"shares", "equity"},
    {"share purchase", "equity", "secondary"},
    {"funding", "equity"},
    {"round", "equity"},
    {"option", "warrant"},
    {"options", "warrant"},
    {"backstop", "guarantee"},
    {"subsidy", "grant"},
    {"donation", "grant"},
    {"supply", "purchase"},
    {"supply agreement", "purchase"},
    {"order", "purchase"},
    {"sale", "purchase", "acquisition"},
    {"offtake", "purchase", "ppa"},
    {"cloud", "services", "lease"},
    {"service", "services"},
    {"compute", "services", "lease"},
    {"contract", "services", "purchase"},
    {"rent", "lease"},
    {"rental", "lease"},
    {"hosting", "lease", "services"},
    {"licence", "license"},
    {"licensing", "license"},
    {"royalty", "license", "revenue_share"},
    {"revenue sharing", "revenue_share"},
    {"revshare", "revenue_share"},
    {"rev share", "revenue_share"},
    {"power purchase", "ppa"},
    {"construction", "build"},
    {"jv", "joint_venture"},
    {"m&a", "acquisition"},
    {"merger", "acquisition"},
    {"takeover", "acquisition"},
    {"buyout", "acquisition"},
    {"tender", "secondary"},
    {"collaboration", "partnership"},
    {"alliance", "partnership"},
    {"cooperation", "partnership"},
};

static const struct meaning status_meanings[] = {
    {"planned", "announced", "agreed"},
    {"intended", "announced", "proposed"},
    {"pending", "signed", "agreed"},
    {"expected", "reported", "announced"},
    {"negotiating", "in_talks"},
    {"negotiation", "in_talks"},
    {"negotiations", "in_talks"},
    {"talks", "in_talks"},
    {"discussions", "in_talks"},
    {"considering", "in_talks", "rumoured"},
    {"rumored", "rumoured"},
    {"rumour", "rumoured"},
    {"rumor", "rumoured"},
    {"offered", "proposed"},
    {"offer", "proposed"},
    {"bid", "proposed"},
    {"loi", "agreed"},
    {"letter of intent", "agreed"},
    {"mou", "agreed"},
    {"memorandum of understanding", "agreed"},
    {"term sheet", "agreed"},
    {"in principle", "agreed"},
    {"definitive", "signed"},
    {"confirmed", "announced", "signed"},
    {"live", "active"},
    {"ongoing", "active"},
    {"running", "active"},
    {"in force", "active"},
    {"done", "completed", "closed"},
    {"complete", "completed"},
    {"finished", "completed"},
    {"paid", "completed", "closed"},
    {"finalised", "closed"},
    {"finalized", "closed"},
    {"canceled", "cancelled"},
    {"abandoned", "cancelled", "withdrawn"},
    {"dropped", "cancelled", "withdrawn"},
    {"ended", "terminated", "completed"},
    {"expired", "lapsed"},
    {"rejected", "denied", "withdrawn"},
    {"replaced", "superseded"},
};

static const struct meaning pre_post_meanings[] = {
    {"pre money", "pre"},
    {"premoney", "pre"},
    {"post money", "post"},
    {"postmoney", "post"},
};

static const struct meaning evidence_meanings[] = {
    {"sec", "filing"},
    {"sec filing", "filing"},
    {"10 k", "filing"},
    {"8 k", "filing"},
    {"company", "party"},
    {"press release", "party"},
    {"release", "party"},
    {"news", "press"},
    {"media", "press"},
    {"article", "press"},
    {"rumor", "rumour"},
    {"estimate", "analyst", "assumed"},
    {"guess", "assumed"},
};

static const struct {
    const struct vocabulary *vocabulary;
    const struct meaning *meanings;
    size_t count;
} tables[] = {
    {&deal_type_vocabulary, type_meanings, COUNT(type_meanings)},
    {&deal_status_vocabulary, status_meanings, COUNT(status_meanings)},
    {&pre_post_vocabulary, pre_post_meanings, COUNT(pre_post_meanings)},
    {&evidence_vocabulary, evidence_meanings, COUNT(evidence_meanings)},
    {&source_kind_vocabulary, evidence_meanings, COUNT(evidence_meanings)},
};

/* "In_Talks " → "in talks" */
static const char *word_plain(struct arena *arena, const char *written)
{
    char *plain = str_trimmed(arena, written);
    for (char *at = plain; *at; at++)
        *at = *at == '_' || *at == '-' ? ' ' : letter_small(*at);
    return plain;
}

const char *word_advice(struct arena *arena, const struct vocabulary *vocabulary, const char *written)
{
    const char *plain = word_plain(arena, written);
    for (size_t i = 0; i < COUNT(tables); i++) {
        for (size_t j = 0; tables[i].vocabulary == vocabulary && j < tables[i].count; j++) {
            const struct meaning *meaning = &tables[i].meanings[j];
            if (!strcmp(meaning->word, plain))
                return meaning->or_means
                           ? arena_printf(arena, "write '%s' or '%s', whichever the source says",
                                 meaning->means, meaning->or_means)
                           : arena_printf(arena, "write '%s'", meaning->means);
        }
    }
    return NULL;
}
