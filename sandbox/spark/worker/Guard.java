import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.ResolvedIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.CreateNamespace;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.TableSpec;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.execution.command.CreateFunctionCommand;
import org.apache.spark.sql.execution.command.CreateTableLikeCommand;
import org.apache.spark.sql.execution.command.ResetCommand;
import org.apache.spark.sql.execution.command.SetCommand;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * What no statement may do, checked on every plan that Spark has analysed: also within subqueries, views, EXECUTE IMMEDIATE
 * and BEGIN … END, where no look at the words would find it. `refusals.py` says why; the worker compiles this at its start
 * with the compiler that Spark ships for itself, which knows no generics, no lambdas and no `for` over collections.
 */
public final class Guard extends AbstractFunction1 {
  /** Set for each session by the worker: what is not known to be a cluster is a warehouse. */
  private static final String COMPUTE = "spark.sandbox.compute";

  private static final java.util.Map FILES = new java.util.HashMap();

  static {
    name("INSERT OVERWRITE DIRECTORY", new Object[] {"InsertIntoDir", "InsertIntoDataSourceDirCommand"});
    name("A temporary view USING files", new Object[] {"CreateTempViewUsing"});
    name("SET LOCATION", new Object[] {"SetNamespaceLocation", "SetTableLocation"});
    name("LOAD DATA", new Object[] {"LoadData", "LoadDataCommand"});
    name("CONVERT TO DELTA", new Object[] {"ConvertToDeltaStatement", "ConvertToDeltaCommand"});
    name("ADD JAR, FILE or ARCHIVE", new Object[] {"AddJarsCommand", "AddFilesCommand", "AddArchivesCommand"});
    name("LIST JAR, FILE or ARCHIVE", new Object[] {"ListJarsCommand", "ListFilesCommand", "ListArchivesCommand"});
    name("REFRESH of a path", new Object[] {"RefreshResource"});
    name(
        "A table by the path of its files",
        new Object[] {
          "ResolvedPathBasedNonDeltaTable", "UnresolvedPathBasedDeltaTable", "UnresolvedPathBasedTable",
          "UnresolvedPathBasedDeltaTableRelation", "CDCPathBased"
        });
  }

  private static void name(String what, Object[] plans) {
    for (int index = 0; index < plans.length; index++) FILES.put(plans[index], what);
  }

  private static final java.util.List CODE =
      java.util.Arrays.asList(
          new Object[] {"ScriptTransformation", "CallMethodViaReflection", "TryReflect"});

  /** What may be set in a session of a warehouse, under the names that Spark has for it. */
  private static final java.util.List SETTABLE =
      java.util.Arrays.asList(
          new Object[] {
            "spark.sql.ansi.enabled", "spark.sql.legacy.timeparserpolicy", "spark.sql.files.maxpartitionbytes",
            "spark.sql.session.timezone"
          });

  public Object apply(Object session) {
    return new Check((SparkSession) session);
  }

  /** Makes the rule that refuses what Spark's own analysis would break on, before it gets there. */
  public static final class Early extends AbstractFunction1 {
    public Object apply(Object session) {
      return new EarlyCheck();
    }
  }

  public static final class EarlyCheck extends Rule {
    public TreeNode apply(TreeNode plan) {
      walk((LogicalPlan) plan);
      return plan;
    }

    private void walk(LogicalPlan plan) {
      if (plan instanceof CTERelationRef && ((CTERelationRef) plan).recursive()) {
        throw new IllegalStateException(
            "[SANDBOX_NOT_EMULATED] WITH RECURSIVE is not emulated; sandbox/README.md lists what is. SQLSTATE: 0A000");
      }
      Iterator children = plan.children().iterator();
      while (children.hasNext()) walk((LogicalPlan) children.next());
    }
  }

  public static final class Check extends AbstractFunction1 {
    private final SparkSession session;

    public Check(SparkSession session) {
      this.session = session;
    }

    public Object apply(Object plan) {
      walk((LogicalPlan) plan);
      return BoxedUnit.UNIT;
    }

    private void walk(LogicalPlan plan) {
      check(plan);
      Iterator expressions = plan.expressions().iterator();
      while (expressions.hasNext()) walkExpression((Expression) expressions.next());
      walkAll(plan.children());
      walkAll(plan.innerChildren());
    }

    private void walkAll(Iterable plans) {
      Iterator all = plans.iterator();
      while (all.hasNext()) {
        Object next = all.next();
        if (next instanceof LogicalPlan) walk((LogicalPlan) next);
      }
    }

    private void walkExpression(Expression expression) {
      String kind = expression.getClass().getSimpleName();
      if (CODE.contains(kind)) refuse("Calling Java by name with " + expression.prettyName());
      if (kind.equals("XmlToStructs")) checkXml(expression.productIterator());
      if (expression instanceof PlanExpression) walk((LogicalPlan) ((PlanExpression) expression).plan());
      Iterator children = expression.children().iterator();
      while (children.hasNext()) walkExpression((Expression) children.next());
    }

