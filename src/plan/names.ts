import type { Target } from "./target.ts";

/** Which lakehouse of which stack: what keeps two of them apart in one workspace. */
type Owner = Pick<Target, "project" | "stack">;

/** Physical name of an object. A lakehouse that is called as its project is not named twice. */
export function physicalName(lakehouse: string, { project, stack }: Owner, what: string): string {
  return [...(project === lakehouse ? [] : [project]), lakehouse, stack, what].join("-");
}

/** The lakehouse's own folder in the workspace. */
export function workspaceFolder(lakehouse: string, { project, stack }: Owner): string {
  return `/Shared/lakewright/${project}/${lakehouse}/${stack}`;
}

/** Tags by which an object is found again when its id is not known. */
export function ownerTags(
  lakehouse: string,
  { project, stack, settings }: Target,
): Readonly<Record<string, string>> {
  return { ...settings.tags, managed_by: "lakewright", lakehouse, stack: `${project}/${stack}` };
}
