import type { Refresh, RefreshDeclaration } from "../../model/materialized-view.ts";
import { refreshDeclaration } from "../../model/materialized-view.ts";
import { sameRefresh } from "../../provider/materialized-view/refresh.ts";
import { manual } from "../adoption.ts";
import { fileOf, type StackContext } from "../context.ts";
import type { Adoption, Edit, NewLayout } from "../report.ts";
import type { Deviation } from "../sides.ts";
import type { ViewPath } from "./fields.ts";
import type { ViewSides } from "./sides.ts";

/** The edit of the view's file that makes the live value the declared one, or what a person does instead. */
export function adoptView(sides: ViewSides, { path }: Deviation, context: StackContext): Adoption {
  const { name, live } = sides;
  const file = fileOf(name, context);
  const edit = (says: string, changed: Part): Adoption => ({
    ...{ kind: "edit", file, says },
    edit: { in: "table", table: name, ...changed },
  });
  switch (path as ViewPath) {
    case "query":
      return manual(`write the live query, which --json has in full, into ${file}, its tables as \${…}`);
    case "clustering": {
      const value = layoutOf(sides);
      return edit(`layout: ${JSON.stringify(value)}`, { field: "layout", value });
    }
    case "comment": {
      const { comment = "" } = live;
      return comment === ""
        ? edit("no comment", { field: "comment" })
        : edit(`comment: ${JSON.stringify(comment)}`, { field: "comment", value: comment });
    }
    case "refresh": {
      if (isPaused(sides, context)) {
        return manual("the settings pause all refreshes and jobs of a stack or none (maintenance.paused)");
      }
      const value = live.refresh === undefined ? undefined : refreshWords(live.refresh);
      return value === undefined
        ? manual("a file says minutes or hours between two refreshes; revert it")
        : edit(`refresh: ${JSON.stringify(value)}`, { field: "refresh", value });
    }
  }
}

type InTable = Extract<Edit, { readonly in: "table" }>;
type Part =
  | Pick<Extract<InTable, { readonly field: "layout" }>, "field" | "value">
  | Pick<Extract<InTable, { readonly field: "comment" }>, "field" | "value">
  | Pick<Extract<InTable, { readonly field: "refresh" }>, "field" | "value">;

function layoutOf({ live }: ViewSides): NewLayout {
  const { clustering = { kind: "none" } } = live;
  if (clustering.kind === "none") return "unordered";
  return { cluster: clustering.kind === "auto" ? "auto" : clustering.columns };
}

/** In a stack that pauses maintenance views are refreshed by hand, whatever their files say. */
function isPaused({ name, declared }: ViewSides, { materializedViews = [] }: StackContext): boolean {
  const view = materializedViews.find((other) => other.name === name);
  return (
    view !== undefined &&
    declared.refresh !== undefined &&
    !sameRefresh(refreshDeclaration(view.refresh), declared.refresh)
  );
}

/** As a file says it; `undefined` for what it has no words for. */
function refreshWords(refresh: RefreshDeclaration): Refresh | undefined {
  switch (refresh.kind) {
    case "manual":
      return "manual";
    case "every":
      return { every: amount(refresh.count, refresh.unit.toLowerCase() as "hour" | "day" | "week") };
    case "cron":
      return { cron: refresh.cron, timezone: refresh.timezone };
    case "onUpdate": {
      const { atMostEverySeconds: seconds } = refresh;
      if (seconds === undefined) return { onUpdate: "always" };
      if (seconds % 60 !== 0) return undefined;
      const atMostEvery =
        seconds % 3600 === 0 ? amount(seconds / 3600, "hour") : amount(seconds / 60, "minute");
      return { onUpdate: { atMostEvery } };
    }
  }
}

function amount<Unit extends string>(count: number, unit: Unit): `${bigint} ${Unit}${"" | "s"}` {
  return `${BigInt(count)} ${unit}${count === 1 ? "" : "s"}`;
}
