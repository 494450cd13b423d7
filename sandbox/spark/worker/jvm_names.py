"""
The JVM's names are looked up once. py4j asks anew at every use for each part of a dotted name, and for a package such as
`org` the JVM searches all its jars for a class, one thread after the other.
"""

from py4j.java_gateway import JavaClass, JavaMember, JavaPackage, JVMView

# The only instance of a Scala object.
_SINGLETON = "MODULE$"


def remember():
    """To be called once everything is imported that a short name stands for."""
    for kind in (JVMView, JavaPackage, JavaClass):
        kind.__getattr__ = _remembering(kind.__getattr__)


def _remembering(look_up):
    def look_up_once(self, name):
        found = look_up(self, name)
        # Static fields have a value of the moment.
        if isinstance(found, (JavaPackage, JavaClass, JavaMember)) or name == _SINGLETON:
            self.__dict__[name] = found
        return found

    return look_up_once
