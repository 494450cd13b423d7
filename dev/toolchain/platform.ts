import { arch, platform } from "node:process";
import { ToolchainError } from "./error.ts";

/** This machine, in the words of Pulumi's download names: "linux-x64". */
export function thisPlatform(system: string = platform, processor: string = arch): string {
  if ((system === "linux" || system === "darwin") && (processor === "x64" || processor === "arm64")) {
    return `${system}-${processor}`;
  }
  throw new ToolchainError(
    `This machine is ${system} on ${processor}; Linux and macOS on x64 or arm64 are supported (on Windows, use WSL).`,
  );
}
