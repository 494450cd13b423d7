import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "./errors.ts";

/** Names of this machine's own interface, with or without a port. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * A page of the internet can have a browser on this machine send requests here: under a name of its own that
 * it lets point to 127.0.0.1 (DNS rebinding), or to this address from its own. Nobody who is meant to does either.
 * @throws ApiError for both.
 */
export function expectLocal(headers: IncomingHttpHeaders): void {
  const { host = "", origin, "sec-fetch-site": site } = headers;
  if (!LOOPBACK.test(host)) {
    throw refused(
      `Invalid Host header: ${host}. The sandbox answers to 127.0.0.1, localhost and [::1] only.`,
    );
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    throw refused(`The sandbox takes no requests from web pages, got one from ${origin}.`);
  }
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw refused("The sandbox takes no requests from web pages of another site.");
  }
}

const refused = (message: string): ApiError => new ApiError(403, "PERMISSION_DENIED", message);
