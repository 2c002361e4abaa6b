import { DrizzleQueryError } from "drizzle-orm";
import { PgPreparedQuery } from "drizzle-orm/pg-core";
import postgres from "postgres";

/**
 * Both drivers write the values of a failed statement into its error, and with them fiscal codes and texts into every
 * log. Here they are taken out, once for the process: the statement and the code of the error stay.
 */
export function keepValuesOutOfErrors(): void {
  const prepared = PgPreparedQuery.prototype as unknown as {
    queryWithCache: (...args: unknown[]) => Promise<unknown>;
    wordless?: true;
  };
  if (prepared.wordless) return;
  prepared.wordless = true;

  const { queryWithCache } = prepared;
  prepared.queryWithCache = async function (...args) {
    try {
      return await queryWithCache.apply(this, args);
    } catch (error) {
      throw error instanceof DrizzleQueryError ? new StatementError(error.query, error.cause) : error;
    }
  };

  // PostgresError copies the server's fields onto itself: these may quote a whole row.
  for (const field of ["detail", "where", "internal_query", "parameters", "args"]) {
    // configurable: hot reload runs this again on the same driver.
    Object.defineProperty(postgres.PostgresError.prototype, field, {
      configurable: true,
      set() {},
      get: () => undefined,
    });
  }
}

/** A statement that failed, without its values. Class 22 of SQLSTATE (data exceptions) quotes a value in its message. */
export class StatementError extends Error {
  override name = "StatementError";
  readonly code: string | undefined;
  constructor(statement: string, cause: unknown) {
    const code = cause instanceof postgres.PostgresError ? cause.code : undefined;
    super(
      `${code?.startsWith("22") ? `data exception ${code}` : cause instanceof Error ? cause.message : "failed"}\n${statement}`,
    );
    this.code = code;
  }
}
