const ON_GITHUB = /^(?:github:|(?:git\+)?https:\/\/github\.com\/)([\w.-]+\/[\w.-]+?)(?:\.git)?$/;

/** `repository` of a package.json, in npm's forms. */
export type Repository = string | { readonly url: string };

/**
 * Where the engine fetches the plugin that a machine lacks: the releases of the package's own repository, and nowhere
 * as long as it has no public one. Without, the engine asks Pulumi's servers, where nobody else can publish.
 * @throws Error when the repository is of no kind whose releases the engine knows
 */
export function pluginDownloadURL(repository: Repository | undefined): string | undefined {
  if (repository === undefined) return undefined;
  const url = typeof repository === "string" ? repository : repository.url;
  const name = ON_GITHUB.exec(url)?.[1];
  if (name !== undefined) return `github://api.github.com/${name}`;
  throw new Error(
    `package.json: repository is ${url}; Pulumi fetches the plugin from releases on GitHub: "github:OWNER/NAME"`,
  );
}
