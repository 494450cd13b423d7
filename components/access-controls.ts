import type { Permission } from "../src/plan/inputs/permissions.ts";

/** A plan's permissions as the arguments of `databricks.Permissions`, which owns the whole list. */
export function accessControls(
  permissions: readonly Permission[],
): { groupName: string; permissionLevel: string }[] {
  return permissions.map(({ group, level }) => ({ groupName: group, permissionLevel: level }));
}
