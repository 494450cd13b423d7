/**
 * Where an answer sends on to, without what an address may hold besides: user, password, query and fragment. Nobody
 * follows it: what signs a request is for the host that it was made for.
 * @returns undefined where it sends nowhere
 */
export function sentOnTo({ status, headers, url }: Response): string | undefined {
  const location = headers.get("location");
  if (status < 300 || status >= 400 || location === null) return undefined;
  if (!URL.canParse(location, url)) return "an address that is not a URL";
  const { protocol, host, pathname } = new URL(location, url);
  return `${protocol}//${host}${pathname}`;
}
