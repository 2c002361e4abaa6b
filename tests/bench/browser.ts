/** A signed-in operator without a browser: cookies, and the forms as they work without JavaScript. */
export type Session = {
  /** Milliseconds until the whole page is there; it must answer 200. */
  time(path: string): Promise<number>;
  text(path: string): Promise<string>;
  /** Sends the form of a page that holds this text, with the fields changed; where it leads. */
  submit(path: string, holding: string, fields: Record<string, string>): Promise<string>;
};

export async function signIn(
  url: string,
  { username, password }: { username: string; password: string },
): Promise<Session> {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, url), { ...init, redirect: "manual", headers: { cookie, origin: url } });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=", 2);
      cookies.set(name, value);
    }
    return response;
  };
  const text = async (path: string) => {
    const response = await request(path);
    const body = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return body;
  };
  const submit: Session["submit"] = async (path, holding, fields) => {
    const form = formOf(await text(path), holding);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const response = await request(path, { method: "POST", body: form });
    await response.arrayBuffer();
    const location = response.headers.get("location");
    if (!location) throw new Error(`the form of ${path} answered ${response.status} and leads nowhere`);
    const target = new URL(location, url);
    return target.pathname + target.search;
  };
  await submit("/accesso", 'name="password"', { username, password });
  return {
    text,
    submit,
    async time(path) {
      const started = performance.now();
      await text(path);
      return performance.now() - started;
    },
  };
}

/** The hidden fields of a form, and of its first button when that has an action of its own. */
function formOf(page: string, holding: string): FormData {
  const found = [...page.matchAll(/<form[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(holding));
  if (!found) throw new Error(`no form holds ${holding}`);
  const form = new FormData();
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  const unescaped = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
  const inputs = [...found.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => tag);
  const button = /<button[^>]*type="submit"[^>]*>/.exec(found)?.[0] ?? "";
  for (const tag of [...inputs, button]) {
    const name = attribute(tag, "name");
    if (name) form.set(unescaped(name), unescaped(attribute(tag, "value") ?? ""));
  }
  return form;
}
