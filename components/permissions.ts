import { Permissions, type PermissionsArgs } from "@pulumi/databricks/permissions.js";
import type * as pulumi from "@pulumi/pulumi";
import { type Permission, permissionInputs } from "../src/plan/inputs/permissions.ts";
import { type Transform, transformed } from "./transform.ts";

/** Who may use an object, which gets no resource where it is nobody: Databricks takes no empty list. */
export function createPermissions(
  [name, target, opts]: readonly [
    name: string,
    target: Omit<PermissionsArgs, "accessControls">,
    opts: pulumi.CustomResourceOptions,
  ],
  list: readonly Permission<string, pulumi.Input<string>>[] = [],
  transform?: Transform<PermissionsArgs>,
): Permissions | undefined {
  if (list.length === 0) return undefined;
  const args = { ...target, ...permissionInputs(list) };
  return new Permissions(...transformed(transform, [`${name}-permissions`, args, opts]));
}
