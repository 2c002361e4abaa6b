import { posix } from "node:path";
import type { Archive } from "./archive";
import { type Book, dateFormats, isDateFormat } from "./cell";
import { SharedStrings } from "./shared-strings";
import { Unreadable } from "./unreadable";
import { readXml } from "./xml";

export type Sheet = { name: string; part: string };

/** What a workbook says before its sheets are read: the visible ones in order, which styles are dates, shared texts to come. */
export type Workbook = Book & { sheets: Sheet[]; sharedStrings: SharedStrings };

type Relation = { id: string; type: string; target: string };

/** `spill`: see TextStore. */
export async function readWorkbook(archive: Archive, spill: string): Promise<Workbook> {
  const { sheets, date1904, styles, sharedStrings } = await readParts(archive);
  return {
    sheets,
    date1904,
    dateStyles: await readDateStyles(archive, styles),
    sharedStrings: new SharedStrings(archive, sharedStrings, spill),
  };
}

/** Where the parts of a workbook are; an empty path is of no part. */
export async function readParts(archive: Archive) {
  const main =
    (await relations(archive, "")).find(({ type }) => type === "officedocument")?.target ?? "xl/workbook.xml";
  if (!archive.has(main)) throw new Unreadable("not-a-workbook", {});
  const related = await relations(archive, main);
  const part = (type: string) => related.find((relation) => relation.type === type)?.target ?? "";
  const { listed, date1904 } = await readMain(archive, main);
  const sheets = listed.flatMap(({ id, name, visible }) => {
    const relation = related.find((one) => one.id === id && one.type === "worksheet");
    return relation && visible ? [{ name, part: relation.target }] : [];
  });
  return { sheets, date1904, styles: part("styles"), sharedStrings: part("sharedstrings") };
}

/** Where the parts related to one part are; targets are relative to its folder, or absolute. */
async function relations(archive: Archive, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const found: Relation[] = [];
  await readXml(archive.read(posix.join(folder, "_rels", `${posix.basename(part)}.rels`)), {
    open(name, { Id = "", Type = "", Target = "" }) {
      if (name !== "Relationship") return;
      const target = posix.join("/", Target.startsWith("/") ? "" : folder, Target).slice(1);
      found.push({ id: Id, type: posix.basename(Type).toLowerCase(), target: target.toLowerCase() });
    },
  });
  return found;
}

async function readMain(archive: Archive, part: string) {
  const listed: { id: string; name: string; visible: boolean }[] = [];
  let date1904 = false;
  await readXml(archive.read(part), {
    open(element, attributes) {
      if (element === "workbookPr") date1904 = /^(1|true|on)$/.test(attributes.date1904 ?? "");
      if (element !== "sheet") return;
      const id = Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1] ?? "";
      listed.push({
        id,
        name: attributes.name?.slice(0, 100) ?? "",
        visible: (attributes.state ?? "visible") === "visible",
      });
    },
  });
  return { listed, date1904 };
}

async function readDateStyles(archive: Archive, part: string): Promise<Set<number>> {
  const custom = new Map<number, boolean>();
  const dates = new Set<number>();
  let inCells = false;
  let style = 0;
  await readXml(archive.read(part), {
    open(name, { numFmtId = "0", formatCode = "" }) {
      const format = Number(numFmtId);
      if (name === "numFmt") custom.set(format, isDateFormat(formatCode));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        if (custom.get(format) ?? dateFormats.has(format)) dates.add(style);
        style += 1;
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return dates;
}
