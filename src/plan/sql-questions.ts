import { identifier } from "../model/identifier.ts";
import { fullName, literal } from "./sql.ts";

/** Who changed a table, when and by what; newest first. */
export function describeHistory(table: string, { limit }: { readonly limit: number }): string {
  return `DESCRIBE HISTORY ${fullName(table)} LIMIT ${limit}`;
}

/**
 * Who did something to an object of the workspace: the answer of audit logs, for people to ask. Names of actions and
 * parameters differ by service, so that the object is looked for among all values of a request.
 *
 * Source: https://docs.databricks.com/aws/en/admin/system-tables/audit-logs
 * @param object its id, or its full name or path where it has none
 */
export function selectAudit(object: string): string {
  return (
    "SELECT event_time, user_identity.email, service_name, action_name, request_params FROM system.access.audit" +
    ` WHERE event_date >= current_date() - INTERVAL 30 DAYS AND array_contains(map_values(request_params), ${literal(object)})` +
    " ORDER BY event_time DESC LIMIT 20"
  );
}

/**
 * Restores the table that was dropped last under this name, with rows, history, properties and grants; keys are left out.
 * A schema or catalog may keep dropped tables for more or fewer than 7 days.
 *
 * Source: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-undrop-table
 */
export function undrop(table: string): string {
  return `UNDROP TABLE ${fullName(table)}`;
}

/** The tables of a schema that were dropped and can still be restored, with when. */
export function showDropped(schema: string): string {
  return `SHOW TABLES DROPPED IN ${schema.split(".").map(identifier).join(".")}`;
}

/** Takes back every version after this one. */
export function writeRestore(table: string, version: number): string {
  return `RESTORE TABLE ${fullName(table)} TO VERSION AS OF ${version}`;
}
