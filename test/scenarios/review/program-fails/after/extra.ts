/** A mistake, as it happens. */
export function extra(): void {
  throw new Error("cannot read the list of exports");
}
