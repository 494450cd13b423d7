import struct, { type JavaScriptValue, type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { OUTPUT_SIGNATURE, SECRET_SIGNATURE, SIGNATURE } from "../redaction/envelope.ts";
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

/** Is told of each secret: where it stands, and what it is. */
export type Found = (path: readonly string[], value: Value) => void;

/** Reads a map of properties; secrets are opened. */
export function fromStruct(struct: Struct | undefined, found: Found = () => undefined): Values {
  const read = fromWire(struct?.toJavaScript(), [], (path, value) => {
    found(path, value);
    return value;
  });
  return isValues(read) ? read : {};
}

/** Reads a map of properties for somebody who may show what stands in it: a secret is as good as unknown. */
export function withoutSecrets(struct: Struct | undefined): Values {
  const read = fromWire(struct?.toJavaScript(), [], () => UNKNOWN);
  return isValues(read) ? read : {};
}

type Opened = (path: readonly string[], value: Value) => Value;

function fromWire(wire: unknown, path: readonly string[], opened: Opened): Value {
  if (typeof wire === "string") return UNKNOWN_SENTINELS.has(wire) ? UNKNOWN : wire;
  if (typeof wire === "number" || typeof wire === "boolean") return wire;
  if (typeof wire !== "object" || wire === null) return null;
  if (Array.isArray(wire)) return wire.map((item, at) => fromWire(item, [...path, String(at)], opened));
  const map: Readonly<Record<string, unknown>> = { ...wire };
  const { [SIGNATURE]: mark, value } = map;
  if (mark === SECRET_SIGNATURE) return opened(path, fromWire(value, path, opened));
  if (mark === OUTPUT_SIGNATURE) return value === undefined ? UNKNOWN : fromWire(value, path, opened);
  return Object.fromEntries(
    Object.entries(map).map(([key, item]) => [key, fromWire(item, [...path, key], opened)]),
  );
}

/** A map of properties in which some are secret, by name; what the engine does not know yet has nothing to hide. */
export function sealed(struct_: Struct | undefined, secrets: readonly string[]): Struct {
  const map: Readonly<Record<string, JavaScriptValue>> = { ...struct_?.toJavaScript() };
  const marked = Object.entries(map).map(([key, value]) => {
    const open = typeof value !== "string" || UNKNOWN_SENTINELS.has(value) || !secrets.includes(key);
    return [key, open ? value : { [SIGNATURE]: SECRET_SIGNATURE, value }] as const;
  });
  return struct.Struct.fromJavaScript(Object.fromEntries(marked));
}

/** @param isSecret whether a value is to be marked as a secret. @default none is */
export function toStruct(values: Values, isSecret: IsSecret = () => false): Struct {
  return struct.Struct.fromJavaScript(wireMap(values, [], isSecret));
}

type IsSecret = (path: readonly string[], value: Value) => boolean;

function toWire(value: Value, path: readonly string[], isSecret: IsSecret): JavaScriptValue {
  if (isSecret(path, value)) {
    return { [SIGNATURE]: SECRET_SIGNATURE, value: toWire(value, path, () => false) };
  }
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (isValues(value)) return wireMap(value, path, isSecret);
  return isList(value) ? value.map((item, at) => toWire(item, [...path, String(at)], isSecret)) : value;
}

function wireMap(
  values: Values,
  path: readonly string[],
  isSecret: IsSecret,
): Record<string, JavaScriptValue> {
  const entries = Object.entries(values);
  return Object.fromEntries(entries.map(([key, value]) => [key, toWire(value, [...path, key], isSecret)]));
}
