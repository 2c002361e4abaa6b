import { z } from "zod";
import { type Operation, operations } from "./operations";

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().meta({ description: "Stable, for programs." }),
  detail: z.string().meta({ description: "In English." }),
  detail_it: z.string().meta({ description: "In Italian." }),
  errors: z
    .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string(), detail_it: z.string() }))
    .optional(),
});

/** What a client sends is the input of a schema, what it gets is the output. */
const schemaOf = (schema: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return rest;
};

const json = (schema: z.ZodType, io: "input" | "output") => ({ "application/json": { schema: schemaOf(schema, io) } });

const failure = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const failures = {
  401: failure("No valid key."),
  404: failure("Not there, or not of this application."),
  409: failure("In conflict with what is there: `code` says how."),
  422: failure("Of the wrong form, or against the rules of App IO: `errors` says where."),
  429: failure("Too many requests of this key: wait for `Retry-After` seconds."),
};

function describe({ summary, description, query, body, answer, created, path }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: "path", required: true, schema: { type: "string", format: "uuid" } },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    ...{ name, in: "query", required: false, schema: schemaOf(schema as z.ZodType, "input") },
  }));
  const ok = { description: "Done.", content: json(answer, "output") };
  return {
    ...{ summary, description, parameters: [...inPath, ...inQuery] },
    ...(body && { requestBody: { required: true, content: json(body, "input") } }),
    responses: { 200: ok, ...(created && { 201: { ...ok, description: "Stored now." } }), ...failures },
  };
}

/** The OpenAPI 3.1 document, from the very schemas that read the requests. `server`: the address of /api/v1. */
export function openApi(server: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "FlussIO API",
      version: "1",
      description: "Sends of other applications through App IO. Keys are made by an administrator under Applicazioni.",
    },
    servers: [{ url: server }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "Authorization: Bearer flussio_…" } },
      schemas: { Problem: schemaOf(problemSchema, "output") },
    },
  };
}
