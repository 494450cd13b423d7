export const MARK: string;
export function ownerOf(mark: string): number;
export function marked(isWanted: (mark: string) => boolean): Promise<readonly number[]>;
