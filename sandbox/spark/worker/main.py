"""
The sandbox's Spark process: requests come as JSON lines on standard input, answers leave as JSON lines.

It ends when standard input closes, whichever way the server behind it died, and takes the JVM with it: the
JVM in turn watches the pipe this process holds.
"""

import json
import os
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

READS = 4
CANCEL_AGAIN_SECONDS = 0.5
PIECE_BYTES = 1024 * 1024
# The first words of statements that can change schemas or views.
_DDL = {"CREATE", "REPLACE", "ALTER", "DROP", "COMMENT", "EXECUTE", "BEGIN"}


class Worker:
    def __init__(self, spark, catalog, answer):
        from admission import Admission
        from lifeline import Lifeline
        from server import Server
        from sessions import Sessions
        from tables import Tables

        self._server = Server(answer)
        self._spark = spark
        self._sessions = Sessions(spark)
        self._warehouse = catalog
        self._tables = Tables(spark, catalog)
        self._answer = answer
        self._lifeline = Lifeline(spark, answer)
        self._statements = Admission()
        self._reads = ThreadPoolExecutor(READS)
        self._pulses = ThreadPoolExecutor(1)
        self._accepted = set()
        self._cancelled = set()
        self._lock = threading.Lock()

    def accept(self, request):
        if request["op"] == "cancel":
            self._cancel(request["of"])
            return
        if request["op"] == "answer":
            self._server.answered(request)
            return
        with self._lock:
            self._accepted.add(request["id"])
        if request["op"] == "run":
            self._statements.submit(lambda place: self._serve(request, lambda: self._run(request, place)))
        elif request["op"] == "pulse":
            self._pulses.submit(self._serve, request, self._lifeline.pulse)
        else:
            self._reads.submit(self._serve, request, lambda: self._read(request))

    @property
    def jvm(self):
        return self._lifeline.pid

    def _serve(self, request, work):
        try:
            result = work()
            if request["op"] == "run":
                self._send_rows(request["id"], result)
            self._answer({"id": request["id"], "result": result})
        except BaseException as error:
            self._answer({"id": request["id"], "error": self._described(error, request)})
        finally:
            with self._lock:
                self._accepted.discard(request["id"])
                self._cancelled.discard(request["id"])

    def _send_rows(self, request_id, result):
        """Ahead of the rest and in pieces, so that neither side ever holds all of a large result as one text."""
        import results

        for rows in results.pieces(result.pop("rows"), PIECE_BYTES):
            self._answer({"id": request_id, "rows": rows})

    def _described(self, error, request):
        from errors import describe

        own = self._lifeline.outlives(error)
        described = describe(own, request.get("catalog", "spark_catalog"))
        if "errorClass" not in described:
            traceback.print_exception(error)
        return described

    def _run(self, request, place):
        import compound
        import parameters
        import results
        from statements import Context

        statements = [inner for text in request["statements"] for inner in compound.statements_in(text)]
        context = self._spark.sparkContext
        group = "request-%s" % request["id"]
        context.setJobGroup(group, request["statements"][-1][:200], True)
        # A pool each: tasks of one statement never queue behind all those of another.
        context.setLocalProperty("spark.scheduler.pool", "place-%d" % place)
        user = (request.get("caller") or {}).get("userName", self._warehouse.admin)
        session = self._sessions.open(request["catalog"], request.get("compute", "warehouse"), user)
        if request.get("schema"):
            session.sql("USE `%s`" % request["schema"].replace("`", "``"))
        request["arguments"] = parameters.bind(session, request.get("parameters", []))
        request["warehouse"] = self._warehouse
        request["server"] = self._server
        runner = Context(self._spark, session, request)
        emulated = []
        try:
            for left, text in zip(range(len(statements) - 1, -1, -1), statements):
                self._stop_if_cancelled(request["id"])
                frame, ids, rename = runner.run(text)
                emulated.extend(ids)
                # Of several statements the last one answers; a query among them may still fail.
                if left:
                    results.run(frame)
            columns, rows, truncated = results.read(frame, request.get("limits", {}))
        finally:
            if any(_may_change_catalog(text) for text in statements):
                self._warehouse.adopt(user)
                self._warehouse.save()
        if rename is not None:
            rows = [[rename(cell) for cell in row] for row in rows]
        if statements[-1].strip().upper().startswith("SHOW CATALOGS"):
            rows = [list(row) for row in dict.fromkeys(tuple(row) for row in rows)]
        return {
            "columns": columns,
            "rows": rows,
            "truncated": truncated,
            "emulated": sorted(set(emulated)),
        }

    def _read(self, request):
        operation = request["op"]
        if operation == "schemas":
            return {name: self._warehouse.schema_details(name) for name in self._warehouse.schemas()}
        if operation == "tables":
            return self._tables.list(request["schema"])
        if operation == "table":
            return self._tables.one(request["schema"], request["name"])
        raise ValueError("unknown operation " + operation)

    def _cancel(self, request_id):
        with self._lock:
            if request_id not in self._accepted:
                return
            self._cancelled.add(request_id)
        self._cancel_jobs(request_id)

    def _cancel_jobs(self, request_id):
        # Future jobs of the group too: a command such as OPTIMIZE starts many. And again until the request
        # has ended: a job between its planning and its submission escapes a single call.
        with self._lock:
            if request_id not in self._cancelled:
                return
        self._spark.sparkContext._jsc.sc().cancelJobGroupAndFutureJobs("request-%s" % request_id)
        again = threading.Timer(CANCEL_AGAIN_SECONDS, self._cancel_jobs, [request_id])
        again.daemon = True
        again.start()

    def _stop_if_cancelled(self, request_id):
        from errors import StatementError

        with self._lock:
            if request_id in self._cancelled:
                raise StatementError("OPERATION_CANCELED", "The statement was canceled.", "HY008")


def _may_change_catalog(text):
    from tokens import tokenize

    words = tokenize(text)
    return bool(words) and words[0].upper in _DDL


def main():
    options = json.loads(sys.argv[1])
    answer = _answers()
    began = time.monotonic()
    import exclusive
    import yielding
    from catalog import WarehouseCatalog
    from properties import teach
    from session import start

    try:
        exclusive.take(sys.stderr.fileno(), options["scratch"])
        spark = start(options)
        teach(spark)
        catalog = WarehouseCatalog(spark, options["warehouse"], options["catalog"], options["admin"])
        tables = catalog.restore()
    except BaseException as error:
        traceback.print_exc()
        answer({"failed": "%s: %s" % (type(error).__name__, str(error).split("\n")[0])})
        os._exit(1)
    worker = Worker(spark, catalog, answer)
    yielding.watch(worker.jvm)
    seconds = round(time.monotonic() - began, 1)
    answer({"ready": {"tables": tables, "seconds": seconds, "version": spark.version, "jvm": worker.jvm}})
    for line in sys.stdin:
        worker.accept(json.loads(line))
    # No waiting for statements that still run: Delta's commits are atomic, and nobody is left to read the answer.
    os._exit(0)


def _answers():
    """A writer of answers on the real standard output; all other output, the JVM's too, goes to the log."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    lock = threading.Lock()

    def answer(message):
        # In ASCII: Node ends a line at U+2028 too.
        text = json.dumps(message)
        with lock:
            try:
                channel.write(text + "\n")
                channel.flush()
            except BrokenPipeError:
                os._exit(0)

    return answer


main()
