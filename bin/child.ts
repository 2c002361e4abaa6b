import { type ChildProcess, fork, type StdioOptions } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The project's directory. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

export type ChildOptions = { env?: NodeJS.ProcessEnv; stdio?: StdioOptions; preload?: string };

/**
 * Starts a TypeScript or JavaScript file of the project with an IPC channel, in a session of its own: Ctrl-C in the
 * terminal reaches the launcher alone, which stops the children in order. The child ends when the channel closes.
 */
export function startChild(
  file: string,
  args: string[],
  { env = process.env, stdio, preload }: ChildOptions = {},
): ChildProcess {
  const loader = file.endsWith(".ts") ? tsx : preload;
  return fork(file, args, {
    cwd: root,
    env,
    detached: process.platform !== "win32",
    execArgv: loader ? ["--import", loader] : [],
    stdio: stdio ?? ["ignore", "ignore", "inherit", "ipc"],
  });
}
