/** The value under a name that is one whatever its case, as those of columns and constraints are. */
export function valueNamed<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  return Object.entries(values).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
}
