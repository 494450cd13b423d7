/**
 * Quotes one identifier: a backtick inside is doubled, nothing else is special between backticks but `${`, which
 * Spark fills in before it parses and which cannot be escaped there; the model and the provider refuse it.
 */
export function identifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** The name between the backticks of a quoted identifier. */
export function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replaceAll("``", "`");
}

/** An identifier, quoted where SQL does not read it as it is. */
export function identifierIfNeeded(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : identifier(name);
}
