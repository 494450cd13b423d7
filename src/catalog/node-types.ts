import data from "./node-types.json" with { type: "json" };

export interface NodeType {
  readonly cloud: "aws" | "azure" | "gcp";
  readonly cores: number;
  readonly memoryGB: number;
  readonly dbuPerHour: number;
}

// The file is ours and its shape is held by a test; the compiler only sees `string` for the cloud.
const nodeTypes = data.nodeTypes as Readonly<Record<string, NodeType>>;

/** Where the rates were read, and when. */
export const NODE_RATES = data.source;

export function nodeTypeFacts(id: string): NodeType | undefined {
  return Object.hasOwn(nodeTypes, id) ? nodeTypes[id] : undefined;
}

export function nodeTypeIds(): readonly string[] {
  return Object.keys(nodeTypes);
}

/** Node types of a cloud with at least this much memory each, cheapest first (DBU per hour). */
export function nodeTypesWithMemory(cloud: NodeType["cloud"], memoryGB: number): readonly string[] {
  return Object.entries(nodeTypes)
    .filter(([, type]) => type.cloud === cloud && type.memoryGB >= memoryGB)
    .sort(([idA, a], [idB, b]) => a.dbuPerHour - b.dbuPerHour || (idA < idB ? -1 : 1))
    .map(([id]) => id);
}
