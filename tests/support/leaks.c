/* SPDX-License-Identifier: MIT */
/*
 * leaks: what LeakSanitizer may overlook. fontconfig, Pango's type system and gvc keep tables until the process ends; what is ours
 * is watched. Linked into sanitizer builds only; compiled in, so that it holds whatever the environment of a test.
 */
const char *__lsan_default_suppressions(void);

__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libgvc\nleak:libcgraph\nleak:libpango\nleak:libgobject\nleak:libglib\nleak:libcairo\n";
}
