import type { Accepted } from "../model/index.ts";
import type { Finding } from "./finding.ts";
import type { Place } from "./place.ts";

/** One finding, or all of a rule at one place, that may stay. */
export interface Acceptance extends Accepted {
  /** The finding's `where`. @default whatever `at` covers */
  readonly where?: string;
  /** One with a line covers what stands on it and on the next. @default everything that is checked */
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
  const covers = (acceptance: Acceptance, { rule, where, at }: Finding) =>
    acceptance.rule === rule &&
    (acceptance.where === undefined ? coversPlace(acceptance.at, at) : acceptance.where === where);
  const valid = acceptances.filter(({ until }) => until >= day);
  const open = findings.filter((finding) => !valid.some((acceptance) => covers(acceptance, finding)));
  const stale = acceptances.flatMap((acceptance): readonly Finding[] => {
    const { rule, until, at } = acceptance;
    const where = acceptance.where ?? at?.file ?? "";
    if (!findings.some((finding) => covers(acceptance, finding))) {
      return [{ where, at, ...UNUSED, message: `accepts ${rule}, which finds nothing here` }];
    }
    return until < day ? [{ where, at, ...EXPIRED, message: `accepted ${rule} until ${until}` }] : [];
  });
  return [...open, ...stale];
}

function coversPlace(accepted: Place | undefined, found: Place | undefined): boolean {
  if (accepted === undefined) return true;
  if (accepted.line === undefined || found?.line === undefined || accepted.file !== found.file) return false;
  return found.line === accepted.line || found.line === accepted.line + 1;
}

/**
 * What a comment says that was meant as an acceptance and does not say all of it.
 * @param form how one is written
 */
export function incompleteAcceptance(
  at: Place,
  { given, form }: { readonly given: string; readonly form: string },
): Finding {
  return {
    where: at.file,
    at,
    ...INCOMPLETE,
    message: `"${given}" does not say rule, last day and reason`,
    instead: form,
  };
}

const INCOMPLETE = { rule: "acceptance/incomplete", severity: "warning" } as const;

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
export const acceptanceRules = [UNUSED, EXPIRED, INCOMPLETE];
