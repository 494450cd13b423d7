export const FOLDERS: Readonly<
  Record<string, { folders: readonly string[]; packages: readonly (string | RegExp)[]; pure?: boolean }>
>;
