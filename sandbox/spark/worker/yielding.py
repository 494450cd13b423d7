"""
Long tasks step back when there is a crowd of them: planning a short statement takes a moment of processor time, which
among dozens of threads that want the cores comes late. On Linux, where a thread has a priority of its own.
"""

import os
import threading
import time

LOOK_SECONDS = 1.0
# So many looks in a row in which a thread was at work make its task a long one, and so many of them a crowd.
LONG_LOOKS = 3
CROWD = 6
NICENESS = 10
_THREADS = "/proc/%d/task"
# Fifteen letters of "Executor task launch worker" is all that the system keeps.
_TASK = "Executor task l"


def watch(pid):
    """Looks after the JVM of that number for ever, in a thread."""
    if os.path.isdir(_THREADS % pid):
        threading.Thread(target=_look, args=(_THREADS % pid,), daemon=True).start()


def _look(folder):
    used, looks = {}, {}
    while True:
        time.sleep(LOOK_SECONDS)
        now = dict(_used(folder))
        looks = {thread: looks.get(thread, 0) + 1 for thread, ticks in now.items() if ticks > used.get(thread, ticks)}
        used = now
        long = [thread for thread, seen in looks.items() if seen >= LONG_LOOKS]
        if len(long) >= CROWD:
            for thread in long:
                _step_back(thread)


def _used(folder):
    """Every thread that runs tasks, and the processor time it has used, in the system's ticks."""
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        try:
            with open(os.path.join(folder, name, "stat"), encoding="utf-8", errors="replace") as file:
                command, fields = file.read().split("(", 1)[1].rsplit(")", 1)
        except OSError:
            continue  # it ended meanwhile
        if command == _TASK:
            yield int(name), sum(map(int, fields.split()[11:13]))


def _step_back(thread):
    try:
        if os.getpriority(os.PRIO_PROCESS, thread) < NICENESS:
            os.setpriority(os.PRIO_PROCESS, thread, NICENESS)
    except OSError:
        pass  # it ended meanwhile
