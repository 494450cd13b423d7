import { corrections } from "../../tables/corrections.ts";

/** The page that says what became of Kineo's request, written from the list that stands beside the tables. */
export function kineoPage(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  return [
    "# What Kineo asked for, and what it became",
    "",
    "Written by `npm run docs` from `tables/corrections.ts`. Whatever is not listed here is in the plan as asked (`npx lakewright plan --stack prod`).",
    "",
    "| asked for | became | why |",
    "|---|---|---|",
    ...corrections.map(({ asked, became, why }) => `| ${cell(asked)} | ${cell(became)} | ${cell(why)} |`),
    "",
  ].join("\n");
}
