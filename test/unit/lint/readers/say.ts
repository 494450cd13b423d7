import { expect } from "vitest";
import { subject } from "../../../../src/rules/subject.ts";
import { readText, type Surroundings } from "../../../../src/lint/readers/index.ts";

/** What a text says; of a page with several programs what they say together. */
export function read(file: string, text: string, { on = "cluster", runtime }: Partial<Surroundings> = {}) {
  const { programs, ...rest } = readText(file, text, { on, runtime });
  const subjects = programs.map(({ subject: one }) => one);
  return {
    ...rest,
    accepted: programs.flatMap(({ accepted }) => accepted),
    findings: programs.flatMap(({ findings }) => findings),
    subject: subject({
      confs: subjects.flatMap(({ confs }) => confs),
      tables: subjects.flatMap(({ tables }) => tables),
      clusters: subjects.flatMap(({ clusters }) => clusters),
      statements: subjects.flatMap(({ statements }) => statements),
      idle: subjects.flatMap(({ idle }) => idle),
    }),
  };
}

/** Keys with their values and lines, by where they are set. */
export const confs = (file: string, text: string, surroundings?: Partial<Surroundings>) =>
  read(file, text, surroundings).subject.confs.map(({ setAt, entries }) => [
    setAt,
    ...entries.map(({ key, value, at }) => `${key}=${value} @${at?.line ?? 0}`),
  ]);

export const tables = (file: string, text: string) =>
  read(file, text).subject.tables.map(({ at, on, propertyPlaces, ...table }) => {
    expect(on).toBe("cluster");
    const named = Object.keys(table.properties ?? {});
    expect(Object.keys(propertyPlaces ?? {}).toSorted()).toEqual(named.toSorted());
    return { ...table, line: at?.line };
  });

export const statements = (file: string, text: string) =>
  read(file, text).subject.statements.map(({ at, ...statement }) => ({ ...statement, line: at?.line }));
