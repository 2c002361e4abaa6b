import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Arrows go one way: app → lib → db, inngest → lib → db, app → inngest (design.md, The house). */
const mayImport: Record<string, readonly string[]> = {
  app: ["app", "lib", "inngest"],
  inngest: ["inngest", "lib"],
  lib: ["lib", "db"],
  db: ["db"],
};

/** What crosses an arrow all the same, and why. */
const doors: readonly { from: RegExp; to: RegExp; why: string }[] = [
  { from: /^app\//, to: /^db\/states$/, why: "tuples without drizzle: labels are keyed by them, in the browser too" },
  { from: /^app\/session\.ts$/, to: /^db\/client$/, why: "opens the pool that every Context carries" },
  { from: /^app\/ui\/footer\.tsx$/, to: /^package\.json$/, why: "shows the version" },
];

const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "app", "lib", "db", "inngest"],
  {
    encoding: "utf8",
  },
)
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file));

const text = (file: string) => readFileSync(file, "utf8");
const room = (file: string) => file.split("/")[0] ?? "";

function importsOf(file: string): string[] {
  return ts.preProcessFile(text(file)).importedFiles.flatMap(({ fileName }) => {
    if (fileName.startsWith("@/")) return [fileName.slice(2)];
    return fileName.startsWith(".") ? [path.join(path.dirname(file), fileName)] : [];
  });
}

describe("the house", () => {
  it("is there", () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it.each(files)("%s imports only along the arrows", (file) => {
    const astray = importsOf(file).filter(
      (to) =>
        !mayImport[room(file)]?.includes(room(to)) && !doors.some((door) => door.from.test(file) && door.to.test(to)),
    );
    expect(astray).toEqual([]);
  });

  it("has no drawers and no barrels", () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.tsx?$)|\/index\.tsx?$/.test(file)),
    ).toEqual([]);
  });

  it("reads the environment in lib/env.ts and in entry points only", () => {
    const allowed = /^(lib\/env\.ts|inngest\/embedded\/main\.ts|db\/cluster\/\w+\.ts|lib\/appio\/sandbox\/main\.ts)$/;
    expect(files.filter((file) => !allowed.test(file) && /process\.env/.test(text(file)))).toEqual([]);
  });

  it("keeps drizzle out of the browser", () => {
    const client = files.filter((file) => text(file).startsWith('"use client"'));
    expect(client.length).toBeGreaterThan(0);
    for (const file of client)
      expect(ts.preProcessFile(text(file)).importedFiles.map((one) => one.fileName)).not.toContain("drizzle-orm");
  });

  it("makes every server action with action(), or says why not", () => {
    /** Sign-in and sign-out have no operator yet, or end him. */
    const free = /^app\/(accesso\/actions|\(console\)\/actions)\.ts$/;
    for (const file of files.filter((one) => text(one).startsWith('"use server"') && !free.test(one))) {
      const declared = text(file)
        .split(/^export (?=async function|const )/m)
        .slice(1);
      expect(declared.length).toBeGreaterThan(0);
      for (const one of declared) expect(`${file}: ${one}`).toMatch(/requireContext\(|\baction\(/);
    }
  });
});
