/** Names an expression may start a path with: `event` (the trigger) and, in cancelOn, `async` (the later event). */
export type Scope = { event: unknown; async?: unknown };
export type Expression = (scope: Scope) => unknown;

const token =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<text>"(?:[^"\\]|\\[\\"'])*"|'(?:[^'\\]|\\[\\"'])*')|(?<path>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?<sign>==|!=|<=|>=|&&|\|\||[<>!()+]))/y;

const constants: Record<string, unknown> = { true: true, false: false, null: null };

const ordered = (a: unknown, b: unknown) =>
  (typeof a === "number" && typeof b === "number") || (typeof a === "string" && typeof b === "string");

/** CEL's operators on the values of JSON; a comparison of unlike types is false, never an error. */
const comparisons: Record<string, (a: unknown, b: unknown) => boolean> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => ordered(a, b) && (a as number) < (b as number),
  "<=": (a, b) => ordered(a, b) && (a as number) <= (b as number),
  ">": (a, b) => ordered(a, b) && (a as number) > (b as number),
  ">=": (a, b) => ordered(a, b) && (a as number) >= (b as number),
};

/**
 * The part of CEL that our functions use: paths from `event` and `async`, literals, comparisons, `+`, `!`, `&&`, `||`,
 * parentheses. A missing member is null.
 * @throws Error naming the place, for anything else.
 */
export function compileExpression(source: string): Expression {
  const tokens = tokenize(source);
  let at = 0;
  const take = (...signs: string[]) => {
    const next = tokens[at];
    return next?.kind === "sign" && signs.includes(next.text) ? tokens[at++]?.text : undefined;
  };
  const refuse = () => new Error(`expression not supported at "${tokens[at]?.text ?? "its end"}": ${source}`);

  function any(): Expression {
    let left = all();
    while (take("||")) {
      const [a, b] = [left, all()];
      left = (scope) => a(scope) === true || b(scope) === true;
    }
    return left;
  }
  function all(): Expression {
    let left = comparison();
    while (take("&&")) {
      const [a, b] = [left, comparison()];
      left = (scope) => a(scope) === true && b(scope) === true;
    }
    return left;
  }
  function comparison(): Expression {
    const left = sum();
    const compare = comparisons[take("==", "!=", "<", "<=", ">", ">=") ?? ""];
    if (!compare) return left;
    const right = sum();
    return (scope) => compare(left(scope), right(scope));
  }
  function sum(): Expression {
    let left = operand();
    while (take("+")) {
      const [a, b] = [left, operand()];
      left = (scope) => add(a(scope), b(scope));
    }
    return left;
  }
  function operand(): Expression {
    if (take("!")) {
      const negated = operand();
      return (scope) => negated(scope) === false;
    }
    if (take("(")) {
      const inner = any();
      if (!take(")")) throw refuse();
      return inner;
    }
    const next = tokens[at];
    if (!next || next.kind === "sign") throw refuse();
    const value = operandOf(next);
    if (!value) throw refuse();
    at++;
    return value;
  }

  const expression = any();
  if (at < tokens.length) throw refuse();
  return expression;
}

type Token = { kind: "number" | "text" | "path" | "sign"; text: string };

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const start = token.lastIndex;
    const groups = token.exec(source)?.groups;
    const kind = (["number", "text", "path", "sign"] as const).find((name) => groups?.[name] !== undefined);
    if (!groups || !kind) throw new Error(`expression not supported at "${source.slice(start)}": ${source}`);
    tokens.push({ kind, text: groups[kind] ?? "" });
  }
  return tokens;
}

function operandOf({ kind, text }: Token): Expression | undefined {
  if (kind === "number") return () => Number(text);
  if (kind === "text") return () => text.slice(1, -1).replace(/\\(.)/g, "$1");
  if (Object.hasOwn(constants, text)) return () => constants[text];
  const [root, ...members] = text.split(".");
  if (root !== "event" && root !== "async") return undefined;
  return (scope) => members.reduce(memberOf, scope[root]) ?? null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return a + b;
  return typeof a === "string" && typeof b === "string" ? a + b : null;
}
