import { beside, makeBeside } from "../../base/extra.ts";

export function extra(): void {
  makeBeside({ ...beside, notebook: "/Shared/export-v2" });
}
