/** The id of the form in which a notification is corrected. */
export const contentForm = "content";
