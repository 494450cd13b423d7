import { beside, makeBeside } from "../../base/extra.ts";

export function extra(): void {
  makeBeside({ ...beside, archive: "none" });
}
