import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.runtime.AbstractFunction1;

/**
 * `SELECT 17` as Spark plans `VALUES (17)`: over a row that is here, on which Spark evaluates the query while it plans. For
 * the row of a query without FROM it starts a job instead, which costs as much as all the rest.
 */
public final class OneRow extends AbstractFunction1 {
  public Object apply(Object session) {
    return new Local();
  }

  public static final class Local extends Rule {
    /** Of whole queries only: Spark knows subqueries without FROM by that row. */
    public TreeNode apply(TreeNode plan) {
      if (!(plan instanceof Project) || !(((Project) plan).child() instanceof OneRowRelation)) return plan;
      return new Project(((Project) plan).projectList(), here());
    }

    private static LogicalPlan here() {
      return new LocalRelation(Nil$.MODULE$, Nil$.MODULE$.prepended(InternalRow.empty()), false, Option.empty());
    }
  }
}
