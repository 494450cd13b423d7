import { defined } from "../model/defined.ts";
import type { LayoutDeclaration } from "../model/layout.ts";
import type { MaterializedViewDeclaration } from "../model/materialized-view.ts";
import { readDeclaration, knownLayout } from "../provider/table-layout/declaration.ts";
import { type Owned, ownedBy, type Status, recordedStatus } from "../provider/table-layout/recorded.ts";
import type { Values } from "../pulumi-rpc/value.ts";
import {
  knownView,
  type RecordedView,
  readRecordedView,
  readViewDeclaration,
} from "../provider/materialized-view/declaration.ts";
import { list, object, text } from "../model/json.ts";
import type { DeployedSide } from "./sides.ts";
import { markSecrets, secretMaps } from "./state-secrets.ts";
import { recordedAsSent, recordedWithDefaults } from "../databricks/as-sent.ts";
import { accessFields, accessName, sentJob } from "./objects/job.ts";
import { fieldsOf, type ObjectKind } from "./objects/shapes.ts";

/** What `pulumi stack export` says, as far as drift is detected by it. */
export interface Deployment {
  /** When the state was last written, in ISO 8601. */
  readonly at?: string;
  readonly objects: readonly DeployedSide[];
  readonly tables: readonly DeployedTable[];
  readonly views: readonly DeployedView[];
  /** Types of resources that nobody compares, each with their number. */
  readonly others: readonly string[];
  /** Types of what other parts of the program declare, beside the lakehouse, each with their number. */
  readonly beside: readonly string[];
  /** What the program changes after it was planned, by the names of `transform`. */
  readonly transformed: readonly string[];
}

export interface DeployedTable extends Required<Owned> {
  readonly name: string;
  readonly urn: string;
  /** As the program declared it last. */
  readonly layout: LayoutDeclaration;
  readonly status: Status;
  readonly warehouseId?: string;
}

export interface DeployedView {
  readonly name: string;
  readonly urn: string;
  /** As the program declared it last. */
  readonly view: MaterializedViewDeclaration;
  /** As it was seen last, with the query in the engine's words. */
  readonly recorded: RecordedView;
  readonly warehouseId?: string;
}

const KINDS: Readonly<Record<string, ObjectKind>> = {
  "databricks:index/cluster:Cluster": "cluster",
  "databricks:index/clusterPolicy:ClusterPolicy": "clusterPolicy",
  "databricks:index/sqlEndpoint:SqlEndpoint": "warehouse",
  "databricks:index/job:Job": "job",
  "databricks:index/workspaceFile:WorkspaceFile": "workspaceFile",
  "databricks:index/notebook:Notebook": "notebook",
  "databricks:index/permissions:Permissions": "permissions",
};

const JOB = "lakewright:index:MaintenanceJob";
const TABLE = "lakewright:index:TableLayout";
const LAKEHOUSE = "lakewright:index:Lakehouse";
const VIEW = "lakewright:index:MaterializedView";

/** Inputs that say how the provider works, or which object is meant, and nothing about the object. */
const NOT_OF_THE_OBJECT: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  cluster: ["is_pinned", "no_wait"],
  workspaceFile: ["md5", "object_id", "source"],
  notebook: ["md5", "object_id", "object_type", "source", "language", "format"],
  job: ["always_running", "control_run_state"],
  warehouse: ["no_wait"],
};

/** @param lakehouse name of the one whose declarations are compared. @default all that the program deployed */
export function readDeployment(exported: unknown, lakehouse?: string): Deployment {
  const deployment = object(markSecrets(object(exported)["deployment"]));
  const at = text(object(deployment["manifest"])["time"]);
  const all = list(deployment["resources"]).map(object);
  const isOwn = lakehouse === undefined ? () => true : within(all, lakehouse);
  const live = all
    // What waits for its deletion has a successor in the same state.
    .filter((resource) => resource["custom"] === true && resource["delete"] !== true);
  const resources = live.filter(isOwn);
  const beside = live.filter((resource) => !isOwn(resource)).filter(({ type }) => !isPulumis(text(type)));
  return {
    ...defined({ at }),
    objects: resources.flatMap((resource) =>
      resource["type"] === JOB ? jobSides(resource) : objectSide(resource),
    ),
    tables: resources.filter(({ type }) => type === TABLE).map(tableSide),
    views: resources.filter(({ type }) => type === VIEW).map(viewSide),
    others: counted(resources.filter(({ type }) => !isChecked(text(type) ?? ""))),
    beside: counted(beside),
    transformed: all
      .filter((resource) => resource["type"] === LAKEHOUSE && isOwn(resource))
      .flatMap(({ outputs }) => list(object(outputs)["transformed"]).map(String)),
  };
}

