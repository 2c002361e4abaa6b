import { describe, expect, it } from "vitest";
import { flowSearchFrom, listUrl, queryOf } from "@/app/search-params";
import { filtersOnly, withQuery } from "@/app/ui/query";

describe("the search of flows in a URL", () => {
  it("is read from its Italian keys", () => {
    const search = flowSearchFrom(
      new URLSearchParams(
        "uuid=99ee&dal=2025-02-28&stato=sent&note=TARI&pagina=3&righe=50&ordine=updated&verso=crescente",
      ),
    );
    expect(search).toMatchObject({
      uuid: "99ee",
      from: "2025-02-28",
      state: "sent",
      note: "TARI",
      page: 3,
      size: 50,
      sort: "updated",
      descending: false,
    });
  });

  it("begins with the newest", () => {
    expect(flowSearchFrom({})).toMatchObject({ page: 1, size: 20, sort: "created", descending: true });
  });

  it("ignores what cannot be read", () => {
    const search = flowSearchFrom({
      dal: "31/02/2025",
      stato: "boh",
      servizio: "x",
      pagina: "0",
      righe: "7",
      ordine: "password",
    });
    expect(search).toMatchObject({ page: 1, size: 20, sort: "created" });
    expect(search.from ?? search.state ?? search.serviceId).toBeUndefined();
  });
});

describe("links to a list", () => {
  it("name their filters in Italian", () => {
    expect(listUrl("/flussi/1", { family: "to-correct", disabled: "false" })).toBe(
      "/flussi/1?dis=false&esito=to-correct",
    );
  });

  it("keep the rest of the query and drop what is emptied", () => {
    const query = queryOf({ note: " TARI ", stato: "sent", vuoto: "", doppio: ["a", "b"], pagina: "2" });
    expect(query).toEqual({ note: "TARI", stato: "sent", pagina: "2" });
    expect(withQuery("/flussi/archivio", query, { pagina: undefined, stato: "" })).toBe("/flussi/archivio?note=TARI");
    expect(filtersOnly(query)).toEqual({ note: "TARI", stato: "sent" });
  });
});
