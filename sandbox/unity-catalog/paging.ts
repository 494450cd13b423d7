import { invalid } from "../http/errors.ts";
import { paginate } from "../http/paging.ts";
import type { Query } from "../http/route.ts";

const LARGEST_PAGE = 1000;

/**
 * One page of a list, as Unity Catalog pages: without `max_results` everything comes, 0 leaves the size to
 * the server, and the last page has no token.
 */
export function pageOf(field: string, all: readonly object[], query: Query): object {
  const asked = query["max_results"];
  const size = asked === undefined || asked === "0" ? LARGEST_PAGE : Number(asked);
  if (!Number.isInteger(size) || size < 0) {
    throw invalid(`Invalid max_results: ${String(asked)}. It must be a whole number, not negative.`);
  }
  const { items, next_page_token } = paginate(all, {
    size: Math.min(size, LARGEST_PAGE),
    from: start(query),
  });
  return { [field]: items, ...(next_page_token === undefined ? {} : { next_page_token }) };
}

function start(query: Query): number {
  const token = query["page_token"];
  if (token === undefined || token === "") return 0;
  const from = /^from:(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"))?.[1];
  if (from === undefined) throw invalid(`Invalid page_token: ${token}`);
  return Number(from);
}
