/** The statements and scripts that a refusal prints, each as a person pastes it. */
export function scriptsIn(message: string): readonly string[] {
  const scripts: string[] = [];
  let script: string[] | undefined;
  for (const line of message.split("\n").map((each) => each.trim())) {
    if (line === "BEGIN") script = [];
    else if (line === "END;" && script !== undefined) {
      scripts.push(["BEGIN", ...script, "END;"].join("\n"));
      script = undefined;
    } else if (script !== undefined) script.push(line);
    else if (/^(ALTER|CREATE|UPDATE|INSERT) .*`/.test(line)) scripts.push(line);
  }
  return scripts;
}
