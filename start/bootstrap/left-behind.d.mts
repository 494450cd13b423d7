export const MARK: string;
