# SPDX-License-Identifier: MIT
"""draw: one figure of a dataset into a file, from Python, with nothing to be installed but libdealbrief.

    python3 draw.py deals.json flow svg flow.svg width=800 highlight=party:openai

DEALBRIEF_LIBRARY may name the library (libdealbrief.so.0, where the system looks for libraries).
"""
import ctypes
import os
import sys


class Diagnostic(ctypes.Structure):
    _fields_ = [("severity", ctypes.c_int), ("line", ctypes.c_int), ("column", ctypes.c_int), ("file", ctypes.c_char_p),
                ("path", ctypes.c_char_p), ("code", ctypes.c_char_p), ("sentence", ctypes.c_char_p), ("hint", ctypes.c_char_p)]


class Refused(Exception):
    """status: the exit code of the command; diagnostics: (file, line, column, code, sentence, hint)"""

    def __init__(self, status, diagnostics):
        super().__init__("; ".join(f"{file}:{line}:{column}: {sentence} [{code}]"
                                   for file, line, column, code, sentence, _ in diagnostics) or f"status {status}")
        self.status, self.diagnostics = status, diagnostics


def library_open(path):
    library = ctypes.CDLL(path)
    pointer, size, text = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p
    texts, out = ctypes.POINTER(text), ctypes.POINTER(pointer)
    for name, result, arguments in (
            ("abi", ctypes.c_int, []),
            ("open", ctypes.c_int, [text, text, out]),
            ("close", None, [pointer]),
            ("load", ctypes.c_int, [pointer, text, text, size, out]),
            ("dataset_free", None, [pointer]),
            ("figure", ctypes.c_int, [pointer, pointer, text, text, texts, out, ctypes.POINTER(size)]),
            ("free", None, [pointer]),
            ("diagnostic_count", size, [pointer]),
            ("diagnostic_at", ctypes.POINTER(Diagnostic), [pointer, size])):
        function = getattr(library, "dealbrief_" + name)
        function.restype, function.argtypes = result, arguments
    if library.dealbrief_abi() != 0:
        raise OSError("another libdealbrief than this file was written for")
    return library


class Context:
    """Fonts and a layout engine. Used by one thread at a time."""

    def __init__(self, library=None):
        self.library = library_open(library or os.environ.get("DEALBRIEF_LIBRARY", "libdealbrief.so.0"))
        self.context = ctypes.c_void_p()
        self._check(self.library.dealbrief_open(None, None, ctypes.byref(self.context)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.library.dealbrief_close(self.context)
        self.context = None

    def _check(self, status):
        if status:
            count = self.library.dealbrief_diagnostic_count(self.context)
            told = (self.library.dealbrief_diagnostic_at(self.context, i).contents for i in range(count))
            raise Refused(status, [(d.file.decode(), d.line, d.column, d.code.decode(), d.sentence.decode(),
                                    d.hint.decode()) for d in told])

    def figure(self, name, dataset, kind, form, **options):
        """dataset: the bytes of its JSON. Options with an underscore for the command's hyphen."""
        loaded, drawn, length = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_size_t()
        words = [word.encode() for pair in options.items() for word in (pair[0].replace("_", "-"), str(pair[1]))]
        pairs = (ctypes.c_char_p * (len(words) + 1))(*words, None)
        self._check(self.library.dealbrief_load(self.context, name.encode(), dataset, len(dataset), ctypes.byref(loaded)))
        try:
            self._check(self.library.dealbrief_figure(self.context, loaded, kind.encode(), form.encode(), pairs,
                                                      ctypes.byref(drawn), ctypes.byref(length)))
            return ctypes.string_at(drawn, length.value)
        finally:
            self.library.dealbrief_free(drawn)
            self.library.dealbrief_dataset_free(loaded)


def main(arguments):
    if len(arguments) < 4:
        sys.exit("usage: draw.py DATASET KIND FORMAT FILE [OPTION=VALUE]...")
    path, kind, form, target = arguments[:4]
    with open(path, "rb") as file:
        dataset = file.read()
    try:
        with Context() as context:
            drawn = context.figure(path, dataset, kind, form, **dict(word.split("=", 1) for word in arguments[4:]))
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(refused.status)
    with open(target, "wb") as file:
        file.write(drawn)


if __name__ == "__main__":
    main(sys.argv[1:])
