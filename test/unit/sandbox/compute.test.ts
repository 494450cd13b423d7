import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TestWorkspace, until } from "./support/workspace.ts";

const SPEC = {
  cluster_name: "etl",
  spark_version: "15.4.x-scala2.12",
  node_type_id: "i3.xlarge",
  autoscale: { min_workers: 2, max_workers: 8 },
  spark_conf: { "spark.sql.adaptive.enabled": "true" },
};

afterEach(() => vi.useRealTimers());

describe("clusters", () => {
  let workspace: TestWorkspace;
  beforeEach(async () => {
    workspace = await TestWorkspace.open();
  });

  const create = async (more: object = {}): Promise<string> =>
    String((await workspace.ok("POST", "/api/2.1/clusters/create", { ...SPEC, ...more }))["cluster_id"]);
  const get = (id: string): Promise<Record<string, unknown>> =>
    workspace.ok("GET", `/api/2.1/clusters/get?cluster_id=${id}`);
  const post = (path: string, cluster_id: string, more: object = {}): ReturnType<TestWorkspace["send"]> =>
    workspace.send("POST", `/api/2.1/clusters/${path}`, { cluster_id, ...more });
  const reaches = (id: string, state: string): Promise<unknown> =>
    until(
      () => get(id),
      (now) => now["state"] === state,
    );

  test("a cluster starts, is resized, edited, terminated, started again and deleted", async () => {
    // The clock stands still: a busy machine may take longer for two requests than a cluster for its start.
    vi.useFakeTimers({ toFake: ["Date"] });
    const id = await create();
    expect(await get(id)).toMatchObject({ ...SPEC, cluster_id: id, state: "PENDING" });
    expect((await post("resize", id, { num_workers: 3 })).body["error_code"]).toBe("INVALID_STATE");
    vi.useRealTimers();
    await reaches(id, "RUNNING");

    vi.useFakeTimers({ toFake: ["Date"] });
    await post("resize", id, { num_workers: 3 });
    const resized = await get(id);
    vi.useRealTimers();
    expect([resized["state"], resized["num_workers"], resized["autoscale"]]).toEqual([
      "RESIZING",
      3,
      undefined,
    ]);
    await reaches(id, "RUNNING");

    vi.useFakeTimers({ toFake: ["Date"] });
    await post("edit", id, { ...SPEC, spark_conf: undefined, node_type_id: "i3.2xlarge" });
    const after = await get(id);
    vi.useRealTimers();
    expect([after["state"], after["node_type_id"], after["spark_conf"]]).toEqual([
      "RESTARTING",
      "i3.2xlarge",
      undefined,
    ]);
    await reaches(id, "RUNNING");

    await post("delete", id);
    await reaches(id, "TERMINATED");
    expect((await post("restart", id)).body["error_code"]).toBe("INVALID_STATE");
    await post("start", id);
    await reaches(id, "RUNNING");

    await post("pin", id);
    expect((await post("permanent-delete", id)).body["message"]).toMatch(/unpin the cluster first/);
    await post("unpin", id);
    expect((await post("permanent-delete", id)).status).toBe(200);
    expect((await post("start", id)).status).toBe(404);
  });

  test("an update changes the fields of its mask alone, takes away what it lacks, and keeps one size", async () => {
    const id = await create({ spark_env_vars: { A: "b" } });
    await reaches(id, "RUNNING");
    const cluster = { num_workers: 3, cluster_name: "not in the mask" };
    await post("update", id, { update_mask: "num_workers,spark_env_vars", cluster });
    expect(await get(id)).toMatchObject({ cluster_name: "etl", num_workers: 3, spark_conf: SPEC.spark_conf });
    expect(await get(id)).not.toHaveProperty("autoscale");
    expect(await get(id)).not.toHaveProperty("spark_env_vars");
    await reaches(id, "RUNNING");
    await post("update", id, { update_mask: "autoscale", cluster: { autoscale: SPEC.autoscale } });
    expect(await get(id)).toMatchObject({ autoscale: SPEC.autoscale });
    expect(await get(id)).not.toHaveProperty("num_workers");
    await reaches(id, "RUNNING");
    expect((await post("update", id, { update_mask: "node_type_id" })).body["message"]).toMatch(
      /node_type_id/,
    );
    expect((await post("update", id, { update_mask: "autoscale.max_workers" })).status).toBe(501);
  });

  test("a cluster that was starting when the server died runs when it is back", async () => {
    const id = await create();
    await workspace.restart();
    await reaches(id, "RUNNING");
    expect(await get(id)).toMatchObject(SPEC);
  });

  test("a running cluster has its machines, and loses them when it ends", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const id = await create({ num_workers: 2, autoscale: undefined, driver_node_type_id: "i3.2xlarge" });
    expect(await get(id)).not.toHaveProperty("cluster_cores");
    vi.useRealTimers();
    await reaches(id, "RUNNING");
    const running = await get(id);
    expect(running).toMatchObject({
      driver_node_type_id: "i3.2xlarge",
      default_tags: {
        ...{ Vendor: "Databricks", Creator: "admin@sandbox.test", ClusterName: "etl", ClusterId: id },
      },
      spec: { cluster_name: "etl", num_workers: 2, spark_conf: SPEC.spark_conf },
      cluster_cores: 16,
      cluster_memory_mb: 2 * 31_232 + 62_464,
      driver: { private_ip: "127.0.0.1" },
      state_message: "",
    });
    expect(running["executors"]).toHaveLength(2);
    expect(Number.isSafeInteger(running["spark_context_id"])).toBe(true);
    await post("restart", id);
    await reaches(id, "RUNNING");
    const again = await get(id);
    expect(again["spark_context_id"]).not.toBe(running["spark_context_id"]);
    expect(Number(again["last_restarted_time"])).toBeGreaterThan(Number(running["last_restarted_time"]));
    expect(again["start_time"]).toBe(running["start_time"]);
    await post("delete", id);
    await reaches(id, "TERMINATED");
    for (const field of ["cluster_cores", "cluster_memory_mb", "driver", "executors"]) {
      expect(await get(id)).not.toHaveProperty(field);
    }
  });

  test("what the workspace sets can be sent back and is not kept as the caller's", async () => {
    const id = await create();
    await reaches(id, "RUNNING");
    const { spec } = await get(id);
    expect((await post("edit", id, { ...(await get(id)), cluster_name: "new" })).status).toBe(200);
    expect((await get(id))["spec"]).toEqual({
      ...(spec as object),
      cluster_name: "new",
      driver_node_type_id: "i3.xlarge",
    });
  });

  test("a single node gets what makes it one, and its specification stays as it was sent", async () => {
    const single = { kind: "CLASSIC_PREVIEW", is_single_node: true, autoscale: undefined };
    const id = await create(single);
    await reaches(id, "RUNNING");
    expect(await get(id)).toMatchObject({
      num_workers: 0,
      spark_conf: {
        ...SPEC.spark_conf,
        "spark.databricks.cluster.profile": "singleNode",
        "spark.master": "local[*]",
      },
      custom_tags: { ResourceClass: "SingleNode" },
      cluster_cores: 4,
      executors: [],
    });
    expect((await get(id))["spec"]).toEqual({ ...SPEC, ...single });
  });

  test("libraries are installed, refused, and uninstalled with the next start", async () => {
    const id = await create();
    const libraries = async (): Promise<unknown> =>
      (await workspace.ok("GET", `/api/2.0/libraries/cluster-status?cluster_id=${id}`))["library_statuses"];
    const send = (path: string, library: object): ReturnType<TestWorkspace["send"]> =>
      workspace.send("POST", `/api/2.0/libraries/${path}`, { cluster_id: id, libraries: [library] });
    const pypi = { pypi: { package: "duckdb==1.1.0", repo: "https://pypi.test" } };
    const is = (status: string): unknown => [{ library: pypi, status, is_library_for_all_clusters: false }];
    expect(await libraries()).toBeUndefined();
    await send("install", pypi);
    expect(await libraries()).toEqual(is("PENDING"));
    await reaches(id, "RUNNING");
    await send("install", pypi);
    expect(await libraries()).toEqual(is("INSTALLED"));
    expect((await send("install", { jar: "/a.jar", whl: "/a.whl" })).body["message"]).toMatch(
      /got jar, whl\.$/,
    );

    await send("uninstall", { pypi: { repo: "https://pypi.test", package: "duckdb==1.1.0" } });
    expect(await libraries()).toEqual(is("UNINSTALL_ON_RESTART"));
    expect(await get(id)).not.toHaveProperty("libraries");
    await post("restart", id);
    expect(await libraries()).toBeUndefined();
  });

  test("lists filter and page", async () => {
    const ids = [await create(), await create(), await create()];
    await post("pin", ids[0] ?? "");
    const pinned = await workspace.ok("GET", "/api/2.1/clusters/list?filter_by.is_pinned=true&page_size=100");
    expect((pinned["clusters"] as { cluster_id: string }[]).map((each) => each.cluster_id)).toEqual([ids[0]]);
    const first = await workspace.ok("GET", "/api/2.1/clusters/list?page_size=2");
    const token = String(first["next_page_token"]);
    const second = await workspace.ok("GET", `/api/2.1/clusters/list?page_size=2&page_token=${token}`);
    const seen = [first, second].flatMap((page) => page["clusters"] as { cluster_id: string }[]);
    expect(seen.map((each) => each.cluster_id).sort()).toEqual(ids.toSorted());
    expect(second["next_page_token"]).toBeUndefined();
  });

  test("lists filter by several values however they are sent, and refuse to sort", async () => {
    const running = await create();
    const ended = await create();
    await reaches(running, "RUNNING");
    await post("delete", ended);
    await reaches(ended, "TERMINATED");
    const ids = async (query: string): Promise<readonly string[]> =>
      (
        (await workspace.ok("GET", `/api/2.1/clusters/list?${query}`))["clusters"] as { cluster_id: string }[]
      ).map((each) => each.cluster_id);
    const field = "filter_by.cluster_states";
    expect(await ids(`${field}=RUNNING`)).toEqual([running]);
    expect(await ids(`${field}=RUNNING&${field}=TERMINATED`)).toHaveLength(2);
    expect(await ids(`${field}=RUNNING,TERMINATED`)).toHaveLength(2);
    expect(await ids("filter_by.cluster_sources=JOB")).toEqual([]);
    expect(await ids("filter_by.cluster_sources=UI&filter_by.cluster_sources=API")).toHaveLength(2);
    const sorted = await workspace.send("GET", "/api/2.1/clusters/list?sort_by.field=CLUSTER_NAME");
    expect([sorted.status, sorted.body["message"]]).toEqual([
      501,
      "The sandbox does not serve sort_by.field of clusters/list. sandbox/README.md lists what it serves.",
    ]);
  });

  test.each([
    [{ node_type_id: "i3.huge" }, /Node type i3\.huge is not supported/],
    [{ spark_version: "99.9.x-scala2.12" }, /Invalid spark version 99\.9\.x-scala2\.12/],
    [
      { autoscale: { min_workers: 9, max_workers: 8 } },
      /min_workers \(9\) must not be over autoscale\.max_workers \(8\)/,
    ],
    [{ autoscale: undefined }, /one of num_workers or autoscale must be set/],
    [{ is_single_node: true }, /is_single_node can only be set on a cluster with kind CLASSIC_PREVIEW/],
    [
      { kind: "CLASSIC_PREVIEW", is_single_node: true },
      /autoscale cannot be set on a cluster with is_single/,
    ],
    [{ kind: "OTHER" }, /Invalid kind OTHER/],
    [{ autotermination_minutes: 5 }, /must be 0, or between 10 and 10000, got 5/],
    [{ data_security_mode: "OPEN" }, /Invalid data_security_mode OPEN/],
    [
      { autoscale: { min_workers: "2", max_workers: 8 } },
      /'autoscale\.min_workers' must be an integer, got "2"/,
    ],
  ])("%j is refused", async (wrong, message) => {
    const answer = await workspace.send("POST", "/api/2.1/clusters/create", { ...SPEC, ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body["message"]).toMatch(message);
  });

  test("node types and runtimes are listed with what a client chooses by", async () => {
    const { node_types } = await workspace.ok("GET", "/api/2.1/clusters/list-node-types");
    expect(node_types).toContainEqual(
      expect.objectContaining({ node_type_id: "i3.xlarge", memory_mb: 31_232, num_cores: 4 }),
    );
    const { versions } = await workspace.ok("GET", "/api/2.1/clusters/spark-versions");
    expect(versions).toContainEqual({
      key: "15.4.x-scala2.12",
      name: "15.4 LTS (includes Apache Spark 3.5.0, Scala 2.12)",
    });
  });

  describe("under a policy", () => {
    const policy = async (definition: object): Promise<string> => {
      const body = { name: "bounds", definition: JSON.stringify(definition) };
      return String((await workspace.ok("POST", "/api/2.0/policies/clusters/create", body))["policy_id"]);
    };

    test("fixed values are filled in", async () => {
      const policy_id = await policy({
        "spark_conf.spark.x": { type: "fixed", value: "1" },
        "autoscale.max_workers": { type: "range", maxValue: 8 },
        cluster_type: { type: "fixed", value: "all-purpose" },
      });
      const cluster = await get(await create({ policy_id }));
      expect(cluster["spark_conf"]).toEqual({ "spark.sql.adaptive.enabled": "true", "spark.x": "1" });
    });

    test("defaults are filled in when asked for", async () => {
      const policy_id = await policy({
        autotermination_minutes: { type: "range", minValue: 10, defaultValue: 20 },
      });
      const cluster = await get(await create({ policy_id, apply_policy_default_values: true }));
      expect(cluster["autotermination_minutes"]).toBe(20);
      expect(cluster).not.toHaveProperty("apply_policy_default_values");
    });

    test.each([
      [
        { "autoscale.max_workers": { type: "range", maxValue: 4 } },
        "autoscale.max_workers, the value cannot be higher than 4 (is 8)",
      ],
      [
        { "spark_conf.spark.sql.adaptive.enabled": { type: "fixed", value: "false" } },
        'spark_conf.spark.sql.adaptive.enabled, the value must be false (is "true")',
      ],
      [
        { node_type_id: { type: "allowlist", values: ["m5d.xlarge"] } },
        'node_type_id, the value must be one of ["m5d.xlarge"] (is "i3.xlarge")',
      ],
      [
        { autotermination_minutes: { type: "range", maxValue: 60 } },
        "autotermination_minutes, the value must be present",
      ],
      [
        { "custom_tags.team": { type: "regex", pattern: "d.*" } },
        "custom_tags.team, the value must be present",
      ],
      [{ cluster_name: { type: "forbidden" } }, 'cluster_name, the value must not be present (is "etl")'],
    ])("a cluster outside %j is refused", async (definition, message) => {
      const policy_id = await policy(definition);
      const answer = await workspace.send("POST", "/api/2.1/clusters/create", { ...SPEC, policy_id });
      expect(answer.body["message"]).toBe(`Cluster validation error: Validation failed for ${message}`);
    });

    test("the definition comes back word for word", async () => {
      const definition = '{ "b" : {"type":"unlimited"},\n  "a": {"type": "unlimited"} }';
      const body = { name: "spaced", definition };
      const { policy_id } = await workspace.ok("POST", "/api/2.0/policies/clusters/create", body);
      const read = await workspace.ok("GET", `/api/2.0/policies/clusters/get?policy_id=${String(policy_id)}`);
      expect(read["definition"]).toBe(definition);
    });

    test("a policy that does not exist is refused", async () => {
      const answer = await workspace.send("POST", "/api/2.1/clusters/create", { ...SPEC, policy_id: "none" });
      expect(answer.body["message"]).toBe("Cluster policy none does not exist.");
    });
  });
});

