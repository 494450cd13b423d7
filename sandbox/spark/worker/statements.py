"""Runs one statement: refused, rewritten, answered in Databricks' place, or handed to Spark as it is."""

from pyspark.errors import AnalysisException, ParseException
from pyspark.sql import DataFrame

import as_json
import callers
import comments
import created
import dml
import dropped
import drops
import emulation
import extended
import frames
import gone
import grants
import history
import information_schema
import keys
import lacking
import materialized
import not_null
import refusals
import session_parameters
import show_create
import shown
import tags
import tokens as sql
import written
from errors import no_such_catalog, workspace_names
from parsed import Parsed
from session import SESSION_CATALOG, to_list

_QUERIES = {"SELECT", "WITH", "VALUES", "FROM", "TABLE", "("}
_ANALYZE = {"AnalyzeTable", "AnalyzeColumn"}


class Context:
    """One request: its session, and the parameters each of its statements may use."""

    def __init__(self, spark, session, request):
        self.spark = spark
        self.session = session
        self.catalog = request["catalog"]
        self.warehouse = request["warehouse"]
        self.server = request["server"]
        self.arguments = request["arguments"]
        self.caller = request.get("caller")
        self.compute = request.get("compute", "warehouse")
        self.statement = None

    def run(self, text):
        """@returns (frame, what was emulated, how cells are to be renamed)."""
        self.statement = callers.sign(self.session, self.caller)
        tokens = sql.tokenize(text)
        refusals.check_text(tokens, self.catalog)
        try:
            frame, emulated = self._run(text, tokens)
        except AnalysisException as error:
            lacking.check_function(error)
            raise
        return frame, emulated, _renaming(tokens, self.catalog)

    def run_parsed(self, text):
        """Hands a statement to Spark, after a look at what it parses to. @returns (frame, emulated)."""
        plan = self._parse(text)
        if plan is None:
            return self._spark(text), []
        kind = plan.kind
        if kind in _ANALYZE:
            return emulation.analyze(self, text, plan)
        if kind == "ExecuteImmediateQuery":
            return self._execute_immediate(text, plan)
        if kind == "UnresolvedWith":
            plan = Parsed(plan.child())
        if kind == "TruncateTable":
            return dml.truncate(self, plan)
        refusals.check_plan(plan)
        emulated = emulation.of_properties(self, plan)
        computed = created.with_computed_columns(self, plan)
        if computed is not None:
            return self.empty(), [*computed, *emulated]
        with drops.noted(self, sql.tokenize(text)), dropped.keeping(self, sql.tokenize(text)):
            if dml.evolves(plan):
                with dml.evolution(self):
                    return self._spark(text), [dml.EVOLUTION]
            frame = self._spark(text)
        for answer in (written.answer, shown.answer, extended.answer):
            frame = answer(self, plan, frame)
        return frame, emulated

    def run_inner(self, text):
        """Runs a statement that stands for another, past the refusals that hold for statements from outside."""
        tokens = sql.tokenize(text)
        auto = emulation.cluster_by_auto(self, text, tokens)
        return auto if auto is not None else self.run_parsed(text)

    def parts(self, relation):
        """Schema and name of what a parsed statement names."""
        parts = to_list(self.spark, relation.multipartIdentifier())
        return [self.session.catalog.currentDatabase(), *parts][-2:] if len(parts) == 1 else parts[-2:]

    def empty(self):
        """A result without columns, as DDL has."""
        return DataFrame(self.session._jsparkSession.emptyDataFrame(), self.session)

    def rows(self, columns, rows):
        """A result of texts."""
        return frames.of_rows(self.session, [(name, "STRING") for name in columns], rows)

    def _run(self, text, tokens):
        result = self._answer(text, tokens)
        gone.tell(self, tokens)
        return result

    def _answer(self, text, tokens):
        switched = self._switch_catalog(tokens)
        if switched is not None:
            return switched, []
        parameter = session_parameters.change(self, text, tokens)
        if parameter is not None:
            return parameter
        viewed = materialized.run(self, text, tokens)
        if viewed is not None:
            return viewed, [materialized.MARK]
        granted = grants.run(self, tokens)
        if granted is not None:
            return granted, [grants.MARK]
        for answering in (as_json, show_create, dropped):
            shown = answering.run(self, tokens)
            if shown is not None:
                return shown, [answering.MARK]
        if comments.run(self, tokens):
            return self.empty(), [comments.MARK]
        done = emulation.predictive_optimization(self, tokens)
        if done is not None:
            return self.empty(), [done]
        if tags.change(self, tokens):
            return self.empty(), [tags.MARK]
        if not_null.change(self, tokens):
            return self.empty(), [not_null.MARK]
        if keys.change(self, tokens):
            return self.empty(), [keys.MARK]
        keyed = keys.of_creation(text, tokens)
        if keyed is not None:
            without, name, key = keyed
            frame, emulated = keys.create(self, name, key, lambda: self._answer(without, sql.tokenize(without)))
            return frame, [keys.MARK, *emulated]
        about_schema = information_schema.run(self, text, tokens)
        if about_schema is not None:
            return about_schema
        if emulation.delta_statistics(self, tokens):
            return self.empty(), [emulation.DELTA_STATISTICS]
        if history.mentions(tokens) and tokens[0].upper in _QUERIES:
            return self._with_history(text, tokens)
        if callers.is_history(tokens):
            frame, emulated = self.run_parsed(text)
            return callers.with_callers(frame), [callers.MARK, *emulated]
        auto = emulation.cluster_by_auto(self, text, tokens)
        if auto is not None:
            return auto
        without, evolves = dml.understandable(text, tokens)
        if evolves:
            with dml.evolution(self):
                frame, emulated = self.run_parsed(without)
            return frame, [dml.EVOLUTION, *emulated]
        frame, emulated = self.run_parsed(_understandable(text, tokens, self.catalog))
        emulation.forget_auto(self, tokens)
        return frame, emulated

    def _with_history(self, text, tokens):
        rewritten, views = history.on_views(self, text, tokens)
        try:
            frame, emulated = self.run_parsed(rewritten)
            return frame, [history.MARK, *emulated]
        finally:
            history.drop(self, views)

    def _spark(self, text):
        return self.session.sql(text, args=self.arguments) if self.arguments else self.session.sql(text)

    def _parse(self, text):
        """The statement as Spark parses it; None when it does not, and Spark's own error is to come from running it."""
        try:
            return Parsed(self.session._jsparkSession.sessionState().sqlParser().parsePlan(text))
        except ParseException as error:
            lacking.check_syntax(text, error)
            return None
        except AnalysisException:
            return None

    def _execute_immediate(self, text, plan):
        """Spark runs it, unless the statement inside is one that only Databricks has."""
        inner = self._inner_text(plan)
        if inner is None:
            return self._spark(text), []  # NULL is refused by Spark
        tokens = sql.tokenize(inner)
        if not plan.args().isEmpty():
            refusals.check_text(tokens, self.catalog)
            return self._spark(text), []
        if not plan.targetVariables().isEmpty():
            return self._execute_into(text, inner, tokens)
        if sql.starts(tokens, "EXECUTE", "IMMEDIATE"):
            return self._spark(text), []  # nesting is refused by Spark
        refusals.check_text(tokens, self.catalog)
        return self._run(inner, tokens)

    def _execute_into(self, text, inner, tokens):
        """EXECUTE IMMEDIATE … INTO: as written, but with views where the query inside asks for what only Databricks has."""
        refusals.check_text(tokens, self.catalog)
        rewritten, marks, views = information_schema.on_views(self, inner, tokens)
        if history.mentions(tokens):
            rewritten, histories = history.on_views(self, rewritten, sql.tokenize(rewritten))
            marks, views = [*marks, history.MARK], [*views, *histories]
        if not views:
            return self._spark(text), []
        outer = sql.tokenize(text)
        into = sql.find(outer, "INTO")
        try:
            frame = self._spark("EXECUTE IMMEDIATE %s %s" % (sql.string(rewritten), text[outer[into].start :]))
            return frame, marks
        finally:
            history.drop(self, views)

    def _inner_text(self, plan):
        query = plan.query()
        if query.isLeft():
            return query.value()
        rows = self.session.sql("SELECT %s AS text" % query.value().sql()).collect()
        return rows[0]["text"]

    def _switch_catalog(self, tokens):
        """USE CATALOG and SET CATALOG name the one catalog there is."""
        if not sql.starts(tokens, {"USE", "SET"}, "CATALOG") or len(tokens) != 3:
            return None
        name = tokens[2].name if tokens[2].name is not None else tokens[2].text.strip("'\"")
        if name.lower() != self.catalog.lower():
            raise no_such_catalog(name)
        return self.session.sql("SET CATALOG " + SESSION_CATALOG)


