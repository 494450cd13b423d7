/**
 * Told what happens, a line each. Progress is a line that the next one replaces; whoever reports it ends it with a line
 * that stays.
 */
export type Report = (line: string, kind?: "progress") => void;

const MINUTE_MS = 60_000;
/** To the beginning of the line, and what stands there away. */
const CLEAR = "\r\u001B[K";

interface Channel {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Writes progress as one line that is rewritten on a terminal, and as at most one a minute elsewhere. */
export function reporter(channel: Channel, indent = ""): Report {
  const clear = channel.isTTY === true ? CLEAR : "";
  let told = Date.now();
  return (line, kind) => {
    const text = `${indent}${line}`;
    if (kind === "progress" && clear !== "") {
      // A line that wraps could not be taken back.
      channel.write(`${clear}${text.slice(0, (channel.columns ?? 80) - 1)}`);
      return;
    }
    if (kind === "progress" && Date.now() - told < MINUTE_MS) return;
    told = Date.now();
    channel.write(`${clear}${text}\n`);
  };
}
