"""Where a warehouse folder has what."""

import urllib.parse

DEFAULT = "default"


def folder_of(entry):
    """The folder of a table, of its entry in the catalog."""
    return urllib.parse.unquote(urllib.parse.urlparse(entry.storage().locationUri().get().toString()).path)
