"""Java of this folder in Spark's JVM: compiled at the start with the compiler that Spark ships for itself."""

import os


class Compiled:
    """The classes of one file, which is called as its first class."""

    def __init__(self, spark, name):
        self._gateway = spark.sparkContext._gateway
        jvm = self._gateway.jvm
        with open(os.path.join(os.path.dirname(__file__), name + ".java"), encoding="utf-8") as file:
            source = file.read()
        compiler = jvm.org.codehaus.janino.SimpleCompiler()
        compiler.setParentClassLoader(jvm.java.lang.Thread.currentThread().getContextClassLoader())
        compiler.cook(source)
        self._loader = compiler.getClassLoader()

    def new(self, name):
        jvm = self._gateway.jvm
        constructor = self._loader.loadClass(name).getDeclaredConstructor(self._gateway.new_array(jvm.java.lang.Class, 0))
        return constructor.newInstance(self._gateway.new_array(jvm.java.lang.Object, 0))
