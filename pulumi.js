import { RunError } from "@pulumi/pulumi";

// Pulumi begins here: at the first type of index.ts an older Node ends in a stack.
if (!process.features.typescript) {
  throw new RunError(`index.ts needs Node 22.18 or newer; this is ${process.version}: https://nodejs.org`);
}

export default await import("./index.ts");
