const MINUTE_MS = 60_000;
const CLEAR = "\r\u001B[K";

/** As the sandbox's reporter, which needs a newer Node: progress is rewritten on a terminal, told once a minute elsewhere. */
export function reporter(channel) {
  const clear = channel.isTTY === true ? CLEAR : "";
  let told = Date.now();
  return (line, kind) => {
    if (kind === "progress" && clear !== "") {
      channel.write(`${clear}${line.slice(0, (channel.columns ?? 80) - 1)}`);
      return;
    }
    if (kind === "progress" && Date.now() - told < MINUTE_MS) return;
    told = Date.now();
    channel.write(`${clear}${line}\n`);
  };
}
