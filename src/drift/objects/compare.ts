import { LAKEHOUSE_FILE } from "../../model/index.ts";
import { selectAudit } from "../../plan/sql-questions.ts";
import { adoption, manual, PENDING } from "../adoption.ts";
import { type StackContext, upAllCommand, upCommand } from "../context.ts";
import { settledIn } from "../part.ts";
import type { Difference, DriftedResource, Revert, SettledChange } from "../report.ts";
import { backendDefault } from "../../catalog/fields/backend-defaults.ts";
import { compareSides, type DeployedSide, type Deviation, type Fields, type Side } from "../sides.ts";
import { adoptObject } from "./adopt.ts";
import { knownField } from "./known-fields.ts";
import type { ObjectKind } from "./shapes.ts";
import { putBackCommand, unseenPaths } from "./unseen.ts";
import { fieldsLikeLive, secretsNote } from "../state-secrets.ts";

/** One object from all three sides; `live` absent: the workspace has it no longer. */
export interface ObjectSides {
  readonly declared?: Side;
  readonly deployed?: DeployedSide;
  readonly live?: Fields;
}

export interface ObjectContext extends StackContext {
  /** Who made the stack's objects, and who detects drift. */
  readonly makers: readonly (string | undefined)[];
}

export interface ObjectFindings {
  readonly drifted?: DriftedResource;
  readonly settled: readonly SettledChange[];
  readonly notes: readonly string[];
}

const NOTHING: ObjectFindings = { settled: [], notes: [] };

/** What one object of the workspace is found to be. */
export function compareObject(sides: ObjectSides, context: ObjectContext): ObjectFindings {
  const { declared, deployed, live } = sides;
  const resource = deployed ?? declared;
  if (resource === undefined) return NOTHING;
  const kind = resource.kind as ObjectKind;
  if (deployed === undefined) return whole(sides, context, notDeployed(resource));
  if (declared === undefined) return whole(sides, context, notDeclared(deployed));
  if (live === undefined) {
    return whole(sides, context, missing(deployed));
  }
  const compared = compareSides({
    declared: fieldsLikeLive(declared.fields, live),
    deployed: fieldsLikeLive(deployed.fields, live),
    live,
  });
  const undeclared = compared.undeclared.filter(
    (path) =>
      // What the Databricks provider says by itself is as declared.
      live[path] !== deployed.recorded?.[path] &&
      backendDefault(kind, path, {
        value: live[path] ?? "",
        beside: (field) => live[path.replace(/\w+$/, field)],
        makers: context.makers,
      }) === undefined,
  );
  const set = undeclared.filter((path) => knownField(kind, path) !== undefined);
  const differences = [
    ...compared.deviations.map((deviation) => valueDifference(deviation, { deployed, context })),
    ...set.map((path) =>
      valueDifference({ path, live: live[path] ?? "", cause: "changedOutside" }, { deployed, context }),
    ),
  ];
  const unknown = undeclared.filter((path) => !set.includes(path));
  const unseen =
    deployed.readWhole === true
      ? []
      : unseenPaths(kind, differences, { recorded: deployed.recorded ?? deployed.fields, live });
  return {
    ...(differences.length === 0
      ? {}
      : {
          drifted: {
            ...head(sides),
            differences,
            revert: revertObject(deployed, context, unseen),
          },
        }),
    settled: settledIn(deployed.name, compared),
    notes: [
      ...secretsNote(deployed.name, deployed.fields),
      ...(unknown.length === 0
        ? []
        : [
            `${deployed.name} has ${unknown.join(", ")}, which this version of lakewright does not know; not compared.`,
          ]),
    ],
  };
}

/**
 * What an up does, after what it would not see. Of files and notebooks the Databricks provider compares the recorded
 * content alone, so that up sees no difference while they are there.
 */
function revertObject(deployed: DeployedSide, context: StackContext, unseen: readonly string[]): Revert {
  const { kind, id, urn } = deployed;
  const command = upCommand(context, urn);
  if (kind === "workspaceFile" || kind === "notebook") {
    return { command: `databricks workspace delete '${id}' && ${command}` };
  }
  if (unseen.length === 0) return { command };
  const request = putBackCommand(deployed, unseen);
  if (request !== undefined) return { command: `${request} && ${command}` };
  return {
    command,
    manual: `up does not see ${unseen.join(", ")}, since the Databricks provider keeps what the state has: set ${unseen.length === 1 ? "it" : "them"} by hand as declared, then:`,
  };
}

/** Of all of an object. What hangs on it is deployed with it. */
function whole(sides: ObjectSides, context: StackContext, difference: Difference): ObjectFindings {
  const revert = { command: upAllCommand(context) };
  return { ...NOTHING, drifted: { ...head(sides), differences: [difference], revert } };
}

function head({ declared, deployed, live = {} }: ObjectSides) {
  const side = deployed ?? declared;
  if (side === undefined) throw new Error("neither declared nor deployed");
  const fields = { ...side.fields, ...live };
  const named = fields["cluster_name"] ?? fields["name"] ?? fields["path"];
  return {
    kind: side.kind,
    name: side.name,
    object: named ?? deployed?.id ?? side.name,
    ...(deployed === undefined ? {} : { id: deployed.id, urn: deployed.urn }),
  };
}

function valueDifference(
  deviation: Deviation,
  { deployed, context }: { readonly deployed: DeployedSide; readonly context: StackContext },
): Difference {
  const { path, cause } = deviation;
  const kind = deployed.kind as ObjectKind;
  return {
    what: deviation.declared === undefined && deviation.deployed === undefined ? "undeclared" : "value",
    ...deviation,
    who: cause === "pendingDeployment" ? ourFile(deployed, path, context) : unnamed(deployed),
    impact: knownField(kind, path)?.impact ?? "the object is no longer as reviewed",
    adopt: adoption(deviation, context, () => adoptObject(deployed, deviation, context)),
  };
}

function missing(deployed: DeployedSide): Difference {
  return {
    what: "missing",
    path: "",
    deployed: deployed.id,
    cause: "changedOutside",
    who: unnamed(deployed),
    impact: "what hangs on it fails: jobs, dashboards, statements",
    adopt: manual("take it out of the program, or let it be created again"),
  };
}

function notDeployed({ name, kind, fields }: Side): Difference {
  return {
    what: "notDeployed",
    path: "",
    declared: fields["name"] ?? fields["cluster_name"] ?? name,
    cause: "pendingDeployment",
    who: ourFile({ kind }, ""),
    impact: "declared, and not there until the next up",
    adopt: PENDING,
  };
}

function notDeclared(deployed: DeployedSide): Difference {
  return {
    what: "notDeclared",
    path: "",
    deployed: deployed.id,
    cause: "pendingDeployment",
    who: ourFile(deployed, ""),
    impact: "no longer declared; the next up deletes it",
    adopt: PENDING,
  };
}

function ourFile(
  { kind }: Pick<Side, "kind">,
  path: string,
  { sparkConfFile = LAKEHOUSE_FILE }: Pick<StackContext, "sparkConfFile"> = {},
): Difference["who"] {
  const file =
    kind === "cluster" && path.startsWith("spark_conf")
      ? sparkConfFile
      : "the program or the stack's settings";
  return { known: true, file };
}

function unnamed({ kind, id }: DeployedSide): Difference["who"] {
  // The id of permissions is the object's, behind its kind.
  const object = kind === "permissions" ? id.slice(id.lastIndexOf("/") + 1) : id;
  return {
    known: false,
    why: "the workspace's REST API does not say who changed this; its audit logs do, where they are kept",
    ask: selectAudit(object),
  };
}
