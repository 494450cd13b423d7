import { expect, test } from "vitest";
import { identifier, literal, Names } from "../../../../sandbox/unity-catalog/names.ts";
import { pageOf } from "../../../../sandbox/unity-catalog/paging.ts";

const names = new Names("Dev");

test("reads names in any case as the metastore keeps them", () => {
  expect(names.table("DEV.Gold.Fact_Course")).toEqual({ schema: "gold", table: "fact_course" });
  expect(names.schema("dev.Silver")).toBe("silver");
});

test.each(["dev.gold", "dev.gold.t.x", "dev..t", "t"])("refuses %s for a table's name", (name) => {
  expect(() => names.table(name)).toThrow(expect.objectContaining({ status: 400 }));
});

test("knows no other catalog", () => {
  expect(() => names.table("prod.gold.t")).toThrow(
    expect.objectContaining({ status: 404, message: "Catalog 'prod' does not exist." }),
  );
});

test("quotes names and texts so that neither can end early", () => {
  expect(identifier("a`; DROP TABLE x --")).toBe("`a``; DROP TABLE x --`");
  expect(literal("it's \\' over; --")).toBe("'it\\'s \\\\\\' over; --'");
});

test("pages a list, and refuses what is no size and no token", () => {
  const all = [{ n: 1 }, { n: 2 }, { n: 3 }];
  expect(pageOf("tables", all, {})).toEqual({ tables: all });
  expect(pageOf("tables", all, { max_results: "0" })).toEqual({ tables: all });
  const first = pageOf("tables", all, { max_results: "2" }) as { readonly next_page_token: string };
  expect(first).toMatchObject({ tables: [{ n: 1 }, { n: 2 }] });
  expect(pageOf("tables", all, { max_results: "2", page_token: first.next_page_token })).toEqual({
    tables: [{ n: 3 }],
  });
  expect(() => pageOf("tables", all, { max_results: "-1" })).toThrow(/Invalid max_results: -1/);
  expect(() => pageOf("tables", all, { page_token: "2" })).toThrow(/Invalid page_token: 2/);
});
