import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { ROOT } from "./compile.ts";

const FILE = "lakewright.api.md";
/** The committed report. */
export const API_REPORT = join(ROOT, "docs", "api", FILE);

/**
 * Writes what the package exports, and every type that stands in it, by name.
 * @param folder the compiled package
 * @throws Error with what the compiler says of its declarations
 */
export async function writeApiReport(folder: string, report = API_REPORT): Promise<void> {
  const temp = await mkdtemp(join(tmpdir(), "lakewright-api-"));
  try {
    const faults: string[] = [];
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(folder, "package.json"),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: join(folder, "src", "index.d.ts"),
        compiler: {
          overrideTsconfig: {
            compilerOptions: {
              ...{ target: "es2024", lib: ["es2024"], module: "nodenext", strict: true, skipLibCheck: true },
              ...{ exactOptionalPropertyTypes: true, types: [] },
            },
            files: [join(folder, "src", "index.d.ts")],
          },
        },
        apiReport: {
          enabled: true,
          reportFileName: FILE,
          reportFolder: temp,
          reportTempFolder: temp,
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: "lf",
        messages: {
          compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
          extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
          tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        },
      },
    });
    const { succeeded } = Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel === ExtractorLogLevel.Error) faults.push(message.text);
      },
    });
    const written = join(temp, FILE);
    if (!existsSync(written) || (!succeeded && faults.length > 0)) {
      throw new Error(`no report of the API:\n${faults.join("\n")}`);
    }
    await mkdir(dirname(report), { recursive: true });
    await copyFile(written, report);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}
