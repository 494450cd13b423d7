import { driftPage } from "./drift.ts";
import { kineoPage } from "./kineo.ts";
import { maintenancePage } from "./maintenance.ts";
import { commandsPage } from "./reference/commands.ts";
import { settingsPage } from "./reference/settings.ts";
import { settingsJsonSchema } from "./reference/settings-schema.ts";
import { rulesPage } from "./rules.ts";
import { sparkConfValues } from "./spark-conf-values.ts";

/** What `npm run docs` writes, by its path in the repository. */
export const GENERATED = [
  { path: "docs/drift.md", text: driftPage },
  { path: "docs/kineo.md", text: kineoPage },
  { path: "docs/maintenance.md", text: maintenancePage },
  { path: "docs/reference/commands.md", text: commandsPage },
  { path: "docs/reference/settings.md", text: settingsPage },
  { path: "docs/reference/settings.schema.json", text: settingsJsonSchema },
  { path: "docs/rules.md", text: rulesPage },
  { path: "src/model/spark-conf-values.ts", text: sparkConfValues },
] as const;
