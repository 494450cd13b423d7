"""
What a writer that was killed left in a warehouse folder. At a start nobody writes, and no commit names it.
"""

import os
import re
import shutil
import sys

import delta_log

# As Delta and this worker name what they write in a table's folder.
_WRITTEN = re.compile(r"part-|deletion_vector_|cdc-|_delta_log$|_tags\.json|_primary_key\.json|_temporary$")
_TEMPORARY = re.compile(r"\..*\.(tmp|crc)$|.*\.new$")


def clean(folder):
    """Removes what is half-made below the folder of a schema. @returns what was removed."""
    removed = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path) and not name.endswith(".db"):
            if delta_log.has_commits(path):
                removed.extend(_clean_table(path))
            elif _is_half_made(path):
                shutil.rmtree(path)
                removed.append(path)
    return removed


def clean_files(folder):
    """Removes files that were being written beside others, to be renamed."""
    removed = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if _TEMPORARY.match(name) and os.path.isfile(path):
            os.remove(path)
            removed.append(path)
    return removed


def report(removed):
    for path in removed:
        print("removed what an interrupted statement left: " + path, file=sys.stderr)


def _clean_table(path):
    return clean_files(path) + clean_files(os.path.join(path, "_delta_log"))


def _is_half_made(path):
    """Whether all of it is a table's, so that no file is removed that somebody else put there."""
    for entry in os.scandir(path):
        if _WRITTEN.match(entry.name) or _TEMPORARY.match(entry.name):
            continue
        if not entry.is_dir(follow_symlinks=False) or not _is_half_made(entry.path):
            return False
    return True
