import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openApi } from "@/app/api/v1/openapi";
import { operations } from "@/app/api/v1/operations";

const document = openApi("https://flussio.ente.example/api/v1");

/** Every handler of app/api/v1, as the document would name it. */
function handlers(folder = "app/api/v1", path = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return handlers(`${folder}/${entry.name}`, `${path}/${entry.name.replace(/^\[(.*)\]$/, "{$1}")}`);
    if (entry.name !== "route.ts" || path === "/openapi.json") return [];
    const methods = readFileSync(`${folder}/route.ts`, "utf8").matchAll(
      /^export const (GET|POST|PUT|DELETE|PATCH)\b/gm,
    );
    return [...methods].map(([, method = ""]) => `${method.toLowerCase()} ${path}`);
  });
}

describe("the OpenAPI document", () => {
  it("describes every route, and no other", () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(handlers().sort());
  });

  it("every route asks for a key", () => {
    const routes = readdirSync("app/api/v1", { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith("route.ts") && !file.startsWith("openapi.json"),
    );
    expect(routes.length).toBeGreaterThan(5);
    for (const file of routes) {
      const source = readFileSync(`app/api/v1/${file}`, "utf8");
      const exported = source.match(/^export /gm) ?? [];
      expect(source.match(/^export const \w+ = endpoint\(/gm), file).toHaveLength(exported.length);
    }
  });

  it("says what a client needs: required fields, path parameters, failures", () => {
    const submit = document.paths["/notifications"]?.post as {
      requestBody: { content: { "application/json": { schema: { required: string[] } } } };
      responses: Record<string, unknown>;
    };
    expect(submit.requestBody.content["application/json"].schema.required).toEqual([
      ...["service", "context", "key", "fiscal_code", "subject", "body"],
    ]);
    expect(Object.keys(submit.responses)).toEqual(["200", "201", "401", "404", "409", "422", "429"]);
    expect(document.paths["/flows/{id}/rows"]?.post).toMatchObject({
      parameters: [{ name: "id", in: "path", required: true }],
    });
    expect(document.components.schemas.Problem).toMatchObject({ type: "object" });
    expect(document.security).toEqual([{ key: [] }]);
  });
});
