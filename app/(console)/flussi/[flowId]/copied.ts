/** In the address of a flow that Duplica flusso has just made. */
export const COPIED = "copia";
