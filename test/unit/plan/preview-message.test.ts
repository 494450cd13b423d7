import fc from "fast-check";
import { expect, test } from "vitest";
import { type Outlook, readSaid, writeSaid } from "../../../src/plan/preview-message.ts";

const name = fc.stringMatching(/^[a-z_]\w{0,8}\.[a-z_]\w{0,8}\.[a-z_]\w{0,8}$/);

/** Lines that are full of what the message itself is made of. */
const line = fc.oneof(
  fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", "")),
  fc.constantFrom(
    "will run 1 statement:",
    "  ALTER TABLE `a`.`b`.`c` SET TBLPROPERTIES ('k' = 'v')",
    "    FROM t",
    "",
    "a.b.c is already as declared; nothing will be sent.",
    "COMMENT ON TABLE `a`.`b`.`c` IS 'will run 2 statements:'",
  ),
);

const trimmed = (text: string) => text.trim();
const isSaid = (text: string) => text !== "";
const statement = fc
  .array(line, { minLength: 1 })
  .map((lines) => lines.join("\n").trim())
  .filter(isSaid);

const note = fc
  .tuple(
    line.map(trimmed).filter(isSaid),
    fc.array(line.map(trimmed).filter(isSaid)).map((lines) => lines.map((text) => `\n    ${text}`).join("")),
  )
  .map((parts) => parts.join(""));

const outlook: fc.Arbitrary<Outlook> = fc.oneof(
  fc.record({ kind: fc.constant("statements" as const), statements: fc.array(statement) }),
  fc.record({ kind: fc.constant("asDeclared" as const), name }),
  fc.record({ kind: fc.constant("layoutWaits" as const), table: name }),
  fc.record({ kind: fc.constant("layoutOfDeleted" as const), table: name }),
  fc.record({
    kind: fc.constant("viewWaits" as const),
    view: name,
    missing: fc.array(name, { minLength: 1 }),
  }),
);

test("what a preview says is what a review reads", () => {
  fc.assert(
    fc.property(outlook, fc.array(note), (given, notes) => {
      const said = { outlook: given, notes };
      expect(readSaid(writeSaid(said))).toEqual(said);
      // The engine ends every message with a line.
      expect(readSaid(`${writeSaid(said)}\n`)).toEqual(said);
    }),
  );
});

test("a message reads like a text", () => {
  const query = ["CREATE MATERIALIZED VIEW `a`.`b`.`v` AS SELECT", "  count(*)", "FROM `a`.`b`.`c`"].join(
    "\n",
  );
  expect(
    writeSaid({
      outlook: { kind: "statements", statements: [query, "COMMENT ON TABLE `a`.`b`.`v` IS 'x'"] },
      notes: ["a.b.v is computed anew:\n    REFRESH", "And more."],
    }),
  ).toBe(
    `will run 2 statements:
  CREATE MATERIALIZED VIEW \`a\`.\`b\`.\`v\` AS SELECT
      count(*)
    FROM \`a\`.\`b\`.\`c\`
  COMMENT ON TABLE \`a\`.\`b\`.\`v\` IS 'x'
a.b.v is computed anew:
    REFRESH
And more.`,
  );
});

test("any other text is notes", () => {
  expect(readSaid("a note\n\nand another\n")).toEqual({ notes: ["a note", "and another"] });
});
