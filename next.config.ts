import type { NextConfig } from "next";

/** On every answer; the content security policy is proxy.ts'. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
];

const config: NextConfig = {
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
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
