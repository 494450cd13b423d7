import type { Permissions } from "./permissions/permissions.ts";
import type { Store } from "./store.ts";

/** What every group of endpoints is given. */
export interface Sandbox {
  readonly store: Store;
  readonly permissions: Permissions;
  /** The one catalog this sandbox serves. */
  readonly catalog: string;
  /** Where the sandbox answers, e.g. `http://127.0.0.1:8123`. */
  readonly url: () => string;
}
