import { invalid } from "./errors.ts";
import type { Query } from "./route.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_page_token?: string;
  readonly prev_page_token?: string;
}

export interface PageRequest {
  readonly size: number;
  readonly from: number;
}

/**
 * Reads `limit` or `page_size` and `page_token` (or the older `offset`).
 * @throws ApiError when the size is not within 1 and `most`, or the token is not one of ours.
 */
export function pageRequest(
  query: Query,
  size: { readonly usual: number; readonly most: number },
): PageRequest {
  const field = "page_size" in query ? "page_size" : "limit";
  const asked = query[field];
  const wanted = asked === undefined || asked === "0" ? size.usual : Number(asked);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > size.most) {
    throw invalid(`Invalid ${field}: ${String(asked)}. It must be between 1 and ${size.most}.`);
  }
  const token = query["page_token"];
  if (token !== undefined && token !== "") return { size: wanted, from: fromToken(token) };
  return { size: wanted, from: Number(query["offset"] ?? 0) || 0 };
}

/** One page of a list, with the tokens of its neighbours. */
export function paginate<T>(all: readonly T[], { size, from }: PageRequest): Page<T> {
  const end = from + size;
  return {
    items: all.slice(from, end),
    ...(end < all.length ? { next_page_token: toToken(end) } : {}),
    ...(from > 0 ? { prev_page_token: toToken(Math.max(0, from - size)) } : {}),
  };
}

// Opaque on purpose: a client that computes tokens would break on the real workspace.
const toToken = (from: number): string => Buffer.from(`from:${from}`).toString("base64url");

function fromToken(token: string): number {
  const match = /^from:(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"));
  if (match === null) throw invalid(`Invalid page_token: ${token}`);
  return Number(match[1]);
}
