import type { Schedule } from "../config/settings.ts";
import { type Estate, type Table, zorderKeys } from "../model/index.ts";
import { type Permission, strongestFirst } from "./compute.ts";
import type { Target } from "./lakehouse.ts";
import { ownerTags, physicalName, PROJECT } from "./names.ts";
import { runStatementScript, type Statement, writeSql } from "./sql.ts";

export interface MaintenancePlan {
  /** The one SQL file that all tasks run; the statement is its parameter. */
  readonly file: { readonly path: string; readonly content: string };
  readonly jobs: readonly JobPlan[];
}

/** A weekly job: one task a table, each running one statement on the warehouse. */
export interface JobPlan {
  /** Stable key within the stack: the kind of upkeep. */
  readonly key: "optimize" | "analyze";
  readonly name: string;
  readonly schedule: Schedule & { readonly paused: boolean };
  /** Sorted by key: the provider sorts them, and any other order is a difference for ever. */
  readonly tasks: readonly TaskPlan[];
  readonly tags: Readonly<Record<string, string>>;
  readonly permissions: readonly Permission[];
}

export interface TaskPlan {
  readonly key: string;
  readonly table: string;
  readonly statement: string;
}

export function planMaintenance(estate: Estate, target: Target): MaintenancePlan {
  return {
    file: {
      path: `/Shared/lakewright/${PROJECT}/${target.stack}/run-statement.sql`,
      content: runStatementScript(),
    },
    jobs: [planJob("analyze", analyze), planJob("optimize", optimize)],
  };

  function planJob(key: JobPlan["key"], statementFor: StatementFor): JobPlan {
    const { maintenance, principals, catalog } = target.settings;
    return {
      key,
      name: physicalName(estate.name, target, `weekly-${key}`),
      schedule: { ...maintenance[key], paused: maintenance.paused },
      tasks: estate.tables
        .flatMap((table) => task(table, statementFor(table, `${catalog}.${table.name}`)))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
      tags: ownerTags(target),
      permissions: strongestFirst([
        [principals.admins, "CAN_MANAGE"],
        [principals.engineers, "CAN_MANAGE_RUN"],
      ]),
    };
  }
}

type StatementFor = (table: Table, fullName: string) => Statement | undefined;

const optimize: StatementFor = ({ layout, maintenance }, table) =>
  maintenance?.optimize === undefined ? undefined : { kind: "optimize", table, zorder: zorderKeys(layout) };

const analyze: StatementFor = ({ statistics = "row count", maintenance }, table) =>
  maintenance?.analyze === undefined ? undefined : { kind: "analyze", table, columns: statistics };

function task(table: Table, statement: Statement | undefined): readonly TaskPlan[] {
  // Task keys take letters, digits, "-" and "_" only.
  return statement === undefined
    ? []
    : [{ key: table.name.replace(".", "-"), table: table.name, statement: writeSql(statement) }];
}
