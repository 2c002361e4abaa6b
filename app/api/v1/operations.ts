import { z } from "zod";
import {
  flowClosing,
  flowRows,
  flowState,
  flowSubmission,
  notificationPage,
  notificationQuery,
  notificationState,
  notificationSubmission,
  submitted,
} from "@/lib/submissions/contract";

export type Operation = {
  method: "get" | "post";
  path: string;
  /** What it does, in a line. */
  summary: string;
  description?: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
  /** A status besides 200 with the same answer. */
  created?: true;
};

const added = z.object({
  added: z.int().meta({ description: "Rows stored now." }),
  known: z.int().meta({ description: "Rows that were there already, with the same content." }),
});

const idempotent =
  "Repeat it as often as you need with the same context and key: the same content gives the same answer, other content gives 409.";

/** The whole API; each is a route beside this file (tests/app/api.test.ts holds the two together). */
export const operations: readonly Operation[] = [
  {
    ...{ method: "post", path: "/notifications", summary: "Submit a single notification" },
    description: `It is stored before the answer; with \`send\` it then leaves by itself. ${idempotent}`,
    ...{ body: notificationSubmission, answer: submitted, created: true },
  },
  {
    ...{ method: "get", path: "/notifications", summary: "List your notifications" },
    description: "All, of a context, of a pair, or of a flow; in the order of their arrival, in pages.",
    ...{ query: notificationQuery, answer: notificationPage },
  },
  {
    method: "get",
    path: "/notifications/{id}",
    summary: "Read the state of a notification",
    answer: notificationState,
  },
  {
    ...{ method: "post", path: "/notifications/{id}/cancel", summary: "Take back a notification that has not left" },
    description: "It stays in the archive, disabled. What has left cannot be recalled: 409.",
    answer: notificationState,
  },
  {
    ...{ method: "post", path: "/flows", summary: "Begin a flow: many notifications sent together" },
    description: `Then add its rows and close it. ${idempotent}`,
    ...{ body: flowSubmission, answer: submitted, created: true },
  },
  {
    ...{ method: "post", path: "/flows/{id}/rows", summary: "Add up to 1,000 rows to a flow" },
    description:
      "All of the request or none. Each row has a key of its own in the flow: a row that is there already with the same content is not added again, so a request whose answer was lost can be repeated.",
    ...{ body: flowRows, answer: added },
  },
  {
    ...{ method: "post", path: "/flows/{id}/close", summary: "Close a flow: send it, or leave it to an operator" },
    ...{ body: flowClosing, answer: flowState },
  },
  { method: "get", path: "/flows/{id}", summary: "Read the state of a flow and its counts", answer: flowState },
  {
    ...{ method: "post", path: "/flows/{id}/cancel", summary: "Take back a flow that is being prepared" },
    answer: flowState,
  },
];
