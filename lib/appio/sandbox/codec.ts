/**
 * The few io-ts combinators that App IO's payload codec is made of, written by hand because PagoPA's packages are no
 * runtime dependency of ours. Each pushes its problems in the order and in the words of PagoPA's
 * `readableReportSimplified`; `as` is the name that the enclosing codec gives to the value at `path`.
 */
export interface Codec {
  readonly name: string;
  readonly check: (value: unknown, path: string, as: string, problems: string[]) => void;
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const report = (value: unknown, path: string, as: string) =>
  `value ${JSON.stringify(value)} at root${path} is not a valid [${as}]`;

/** A leaf: one predicate, one problem. */
export function leaf(name: string, accepts: (value: unknown) => boolean): Codec {
  return {
    name,
    check(value, path, as, problems) {
      if (!accepts(value)) problems.push(report(value, path, as));
    },
  };
}

export const boolean = leaf("boolean", (value) => typeof value === "boolean");
export const string = leaf("string", (value) => typeof value === "string");
export const nonEmptyString = leaf("non empty string", (value) => typeof value === "string" && value.length > 0);
export const literal = (expected: number) => leaf(JSON.stringify(expected), (value) => value === expected);

/** Length in UTF-16 units, `below` excluded. */
export function stringOfLength(from: number, below: number): Codec {
  const accepts = (value: unknown) => typeof value === "string" && value.length >= from && value.length < below;
  return leaf(`string of length >= ${from} and < ${below}`, accepts);
}

export function pattern(source: string): Codec {
  const expression = new RegExp(source);
  const accepts = (value: unknown) => typeof value === "string" && expression.test(value);
  return leaf(`string that matches the pattern "${source}"`, accepts);
}

export function integer(from: number, below: number): Codec {
  const accepts = (value: unknown) => Number.isInteger(value) && Number(value) >= from && Number(value) < below;
  return leaf(`integer >= ${from} and < ${below}`, accepts);
}

export function oneOf(name: string, values: readonly string[]): Codec {
  const accepted = new Set<unknown>(values);
  return leaf(name, (value) => accepted.has(value));
}

/** An absent or null value is read as `fallback`. */
export function withDefault(codec: Codec, fallback: unknown): Codec {
  return { name: codec.name, check: (value, path, as, problems) => codec.check(value ?? fallback, path, as, problems) };
}

/** The first that accepts; otherwise the problems of all. */
export function either(...codecs: readonly Codec[]): Codec {
  return {
    name: `(${codecs.map((codec) => codec.name).join(" | ")})`,
    check(value, path, _as, problems) {
      const refused: string[] = [];
      for (const codec of codecs) {
        const before = refused.length;
        codec.check(value, path, codec.name, refused);
        if (refused.length === before) return;
      }
      problems.push(...refused);
    },
  };
}

/** Both must accept: a value that is no object at all is reported twice, as PagoPA does. */
export function both(first: Codec, second: Codec): Codec {
  return {
    name: `(${first.name} & ${second.name})`,
    check(value, path, _as, problems) {
      first.check(value, path, first.name, problems);
      second.check(value, path, second.name, problems);
    },
  };
}

/** An object; unknown fields are let through (and dropped later), an optional field fails only when it is present. */
export function fields(
  name: string,
  required: Readonly<Record<string, Codec>>,
  optional: Readonly<Record<string, Codec>> = {},
): Codec {
  const always = Object.entries(required);
  const sometimes = Object.entries(optional);
  return {
    name,
    check(value, path, as, problems) {
      if (!isFields(value)) {
        problems.push(report(value, path, as));
        return;
      }
      for (const [key, codec] of always) codec.check(value[key], `${path}.${key}`, codec.name, problems);
      for (const [key, codec] of sometimes) {
        if (value[key] !== undefined) codec.check(value[key], `${path}.${key}`, codec.name, problems);
      }
    },
  };
}
