"""
One engine a home. The lock is on the log, which this process and its JVM hold open together: it is free again when both
are gone, whichever way they went.
"""

import fcntl
import os
import signal
import time

WAIT_SECONDS = 15
_KILL_SECONDS = 5


def take(log, scratch):
    """Waits for an engine that is still ending, and ends one that does not. Raises when it cannot."""
    if _taken_within(log, WAIT_SECONDS):
        return
    for pid in _engines_on(scratch):
        os.kill(pid, signal.SIGKILL)
    if not _taken_within(log, _KILL_SECONDS):
        raise RuntimeError("another Spark works on this home and does not end; end the process that has %s open" % scratch)


def _taken_within(log, seconds):
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(0.1)


def _engines_on(scratch):
    """The processes, on Linux, that were started to work there: JVMs and their parents name it among their arguments."""
    for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open("/proc/%s/cmdline" % name, "rb") as file:
                arguments = file.read().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "-Djava.io.tmpdir=" + scratch in arguments:
            yield int(name)
