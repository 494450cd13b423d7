import type { Values } from "./value.ts";

/** What a resource may say to the person at the console; the text appears under the resource. */
export interface Console {
  info(message: string): Promise<void>;
  warn(message: string): Promise<void>;
}

export interface CheckResult {
  readonly inputs: Values;
  readonly failures: readonly CheckFailure[];
}

export interface Context {
  readonly urn: string;
  readonly console: Console;
  /** Whether the engine only asks what would happen. */
  readonly preview: boolean;
}

export interface DiffRequest {
  /** Outputs as recorded. */
  readonly olds: Values;
  readonly oldInputs: Values;
  readonly news: Values;
  readonly console: Console;
}

export interface UpdateRequest extends DiffRequest, Context {
  readonly id: string;
}

export interface CreateRequest extends Context {
  readonly inputs: Values;
}

export interface ReadRequest {
  readonly id: string;
  /** Empty for an import, which knows nothing but the id. */
  readonly inputs: Values;
  readonly state: Values;
  readonly console: Console;
}

export interface ReadResult {
  readonly id: string;
  readonly inputs: Values;
  readonly state: Values;
}

export interface DeleteRequest {
  readonly id: string;
  readonly urn: string;
  /** Empty where the engine does not hand them over. */
  readonly inputs: Values;
  readonly state: Values;
  readonly console: Console;
}

/** One kind of resource as plain functions; the protocol is somebody else's. */
export interface Resource {
  check(inputs: Values, urn: string): CheckResult;
  diff(request: DiffRequest): Promise<Changes>;
  create(request: CreateRequest): Promise<{ readonly id: string; readonly outputs: Values }>;
  update(request: UpdateRequest): Promise<Values>;
  /** `undefined` when what the id names does not exist. */
  read(request: ReadRequest): Promise<ReadResult | undefined>;
  delete(request: DeleteRequest): Promise<void>;
}

/** One function that programs call, with arguments and result as maps. */
export type Invoke = (
  args: Values,
) => Promise<{ readonly result: Values } | { readonly failures: readonly CheckFailure[] }>;

/** A change that came half-way: what was reached is recorded, so that the next run goes on from there. */
export class PartialChange extends Error {
  override readonly name = "PartialChange";
  readonly id: string;
  readonly reached: Values;

  constructor(message: string, { id, reached }: { readonly id: string; readonly reached: Values }) {
    super(message);
    this.id = id;
    this.reached = reached;
  }
}

/** A fault of the input that `check` could not see. */
export class ResourceInputError extends Error {
  override readonly name = "ResourceInputError";
}

export interface CheckFailure {
  /** The input at fault; empty when it is about several. */
  readonly property: string;
  readonly reason: string;
}

export type ChangeKind = "add" | "delete" | "update";

/** Changes by property path, as Pulumi writes paths. */
export type Changes = Readonly<Record<string, ChangeKind>>;

/** A layout that no ALTER TABLE can bring about, or that is another's to change. */
export class RefusedLayout extends Error {
  override readonly name = "RefusedLayout";
}

/** The plugin as plain functions. */
export interface Provider {
  checkConfig(inputs: Values): readonly CheckFailure[];
  readonly secretSettings: readonly string[];
  /** Keeps the settings; the workspace is opened at first use and nothing is sent before. */
  configure(settings: Values): void;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly invokes: Readonly<Record<string, Invoke>>;
  /** Ends what is under way. */
  cancel(): void;
}
