/** Nothing beside the lakehouse. */
export function extra(): void {
  return;
}
