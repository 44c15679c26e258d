/* SPDX-License-Identifier: MIT */
/*
 * pdf_metadata: options → XMP, and the same as an information dictionary.
 *
 * In: options. Out: text. It refuses to know the file that it stands in.
 */
#include "pdf_metadata.h"

#include "pdf_syntax.h"
#include "xml.h"

#include <time.h>

static struct tm time_of(int64_t seconds)
{
    time_t time = (time_t)seconds;
    struct tm tm = {0};
    if (!gmtime_r(&time, &tm) || tm.tm_year < 70 || tm.tm_year > 8099)
        tm = (struct tm){.tm_year = 70, .tm_mday = 1};
    return tm;
}

static const char *date_text(struct arena *arena, int64_t seconds, const char *format)
{
    struct tm tm = time_of(seconds);
    char date[64];
    strftime(date, sizeof date, format, &tm);
    return arena_strdup(arena, date);
}

const char *pdf_date_iso(struct arena *arena, int64_t seconds)
{
    return date_text(arena, seconds, "%Y-%m-%dT%H:%M:%SZ");
}

const char *pdf_date(struct arena *arena, int64_t seconds)
{
    return date_text(arena, seconds, "D:%Y%m%d%H%M%SZ");
}

/* XMP */

static const char *filled(const char *text)
{
    return text && text[0] ? text : NULL;
}

static void property_append(struct str *out, const char *prefix, const char *name, const char *value)
{
    if (!filled(value))
        return;
    str_printf(out, "<%s:%s>", prefix, name);
    xml_escape(out, value);
    str_printf(out, "</%s:%s>\n", prefix, name);
}

/* before, value, after; nothing without a value */
static void array_append(struct str *out, const char *before, const char *value, const char *after)
{
    if (!filled(value))
        return;
    str_append(out, before);
    xml_escape(out, value);
    str_append(out, after);
}

static void description_open(struct str *out, const char *prefix, const char *uri)
{
    str_printf(out, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">\n", prefix, uri);
}

static void description_close(struct str *out)
{
    str_append(out, "</rdf:Description>\n");
}

static void dublin_core_append(struct str *out, const struct pdf_options *options)
{
    description_open(out, "dc", "http://purl.org/dc/elements/1.1/");
    str_append(out, "<dc:format>application/pdf</dc:format>\n");
    array_append(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", options->title,
        "</rdf:li></rdf:Alt></dc:title>\n");
    array_append(out, "<dc:creator><rdf:Seq><rdf:li>", options->author, "</rdf:li></rdf:Seq></dc:creator>\n");
    array_append(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", options->subject,
        "</rdf:li></rdf:Alt></dc:description>\n");
    array_append(
        out, "<dc:language><rdf:Bag><rdf:li>", options->language, "</rdf:li></rdf:Bag></dc:language>\n");
    description_close(out);
}

static void xmp_schema_append(struct str *out, const struct pdf_options *options)
{
    const char *date = pdf_date_iso(out->arena, options->time);
    description_open(out, "xmp", "http://ns.adobe.com/xap/1.0/");
    property_append(out, "xmp", "CreateDate", date);
    property_append(out, "xmp", "ModifyDate", date);
    property_append(out, "xmp", "MetadataDate", date);
    property_append(out, "xmp", "CreatorTool", options->creator);
    description_close(out);
}

static void provenance_write(struct str *out, const struct provenance *provenance)
{
    struct provenance_field fields[PROVENANCE_FIELDS];
    if (!provenance)
        return;
    provenance_fields(provenance, fields);
    description_open(out, PROVENANCE_PREFIX, PROVENANCE_NAMESPACE);
    for (size_t i = 0; i < PROVENANCE_FIELDS; i++)
        property_append(out, PROVENANCE_PREFIX, fields[i].name, fields[i].value);
    description_close(out);
}

static void schema_open(struct str *out, const char *name, const char *uri, const char *prefix)
{
    str_printf(out,
        "<rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
        "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
        "<pdfaSchema:property><rdf:Seq>\n",
        name, uri, prefix);
}

static void schema_close(struct str *out)
{
    str_append(out, "</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n");
}

static void schema_property(struct str *out, const char *name, const char *type, const char *description)
{
    str_printf(out,
        "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%s</pdfaProperty:name>"
        "<pdfaProperty:valueType>%s</pdfaProperty:valueType><pdfaProperty:category>internal</"
        "pdfaProperty:category>"
        "<pdfaProperty:description>%s</pdfaProperty:description></rdf:li>\n",
        name, type, description);
}

/* Neither PDF/UA's property nor ours are among those that PDF/A knows. */
static void extensions_append(struct str *out, const struct provenance *provenance)
{
    struct provenance_field fields[PROVENANCE_FIELDS];
    str_append(out,
        "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
        " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
        "<pdfaExtension:schemas><rdf:Bag>\n");
    schema_open(out, "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid");
    schema_property(out, "part", "Integer", "Part of ISO 14289 that the file follows");
    schema_close(out);
    if (provenance) {
        provenance_fields(provenance, fields);
        schema_open(out, "Where the document comes from", PROVENANCE_NAMESPACE, PROVENANCE_PREFIX);
        for (size_t i = 0; i < PROVENANCE_FIELDS; i++)
            if (filled(fields[i].value))
                schema_property(out, fields[i].name, "Text", "As dealbrief inspect prints it");
        schema_close(out);
    }
    str_append(out, "</rdf:Bag></pdfaExtension:schemas>\n");
    description_close(out);
}

void pdf_xmp_append(struct str *out, const struct pdf_options *options, const char *producer)
{
    str_append(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    description_open(out, "pdfaid", "http://www.aiim.org/pdfa/ns/id/");
    str_append(out, "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n");
    description_close(out);
    description_open(out, "pdfuaid", "http://www.aiim.org/pdfua/ns/id/");
    str_append(out, "<pdfuaid:part>1</pdfuaid:part>\n");
    description_close(out);
    dublin_core_append(out, options);
    xmp_schema_append(out, options);
    description_open(out, "pdf", "http://ns.adobe.com/pdf/1.3/");
    property_append(out, "pdf", "Producer", producer);
    description_close(out);
    provenance_write(out, options->provenance);
    extensions_append(out, options->provenance);
    str_append(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

/* the information dictionary */

static void entry_append(struct str *out, const char *key, const char *value)
{
    if (!filled(value))
        return;
    str_append(out, key);
    pdf_text_append(out, value);
}

void pdf_info_append(struct str *out, const struct pdf_options *options, const char *producer)
{
    const char *date = pdf_date(out->arena, options->time);
    str_append(out, "<<");
    entry_append(out, "/Title", options->title);
    entry_append(out, "/Author", options->author);
    entry_append(out, "/Subject", options->subject);
    entry_append(out, "/Creator", options->creator);
    entry_append(out, "/Producer", producer);
    entry_append(out, "/CreationDate", date);
    entry_append(out, "/ModDate", date);
    str_append(out, ">>");
}
