/** Whether two full names are one object: Unity Catalog resolves names without regard to case. */
export function sameFullName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** A full name as the key of a map. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}
