import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

/** What goes wrong with some of the requests. Without `drop` and `status` they are only late. */
export interface Fault {
  /** @default every method */
  readonly method?: string;
  /** Start of the path, such as `/api/2.0/sql/statements`. */
  readonly path: string;
  /** Matching requests that pass unharmed first. @default 0 */
  readonly after?: number;
  /** Matching requests that are harmed. @default 1 */
  readonly times?: number;
  /** Time before anything else happens, in milliseconds. @default 0 */
  readonly delay?: number;
  /** Breaks the connection: `before` the workspace hears of the request, or `after` it has carried it out. */
  readonly drop?: "before" | "after";
  /** Answers with this status in the workspace's place. */
  readonly status?: number;
  /** With `status`: whether the workspace carries the request out all the same. @default false */
  readonly heard?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Stands before a workspace and does it harm: delays, broken connections, refusals, by path and count. What
 * no fault names passes through as it is.
 */
export class FaultFront {
  readonly url: string;
  readonly #close: () => Promise<void>;
  #faults: { readonly fault: Fault; seen: number }[] = [];

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  /** @param target the workspace's address @param port to listen on; 0 for a free one */
  static async open(target: string, port = 0): Promise<FaultFront> {
    const server = createServer((request, response) => {
      void front.#serve(target, request, response);
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    const front = new FaultFront(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return front;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Replaces all faults, with their counts at zero. */
  set(...faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, seen: 0 }));
  }

  /** Faults that have not done all their harm yet: a step that came through in spite of them has shown nothing. */
  get left(): readonly Fault[] {
    return this.#faults
      .filter(({ fault, seen }) => seen < (fault.after ?? 0) + (fault.times ?? 1))
      .map(({ fault }) => fault);
  }

  async #serve(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fault = this.#faultFor(request);
    if (fault?.delay !== undefined) await setTimeout(fault.delay);
    if (fault?.drop === "before") {
      request.socket.destroy();
      return;
    }
    const { status, heard = false } = fault ?? {};
    const answerWith = (code: number) => {
      response.writeHead(code, { "content-type": "application/json", ...fault?.headers });
      response.end(JSON.stringify(fault?.body ?? {}));
    };
    if (status !== undefined && !heard) {
      answerWith(status);
      return;
    }
    const asked = forward(new URL(request.url ?? "/", target), {
      method: request.method,
      headers: request.headers,
    });
    asked.on("error", () => request.socket.destroy());
    asked.on("response", (answer) => {
      if (fault?.drop === "after" || status !== undefined) {
        // Read to its end: only then has the workspace done everything.
        answer.resume().on("end", () => {
          if (status === undefined) request.socket.destroy();
          else answerWith(status);
        });
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.end(Buffer.concat(chunks));
  }

  #faultFor({ method, url = "/" }: IncomingMessage): Fault | undefined {
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (fault.method !== undefined && fault.method !== method) continue;
      if (!url.startsWith(fault.path)) continue;
      entry.seen += 1;
      const harmed = entry.seen - (fault.after ?? 0);
      if (harmed >= 1 && harmed <= (fault.times ?? 1)) return fault;
    }
    return undefined;
  }
}
