import { spawn } from "node:child_process";
import { UserError } from "../model/user-error.ts";
import { pulumiErrors } from "./pulumi-errors.ts";

/**
 * Runs the `pulumi` on PATH and gives what it printed.
 * @throws UserError with Pulumi's own words when it fails or is not there
 */
export async function pulumi(args: readonly string[]): Promise<string> {
  const child = spawn("pulumi", args, { stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", () => {
      reject(new UserError('there is no "pulumi" on PATH; "npx lakewright doctor" says how it gets there'));
    });
    child.on("close", resolve);
  });
  const text = Buffer.concat(output).toString();
  if (code !== 0) {
    const said = pulumiErrors(text, Buffer.concat(errors).toString());
    throw new UserError(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${said}`);
  }
  return text;
}
