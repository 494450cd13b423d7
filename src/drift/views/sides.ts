import type { MaterializedViewDeclaration } from "../../model/materialized-view.ts";
import type { LiveView } from "../../provider/materialized-view/plan.ts";
import type { DeployedView } from "../deployment.ts";

/** A materialized view from all three sides. */
export interface ViewSides {
  readonly name: string;
  readonly declared: MaterializedViewDeclaration;
  readonly deployed: DeployedView;
  readonly live: LiveView;
}
