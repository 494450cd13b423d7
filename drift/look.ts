import type { LayoutDeclaration } from "../model/layout.ts";
import { RefusedLayout } from "../provider/layout/plan.ts";
import type { Connection } from "../provider/workspace/connection.ts";
import { NoWorkspaceError, WorkspaceError } from "../provider/workspace/errors.ts";
import type { StackContext } from "./context.ts";
import type { DeployedTable, Deployment } from "./deployment.ts";
import { compareObject, type ObjectFindings } from "./objects/compare.ts";
import { currentUser, fileChangedAt, readObject } from "./live/objects.ts";
import { TableReader } from "./live/tables.ts";
import {
  type DriftedResource,
  type DriftReport,
  KINDS,
  type SettledChange,
  type UnseenResource,
} from "./report.ts";
import type { DeployedSide, Fields, Side } from "./sides.ts";
import { appeared, compareTable, missingTable, ourMove } from "./layouts/compare.ts";
import { asksForHistory, lookAtTable } from "./layouts/sides.ts";

/** What the files of a program declare, by Pulumi name. */
export interface Declaration {
  readonly objects: readonly Side[];
  readonly tables: readonly { readonly name: string; readonly layout: LayoutDeclaration }[];
}

/** A program without a plan declares what it deployed last. */
export function declaredByState({ objects, tables }: Deployment): Declaration {
  return { objects, tables };
}

export interface LookOptions {
  readonly context: StackContext;
  readonly workspace: Connection;
  /** SQL warehouse to ask for histories and tags. @default each table's own */
  readonly warehouseId?: string;
  /** Whether the warehouse is asked who changed what; a stopped one starts for it. @default true */
  readonly histories?: boolean;
  readonly statementsAtOnce?: number;
  readonly now: Date;
}

/** What one resource adds to the report. */
interface Part {
  readonly drifted?: DriftedResource;
  readonly waiting?: string;
  readonly settled?: readonly SettledChange[];
  readonly unseen?: readonly UnseenResource[];
  readonly notes?: readonly string[];
}

/**
 * Compares what is declared, what was deployed last and what is live. Sends requests that read and statements that
 * ask, and nothing else.
 * @throws WorkspaceError when the workspace is out of reach
 */
export async function lookForDrift(
  declaration: Declaration,
  deployment: Deployment,
  options: LookOptions,
): Promise<DriftReport> {
  const parts = (
    await Promise.all([
      lookAtTables(declaration, deployment, options),
      lookAtObjects(declaration, deployment, options),
    ])
  ).flat();
  const { context, now } = options;
  const { others } = deployment;
  return {
    version: 1,
    stack: context.stack,
    lookedAt: now.toISOString(),
    ...(options.workspace.host === undefined ? {} : { workspace: options.workspace.host }),
    ...(deployment.at === undefined ? {} : { deployedAt: deployment.at }),
    declaredBy: context.declaredBy,
    looked: parts.length,
    resources: parts.flatMap(({ drifted }) => drifted ?? []).sort(byKindAndName),
    waiting: parts.flatMap(({ waiting }) => waiting ?? []).sort(),
    settled: parts.flatMap(({ settled = [] }) => settled),
    unseen: parts.flatMap(({ unseen = [] }) => unseen),
    notes: [
      ...parts.flatMap(({ notes = [] }) => notes),
      ...(others.length === 0 ? [] : [`not compared: ${others.join(", ")}`]),
    ],
  };
}

function byKindAndName(a: DriftedResource, b: DriftedResource): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1);
}

async function lookAtTables(
  declaration: Declaration,
  deployment: Deployment,
  options: LookOptions,
): Promise<readonly Part[]> {
  const { context, workspace, statementsAtOnce } = options;
  const reader = new TableReader(workspace, statementsAtOnce);
  const declared = new Map(declaration.tables.map(({ name, layout }) => [name, layout]));
  const known = new Set(deployment.tables.map(({ name }) => name));
  const ofState = deployment.tables.map(async (deployed): Promise<Part> => {
    const layout = declared.get(deployed.name);
    if (layout === undefined) {
      const { name, urn } = deployed;
      return { drifted: ourMove("notDeclared", { name, urn, table: deployed.layout.table }, context) };
    }
    return await seen({ kind: "table", name: deployed.name }, () =>
      lookAtOne(layout, deployed, { ...options, reader }),
    );
  });
  const isNew = declaration.tables.filter(({ name }) => !known.has(name));
  return [
    ...(await Promise.all(ofState)),
    ...isNew.map(({ name, layout }) => ({
      drifted: ourMove("notDeployed", { name, table: layout.table }, context),
    })),
  ];
}

