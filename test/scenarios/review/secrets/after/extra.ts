import * as pulumi from "@pulumi/pulumi";
import { Job } from "@pulumi/databricks/job.js";
import { beside, makeBeside } from "../../base/extra.ts";

/** A text that must be found nowhere in a review; a test looks for it. */
const PASSWORD = "correct-horse-battery-staple";

export function extra(): void {
  makeBeside({ ...beside, env: { MODE: "full", API_TOKEN: PASSWORD } });
  new Job("upload", {
    name: "upload",
    tasks: [
      {
        taskKey: "upload",
        newCluster: {
          sparkVersion: "17.3.x-scala2.13",
          nodeTypeId: "i3.xlarge",
          numWorkers: 1,
          sparkEnvVars: { PASSWORD: pulumi.secret(PASSWORD) },
        },
        notebookTask: { notebookPath: "/Shared/upload" },
      },
    ],
  });
  console.log(`uploading with ${PASSWORD}`);
  void pulumi.log.warn(`the password ${PASSWORD} is old`);
}
