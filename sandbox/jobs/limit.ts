/** Lets so many pieces of work run at once; the others wait in the order they came. */
export class Limit {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else
      await new Promise<void>((resume) => {
        this.#waiting.push(resume);
      });
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed on without being freed: a newcomer cannot slip in between.
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
