import { whyNotOneExpression } from "./sql-expression.ts";

/** CHECK constraints of a table, by name: conditions that every row meets, as SQL has them. */
export type Constraints = Readonly<Record<string, string>>;

/** What is wrong with a constraint, and what to write instead. */
export interface ConstraintFault {
  readonly name: string;
  readonly message: string;
  readonly instead: string;
}

/** Every fault of a table's constraints at once. */
export function constraintFaults(constraints: Constraints): readonly ConstraintFault[] {
  const names = Object.keys(constraints);
  return Object.entries(constraints).flatMap(([name, condition]) => {
    const what = `the constraint ${JSON.stringify(name)}`;
    const twin = names.find((other) => other < name && other.toLowerCase() === name.toLowerCase());
    const why = whyNotOneExpression(condition);
    return [
      // Delta keeps it as a table property of that name, in lower case.
      ...(/^\w+$/.test(name)
        ? []
        : [{ message: `${what} has no such name`, instead: "letters, digits and underscores" }]),
      ...(twin === undefined
        ? []
        : [{ message: `${what} and ${JSON.stringify(twin)} are one to Delta`, instead: "keep one" }]),
      ...(condition.trim() === ""
        ? [{ message: `${what} is empty`, instead: "a SQL condition, or nothing" }]
        : []),
      ...(condition.includes("${")
        ? [
            {
              message: `${what} holds "\${": Spark puts a value in its place before it parses`,
              instead: "a condition without it",
            },
          ]
        : []),
      ...(why === undefined
        ? []
        : [{ message: `${what} is ${JSON.stringify(condition)}: ${why}`, instead: "one SQL condition" }]),
    ].map((fault) => ({ name, ...fault }));
  });
}
