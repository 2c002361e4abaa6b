import type { FoundUpload } from "@/lib/uploads/find";

/** `part`: how much of the file has been read, 0 to 1. `again`: a reading before this one was cut off. */
export type ReadingState = { done: boolean; part: number; again: boolean };

export const readingOf = ({ outcome, progress, runs }: FoundUpload): ReadingState => ({
  done: outcome !== null,
  part: progress,
  again: runs > 1,
});
