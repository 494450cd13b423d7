import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The token's file within a home folder. */
export const TOKEN_FILE = "token";

/** The sandbox's token; made at the first start, readable by its owner only. */
export function ensureToken(home: string): string {
  const known = readToken(home);
  if (known !== undefined) return known;
  const made = `dapi${randomBytes(16).toString("hex")}`;
  writeFileSync(join(home, TOKEN_FILE), `${made}\n`, { mode: 0o600 });
  return made;
}

/** Undefined where no sandbox was started yet. */
export function readToken(home: string): string | undefined {
  const path = join(home, TOKEN_FILE);
  const token = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  // Empty where a start was killed between making the file and filling it: that is no token, everybody knows it.
  return token === "" ? undefined : token;
}

/** What the workspace answers to a request it does not know the sender of; its codes are numbers here. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly body: { readonly error_code: number; readonly message: string };
}

/** @returns why the `Authorization` header does not do; undefined when it does. */
export function refusal(header: string | undefined, isKnown: boolean): Refusal | undefined {
  if (tokenIn(header) === undefined) {
    const message = "Credential was not sent or was of an unsupported type for this API.";
    return { status: 401, body: { error_code: 401, message } };
  }
  if (!isKnown) {
    return { status: 403, body: { error_code: 403, message: "Invalid access token." } };
  }
  return undefined;
}

/** The token in an `Authorization` header. */
export function tokenIn(header: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(header ?? "")?.[1]?.trim();
}

/** In constant time; hashed first because the comparison wants equal lengths. */
export function isSame(a: string, b: string): boolean {
  const hash = (value: string): Buffer => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(a), hash(b));
}
