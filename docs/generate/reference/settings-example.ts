import type { z } from "zod";
import type { settingsSchema } from "../../../src/config/settings.ts";

/** A production stack that says everything there is to say. The reference shows each value beside its setting. */
export const SETTINGS_EXAMPLE: z.input<typeof settingsSchema> = {
  catalog: "prod",
  cluster: {
    nodeType: "r6id.2xlarge",
    workers: { min: 2, max: 8 },
    memory: { total: "128 GB", at: "min" },
    runtime: "17.3.x-scala2.13",
    autoTerminationMinutes: 60,
  },
  warehouse: {
    size: "Small",
    clusters: { min: 1, max: 3 },
    autoStopMinutes: 10,
    serverless: true,
    channel: "current",
    statementsAtOnce: 16,
  },
  maintenance: {
    timezone: "America/New_York",
    daily: { at: "01:00", hours: 2 },
    weekly: { day: "SUN", at: "03:00", hours: 6 },
    monthly: { day: 1, at: "20:00", hours: 5 },
    warmUp: { at: "06:30" },
    runsOn: "warehouse",
    paused: false,
    predictiveOptimization: false,
  },
  principals: {
    admins: "platform-engineers",
    engineers: "data-engineers",
    analysts: "analysts",
    notify: ["data-platform@acme.example"],
  },
  usage: {
    clusterHours: 160,
    warehouseHours: 300,
    pricePerDbu: { cluster: 0.55, warehouse: 0.7, currency: "USD" },
  },
  protect: true,
  tags: { environment: "prod", cost_center: "analytics" },
  accept: [
    {
      rule: "cluster/spot-driver",
      reason: "the price is worth a restart until the move to on-demand",
      until: "2027-03-31",
      where: "cluster.nodeType",
    },
  ],
};
