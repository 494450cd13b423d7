/** Names under which credentials stand in an environment. */
const NAMES = /SECRET|TOKEN|PASSWORD|PASSPHRASE|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY/i;

/** Values of the environment that must not be printed. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    NAMES.test(name) && value !== undefined && value !== "" ? [value] : [],
  );
}
