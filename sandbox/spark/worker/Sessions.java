import org.apache.spark.sql.catalyst.CurrentUserContext;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogExtension;
import org.apache.spark.sql.connector.catalog.CatalogManager;

/** Makes the session of a request in one call across the bridge: every request has one. */
public final class Sessions {
  /** Active in the calling thread, as its user is: catalogs and Delta read their settings from there. */
  public SparkSession open(SparkSession first, String catalog, String compute, String user) {
    SparkSession session = first.newSession();
    SparkSession.setActiveSession(session);
    CatalogManager catalogs = session.sessionState().catalogManager();
    ((CatalogExtension) catalogs.catalog(catalog)).setDelegateCatalog(catalogs.catalog("spark_catalog"));
    session.sessionState().tableFunctionRegistry().dropFunction(new FunctionIdentifier("table_changes_by_path"));
    session.conf().set("spark.sandbox.compute", compute);
    CurrentUserContext.CURRENT_USER().set(user);
    return session;
  }
}