async function lookAtOne(
  declared: LayoutDeclaration,
  deployed: DeployedTable,
  { context, reader, histories = true, ...options }: LookOptions & { readonly reader: TableReader },
): Promise<Part> {
  const { name } = deployed;
  const warehouseId = options.warehouseId ?? deployed.warehouseId;
  const { live, untagged } = await reader.find(declared, deployed, histories ? warehouseId : undefined);
  const unseen = untagged === undefined ? [] : [{ kind: "table", name, reason: untagged } as const];
  const history = async () =>
    histories
      ? await reader.history(declared.table, warehouseId)
      : { unknown: "histories were not asked for" };
  if (live === undefined) {
    return deployed.status === "waiting"
      ? { waiting: declared.table }
      : { drifted: missingTable({ name, deployed }, context) };
  }
  const sides = { name, declared, deployed, live };
  if (deployed.status === "waiting") return { drifted: appeared(sides, context, await history()), unseen };
  const look = lookAtTable(sides);
  const settled = look.settled.map(({ path, deployed: was, declared: now }) => ({
    ...{ name, path },
    ...(was === undefined ? {} : { deployed: was }),
    ...(now === undefined ? {} : { now }),
  }));
  const asked = asksForHistory(look) ? await history() : [];
  return { ...compareTable(sides, { look, history: asked }, context), settled, unseen };
}

async function lookAtObjects(
  declaration: Declaration,
  deployment: Deployment,
  { context, workspace }: LookOptions,
): Promise<readonly Part[]> {
  const key = ({ kind, name }: Side) => `${kind} ${name}`;
  const declared = new Map(declaration.objects.map((side) => [key(side), side]));
  const known = new Set(deployment.objects.map(key));
  const [me, ...reads] = await Promise.all([
    currentUser(workspace),
    ...deployment.objects.map((deployed) => readOne(workspace, deployed)),
  ]);
  const makers = [me, ...reads.map(({ live = {} }) => live["creator_user_name"] ?? live["creator_name"])];
  const looks = reads.map(async ({ deployed, live, reason }): Promise<Part> => {
    const { kind, name } = deployed;
    if (reason !== undefined) return { unseen: [{ kind, name, reason }] };
    const side = declared.get(key(deployed));
    const sides = { deployed, ...(side && { declared: side }), ...(live && { live }) };
    return await dated(compareObject(sides, { ...context, makers }), deployed, workspace);
  });
  const isNew = declaration.objects.filter((side) => !known.has(key(side)));
  return [
    ...withoutOrphans(await Promise.all(looks)),
    ...isNew.map((side) => compareObject({ declared: side }, { ...context, makers })),
  ];
}

interface Read {
  readonly deployed: DeployedSide;
  /** Absent for what is gone. */
  readonly live?: Fields;
  /** Why it could not be looked at. */
  readonly reason?: string;
}

async function readOne(workspace: Connection, deployed: DeployedSide): Promise<Read> {
  try {
    const live = await readObject(workspace, deployed);
    return { deployed, ...(live === undefined ? {} : { live }) };
  } catch (error) {
    return { deployed, reason: reasonOf(error) };
  }
}

/** A file's date is asked for once it is known to differ. */
async function dated(found: ObjectFindings, side: DeployedSide, workspace: Connection): Promise<Part> {
  const { drifted } = found;
  if (side.kind !== "workspaceFile" || drifted === undefined) return found;
  const at = await fileChangedAt(workspace, side.id);
  if (at === undefined) return found;
  const differences = drifted.differences.map((difference) =>
    difference.who.known ? difference : { ...difference, who: { ...difference.who, at } },
  );
  return { ...found, drifted: { ...drifted, differences } };
}

/** Permissions go with their object, which is told once. */
function withoutOrphans(parts: readonly Part[]): readonly Part[] {
  const isGone = ({ drifted }: Part) => drifted?.differences[0]?.what === "missing";
  const gone = parts.filter((part) => isGone(part) && part.drifted?.kind !== "permissions");
  const ids = gone.map(({ drifted }) => drifted?.id ?? "");
  return parts.map((part) =>
    part.drifted?.kind === "permissions" &&
    isGone(part) &&
    ids.some((id) => part.drifted?.id?.endsWith(`/${id}`) === true)
      ? {}
      : part,
  );
}

/** One resource that cannot be looked at keeps nobody from the others. */
async function seen(
  { kind, name }: Pick<UnseenResource, "kind" | "name">,
  look: () => Promise<Part>,
): Promise<Part> {
  try {
    return await look();
  } catch (error) {
    return { unseen: [{ kind, name, reason: reasonOf(error) }] };
  }
}

/** @throws what is no matter of one resource: the workspace is out of reach, or the fault is ours */
function reasonOf(error: unknown): string {
  if (error instanceof NoWorkspaceError) throw error;
  if (error instanceof WorkspaceError || error instanceof RefusedLayout) return error.message;
  throw error;
}
