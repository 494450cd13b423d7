import { DEFAULT_ENGINE, type Engine } from "../catalog/engine.ts";
import { sparkConfEntry } from "../catalog/spark-conf.ts";
import { sameSparkConfValue } from "../catalog/spark-conf-values.ts";
import type { Breach, Rule } from "./finding.ts";
import type { Compute, ConfEntry, ConfSubject, Subject } from "./subject.ts";
import { engineOf } from "../catalog/databricks-runtimes.ts";

/** One setting with what it is set in. */
export interface Setting extends ConfEntry {
  readonly conf: ConfSubject;
  readonly engine: Engine;
}

/** What a rule has to say of each setting, with the place that every such breach has. */
export function eachEntry(
  confs: readonly ConfSubject[],
  judge: (setting: Setting) => readonly Pick<Breach, "message" | "instead" | "severity">[],
): readonly Breach[] {
  return confs.flatMap((conf) =>
    conf.entries.flatMap((entry) =>
      judge({ ...entry, conf, engine: engineFor(conf) }).map(({ message, instead, ...rest }) => ({
        ...{ where: entry.key, message, instead, at: entry.at, ...rest },
      })),
    ),
  );
}

/** As {@link eachEntry}, also of keys that are set to something not known. */
export function eachKey(
  confs: readonly ConfSubject[],
  judge: (
    setting: Omit<Setting, "value"> & { readonly value: string | undefined },
  ) => readonly Pick<Breach, "message" | "instead" | "severity">[],
): readonly Breach[] {
  return confs.flatMap((conf) => [
    ...eachEntry([conf], judge),
    ...(conf.unvalued ?? []).flatMap(({ key, at }) =>
      judge({ key, value: undefined, at, conf, engine: engineFor(conf) }).map(
        ({ message, instead, ...rest }) => ({ where: key, message, instead, at, ...rest }),
      ),
    ),
  ]);
}

/** The engine whose catalogue judges a conf. */
function engineFor({ runtime }: ConfSubject): Engine {
  return (runtime === undefined ? undefined : engineOf(runtime)) ?? DEFAULT_ENGINE;
}

/** What a key comes to, as far as it is known: its last setting, or Spark's default. */
export function effective(conf: ConfSubject, key: string): string | undefined {
  if (isUnknownKey(conf, key)) return undefined;
  return setting(conf, key)?.value ?? defaultOf(conf, key);
}

/** Spark's default, or that of the key whose value stands for it; nothing where there is none. */
function defaultOf(conf: ConfSubject, key: string): string | undefined {
  const own = sparkConfEntry(key, engineFor(conf))?.default;
  const other = /^<value of (.+)>$/.exec(own ?? "")?.[1];
  if (other !== undefined) return other === key ? undefined : effective(conf, other);
  return own !== undefined && /^<.*>$/.test(own) ? undefined : own;
}

/** Whether a key is set to something that is not known, or may be. */
export function isUnknownKey(conf: ConfSubject, key: string): boolean {
  const { unknown = [] } = conf;
  return unknown === "rest" ? setting(conf, key) === undefined : unknown.includes(key);
}

/** Who sets a key to what it is wants nothing of it: the whole conf of a session, printed, is made of such. */
export function isDefault({ key, value, engine }: Pick<Setting, "key" | "value" | "engine">): boolean {
  const fact = sparkConfEntry(key, engine);
  return fact !== undefined && sameSparkConfValue(fact, value, fact.default);
}

/** The last setting of a key. */
export function setting(conf: ConfSubject, key: string): ConfEntry | undefined {
  return conf.entries.findLast((entry) => entry.key === key);
}

export function isOn(conf: ConfSubject, key: string): boolean {
  return effective(conf, key)?.trim().toLowerCase() === "true";
}

type Values = Readonly<Record<string, string>>;

/** A rule's example of what a cluster is started with. */
export function launch(wrong: Values, right: Values): Rule["example"] {
  return { wrong: confOn("cluster", wrong), right: confOn("cluster", right) };
}

/** A rule's example of what a program sets while it runs. */
export function session(wrong: Values, right: Values): Rule["example"] {
  return { wrong: confOn("cluster", wrong, "session"), right: confOn("cluster", right, "session") };
}

/** One conf for a rule's example. */
export function confOn(
  on: Compute,
  values: Values,
  setAt: ConfSubject["setAt"] = "launch",
): Pick<Subject, "confs"> {
  const entries = Object.entries(values).map(([key, value]) => ({ key, value }));
  return { confs: [{ setAt, on, entries }] };
}
