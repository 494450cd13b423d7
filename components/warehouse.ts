import { defined } from "../src/model/defined.ts";
import type { Permissions, PermissionsArgs } from "@pulumi/databricks/permissions.js";
import { SqlEndpoint, type SqlEndpointArgs } from "@pulumi/databricks/sqlEndpoint.js";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { settingsSchema } from "../src/config/settings.ts";
import type { Permission } from "../src/plan/inputs/permissions.ts";
import {
  WAREHOUSE_LEVELS,
  type WarehouseLevel,
  warehouseInputs,
  type WarehouseSpec,
} from "../src/plan/inputs/warehouse.ts";
import { input, inputs, permissions, type Shape, transforms } from "./arguments.ts";
import { createPermissions } from "./permissions.ts";
import { requireArguments } from "./run-error.ts";
import { type Transform, transformed } from "./transform.ts";

/** What a `Warehouse` takes. */
export interface WarehouseArgs extends WarehouseSpec<pulumi.Input<string>> {
  /** Which groups may use it; the whole list. @default nobody but its maker and the workspace's admins */
  readonly permissions?: readonly Permission<WarehouseLevel, pulumi.Input<string>>[];
  /** Whether warehouse and permissions refuse to be deleted. @default what the component's options say */
  readonly protect?: boolean;
  /** Changes what the children are made of. @default nothing */
  readonly transform?: {
    /** Of the warehouse. */
    readonly warehouse?: Transform<SqlEndpointArgs> | undefined;
    /** Of the warehouse's permissions. */
    readonly permissions?: Transform<PermissionsArgs> | undefined;
  };
}

const { size, clusters, autoStopMinutes, serverless, channel } = settingsSchema.shape.warehouse.shape;

const schema = z.strictObject({
  warehouseName: input,
  size,
  clusters: clusters.optional(),
  autoStopMinutes,
  serverless,
  channel,
  tags: inputs.optional(),
  permissions: permissions(WAREHOUSE_LEVELS),
  protect: z.boolean().optional(),
  transform: transforms(["warehouse", "permissions"]),
} satisfies Shape<WarehouseArgs>);

/** The raw resources that a warehouse is made of. */
export interface WarehouseNodes {
  /** The warehouse itself. */
  readonly warehouse: SqlEndpoint;
  /** Absent where nobody gets any. */
  readonly permissions: Permissions | undefined;
}

/**
 * A pro SQL warehouse, for dashboards, layout statements and maintenance.
 * @example new Warehouse("bi", { warehouseName: "bi", size: "Small", autoStopMinutes: 10 });
 */
export class Warehouse extends pulumi.ComponentResource {
  /** Id in the workspace. */
  readonly warehouseId: pulumi.Output<string>;
  /** The raw resources. */
  readonly nodes: WarehouseNodes;

  constructor(name: string, args: WarehouseArgs, opts?: pulumi.ComponentResourceOptions) {
    requireArguments(`Warehouse "${name}"`, schema, args);
    super("lakewright:index:Warehouse", name, {}, opts);
    const { permissions: allowed, protect, transform = {}, ...spec } = args;
    const child = { parent: this, ...defined({ protect }) };

    const warehouse = new SqlEndpoint(
      ...transformed(transform.warehouse, [name, warehouseInputs(spec), child]),
    );
    this.nodes = {
      warehouse,
      permissions: createPermissions(
        [name, { sqlEndpointId: warehouse.id }, child],
        allowed,
        transform.permissions,
      ),
    };
    this.warehouseId = warehouse.id;
    this.registerOutputs({ warehouseId: this.warehouseId });
  }
}
