import { type Forge, type Post, StepError } from "./forge.ts";

/**
 * The comment in a text's first line by which a later run finds what an earlier one wrote.
 * @throws StepError where there is none
 */
export function markerOf(text: string): string {
  const marker = /^<!-- lakewright[^>]*-->/.exec(text)?.[0];
  if (marker === undefined) throw new StepError("the text does not begin with a lakewright marker");
  return marker;
}

/** What an earlier run wrote under the marker. Anybody can write our marker, so the author has to be ours too. */
export async function findOwn(
  posts: readonly Post[],
  marker: string,
  { account }: Pick<Forge, "account">,
): Promise<Post | undefined> {
  const marked = posts.filter(({ text }) => text.startsWith(marker));
  if (marked.length === 0) return undefined;
  const own = await account();
  return marked.find(({ author }) => author === own);
}
