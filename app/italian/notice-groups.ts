/** A notice number, also one half typed, in groups of four as the app and the paper notice show it: 3012 3456 7890 1234 56. */
export const noticeGroups = (digits: string) => digits.replace(/.{4}(?=.)/g, "$& ");
