/** What the repository's package.json has that the package's is made of. */
export interface Source {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly repository?: unknown;
  readonly engines: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Exports;
  readonly dependencies: Versions;
  readonly peerDependencies: Versions;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

type Versions = Readonly<Record<string, string>>;
type Exports = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/**
 * The package.json of what is published. The repository's own names TypeScript, what develops it, and scripts that only
 * a clone has.
 * @param used every module that compiled code or a public declaration imports by a package's name
 * @throws Error when one of them is of no dependency
 */
export function manifest(source: Source, used: Iterable<string>): object {
  const names = [...new Set([...used].map(packageOf))].sort();
  const missing = names.filter((name) => !(name in source.dependencies || name in source.peerDependencies));
  if (missing.length > 0) {
    throw new Error(
      `package.json: neither dependencies nor peerDependencies have ${missing.join(", ")}, which the package imports`,
    );
  }
  const of = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
  const { name, version, description, license, repository, engines, bin } = source;
  return {
    ...{ name, version, description, license, repository, type: "module" },
    exports: compiled(source.exports),
    ...{ engines, bin },
    dependencies: of(source.dependencies),
    peerDependencies: of(source.peerDependencies),
    peerDependenciesMeta: of(source.peerDependenciesMeta),
  };
}

/** A package's name in that of one of its modules. */
export function packageOf(module: string): string {
  return module
    .split("/")
    .slice(0, module.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The types of an entry are those of its default: other conditions export less of the same. */
function compiled(exports: Exports): object {
  return Object.fromEntries(
    Object.entries(exports).map(([path, target]) => {
      if (typeof target === "string") return [path, target];
      const types = target["default"]?.replace(/\.ts$/, ".d.ts");
      const files = Object.entries(target).map(([condition, file]) => [
        condition,
        file.replace(/\.ts$/, ".js"),
      ]);
      return [path, { types, ...Object.fromEntries(files) }];
    }),
  );
}