type Resource = Readonly<Record<string, unknown>>;

function counted(resources: readonly Resource[]): readonly string[] {
  const types = Map.groupBy(resources, ({ type }) => text(type) ?? "");
  return [...types].map(([type, each]) => `${each.length} ${type}`);
}

/** Whether a resource is a lakehouse, or stands somewhere under it. */
function within(all: readonly Resource[], lakehouse: string): (resource: Resource) => boolean {
  const parents = new Map(all.map(({ urn, parent }) => [text(urn), text(parent)]));
  return ({ urn }) => {
    for (let each = text(urn); each !== undefined; each = parents.get(each)) {
      if (each.endsWith(`${LAKEHOUSE}::${lakehouse}`)) return true;
    }
    return false;
  };
}

function isPulumis(type = ""): boolean {
  return type.startsWith("pulumi:");
}

function isChecked(type: string): boolean {
  return [JOB, TABLE, VIEW].includes(type) || Object.hasOwn(KINDS, type) || isPulumis(type);
}

function objectSide(resource: Readonly<Record<string, unknown>>): readonly DeployedSide[] {
  const kind = KINDS[text(resource["type"]) ?? ""];
  if (kind === undefined) return [];
  const ignored = NOT_OF_THE_OBJECT[kind] ?? [];
  const sent = Object.fromEntries(
    Object.entries(object(recordedAsSent(resource["inputs"]))).filter(([field]) => !ignored.includes(field)),
  );
  const recorded = fieldsOf(kind, object(recordedWithDefaults(resource["inputs"])));
  return [{ kind, ...named(resource), fields: fieldsOf(kind, sent), sent, recorded }];
}

/** A job, and who may use it. */
function jobSides(resource: Readonly<Record<string, unknown>>): readonly DeployedSide[] {
  const { permissions, ...inputs } = secretMaps(object(resource["inputs"]) as Values, ["permissions"]);
  const job = named(resource);
  const sent = sentJob(inputs);
  const access = accessFields(object(permissions));
  return [
    { kind: "job", ...job, fields: fieldsOf("job", sent), readWhole: true },
    ...(permissions === undefined
      ? []
      : [
          {
            ...({ kind: "permissions", ...job, name: accessName(job.name), id: `/jobs/${job.id}` } as const),
            fields: access,
          },
        ]),
  ];
}

function named(resource: Readonly<Record<string, unknown>>) {
  const urn = text(resource["urn"]) ?? "";
  return { urn, name: urn.slice(urn.lastIndexOf("::") + 2), id: text(resource["id"]) ?? "" };
}

function tableSide(resource: Readonly<Record<string, unknown>>): DeployedTable {
  const { urn, name } = named(resource);
  const [inputs, outputs] = ["inputs", "outputs"].map((side) =>
    secretMaps(object(resource[side]) as Values, ["properties", "tags"]),
  ) as [Values, Values];
  const layout = knownLayout(readDeclaration(inputs).declared);
  const warehouseId = text(inputs["warehouseId"]);
  return {
    name,
    urn,
    layout: layout ?? { table: text(inputs["table"]) ?? "", properties: {} },
    status: recordedStatus(outputs),
    ...defined({ warehouseId }),
    ...ownedBy(outputs, inputs),
  };
}

function viewSide(resource: Readonly<Record<string, unknown>>): DeployedView {
  const inputs = object(resource["inputs"]) as Values;
  const view = knownView(readViewDeclaration(inputs).declared);
  const warehouseId = text(inputs["warehouseId"]);
  return {
    ...named(resource),
    view: view ?? { view: text(inputs["view"]) ?? "", query: "" },
    recorded: readRecordedView(object(resource["outputs"]) as Values),
    ...defined({ warehouseId }),
  };
}
