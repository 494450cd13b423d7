import { invalid, notServed } from "../http/errors.ts";
import { number, object, text, type JsonObject } from "../http/json.ts";
import { expectShape, type ObjectShape } from "../http/shape.ts";
import { isNodeType, isSparkVersion } from "./catalogue.ts";

const SPEC: ObjectShape = {
  cluster_name: "string",
  "spark_version!": "string",
  node_type_id: "string",
  driver_node_type_id: "string",
  num_workers: "integer",
  autoscale: { "min_workers!": "integer", "max_workers!": "integer" },
  spark_conf: "map",
  spark_env_vars: "map",
  custom_tags: "map",
  autotermination_minutes: "integer",
  policy_id: "string",
  apply_policy_default_values: "boolean",
  data_security_mode: "string",
  runtime_engine: "string",
  instance_pool_id: "string",
  single_user_name: "string",
  enable_elastic_disk: "boolean",
  enable_local_disk_encryption: "boolean",
  kind: "string",
  is_single_node: "boolean",
};

const DATA_SECURITY_MODES = [
  "NONE",
  "SINGLE_USER",
  "USER_ISOLATION",
  "DATA_SECURITY_MODE_AUTO",
  "DATA_SECURITY_MODE_DEDICATED",
  "DATA_SECURITY_MODE_STANDARD",
  "LEGACY_PASSTHROUGH",
  "LEGACY_SINGLE_USER",
  "LEGACY_SINGLE_USER_STANDARD",
  "LEGACY_TABLE_ACL",
];

/** The workspace allows 0 (never) or between these. */
const AUTOTERMINATION_MINUTES = { least: 10, most: 10_000 };

/** @throws ApiError where Databricks would refuse the specification of a cluster. */
export function expectClusterSpec(spec: JsonObject): void {
  expectShape(spec, SPEC);
  const version = text(spec, "spark_version") ?? "";
  if (!isSparkVersion(version)) throw invalid(`Invalid spark version ${version}.`);
  expectNodeTypes(spec);
  expectKind(spec);
  expectSize(spec);
  expectModes(spec);
}

function expectNodeTypes(spec: JsonObject): void {
  if (text(spec, "node_type_id") === undefined && text(spec, "instance_pool_id") === undefined) {
    throw invalid("Missing required field: node_type_id");
  }
  for (const field of ["node_type_id", "driver_node_type_id"]) {
    const id = text(spec, field);
    if (id !== undefined && id !== "" && !isNodeType(id)) {
      throw invalid(
        `Node type ${id} is not supported. GET /api/2.1/clusters/list-node-types lists the supported ones.`,
      );
    }
  }
}

/** The simple form: only with it the workspace makes a single node of a cluster. */
function expectKind(spec: JsonObject): void {
  const kind = text(spec, "kind");
  if (kind !== undefined && kind !== "CLASSIC_PREVIEW") {
    throw invalid(`Invalid kind ${kind}. Allowed: CLASSIC_PREVIEW`);
  }
  if (kind === undefined && spec["is_single_node"] === true) {
    throw invalid("is_single_node can only be set on a cluster with kind CLASSIC_PREVIEW");
  }
  const size = ["num_workers", "autoscale"].find((field) => spec[field] !== undefined && spec[field] !== 0);
  if (spec["is_single_node"] === true && size !== undefined) {
    throw invalid(`${size} cannot be set on a cluster with is_single_node`);
  }
}

/** Each is shown as a machine of its own. */
const MOST_WORKERS = 1_000;

function expectSize(spec: JsonObject): void {
  const workers = number(spec, "num_workers");
  const autoscale = object(spec, "autoscale");
  if (workers === undefined && autoscale === undefined && spec["is_single_node"] !== true) {
    throw invalid("Missing required field: one of num_workers or autoscale must be set");
  }
  if (workers !== undefined && workers < 0) throw invalid(`num_workers must not be negative, got ${workers}`);
  if (Math.max(workers ?? 0, number(autoscale ?? {}, "max_workers") ?? 0) > MOST_WORKERS) {
    throw notServed(`a cluster of more than ${MOST_WORKERS.toLocaleString("en")} workers`);
  }
  if (autoscale === undefined) return;
  const [least = 0, most = 0] = [number(autoscale, "min_workers"), number(autoscale, "max_workers")];
  if (least < 0 || most < 1 || least > most) {
    throw invalid(`autoscale.min_workers (${least}) must not be over autoscale.max_workers (${most})`);
  }
}

function expectModes(spec: JsonObject): void {
  const mode = text(spec, "data_security_mode");
  if (mode !== undefined && !DATA_SECURITY_MODES.includes(mode)) {
    throw invalid(`Invalid data_security_mode ${mode}. Allowed: ${DATA_SECURITY_MODES.join(", ")}`);
  }
  const engine = text(spec, "runtime_engine");
  if (engine !== undefined && !["NULL", "PHOTON", "STANDARD"].includes(engine)) {
    throw invalid(`Invalid runtime_engine ${engine}. Allowed: PHOTON, STANDARD`);
  }
  const minutes = number(spec, "autotermination_minutes") ?? 0;
  const { least, most } = AUTOTERMINATION_MINUTES;
  if (minutes !== 0 && (minutes < least || minutes > most)) {
    throw invalid(`autotermination_minutes must be 0, or between ${least} and ${most}, got ${minutes}`);
  }
}
