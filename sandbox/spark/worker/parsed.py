"""A statement as Spark has parsed it."""


class Parsed:
    """The plan of the JVM, and what kind it is, which many ask."""

    def __init__(self, plan):
        self._plan = plan
        self.kind = plan.getClass().getSimpleName()

    def __getattr__(self, name):
        return getattr(self._plan, name)
