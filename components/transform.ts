import * as pulumi from "@pulumi/pulumi";

/**
 * Changes the arguments of a child before it is made: an object that is laid over them, or a function that changes
 * them in place, with the child's options and its name. It may be called more than once for a child.
 * @example { autoscale: { minWorkers: 1, maxWorkers: 20 } }
 * @example (args, opts) => { args.idempotencyToken = "one"; opts.ignoreChanges = ["numWorkers"]; }
 */
export type Transform<Args extends object> =
  | Partial<Args>
  | ((
      args: { -readonly [Key in keyof Args]: Args[Key] },
      opts: pulumi.CustomResourceOptions,
      name: string,
    ) => void);

type Child<Args> = readonly [name: string, args: Args, opts: pulumi.CustomResourceOptions];

/** A child's name, arguments and options as its `transform` leaves them. */
export function transformed<Args extends object, Made extends Args>(
  change: Transform<Args> | undefined,
  [name, args, opts]: Child<Made>,
): Child<Made> {
  if (typeof change !== "function") return [name, { ...args, ...change }, opts];
  const own = { args: copied(args), opts: { ...opts } };
  const result = (change as (...given: unknown[]) => unknown)(own.args, own.opts, name);
  if (result !== own.args && typeof result === "object" && result !== null) {
    throw new pulumi.RunError(
      `the transform of "${name}" returns ${result instanceof Promise ? "a promise" : "an object"}, which nobody reads; change the arguments that it is given, in place`,
    );
  }
  return [name, own.args, own.opts];
}

/** What is decided is frozen; a function gets a copy of it that it may change. Outputs and resources stay themselves. */
function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T;
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)])) as T;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
