import tseslint from "typescript-eslint";
import { posix } from "node:path";
import { FOLDERS } from "./imports.config.js";

const all = Object.keys(FOLDERS);
const escape = (name) => name.replace(/[/.]/g, "\\$&");
const source = (allowed) =>
  allowed instanceof RegExp ? allowed.source.replace(/^\^/, "") : `${escape(allowed)}$`;

/** How a file of one folder, or of one within it, spells the way to another folder. */
function wayTo(folder, other) {
  const [parent, name] = [posix.dirname(other), posix.basename(other)];
  return parent !== "." && parent === posix.dirname(folder)
    ? `(?:${escape(parent)}/)?${escape(name)}`
    : escape(other);
}

/** The import rules of one folder, as patterns of ESLint's own `no-restricted-imports`. */
function boundary(folder, { folders, packages, pure }) {
  const closed = all.filter((other) => other !== folder && !folders.includes(other));
  const allowed = [...packages.map(source), ...(pure ? [] : ["node:"])];
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${closed.map((other) => wayTo(folder, other)).join("|")})/`,
              message: `${folder}/ may import ${folders.length > 0 ? folders.join(", ") : "nothing of ours"}. Pass the value in from the caller, or move the shared part down.`,
            },
            {
              regex: allowed.length > 0 ? `^(?![./])(?!${allowed.join("|")})` : "^(?![./])",
              message: `${folder}/ may use ${[...packages, ...(pure ? [] : ["node:*"])].join(", ") || "no packages"}. See imports.config.js.`,
            },
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ["node_modules/", ".sandbox/", "dist/", "examples/", "**/*.js", "**/*.mjs", "**/*.cjs"] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-params": ["error", 3],
      "no-console": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unnecessary-condition": "error",
      "@typescript-eslint/no-deprecated": "error",
    },
  },
  {
    files: ["src/cli/**", "dev/**", "sandbox/**", "test/**"],
    rules: { "no-console": "off" },
  },
  ...Object.entries(FOLDERS).map(([folder, rule]) => boundary(folder, rule)),
);