describe("SQL warehouses", () => {
  let workspace: TestWorkspace;
  beforeEach(async () => {
    workspace = await TestWorkspace.open();
  });
  const BASE = "/api/2.0/sql/warehouses";

  test("a warehouse starts, is edited, stopped, started and deleted", async () => {
    const id = await workspace.warehouse("bi");
    const state = (wanted: string): Promise<unknown> =>
      until(
        () => workspace.ok("GET", `${BASE}/${id}`),
        (now) => now["state"] === wanted,
      );
    await state("RUNNING");
    await workspace.ok("POST", `${BASE}/${id}/edit`, { cluster_size: "Large", auto_stop_mins: 10 });
    expect(await workspace.ok("GET", `${BASE}/${id}`)).toMatchObject({
      ...{ name: "bi", cluster_size: "Large", auto_stop_mins: 10, state: "RUNNING" },
      ...{ creator_name: "admin@sandbox.test", num_clusters: 1 },
    });
    await workspace.ok("POST", `${BASE}/${id}/stop`);
    await state("STOPPED");
    await workspace.ok("POST", `${BASE}/${id}/start`);
    await state("RUNNING");
    await workspace.restart();
    const sources = (await workspace.send("GET", "/api/2.0/preview/sql/data_sources")).body;
    expect(sources).toMatchObject([{ warehouse_id: id }]);
    await workspace.ok("DELETE", `${BASE}/${id}`);
    expect((await workspace.send("GET", `${BASE}/${id}`)).status).toBe(404);
  });

  test.each([
    [{ auto_stop_mins: 5 }, /auto_stop_mins must be 0 or at least 10, got 5/],
    [{ min_num_clusters: 3, max_num_clusters: 2 }, /min_num_clusters \(3\) and max_num_clusters \(2\)/],
    [{ enable_serverless_compute: true, warehouse_type: "CLASSIC" }, /must have warehouse_type PRO/],
    [{ name: "taken" }, /SQL warehouse with name `taken` already exists/],
  ])("%j is refused", async (wrong, message) => {
    await workspace.warehouse("taken");
    const answer = await workspace.send("POST", BASE, { name: "w", cluster_size: "Small", ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body["message"]).toMatch(message);
  });
});
