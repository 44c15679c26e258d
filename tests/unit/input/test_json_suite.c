/* SPDX-License-Identifier: MIT */
/*
 * The reader against the cases of JSONTestSuite (https://github.com/nst/JSONTestSuite, test_parsing; MIT,
 * Copyright (c) 2016 Nicolas Seriot): all 188 that must be refused (n_), all 95 that must be read (y_) and
 * the 35 that are left to the reader (i_), by the names they have there. The bytes were typed anew, from the
 * names and from memory.
 */
#include "support.h"

#include "dataset_load.h"
#include "json.h"
#include "str.h"

#include <string.h>

struct row {
    const char *name; /* n_: refused; y_: read; i_: as `decided` says */
    const char *text;
    size_t length;
    const char
        *decided; /* i_: "y" or a code; y_: NULL, or the code with which a dataset's reader refuses it */
};

#define ROW(name, text)                                                                                      \
    {                                                                                                        \
        name, text, sizeof(text) - 1, NULL                                                                   \
    }
#define DECIDED(name, text, how)                                                                             \
    {                                                                                                        \
        name, text, sizeof(text) - 1, how                                                                    \
    }

#define TEN(text) text text text text text text text text text text

static const struct row rows[] = {
    /* arrays */
    ROW("n_array_1_true_without_comma", "[1 true]"),
    ROW("n_array_a_invalid_utf8", "[a\xe5]"),
    ROW("n_array_colon_instead_of_comma", "[\"\": 1]"),
    ROW("n_array_comma_after_close", "[\"\"],"),
    ROW("n_array_comma_and_number", "[,1]"),
    ROW("n_array_double_comma", "[1,,2]"),
    ROW("n_array_double_extra_comma", "[\"x\",,]"),
    ROW("n_array_extra_close", "[\"x\"]]"),
    ROW("n_array_extra_comma", "[\"\",]"),
    ROW("n_array_incomplete", "[\"x\""),
    ROW("n_array_incomplete_invalid_value", "[x"),
    ROW("n_array_inner_array_no_comma", "[3[4]]"),
    ROW("n_array_invalid_utf8", "[\xff]"),
    ROW("n_array_items_separated_by_semicolon", "[1:2]"),
    ROW("n_array_just_comma", "[,]"),
    ROW("n_array_just_minus", "[-]"),
    ROW("n_array_missing_value", "[   , \"\"]"),
    ROW("n_array_newlines_unclosed", "[\"a\",\n4\n,1,"),
    ROW("n_array_number_and_comma", "[1,]"),
    ROW("n_array_number_and_several_commas", "[1,,]"),
    ROW("n_array_spaces_vertical_tab_formfeed", "[\"\va\"\\f]"),
    ROW("n_array_star_inside", "[*]"),
    ROW("n_array_unclosed", "[\"\""),
    ROW("n_array_unclosed_trailing_comma", "[1,"),
    ROW("n_array_unclosed_with_new_lines", "[1,\n1\n,1"),
    ROW("n_array_unclosed_with_object_inside", "[{}"),
    ROW("n_incomplete_false", "[fals]"),
    ROW("n_incomplete_null", "[nul]"),
    ROW("n_incomplete_true", "[tru]"),
    ROW("n_multidigit_number_then_00", "123\0"),
    /* numbers */
    ROW("n_number_++", "[++1234]"),
    ROW("n_number_+1", "[+1]"),
    ROW("n_number_+Inf", "[+Inf]"),
    ROW("n_number_-01", "[-01]"),
    ROW("n_number_-1.0.", "[-1.0.]"),
    ROW("n_number_-2.", "[-2.]"),
    ROW("n_number_-NaN", "[-NaN]"),
    ROW("n_number_.-1", "[.-1]"),
    ROW("n_number_.2e-3", "[.2e-3]"),
    ROW("n_number_0.1.2", "[0.1.2]"),
    ROW("n_number_0.3e", "[0.3e]"),
    ROW("n_number_0.3e+", "[0.3e+]"),
    ROW("n_number_0.e1", "[0.e1]"),
    ROW("n_number_0_capital_E", "[0E]"),
    ROW("n_number_0_capital_E+", "[0E+]"),
    ROW("n_number_0e", "[0e]"),
    ROW("n_number_0e+", "[0e+]"),
    ROW("n_number_1.0e", "[1.0e]"),
    ROW("n_number_1.0e+", "[1.0e+]"),
    ROW("n_number_1.0e-", "[1.0e-]"),
    ROW("n_number_1_000", "[1 000.0]"),
    ROW("n_number_1eE2", "[1eE2]"),
    ROW("n_number_2.e+3", "[2.e+3]"),
    ROW("n_number_2.e-3", "[2.e-3]"),
    ROW("n_number_2.e3", "[2.e3]"),
    ROW("n_number_9.e+", "[9.e+]"),
    ROW("n_number_Inf", "[Inf]"),
    ROW("n_number_NaN", "[NaN]"),
    ROW("n_number_U+FF11_fullwidth_digit_one", "[\xef\xbc\x91]"),
    ROW("n_number_expression", "[1+2]"),
    ROW("n_number_hex_1_digit", "[0x1]"),
    ROW("n_number_hex_2_digits", "[0x42]"),
    ROW("n_number_infinity", "[Infinity]"),
    ROW("n_number_invalid+-", "[0e+-1]"),
    ROW("n_number_invalid-negative-real", "[-123.123foo]"),
    ROW("n_number_invalid-utf-8-in-bigger-int", "[123\xe5]"),
    ROW("n_number_invalid-utf-8-in-exponent", "[1e1\xe5]"),
    ROW("n_number_invalid-utf-8-in-int", "[0\xe5]\n"),
    ROW("n_number_minus_infinity", "[-Infinity]"),
    ROW("n_number_minus_sign_with_trailing_garbage", "[-foo]"),
    ROW("n_number_minus_space_1", "[- 1]"),
    ROW("n_number_neg_int_starting_with_zero", "[-012]"),
    ROW("n_number_neg_real_without_int_part", "[-.123]"),
    ROW("n_number_neg_with_garbage_at_end", "[-1x]"),
    ROW("n_number_real_garbage_after_e", "[1ea]"),
    ROW("n_number_real_with_invalid_utf8_after_e", "[1e\xe5]"),
    ROW("n_number_real_without_fractional_part", "[1.]"),
    ROW("n_number_starting_with_dot", "[.123]"),
    ROW("n_number_with_alpha", "[1.2a-3]"),
    ROW("n_number_with_alpha_char", "[1.8011670033376514H-308]"),
    ROW("n_number_with_leading_zero", "[012]"),
    /* objects */
    ROW("n_object_bad_value", "[\"x\", truth]"),
    ROW("n_object_bracket_key", "{[: \"x\"}\n"),
    ROW("n_object_comma_instead_of_colon", "{\"x\", null}"),
    ROW("n_object_double_colon", "{\"x\"::\"b\"}"),
    ROW("n_object_emoji", "{\xf0\x9f\x87\xa8\xf0\x9f\x87\xad}"),
    ROW("n_object_garbage_at_end", "{\"a\":\"a\" 123}"),
    ROW("n_object_key_with_single_quotes", "{key: 'value'}"),
    ROW("n_object_lone_continuation_byte_in_key_and_trailing_comma", "{\"\xb9\":\"0\",}"),
    ROW("n_object_missing_colon", "{\"a\" b}"),
    ROW("n_object_missing_key", "{:\"b\"}"),
    ROW("n_object_missing_semicolon", "{\"a\" \"b\"}"),
    ROW("n_object_missing_value", "{\"a\":"),
    ROW("n_object_no-colon", "{\"a\""),
    ROW("n_object_non_string_key", "{1:1}"),
    ROW("n_object_non_string_key_but_huge_number_instead", "{9999E9999:1}"),
    ROW("n_object_repeated_null_null", "{null:null,null:null}"),
    ROW("n_object_several_trailing_commas", "{\"id\":0,,,,,}"),
    ROW("n_object_single_quote", "{'a':0}"),
    ROW("n_object_trailing_comma", "{\"id\":0,}"),
    ROW("n_object_trailing_comment", "{\"a\":\"b\"}/**/"),
    ROW("n_object_trailing_comment_open", "{\"a\":\"b\"}/**//"),
    ROW("n_object_trailing_comment_slash_open", "{\"a\":\"b\"}//"),
    ROW("n_object_trailing_comment_slash_open_incomplete", "{\"a\":\"b\"}/"),
    ROW("n_object_two_commas_in_a_row", "{\"a\":\"b\",,\"c\":\"d\"}"),
    ROW("n_object_unquoted_key", "{a: \"b\"}"),
    ROW("n_object_unterminated-value", "{\"a\":\"a"),
    ROW("n_object_with_single_string", "{ \"foo\" : \"bar\", \"a\" }"),
    ROW("n_object_with_trailing_garbage", "{\"a\":\"b\"}#"),
    ROW("n_single_space", " "),
    /* strings */
    ROW("n_string_1_surrogate_then_escape", "[\"\\uD800\\\"]"),
    ROW("n_string_1_surrogate_then_escape_u", "[\"\\uD800\\u\"]"),
    ROW("n_string_1_surrogate_then_escape_u1", "[\"\\uD800\\u1\"]"),
    ROW("n_string_1_surrogate_then_escape_u1x", "[\"\\uD800\\u1x\"]"),
    ROW("n_string_accentuated_char_no_quotes", "[\xc3\xa9]"),
    ROW("n_string_backslash_00", "[\"\\\0\"]"),
    ROW("n_string_escape_x", "[\"\\x00\"]"),
    ROW("n_string_escaped_backslash_bad", "[\"\\\\\\\"]"),
    ROW("n_string_escaped_ctrl_char_tab", "[\"\\\t\"]"),
    ROW("n_string_escaped_emoji", "[\"\\\xf0\x9f\x8c\x80\"]"),
    ROW("n_string_incomplete_escape", "[\"\\\"]"),
    ROW("n_string_incomplete_escaped_character", "[\"\\u00A\"]"),
    ROW("n_string_incomplete_surrogate", "[\"\\uD834\\uDd\"]"),
    ROW("n_string_incomplete_surrogate_escape_invalid", "[\"\\uD800\\uD800\\x\"]"),
    ROW("n_string_invalid-utf-8-in-escape", "[\"\\u\xe5\"]"),
    ROW("n_string_invalid_backslash_esc", "[\"\\a\"]"),
    ROW("n_string_invalid_unicode_escape", "[\"\\uqqqq\"]"),
    ROW("n_string_invalid_utf8_after_escape", "[\"\\\xe5\"]"),
    ROW("n_string_leading_uescaped_thinspace", "[\\u0020\"asd\"]"),
    ROW("n_string_no_quotes_with_bad_escape", "[\\n]"),
    ROW("n_string_single_doublequote", "\""),
    ROW("n_string_single_quote", "['single quote']"),
    ROW("n_string_single_string_no_double_quotes", "abc"),
    ROW("n_string_start_escape_unclosed", "[\"\\"),
    ROW("n_string_unescaped_ctrl_char", "[\"a\0a\"]"),
    ROW("n_string_unescaped_newline", "[\"new\nline\"]"),
    ROW("n_string_unescaped_tab", "[\"\t\"]"),
    ROW("n_string_unicode_CapitalU", "\"\\UA66D\""),
    ROW("n_string_with_trailing_garbage", "\"\"x"),
    /* structure; the two long ones are made by test_long */
    ROW("n_structure_U+2060_word_joined", "[\xe2\x81\xa0]"),
    ROW("n_structure_UTF8_BOM_no_data", "\xef\xbb\xbf"),
    ROW("n_structure_angle_bracket_.", "<.>"),
    ROW("n_structure_angle_bracket_null", "[<null>]"),
    ROW("n_structure_array_trailing_garbage", "[1]x"),
    ROW("n_structure_array_with_extra_array_close", "[1]]"),
    ROW("n_structure_array_with_unclosed_string", "[\"asd]"),
    ROW("n_structure_ascii-unicode-identifier", "a\xc3\xa5"),
    ROW("n_structure_capitalized_True", "[True]"),
    ROW("n_structure_close_unopened_array", "1]"),
    ROW("n_structure_comma_instead_of_closing_brace", "{\"x\": true,"),
    ROW("n_structure_double_array", "[][]"),
    ROW("n_structure_end_array", "]"),
    ROW("n_structure_incomplete_UTF8_BOM", "\xef\xbb{}"),
    ROW("n_structure_lone-invalid-utf-8", "\xe5"),
    ROW("n_structure_lone-open-bracket", "["),
    ROW("n_structure_no_data", ""),
    ROW("n_structure_null-byte-outside-string", "[\0]"),
    ROW("n_structure_number_with_trailing_garbage", "2@"),
    ROW("n_structure_object_followed_by_closing_object", "{}}"),
    ROW("n_structure_object_unclosed_no_value", "{\"\":"),
    ROW("n_structure_object_with_comment", "{\"a\":/*comment*/\"b\"}"),
    ROW("n_structure_object_with_trailing_garbage", "{\"a\": true} \"x\""),
    ROW("n_structure_open_array_apostrophe", "['"),
    ROW("n_structure_open_array_comma", "[,"),
    ROW("n_structure_open_array_open_object", "[{"),
    ROW("n_structure_open_array_open_string", "[\"a"),
    ROW("n_structure_open_array_string", "[\"a\""),
    ROW("n_structure_open_object", "{"),
    ROW("n_structure_open_object_close_array", "{]"),
    ROW("n_structure_open_object_comma", "{,"),
    ROW("n_structure_open_object_open_array", "{["),
    ROW("n_structure_open_object_open_string", "{\"a"),
    ROW("n_structure_open_object_string_with_apostrophes", "{'a'"),
    ROW("n_structure_open_open", "[\"\\{[\"\\{[\"\\{[\"\\{"),
    ROW("n_structure_single_eacute", "\xe9"),
    ROW("n_structure_single_star", "*"),
    ROW("n_structure_trailing_#", "{\"a\":\"b\"}#{}"),
    ROW("n_structure_uescaped_LF_before_string", "[\\u000A\"\"]"),
    ROW("n_structure_unclosed_array", "[1"),
    ROW("n_structure_unclosed_array_partial_null", "[ false, nul"),
    ROW("n_structure_unclosed_array_unfinished_false", "[ true, fals"),
    ROW("n_structure_unclosed_array_unfinished_true", "[ false, tru"),
    ROW("n_structure_unclosed_object", "{\"asd\":\"asd\""),
    ROW("n_structure_unicode-identifier", "\xc3\xa5"),
    ROW("n_structure_whitespace_U+2060_word_joiner", "\xe2\x81\xa0"),
    ROW("n_structure_whitespace_formfeed", "[\f]"),
    /* what must be read */
    ROW("y_array_arraysWithSpaces", "[[]   ]"),
    ROW("y_array_empty", "[]"),
    ROW("y_array_empty-string", "[\"\"]"),
    ROW("y_array_ending_with_newline", "[\"a\"]\n"),
    ROW("y_array_false", "[false]"),
    ROW("y_array_heterogeneous", "[null, 1, \"1\", {}]"),
    ROW("y_array_null", "[null]"),
    ROW("y_array_with_1_and_newline", "[1\n]"),
    ROW("y_array_with_leading_space", " [1]"),
    ROW("y_array_with_several_null", "[1,null,null,null,2]"),
    ROW("y_array_with_trailing_space", "[2] "),
    ROW("y_number", "[123e65]"),
    ROW("y_number_0e+1", "[0e+1]"),
    ROW("y_number_0e1", "[0e1]"),
    ROW("y_number_after_space", "[ 4]"),
    ROW("y_number_double_close_to_zero",
        "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]\n"),
    ROW("y_number_int_with_exp", "[20e1]"),
    ROW("y_number_minus_zero", "[-0]"),
    ROW("y_number_negative_int", "[-123]"),
    ROW("y_number_negative_one", "[-1]"),
    ROW("y_number_negative_zero", "[-0]"),
    ROW("y_number_real_capital_e", "[1E22]"),
    ROW("y_number_real_capital_e_neg_exp", "[1E-2]"),
    ROW("y_number_real_capital_e_pos_exp", "[1E+2]"),
    ROW("y_number_real_exponent", "[123e45]"),
    ROW("y_number_real_fraction_exponent", "[123.456e78]"),
    ROW("y_number_real_neg_exp", "[1e-2]"),
    ROW("y_number_real_pos_exponent", "[1e+2]"),
    ROW("y_number_simple_int", "[123]"),
    ROW("y_number_simple_real", "[123.456789]"),
    ROW("y_object", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}"),
    ROW("y_object_basic", "{\"asd\":\"sdf\"}"),
    DECIDED("y_object_duplicated_key", "{\"a\":\"b\",\"a\":\"c\"}", "duplicate-key"),
    DECIDED("y_object_duplicated_key_and_value", "{\"a\":\"b\",\"a\":\"b\"}", "duplicate-key"),
    ROW("y_object_empty", "{}"),
    ROW("y_object_empty_key", "{\"\":0}"),
    DECIDED("y_object_escaped_null_in_key", "{\"foo\\u0000bar\": 42}", "json-escape"),
    ROW("y_object_extreme_numbers", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }"),
    ROW("y_object_long_strings", "{\"x\":[{\"id\": \"" TEN("xxxx") "\"}], \"id\": \"" TEN("xxxx") "\"}"),
    ROW("y_object_simple", "{\"a\":[]}"),
    ROW("y_object_string_unicode", "{\"title\":\"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430 "
                                   "\\u0417\\u0435\\u043c\\u043b\\u0435\\u043a\\u043e\\u043f\\u0430\" }"),
    ROW("y_object_with_newlines", "{\n\"a\": \"b\"\n}"),
    ROW("y_string_1_2_3_bytes_UTF-8_sequences", "[\"\\u0060\\u012a\\u12AB\"]"),
    ROW("y_string_accepted_surrogate_pair", "[\"\\uD801\\udc37\"]"),
    ROW("y_string_accepted_surrogate_pairs", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"),
    ROW("y_string_allowed_escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
    ROW("y_string_backslash_and_u_escaped_zero", "[\"\\\\u0000\"]"),
    ROW("y_string_backslash_doublequotes", "[\"\\\"\"]"),
    ROW("y_string_comments", "[\"a/*b*/c/*d//e\"]"),
    ROW("y_string_double_escape_a", "[\"\\\\a\"]"),
    ROW("y_string_double_escape_n", "[\"\\\\n\"]"),
    ROW("y_string_escaped_control_character", "[\"\\u0012\"]"),
    ROW("y_string_escaped_noncharacter", "[\"\\uFFFF\"]"),
    ROW("y_string_in_array", "[\"asd\"]"),
    ROW("y_string_in_array_with_leading_space", "[ \"asd\"]"),
    ROW("y_string_last_surrogates_1_and_2", "[\"\\uDBFF\\uDFFF\"]"),
    ROW("y_string_nbsp_uescaped", "[\"new\\u00A0line\"]"),
    ROW("y_string_nonCharacterInUTF-8_U+10FFFF", "[\"\xf4\x8f\xbf\xbf\"]"),
    ROW("y_string_nonCharacterInUTF-8_U+FFFF", "[\"\xef\xbf\xbf\"]"),
    DECIDED("y_string_null_escape", "[\"\\u0000\"]", "json-escape"),
    ROW("y_string_one-byte-utf-8", "[\"\\u002c\"]"),
    ROW("y_string_pi", "[\"\xcf\x80\"]"),
    ROW("y_string_reservedCharacterInUTF-8_U+1BFFF", "[\"\xf0\x9b\xbf\xbf\"]"),
    ROW("y_string_simple_ascii", "[\"asd \"]"),
    ROW("y_string_space", "\" \""),
    ROW("y_string_surrogates_U+1D11E_MUSICAL_SYMBOL_G_CLEF", "[\"\\uD834\\uDd1e\"]"),
    ROW("y_string_three-byte-utf-8", "[\"\\u0821\"]"),
    ROW("y_string_two-byte-utf-8", "[\"\\u0123\"]"),
    ROW("y_string_u+2028_line_sep", "[\"\xe2\x80\xa8\"]"),
    ROW("y_string_u+2029_par_sep", "[\"\xe2\x80\xa9\"]"),
    ROW("y_string_uEscape", "[\"\\u0061\\u30af\\u30EA\\u30b9\"]"),
    ROW("y_string_uescaped_newline", "[\"new\\u000Aline\"]"),
    ROW("y_string_unescaped_char_delete", "[\"\x7f\"]"),
    ROW("y_string_unicode", "[\"\\uA66D\"]"),
    ROW("y_string_unicodeEscapedBackslash", "[\"\\u005C\"]"),
    ROW("y_string_unicode_2", "[\"\xe2\x8d\x82\xe3\x88\xb4\xe2\x8d\x82\"]"),
    ROW("y_string_unicode_U+10FFFE_nonchar", "[\"\\uDBFF\\uDFFE\"]"),
    ROW("y_string_unicode_U+1FFFE_nonchar", "[\"\\uD83F\\uDFFE\"]"),
    ROW("y_string_unicode_U+200B_ZERO_WIDTH_SPACE", "[\"\\u200B\"]"),
    ROW("y_string_unicode_U+2064_invisible_plus", "[\"\\u2064\"]"),
    ROW("y_string_unicode_U+FDD0_nonchar", "[\"\\uFDD0\"]"),
    ROW("y_string_unicode_U+FFFE_nonchar", "[\"\\uFFFE\"]"),
    ROW("y_string_unicode_escaped_double_quote", "[\"\\u0022\"]"),
    ROW("y_string_utf8", "[\"\xe2\x82\xac\xf0\x9d\x84\x9e\"]"),
    ROW("y_string_with_del_character", "[\"a\x7f"
                                       "a\"]"),
    ROW("y_structure_lonely_false", "false"),
    ROW("y_structure_lonely_int", "42"),
    ROW("y_structure_lonely_negative_real", "-0.1"),
    ROW("y_structure_lonely_null", "null"),
    ROW("y_structure_lonely_string", "\"asd\""),
    ROW("y_structure_lonely_true", "true"),
    ROW("y_structure_string_empty", "\"\""),
    ROW("y_structure_trailing_newline", "[\"a\"]\n"),
    ROW("y_structure_true_in_array", "[true]"),
    ROW("y_structure_whitespace_array", " [] "),
    /* what is left to the reader */
    DECIDED("i_number_double_huge_neg_exp", "[123.456e-789]", "y"),
    DECIDED("i_number_huge_exp", "[0.4e0066999999" TEN("99999999") "99999999999969999999006]",
        "json-number-range"),
    DECIDED("i_number_neg_int_huge_exp", "[-1e+9999]", "json-number-range"),
    DECIDED("i_number_pos_double_huge_exp", "[1.5e+9999]", "json-number-range"),
    DECIDED("i_number_real_neg_overflow", "[-123123e100000]", "json-number-range"),
    DECIDED("i_number_real_pos_overflow", "[123123e100000]", "json-number-range"),
    DECIDED("i_number_real_underflow", "[123e-10000000]", "y"),
    DECIDED("i_number_too_big_neg_int", "[-123123123123123123123123123123]", "y"),
    DECIDED("i_number_too_big_pos_int", "[100000000000000000000]", "y"),
    DECIDED("i_number_very_big_negative_int", "[-237462374673276894279832749832423479823246327846]", "y"),
    DECIDED("i_object_key_lone_2nd_surrogate", "{\"\\uDFAA\":0}", "json-escape"),
    DECIDED("i_string_1st_surrogate_but_2nd_missing", "[\"\\uDADA\"]", "json-escape"),
    DECIDED("i_string_1st_valid_surrogate_2nd_invalid", "[\"\\uD888\\u1234\"]", "json-escape"),
    DECIDED("i_string_UTF-16LE_with_BOM", "\xff\xfe[\0\"\0\xe9\0\"\0]\0", "json-encoding"),
    DECIDED("i_string_UTF-8_invalid_sequence", "[\"\xe6\x97\xa5\xd1\x88\xfa\"]", "json-utf8"),
    DECIDED("i_string_UTF8_surrogate_U+D800", "[\"\xed\xa0\x80\"]", "json-utf8"),
    DECIDED("i_string_incomplete_surrogate_and_escape_valid", "[\"\\uD800\\n\"]", "json-escape"),
    DECIDED("i_string_incomplete_surrogate_pair", "[\"\\uDd1ea\"]", "json-escape"),
    DECIDED("i_string_incomplete_surrogates_escape_valid", "[\"\\uD800\\uD800\\n\"]", "json-escape"),
    DECIDED("i_string_invalid_lonely_surrogate", "[\"\\ud800\"]", "json-escape"),
    DECIDED("i_string_invalid_surrogate", "[\"\\ud800abc\"]", "json-escape"),
    DECIDED("i_string_invalid_utf-8", "[\"\xff\"]", "json-utf8"),
    DECIDED("i_string_inverted_surrogates_U+1D11E", "[\"\\uDd1e\\uD834\"]", "json-escape"),
    DECIDED("i_string_iso_latin_1", "[\"\xe9\"]", "json-utf8"),
    DECIDED("i_string_lone_second_surrogate", "[\"\\uDFAA\"]", "json-escape"),
    DECIDED("i_string_lone_utf8_continuation_byte", "[\"\x81\"]", "json-utf8"),
    DECIDED("i_string_not_in_unicode_range", "[\"\xf4\xbf\xbf\xbf\"]", "json-utf8"),
    DECIDED("i_string_overlong_sequence_2_bytes", "[\"\xc0\xaf\"]", "json-utf8"),
    DECIDED("i_string_overlong_sequence_6_bytes", "[\"\xfc\x83\xbf\xbf\xbf\xbf\"]", "json-utf8"),
    DECIDED("i_string_overlong_sequence_6_bytes_null", "[\"\xfc\x80\x80\x80\x80\x80\"]", "json-utf8"),
    DECIDED("i_string_truncated-utf-8", "[\"\xe0\xff\"]", "json-utf8"),
    DECIDED("i_string_utf16BE_no_BOM", "\0[\0\"\0\xe9\0\"\0]", "json-encoding"),
    DECIDED("i_string_utf16LE_no_BOM", "[\0\"\0\xe9\0\"\0]\0", "json-encoding"),
    DECIDED("i_structure_500_nested_arrays", TEN(TEN("[[[[[")) TEN(TEN("]]]]]")), "json-depth"),
    DECIDED("i_structure_UTF-8_BOM_empty_object", "\xef\xbb\xbf{}", "y"),
};

/* Codes with which the text itself is refused, whatever it says */
static bool is_of_json(enum diag_code code)
{
    return code >= DIAG_JSON_EMPTY && code <= DIAG_JSON_CONTROL;
}

/* A place inside the bytes, or the one right behind them; none where the file as a whole is meant, which is
 * told at its start */
static bool is_inside(const struct place *place, const char *text, size_t length, enum diag_code code)
{
    if (!place->line && (code == DIAG_JSON_EMPTY || code == DIAG_JSON_ENCODING))
        return true;
    const char *line = text, *end = text + length;
    for (int number = 1; number < place->line; number++) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        if (!next)
            return false;
        line = next + 1;
    }
    return place->line >= 1 && place->column >= 1 && place->column <= end - line + 1;
}

static void expect_refused(
    const struct row *row, const struct diag *diags, size_t count, const char *code, const char *who)
{
    if (count != 1 || !is_of_json(diags[0].code))
        fail_msg("%s: %s: %zu diagnostics, the first [%s]", row->name, who, count,
            count ? diag_code_text(diags[0].code) : "none");
    if (code && strcmp(diag_code_text(diags[0].code), code) != 0)
        fail_msg("%s: %s: [%s] and not [%s]", row->name, who, diag_code_text(diags[0].code), code);
    if (!is_inside(&diags[0].place, row->text, row->length, diags[0].code))
        fail_msg("%s: %s: no place in it, %d:%d", row->name, who, diags[0].place.line, diags[0].place.column);
}

static void look_at(const struct row *row)
{
    struct arena *arena = arena_create();
    /* as long as it is: the sanitizers see a read past the end */
    unsigned char *copy = arena_alloc(arena, row->length + 1);
    memcpy(copy, row->text, row->length);
    copy[row->length] = 'x';
    struct bytes bytes = {copy, row->length};
    bool read = row->name[0] == 'y' ? !row->decided : row->decided && !strcmp(row->decided, "y");
    struct diags *diags = diags_create(), *of_dataset = diags_create();
    const struct json *json = json_parse(arena, "f.json", bytes, diags);
    size_t count, of_dataset_count;
    const struct diag *sorted = diags_sorted(diags, &count);
    if (!json == read)
        fail_msg("%s: %s", row->name, read ? diags_brief(arena, diags) : "read");
    assert_null(dataset_load(arena, "f.json", bytes, of_dataset));
    const struct diag *of_dataset_sorted = diags_sorted(of_dataset, &of_dataset_count);
    assert_true(of_dataset_count > 0);
    if (!read) {
        expect_refused(row, sorted, count, row->decided, "the JSON reader");
        expect_refused(row, of_dataset_sorted, of_dataset_count, row->decided, "the dataset's reader");
    }
    for (size_t i = 0; read && i < of_dataset_count; i++)
        if (is_of_json(of_dataset_sorted[i].code))
            fail_msg("%s: good JSON is refused as a dataset with [%s]", row->name,
                diag_code_text(of_dataset_sorted[i].code));
    diags_destroy(diags);
    diags_destroy(of_dataset);
    arena_destroy(arena);
}

static void test_rows(void **state)
{
    (void)state;
    size_t counts[256] = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        look_at(&rows[i]);
        counts[(unsigned char)rows[i].name[0]]++;
    }
    assert_int_equal(counts['n'], 188 - 2);
    assert_int_equal(counts['y'], 95);
    assert_int_equal(counts['i'], 35);
}

static void test_long(void **state)
{
    (void)state;
    static const struct {
        const char *name, *part;
        size_t count;
    } longs[] = {{"n_structure_100000_opening_arrays", "[", 100000},
        {"n_structure_open_array_object", "[{\"\":", 50000}};
    for (size_t i = 0; i < sizeof longs / sizeof *longs; i++) {
        struct arena *arena = arena_create();
        struct str text = str_init(arena);
        for (size_t j = 0; j < longs[i].count; j++)
            str_append(&text, longs[i].part);
        look_at(&(struct row){longs[i].name, str_text(&text), text.length, "json-depth"});
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_long)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
