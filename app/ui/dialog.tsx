"use client";

import { type ReactNode, useId, useRef } from "react";
import { Icon } from "./sprite-icon";

/**
 * A button that opens a modal dialog. The browser holds the focus inside, closes with Esc and gives the focus back. The
 * first button of the footer takes the focus: put there the answer that does no harm, or the one that is urgent.
 */
export function Dialog({
  label,
  look = "outline-primary",
  title,
  footer,
  children,
}: {
  /** Of the button that opens it. */
  label: ReactNode;
  look?: string;
  title: string;
  /** The buttons; `DialogClose` is the one that changes nothing. */
  footer: ReactNode;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const open = () => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(".modal-footer button")?.focus();
  };
  return (
    <>
      <button type="button" className={`btn btn-sm btn-${look}`} aria-haspopup="dialog" onClick={open}>
        {label}
      </button>
      <dialog ref={dialog} className="modal-native" aria-labelledby={`${id}-title`} aria-describedby={`${id}-body`}>
        <div className="modal">
          <div className="modal-dialog">
            <div className="modal-content">
              <div className="modal-header">
                <h2 id={`${id}-title`} className="modal-title">
                  {title}
                </h2>
                <form method="dialog">
                  <button type="submit" className="btn-close" aria-label="Chiudi">
                    <Icon name="it-close" />
                  </button>
                </form>
              </div>
              <div id={`${id}-body`} className="modal-body">
                {children}
              </div>
              <div className="modal-footer">{footer}</div>
            </div>
          </div>
        </div>
      </dialog>
    </>
  );
}

/** Closes the dialog around it and does nothing else. */
export function DialogClose({ children, look = "outline-primary" }: { children: ReactNode; look?: string }) {
  return (
    <form method="dialog">
      <button type="submit" className={`btn btn-sm btn-${look}`}>
        {children}
      </button>
    </form>
  );
}
