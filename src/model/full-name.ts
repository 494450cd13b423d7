/** Whether two full names are one object: Unity Catalog resolves names without regard to case. */
export function sameFullName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** A full name as the key of a map. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** Whether a text is a name of three parts that Unity Catalog may have: `catalog.schema.table`. */
export function isFullName(name: string): boolean {
  const parts = name.split(".");
  return (
    parts.length === 3 && parts.every((part) => part.trim() !== "" && !/[\u0000-\u001f]|\$\{/.test(part))
  );
}
