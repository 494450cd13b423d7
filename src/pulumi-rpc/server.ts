import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import {
  RefusedLayout,
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
import { Seal } from "./seal.ts";
import { fromStruct, sealed } from "./structs.ts";

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
    refusal: (error) =>
      error instanceof Unsealed ? refusalOf(error.cause, log, error.seal) : refusalOf(error, log),
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
  let settings: Seal | undefined;
  /** A handler with the secrets of its request, which neither an error nor a message tells. */
  const sealing =
    <Request, Response>(handle: (request: Request, seal: Seal) => Response | Promise<Response>) =>
    async (request: Request): Promise<Response> => {
      const seal = new Seal(settings);
      try {
        return await handle(request, seal);
      } catch (cause) {
        throw new Unsealed(cause, seal);
      }
    };
  return {
    // What it says here, a new engine does not ask again when it configures.
    handshake: () => new provider.ProviderHandshakeResponse().setAcceptSecrets(true),
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
      // The engine does so once. Whoever does so again could have the token sent to a host of their own.
      if (settings !== undefined) {
        throw new RefusedLayout("the plugin is configured already, and takes no other workspace");
      }
      settings = new Seal();
      // Marked by name where the engine does not mark them.
      served.configure(settings.open(sealed(request.getArgs(), served.secretSettings)));
      return new provider.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true);
    },

    check: sealing((request: provider.CheckRequest, seal) => {
      const urn = request.getUrn();
      const { inputs, failures } = resource(urn).check(seal.open(request.getNews()), urn);
      return checkResponse(failures.map((failure) => seal.failure(failure))).setInputs(seal.close(inputs));
    }),
    diff: sealing(async (request: provider.DiffRequest, seal) =>
      diffResponse(
        await resource(request.getUrn()).diff({
          olds: seal.open(request.getOlds()),
          oldInputs: seal.open(request.getOldInputs()),
          news: seal.open(request.getNews()),
          console: seal.console(log.console(request.getUrn())),
        }),
        seal,
      ),
    ),
    create: sealing(async (request: provider.CreateRequest, seal) => {
      const { id, outputs } = await resource(request.getUrn()).create({
        urn: request.getUrn(),
        inputs: seal.open(request.getProperties()),
        preview: request.getPreview(),
        console: seal.console(log.console(request.getUrn())),
      });
      return new provider.CreateResponse().setId(id).setProperties(seal.close(outputs));
    }),
    update: sealing(async (request: provider.UpdateRequest, seal) => {
      const outputs = await resource(request.getUrn()).update({
        id: request.getId(),
        urn: request.getUrn(),
        olds: seal.open(request.getOlds(), "before"),
        oldInputs: seal.open(request.getOldInputs(), "before"),
        news: seal.open(request.getNews()),
        preview: request.getPreview(),
        console: seal.console(log.console(request.getUrn())),
      });
      return new provider.UpdateResponse().setProperties(seal.close(outputs));
    }),
    read: sealing(async (request: provider.ReadRequest, seal) => {
      const found = await resource(request.getUrn()).read({
        id: request.getId(),
        inputs: seal.open(request.getInputs()),
        state: seal.open(request.getProperties(), "before"),
        console: seal.console(log.console(request.getUrn())),
      });
      const response = new provider.ReadResponse();
      if (found === undefined) return response;
      return response
        .setId(found.id)
        .setInputs(seal.close(found.inputs))
        .setProperties(seal.close(found.state));
    }),
    delete: sealing(async (request: provider.DeleteRequest, seal) => {
      await resource(request.getUrn()).delete({
        id: request.getId(),
        urn: request.getUrn(),
        inputs: seal.open(request.getOldInputs()),
        state: seal.open(request.getProperties()),
        console: seal.console(log.console(request.getUrn())),
      });
      return new empty.Empty();
    }),
    invoke: sealing(async (request: provider.InvokeRequest, seal) => {
      const invoke = Object.hasOwn(served.invokes, request.getTok())
        ? served.invokes[request.getTok()]
        : undefined;
      if (invoke === undefined) {
        throw new ResourceInputError(
          `unknown function ${request.getTok()}; the plugin has ${Object.keys(served.invokes).join(", ")}`,
        );
      }
      const answered = await invoke(seal.open(request.getArgs()));
      return "failures" in answered
        ? new provider.InvokeResponse().setFailuresList(
            answered.failures.map((failure) => checkFailure(seal.failure(failure))),
          )
        : new provider.InvokeResponse().setReturn(seal.close(answered.result));
    }),
  };
}

const CHANGES = provider.DiffResponse.DiffChanges;

function resourceOf(served: Provider, urn: string): Resource {
  // urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const found = Object.hasOwn(served.resources, type) ? served.resources[type] : undefined;
  if (found === undefined) {
    throw new ResourceInputError(
      `unknown resource type ${type}; the plugin has ${Object.keys(served.resources).join(", ")}`,
    );
  }
  return found;
}

/** What was thrown becomes one clear status. */
async function refusalOf(error: unknown, log: EngineLog, seal = new Seal()): Promise<Refusal> {
  if (!isExpected(error) && error instanceof Error) {
    await log.write("debug", { urn: "", message: seal.hide(error.stack ?? error.message) });
  }
  return statusOf(error, seal);
}

/** What a handler has thrown, with the secrets that it may tell. */
class Unsealed extends Error {
  readonly seal: Seal;

  constructor(cause: unknown, seal: Seal) {
    super("a call failed", { cause });
    this.seal = seal;
  }
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

function diffResponse(found: Changes, seal: Seal): provider.DiffResponse {
  const changes = Object.fromEntries(Object.entries(found).map(([path, kind]) => [seal.path(path), kind]));
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
