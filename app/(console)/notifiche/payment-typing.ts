import type { FocusEvent, FormEvent } from "react";
import { amount } from "@/app/italian/format";
import { noticeGroups } from "@/app/italian/notice-groups";
import { parseEuro, parseNotice } from "@/lib/notifications/typed";

/** Digits in groups, with the caret after as many of them as before. What is no digit stays, to be corrected by who typed it. */
export function grouped(typed: string, caret: number): { value: string; caret: number } {
  const before = (parseNotice(typed.slice(0, caret)) ?? "").length;
  const value = noticeGroups(parseNotice(typed) ?? "");
  // Typing on at the end leaves the caret at the end; in the middle it stays before the blank it comes to.
  const place = caret >= typed.length ? value.length : before + Math.floor(Math.max(before - 1, 0) / 4);
  return { value, caret: place };
}

/** Groups the digits while they are typed. The blanks are posted and never stored: parseNotice takes them away. */
export function groupNotice({ currentTarget: target, nativeEvent }: FormEvent<HTMLInputElement>) {
  if (nativeEvent instanceof InputEvent && nativeEvent.isComposing) return;
  const { value, caret } = grouped(target.value, target.selectionStart ?? target.value.length);
  if (value === target.value) return;
  target.value = value;
  target.setSelectionRange(caret, caret);
}

/** Rewrites an amount that can be read as 1.234,56; zero is left to say that there is no payment. */
export function tidyAmount({ currentTarget: target }: FocusEvent<HTMLInputElement>) {
  const read = parseEuro(target.value);
  if (read.ok && read.value !== null) target.value = amount(read.value);
}
