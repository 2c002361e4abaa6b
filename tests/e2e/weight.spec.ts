import { gzipSync } from "node:zlib";
import { account } from "@/bin/demo/accounts";
import { expect, signIn, test } from "./fixtures";

const tributi = account("tributi");

const limit = 200_000;

for (const path of ["/flussi/archivio", "/notifiche/archivio"])
  test(`${path} loads at most 200 kB of compressed JavaScript`, async ({ page }) => {
    await signIn(page, tributi);
    // As served: the scripts that the page itself names, whatever the browser has in its cache.
    const html = await (await page.request.get(path)).text();
    // A browser that knows modules does not load what is marked for the others.
    const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
    const sources = new Set(tags.map(([, source]) => source?.replaceAll("&amp;", "&") ?? ""));
    expect(sources.size).toBeGreaterThan(2);
    let weight = 0;
    for (const source of sources) {
      const script = await page.request.get(source);
      expect(script.ok(), source).toBe(true);
      weight += gzipSync(await script.body()).length;
    }
    test
      .info()
      .annotations.push({ type: "weight", description: `${path}: ${weight} bytes in ${sources.size} scripts` });
    expect(weight, `${path}: ${weight} bytes in ${sources.size} scripts`).toBeLessThanOrEqual(limit);
  });
