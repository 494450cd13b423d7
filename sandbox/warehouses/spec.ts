import { alreadyExists, invalid } from "../http/errors.ts";
import { number, text, type JsonObject } from "../http/json.ts";
import { expectShape, type ObjectShape } from "../http/shape.ts";

const SPEC: ObjectShape = {
  "name!": "string",
  "cluster_size!": "string",
  auto_stop_mins: "integer",
  min_num_clusters: "integer",
  max_num_clusters: "integer",
  enable_photon: "boolean",
  enable_serverless_compute: "boolean",
  warehouse_type: "string",
  spot_instance_policy: "string",
  tags: { custom_tags: ["object"] },
  channel: { name: "string", dbsql_version: "string" },
};

const SIZES = [
  "2X-Small",
  "X-Small",
  "Small",
  "Medium",
  "Large",
  "X-Large",
  "2X-Large",
  "3X-Large",
  "4X-Large",
  "5X-Large",
];

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  cluster_size: SIZES,
  warehouse_type: ["CLASSIC", "PRO"],
  spot_instance_policy: ["COST_OPTIMIZED", "RELIABILITY_OPTIMIZED"],
};

const MOST_CLUSTERS = 40;

/** @throws ApiError where Databricks would refuse the warehouse. */
export function expectWarehouse(spec: JsonObject, othersNames: readonly string[]): void {
  expectShape(spec, SPEC);
  for (const [field, allowed] of Object.entries(CHOICES)) {
    const value = text(spec, field);
    if (value !== undefined && value !== "" && !allowed.includes(value)) {
      throw invalid(`${field} '${value}' is not valid. Allowed: ${allowed.join(", ")}`);
    }
  }
  expectScaling(spec);
  expectAutoStop(spec);
  if (spec["enable_serverless_compute"] === true && text(spec, "warehouse_type") === "CLASSIC") {
    throw invalid("enable_serverless_compute: a serverless warehouse must have warehouse_type PRO");
  }
  const name = text(spec, "name") ?? "";
  if (othersNames.includes(name)) throw alreadyExists(`SQL warehouse with name \`${name}\` already exists`);
}

function expectScaling(spec: JsonObject): void {
  const least = number(spec, "min_num_clusters") ?? 1;
  const most = number(spec, "max_num_clusters") ?? least;
  if (least < 1 || most > MOST_CLUSTERS || least > most) {
    throw invalid(
      `min_num_clusters (${least}) and max_num_clusters (${most}) must be between 1 and ${MOST_CLUSTERS}, the first not over the second`,
    );
  }
}

/** Minutes; 0 means never. Serverless may stop sooner: it is back within seconds. */
function expectAutoStop(spec: JsonObject): void {
  const minutes = number(spec, "auto_stop_mins") ?? 0;
  const least = spec["enable_serverless_compute"] === true ? 1 : 10;
  if (minutes !== 0 && minutes < least) {
    throw invalid(`auto_stop_mins must be 0 or at least ${least}, got ${minutes}`);
  }
}

/** What the workspace fills in where the caller left it open. */
export const WAREHOUSE_DEFAULTS: JsonObject = {
  auto_stop_mins: 120,
  min_num_clusters: 1,
  max_num_clusters: 1,
  enable_photon: true,
  spot_instance_policy: "COST_OPTIMIZED",
  warehouse_type: "CLASSIC",
};
