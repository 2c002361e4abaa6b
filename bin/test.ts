/** Runs every check one after the other, also after a failure, and ends with the line "N passed, N failed". */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "./child";
import { say } from "./terminal";

type Count = { passed: number; failed: number };

const results = join(root, "test-results");
const vitestReport = join(results, "vitest.json");
const playwrightReport = join(results, "playwright.json");

const vitestCounts = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number() })
  .transform((report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));
const playwrightCounts = z
  .object({ stats: z.object({ expected: z.number(), flaky: z.number(), unexpected: z.number() }) })
  .transform(({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));

const whole = (code: number): Count => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const checks: { title: string; script: string; args: string[]; count(code: number): Count }[] = [
  { title: "Types", script: "typecheck", args: [], count: whole },
  { title: "Lint", script: "lint", args: [], count: whole },
  {
    title: "Unit, integration and conformance tests",
    script: "test:unit",
    args: ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`],
    count: (code) => reported(vitestReport, vitestCounts, code),
  },
  {
    title: "Journeys in the browser",
    script: "test:e2e",
    args: [],
    count: (code) => reported(playwrightReport, playwrightCounts, code),
  },
];

mkdirSync(results, { recursive: true });
for (const report of [vitestReport, playwrightReport]) rmSync(report, { force: true });

const total: Count = { passed: 0, failed: 0 };
for (const { title, script, args, count } of checks) {
  say(`\n== ${title}`);
  const { passed, failed } = count(await npmRun(script, args));
  say(`== ${title}: ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
}
say(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** What the runner reported; a runner that failed without a failed test (a crash, a broken file) counts as one. */
function reported(file: string, schema: z.ZodType<Count>, code: number): Count {
  try {
    const counted = schema.parse(JSON.parse(readFileSync(file, "utf8")));
    return { passed: counted.passed, failed: Math.max(counted.failed, code === 0 ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function npmRun(script: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    child.on("error", () => resolve(1));
    child.on("close", (code) => resolve(code ?? 1));
  });
}
