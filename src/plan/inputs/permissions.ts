/** What one group may do. @typeParam Text what stands for a text where it may be known later */
export interface Permission<Level extends string = string, Text = string> {
  /** Name of the group in the workspace. */
  readonly group: Text;
  /** The most that it may do; each level has those below it. */
  readonly level: Level;
}

/** Who may use an object, as the arguments of `databricks.Permissions`, which owns the whole list. */
export function permissionInputs<Text>(permissions: readonly Permission<string, Text>[]) {
  return {
    accessControls: permissions.map(({ group, level }) => ({ groupName: group, permissionLevel: level })),
  };
}

/** The levels by the group's name. */
export function levelsByGroup<Level extends string>(
  permissions: readonly Permission<Level>[],
): Readonly<Record<string, Level>> {
  return Object.fromEntries(permissions.map(({ group, level }) => [group, level]));
}
