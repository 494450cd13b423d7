import { createHmac, randomBytes } from "node:crypto";
import { isSame } from "./auth.ts";

export interface Challenge {
  readonly token: string;
  /** Drawn by the one who asks, never twice the same: an answer that was overheard proves nothing later. */
  readonly nonce: string;
  /** Where the server was asked: the answer of one that runs at another port does not do for this one. */
  readonly url: string;
}

const NONCE_BYTES = 32;

export const newNonce = (): string => randomBytes(NONCE_BYTES).toString("hex");

export const isNonce = (text: string): boolean => new RegExp(`^[0-9a-f]{${NONCE_BYTES * 2}}$`).test(text);

/** Shows that the server at `url` knows the token, without a word of it. */
export function proofOf({ token, nonce, url }: Challenge): string {
  return createHmac("sha256", token).update(`sandbox\n${nonce}\n${url}`).digest("hex");
}

export function isProof(given: unknown, challenge: Challenge): boolean {
  return typeof given === "string" && isSame(given, proofOf(challenge));
}
