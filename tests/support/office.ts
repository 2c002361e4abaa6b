import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

/** Whether LibreOffice is installed: tests that need it are skipped in sight where it is not. */
export const hasOffice = (() => {
  try {
    execFileSync("sh", ["-c", "command -v soffice"]);
    return true;
  } catch {
    return false;
  }
})();

/** Lends what LibreOffice makes of a file, opened and saved in another format or in its own, with a profile of its own. */
export async function withConverted<T>(file: string, format: "xlsx" | "ods", use: (converted: string) => Promise<T>) {
  const place = mkdtempSync(join(tmpdir(), "flussio-office-"));
  const out = join(place, "out");
  try {
    const profile = `-env:UserInstallation=file://${join(place, "profile")}`;
    await promisify(execFile)("soffice", [profile, "--headless", "--convert-to", format, "--outdir", out, file]);
    return await use(join(out, `${basename(file).replace(/\.[^.]*$/, "")}.${format}`));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
