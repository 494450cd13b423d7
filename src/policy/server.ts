import { defined } from "../model/defined.ts";
import * as grpc from "@grpc/grpc-js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { UserError } from "../model/user-error.ts";
import { listen, type Refusal, type Served } from "../pulumi-rpc/listen.ts";
import { redactText } from "../redaction/redact-text.ts";
import { fromStruct, withoutSecrets } from "../pulumi-rpc/structs.ts";
import { hasUnknown } from "../pulumi-rpc/value.ts";
import { ACCEPT_SCHEMA, readConfig } from "./config.ts";
import type { PolicyPack, Violation } from "./pack.ts";
import { type EnforcementLevel, policies, type Policy } from "./policies.ts";
import { isJudged } from "./resources/index.ts";

const NAME = "lakewright";

/** Serves the pack to the engine; nothing is decided here. */
export function servePolicies(pack: PolicyPack, version: string): Promise<Served> {
  const response = (violations: readonly Violation[]) =>
    new analyzer.AnalyzeResponse().setDiagnosticsList(violations.map((one) => diagnostic(one, version)));
  const handlers = {
    handshake: () => new analyzer.AnalyzerHandshakeResponse(),
    getPluginInfo: () => new plugin.PluginInfo().setVersion(version),
    getAnalyzerInfo: () =>
      new analyzer.AnalyzerInfo()
        .setName(NAME)
        .setVersion(version)
        .setSupportsconfig(true)
        .setDescription("Databricks clusters, jobs, warehouses, tables and cluster policies")
        .setPoliciesList(policies.map(policyInfo)),
    configureStack: () => new analyzer.AnalyzerStackConfigureResponse(),
    configure: (request: analyzer.ConfigureAnalyzerRequest) => {
      const settings = request
        .getPolicyconfigMap()
        .getEntryList()
        .map(([name]) => {
          const given = request.getPolicyconfigMap().get(name);
          const level = levelOf(given?.getEnforcementlevel());
          return [name, { level, properties: fromStruct(given?.getProperties()) }] as const;
        });
      pack.configure(readConfig(new Map(settings)));
      return new empty.Empty();
    },
    analyze: (request: analyzer.AnalyzeRequest) => {
      const [type, urn] = [request.getType(), request.getUrn()];
      // Most resources of most programs: they are not even read.
      if (!isJudged(type)) return response([]);
      const inputs = withoutSecrets(request.getProperties());
      const pending = hasUnknown(fromStruct(request.getProperties()));
      return response(pack.analyze({ type, urn, name: request.getName(), inputs, pending }));
    },
    analyzeStack: (request: analyzer.AnalyzeStackRequest) =>
      response(pack.analyzeStack(request.getResourcesList().map(stackResource))),
    cancel: () => new empty.Empty(),
  };
  return listen({ definition: analyzerGrpc.AnalyzerService, handlers, refusal });
}

function stackResource(resource: analyzer.AnalyzerResource) {
  const id = resource.getProperties()?.getFieldsMap().get("id")?.getStringValue();
  const dependencies = resource.getPropertydependenciesMap();
  return {
    urn: resource.getUrn(),
    ...defined({ id }),
    dependencies: Object.fromEntries(
      dependencies.getEntryList().map(([input]) => [input, dependencies.get(input)?.getUrnsList() ?? []]),
    ),
  };
}

const LEVELS: Readonly<Record<EnforcementLevel, analyzer.EnforcementLevel>> = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  remediate: analyzer.EnforcementLevel.REMEDIATE,
};

function levelOf(level: analyzer.EnforcementLevel | undefined): EnforcementLevel {
  const [name] = Object.entries(LEVELS).find(([, known]) => known === level) ?? ["disabled"];
  return name as EnforcementLevel;
}

function policyInfo({ name, rule, description, level, acceptable }: Policy): analyzer.PolicyInfo {
  const info = new analyzer.PolicyInfo()
    .setName(name)
    .setDisplayname(rule)
    .setDescription(description)
    .setEnforcementlevel(LEVELS[level])
    .setPolicyType(analyzer.PolicyType.POLICY_TYPE_RESOURCE);
  if (!acceptable) return info;
  const properties = struct.Struct.fromJavaScript({ accept: structuredClone(ACCEPT_SCHEMA) as never });
  return info.setConfigschema(new analyzer.PolicyConfigSchema().setProperties(properties));
}

const DESCRIPTIONS = new Map(policies.map(({ name, description }) => [name, description]));

function diagnostic(
  { policy, level, message, urn = "" }: Violation,
  version: string,
): analyzer.AnalyzeDiagnostic {
  return new analyzer.AnalyzeDiagnostic()
    .setPolicyname(policy)
    .setPolicypackname(NAME)
    .setPolicypackversion(version)
    .setDescription(DESCRIPTIONS.get(policy) ?? "")
    .setMessage(redactText(message))
    .setEnforcementlevel(LEVELS[level])
    .setUrn(urn);
}

/** What was thrown becomes one clear status. */
function refusal(error: unknown): Refusal {
  if (error instanceof UserError) return { code: grpc.status.INVALID_ARGUMENT, details: error.message };
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: grpc.status.INTERNAL, details: `the lakewright policy pack failed unexpectedly: ${said}` };
}
