/** Runs once in each server process before the first request: a wrong configuration stops it here, with its reason. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("./lib/env");
  env();
}
