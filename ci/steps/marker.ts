import { StepError } from "./forge.ts";

/**
 * The comment in a text's first line by which a later run finds what an earlier one wrote.
 * @throws StepError where there is none
 */
export function markerOf(text: string): string {
  const marker = /^<!-- lakewright[^>]*-->/.exec(text)?.[0];
  if (marker === undefined) throw new StepError("the text does not begin with a lakewright marker");
  return marker;
}
