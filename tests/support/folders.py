# SPDX-License-Identifier: MIT
"""What stands in a folder, for tests that compare runs."""

import hashlib
import os


def tree(folder):
    """path in the folder → hash of what is there"""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found
