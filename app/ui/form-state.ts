/** What a server action answers to its form: the values typed, what is wrong with each, or what was done. */
export type FormState = {
  values: Record<string, string>;
  fieldErrors: Record<string, string>;
  formError?: string;
  done?: string;
};

export const untouched: FormState = { values: {}, fieldErrors: {} };
