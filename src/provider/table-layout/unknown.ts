import { isKnownFeature } from "../../catalog/delta-features.ts";
import { deltaProperty } from "../../catalog/delta-properties.ts";
import { whyNotDeclared } from "./keys.ts";
import type { LiveLayout } from "./live.ts";

const FEATURE = /^delta\.feature\.(.+)$/i;

/** Table features and `delta.*` properties on the live table that this library has never heard of. */
export function unknownParts({ properties }: LiveLayout): readonly string[] {
  return Object.keys(properties).flatMap((key) => {
    const feature = FEATURE.exec(key)?.[1];
    if (feature !== undefined) return isKnownFeature(feature) ? [] : [`the table feature ${feature}`];
    const foreign =
      /^delta\./i.test(key) && deltaProperty(key) === undefined && whyNotDeclared(key) === undefined;
    return foreign ? [`the property ${key}`] : [];
  });
}
