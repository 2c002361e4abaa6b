const paging = new Set(["page", "size", "sort", "descending"]);

/** The names of the filters of a search in use; what they were filled with may be personal. */
export const criteriaOf = (search: object): string[] =>
  Object.entries(search).flatMap(([name, value]) => (value === undefined || paging.has(name) ? [] : [name]));
