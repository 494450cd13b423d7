import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import {
  ResourceInputError,
  type Resource,
  type CheckFailure,
  type Changes,
  type Provider,
} from "./resource.ts";
import { hasUnknown } from "./value.ts";
import { EngineLog } from "./engine-log.ts";
import { isExpected, statusOf } from "./errors.ts";
import { listen, type Refusal, type Served, type Service } from "./listen.ts";
import { fromStruct, sealed, toStruct } from "./structs.ts";

/** What the engine asks of a plugin itself. */
interface Plugin {
  readonly version: string;
  /** The package schema, as JSON. */
  readonly schema: string;
}

/** Serves a provider to the engine. */
export async function serve(
  served: Provider,
  { engineAddress, ...plugin }: Plugin & { readonly engineAddress?: string | undefined },
): Promise<Served> {
  const log = new EngineLog();
  log.connect(engineAddress);
  const listening = await listen({
    definition: providerGrpc.ResourceProviderService,
    handlers: handlers(served, { log, ...plugin }),
    refusal: (error) => refusalOf(error, log),
  });
  return {
    port: listening.port,
    close: () => {
      log.connect(undefined);
      listening.close();
    },
  };
}

/** From protocol to plain functions and back; nothing is decided here. */
function handlers(
  served: Provider,
  { log, version, schema }: Plugin & { readonly log: EngineLog },
): Service["handlers"] {
  const resource = (urn: string) => resourceOf(served, urn);
  return {
    handshake: () => new provider.ProviderHandshakeResponse(),
    getPluginInfo: () => new plugin.PluginInfo().setVersion(version),
    getSchema: () => new provider.GetSchemaResponse().setSchema(schema),
    attach: (request: plugin.PluginAttach) => {
      log.connect(request.getAddress());
      return new empty.Empty();
    },
    cancel: () => {
      served.cancel();
      return new empty.Empty();
    },

    checkConfig: (request: provider.CheckRequest) => {
      // Whatever the program passed them as; later calls of the engine carry the mark on.
      const news = sealed(request.getNews(), served.secretSettings);
      return checkResponse(served.checkConfig(fromStruct(news))).setInputs(news);
    },
    diffConfig: (request: provider.DiffRequest) => {
      // Another workspace or token is no reason to replace a provider, which would replace its resources.
      const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const changed = hasUnknown(news) || JSON.stringify(olds) !== JSON.stringify(news);
      return new provider.DiffResponse().setChanges(changed ? CHANGES.DIFF_SOME : CHANGES.DIFF_NONE);
    },
    configure: (request: provider.ConfigureRequest) => {
      served.configure(fromStruct(request.getArgs()));
      return new provider.ConfigureResponse().setSupportspreview(true);
    },

    check: (request: provider.CheckRequest) => {
      const { inputs, failures } = resource(request.getUrn()).check(fromStruct(request.getNews()));
      return checkResponse(failures).setInputs(toStruct(inputs));
    },
    diff: async (request: provider.DiffRequest) =>
      diffResponse(
        await resource(request.getUrn()).diff({
          olds: fromStruct(request.getOlds()),
          oldInputs: fromStruct(request.getOldInputs()),
          news: fromStruct(request.getNews()),
        }),
      ),
    create: async (request: provider.CreateRequest) => {
      const { id, outputs } = await resource(request.getUrn()).create({
        urn: request.getUrn(),
        inputs: fromStruct(request.getProperties()),
        preview: request.getPreview(),
        console: log.console(request.getUrn()),
      });
      return new provider.CreateResponse().setId(id).setProperties(toStruct(outputs));
    },
    update: async (request: provider.UpdateRequest) => {
      const outputs = await resource(request.getUrn()).update({
        urn: request.getUrn(),
        olds: fromStruct(request.getOlds()),
        oldInputs: fromStruct(request.getOldInputs()),
        news: fromStruct(request.getNews()),
        preview: request.getPreview(),
        console: log.console(request.getUrn()),
      });
      return new provider.UpdateResponse().setProperties(toStruct(outputs));
    },
    read: async (request: provider.ReadRequest) => {
      const found = await resource(request.getUrn()).read({
        id: request.getId(),
        inputs: fromStruct(request.getInputs()),
        state: fromStruct(request.getProperties()),
        console: log.console(request.getUrn()),
      });
      const response = new provider.ReadResponse();
      if (found === undefined) return response;
      return response.setId(found.id).setInputs(toStruct(found.inputs)).setProperties(toStruct(found.state));
    },
    delete: async (request: provider.DeleteRequest) => {
      await resource(request.getUrn()).delete({
        urn: request.getUrn(),
        inputs: fromStruct(request.getOldInputs()),
        state: fromStruct(request.getProperties()),
        console: log.console(request.getUrn()),
      });
      return new empty.Empty();
    },
    invoke: async (request: provider.InvokeRequest) => {
      const invoke = served.invokes[request.getTok()];
      if (invoke === undefined) {
        throw new ResourceInputError(
          `unknown function ${request.getTok()}; the plugin has ${Object.keys(served.invokes).join(", ")}`,
        );
      }
      const answered = await invoke(fromStruct(request.getArgs()));
      return "failures" in answered
        ? new provider.InvokeResponse().setFailuresList(answered.failures.map(checkFailure))
        : new provider.InvokeResponse().setReturn(toStruct(answered.result));
    },
  };
}

const CHANGES = provider.DiffResponse.DiffChanges;

function resourceOf(served: Provider, urn: string): Resource {
  // urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const found = served.resources[type];
  if (found === undefined) {
    throw new ResourceInputError(
      `unknown resource type ${type}; the plugin has ${Object.keys(served.resources).join(", ")}`,
    );
  }
  return found;
}

/** What was thrown becomes one clear status. */
async function refusalOf(error: unknown, log: EngineLog): Promise<Refusal> {
  if (!isExpected(error) && error instanceof Error) {
    await log.write("debug", { urn: "", message: error.stack ?? error.message });
  }
  return statusOf(error);
}

function checkResponse(failures: readonly CheckFailure[]): provider.CheckResponse {
  return new provider.CheckResponse().setFailuresList(failures.map(checkFailure));
}

function checkFailure({ property, reason }: CheckFailure): provider.CheckFailure {
  return new provider.CheckFailure().setProperty(property).setReason(reason);
}

const KINDS = {
  add: provider.PropertyDiff.Kind.ADD,
  delete: provider.PropertyDiff.Kind.DELETE,
  update: provider.PropertyDiff.Kind.UPDATE,
} as const;

function diffResponse(changes: Changes): provider.DiffResponse {
  const paths = Object.keys(changes);
  const response = new provider.DiffResponse()
    .setChanges(paths.length === 0 ? CHANGES.DIFF_NONE : CHANGES.DIFF_SOME)
    .setDiffsList([...new Set(paths.map((path) => path.split(/[.[]/, 1)[0] ?? path))])
    .setHasdetaileddiff(true);
  for (const [path, kind] of Object.entries(changes)) {
    response.getDetaileddiffMap().set(path, new provider.PropertyDiff().setKind(KINDS[kind]));
  }
  return response;
}
