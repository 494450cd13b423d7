import type { LayoutDeclaration } from "../../model/layout.ts";
import { tagCountFault, type TagFault, tagNameFault, type Tags, tagValueFault } from "../../model/tags.ts";
import type { Statement } from "../../plan/sql.ts";
import type { Fail } from "../inputs.ts";
import { isValues, UNKNOWN, type Unknown, type Value } from "../../pulumi-rpc/value.ts";
import type { Changes } from "../../pulumi-rpc/resource.ts";

/** Tags as far as they are known: at preview any value may still be open. */
export type DeclaredTags = Readonly<Record<string, string | Unknown>> | Unknown;

/** Reads the input `tags`; every fault at once. */
export function readTags(value: Value | undefined, fail: Fail): DeclaredTags | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === UNKNOWN) return value;
  if (!isValues(value)) {
    fail("tags", `${JSON.stringify(value)} is no map of tags`);
    return undefined;
  }
  const tell = (path: string, fault: TagFault | undefined) => {
    if (fault !== undefined) fail(path, `${fault.message}; write ${fault.instead}`);
  };
  tell("tags", tagCountFault(Object.keys(value).length));
  const read = Object.entries(value).flatMap(([name, tag]) => {
    tell(path(name), tagNameFault(name));
    if (typeof tag === "string") tell(path(name), tagValueFault(name, tag));
    if (typeof tag === "string" || tag === UNKNOWN) return [[name, tag] as const];
    fail(path(name), `${JSON.stringify(tag)} is no text; a tag without a value has the value ""`);
    return [];
  });
  return Object.fromEntries(read);
}

/** The tags when all of them are known. */
export function knownTags(declared: DeclaredTags): Tags | undefined {
  if (declared === UNKNOWN) return undefined;
  const entries = Object.entries(declared);
  const texts = entries.filter((entry): entry is [string, string] => entry[1] !== UNKNOWN);
  return texts.length < entries.length ? undefined : Object.fromEntries(texts);
}

/** A declaration that goes leaves no tag behind that is ours. */
export function diffTags(recorded: Tags = {}, declared: DeclaredTags = {}): Changes {
  if (declared === UNKNOWN) return { tags: "update" };
  const gone = Object.keys(recorded).filter((name) => !Object.hasOwn(declared, name));
  const others = Object.entries(declared).filter(
    ([name, value]) => !Object.hasOwn(recorded, name) || recorded[name] !== value,
  );
  return Object.fromEntries([
    ...others.map(([name]) => [path(name), Object.hasOwn(recorded, name) ? "update" : "add"] as const),
    ...gone.map((name) => [path(name), "delete"] as const),
  ]);
}

export interface TagRequest {
  readonly declared: LayoutDeclaration;
  /** All tags of the live table; absent where they were not read. */
  readonly live: { readonly tags?: Tags };
  /** Names that earlier runs set on this very table. */
  readonly ourTags?: readonly string[];
}

/** Whether anything depends on the live table's tags; without it they are not asked for. */
export function readsTags({ declared, ourTags = [] }: Omit<TagRequest, "live">): boolean {
  return Object.keys(declared.tags ?? {}).length > 0 || ourTags.length > 0;
}

/** Unset before set, so that a table full of tags has room for the new ones. */
export function planTags({ declared, live, ourTags = [] }: TagRequest): readonly Statement[] {
  const { table, tags: wanted = {} } = declared;
  const { tags } = live;
  if (tags === undefined) return [];
  const gone = ourTags.filter((name) => !Object.hasOwn(wanted, name));
  const others = Object.entries(wanted).filter(
    ([name, value]) => !Object.hasOwn(tags, name) || tags[name] !== value,
  );
  return [
    ...unsetTags(table, { tags, gone }),
    ...(others.length > 0 ? [{ kind: "setTags", table, tags: Object.fromEntries(others) } as const] : []),
  ];
}

/** What a plan leaves out because nobody could read it yet. */
export function tagNotes(request: TagRequest): readonly string[] {
  if (!readsTags(request) || request.live.tags !== undefined) return [];
  return [
    `${request.declared.table}: its tags are read once its SQL warehouse is known; what differs is set then.`,
  ];
}

/** Takes away what is declared and what is ours, as far as it is there. */
export function releaseTags({ declared, live, ourTags = [] }: TagRequest): readonly Statement[] {
  const gone = [...Object.keys(declared.tags ?? {}), ...ourTags];
  return unsetTags(declared.table, { tags: live.tags ?? {}, gone });
}

function unsetTags(
  table: string,
  { tags, gone }: { readonly tags: Tags; readonly gone: readonly string[] },
): readonly Statement[] {
  const names = [...new Set(gone)].filter((name) => Object.hasOwn(tags, name));
  return names.length > 0 ? [{ kind: "unsetTags", table, names }] : [];
}

/** The live values of our tags and of no others; nothing where they were not read. */
export function reportTags({ declared, live, ourTags = [] }: TagRequest): { readonly tags?: Tags } {
  const { tags } = live;
  if (tags === undefined) return {};
  const names = new Set([...Object.keys(declared.tags ?? {}), ...ourTags]);
  const ours = Object.entries(tags).filter(([name]) => names.has(name));
  return declared.tags === undefined && ours.length === 0 ? {} : { tags: Object.fromEntries(ours) };
}

/** The table's tags once the statement has run. */
export function tagsAfter(
  tags: Tags = {},
  statement: Extract<Statement, { readonly kind: "setTags" | "unsetTags" }>,
): Tags {
  if (statement.kind === "setTags") return { ...tags, ...statement.tags };
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !statement.names.includes(name)));
}

/** Tag names may hold what a path would read as steps. */
function path(name: string): string {
  return `tags[${JSON.stringify(name)}]`;
}
