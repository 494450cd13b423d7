import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Everything a program registers, in order of name, with the inputs the engine would see. */
export async function record(program: () => unknown): Promise<readonly Registered[]> {
  const seen: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const resolved = inputs as Record<string, unknown>;
        seen.push({ type, name, inputs: resolved });
        return { id: `${name}-id`, state: resolved };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "kineo",
    "prod",
    true, // as in a preview
  );
  try {
    program();
  } finally {
    await pulumi.runtime.disconnect();
  }
  return seen.sort((a, b) => (a.name < b.name ? -1 : 1));
}
