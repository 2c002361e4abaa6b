/** Another program with the same gateway user, which calls at a steady pace and heeds no 429; returns what ends it. */
export function startForeigner(options: {
  appioUrl: string;
  key: string;
  perSecond: number;
  agent: string;
}): () => void {
  const { appioUrl, key, perSecond, agent } = options;
  const headers = { "ocp-apim-subscription-key": key, "content-type": "application/json", "user-agent": agent };
  const body = JSON.stringify({ fiscal_code: "AAAAAA00A00A000A" });
  const started = performance.now();
  let made = 0;
  const timer = setInterval(() => {
    for (const due = ((performance.now() - started) / 1000) * perSecond; made < due; made++) {
      fetch(`${appioUrl}/profiles`, { method: "POST", headers, body }).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      );
    }
  }, 10);
  return () => clearInterval(timer);
}
