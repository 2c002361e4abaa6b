"use client";

import "./search-form.css";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Alert } from "./alert";
import { Field } from "./field";
import { Form, type FormAction, Submit, useForm } from "./form";

export type SavedSearchLink = { id: string; name: string; href: string };

type Props = {
  screen: string;
  /** The address of the search without anything filled in. */
  path: string;
  label: string;
  /** Elenca and Salva. */
  list: (form: FormData) => Promise<void>;
  save: FormAction;
  remove: (form: FormData) => Promise<void>;
  /** What Carica offers. */
  searches: readonly SavedSearchLink[];
  /** It has just been saved. */
  saved: boolean;
  nameLength: number;
  children: ReactNode;
};

/** A search with its buttons: Elenca, and Parametri Ricerca to load, save and clear what is filled in. */
export function SearchForm({ screen, path, label, list, save, remove, searches, saved, nameLength, children }: Props) {
  return (
    <section className="panel search-panel" aria-label={label}>
      {saved && <JustSaved />}
      <Form action={save} labels={{ nome: "Nome della ricerca" }}>
        <input type="hidden" name="screen" value={screen} />
        <div className="form-grid">{children}</div>
        <div className="row-of-buttons search-buttons">
          <button type="submit" className="btn btn-sm btn-primary" formAction={list}>
            Elenca
          </button>
          <fieldset className="search-parameters">
            <legend>Parametri Ricerca</legend>
            <Load searches={searches} />
            <Save nameLength={nameLength} />
            <Reset path={path} />
          </fieldset>
        </div>
      </Form>
      {searches.map(({ id }) => (
        <form key={id} id={`elimina-${id}`} action={remove} hidden>
          <input type="hidden" name="screen" value={screen} />
          <input type="hidden" name="id" value={id} />
        </form>
      ))}
    </section>
  );
}

function JustSaved() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="form-outcome">
      <Alert tone="success" live>
        <p>Ricerca salvata. La ritrovi in Carica.</p>
      </Alert>
    </div>
  );
}

/** Plain links and forms of their own: it works without JavaScript. */
function Load({ searches }: { searches: readonly SavedSearchLink[] }) {
  return (
    <details className="search-drawer" name="parametri">
      <summary className="btn btn-sm btn-outline-primary">Carica</summary>
      <div className="search-drawer-body">
        {searches.length === 0 && <p>Non hai ancora ricerche salvate: compila i campi e premi Salva.</p>}
        <ul>
          {searches.map(({ id, name, href }) => (
            <li key={id}>
              <a href={href}>{name}</a>
              <button
                type="submit"
                form={`elimina-${id}`}
                className="btn btn-xs btn-outline-danger"
                aria-label={`Elimina la ricerca ${name}`}
              >
                Elimina
              </button>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Save({ nameLength }: { nameLength: number }) {
  const { state } = useForm();
  const taken = state.fieldErrors.nome !== undefined && state.values.nome?.trim();
  return (
    <details
      className="search-drawer"
      name="parametri"
      open={state.fieldErrors.nome ? true : undefined}
      onKeyDown={saveOnEnter}
    >
      <summary className="btn btn-sm btn-outline-primary">Salva</summary>
      <div className="search-drawer-body">
        <Field name="nome" label="Nome della ricerca" maxLength={nameLength} />
        <div className="row-of-buttons">
          <Submit>Salva la ricerca</Submit>
          {taken && (
            <Submit look="outline-primary" name="sostituisci" value="true">
              Sostituisci quella che c'è
            </Submit>
          )}
        </div>
      </div>
    </details>
  );
}

/** Enter in the name would press the first button of the form, Elenca. */
function saveOnEnter(event: KeyboardEvent<HTMLDetailsElement>) {
  const { target, currentTarget, nativeEvent } = event;
  if (event.key !== "Enter" || nativeEvent.isComposing || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  target.form?.requestSubmit(currentTarget.querySelector<HTMLButtonElement>("button[type=submit]"));
}

/** Clears the fields; without JavaScript it puts back what they held when the page came. */
function Reset({ path }: { path: string }) {
  const router = useRouter();
  return (
    <button
      type="reset"
      className="btn btn-sm btn-outline-primary"
      onClick={(event) => {
        event.preventDefault();
        for (const control of event.currentTarget.form?.elements ?? [])
          if (
            control instanceof HTMLSelectElement ||
            (control instanceof HTMLInputElement && control.type !== "hidden")
          )
            control.value = "";
        router.replace(path, { scroll: false });
      }}
    >
      Reset
    </button>
  );
}
