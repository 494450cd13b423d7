import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface PlatformRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly authorization: string;
  readonly body: unknown;
}

export interface FakePlatform {
  readonly url: string;
  readonly requests: PlatformRequest[];
  /** A folder that goes with the fake. */
  readonly folder: string;
  readonly stop: () => void;
}

/** An answer that sends the asker to another address. */
export class SendsOn {
  readonly status: number;
  readonly location: string;

  constructor(location: string, status = 302) {
    this.location = location;
    this.status = status;
  }
}

/** An HTTP server that writes down what it is asked and answers by `METHOD path`, without the query; else with 404. */
export async function fakePlatform(
  answers: Readonly<Record<string, object | ((request: PlatformRequest) => object)>>,
): Promise<FakePlatform> {
  const requests: PlatformRequest[] = [];
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const text = Buffer.concat(parts).toString();
      const json = /json/.test(headers["content-type"] ?? "");
      const one: PlatformRequest = {
        ...{ method, path: url, body: json && text !== "" ? (JSON.parse(text) as unknown) : text },
        authorization: headers.authorization ?? String(headers["private-token"] ?? ""),
      };
      requests.push(one);
      const found = answers[`${method} ${url.split("?")[0] ?? ""}`];
      const answer = typeof found === "function" ? (found as (asked: PlatformRequest) => object)(one) : found;
      if (answer instanceof SendsOn) response.writeHead(answer.status, { location: answer.location }).end();
      else {
        response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(answer ?? { message: "not here" }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "lakewright-pipeline-"));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    folder,
    stop: () => {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Runs a step as a pipeline does: with the environment of its platform, and nothing of ours. */
export async function runStep(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
  });
  const [stdout, stderr] = [[] as Buffer[], [] as Buffer[]];
  child.stdout.on("data", (part: Buffer) => stdout.push(part));
  child.stderr.on("data", (part: Buffer) => stderr.push(part));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

export function writeText(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
