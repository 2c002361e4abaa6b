/** The field Errore of a flow, where a send that was stopped leaves the focus. */
export const flowErrorId = "errore";
