import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../http/json.ts";

interface NodeType {
  readonly id: string;
  readonly cores: number;
  readonly memory_mb: number;
}

/** The node types of an AWS workspace, with the sizes Databricks bills them by. */
const NODE_TYPES = JSON.parse(
  readFileSync(join(import.meta.dirname, "..", "data", "node-types.json"), "utf8"),
) as readonly NodeType[];

const NODE_TYPE_IDS: ReadonlySet<string> = new Set(NODE_TYPES.map((type) => type.id));

/** Runtimes in support, newest first: version, Spark, Scala versions, whether long-term. */
const RUNTIMES = [
  { version: "17.3", spark: "4.0.0", scala: ["2.13"], lts: true },
  { version: "16.4", spark: "3.5.2", scala: ["2.12", "2.13"], lts: true },
  { version: "15.4", spark: "3.5.0", scala: ["2.12"], lts: true },
  { version: "14.3", spark: "3.5.0", scala: ["2.12"], lts: true },
  { version: "13.3", spark: "3.4.1", scala: ["2.12"], lts: true },
  { version: "12.2", spark: "3.3.2", scala: ["2.12"], lts: true },
] as const;

/** What a key may carry between version and Scala version, and how its name says so. */
const FLAVOURS = [
  { key: "", name: "" },
  { key: "-cpu-ml", name: " ML" },
  { key: "-gpu-ml", name: " ML (GPU)" },
  { key: "-photon", name: " Photon" },
] as const;

const SPARK_VERSIONS: readonly { readonly key: string; readonly name: string }[] = RUNTIMES.flatMap(
  (runtime) =>
    runtime.scala.flatMap((scala) =>
      FLAVOURS.map((flavour) => ({
        key: `${runtime.version}.x${flavour.key}-scala${scala}`,
        name: `${runtime.version} LTS${flavour.name} (includes Apache Spark ${runtime.spark}, Scala ${scala})`,
      })),
    ),
);

export function isNodeType(id: string): boolean {
  return NODE_TYPE_IDS.has(id);
}

/** Cores and memory; none of a type that is not known, such as a pool's. */
export function nodeSize(id: string): { readonly cores: number; readonly memory_mb: number } {
  return NODE_TYPES.find((type) => type.id === id) ?? { cores: 0, memory_mb: 0 };
}

export function isSparkVersion(key: string): boolean {
  return SPARK_VERSIONS.some((version) => version.key === key);
}

export function sparkVersions(): JsonObject {
  return { versions: SPARK_VERSIONS };
}

export function nodeTypes(): JsonObject {
  return { node_types: NODE_TYPES.map(described) };
}

function described({ id, cores, memory_mb }: NodeType): JsonObject {
  const family = id.split(".")[0] ?? "";
  return {
    node_type_id: id,
    instance_type_id: id,
    memory_mb,
    num_cores: cores,
    num_gpus: /^[gp]\d/.test(family) ? 1 : 0,
    description: id,
    category: CATEGORIES.find(({ families }) => families.test(family))?.name ?? "General Purpose",
    is_deprecated: false,
    is_hidden: false,
    support_cluster_tags: true,
    support_ebs_volumes: true,
    node_instance_type: { instance_type_id: id, local_disks: HAS_LOCAL_DISKS.test(family) ? 1 : 0 },
  };
}

const CATEGORIES = [
  { name: "Memory Optimized", families: /^(r|x|z)\d/ },
  { name: "Compute Optimized", families: /^c\d/ },
  { name: "Storage Optimized", families: /^(i|d|h|is|im)\d/ },
  { name: "GPU Accelerated", families: /^(g|p)\d/ },
] as const;

/** AWS marks instance stores with a `d` behind the generation; the storage families have them throughout. */
const HAS_LOCAL_DISKS = /^([a-z]+\d+[a-z]*d[a-z]*|(i|d|h|is|im)\d.*)$/;
