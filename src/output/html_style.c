/* SPDX-License-Identifier: MIT */
/*
 * html_style: the page's style sheet.
 *
 * Sizes are those of the type scale, enlarged for reading on a screen: 10 pt of a page are 17 px here. One
 * column of 800 px for figures and tables, of which words fill 680; figures have a second drawing for less
 * than 620 px of it. Dark colours hold on screens
 * alone: paper stays white.
 */
#include "contrast.h"
#include "html_internal.h"

#include <math.h>

/* px of a browser for a point of the type scale; rem are 16 px */
static const double PX_A_POINT = 1.7, REM = 16, LEAST_PX = 13;
static const double LINK_CONTRAST = 4.6; /* 4.5 and what rounding to 8 bits takes */

static const char sans[] =
    "\"" PAGE_CLASS_SANS "\",\"IBM Plex Sans\",system-ui,-apple-system,\"Segoe UI\",Roboto,Arial,sans-serif";
static const char condensed[] =
    "\"" PAGE_CLASS_CONDENSED
    "\",\"IBM Plex Sans Condensed\",\"Arial Narrow\",Roboto Condensed,Arial,sans-serif";

static const char layout[] =
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:break-word;"
    "text-rendering:optimizeLegibility}\n"
    "header,main,footer{max-width:832px;margin:0 auto;padding:0 16px}\n"
    "header{padding-top:40px}\n"
    "header.bar::before{content:\"\";display:block;width:40px;border-top:8px solid var(--accent)}\n"
    "p,ul,ol,dl,blockquote,figure,h1,h2,h3{margin:0}p,ul,ol,blockquote{max-width:33.5em}h1{max-width:680px}"
    "\n"
    ".nb{white-space:nowrap}\n"
    "a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}\n"
    "a:focus-visible,summary:focus-visible,.table:focus-visible{outline:2px solid "
    "var(--link);outline-offset:2px}\n"
    ".skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;background:var(--paper);padding:4px "
    "8px}\n"
    ".hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}"
    "\n"
    ".logo{float:left;margin:12px 24px 0 0}.logo svg{display:block;max-width:100%;height:auto}\n"
    ".logo+.running{text-align:right;max-width:none;margin-top:18px}\n"
    ".kicker{clear:both;padding-top:12px;color:var(--accent)}h1{clear:both}\n"
    "h1{margin:4px 0 12px;text-wrap:balance}\n"
    "h2{margin-top:44px;padding-top:10px;border-top:1px solid var(--ink)}\n"
    "h3{margin-top:24px}\n"
    "p+p,ul,ol,blockquote{margin-top:12px}h2+p,h2+ul,h2+ol,h3+p,h3+ul,h3+ol{margin-top:8px}\n"
    "p,li,figcaption{text-wrap:pretty}\n"
    ".standfirst{color:var(--secondary);max-width:32em}.standfirst+p.standfirst{margin-top:6px}\n"
    ".note,figcaption .measure{color:var(--secondary)}.note{margin-top:10px;max-width:76ch}\n"
    "strong{font-weight:600}em{font-style:normal;font-weight:500}code{font:inherit}\n"
    "sup{font-size:max(.68em,11px);line-height:0;vertical-align:.45em}sup "
    "a{text-decoration:none;padding:.3em .1em}\n"
    "ul,ol{padding-left:1.35em}li{margin-top:6px}li::marker{color:var(--faint)}\n"
    "ol>li::marker{color:var(--ink);font-weight:600}li>ul,li>ol{margin-top:4px}\n"
    "blockquote{border-left:3px solid var(--rule);padding-left:16px}\n"
    "hr{border:0;border-top:1px solid var(--rule);margin:24px 0}\n"
    ".small{color:var(--secondary)}\n"
    ".small li{break-inside:avoid;margin:0 0 8px}.small p{overflow-wrap:anywhere}\n"
    ".small li::marker{font-weight:500;color:var(--secondary)}\n"
    ".columns{columns:2 "
    "280px;column-gap:28px;margin-top:12px}.columns>*{break-inside:avoid}.columns>:first-child{margin-top:0}"
    "\n"
    ".columns>ol,.columns>ul,.columns .note{break-inside:auto;margin-top:0}.columns "
    ".note+.note{margin-top:8px}\n"
    ".running{color:var(--secondary);margin-top:12px}\n"
    ":target{scroll-margin-top:24px}li:target{background:var(--tint)}\n"
    ".numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(118px,1fr));gap:16px "
    "20px;margin-top:24px;"
    "padding:12px 0 14px;border-top:2px solid var(--ink);border-bottom:1px solid var(--rule)}\n"
    ".numbers div{display:flex;flex-direction:column-reverse;justify-content:flex-end;min-width:0}\n"
    ".numbers.long{grid-template-columns:repeat(auto-fit,minmax(146px,1fr))}.numbers.long "
    "dd{font-size:1.25rem}\n"
    "@media (min-width:652px){.numbers.long{grid-template-columns:repeat(auto-fit,minmax(190px,1fr))}"
    ".numbers.long "
    "dd{font-size:1.5rem}.numbers.longer{grid-template-columns:repeat(auto-fit,minmax(230px,1fr))}}"
    "\n"
    ".numbers dt{color:var(--secondary)}.numbers dd{margin:0;overflow-wrap:normal}\n"
    "figure{margin:20px 0 "
    "24px}figure+p,figure+ul,figure+ol,.numbers+p{margin-top:16px}figcaption{margin-bottom:8px}"
    "figcaption>span{display:block}\n"
    "svg text{paint-order:stroke;stroke-linejoin:round}"
    "figure svg{display:block;width:100%;height:auto;overflow:visible}\n"
    ".wide,.fixed{max-width:800px}.wide{display:none}.narrow{max-width:440px}\n"
    ".fixed{overflow-x:auto}.fixed svg{min-width:600px}\n"
    "@media (min-width:652px){.wide{display:block}.narrow{display:none}}\n"
    "details{margin-top:8px;color:var(--secondary)}summary{cursor:pointer;width:fit-content;padding:4px 0}\n"
    "details[open]{padding-bottom:8px;border-bottom:1px solid var(--rule)}\n"
    ".table{margin-top:14px;overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%;border-top:2px solid var(--ink);border-bottom:2px solid "
    "var(--ink)}\n"
    "details table{border-width:1px}\n"
    "caption{text-align:left;padding-bottom:8px}\n"
    "th,td{text-align:left;vertical-align:top;padding:5px 14px 5px 0;font-weight:400}\n"
    "tr>:last-child{padding-right:0}\n"
    "thead th{font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--ink)}\n"
    "thead small{font-size:1em;font-weight:400;color:var(--secondary)}\n"
    "tbody tr+tr>*,tbody+tbody tr>*{border-top:1px solid var(--rule)}\n"
    "th small{white-space:nowrap}\n"
    "@media (min-width:652px){td.r{white-space:nowrap}}@media print{td.r{white-space:nowrap}}\n"
    "td.m{padding-left:1.07em}td.m .mark{margin-left:-1.07em}\n"
    ".group th,.sum>*{font-weight:600}tbody .group th{padding-top:14px}\n"
    ".r{text-align:right;font-variant-numeric:tabular-nums}td.faint,th.faint{color:var(--faint)}th.in,td.in{"
    "padding-left:1.2em}\n"
    ".mark{display:inline-block;width:.62em;height:.62em;margin-right:.45em;border:1px solid var(--ink)}\n"
    ".mark.firm{border-width:.31em}.mark.planned{box-shadow:inset 0 0 0 1em var(--soft)}\n"
    ".mark.talk{border-style:dashed}\n"
    ".mark.dead{border:0;background:linear-gradient(45deg,transparent 43%,var(--secondary) 43% "
    "57%,transparent 57%),"
    "linear-gradient(-45deg,transparent 43%,var(--secondary) 43% 57%,transparent 57%)}\n"
    "footer{margin-top:56px;padding-bottom:48px;color:var(--faint)}footer p{border-top:1px solid "
    "var(--rule);padding-top:10px;max-width:none}\n";

