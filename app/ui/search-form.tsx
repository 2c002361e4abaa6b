"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useTransition } from "react";
import { withQuery } from "./query";

/** A search whose fields become the query of `path`, the empty ones left out; without JavaScript it is a plain GET. */
export function SearchForm({ path, reset, children }: { path: string; reset: string; children: ReactNode }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [pending, start] = useTransition();

  const clear = () => {
    for (const control of form.current?.elements ?? []) {
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = "";
    }
    router.replace(reset, { scroll: false });
  };

  return (
    <form
      ref={form}
      action={path}
      method="get"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
        start(() => router.push(withQuery(path, Object.fromEntries(typed))));
      }}
    >
      {children}
      <div className="row-of-buttons">
        <button type="submit" className="btn btn-sm btn-primary" aria-busy={pending}>
          Elenca
        </button>
        <button type="reset" className="btn btn-sm btn-outline-primary" onClick={clear}>
          Reset
        </button>
      </div>
    </form>
  );
}
