import { expect, test } from "vitest";
import { z } from "zod";
import { ticked } from "@/lib/ticked";

const form = ticked(
  ["colours", "sizes"],
  z.object({ name: z.string(), colours: z.array(z.string()), sizes: z.array(z.string()) }),
);

test("ticked boxes become the list of their values, and none of them an empty one", () => {
  expect(form.parse({ name: "a", "colours.red": "on", "colours.dark.blue": "on", other: "x" })).toEqual({
    name: "a",
    colours: ["red", "dark.blue"],
    sizes: [],
  });
});

test("a list that is posted as such is not believed", () => {
  expect(form.parse({ name: "a", colours: "red" }).colours).toEqual([]);
});
