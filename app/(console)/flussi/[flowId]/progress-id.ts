/** The place of the page where what goes on in the flow is told; it is there also when nothing does. */
export const progressId = "avanzamento";
