import { defined } from "../model/defined.ts";
import type { Connection } from "../databricks/connection.ts";
import { Statements } from "../databricks/statements.ts";
import type { StackContext } from "./context.ts";
import type { Declaration } from "./declaration.ts";
import type { Deployment } from "./deployment.ts";
import { compareObject, type ObjectFindings } from "./objects/compare.ts";
import { currentUser, fileChangedAt, readObject } from "./live/objects.ts";
import { TableReader } from "./live/tables.ts";
import { ViewReader } from "./live/views.ts";
import { type Part, unreadableReason } from "./part.ts";
import { type DriftedResource, type DriftReport, KINDS } from "./report.ts";
import { many } from "./sentences.ts";
import type { DeployedSide, Fields, Side } from "./sides.ts";
import { checkTables } from "./layouts/detect.ts";
import { transformNote, withTransforms } from "./transformed.ts";
import { checkViews } from "./views/detect.ts";

export type { Declaration } from "./declaration.ts";

/** A program without a plan declares what it deployed last. */
export function declaredByState({ objects, tables, views }: Deployment): Declaration {
  return { objects, tables, views };
}

export interface DetectOptions {
  readonly context: StackContext;
  readonly workspace: Connection;
  /** SQL warehouse to ask for histories, tags and refreshes. @default each table's own */
  readonly warehouseId?: string;
  /** Whether the warehouse is asked who changed what; a stopped one starts for it. @default true */
  readonly histories?: boolean;
  readonly statementsAtOnce?: number;
  readonly now: Date;
}

/**
 * Compares what is declared, what was deployed last and what is live. Sends requests that read and statements that
 * ask, and nothing else.
 * @throws WorkspaceError when the workspace is out of reach
 */
export async function detectDrift(
  files: Declaration,
  deployment: Deployment,
  options: DetectOptions,
): Promise<DriftReport> {
  const declaration = withTransforms(files, deployment);
  const { context, workspace, now, histories = true, warehouseId } = options;
  const statements = new Statements(workspace, options.statementsAtOnce);
  const asking = { context, asks: histories, ...defined({ warehouseId }) };
  const parts = (
    await Promise.all([
      checkTables(declaration.tables, deployment.tables, {
        ...asking,
        views: declaration.views,
        reader: new TableReader(workspace, statements),
      }),
      checkViews(declaration.views, deployment.views, {
        ...asking,
        reader: new ViewReader(workspace, statements),
      }),
      checkObjects(declaration, deployment, options),
    ])
  ).flat();
  return {
    version: 1,
    stack: context.stack,
    checkedAt: now.toISOString(),
    ...defined({ workspace: options.workspace.host, deployedAt: deployment.at }),
    declaredBy: context.declaredBy,
    total: parts.length,
    checked: parts.length - parts.filter(({ unreadable = [] }) => unreadable.length > 0).length,
    resources: parts.flatMap(({ drifted }) => drifted ?? []).sort(byRank),
    waiting: parts.flatMap(({ waiting }) => waiting ?? []).sort(),
    settled: parts.flatMap(({ settled = [] }) => settled),
    unreadable: parts.flatMap(({ unreadable = [] }) => unreadable),
    notes: [
      ...parts.flatMap(({ notes = [] }) => notes),
      ...notAskedNote(parts),
      ...(context.declaredBy === "plan" ? transformNote(deployment) : []),
      ...(deployment.beside.length === 0
        ? []
        : [`beside the lakehouse, left alone: ${deployment.beside.join(", ")}; --from-state compares them`]),
      ...(deployment.others.length === 0 ? [] : [`not compared: ${deployment.others.join(", ")}`]),
    ],
  };
}

/** Left out because somebody wanted it so, which leaves the report complete. */
function notAskedNote(parts: readonly Part[]): readonly string[] {
  const of = (what: Part["notAsked"]) => parts.filter(({ notAsked }) => notAsked === what).length;
  const [tags, refreshes] = [of("tags"), of("refresh")];
  const left = [
    ...(tags === 0 ? [] : [`tags of ${many(tags, "table")}`]),
    ...(refreshes === 0 ? [] : [`the refresh of ${many(refreshes, "materialized view")}`]),
  ];
  return left.length === 0
    ? []
    : [`not compared, since no SQL warehouse was to be asked: ${left.join(", ")}`];
}

/** What is gone first: it is the dearest, and the rest may come from it. */
function byRank(a: DriftedResource, b: DriftedResource): number {
  const kept = ({ differences }: DriftedResource) => Number(differences[0]?.what !== "missing");
  return kept(a) - kept(b) || byKindAndName(a, b);
}

function byKindAndName(a: DriftedResource, b: DriftedResource): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1);
}

async function checkObjects(
  declaration: Declaration,
  deployment: Deployment,
  { context, workspace }: DetectOptions,
): Promise<readonly Part[]> {
  const key = ({ kind, name }: Side) => `${kind} ${name}`;
  const declared = new Map(declaration.objects.map((side) => [key(side), side]));
  const known = new Set(deployment.objects.map(key));
  const [me, ...reads] = await Promise.all([
    currentUser(workspace),
    ...deployment.objects.map((deployed) => readOne(workspace, deployed)),
  ]);
  const makers = [me, ...reads.map(({ live = {} }) => live["creator_user_name"] ?? live["creator_name"])];
  const checks = reads.map(async ({ deployed, live, reason }): Promise<Part> => {
    const { kind, name } = deployed;
    if (reason !== undefined) return { unreadable: [{ kind, name, reason }] };
    const side = declared.get(key(deployed));
    const sides = { deployed, ...(side && { declared: side }), ...(live && { live }) };
    return await dated(compareObject(sides, { ...context, makers }), deployed, workspace);
  });
  const isNew = declaration.objects.filter((side) => !known.has(key(side)));
  return [
    ...withoutOrphans(await Promise.all(checks)),
    ...isNew.map((side) => compareObject({ declared: side }, { ...context, makers })),
  ];
}

interface Read {
  readonly deployed: DeployedSide;
  /** Absent for what is gone. */
  readonly live?: Fields;
  /** Why it could not be read. */
  readonly reason?: string;
}

async function readOne(workspace: Connection, deployed: DeployedSide): Promise<Read> {
  try {
    const live = await readObject(workspace, deployed);
    return { deployed, ...defined({ live }) };
  } catch (error) {
    return { deployed, reason: unreadableReason(error) };
  }
}

/** The date of a file or notebook is asked for once it is known to differ. */
async function dated(found: ObjectFindings, side: DeployedSide, workspace: Connection): Promise<Part> {
  const { drifted } = found;
  if (drifted === undefined || !["workspaceFile", "notebook"].includes(side.kind)) return found;
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
