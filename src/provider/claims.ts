import { nameKey } from "../model/full-name.ts";
import { type Manager, managerOf } from "./table-layout/mark.ts";
import type { CheckFailure } from "../pulumi-rpc/resource.ts";

interface Claim {
  /** The input that names it. */
  readonly property: string;
  readonly name: string;
}

/**
 * Who declares which table or view in this run: the engine starts a plugin for each, and has it check every resource
 * that the program declares. A renamed resource is declared by its new name alone; its old one is only deleted.
 */
export class Claims {
  readonly #names = new Map<string, string>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** Notes what a resource declares. @returns the failure, where another one of this run declares the same */
  claim(urn: string, { property, name }: Claim): readonly CheckFailure[] {
    this.#names.set(urn, nameKey(name));
    const reason = this.conflict(urn, name);
    return reason === undefined ? [] : [{ property, reason }];
  }

  /** Why a resource may not change this table or view, where another one of this run declares it. */
  conflict(urn: string, name: string): string | undefined {
    const other = this.holder(name, urn);
    if (other === undefined) return undefined;
    return (
      `${name} is declared by the resource "${other.resource}" of this stack as well. ` +
      `Nothing was sent: two resources would undo each other's changes. Keep one of the two.`
    );
  }

  /** One change after another on one table: who lets go of it must not undo what its heir has just set. */
  async inTurn<T>(name: string, change: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(nameKey(name)) ?? Promise.resolve();
    const turn = before.then(change, change);
    this.#turns.set(nameKey(name), turn);
    return await turn;
  }

  /** Who declares this table or view in this run. @param besides a resource that does not count */
  holder(name: string, besides?: string): Manager | undefined {
    const key = nameKey(name);
    const found = [...this.#names].find(([urn, held]) => held === key && urn !== besides);
    return found === undefined ? undefined : managerOf(found[0]);
  }
}
