/**
 * How Pulumi writes down what is no plain value, in states, previews and on the wire: an object under this key, whose
 * value says what it is. Source: `sdk/go/common/resource/sig` of pulumi/pulumi.
 */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
export const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Whether it is a secret's envelope: with the text, or with what the state's key encrypted. */
export function isEnvelope(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && SIGNATURE in value && value[SIGNATURE] === SECRET_SIGNATURE
  );
}
