#!/bin/sh
# Rules that a compiler does not see: which file may know which library, and what no file may hold.
set -eu
cd "$(dirname "$0")/.."
bad=0
complain()
{
    echo "lint: $1"
    bad=1
}

# only PATTERN FILE...: no other file includes a system header that matches
only()
{
    pattern=$1
    shift
    for file in $(grep -rliE "#include <($pattern)" src || true); do
        case " $* " in
        *" $file "*) ;;
        *) complain "$file: the library of $* belongs there alone" ;;
        esac
    done
}
only 'cjson' src/input/json.c
only 'gvc|cgraph|graphviz|types.h' src/flow/layout.c
only 'md4c' src/brief/markdown.c
only 'nettle' src/base/hash.c
only 'microhttpd' src/app/serve.c
only 'qpdf' src/output/pdf_read.c src/output/pdf_finish.c

for file in $(find src tests -name '*.[ch]'); do
    head -n 1 "$file" | grep -q 'SPDX-License-Identifier''[:] MIT' || complain "$file: no SPDX line"
done
for file in tests/web/*.js; do
    head -n 1 "$file" | grep -q 'SPDX-License-Identifier''[:] MIT' || complain "$file: no SPDX line"
done

# functions whose kin has a safer twin
grep -rnE '\<(strcpy|strcat|sprintf|vsprintf|atoi|atol|atof|strtok|setlocale)\>|\<gets\(' src --include='*.[ch]' |
    grep -vE '^[^:]+:[0-9]+:[[:space:]]*(/?\*|//)|/\*' && complain 'a banned function (above)'

# the environment, the clock and the locale are read in app alone
grep -rnE '(^|[^_[:alnum:]])(getenv|time|clock_gettime|gettimeofday|localtime|gmtime)\(' src --include='*.c' |
    grep -v '^src/app/' |
    grep -vE ':[[:space:]]*(/?\*)' && complain 'environment or clock outside app (above)'

# a handler runs between any two instructions, where almost nothing may be called: signals are waited for instead
grep -rnE 'sa_handler[[:space:]]*=[^=]|sa_sigaction[[:space:]]*=|[^_[:alnum:]]signal\([^,]+,' src --include='*.c' |
    grep -vE 'SIG_(IGN|DFL)\)' && complain 'a signal handler (above): use interrupt.c'

# each file says whose it is and under which licence, where the tool is at hand
if command -v reuse >/dev/null; then
    reuse lint >/dev/null 2>&1 || { reuse lint | tail -n 20 >&2 || true; complain 'reuse: a file without licence or copyright'; }
fi

# one version
version=$(sed -n "s/^  version: '\(.*\)',$/\1/p" meson.build)
[ "$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)" = "$version" ] || complain "debian/changelog is not of version $version"

exit $bad
