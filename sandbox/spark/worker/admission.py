"""
Who may run: every statement soon, however many long ones there are.

Only statements that have just begun are counted. One that has run for a while leaves its place to the next, so that
a crowd of short ones is worked through a few at a time, and a short one never waits for a long one to end.
"""

import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

# Statements that have just begun, at once: more of them only take turns on the same two cores.
BEGINNING = 16
BEGUN_SECONDS = 1.0
# Threads; who comes when all are taken waits for an end, as on a warehouse whose queue is full.
MOST = 256
_LOOK_SECONDS = 0.25


class Admission:
    def __init__(self):
        self._pool = ThreadPoolExecutor(MOST)
        self._waiting = deque()
        self._beginning = {}
        self._free = list(range(MOST))
        self._lock = threading.Lock()
        threading.Thread(target=self._look, daemon=True).start()

    def submit(self, work):
        """Calls work(place) in a thread, soon; no two that run have the same place, a number below MOST."""
        with self._lock:
            self._waiting.append(work)
        self._admit()

    def _admit(self):
        with self._lock:
            while self._waiting and self._free and len(self._beginning) < BEGINNING:
                place = self._free.pop()
                self._beginning[place] = time.monotonic()
                self._pool.submit(self._run, self._waiting.popleft(), place)

    def _run(self, work, place):
        try:
            work(place)
        finally:
            with self._lock:
                self._beginning.pop(place, None)
                self._free.append(place)
            self._admit()

    def _look(self):
        while True:
            time.sleep(_LOOK_SECONDS)
            long_ago = time.monotonic() - BEGUN_SECONDS
            with self._lock:
                for place in [place for place, began in self._beginning.items() if began < long_ago]:
                    del self._beginning[place]
            self._admit()
