/** What `pulumi … --json` prints, as far as its failures are read. */
interface Digest {
  readonly diagnostics?: readonly { readonly message?: string; readonly severity?: string }[];
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

/** The messages of severity error; undefined for what is no JSON of Pulumi's. */
function errorsOf(stdout: string): readonly string[] | undefined {
  // Behind the JSON some versions say once more that they failed.
  const end = stdout.lastIndexOf("\n}");
  if (!stdout.trimStart().startsWith("{") || end < 0) return undefined;
  try {
    const { diagnostics = [] } = JSON.parse(stdout.slice(0, end + 2)) as Digest;
    return diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ message = "" }) => message.trim());
  } catch {
    return undefined;
  }
}