    private void check(LogicalPlan plan) {
      String kind = plan.getClass().getSimpleName();
      if (CODE.contains(kind)) refuse("TRANSFORM … USING");
      if (FILES.containsKey(kind)) refuse((String) FILES.get(kind));
      if (plan instanceof SetCommand) checkSet(((SetCommand) plan).kv());
      if (plan instanceof ResetCommand) checkReset(((ResetCommand) plan).config());
      checkFields(plan.productIterator());
      if (plan instanceof CreateNamespace && ((CreateNamespace) plan).properties().contains("location")) {
        refuse("CREATE SCHEMA … LOCATION");
      }
      if (plan instanceof CreateTableLikeCommand && ((CreateTableLikeCommand) plan).fileFormat().locationUri().isDefined()) {
        refuse("CREATE TABLE … LIKE … LOCATION");
      }
      if (plan instanceof CreateFunctionCommand) refuse("CREATE FUNCTION … AS a class of Java");
      if (plan instanceof ResolvedIdentifier) checkName(((ResolvedIdentifier) plan).identifier().name());
    }

    /** Statements name what they create, and commands what they work on, in fields that are no part of the tree. */
    private void checkFields(Iterator fields) {
      while (fields.hasNext()) {
        Object field = fields.next();
        if (field instanceof TableSpec) checkClauses((TableSpec) field);
        if (field instanceof CatalogTable) checkEntry((CatalogTable) field);
        if (field instanceof DeltaTableV2 && ((DeltaTableV2) field).catalogTable().isEmpty()) {
          refuse("A table by the path of its files");
        }
      }
    }

    private void checkClauses(TableSpec spec) {
      if (spec.location().isDefined() || spec.external()) refuse("CREATE TABLE … LOCATION or EXTERNAL");
      if (spec.provider().isDefined() && !((String) spec.provider().get()).equalsIgnoreCase("delta")) refuse("A table that is not Delta");
      if (spec.options().contains("path")) refuse("CREATE TABLE … OPTIONS (path …)");
    }

    private void checkEntry(CatalogTable entry) {
      checkName(entry.identifier().table());
      if (entry.tableType().name().equals("EXTERNAL")) refuse("A table with a LOCATION of its own");
    }

    /** Delta makes the folder before Spark looks at the name of the table. */
    private void checkName(String name) {
      if (name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
        throw new IllegalStateException(
            "[INVALID_SCHEMA_OR_RELATION_NAME] `" + name + "` is not a valid name for tables/schemas. Valid names only contain "
                + "alphabet characters, numbers and _. SQLSTATE: 42602");
      }
    }

    /** An option of from_xml names a file. */
    private void checkXml(Iterator fields) {
      while (fields.hasNext()) {
        if (fields.next().toString().toLowerCase().indexOf("rowvalidationxsdpath") >= 0) refuse("The option rowValidationXSDPath");
      }
    }

    private void checkSet(Option pair) {
      if (!pair.isDefined()) return;
      checkConf((String) ((Tuple2) pair.get())._1(), ((Option) ((Tuple2) pair.get())._2()).isDefined());
    }

    private void checkReset(Option key) {
      if (key.isDefined()) checkConf((String) key.get(), true);
    }

    private void checkConf(String key, boolean writes) {
      String lower = key.toLowerCase();
      if (session.conf().get(COMPUTE, "warehouse").equals("warehouse")) {
        if (!SETTABLE.contains(lower)) {
          throw new IllegalStateException("[CONFIG_NOT_AVAILABLE] Configuration " + key + " is not available. SQLSTATE: 42K0I");
        }
      } else if (writes && opensFiles(lower)) {
        refuse("Setting " + key);
      }
    }

    /** What leads to other files, or makes Spark load a class by its name. */
    private static boolean opensFiles(String key) {
      return key.startsWith("spark.sandbox.")
          || key.startsWith("spark.hadoop.")
          || key.startsWith("fs.")
          || key.startsWith("spark.sql.catalog.")
          || key.startsWith("spark.sql.artifact.")
          || key.equals("spark.sql.runsqlonfiles")
          || key.contains("class")
          || key.contains("logstore")
          || key.contains("commitcoordinator")
          || key.contains("checkpointlocation")
          || key.endsWith(".dir");
    }

    private static void refuse(String what) {
      throw new IllegalStateException(
          "[SANDBOX_NOT_EMULATED] "
              + what
              + " is not emulated: SQL here reads and writes the tables of the catalog and nothing else of this machine; sandbox/README.md lists what is."
              + " SQLSTATE: 0A000");
    }
  }
}
