import type { Rule } from "./finding.ts";

const cluster = { where: "cluster", kind: "all-purpose" } as const;

/** Groups that hold everybody of a workspace, and of an account. */
const EVERYONE = ["users", "account users"];
const MANAGING = ["CAN_MANAGE", "IS_OWNER"];

export const permissionsEveryoneManages: Rule = {
  id: "permissions/everyone-manages",
  severity: "error",
  reason: "Who may manage a thing may delete it, and hand it to others.",
  source: "https://docs.databricks.com/aws/en/security/auth/access-control/",
  example: {
    wrong: { clusters: [{ ...cluster, permissions: [{ principal: "users", level: "CAN_MANAGE" }] }] },
    right: { clusters: [{ ...cluster, permissions: [{ principal: "users", level: "CAN_RESTART" }] }] },
  },
  check({ clusters, warehouses, jobs }) {
    return [
      ...clusters.map((cluster) => ({ ...cluster, least: "CAN_ATTACH_TO" })),
      ...warehouses.map((warehouse) => ({ ...warehouse, least: "CAN_USE" })),
      ...jobs.map((job) => ({ ...job, least: "CAN_VIEW" })),
    ].flatMap(({ where, at, least, permissions = [] }) =>
      permissions
        .filter(({ principal, level }) => EVERYONE.includes(principal) && MANAGING.includes(level))
        .map(({ principal, level }) => ({
          where: `${where}.permissions`,
          message: `gives ${level} to ${principal}, which is everybody`,
          instead: `a group of administrators; ${least} for ${principal}`,
          at,
        })),
    );
  },
};
