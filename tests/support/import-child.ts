/** Imports one upload in a process of its own, which a test kills: `<database> <upload>`. */
import { open } from "@/db/client";
import { importUpload } from "@/lib/uploads/import";

const [database = "", uploadId = ""] = process.argv.slice(2);
const { db, sql } = open(database);
await importUpload({ db, sql }, { uploadId });
await sql.end();