/* A telephone: rows become cards, each cell under the name of its column. */
static const char telephone[] =
    "@media screen and (max-width:651px){\n"
    ".cards{overflow:visible}.cards table,.cards tbody,.cards caption{display:block}\n"
    ".cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
    ".cards tr{display:grid;grid-template-columns:1fr 1fr;gap:2px 16px;padding:10px 0}\n"
    ".cards tbody tr+tr,.cards tbody+tbody tr{border-top:1px solid var(--rule)}\n"
    ".cards tbody tr>*{border:0;padding:0;text-align:left;min-width:0}\n"
    /* beside the name what it is about: the first number; none: the next words */
    ".cards td.r:not(td.r~td.r){grid-area:1/2;font-weight:600}.cards .group>th,.tall tbody "
    "th{grid-column:1/-1}\n"
    ".cards tr:not(.group):not(.sum)>th{font-weight:600}\n"
    ".cards .none{display:none}.cards td.m .mark{margin-left:0}"
    ".cards td[data-label]::before{content:attr(data-label)\"  "
    "\";white-space:pre-wrap;color:var(--secondary);"
    "font-size:.86em;font-weight:400}\n"
    ".cards .group{padding-bottom:4px}.cards .group+tr{border-top:0}\n"
    ".tall td[data-label]::before{display:block;line-height:1.25}.cards.tall td.r{grid-area:auto}\n"
    ".numbers.longer{grid-template-columns:1fr;gap:8px}.numbers.longer "
    "div{flex-direction:row-reverse;justify-content:space-between;align-items:baseline;gap:12px}"
    ".numbers.longer dd{text-align:right}\n"
    "}\n"
    "@media (max-width:340px){header,main,footer{padding-left:10px;padding-right:10px}}\n";

