import * as grpc from "@grpc/grpc-js";
import errors from "@pulumi/pulumi/proto/provider_pb.js";
import status from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import { ResourceInputError, PartialChange, RefusedLayout } from "./resource.ts";
import {
  ResponseError,
  SignInError,
  TokenRefusedError,
  UnreachableError,
  WorkspaceError,
} from "../databricks/errors.ts";
import type { Refusal } from "./listen.ts";
import { Seal } from "./seal.ts";

/**
 * The status that the engine shows as one message. `UNKNOWN` and `INTERNAL` would make it treat the
 * resource's state as lost, so that they stay for our own bugs.
 * @param seal secrets that no message may hold. @default none
 */
export function statusOf(error: unknown, seal = new Seal()): Refusal {
  if (error instanceof PartialChange) return partial(error, seal);
  if (error instanceof Error) {
    const code = codeOf(error);
    if (code !== undefined) return { code, details: seal.hide(error.message) };
  }
  const said = seal.hide(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return { code: grpc.status.INTERNAL, details: `the lakewright plugin failed unexpectedly: ${said}` };
}

/** Whether the message stands for itself; anything else is a bug, whose stack helps whoever mends it. */
export function isExpected(error: unknown): boolean {
  return error instanceof PartialChange || (error instanceof Error && codeOf(error) !== undefined);
}

function codeOf(error: Error): grpc.status | undefined {
  if (error instanceof ResourceInputError) return grpc.status.INVALID_ARGUMENT;
  if (error instanceof RefusedLayout) return grpc.status.FAILED_PRECONDITION;
  if (error instanceof UnreachableError) return grpc.status.UNAVAILABLE;
  if (error instanceof TokenRefusedError || error instanceof SignInError) return grpc.status.UNAUTHENTICATED;
  if (error instanceof ResponseError && error.status === 403) return grpc.status.PERMISSION_DENIED;
  if (error instanceof WorkspaceError) return grpc.status.FAILED_PRECONDITION;
  if (error.name === "AbortError") return grpc.status.CANCELLED;
  return undefined;
}

/** The engine records what was reached from the detail that travels with the error. */
function partial({ id, reached, message: said }: PartialChange, seal: Seal): Refusal {
  const message = seal.hide(said);
  const failed = new errors.ErrorResourceInitFailed();
  failed.setId(id);
  failed.setProperties(seal.close(reached));
  failed.setReasonsList([message]);
  const detail = new any.Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const full = new status.Status();
  full.setCode(grpc.status.FAILED_PRECONDITION);
  full.setMessage(message);
  full.setDetailsList([detail]);
  return { code: grpc.status.FAILED_PRECONDITION, details: message, status: full.serializeBinary() };
}
