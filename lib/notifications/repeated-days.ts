/** How far back FlussIO looks for what a person may have received already, in days. Browser code may use this file. */
export const REPEATED_DAYS = 30;
