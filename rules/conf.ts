import { DEFAULT_ENGINE, type Engine, engineOf } from "../catalog/engine.ts";
import { sparkConfEntry } from "../catalog/spark-conf.ts";
import type { Breach } from "./finding.ts";
import type { ConfEntry, ConfSubject, Subject } from "./subject.ts";

/** One setting with what it is set in. */
export interface Setting extends ConfEntry {
  readonly conf: ConfSubject;
  readonly engine: Engine;
}

/** What a rule has to say of each setting, with the place that every such breach has. */
export function eachEntry(
  confs: readonly ConfSubject[],
  judge: (setting: Setting) => readonly Pick<Breach, "message" | "instead">[],
): readonly Breach[] {
  return confs.flatMap((conf) =>
    conf.entries.flatMap((entry) =>
      judge({ ...entry, conf, engine: engineFor(conf) }).map(({ message, instead }) => ({
        ...{ where: entry.key, message, instead, at: entry.at },
      })),
    ),
  );
}

/** The engine whose catalogue judges a conf. */
export function engineFor({ runtime }: ConfSubject): Engine {
  return (runtime === undefined ? undefined : engineOf(runtime)) ?? DEFAULT_ENGINE;
}

/** What a key comes to: its last setting, or Spark's default. */
export function effective(conf: ConfSubject, key: string): string | undefined {
  return setting(conf, key)?.value ?? sparkConfEntry(key, engineFor(conf))?.default;
}

/** The last setting of a key. */
export function setting(conf: ConfSubject, key: string): ConfEntry | undefined {
  return conf.entries.findLast((entry) => entry.key === key);
}

export function isOn(conf: ConfSubject, key: string): boolean {
  return effective(conf, key)?.trim().toLowerCase() === "true";
}

/** A rule's example of a cluster's conf. */
export function launch(
  wrong: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): Record<"wrong" | "right", Partial<Subject>> {
  const conf = (values: Readonly<Record<string, string>>): Partial<Subject> => ({
    confs: [
      {
        setAt: "launch",
        on: "cluster",
        entries: Object.entries(values).map(([key, value]) => ({ key, value })),
      },
    ],
  });
  return { wrong: conf(wrong), right: conf(right) };
}
