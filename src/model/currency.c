/* SPDX-License-Identifier: MIT */
/* Plain tables: ISO 4217 as of 2025 (with the codes of gold and silver left out), and the symbols of
 * docs/dataset.md. */
#include "currency.h"
#include "str.h"

#include <string.h>

static const char *const codes[] = {"AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM",
    "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
    "CDF", "CHF", "CLP", "CNH", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP",
    "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL",
    "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF",
    "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD",
    "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR",
    "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR",
    "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
    "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES",
    "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XDR", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"};
enum { CODE_COUNT = sizeof codes / sizeof *codes };

static const struct {
    const char *sign, *code;
    bool shared;
} symbols[] = {
    {"US$", "USD", false},
    {"A$", "AUD", false},
    {"C$", "CAD", false},
    {"HK$", "HKD", false},
    {"$", "USD", true},
    {"€", "EUR", false},
    {"£", "GBP", false},
    {"¥", "JPY", true},
    {"₹", "INR", false},
    {"₩", "KRW", false},
};

bool currency_exists(const char *code, size_t length)
{
    if (length != 3)
        return false;
    for (size_t i = 0; i < CODE_COUNT; i++)
        if (!memcmp(codes[i], code, 3))
            return true;
    return false;
}

const char *currency_suggest(const char *code)
{
    static const char *const colloquial[][2] = {{"RMB", "CNY"}, {"NTD", "TWD"}, {"STG", "GBP"},
        {"UKP", "GBP"}, {"YEN", "JPY"}, {"WON", "KRW"}, {"SFR", "CHF"}};
    for (size_t i = 0; i < sizeof colloquial / sizeof *colloquial; i++)
        if (!strcmp(colloquial[i][0], code))
            return colloquial[i][1];
    return suggest_nearest(code, codes, CODE_COUNT);
}

const char *currency_symbol(const char *text, size_t *length, bool *shared)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (str_starts(text, symbols[i].sign)) {
            *length = strlen(symbols[i].sign);
            *shared = symbols[i].shared;
            return symbols[i].code;
        }
    return NULL;
}

bool currency_shares_symbol(const char *code, const char *other)
{
    static const char *const dollars[] = {"AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP",
        "ARS", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "MXN", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD",
        "TWD", "USD", "XCD"};
    if (!strcmp(code, "JPY"))
        return !strcmp(other, "CNY") || !strcmp(other, "CNH");
    for (size_t i = 0; !strcmp(code, "USD") && i < sizeof dollars / sizeof *dollars; i++)
        if (!strcmp(dollars[i], other))
            return true;
    return false;
}

const char *currency_sign(const char *code)
{
    if (!strcmp(code, "USD"))
        return "$";
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (!strcmp(symbols[i].code, code))
            return symbols[i].sign;
    return NULL;
}
