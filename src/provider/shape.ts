import { step } from "../model/flatten.ts";
import { isList, isValues, UNKNOWN, type Value } from "../pulumi-rpc/value.ts";
import { type Fail, shown } from "./inputs.ts";

/** Says what is wrong with an input, at its path; what is not known yet is never wrong. */
export type InputCheck = (value: Value, at: string, fail: Fail) => void;

/** A check of one value that is known. @param what what is allowed */
export function value(is: (value: Value) => boolean, what: string): InputCheck {
  return (given, at, fail) => {
    if (given !== UNKNOWN && !is(given)) fail(at, `${shown(given)} is not ${what}`);
  };
}

export const someText = value((given) => typeof given === "string" && given !== "", "a text");

export const anyText = value((given) => typeof given === "string", "a text");

export const bool = value((given) => typeof given === "boolean", "true or false");

export function matching(pattern: RegExp, what: string): InputCheck {
  return value((given) => typeof given === "string" && pattern.test(given), what);
}

export function oneOf(choices: readonly string[]): InputCheck {
  return value((given) => choices.some((one) => one === given), `one of ${choices.join(", ")}`);
}

export function whole(least: number): InputCheck {
  return value(
    (given) => typeof given === "number" && Number.isInteger(given) && given >= least,
    `a whole number of ${least} or more`,
  );
}

export function listOf(check: InputCheck): InputCheck {
  return (given, at, fail) => {
    if (given === UNKNOWN) return;
    if (isList(given)) for (const [place, item] of given.entries()) check(item, `${at}[${place}]`, fail);
    else fail(at, `${shown(given)} is not a list`);
  };
}

/** @param key what the keys are held to */
export function mapOf(check: InputCheck, key: InputCheck = someText): InputCheck {
  return (given, at, fail) => {
    if (given === UNKNOWN) return;
    if (!isValues(given)) {
      fail(at, `${shown(given)} is not a map`);
      return;
    }
    for (const [name, inner] of Object.entries(given)) {
      key(name, at, fail);
      check(inner, step(at, name), fail);
    }
  };
}

type Fields = Readonly<Record<string, InputCheck>>;

/** An object of these fields and no others. */
export function fields(required: Fields, optional: Fields = {}): InputCheck {
  const checks: Fields = { ...required, ...optional };
  return (given, at, fail) => {
    if (given === UNKNOWN) return;
    if (!isValues(given)) {
      fail(at, `${shown(given)} is not an object with ${Object.keys(checks).join(", ")}`);
      return;
    }
    for (const name of Object.keys(required)) {
      if (given[name] === undefined || given[name] === null) fail(step(at, name), "is missing");
    }
    for (const [name, inner] of Object.entries(given)) {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (check === undefined) {
        fail(step(at, name), `is unknown; known are ${Object.keys(checks).join(", ")}`);
      } else if (inner !== null) check(inner, step(at, name), fail);
    }
  };
}
