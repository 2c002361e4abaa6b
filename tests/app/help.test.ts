import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { helpPages } from "@/app/(console)/guida/pages";
import { helpOf, helpSlugs } from "@/app/help";

const root = "app/(console)";
const routes = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, "")}`)
  .filter((route) => !route.startsWith("/guida"));

describe("the help of a screen", () => {
  it.each(routes)("%s leads to a page that exists", (route) => {
    const help = helpOf(route.replaceAll(/\[\w+\]/g, "0b0f9d1c-3f7e-4a58-9d53-1f6f6c3b2a11"));
    expect(helpSlugs).toContain(help);
  });

  it("is where one looks for it", () => {
    expect(helpOf("/")).toBe("cruscotto");
    expect(helpOf("/flussi/archivio")).toBe("gestione-flussi");
    expect(helpOf("/flussi/0b0f9d1c")).toBe("flusso");
    expect(helpOf("/flussi/0b0f9d1c/invia/conferma")).toBe("invia-flusso");
    expect(helpOf("/guida/flusso")).toBeUndefined();
    expect(helpOf("/guida")).toBeUndefined();
  });

  it.each(helpSlugs)("%s says what to do, what can go wrong, and where to read on", (slug) => {
    const { title, lead, steps, troubles, see } = helpPages[slug];
    expect([title, lead].every((text) => text.length > 3)).toBe(true);
    expect(steps.length).toBeGreaterThan(1);
    expect(troubles.length).toBeGreaterThan(1);
    expect(see.length).toBeGreaterThan(0);
    expect(see).not.toContain(slug);
  });

  it("is reached for every page of it", () => {
    const reached = new Set([
      ...routes.map((route) => helpOf(route)),
      ...helpSlugs.flatMap((slug) => helpPages[slug].see),
    ]);
    expect(helpSlugs.filter((slug) => !reached.has(slug))).toEqual([]);
  });
});
