import { chmodSync, existsSync, mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { TOKEN_FILE } from "../http/auth.ts";
import { PRINCIPAL_FILE } from "../identity/service-principal.ts";

/** Set for this process and all it starts: whatever they write is their user's alone, wherever it is. */
export function keepToOwner(): void {
  process.umask(0o077);
}

/**
 * Makes the home, or closes one that others could read.
 * @returns its path, absolute, links resolved
 * @throws Error when it belongs to another user, who could take the token.
 */
export function openHome(home: string): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const real = realpathSync(home);
  try {
    chmodSync(real, 0o700);
  } catch (error) {
    throw new Error(
      `${home} cannot be kept from the machine's other users, for it is not yours (${String(error)}). Name another home.`,
      { cause: error },
    );
  }
  for (const secret of [TOKEN_FILE, PRINCIPAL_FILE].map((name) => join(real, name)))
    if (existsSync(secret)) chmodSync(secret, 0o600);
  return real;
}
