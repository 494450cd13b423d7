import { invalid } from "../http/errors.ts";

/**
 * One path of the workspace tree in the form objects are kept under: absolute, without the `/Workspace`
 * that may stand before any of them, without a slash at the end.
 */
export function normalPath(path: string | undefined): string {
  if (path === undefined || path === "") throw invalid("Missing required field: path");
  if (!path.startsWith("/")) throw invalid(`Path (${path}) doesn't start with '/'`);
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.some((part) => part === "." || part === ".."))
    throw invalid(`Path (${path}) is not a plain path`);
  const inner = parts[0] === "Workspace" ? parts.slice(1) : parts;
  return `/${inner.join("/")}`;
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}

/** The path in the form the caller used, so that `/Workspace/x` is answered with `/Workspace/x`. */
export function likeAsked(path: string, asked: string | undefined): string {
  if (asked === undefined || !/^\/Workspace(\/|$)/.test(asked)) return path;
  return path === "/" ? "/Workspace" : `/Workspace${path}`;
}
