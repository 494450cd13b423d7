interface Diagnostic {
  readonly message?: string;
  readonly severity?: string;
}

/** What `pulumi … --json` prints, as far as its failures are read. */
interface Digest {
  readonly diagnostics?: readonly Diagnostic[];
}

/** As `Digest`, where events are printed as they come. */
interface StreamedEvent {
  readonly diagnosticEvent?: Diagnostic;
}

/** Marks of colour, as the engine writes them. */
const COLOUR = /<\{%[^%]*%\}>/g;
const MOST_LINES = 20;

/**
 * Why a command of Pulumi failed, in its own words and without its JSON: that lists the whole stack, most of it in order.
 * @param stdout text or JSON
 */
export function pulumiErrors(stdout: string, stderr: string): string {
  const errors = errorsOf(stdout);
  const parts = [stderr, ...(errors ?? [stdout])].map((part) => part.replaceAll(COLOUR, "").trim());
  const lines = [...new Set(parts)].filter((part) => part !== "").flatMap((part) => part.split("\n"));
  if (lines.length === 0) return "pulumi gave no reason";
  const left = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), ...(left > 0 ? [`… and ${left} lines more`] : [])].join("\n");
}

/** The messages of severity error, and what stands around the JSON; undefined for what holds no JSON of Pulumi's. */
function errorsOf(stdout: string): readonly string[] | undefined {
  const begin = /^\s*\{\s*(?:"|$)/m.exec(stdout)?.index;
  if (begin === undefined) return undefined;
  const before = stdout.slice(0, begin);
  // Behind the JSON some versions say once more that they failed.
  const end = stdout.lastIndexOf("\n}");
  const messages = ofDigest(stdout.slice(begin, end + 2)) ?? ofEvents(stdout.slice(begin));
  return [before, ...messages];
}

function ofDigest(json: string): readonly string[] | undefined {
  try {
    const { diagnostics = [] } = JSON.parse(json) as Digest;
    return errorsAmong(diagnostics);
  } catch {
    return undefined;
  }
}

/** One event a line, where that is switched on. What ends in the middle of its JSON has nothing to tell. */
function ofEvents(lines: string): readonly string[] {
  return lines.split("\n").flatMap((line) => {
    try {
      const { diagnosticEvent } = JSON.parse(line) as StreamedEvent;
      return diagnosticEvent === undefined ? [] : errorsAmong([diagnosticEvent]);
    } catch {
      return [];
    }
  });
}

function errorsAmong(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message = "" }) => message.trim());
}
