import type { PermissionSubject, Subject } from "../../rules/subject.ts";
import { isSet, list, map, text } from "./known.ts";
import type { PulumiResource } from "./resource.ts";

/** Who may do what with a cluster, a warehouse or a job; which of them it is does not matter to the rules. */
export function readPermissions({ name, urn, inputs }: PulumiResource): Partial<Subject> {
  const permissions = list(inputs["accessControls"]).flatMap((entry): PermissionSubject[] => {
    const { groupName, userName, servicePrincipalName, permissionLevel } = map(entry);
    const principal = text(groupName) ?? text(userName) ?? text(servicePrincipalName);
    const level = text(permissionLevel);
    return principal === undefined || level === undefined ? [] : [{ principal, level }];
  });
  const of = { where: name, at: { file: urn }, permissions };
  if (isSet(inputs["clusterId"])) return { clusters: [{ ...of, kind: "all-purpose" }] };
  if (isSet(inputs["sqlEndpointId"])) return { warehouses: [of] };
  return isSet(inputs["jobId"]) ? { jobs: [{ ...of, tasks: [] }] } : {};
}