static const char print[] =
    "@page{margin:15mm}\n"
    "@media print{\n"
    "html{font-size:12.5px}figure svg{max-height:215mm}\n" /* 10 pt of the scale are 10 pt; no figure is cut
                                                            */
    "header,main,footer,p,ul,ol,blockquote,h1{max-width:none}header,main,footer{padding:0}header.bar::before,"
    ".mark{print-color-adjust:exact;-webkit-"
    "print-"
    "color-adjust:exact}\n"
    ".skip,details{display:none}.wide{display:block}.narrow{display:none}\n"
    "h1,h2,h3,figcaption,caption{break-after:avoid}figure,.numbers,blockquote,tr,li{break-inside:avoid}\n"
    "p{orphans:2;widows:2}.table{overflow:visible}thead{display:table-header-group}\n"
    "h2{margin-top:28px}a{color:inherit;text-decoration:none}\n"
    ".small a[href^=http]::after{content:\" \" attr(href);overflow-wrap:anywhere;font-weight:400}\n"
    ".columns{columns:1}\n"
    "}\n";

static double rem_of(const struct html *html, enum style style)
{
    return fmax(text_style_in_use(html->text, style).size * PX_A_POINT, LEAST_PX) / REM;
}

static void type_rule(
    const struct html *html, struct str *out, const char *selector, enum style style, double leading)
{
    struct text_style look = text_style_in_use(html->text, style);
    static const int weights[] = {400, 500, 600};
    str_printf(out, "%s{font:%d ", selector, weights[look.face % 3]);
    str_number(out, rem_of(html, style), 4);
    str_append(out, "rem/");
    str_number(out, leading > 0 ? leading : text_leading_in_use(html->text, style) / look.size, 3);
    str_printf(out, " %s}\n", look.face >= FACE_CONDENSED ? condensed : sans);
}

