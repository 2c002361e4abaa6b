// Node 20 runs no TypeScript by itself, and in a thread `--import tsx` does nothing.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
