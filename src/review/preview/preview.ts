import type { Json } from "../../model/json.ts";

/** What a preview says, in whichever form the engine printed it. */
export interface Preview {
  readonly stack: string;
  readonly project: string;
  readonly steps: readonly Step[];
  readonly messages: readonly PreviewMessage[];
  /** Resources that stay as they are. */
  readonly same: number;
  /** Secret texts that it tells, by `--show-secrets`. */
  readonly secrets: readonly string[];
}

export interface PreviewMessage {
  /** Resource it is about. @default the program */
  readonly urn?: string;
  readonly text: string;
  readonly severity: "info" | "warning" | "error";
}

/** What happens to one resource. */
export interface Step {
  /** The engine's word: `create`, `update`, `create-replacement`. */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** A component groups others and is nothing by itself. */
  readonly custom: boolean;
  readonly old?: State;
  readonly new?: State;
  readonly diff: readonly PropertyDifference[];
}

export interface State {
  readonly inputs: Json;
  readonly outputs: Json;
  readonly protect: boolean;
}

export interface PropertyDifference {
  /** As the engine writes it: `tasks[1].sqlTask`, `properties["delta.appendOnly"]`. */
  readonly path: string;
  /** `add`, `update` or `delete`, with `-replace` after it where the resource is made anew for it. */
  readonly kind: string;
  /** The old value is the one declared before, not the one found. */
  readonly inputDiff: boolean;
}

/** The parts of a resource's name within the engine; a name may hold colons itself. */
export function readUrn(urn: string): { stack: string; project: string; type: string; name: string } {
  const [head = "", project = "", types = "", ...name] = urn.split("::");
  return {
    stack: head.slice("urn:pulumi:".length),
    project,
    type: types.slice(types.lastIndexOf("$") + 1),
    name: name.join("::"),
  };
}