/* leading: where lines of a screen want another than those of a page; 0: the scale's */
static void type_append(const struct html *html, struct str *out)
{
    type_rule(html, out, "body", STYLE_BODY, 1.5);
    type_rule(html, out, ".kicker", STYLE_KICKER, 0);
    type_rule(html, out, "h1", STYLE_TITLE, 0);
    type_rule(html, out, "h2", STYLE_SECTION, 0);
    type_rule(html, out, "h3,.caption,caption,figcaption .title", STYLE_SUBSECTION, 1.35);
    type_rule(html, out, ".standfirst", STYLE_STANDFIRST, 1.4);
    type_rule(html, out, ".note,.small,.running,footer", STYLE_NOTE, 1.45);
    type_rule(html, out, "table", STYLE_TABLE, 1.35);
    type_rule(html, out, "details,figcaption .measure", STYLE_NOTE, 1.4);
    type_rule(html, out, "details table", STYLE_NOTE, 1.35);
    type_rule(html, out, ".numbers dt,.numbers small", STYLE_KEY_LABEL, 1.3);
    type_rule(html, out, ".numbers dd", STYLE_KEY_NUMBER, 0);
    str_printf(out, ".%s{font-family:%s}.%s{font-family:%s}\n", PAGE_CLASS_SANS, sans, PAGE_CLASS_CONDENSED,
        condensed);
    /* a title of 37 px is too large for a telephone */
    str_append(out, "h1{font-size:clamp(1.7rem,1rem + 3.4vw,");
    str_number(out, rem_of(html, STYLE_TITLE), 4);
    str_append(out, "rem)}h2{font-size:1.3rem}\n");
}

static void colour_variable(struct str *out, const char *prefix, const char *name, struct rgb colour)
{
    char hex[8];
    theme_hex(colour, hex);
    str_printf(out, "--%s%s:%s;", prefix, name, hex);
}

/* The categories are made for areas: as letters they come as near to themselves as can be read. */
static struct rgb link_colour(const struct theme *theme)
{
    const struct rgb grounds[] = {theme->colours[ROLE_PAPER], theme->colours[ROLE_TINT]};
    struct rgb link = theme->colours[ROLE_CAPITAL], remedy;
    for (size_t i = 0; i < 2; i++)
        if (contrast_ratio(link, grounds[i]) < LINK_CONTRAST)
            return contrast_remedy(link, grounds, 2, LINK_CONTRAST, &remedy) ? remedy
                                                                             : theme->colours[ROLE_INK];
    return link;
}

void html_colours_append(struct str *out, const char *selector, const char *prefix, const struct theme *theme)
{
    static const enum role roles[] = {
        ROLE_PAPER, ROLE_INK, ROLE_SECONDARY, ROLE_FAINT, ROLE_RULE, ROLE_TINT, ROLE_ACCENT};
    str_printf(out, "%s{", selector);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        colour_variable(out, prefix, role_name(roles[i]), theme->colours[roles[i]]);
    colour_variable(out, prefix, "link", link_colour(theme));
    colour_variable(out, prefix, "soft", theme_colour(theme, (struct colour){ROLE_INK, 0.72f, 0}));
    str_append(out, "}\n");
}

void html_style_append(const struct html *html, struct str *out)
{
    str_append(out, ":root{color-scheme:light dark}\n");
    html_colours_append(out, ":root", "", html->page.light);
    type_append(html, out);
    str_append(out, layout);
    str_append(out, telephone);
    str_append(out, print);
    str_append(out, "@media screen and (prefers-color-scheme:dark){\n");
    html_colours_append(out, ":root", "", html->page.dark);
    svg_page_dark_append(&html->page, "", out);
    str_append(out, "}\n@media print{:root{color-scheme:light}}\n");
}
