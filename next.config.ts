import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: false,
  poweredByHeader: false,
  // The title is there with the page, not a moment after it: a screen reader says it on arrival.
  htmlLimitedBots: /.*/,
  // Types are checked by "npm run typecheck"; an installation without the development packages could not check the tests.
  typescript: { ignoreBuildErrors: true },
  // exceljs, postgres and argon2 are server-only and load files of their own at run time.
  serverExternalPackages: ["exceljs", "postgres", "@node-rs/argon2", "undici"],
};

export default config;
