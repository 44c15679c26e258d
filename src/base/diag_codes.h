/* SPDX-License-Identifier: MIT */
/*
 * Every diagnostic the program can print: name, text code, severity, what it means (one sentence, for the
 * docs). A code keeps its meaning for ever. Keep the list in groups; the order here is the order in
 * docs/diagnostics.md.
 *
 *     X(NAME, "code", SEVERITY, "meaning")
 */
#ifndef DEALBRIEF_DIAG_CODES_H
#define DEALBRIEF_DIAG_CODES_H

#define DIAG_CODES(X)                                                                                        \
    /* the run */                                                                                            \
    X(USAGE, "usage", ERROR,                                                                                 \
        "The command line cannot be understood or asks for what there is not (exit code 2).")                \
    X(STRICT, "strict", ERROR,                                                                               \
        "Warnings refused the dataset under --strict; nothing was written (exit code 3).")                   \
    /* files */                                                                                              \
    X(CANNOT_READ, "cannot-read", ERROR, "The file cannot be opened or read (exit code 74).")                \
    X(CANNOT_WRITE, "cannot-write", ERROR,                                                                   \
        "The output cannot be written; nothing was replaced (exit code 74).")                                \
    X(LIMIT_INPUT, "limit-input", ERROR, "The input is longer than the limit.")                              \
    X(LIMIT_TIME, "limit-time", ERROR, "A briefing took longer than --time-limit allows (exit code 70).")   \
    X(LIMIT_MEMORY, "limit-memory", ERROR,                                                                   \
        "A briefing needs more memory than --memory-limit allows (exit code 70).")                           \
    X(WORKER_STOPPED, "worker-stopped", ERROR,                                                               \
        "The process that drew a briefing ended before it was done; the others go on (exit code 70).")      \
    X(UNFIT_LIBRARY, "unfit-library", ERROR,                                                                 \
        "A library is older than the one of the build, or known to be bad (exit code 70).")                  \
    X(INSPECT_UNKNOWN, "inspect-unknown", ERROR, "A file does not say where it comes from.")                 \
    X(INSPECT_DIFFERS, "inspect-differs", ERROR,                                                             \
        "The dataset in a PDF is not the one whose hash the PDF states.")                                    \
    X(INSPECT_NO_DATASET, "inspect-no-dataset", ERROR, "A file carries no dataset that could be written.")   \
    /* JSON */                                                                                               \
    X(JSON_EMPTY, "json-empty", ERROR, "The file holds nothing.")                                            \
    X(JSON_ENCODING, "json-encoding", ERROR, "The file is UTF-16 or UTF-32; a dataset is UTF-8.")            \
    X(JSON_UTF8, "json-utf8", ERROR, "A byte sequence is not UTF-8.")                                        \
    X(JSON_NUL, "json-nul", ERROR, "A NUL byte stands in the file.")                                         \
    X(JSON_SYNTAX, "json-syntax", ERROR, "The text is not JSON at this place.")                              \
    X(JSON_END, "json-end", ERROR, "The file ends before the JSON does.")                                    \
    X(JSON_TRAILING, "json-trailing", ERROR, "Something follows the end of the JSON.")                       \
    X(JSON_DEPTH, "json-depth", ERROR, "Arrays and objects are nested too deeply.")                          \
    X(JSON_VALUES, "json-values", ERROR, "The file holds too many values.")                                  \
    X(JSON_DUPLICATE_KEY, "duplicate-key", ERROR, "An object has the same key twice.")                       \
    X(JSON_NUMBER, "json-number", ERROR, "A number is not written as JSON asks.")                            \
    X(JSON_NUMBER_RANGE, "json-number-range", ERROR, "A number is too large to be held.")                    \
    X(JSON_ESCAPE, "json-escape", ERROR, "A backslash escape is not one of JSON's.")                         \
    X(JSON_CONTROL, "json-control", ERROR, "A control character stands raw in a string.")                    \
    /* shape */                                                                                              \
    X(WRONG_TYPE, "wrong-type", ERROR, "A value has another type than the field asks for.")                  \
    X(MISSING_FIELD, "missing-field", ERROR, "A required field is absent or empty.")                         \
    X(UNKNOWN_KEY, "unknown-key", WARNING, "An object has a key that the format does not know.")             \
    X(UNKNOWN_FIELD, "unknown-field", WARNING,                                                               \
        "A path in assumed, or a claim's field, names no field of its object.")                              \
    X(UNKNOWN_VERSION, "unknown-version", ERROR, "The dataset's format version is not known.")               \
    X(UNKNOWN_WORD, "unknown-word", ERROR, "A field with a fixed list of words holds another one.")          \
    X(BAD_ID, "bad-id", ERROR, "An id has characters other than a-z 0-9 . _ - or is longer than 64.")        \
    X(BAD_PATTERN, "bad-pattern", ERROR, "A value is not written in the form its field asks for.")           \
    X(ODD_LANGUAGE, "odd-language", WARNING, "The language is no tag such as en or pt-BR; it is left out.")  \
    X(LIMIT_LIST, "limit-list", ERROR, "A list has more entries than the limit.")                            \
    X(EMPTY_LIST, "empty-list", ERROR, "A list that needs an entry is empty.")                               \
    X(OUT_OF_RANGE, "out-of-range", ERROR, "A number lies outside the range of its field.")                  \
    /* references */                                                                                         \
    X(DUPLICATE_ID, "duplicate-id", ERROR, "Two objects of one kind have the same id.")                      \
    X(UNKNOWN_PARTY, "unknown-party", ERROR, "A party id is not among the parties.")                         \
    X(UNKNOWN_DEAL, "unknown-deal", ERROR, "A deal id is not among the deals.")                              \
    X(UNKNOWN_SOURCE, "unknown-source", ERROR, "A source id is not among the sources.")                      \
    X(LISTED_TWICE, "listed-twice", WARNING, "A list names the same id twice; it counts once.")              \
    X(PARENT_LOOP, "parent-loop", ERROR, "A party is its own parent, directly or through others.")           \
    X(PART_LOOP, "part-loop", ERROR, "A deal is part of itself, directly or through others.")                \
    X(SUPERSEDES_LOOP, "supersedes-loop", ERROR, "A deal supersedes itself, directly or through others.")    \
    X(NO_PARTIES, "no-parties", ERROR, "A deal has neither from and to nor flows.")                          \
    /* amounts, dates, numbers */                                                                            \
    X(BAD_AMOUNT, "bad-amount", ERROR, "An amount cannot be read.")                                          \
    X(AMOUNT_NEGATIVE, "amount-negative", ERROR, "An amount is below zero.")                                 \
    X(AMOUNT_HUGE, "amount-huge", ERROR, "An amount does not fit into 64-bit hundredths.")                   \
    X(AMOUNT_PRECISION, "amount-precision", ERROR,                                                           \
        "An amount is finer than a hundredth or cannot be held exactly.")                                    \
    X(AMOUNT_BACKWARDS, "amount-backwards", ERROR, "A range's low end is above its high end.")               \
    X(NO_AMOUNT, "no-amount", WARNING,                                                                       \
        "A deal or a flow of a class that moves money has no amount, which says that none is involved.")     \
    X(AMOUNT_ZERO, "amount-zero", WARNING, "An amount is zero.")                                             \
    X(NO_RATE, "no-rate", ERROR, "There is no exchange rate for a currency.")                                \
    X(BAD_RATE, "bad-rate", ERROR, "An exchange rate is zero or below, or fx does not fit the dataset.")     \
    X(ODD_RATE, "odd-rate", WARNING, "An exchange rate is far from anything: upside down?")                  \
    X(BAD_DATE, "bad-date", ERROR, "A date cannot be read or does not exist.")                               \
    X(DATE_FUTURE, "date-future", WARNING,                                                                   \
        "A deal, a valuation or an entry of a history is dated after as_of.")                                \
    X(DATE_ORDER, "date-order", WARNING, "A deal's dates stand in an order that cannot be.")                 \
    X(TWO_DATES, "two-dates", WARNING, "A deal's date and its dates.signed are not the same.")               \
    X(OVERDUE, "overdue", WARNING, "What was expected by as_of has not come about.")                         \
    X(ODD_TERM, "odd-term", WARNING, "A term's years do not fit its start and end.")                         \
    X(BAD_TERM, "bad-term", ERROR, "A term is not between 0 and 100 years.")                                 \
    X(BAD_SPLIT, "bad-split", ERROR,                                                                         \
        "A split names no member, does not sum to 1 or has lists on both sides.")                            \
    X(BAD_PERCENT, "bad-percent", ERROR, "A percentage is below zero or above 100.")                         \
    X(ODD_PERCENT, "odd-percent", WARNING, "A percentage below 1: was a fraction written?")                  \
    X(BAD_LEI, "bad-lei", ERROR, "A legal entity identifier's check digits do not match.")                   \
    X(BAD_URL, "bad-url", ERROR,                                                                             \
        "An address is not http or https, or holds characters that must be escaped.")                        \
    X(ODD_URL, "odd-url", WARNING, "An address may lead to another host than it looks.")                     \
    X(TRANCHE_SUM, "tranche-sum", ERROR, "The tranches do not add up to the amount.")                        \
    X(FUNDED_ABOVE, "funded-above", ERROR, "More was funded than the amount.")                               \
    X(PART_ABOVE, "part-above", ERROR, "A part is above its whole's ceiling.")                               \
    X(PARTS_ABOVE, "parts-above", WARNING, "The parts of a deal add up to more than the whole.")             \
    X(FLOWS_SUM, "flows-sum", WARNING, "A deal's flows do not add up to the amount that is printed for it.") \
    X(UNIT_SLIP, "unit-slip", WARNING,                                                                       \
        "Two amounts of a deal differ by ten or a thousand times: a slip of units?")                         \
    X(BAD_SCHEDULE, "bad-schedule", ERROR, "A schedule names a year twice or sums to more than the amount.") \
    X(SCHEDULE_FLOWS, "schedule-flows", WARNING,                                                             \
        "A schedule stands beside several flows: nobody says whose it is.")                                  \
    /* text */                                                                                               \
    X(TEXT_CONTROL, "text-control", ERROR, "A text holds a control character.")                              \
    X(TEXT_BIDI, "text-bidi", ERROR, "A text holds a bidirectional override.")                               \
    X(TEXT_NONCHARACTER, "text-noncharacter", ERROR, "A text holds a code point that is not a character.")   \
    X(TEXT_INVISIBLE_MANY, "text-invisible-many", ERROR,                                                     \
        "A text holds five or more invisible characters in a row.")                                          \
    X(TEXT_INVISIBLE, "text-invisible", WARNING, "A text holds an invisible character.")                     \
    X(TEXT_COMBINING, "text-combining", ERROR, "More than four marks sit on one letter.")                    \
    X(TEXT_REPLACEMENT, "text-replacement", WARNING,                                                         \
        "A text holds U+FFFD: a letter was lost at its source.")                                             \
    X(TEXT_MOJIBAKE, "text-mojibake", WARNING, "A text looks like UTF-8 that was read as Latin-1.")          \
    X(TEXT_SCRIPTS, "text-scripts", WARNING, "A word mixes Latin and Cyrillic letters, which look alike.")   \
    X(LIMIT_TEXT, "limit-text", ERROR, "A name, a text or an address is longer than the limit.")             \
    X(MISSING_GLYPH, "missing-glyph", WARNING, "No font has a character; it is drawn as an empty box.")      \
    /* sense */                                                                                              \
    X(NO_SOURCE, "no-source", WARNING, "A deal, a valuation or a metric names no source.")                   \
    X(SOURCE_UNUSED, "source-unused", WARNING, "A source is never cited.")                                   \
    X(SELF_PAYMENT, "self-payment", WARNING, "A party pays itself or its own group.")                        \
    X(SAME_NAME, "same-name", WARNING, "Two parties share a name or an alias, or have ones that look alike.") \
    X(SAME_VALUATION, "same-valuation", WARNING, "The same valuation is given twice.")                       \
    X(SAME_DEAL, "same-deal", WARNING, "Two deals have the same parties, type, amount and dates.")           \
    X(SUPERSEDED_LIVE, "superseded-live", WARNING, "A deal that another supersedes still counts.")           \
    X(ODD_LINK, "odd-link", WARNING, "A valuation names a round that its party has no side in.")             \
    X(ODD_VALUATION, "odd-valuation", WARNING, "A valuation before the money is above the one after it.")    \
    X(STATUS_DATES, "status-dates", WARNING, "A deal's dates tell another story than its status.")           \
    X(HISTORY_DIFFERS, "history-differs", WARNING, "The newest entry of a history contradicts the deal.")    \
    X(SIGNED_UNDATED, "signed-undated", WARNING, "A signed deal has no date.")                               \
    X(VAGUE_FIRM, "vague-firm", WARNING, "A firm deal has a vague amount.")                                  \
    X(CLAIMS_SLIP, "claims-slip", WARNING, "Claims differ by ten or a thousand times: a slip of units?")     \
    X(CLAIM_OUTSIDE, "claim-outside", WARNING, "A claim lies outside the amount's interval.")                \
    X(STALE_TALK, "stale-talk", WARNING, "Nothing was heard of talks for two years before as_of.")           \
    X(PROJECT_FOR, "project-for", WARNING, "A project or vehicle does not say whom it serves.")              \
    X(NOTHING_LIVE, "nothing-live", WARNING, "No deal is live: nothing can be drawn.")                       \
    /* themes */                                                                                             \
    X(UNKNOWN_THEME, "unknown-theme", ERROR, "There is no theme of that name.")                              \
    X(THEME_KEY, "theme-key", ERROR, "A theme has a key that themes do not know.")                           \
    X(LOW_CONTRAST, "low-contrast", WARNING, "A theme's colour is hard to read on its ground.")              \
    X(UNREADABLE, "unreadable", ERROR, "A theme's colour cannot be read on its ground.")                     \
    X(COLOURS_ALIKE, "colours-alike", WARNING, "Two categories of a theme look alike to some readers.")      \
    X(BAD_LOGO, "bad-logo", ERROR, "A logo holds what cannot be drawn safely, or is no PNG or SVG.")         \
    X(OUTSIDE_FOLDER, "outside-folder", ERROR,                                                               \
        "A file is named that lies outside the folder of who names it.")                                     \
    /* spreadsheets */                                                                                       \
    X(CSV_ENCODING, "csv-encoding", ERROR, "A spreadsheet's file is not UTF-8 text.")                        \
    X(CSV_QUOTE, "csv-quote", ERROR, "A quoted cell is not closed, or goes on behind its closing quote.")    \
    X(CSV_HEADER, "csv-header", ERROR, "A header is missing or stands twice.")                               \
    X(CSV_ROW, "csv-row", ERROR, "A row has more cells than the header.")                                    \
    X(CSV_SHORT_ROW, "csv-short-row", WARNING, "A row has fewer cells than the header.")                     \
    X(CSV_CELL, "csv-cell", ERROR, "A cell does not hold what its column asks for.")                         \
    X(CSV_SPOILED, "csv-spoiled", ERROR,                                                                     \
        "A spreadsheet program put an error, or a rounded number, in place of a value.")                     \
    X(CSV_JSON, "csv-json", ERROR, "A cell that starts like JSON cannot be read as JSON.")                   \
    X(CSV_ORPHAN, "csv-orphan", ERROR, "A row belongs to an object that is not there.")                      \
    X(CSV_NO_DEALS, "csv-no-deals", ERROR, "A folder of spreadsheets has no deals.csv.")                     \
    X(CSV_UNKNOWN_FILE, "csv-unknown-file", WARNING,                                                         \
        "A file in a folder of spreadsheets is no table of the format.")                                     \
    X(IMPORT_EMPTY, "import-empty", ERROR, "What is imported holds no deal.")                                \
    X(IMPORT_ASSUMED, "import-assumed", WARNING,                                                             \
        "What is imported does not say something; a value was assumed.")                                     \
    X(SANKEY_LINE, "sankey-line", ERROR, "A line is no SankeyMATIC flow.")                                   \
    X(SANKEY_COMPUTED, "sankey-computed", ERROR, "A SankeyMATIC amount is to be computed from others.")      \
    /* editions */                                                                                           \
    X(EDITIONS_SWAPPED, "editions-swapped", WARNING, "The older edition is dated after the newer one.")      \
    X(EDITIONS_CURRENCY, "editions-currency", WARNING, "Two editions are kept in different currencies.")     \
    X(EDITIONS_APART, "editions-apart", WARNING, "Two editions have no deal id in common.")                  \
    X(ID_CHANGED, "id-changed", WARNING, "A deal is gone and a new one is the same but for its id.")         \
    /* drawing */                                                                                            \
    X(BELOW_HAIRLINE, "below-hairline", WARNING,                                                             \
        "A ribbon is too thin for its amount and drawn at the least width.")                                 \
    X(CROWDED, "crowded", WARNING, "More is there than fits: points, labels or columns were left out.")      \
    X(LAYOUT_FAILED, "layout-failed", ERROR, "The flow diagram could not be laid out.")                      \
    X(NO_DATA, "no-data", ERROR, "The dataset has nothing for this figure.")                                 \
    X(PAGES_FULL, "pages-full", ERROR, "A briefing does not fit the pages that its template allows.")        \
    X(LIMIT_PAGES, "limit-pages", ERROR, "A briefing would have more pages than the limit.")                       \
    X(SIZE_TOO_SMALL, "size-too-small", ERROR, "A figure does not fit into the size that was asked for.")    \
    X(LIMIT_HEIGHT, "limit-height", ERROR, "A figure would be higher than its format allows.")               \
    X(LIMIT_PIXELS, "limit-pixels", ERROR, "A picture would have more pixels than the limit.")               \
    /* templates */                                                                                          \
    X(TEMPLATE_SYNTAX, "template-syntax", ERROR, "The template's text cannot be read at this place.")        \
    X(TEMPLATE_MARKUP, "template-markup", WARNING, "A template has HTML, which is printed as it stands.")    \
    X(BAD_INCLUDE, "bad-include", ERROR, "A snippet cannot be included into the template.")                  \
    X(UNKNOWN_NAME, "unknown-name", ERROR, "A value's path names nothing.")                                  \
    X(UNKNOWN_FILTER, "unknown-filter", ERROR, "A filter does not exist.")                                   \
    X(BAD_FILTER, "bad-filter", ERROR, "A filter does not fit its value.")                                   \
    X(UNKNOWN_DIRECTIVE, "unknown-directive", ERROR, "A directive does not exist.")                          \
    X(UNKNOWN_ATTRIBUTE, "unknown-attribute", ERROR, "A directive has no such attribute.")                   \
    X(BAD_ATTRIBUTE, "bad-attribute", ERROR, "An attribute's value cannot be used.")                         \
    X(BAD_WHERE, "bad-where", ERROR, "A where-clause cannot be read.")                                       \
    X(EXPECT_FAILED, "expect-failed", ERROR, "A figure is no longer what the template's author signed off.") \
    X(AUDIT_NUMBER, "audit-number", WARNING,                                                                 \
        "A number typed into prose is none of the dataset or its figures.")                                  \
    X(AUDIT_QUALIFIER, "audit-qualifier", WARNING,                                                           \
        "A number typed into prose lacks the 'up to', 'about' or 'at least' that the data has.")             \
    X(AUDIT_UNUSED, "audit-unused", WARNING, "A number is signed off by ::vouch, but stands nowhere.")       \
    X(SAME_FIGURE, "same-figure", ERROR, "Two figures would be written to one file.")                        \
    X(BAD_FONT, "bad-font", ERROR, "A font file is missing or cannot be used.")

#endif
