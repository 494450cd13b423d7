import struct, { type JavaScriptValue, type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { isList, isValues, UNKNOWN, type Value, type Values } from "./value.ts";

/** What the engine puts in place of a value that it does not know yet; one for each type it may have. */
const UNKNOWN_SENTINELS = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // text
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // map
]);
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that marks a wrapped value, and the mark of a secret and of an output. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Reads a map of properties; secrets are opened, because the engine marks them again by name. */
export function fromStruct(struct: Struct | undefined): Values {
  const read = fromWire(struct?.toJavaScript(), "opened");
  return isValues(read) ? read : {};
}

/** Reads a map of properties for somebody who may show what stands in it: a secret is as good as unknown. */
export function withoutSecrets(struct: Struct | undefined): Values {
  const read = fromWire(struct?.toJavaScript(), "unknown");
  return isValues(read) ? read : {};
}

function fromWire(wire: unknown, secrets: "opened" | "unknown"): Value {
  if (typeof wire === "string") return UNKNOWN_SENTINELS.has(wire) ? UNKNOWN : wire;
  if (typeof wire === "number" || typeof wire === "boolean") return wire;
  if (typeof wire !== "object" || wire === null) return null;
  if (Array.isArray(wire)) return wire.map((item) => fromWire(item, secrets));
  const map: Readonly<Record<string, unknown>> = { ...wire };
  const { [SIGNATURE]: mark, value } = map;
  if (mark === SECRET) return secrets === "unknown" ? UNKNOWN : fromWire(value, secrets);
  if (mark === OUTPUT) return value === undefined ? UNKNOWN : fromWire(value, secrets);
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, fromWire(item, secrets)]));
}

/** A map of properties in which some are secret, by name; what the engine does not know yet has nothing to hide. */
export function sealed(struct_: Struct | undefined, secrets: readonly string[]): Struct {
  const map: Readonly<Record<string, JavaScriptValue>> = { ...struct_?.toJavaScript() };
  const marked = Object.entries(map).map(([key, value]) => {
    const open = typeof value !== "string" || UNKNOWN_SENTINELS.has(value) || !secrets.includes(key);
    return [key, open ? value : { [SIGNATURE]: SECRET, value }] as const;
  });
  return struct.Struct.fromJavaScript(Object.fromEntries(marked));
}

export function toStruct(values: Values): Struct {
  return struct.Struct.fromJavaScript(wireMap(values));
}

function toWire(value: Value): JavaScriptValue {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (isValues(value)) return wireMap(value);
  return isList(value) ? value.map(toWire) : value;
}

function wireMap(values: Values): Record<string, JavaScriptValue> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, toWire(value)]));
}
