import { currentUserInvoke } from "./current-user.ts";
import { findExistingInvoke } from "./find-existing.ts";
import type { Failure } from "./inputs.ts";
import type { TableWorkspace } from "./live-tables.ts";
import { MaterializedViewResource } from "./materialized-view.ts";
import type { Invoke, Resource } from "./resource.ts";
import { checkSettings, type ProviderSettings, readSettings, SECRET_SETTINGS } from "./settings.ts";
import { TableLayoutResource } from "./table-layout.ts";
import type { Values } from "./value.ts";
import type { Connection } from "./workspace/connection.ts";
import { openWorkspace } from "./workspace/open.ts";
import { Statements } from "./workspace/statements.ts";
import { findTable, Tables } from "./workspace/tables.ts";
import { findTags, SchemaTags } from "./workspace/tags.ts";

/** The plugin as plain functions. */
export interface Provider {
  checkConfig(inputs: Values): readonly Failure[];
  readonly secretSettings: readonly string[];
  /** Keeps the settings; the workspace is opened at first use and nothing is sent before. */
  configure(settings: Values): void;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly invokes: Readonly<Record<string, Invoke>>;
  /** Ends what is under way. */
  cancel(): void;
}

/** A workspace in use. */
interface Opened {
  readonly connection: Connection;
  readonly statements: Statements;
  readonly tables: Tables;
  readonly tags: SchemaTags;
}

export function createProvider(open: (settings: ProviderSettings) => Connection = openWorkspace): Provider {
  let settings: ProviderSettings = {};
  let opened: Opened | undefined;
  const workspace = () => {
    if (opened === undefined) {
      const connection = open(settings);
      const statements = new Statements(connection, settings.statementsAtOnce);
      opened = { connection, statements, tables: new Tables(connection), tags: new SchemaTags(statements) };
    }
    return opened;
  };
  const tableWorkspace = (): TableWorkspace => ({
    findTable: (table, moment) =>
      moment === "now" ? findTable(workspace().connection, table) : workspace().tables.find(table),
    findTags: (request, moment) =>
      moment === "now" ? findTags(workspace().statements, request) : workspace().tags.find(request),
    run: (statement) => workspace().statements.run(statement),
    sleep: (ms) => workspace().connection.sleep(ms),
  });
  return {
    checkConfig: checkSettings,
    secretSettings: SECRET_SETTINGS,
    configure: (values) => {
      settings = readSettings(values);
      opened = undefined;
    },
    resources: {
      "lakewright:index:MaterializedView": new MaterializedViewResource(tableWorkspace),
      "lakewright:index:TableLayout": new TableLayoutResource(tableWorkspace),
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
