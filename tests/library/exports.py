# SPDX-License-Identifier: MIT
"""The library's symbols: what it gives away is what its header declares, and what it takes from the system cannot print, end the
process, read the environment or change the locale. usage: exports.py HEADER LIBRARY PAGE DEBIAN_SYMBOLS"""
import re
import shutil
import subprocess
import sys

header, library, page, kept = sys.argv[1:]

# what no function of a library of ours may call: prints, ends, asks the surroundings, or changes them
FORBIDDEN = """printf fprintf vprintf vfprintf puts fputs putchar fwrite stdout stderr stdin perror syslog exit abort quick_exit getenv
secure_getenv setenv unsetenv putenv setlocale time clock_gettime gettimeofday localtime fork vfork execve posix_spawn system popen
waitpid signal sigaction sigprocmask pthread_sigmask signalfd setrlimit mallopt chdir umask FcConfigSetCurrent g_setenv isatty""".split()


def symbols(option):
    listed = subprocess.run(["nm", "-D", option, library], check=True, capture_output=True, text=True).stdout
    return {line.split()[-1].split("@")[0] for line in listed.splitlines()}


with open(header, encoding="utf-8") as file:
    text = file.read()
declared = set(re.findall(r"DEALBRIEF_PUBLIC[^;]*?\b(dealbrief_\w+)\(", text))
assert len(declared) == text.count("DEALBRIEF_PUBLIC ") - text.count("#define DEALBRIEF_PUBLIC "), declared
# those that a linker defines by itself
defined = symbols("--defined-only") - {"_init", "_fini", "__bss_start", "_edata", "_end"}
assert defined == declared, f"given away and not declared: {defined - declared}; declared alone: {declared - defined}"

with open(page, encoding="utf-8") as file:
    described = set(re.findall(r"\b(dealbrief_\w+)\(", file.read()))
assert described == declared, f"the manual page lacks or has too much: {described ^ declared}"

# the number behind .so is the header's, and Debian's list of symbols is of this library
abi = re.search(r"^#define DEALBRIEF_ABI (\d+)$", text, re.M).group(1)
named = subprocess.run(["readelf", "-d", library], check=True, capture_output=True, text=True).stdout
assert f"soname: [libdealbrief.so.{abi}]" in named, named
with open(kept, encoding="utf-8") as file:
    head, *lines = file.read().splitlines()
assert head == f"libdealbrief.so.{abi} libdealbrief{abi} #MINVER#", head
assert {line.split("@")[0].strip() for line in lines} == declared

taken = symbols("--undefined-only")
assert "gvLayout" in taken and "pthread_mutex_lock" in taken
found = sorted(name for name in FORBIDDEN for form in (name, f"__{name}_chk", f"{name}64") if form in taken)
assert not found, f"called by the library: {found}"

tried = []
for compiler, options in (("cc", ["-x", "c", "-std=c17"]), ("cc", ["-x", "c", "-std=c99"]), ("c++", ["-x", "c++", "-std=c++11"]),
                          ("c++", ["-x", "c++", "-std=c++20"])):
    if shutil.which(compiler):
        subprocess.run([compiler, *options, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-"], check=True,
                       input=f'#include "{header}"\nint main() {{ return dealbrief_abi() != DEALBRIEF_ABI; }}\n', text=True)
        tried.append(" ".join((compiler, options[-1])))
print(f"{len(declared)} functions, as declared; the header is good for {', '.join(tried)}")
