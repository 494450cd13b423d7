import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { connect } from "node:net";

/** TCP ports that a process listens on, on Linux. */
export function listeningPorts(pid: number): readonly number[] {
  const LISTEN = "0A";
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        // Closed since.
        return [];
      }
    }),
  );
  const ports = ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode = ""]) => state === LISTEN && sockets.has(inode))
      .map(([, local = ""]) => Number.parseInt(local.split(":")[1] ?? "", 16)),
  );
  return [...new Set(ports)].sort((a, b) => a - b);
}

export interface Reply {
  /** What came back, one byte a character. */
  readonly text: string;
  /** Whether the other side hung up. */
  readonly closed: boolean;
}

/** Sends bytes to a port of this machine and listens for a while. */
export function knock(port: number, bytes: Buffer, ms = 2_000): Promise<Reply> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const end = (closed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, closed });
    };
    const timer = setTimeout(end, ms, false);
    socket.on("connect", () => socket.write(bytes));
    socket.on("data", (data) => {
      text += data.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      end(true);
    });
  });
}

/**
 * A call of Spark's own protocol that nobody has introduced: a frame with a Java object in it, for the endpoint
 * that every Spark has. Whoever unpacks the object answers that it is no message they know.
 */
export function sparkCall(port: number): Buffer {
  const utf = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(bytes.length);
    return Buffer.concat([size, bytes]);
  };
  const int = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const address = Buffer.concat([Buffer.from([1]), utf("127.0.0.1"), int(port)]);
  const javaString = Buffer.concat([Buffer.from("aced000574", "hex"), utf("unpacked by a stranger")]);
  const body = Buffer.concat([Buffer.from([0]), address, utf("endpoint-verifier"), javaString]);
  const RPC_REQUEST = 3;
  const message = Buffer.concat([Buffer.from([RPC_REQUEST]), Buffer.alloc(8, 1), int(body.length), body]);
  const frame = Buffer.alloc(8);
  frame.writeBigInt64BE(BigInt(message.length + 8));
  return Buffer.concat([frame, message]);
}

/** A request of Spark's protocol for a file that Spark hands to its executors. */
export function sparkStream(name: string): Buffer {
  const bytes = Buffer.from(name);
  const message = Buffer.alloc(5);
  const STREAM_REQUEST = 6;
  message.writeUInt8(STREAM_REQUEST);
  message.writeInt32BE(bytes.length, 1);
  const frame = Buffer.alloc(8);
  frame.writeBigInt64BE(BigInt(8 + message.length + bytes.length));
  return Buffer.concat([frame, message, bytes]);
}
