"""Questions to the server this worker belongs to: what the metastore keeps, and Delta and Spark do not."""

import itertools
import queue
import threading

from errors import UnityCatalogError


class Server:
    def __init__(self, send):
        self._send = send
        self._numbers = itertools.count(1)
        self._waiting = {}
        self._lock = threading.Lock()

    def ask(self, about, **details):
        """@returns the server's answer. Raises what it refuses, as Unity Catalog says it."""
        answer, number = queue.SimpleQueue(), next(self._numbers)
        with self._lock:
            self._waiting[number] = answer
        self._send({"ask": number, "question": {"about": about, **details}})
        message = answer.get()
        if "refused" in message:
            raise UnityCatalogError(message["refused"])
        return message["result"]

    def answered(self, message):
        with self._lock:
            waiting = self._waiting.pop(message["of"])
        waiting.put(message)
