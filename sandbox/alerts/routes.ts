import type { FastifyInstance } from "fastify";
import { invalid, missing } from "../http/errors.ts";
import { object, text, without, type JsonObject } from "../http/json.ts";
import { applyMask } from "../http/mask.ts";
import { pageRequest, paginate } from "../http/paging.ts";
import { serve } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import { expectCron, expectTimezone } from "../jobs/cron.ts";
import type { Sandbox } from "../sandbox.ts";

const BASE = "/api/2.0/alerts";

const SHAPE = {
  "display_name!": "string",
  "query_text!": "string",
  "warehouse_id!": "string",
  "evaluation!": {
    "source!": { name: "string", aggregation: "string", display: "string" },
    "comparison_operator!": "string",
    threshold: { column: "object", value: "object" },
    notification: { notify_on_ok: "boolean", retrigger_seconds: "integer", subscriptions: ["object"] },
    empty_result_state: "string",
  },
  "schedule!": { "quartz_cron_schedule!": "string", "timezone_id!": "string", pause_status: "string" },
  custom_summary: "string",
  custom_description: "string",
  parent_path: "string",
  run_as_user_name: "string",
} as const;

const OPERATORS = [
  "EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
  "IS_NOT_NULL",
  "IS_NULL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
  "NOT_EQUAL",
];

/** What the workspace sets; a caller who sends it back changes nothing. */
const OWN_FIELDS = ["id", "lifecycle_state", "owner_user_name", "create_time", "update_time"];

/** Alerts as of version 2: the query and the schedule are part of the alert. */
export function alertRoutes(app: FastifyInstance, { store, permissions }: Sandbox): void {
  const alerts = store.collection<JsonObject>("alertsv2");
  permissions.know("alertsv2", (id) => alerts.get(id) !== undefined);

  const known = (id: string | undefined): JsonObject => {
    const alert = alerts.get(id ?? "");
    if (alert === undefined) throw missing(`Alert ${id ?? ""} does not exist`);
    return alert;
  };
  const stored = (alert: JsonObject): JsonObject => {
    alerts.put(text(alert, "id") ?? "", alert);
    return alert;
  };

  serve(app, `POST ${BASE}`, ({ body, caller }) => {
    expectAlert(body);
    const now = new Date().toISOString();
    return stored({
      ...without(body, ...OWN_FIELDS),
      id: crypto.randomUUID(),
      lifecycle_state: "ACTIVE",
      owner_user_name: caller.userName,
      run_as_user_name: text(body, "run_as_user_name") ?? caller.userName,
      create_time: now,
      update_time: now,
    });
  });
  serve(app, `GET ${BASE}`, ({ query }) => {
    const active = alerts.list().filter((alert) => alert["lifecycle_state"] === "ACTIVE");
    const { items, ...tokens } = paginate(active, pageRequest(query, { usual: 20, most: 100 }));
    return { alerts: items, ...tokens };
  });
  serve(app, `GET ${BASE}/:id`, ({ path }) => known(path["id"]));
  serve(app, `PATCH ${BASE}/:id`, ({ path, query, body }) => {
    const current = known(path["id"]);
    const changed = applyMask(
      current,
      without(body, ...OWN_FIELDS),
      query["update_mask"] ?? text(body, "update_mask"),
    );
    expectAlert(changed);
    return stored({ ...changed, update_time: new Date().toISOString() });
  });
  // Without `purge` it goes to the trash, where it can still be read: only its lifecycle tells.
  serve(app, `DELETE ${BASE}/:id`, ({ path, query }) => {
    const alert = known(path["id"]);
    const id = text(alert, "id") ?? "";
    if (query["purge"] === "true") alerts.delete(id);
    else stored({ ...alert, lifecycle_state: "DELETED" });
    permissions.forget("alertsv2", id);
    return {};
  });
}

function expectAlert(alert: JsonObject): void {
  expectShape(alert, SHAPE);
  const operator = text(object(alert, "evaluation") ?? {}, "comparison_operator") ?? "";
  if (!OPERATORS.includes(operator)) {
    throw invalid(
      `evaluation.comparison_operator '${operator}' is not valid. Allowed: ${OPERATORS.join(", ")}`,
    );
  }
  const schedule = object(alert, "schedule") ?? {};
  expectCron(text(schedule, "quartz_cron_schedule") ?? "", "schedule.quartz_cron_schedule");
  expectTimezone(text(schedule, "timezone_id") ?? "", "schedule.timezone_id");
}
