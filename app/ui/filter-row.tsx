"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useTransition } from "react";
import { fromStart, type Query, withQuery } from "./query";
import { Icon } from "./sprite-icon";
import type { ColumnMeta } from "./table-features";

/**
 * The form of the filters under the headings: its controls sit in the table and name it by `form`. Values that no
 * control shows are carried along; a new filter starts from the first page.
 */
export function FilterForm({
  id,
  path,
  query,
  filters,
  action,
}: {
  id: string;
  path: string;
  query: Query;
  filters: Query;
  action?: (form: FormData) => Promise<void>;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [pending, start] = useTransition();
  const shown = JSON.stringify(filters);
  // The controls are uncontrolled: after a navigation they take the values of the new URL.
  useEffect(() => {
    if (shown) form.current?.reset();
  }, [shown]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim()]] : [],
    );
    start(() => router.push(withQuery(path, query, { ...Object.fromEntries(typed), ...fromStart }), { scroll: false }));
  };

  const carried = Object.entries(query).filter(([name]) => !(name in fromStart) && !(name in filters));
  return (
    <form
      id={id}
      ref={form}
      className="filter-form"
      aria-label="Filtri dell'elenco"
      {...(action ? { action } : { action: path, method: "get", onSubmit: submit })}
    >
      {carried.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="btn btn-xs btn-outline-primary" aria-busy={pending}>
        <Icon name="it-funnel" className="icon-xs icon-primary" /> Filtra
      </button>
    </form>
  );
}

/** The control of one column, or nothing. */
export function FilterCell({ form, filter, filters }: { form: string; filter: ColumnMeta["filter"]; filters: Query }) {
  if (!filter) return null;
  const value = filters[filter.name] ?? "";
  const shared = { form, name: filter.name, "aria-label": `Filtra per ${filter.label}`, defaultValue: value };
  if (!("options" in filter)) return <input {...shared} type={filter.type} autoComplete="off" />;
  return (
    <select key={value} {...shared}>
      <option value="">Tutti</option>
      {filter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
