import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import { helpSlugs } from "@/app/help";
import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

/**
 * Every page of the console, on a desk and on a telephone: accessible, without a bar to scroll sideways, and kept as a
 * picture in test-results/screens for whoever wants to look. A page that nobody can reach from here fails.
 */
const sizes = { desk: { width: 1280, height: 800 }, telephone: { width: 390, height: 844 } };

const routes = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "app/**/page.tsx"], {
  encoding: "utf8",
})
  .split("\n")
  .filter(Boolean)
  .map((file) => file.slice("app".length, -"/page.tsx".length).replace(/\/\([^)]*\)/g, "") || "/");

/** A flow of each page's kind, where any would not do. */
const flowWhere: [page: RegExp, condition: string][] = [
  [/\/(invia|importa)/, "f.state = 'inactive' and exists (select 1 from notifications n where n.flow_id = f.id)"],
  [/\/ritenta$/, "f.state = 'incomplete'"],
  [/\/incerte$/, "exists (select 1 from notifications n where n.flow_id = f.id and n.reason = 'uncertain')"],
];

/** The id that stands for a part of an address. */
const ids: Record<string, (route: string) => string> = {
  flowId: (route) =>
    `select f.id from flows f where not f.disabled and ${flowWhere.find(([page]) => page.test(route))?.[1] ?? "f.state = 'incomplete'"}`,
  notificationId: () => "select id from notifications where state = 'error' order by position",
  serviceId: () => "select id from services order by code",
  organizationId: () => "select id from organizations order by name",
  operatorId: () => "select id from operators order by username",
  schermata: () => `select '${helpSlugs[0]}' as id`,
  uploadId:
    () => `insert into uploads (flow_id, file_name, sha256, bytes, state, outcome, operator_id, created_by, ended_at)
    select f.id, 'elenco.xlsx', '', 1, 'failed', '{"ok": false, "kind": "interrupted"}', o.id, o.username, now()
    from flows f, operators o where f.state = 'inactive' limit 1 returning id`,
  applicationId: () => `insert into applications (name, created_by, updated_by)
    values ('Protocollo ' || gen_random_uuid(), 'ammin', 'ammin') returning id`,
  modelId: () => `with made as (
    insert into models (service_id, name, created_by, updated_by)
    select id, 'Modello ' || gen_random_uuid(), 'ammin', 'ammin' from services order by code limit 1 returning id
  ) insert into templates (model_id, subject, body, created_by)
    select id, 'Avviso di prova', 'Un testo di prova.', 'ammin' from made returning model_id as id`,
  roleId: () => "select id from roles order by name",
};

async function addressOf(route: string): Promise<string> {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? "", { max: 1 });
  try {
    let address = route;
    for (const [part, name = ""] of route.matchAll(/\[(\w+)\]/g)) {
      const query = ids[name];
      if (!query) throw new Error(`No example of ${part} in ${route}`);
      const [found] = await sql.unsafe(query(route));
      if (!found) throw new Error(`The demo has no ${part} for ${route}`);
      address = address.replace(part, String(found.id));
    }
    return address;
  } finally {
    await sql.end();
  }
}

async function look(page: Page, route: string) {
  const address = await addressOf(route);
  for (const [size, viewport] of Object.entries(sizes)) {
    await test.step(`${route}, ${size}`, async () => {
      await page.setViewportSize(viewport);
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoAxeViolations(page);
      const sideways = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(await sideways(), `${route} at ${viewport.width} px`).toBe(0);
      await screenshot(page, `pagina${route.replaceAll("/", "-").replace(/[[\]]/g, "")}-${viewport.width}`);
    });
  }
}

const room = (route: string) => route.split("/")[1] ?? "";
for (const name of [...new Set(routes.map(room))].sort()) {
  test(`every page of ${name === "" ? "the dashboard" : name} is accessible and fits`, async ({ page }) => {
    if (name !== "accesso") await signIn(page, account("ammin"));
    for (const route of routes.filter((one) => room(one) === name)) await look(page, route);
  });
}
