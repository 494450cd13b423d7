import type { Command, Option } from "commander";
import { EXIT_CODES } from "../../../src/cli/exit-codes.ts";
import { lakewright } from "../../../src/cli/program.ts";
import { block, code, table } from "./markdown.ts";

/** Every command with its options, as `--help` prints them, and what its exit codes mean. */
export function commandsPage(): string {
  const program = lakewright();
  const commands = program.commands;
  return [
    "# Commands",
    "",
    "Written by `npm run docs` from `src/cli/`. `npx lakewright <command> --help` prints the same.",
    "",
    "Every command works on the project of the folder that it is called in: the nearest `Pulumi.yaml` upwards, and the `lakehouse.ts` and `tables/` beside it. What a call got wrong, and what a file did, is one message on standard error.",
    "",
    ...table(
      ["command", "what it does"],
      commands.map((command) => [
        `[${nameOf(command)}](#${nameOf(command).replaceAll(" ", "-")})`,
        sentence(command),
      ]),
    ),
    "",
    "Before the command:",
    "",
    ...optionsTable(program),
    "",
    "Exit codes. One that says what was found is never one that says that a command could not run:",
    "",
    ...table(
      ["command", "exit codes"],
      [
        ...Object.entries(EXIT_CODES).map(([path, { says }]) => [
          code(path),
          Object.entries(says)
            .map(([value, meaning]) => `${value} ${meaning}`)
            .join("; "),
        ]),
        ["each of them", "3 Node is too old to run it"],
      ],
    ),
    "",
    ...commands.flatMap((command) => section(command, "##")),
  ].join("\n");
}

function section(command: Command, heading: string): readonly string[] {
  const help = command.createHelp();
  const given = command.registeredArguments;
  return [
    `${heading} ${nameOf(command)}`,
    "",
    sentence(command),
    "",
    ...block("sh", help.commandUsage(command)),
    "",
    ...(given.length === 0
      ? []
      : [
          ...table(
            ["argument", "what it is"],
            given.map((each) => [code(each.name()), help.argumentDescription(each)]),
          ),
          "",
        ]),
    ...(optionsOf(command).length === 0 ? [] : [...optionsTable(command), ""]),
    ...command.commands.flatMap((inner) => section(inner, `${heading}#`)),
    ...helpText(command),
  ];
}

function nameOf(command: Command): string {
  const { parent } = command;
  return parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

function sentence(command: Command): string {
  const text = command.description();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The options of a command itself; `--help` has no place on a page. */
function optionsOf(command: Command): readonly Option[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== "--help");
}

function optionsTable(command: Command): readonly string[] {
  const help = command.createHelp();
  return table(
    ["option", "what it does"],
    optionsOf(command).map((option) => [
      code(option.flags),
      `${help.optionDescription(option)}${option.mandatory ? "; required" : ""}`,
    ]),
  );
}

/** What `--help` adds below its lists: what is read and changed, examples, exit codes. */
function helpText(command: Command): readonly string[] {
  let printed = "";
  command.configureOutput({ writeOut: (text) => (printed += text) });
  command.outputHelp();
  const added = printed.slice(command.helpInformation().length).trim();
  return added === "" ? [] : [...block("text", added), ""];
}
