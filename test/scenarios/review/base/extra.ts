/** Resources of the program beside the lakehouse: none. */
export function extra(): void {
  return;
}
