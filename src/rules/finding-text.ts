import type { Finding } from "./finding.ts";

/** What is wrong, with what it is about: some messages speak of the thing by name already. */
export function aboutFinding({ where, message, at }: Finding): string {
  return where === "" || where === at?.file || message.includes(where) ? message : `${where}: ${message}`;
}
