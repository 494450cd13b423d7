import { Claims } from "./claims.ts";
import { currentUserInvoke } from "./current-user.ts";
import { findExistingInvoke } from "./find-existing.ts";
import type { TableWorkspace } from "./table-layout/live-tables.ts";
import { MaintenanceJobResource } from "./maintenance-job/maintenance-job.ts";
import { MaterializedViewResource } from "./materialized-view/materialized-view.ts";
import type { Provider } from "../pulumi-rpc/resource.ts";
import { checkProviderSettings, type ProviderSettings, readSettings, SECRET_SETTINGS } from "./settings.ts";
import { RequiredPlaces } from "./places.ts";
import { TableLayoutResource } from "./table-layout/table-layout.ts";
import type { Connection } from "../databricks/connection.ts";
import { openWorkspace } from "../databricks/open.ts";
import { Places } from "../databricks/places.ts";
import { Statements } from "../databricks/statements.ts";
import { findTable, Tables } from "../databricks/tables.ts";
import { findTags, SchemaTags } from "../databricks/tags.ts";

/** A workspace in use. */
interface Opened {
  readonly connection: Connection;
  readonly statements: Statements;
  readonly tables: Tables;
  readonly tags: SchemaTags;
  readonly places: Places;
}

export function createProvider(open: (settings: ProviderSettings) => Connection = openWorkspace): Provider {
  let settings: ProviderSettings = {};
  let opened: Opened | undefined;
  const workspace = () => {
    if (opened === undefined) {
      const connection = open(settings);
      const statements = new Statements(connection, settings.statementsAtOnce);
      opened = {
        ...{ connection, statements, tables: new Tables(connection), tags: new SchemaTags(statements) },
        places: new Places(connection),
      };
    }
    return opened;
  };
  const tableWorkspace = (): TableWorkspace => ({
    findTable: (table, moment) =>
      moment === "now" ? findTable(workspace().connection, table) : workspace().tables.find(table),
    findTags: (request, moment) =>
      moment === "now" ? findTags(workspace().statements, request) : workspace().tags.find(request),
    missingPlace: (table, moment) => workspace().places.missing(table, moment),
    run: (statement) => workspace().statements.run(statement),
    sleep: (ms) => workspace().connection.sleep(ms),
  });
  const claims = new Claims();
  const places = new RequiredPlaces();
  return {
    checkConfig: checkProviderSettings,
    secretSettings: SECRET_SETTINGS,
    configure: (values) => {
      settings = readSettings(values);
      opened = undefined;
    },
    resources: {
      "lakewright:index:MaintenanceJob": new MaintenanceJobResource(() => workspace().connection),
      "lakewright:index:MaterializedView": new MaterializedViewResource(tableWorkspace, claims, places),
      "lakewright:index:TableLayout": new TableLayoutResource(tableWorkspace, claims, places),
    },
    invokes: {
      "lakewright:index:currentUser": currentUserInvoke(() => workspace().connection),
      "lakewright:index:findExisting": findExistingInvoke(() => workspace().connection),
    },
    cancel: () => {
      opened?.connection.cancel();
    },
  };
}
