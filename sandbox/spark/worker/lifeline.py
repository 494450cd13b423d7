"""
Notices that the JVM is gone, or of no more use, and ends this process with it: the server then starts another.

A statement that runs out of memory fails alone where Spark survives it; what Spark does not survive is the engine's end.
"""

import os
import re
import signal
import threading
import time

from py4j.protocol import Py4JNetworkError

from errors import StatementError, causes

ENDED = 3
PROBE_SECONDS = 10
NOTICE_SECONDS = 1
# Spark's own exit code after an OutOfMemoryError that nobody caught.
_OUT_OF_MEMORY_EXIT = 52

_FATAL = ("java.lang.OutOfMemoryError", "java.lang.VirtualMachineError", "java.lang.InternalError")
# A failed job names its task's error in the text only.
_FATAL_IN_TASK = re.compile(r"Lost task [^\n]*?: (java\.lang\.(?:OutOfMemoryError|VirtualMachineError|InternalError)[^\n]*)")
# What no statement gives back by ending.
_LASTING = re.compile(r"code ?cache|metaspace|compressed class space|native thread", re.IGNORECASE)


class Lifeline:
    def __init__(self, spark, answer):
        self._spark = spark
        self._answer = answer
        self._jvm = spark.sparkContext._gateway.proc
        # Only what nobody catches: a thread of Spark's own that dies so leaves jobs that wait for ever.
        jvm = spark.sparkContext._jvm
        handler = jvm.org.apache.spark.util.SparkUncaughtExceptionHandler(False)
        jvm.java.lang.Thread.setDefaultUncaughtExceptionHandler(handler)
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def pid(self):
        return self._jvm.pid

    def end(self, reason):
        """Tells the server why, and ends JVM and process."""
        self._answer({"lost": reason})
        self._jvm.kill()
        os._exit(ENDED)

    def pulse(self):
        """Asks the JVM something that costs nothing. Ends the process when Spark has stopped in it."""
        try:
            stopped = self._spark.sparkContext._jsc.sc().isStopped()
        except Exception as error:
            self._end_unreachable(error)
        if stopped:
            self.end("its SparkContext was stopped")

    def outlives(self, error):
        """@returns the error as the statement's own; does not return when it is the end of the engine."""
        if isinstance(error, (Py4JNetworkError, ConnectionError)):
            self._end_unreachable(error)
        try:
            fatal = _fatal(error)
        except Exception as second:
            self._end_unreachable(second)
        if fatal is None:
            self.pulse()
            return error
        if _LASTING.search(fatal):
            self.end("its JVM is at its limits: " + fatal)
        if not self._works():
            self.end("it ran out of memory: " + fatal)
        return StatementError(
            "SANDBOX_OUT_OF_MEMORY",
            "The statement needs more memory than the sandbox's Spark has (%s): %s. Ask for fewer rows or columns at once."
            % (self._spark.conf.get("spark.driver.memory"), fatal),
            "53200",
        )

    def _end_unreachable(self, error):
        # A JVM that has just ended is noticed in this time, and how it ended says more.
        time.sleep(NOTICE_SECONDS)
        self.end("its JVM does not answer (%s)" % (str(error).strip().split("\n")[0] or type(error).__name__))

    def _watch(self):
        code = self._jvm.wait()
        if code == _OUT_OF_MEMORY_EXIT:
            self.end("its JVM ran out of memory")
        if code < 0:
            self.end("its JVM was killed by %s" % signal.Signals(-code).name)
        self.end("its JVM ended with exit code %d" % code)

    def _works(self):
        """Whether Spark still runs a job."""
        worked = threading.Event()

        def work():
            try:
                self._spark.range(1).count()
                worked.set()
            except Exception:
                pass  # the event stays unset

        threading.Thread(target=work, daemon=True).start()
        return worked.wait(PROBE_SECONDS)


def _fatal(error):
    """The error of the JVM itself behind it, or None."""
    for throwable in causes(error):
        name, text = throwable.getClass().getName(), throwable.getMessage() or ""
        if name in _FATAL:
            return "%s: %s" % (name.split(".")[-1], text)
        in_task = _FATAL_IN_TASK.search(text)
        if in_task:
            return in_task.group(1).removeprefix("java.lang.")
    return None