def _understandable(text, tokens, catalog):
    """The statement without the catalog where Spark takes no catalog, and without Databricks' word DELTA in ANALYZE."""
    spans = []
    if sql.starts(tokens, "ANALYZE"):
        at = sql.find(tokens, "COMPUTE", "DELTA", "STATISTICS")
        if at >= 0:
            spans.append((tokens[at + 1].start, tokens[at + 1].end, ""))
    if sql.starts(tokens, "ALTER", {"TABLE", "VIEW"}):
        _drop_catalog(tokens, sql.find(tokens, "RENAME", "TO") + 2, (catalog, 3, spans))
    if sql.starts(tokens, "CREATE", "TABLE"):
        name = 5 if sql.starts(tokens[2:], "IF", "NOT", "EXISTS") else 2
        _, after = sql.read_name(tokens, name)
        if sql.starts(tokens[after:], "LIKE"):
            _drop_catalog(tokens, name, (catalog, 3, spans))
            _drop_catalog(tokens, after + 1, (catalog, 3, spans))
    if sql.starts(tokens, "USE"):
        kinds = ("SCHEMA", "DATABASE", "NAMESPACE")
        _drop_catalog(tokens, 2 if len(tokens) > 1 and tokens[1].upper in kinds else 1, (catalog, 2, spans))
    return sql.replace_spans(text, spans)


def _drop_catalog(tokens, index, rule):
    catalog, parts_wanted, spans = rule
    if index < 1:
        return
    parts, _ = sql.read_name(tokens, index)
    if len(parts) == parts_wanted and parts[0].lower() == catalog.lower():
        spans.append((tokens[index].start, tokens[index + 1].end, ""))


def _renaming(tokens, catalog):
    """How cells of the result that name Spark's catalog become the workspace's; data of a query is left alone."""
    words = {token.upper for token in tokens}
    first = tokens[0].upper if tokens else ""
    if first in _QUERIES:
        if "CURRENT_CATALOG" in words:
            return lambda cell: catalog if cell == SESSION_CATALOG else cell
        return None
    return lambda cell: cell if cell is None else workspace_names(cell, catalog)
