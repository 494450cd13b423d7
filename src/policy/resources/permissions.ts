import type { PermissionSubject, Subject } from "../../rules/subject.ts";
import { isSet, knownList, knownMap, knownText } from "./known.ts";
import type { PulumiResource } from "./resource.ts";

/** Who may do what with a cluster, a warehouse or a job; which of them it is does not matter to the rules. */
export function readPermissions({ name, urn, inputs }: PulumiResource): Partial<Subject> {
  const permissions = knownList(inputs["accessControls"]).flatMap((entry): PermissionSubject[] => {
    const { groupName, userName, servicePrincipalName, permissionLevel } = knownMap(entry);
    const principal = knownText(groupName) ?? knownText(userName) ?? knownText(servicePrincipalName);
    const level = knownText(permissionLevel);
    return principal === undefined || level === undefined ? [] : [{ principal, level }];
  });
  const of = { where: name, at: { file: urn }, permissions };
  if (isSet(inputs["clusterId"])) return { clusters: [{ ...of, kind: "all-purpose" }] };
  if (isSet(inputs["sqlEndpointId"])) return { warehouses: [of] };
  return isSet(inputs["jobId"]) ? { jobs: [{ ...of, tasks: [] }] } : {};
}
