import { beforeAll, describe, expect, test } from "vitest";
import { TestWorkspace } from "./support/workspace.ts";

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.open();
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("workspace files", () => {
  const status = (path: string): ReturnType<TestWorkspace["send"]> =>
    workspace.send("GET", `/api/2.0/workspace/get-status?path=${encodeURIComponent(path)}`);

  test("files and notebooks are imported, read, listed and deleted, with their folder", async () => {
    await workspace.ok("POST", "/api/2.0/workspace/mkdirs", { path: "/Shared/a/b" });
    await workspace.ok("POST", "/api/2.0/workspace/mkdirs", { path: "/Shared/a/b" });
    await workspace.file("a/b/run.sql", "SELECT 1");
    await workspace.ok("POST", "/api/2.0/workspace/import", {
      path: "/Shared/a/note",
      format: "SOURCE",
      language: "SQL",
      content: base64("SELECT 2"),
    });
    expect((await status("/Shared/a/note")).body).toMatchObject({ object_type: "NOTEBOOK", language: "SQL" });
    expect((await status("/Workspace/Shared/a/b/run.sql")).body).toMatchObject({
      object_type: "FILE",
      path: "/Workspace/Shared/a/b/run.sql",
      size: 8,
    });
    const { objects } = await workspace.ok("GET", "/api/2.0/workspace/list?path=/Shared/a");
    expect((objects as { path: string }[]).map(({ path }) => path)).toEqual([
      "/Shared/a/b",
      "/Shared/a/note",
    ]);
    const { content } = await workspace.ok(
      "GET",
      "/api/2.0/workspace/export?path=/Shared/a/b/run.sql&format=AUTO",
    );
    expect(content).toBe(base64("SELECT 1"));

    const full = await workspace.send("POST", "/api/2.0/workspace/delete", { path: "/Shared/a" });
    expect(full.body["error_code"]).toBe("DIRECTORY_NOT_EMPTY");
    await workspace.ok("POST", "/api/2.0/workspace/delete", { path: "/Shared/a", recursive: true });
    expect((await status("/Shared/a/b/run.sql")).status).toBe(404);
  });

  test("a multipart import is a file byte for byte", async () => {
    const boundary = "xx";
    const field = (name: string, value: string, file = ""): string =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
    const payload =
      field("path", "/Shared/x.sql") +
      field("format", "RAW") +
      field("overwrite", "true") +
      field("content", "SELECT 'ü'\n;", '; filename="x.sql"') +
      `--${boundary}--\r\n`;
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
    const answer = await workspace.raw("POST", "/api/2.0/workspace/import", { payload, headers });
    expect(answer.status).toBe(200);
    const { content } = await workspace.ok("GET", "/api/2.0/workspace/export?path=/Shared/x.sql&format=RAW");
    expect(content).toBe(base64("SELECT 'ü'\n;"));
  });

  test("an import tells a notebook from a file by its first line", async () => {
    const body = { format: "AUTO", content: base64("-- Databricks notebook source\nSELECT 1") };
    await workspace.ok("POST", "/api/2.0/workspace/import", { ...body, path: "/Shared/n.sql" });
    expect((await status("/Shared/n")).body).toMatchObject({ object_type: "NOTEBOOK", language: "SQL" });
  });

  test("a notebook's export begins with the line that makes it one", async () => {
    const exported = async (path: string): Promise<unknown> => {
      const url = `/api/2.0/workspace/export?path=${path}&format=SOURCE`;
      const { content, file_type } = await workspace.ok("GET", url);
      return [Buffer.from(String(content), "base64").toString("utf8"), file_type];
    };
    const notebook = (language: string, source: string): Promise<unknown> =>
      workspace.ok("POST", "/api/2.0/workspace/import", {
        ...{ path: "/Shared/first-line", format: "SOURCE", overwrite: true },
        ...{ language, content: base64(source) },
      });
    for (const [language, comment, ending] of [
      ["SQL", "--", "sql"],
      ["PYTHON", "#", "py"],
      ["SCALA", "//", "scala"],
      ["R", "#", "r"],
    ] as const) {
      const whole = [`${comment} Databricks notebook source\nx`, ending];
      await notebook(language, "x");
      expect(await exported("/Shared/first-line")).toEqual(whole);
      await notebook(language, `${comment} Databricks notebook source\nx`);
      expect(await exported("/Shared/first-line")).toEqual(whole);
    }
    expect((await status("/Shared/first-line")).body).not.toHaveProperty("size");
  });

  test("an export in a format that is not made here is refused as the sandbox's limit", async () => {
    await workspace.file("formats", "x");
    for (const format of ["HTML", "JUPYTER", "DBC", "R_MARKDOWN"]) {
      const { status: code, body } = await workspace.send(
        "GET",
        `/api/2.0/workspace/export?path=/Shared/formats&format=${format}`,
      );
      expect([code, body["message"]]).toEqual([
        501,
        `The sandbox does not serve exports in format ${format}. sandbox/README.md lists what it serves.`,
      ]);
    }
  });

  test("a list can leave out notebooks that were not touched", async () => {
    await workspace.ok("POST", "/api/2.0/workspace/mkdirs", { path: "/Shared/touched/inner" });
    await workspace.ok("POST", "/api/2.0/workspace/import", {
      ...{ path: "/Shared/touched/n", format: "SOURCE", language: "SQL", content: "" },
    });
    const since = async (at: number): Promise<unknown> =>
      (
        (
          await workspace.ok(
            "GET",
            `/api/2.0/workspace/list?path=/Shared/touched&notebooks_modified_after=${at}`,
          )
        )["objects"] as { path: string }[]
      ).map(({ path }) => path);
    expect(await since(0)).toEqual(["/Shared/touched/inner", "/Shared/touched/n"]);
    expect(await since(Date.now() + 1_000)).toEqual(["/Shared/touched/inner"]);
  });

  test("an import takes ten megabytes and no more, however it is sent", async () => {
    const most = 10 * 1024 * 1024;
    const file = (size: number) =>
      workspace.send("POST", "/api/2.0/workspace/import", {
        ...{ path: "/Shared/large", format: "RAW", overwrite: true },
        content: Buffer.alloc(size, "x").toString("base64"),
      });
    expect((await file(most)).status).toBe(200);
    const refusal = {
      error_code: "MAX_NOTEBOOK_SIZE_EXCEEDED",
      message: "File size imported is (10485761 bytes), exceeded max size (10485760 bytes)",
    };
    expect(await file(most + 1)).toMatchObject({ status: 400, body: refusal });
    const part = (name: string, value: string, file = "") =>
      `--xx\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
    const payload =
      part("path", "/Shared/larger") +
      part("format", "RAW") +
      part("content", "x".repeat(most + 1), '; filename="x"') +
      "--xx--\r\n";
    const headers = { "content-type": "multipart/form-data; boundary=xx" };
    const answer = await workspace.raw("POST", "/api/2.0/workspace/import", { payload, headers });
    expect(answer).toMatchObject({ status: 400, body: refusal });
    expect((await status("/Shared/larger")).status).toBe(404);
  });

  test.each([
    ["a path that is taken", { path: "/Shared/taken", format: "RAW" }, "RESOURCE_ALREADY_EXISTS"],
    ["a folder that is absent", { path: "/Shared/none/x", format: "RAW" }, "RESOURCE_DOES_NOT_EXIST"],
    ["a relative path", { path: "x", format: "RAW" }, "INVALID_PARAMETER_VALUE"],
    ["a notebook without a language", { path: "/Shared/x", format: "SOURCE" }, "INVALID_PARAMETER_VALUE"],
    [
      "content that is not base64",
      { path: "/Shared/x", format: "RAW", content: "SELECT;" },
      "MALFORMED_REQUEST",
    ],
  ])("%s is refused", async (_name, body, code) => {
    await workspace.file("taken", "x");
    expect((await workspace.send("POST", "/api/2.0/workspace/import", body)).body["error_code"]).toBe(code);
  });

  test("an object's id stays the same when it is overwritten and when the server restarts", async () => {
    const path = await workspace.file("x", "1");
    const before = (await status(path)).body["object_id"];
    await workspace.file("x", "2");
    await workspace.restart();
    expect((await status(path)).body["object_id"]).toBe(before);
  });
});

describe("permissions", () => {
  const acl = async (path: string): Promise<unknown> =>
    (await workspace.ok("GET", `/api/2.0/permissions/${path}`))["access_control_list"];
  const ADMINS = {
    group_name: "admins",
    all_permissions: [
      { permission_level: "CAN_MANAGE", inherited: true, inherited_from_object: ["/sql/warehouses/"] },
    ],
  };
  const direct = (level: string): object => ({
    all_permissions: [{ permission_level: level, inherited: false }],
  });

  test("are replaced by PUT, merged by PATCH, and gone with their object", async () => {
    const id = await workspace.warehouse();
    const path = `sql/warehouses/${id}`;
    const put = (method: "PATCH" | "PUT", ...list: readonly object[]): ReturnType<TestWorkspace["send"]> =>
      workspace.send(method, `/api/2.0/permissions/${path}`, { access_control_list: list });
    const me = { user_name: "admin@sandbox.test", permission_level: "IS_OWNER" };
    expect(await acl(path)).toEqual([{ user_name: "admin@sandbox.test", ...direct("IS_OWNER") }, ADMINS]);
    const answer = await put("PUT", me, { group_name: "g", permission_level: "CAN_USE" });
    expect(answer.body).toMatchObject({ object_id: `/${path}`, object_type: "warehouses" });
    await put("PATCH", { group_name: "h", permission_level: "CAN_MONITOR" });
    expect(await acl(path)).toEqual([
      { user_name: "admin@sandbox.test", ...direct("IS_OWNER") },
      { group_name: "g", ...direct("CAN_USE") },
      { group_name: "h", ...direct("CAN_MONITOR") },
      ADMINS,
    ]);
    await workspace.ok("DELETE", `/api/2.0/sql/warehouses/${id}`);
    expect((await workspace.send("GET", `/api/2.0/permissions/${path}`)).status).toBe(404);
  });

  test("are the same under the names that the SDKs send", async () => {
    const id = await workspace.warehouse();
    const { id: query } = await workspace.ok("POST", "/api/2.0/sql/queries", {
      query: { display_name: "q" },
    });
    for (const [alias, path, level] of [
      [`warehouses/${id}`, `sql/warehouses/${id}`, "CAN_MONITOR"],
      [`queries/${String(query)}`, `sql/queries/${String(query)}`, "CAN_RUN"],
    ] as const) {
      const list = [{ group_name: "g", permission_level: level }];
      const merged = await workspace.ok("PATCH", `/api/2.0/permissions/${alias}`, {
        access_control_list: list,
      });
      expect(merged["object_id"]).toBe(`/${path}`);
      expect(await acl(path)).toContainEqual({ group_name: "g", ...direct(level) });
      expect(await acl(alias)).toEqual(await acl(path));
    }
    const { permission_levels } = await workspace.ok(
      "GET",
      `/api/2.0/permissions/warehouses/${id}/permissionLevels`,
    );
    expect(permission_levels).toContainEqual(expect.objectContaining({ permission_level: "CAN_USE" }));
  });

  test.each(["authorization/tokens", "repos/1", "serving-endpoints/x", "sql/dashboards/x"])(
    "on %s are refused, as no mistake of the caller's",
    async (path) => {
      const answer = await workspace.send("GET", `/api/2.0/permissions/${path}`);
      expect(answer.status).toBe(501);
      expect(answer.body["message"]).toMatch(/^The sandbox does not serve permissions on /);
    },
  );

  test.each([
    [
      "a level of another kind",
      [{ group_name: "g", permission_level: "CAN_RUN" }],
      /'CAN_RUN' is not allowed on a warehouses/,
    ],
    ["no owner", [{ group_name: "g", permission_level: "CAN_USE" }], /must have exactly one owner, got 0/],
    [
      "two principals at once",
      [{ group_name: "g", user_name: "u", permission_level: "CAN_USE" }],
      /exactly one of/,
    ],
  ])("%s is refused", async (_name, access_control_list, message) => {
    const id = await workspace.warehouse();
    const answer = await workspace.send("PUT", `/api/2.0/permissions/sql/warehouses/${id}`, {
      access_control_list,
    });
    expect(answer.status).toBe(400);
    expect(answer.body["message"]).toMatch(message);
  });
});

describe("jobs", () => {
  const task = (task_key: string, more: object = {}): object => ({
    task_key,
    sql_task: { warehouse_id: "w", file: { path: "/x.sql" } },
    ...more,
  });
  const create = async (settings: object): Promise<number> =>
    Number((await workspace.ok("POST", "/api/2.2/jobs/create", settings))["job_id"]);
  const settings = async (job_id: number): Promise<Record<string, unknown>> =>
    (await workspace.ok("GET", `/api/2.2/jobs/get?job_id=${job_id}`))["settings"] as Record<string, unknown>;

  test("give their tasks a hundred at a time", async () => {
    const keys = Array.from({ length: 250 }, (_, index) => `t${index}`);
    const job_id = await create({ name: "many", tasks: keys.map((key) => task(key)) });
    const seen: string[] = [];
    const sizes: number[] = [];
    let next: string | undefined = "";
    while (next !== undefined) {
      const page = await workspace.ok("GET", `/api/2.2/jobs/get?job_id=${job_id}&page_token=${next}`);
      const { tasks } = page["settings"] as { tasks: { task_key: string }[] };
      sizes.push(tasks.length);
      seen.push(...tasks.map(({ task_key }) => task_key));
      next = typeof page["next_page_token"] === "string" ? page["next_page_token"] : undefined;
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(seen).toEqual(keys);
  });

  test("are found by name, without their tasks unless asked for", async () => {
    await create({ name: "Weekly", tasks: [task("a")] });
    await create({ name: "daily", tasks: [task("a")] });
    const { jobs } = await workspace.ok("GET", "/api/2.2/jobs/list?name=weekly");
    expect(jobs).toMatchObject([{ settings: { name: "Weekly" } }]);
    expect((jobs as { settings: object }[])[0]?.settings).not.toHaveProperty("tasks");
    const expanded = await workspace.ok("GET", "/api/2.2/jobs/list?name=daily&expand_tasks=true");
    expect(expanded["jobs"]).toMatchObject([{ settings: { tasks: [{ task_key: "a" }] } }]);
  });

  test("are reset whole and updated field by field, their tasks by key", async () => {
    const job_id = await create({ name: "j", tags: { a: "1" }, tasks: [task("a"), task("b")] });
    await workspace.ok("POST", "/api/2.2/jobs/update", {
      job_id,
      new_settings: { name: "k", tasks: [task("a", { max_retries: 3 }), task("c")] },
      fields_to_remove: ["tags", "tasks/b"],
    });
    const updated = await settings(job_id);
    expect(updated).toMatchObject({
      name: "k",
      tasks: [{ task_key: "a", max_retries: 3 }, { task_key: "c" }],
    });
    expect(updated).not.toHaveProperty("tags");
    await workspace.ok("POST", "/api/2.2/jobs/reset", { job_id, new_settings: { tasks: [task("z")] } });
    expect(await settings(job_id)).toEqual({ tasks: [task("z")], format: "MULTI_TASK" });
    await workspace.ok("POST", "/api/2.2/jobs/delete", { job_id });
    expect((await workspace.send("POST", "/api/2.2/jobs/delete", { job_id })).status).toBe(404);
  });

  test.each([
    [{ tasks: [task("a"), task("a")] }, "Duplicate task_key 'a'."],
    [{ tasks: [task("a b")] }, "Invalid task_key 'a b': letters, digits, - and _ only, at most 100."],
    [
      { tasks: [task("a", { depends_on: [{ task_key: "z" }] })] },
      "Task 'a' depends on 'z', which is not a task of this job.",
    ],
    [
      {
        tasks: [
          task("a", { depends_on: [{ task_key: "b" }] }),
          task("b", { depends_on: [{ task_key: "a" }] }),
        ],
      },
      "The tasks depend on each other in a circle: a -> b -> a",
    ],
    [{ tasks: [{ task_key: "a" }] }, "Task 'a' must have exactly one kind of task, got none."],
    [
      { tasks: [task("a", { notebook_task: { notebook_path: "/x" } })] },
      "Task 'a' must have exactly one kind of task, got sql_task, notebook_task.",
    ],
    [
      { tasks: [{ task_key: "a", sql_task: { warehouse_id: "w" } }] },
      "Task 'a': sql_task needs exactly one of query, file, alert, dashboard.",
    ],
    [
      { tasks: [{ task_key: "a", sql_task: { file: { path: "/x" } } }] },
      "Missing required field: tasks[0].sql_task.warehouse_id",
    ],
    [
      { tasks: [task("a", { job_cluster_key: "k" })] },
      "Task 'a' names job cluster 'k', which is not in job_clusters.",
    ],
    [
      { tasks: Array.from({ length: 1001 }, (_, index) => task(`t${index}`)) },
      "A job cannot have more than 1000 tasks, got 1001.",
    ],
    [
      { schedule: { quartz_cron_expression: "0 3 * * 0", timezone_id: "UTC" } },
      /Invalid schedule\.quartz_cron_expression '0 3 \* \* 0': it has 5 fields/,
    ],
    [
      { schedule: { quartz_cron_expression: "0 0 3 ? * SUN", timezone_id: "Mars" } },
      /Invalid schedule\.timezone_id 'Mars'/,
    ],
  ])("settings %# are refused", async (wrong, message) => {
    const answer = await workspace.send("POST", "/api/2.2/jobs/create", wrong);
    expect(answer.status).toBe(400);
    if (typeof message === "string") expect(answer.body["message"]).toBe(message);
    else expect(answer.body["message"]).toMatch(message);
  });
});

describe("the SQL editor's objects", () => {
  test("a query is created, changed where the mask says, and deleted", async () => {
    const query = { display_name: "q", query_text: "SELECT 1", warehouse_id: "w", description: "d" };
    const made = await workspace.ok("POST", "/api/2.0/sql/queries", { query });
    expect(made).toMatchObject({
      ...query,
      lifecycle_state: "ACTIVE",
      owner_user_name: "admin@sandbox.test",
    });
    const path = `/api/2.0/sql/queries/${String(made["id"])}`;
    const patch = {
      query: { display_name: "r", query_text: "SELECT 2" },
      update_mask: "display_name,description",
    };
    const changed = await workspace.ok("PATCH", path, patch);
    expect(changed).toMatchObject({ display_name: "r", query_text: "SELECT 1" });
    expect(changed).not.toHaveProperty("description");
  });

  test.each([
    ["queries", { query: { display_name: "q", query_text: "SELECT 1" } }],
    ["alerts", { alert: { display_name: "a", query_id: "x", condition: { op: "EQUAL" } } }],
  ])("one of the %s that is deleted can still be read, and is not listed or changed", async (kind, body) => {
    const BASE = `/api/2.0/sql/${kind}`;
    const { id } = await workspace.ok("POST", BASE, body);
    const path = `${BASE}/${String(id)}`;
    const listed = async (): Promise<readonly unknown[]> =>
      ((await workspace.ok("GET", `${BASE}?page_size=100`))["results"] as { id: unknown }[]).map(
        (each) => each.id,
      );
    expect(await listed()).toContain(id);
    await workspace.ok("DELETE", path);
    expect(await workspace.ok("GET", path)).toMatchObject({ id, lifecycle_state: "TRASHED" });
    expect(await listed()).not.toContain(id);
    const patch = { ...body, update_mask: "display_name" };
    expect((await workspace.send("PATCH", path, patch)).body["error_code"]).toBe("INVALID_STATE");
    expect((await workspace.send("GET", `/api/2.0/permissions/sql/${kind}/${String(id)}`)).status).toBe(404);
    await workspace.ok("DELETE", path);
    await workspace.restart();
    expect(await workspace.ok("GET", path)).toMatchObject({ lifecycle_state: "TRASHED" });
  });

  const ALERT = {
    display_name: "a",
    query_text: "SELECT 1 AS n",
    warehouse_id: "w",
    evaluation: {
      source: { name: "n" },
      comparison_operator: "LESS_THAN",
      threshold: { value: { double_value: 1 } },
    },
    schedule: { quartz_cron_schedule: "0 0 6 * * ?", timezone_id: "UTC" },
  };

  test("an alert comes back as it was sent, and stays readable in the trash until it is purged", async () => {
    const made = await workspace.ok("POST", "/api/2.0/alerts", ALERT);
    const { id, lifecycle_state, owner_user_name, run_as_user_name, create_time, update_time, ...sent } =
      made;
    expect([sent, lifecycle_state, owner_user_name]).toEqual([ALERT, "ACTIVE", "admin@sandbox.test"]);
    expect([create_time, run_as_user_name]).toEqual([update_time, "admin@sandbox.test"]);
    const path = `/api/2.0/alerts/${String(id)}`;
    const changed = await workspace.ok("PATCH", `${path}?update_mask=display_name`, {
      ...ALERT,
      display_name: "b",
      query_text: "x",
    });
    expect(changed).toMatchObject({ display_name: "b", query_text: ALERT.query_text });
    await workspace.ok("DELETE", path);
    expect(await workspace.ok("GET", path)).toMatchObject({ lifecycle_state: "DELETED" });
    expect((await workspace.ok("GET", "/api/2.0/alerts"))["alerts"]).toEqual([]);
    await workspace.ok("DELETE", `${path}?purge=true`);
    expect((await workspace.send("GET", path)).status).toBe(404);
  });

  test.each([
    [
      { schedule: { quartz_cron_schedule: "* *", timezone_id: "UTC" } },
      /Invalid schedule\.quartz_cron_schedule/,
    ],
    [
      { evaluation: { source: { name: "n" }, comparison_operator: "UNDER" } },
      /comparison_operator 'UNDER' is not valid/,
    ],
    [{ query_text: undefined }, /Missing required field: query_text/],
  ])("the alert %j is refused", async (wrong, message) => {
    const answer = await workspace.send("POST", "/api/2.0/alerts", { ...ALERT, ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body["message"]).toMatch(message);
  });

  test("a dashboard's etag moves with its draft only, and the trash ends it", async () => {
    const BASE = "/api/2.0/lakeview/dashboards";
    const absent = await workspace.send("POST", BASE, { display_name: "d", parent_path: "/Shared/none" });
    expect(absent).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "Path (/Shared/none) doesn't exist." },
    });
    const body = {
      display_name: "d",
      parent_path: "/Shared",
      warehouse_id: "w",
      serialized_dashboard: '{ "pages": [] }',
    };
    const made = await workspace.ok("POST", BASE, body);
    expect(made).toMatchObject({
      ...body,
      etag: "1",
      path: "/Shared/d.lvdash.json",
      lifecycle_state: "ACTIVE",
    });
    const path = `${BASE}/${String(made["dashboard_id"])}`;
    expect((await workspace.send("GET", `${path}/published`)).status).toBe(404);
    await workspace.ok("POST", `${path}/published`, { embed_credentials: false });
    expect(await workspace.ok("GET", `${path}/published`)).toMatchObject({
      warehouse_id: "w",
      embed_credentials: false,
    });
    expect((await workspace.ok("GET", path))["etag"]).toBe("1");
    expect((await workspace.ok("PATCH", path, { serialized_dashboard: "{}" }))["etag"]).toBe("2");
    expect((await workspace.send("PATCH", path, { etag: "1" })).status).toBe(409);
    await workspace.ok("DELETE", path);
    expect((await workspace.ok("GET", path))["lifecycle_state"]).toBe("TRASHED");
    expect((await workspace.send("PATCH", path, {})).body["error_code"]).toBe("PERMISSION_DENIED");
  });

  test("a dashboard whose file is deleted lies in the trash", async () => {
    const BASE = "/api/2.0/lakeview/dashboards";
    const made = await workspace.ok("POST", BASE, { display_name: "d", parent_path: "/Shared" });
    await workspace.ok("POST", "/api/2.0/workspace/delete", { path: "/Shared/d.lvdash.json" });
    const read = await workspace.ok("GET", `${BASE}/${String(made["dashboard_id"])}`);
    expect(read["lifecycle_state"]).toBe("TRASHED");
    expect((await workspace.ok("GET", BASE))["dashboards"]).toEqual([]);
  });

  test("a destination's secrets go in and never come out", async () => {
    const config = { generic_webhook: { url: "https://hooks.test/x", username: "u", password: "p" } };
    const made = await workspace.ok("POST", "/api/2.0/notification-destinations", {
      display_name: "d",
      config,
    });
    expect(made).toMatchObject({
      destination_type: "WEBHOOK",
      config: { generic_webhook: { url_set: true, username_set: true, password_set: true } },
    });
    expect(JSON.stringify(made)).not.toContain("hooks.test");
    const path = `/api/2.0/notification-destinations/${String(made["id"])}`;
    await workspace.ok("PATCH", path, { config: { email: { addresses: ["a@b.test"] } } });
    expect(await workspace.ok("GET", path)).toMatchObject({
      display_name: "d",
      destination_type: "EMAIL",
      config: { email: { addresses: ["a@b.test"] } },
    });
    await workspace.ok("DELETE", path);
    expect((await workspace.send("GET", path)).status).toBe(404);
  });
});
