"""
Who a table belongs to: whoever made it. The catalog in memory has it from Spark; a table that is registered anew at a
start has it from its first commit, and from then on from a file of its folder, since logs are cleaned.
"""

import json
import os

import callers
import delta_log

_FILE = "_owner.json"


def of_folder(folder, admin):
    """The owner of the table in this folder; `admin` where nobody signed the first commit."""
    path = os.path.join(folder, _FILE)
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)["owner"]
    except (FileNotFoundError, ValueError, KeyError):
        pass
    signed = callers.signature(delta_log.commit_info(folder, 0).get("userMetadata"))
    keep(folder, signed.get("userName", admin))
    return signed.get("userName", admin)


def told(context, kind, recorded):
    """
    What the server keeps of objects, given as names with the owner each has here. Where it was told nothing else, who made
    an object owns it and wrote it.
    """
    names = [name for name, _ in recorded]
    kept = context.server.ask("objects", **{"schemas": [], "tables": [], kind: names})[kind]
    return [
        {**known, "owner": known.get("owner") or owner, **{by: known.get(by) or owner for by in ("created_by", "updated_by")}}
        for known, (_, owner) in zip(kept, recorded)
    ]


def keep(folder, owner):
    """Beside and renamed: never half a file."""
    path = os.path.join(folder, _FILE)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump({"owner": owner}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)
