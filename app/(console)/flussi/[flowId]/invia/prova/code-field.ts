/** The name of the box of a test code begins so. */
export const CODE = "code-";
