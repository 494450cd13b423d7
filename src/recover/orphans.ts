import { defined } from "../model/defined.ts";
import type { Connection } from "../databricks/connection.ts";
import { type ExistingKind, type ExistingQuery, findExisting } from "../databricks/find-existing.ts";

/** An object that the workspace has under a planned name, and that the stack's state does not know. */
export interface Orphan {
  readonly kind: ExistingKind;
  readonly name: string;
  /** More than one where there are duplicates already. */
  readonly ids: readonly string[];
  readonly resource: PlannedResource;
}

/** A resource that a preview would create. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly parent: string | undefined;
  /** A component has no object of its own in the workspace. */
  readonly component: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Types whose objects a workspace makes twice, and where their inputs hold name and tags. */
const KINDS: Readonly<
  Record<string, { readonly kind: ExistingKind; readonly name: string; readonly tags?: string }>
> = {
  "databricks:index/cluster:Cluster": { kind: "cluster", name: "clusterName", tags: "customTags" },
  "databricks:index/clusterPolicy:ClusterPolicy": { kind: "clusterPolicy", name: "name" },
  "databricks:index/job:Job": { kind: "job", name: "name", tags: "tags" },
  "databricks:index/sqlEndpoint:SqlEndpoint": { kind: "warehouse", name: "name" },
};

interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly newState?: {
    readonly type: string;
    readonly custom: boolean;
    readonly parent?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
  };
}

/** What `pulumi preview --json` prints, as far as recovery reads it. */
export interface OrphanPreview {
  readonly steps?: readonly PreviewStep[];
}

/** What a preview would create. */
export function plannedCreates({ steps = [] }: OrphanPreview): readonly PlannedResource[] {
  return steps.flatMap(({ op, urn, newState }) =>
    op === "create" && newState !== undefined
      ? [
          {
            urn,
            type: newState.type,
            parent: newState.parent,
            component: !newState.custom,
            inputs: newState.inputs ?? {},
          },
        ]
      : [],
  );
}

/** The stack's own resource, once the state has one. */
export function recordedStack({ steps = [] }: OrphanPreview): string | undefined {
  return steps.find(({ op, urn }) => op !== "create" && urn.includes("::pulumi:pulumi:Stack::"))?.urn;
}

export async function findOrphans(
  workspace: Connection,
  creates: readonly PlannedResource[],
): Promise<readonly Orphan[]> {
  const orphans: Orphan[] = [];
  for (const resource of creates) {
    const query = queryFor(resource);
    if (query === undefined) continue;
    const ids = await findExisting(workspace, query);
    if (ids.length > 0) orphans.push({ kind: query.kind, name: query.name, ids, resource });
  }
  return orphans;
}

function queryFor({ type, inputs }: PlannedResource): ExistingQuery | undefined {
  const kind = KINDS[type];
  const name = kind === undefined ? undefined : inputs[kind.name];
  if (kind === undefined || typeof name !== "string") return undefined;
  const tags =
    kind.tags === undefined ? undefined : (inputs[kind.tags] as Record<string, string> | undefined);
  return { kind: kind.kind, name, ...defined({ tags }) };
}

/**
 * The file that `pulumi import --file` reads. Components above an orphan that are not in the state either
 * are imported with it.
 */
export function importFile(orphans: readonly Orphan[], creates: readonly PlannedResource[]): string {
  const missing = new Map(
    creates.filter(({ component }) => component).map((created) => [created.urn, created]),
  );
  const needed = new Map<string, PlannedResource>();
  const need = (urn: string | undefined): void => {
    const parent = urn === undefined ? undefined : missing.get(urn);
    if (parent === undefined || needed.has(parent.urn)) return;
    need(parent.parent);
    needed.set(parent.urn, parent);
  };
  for (const { resource } of orphans) need(resource.parent);

  // A component often bears its child's name, and the file tells the two apart by the first name alone.
  const reference = (urn: string) => urn.replaceAll(/[^A-Za-z0-9]+/g, "_");
  const entry = ({ urn, type, parent }: PlannedResource) => ({
    type,
    name: reference(urn),
    logicalName: nameOf(urn),
    ...(parent === undefined ? {} : { parent: reference(parent) }),
  });
  const inState = orphans
    .flatMap(({ resource }) => [resource, ...needed.values()])
    .flatMap(({ parent }) => (parent === undefined || needed.has(parent) ? [] : [parent]));
  return JSON.stringify({
    nameTable: Object.fromEntries(inState.map((urn) => [reference(urn), urn])),
    resources: [
      ...[...needed.values()].map((component) => ({ ...entry(component), component: true })),
      ...orphans.map(({ ids, resource }) => ({ ...entry(resource), id: ids[0] ?? "" })),
    ],
  });
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** How the workspace deletes an object of each kind. */
export function deletion(kind: ExistingKind, id: string) {
  switch (kind) {
    case "cluster":
      return {
        method: "POST",
        path: "/api/2.1/clusters/permanent-delete",
        body: { cluster_id: id },
      } as const;
    case "clusterPolicy":
      return { method: "POST", path: "/api/2.0/policies/clusters/delete", body: { policy_id: id } } as const;
    case "job":
      return { method: "POST", path: "/api/2.2/jobs/delete", body: { job_id: Number(id) } } as const;
    case "warehouse":
      return { method: "DELETE", path: `/api/2.0/sql/warehouses/${encodeURIComponent(id)}` } as const;
  }
}
