/** @throws Error when the text has it no longer: what is packed would name a file that is not there */
export function replaced(text: string, old: string, by: string): string {
  if (!text.includes(old)) throw new Error(`what is packed no longer says ${JSON.stringify(old)}`);
  return text.replace(old, by);
}
