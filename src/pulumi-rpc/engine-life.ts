import { fstatSync } from "node:fs";
import { connect } from "node:net";

const CHECK_MS = 1_000;
/** Checks of the parent for one of the engine's port, which costs the engine a connection. */
const PORT_EVERY = 5;

/**
 * Ends this process with the engine that started it. The engine kills its plugins; one that was killed itself closes
 * nothing but our standard input, and no signal reaches a plugin, whose group is its own.
 * @param engineAddress host and port, where the engine started this process. Without one it was started by hand, for an
 * engine to attach to, and then serves one engine after the other: it belongs to whoever has its standard input.
 */
export function endWithEngine(engineAddress: string | undefined): void {
  if (isPipe(0)) {
    process.stdin.resume();
    process.stdin.once("error", end);
    process.stdin.once("close", end);
  }
  if (engineAddress === undefined) return;
  const engine = process.ppid;
  const port = new Port(engineAddress);
  let checks = 0;
  setInterval(() => {
    // A language host between the engine and us lives on for minutes, and its other end of our input with it.
    if (process.ppid !== engine) end();
    checks += 1;
    if (checks % PORT_EVERY === 0) port.check();
  }, CHECK_MS).unref();
}

/** A terminal, a file or /dev/null says nothing of an engine. */
function isPipe(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false; // closed
  }
}

/** An engine's port that nobody listens on any more, after somebody did. */
class Port {
  readonly #host: string;
  readonly #port: number;
  #answered = false;

  constructor(address: string) {
    const colon = address.lastIndexOf(":");
    this.#host = address.slice(0, colon);
    this.#port = Number(address.slice(colon + 1));
  }

  check(): void {
    if (!Number.isInteger(this.#port) || this.#port < 1 || this.#port > 65_535) return;
    const socket = connect({ host: this.#host, port: this.#port });
    socket.unref();
    socket.once("connect", () => {
      this.#answered = true;
      socket.destroy();
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (this.#answered && error.code === "ECONNREFUSED") end();
    });
  }
}

function end(): void {
  process.exit(0);
}
