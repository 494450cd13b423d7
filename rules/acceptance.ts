import type { Accepted } from "../model/index.ts";
import type { Finding, Place } from "./finding.ts";

/** One finding, or all of a rule at one place, that may stay. */
export interface Acceptance extends Accepted {
  /** The finding's `where`. */
  readonly where: string;
  readonly at?: Place | undefined;
}

/**
 * Takes accepted findings out, and says which acceptances hold nothing (any more). The day counts in UTC, so that
 * an acceptance ends everywhere at once.
 */
export function settle(
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
  today: Date,
): readonly Finding[] {
  const day = today.toISOString().slice(0, 10);
  const covers = (acceptance: Acceptance, { rule, where }: Finding) =>
    acceptance.rule === rule && acceptance.where === where;
  const valid = acceptances.filter(({ until }) => until >= day);
  const open = findings.filter((finding) => !valid.some((acceptance) => covers(acceptance, finding)));
  const stale = acceptances.flatMap((acceptance): readonly Finding[] => {
    const { rule, where, until, at } = acceptance;
    if (!findings.some((finding) => covers(acceptance, finding))) {
      return [{ where, at, ...UNUSED, message: `accepts ${rule}, which finds nothing here` }];
    }
    return until < day ? [{ where, at, ...EXPIRED, message: `accepted ${rule} until ${until}` }] : [];
  });
  return [...open, ...stale];
}

const UNUSED = {
  rule: "acceptance/unused",
  severity: "warning",
  instead: "take the acceptance away, or correct the rule's id",
} as const;

const EXPIRED = {
  rule: "acceptance/expired",
  severity: "warning",
  instead: "mend what was accepted, or accept it again with a later day",
} as const;

/** The findings that acceptances themselves cause; they have no check of their own. */
export const acceptanceRules = [UNUSED, EXPIRED];
