import { UserError } from "../../model/user-error.ts";
import {
  type PropertyDifference,
  type Preview,
  type PreviewMessage,
  readUrn,
  type State,
  type Step,
} from "./preview.ts";
import { list, number, object, text } from "../../model/json.ts";
import { plainValues } from "./values.ts";

/**
 * Reads `pulumi preview --json`, line by line: one document for each preview, or, with
 * PULUMI_ENABLE_STREAMING_JSON_PREVIEW, one event a line. Previews of several stacks may follow one another.
 */
export class PreviewReader {
  readonly #source: string;
  readonly #previews: Preview[] = [];
  #document: string[] = [];
  #events: Gathered | undefined;

  /** @param source what to call the text in errors */
  constructor(source: string) {
    this.#source = source;
  }

  /** @throws UserError where the text is no preview */
  line(line: string): void {
    if (this.#document.length > 0) {
      this.#document.push(line);
      if (line === "}") this.#endDocument();
    } else if (line === "{") {
      this.#document = [line];
    } else if (line.startsWith("{")) {
      const value = object(this.#parse(line));
      if (value["sequence"] === undefined) this.#take(fromDocument(value));
      else this.#event(value);
    }
    // Other lines are what npm and shells print around it.
  }

  /** @throws UserError where there was no preview, or only a part of one */
  end(): readonly Preview[] {
    if (this.#document.length > 0) throw this.#error("it ends in the middle of a preview");
    this.#endEvents();
    if (this.#previews.length === 0) throw this.#error("it holds no preview");
    return this.#previews;
  }

  #event(event: Readonly<Record<string, unknown>>): void {
    if (event["preludeEvent"] !== undefined) this.#endEvents();
    this.#events ??= { steps: [], messages: [], same: undefined, secrets: new Set() };
    gather(event, this.#events);
  }

  #endEvents(): void {
    if (this.#events !== undefined) this.#take(this.#events);
    this.#events = undefined;
  }

  #endDocument(): void {
    const document = this.#document.join("\n");
    this.#document = [];
    this.#take(fromDocument(object(this.#parse(document))));
  }

  #take({ steps, messages, same, secrets }: Gathered): void {
    const urn = [...steps.map((step) => step.urn), ...messages.flatMap((message) => message.urn ?? [])][0];
    const said = messages.find(({ severity }) => severity === "error")?.text;
    if (urn === undefined) {
      throw this.#error(
        said === undefined
          ? "it is JSON, but no preview"
          : `the preview did not come to a stack: ${said.split("\n")[0] ?? ""}`,
      );
    }
    const { stack, project } = readUrn(urn);
    this.#previews.push({
      stack,
      project,
      steps,
      messages,
      secrets: [...secrets],
      same: same ?? steps.filter(({ op }) => op === "same").length,
    });
  }

  #parse(json: string): unknown {
    try {
      return JSON.parse(json);
    } catch {
      throw this.#error("it is not JSON");
    }
  }

  #error(what: string): UserError {
    return new UserError(`${this.#source}: ${what}; give what "pulumi preview --json" prints, as it is`);
  }
}

/** @throws UserError where the text is no preview */
export function readPreviews(textOfPreviews: string, source: string): readonly Preview[] {
  const reader = new PreviewReader(source);
  for (const line of textOfPreviews.split(/\r?\n/)) reader.line(line);
  return reader.end();
}

interface Gathered {
  readonly steps: Step[];
  readonly messages: PreviewMessage[];
  same: number | undefined;
  readonly secrets: Set<string>;
}

function fromDocument(document: Readonly<Record<string, unknown>>): Gathered {
  const secrets = new Set<string>();
  return {
    secrets,
    steps: list(document["steps"]).map((item) => {
      const step = object(item);
      const details = Object.entries(object(step["detailedDiff"]));
      return stepOf({
        ...{ op: text(step["op"]) ?? "", urn: text(step["urn"]) ?? "" },
        ...{ old: step["oldState"], new: step["newState"], secrets },
        diff: details.map(([path, detail]) => difference(path, detail, "kind")),
      });
    }),
    messages: list(document["diagnostics"]).flatMap(messageOf),
    same: number(object(document["changeSummary"])["same"]),
  };
}

function gather(event: Readonly<Record<string, unknown>>, into: Gathered): void {
  const { metadata } = object(event["resourcePreEvent"]);
  if (metadata !== undefined) {
    const step = object(metadata);
    const details = Object.entries(object(step["detailedDiff"]));
    into.steps.push(
      stepOf({
        ...{ op: text(step["op"]) ?? "", urn: text(step["urn"]) ?? "" },
        ...{ old: step["old"], new: step["new"], secrets: into.secrets },
        diff: details.map(([path, detail]) => difference(path, detail, "diffKind")),
      }),
    );
  }
  into.messages.push(...messageOf(event["diagnosticEvent"]));
  const { resourceChanges } = object(event["summaryEvent"]);
  if (resourceChanges !== undefined) into.same = number(object(resourceChanges)["same"]) ?? 0;
}

function stepOf(step: {
  op: string;
  urn: string;
  old: unknown;
  new: unknown;
  diff: readonly PropertyDifference[];
  secrets: Set<string>;
}): Step {
  const { op, urn, diff, secrets } = step;
  const { type, name } = readUrn(urn);
  const custom = [step.new, step.old].some((state) => object(state)["custom"] === true);
  return {
    ...{ op, urn, type, name, custom, diff },
    ...(step.old == null ? {} : { old: stateOf(step.old, secrets) }),
    ...(step.new == null ? {} : { new: stateOf(step.new, secrets) }),
  };
}

function stateOf(value: unknown, secrets: Set<string>): State {
  const { inputs, outputs, protect } = object(value);
  return {
    inputs: plainValues(inputs, secrets),
    outputs: plainValues(outputs, secrets),
    protect: protect === true,
  };
}

function difference(path: string, detail: unknown, kind: "kind" | "diffKind"): PropertyDifference {
  const values = object(detail);
  return { path, kind: text(values[kind]) ?? "update", inputDiff: values["inputDiff"] === true };
}

const SEVERITIES: Readonly<Record<string, PreviewMessage["severity"]>> = {
  info: "info",
  "info#err": "info",
  warning: "warning",
  error: "error",
};

/** Debug messages are the engine's own, and there are many. */
function messageOf(value: unknown): readonly PreviewMessage[] {
  const { urn, message, severity } = object(value);
  const known = SEVERITIES[text(severity) ?? ""];
  if (known === undefined || typeof message !== "string") return [];
  return [{ ...(typeof urn === "string" && urn !== "" ? { urn } : {}), text: message, severity: known }];
}
