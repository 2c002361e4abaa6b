import { createRequire } from "node:module";
import { readableReport, readableReportSimplified } from "@pagopa/ts-commons/lib/reporters";
import * as t from "io-ts";

/** PagoPA ships its TypeScript sources beside the declarations, and they do not compile under our flags: hence `require`. */
const load = createRequire(import.meta.url);
const codec = (name: string): t.Mixed => load(`@pagopa/io-functions-services-sdk/${name}`)[name];

export const sdk = {
  createdMessage: codec("CreatedMessage"),
  fiscalCodePayload: codec("FiscalCodePayload"),
  limitedProfile: codec("LimitedProfile"),
  messageResponse: codec("ExternalMessageResponseWithContent"),
  problemJson: codec("ProblemJson"),
  /** The codec of App IO's CreateMessage: NewMessage with its two defaults. */
  newMessage: t.intersection([
    codec("NewMessage"),
    t.type({ feature_level_type: codec("FeatureLevelType"), time_to_live: codec("TimeToLiveSeconds") }),
  ]),
};

/** What PagoPA's codec has to say of a value; empty when it is accepted. */
export function objections(type: t.Mixed, value: unknown): string {
  const decoded = type.decode(value);
  return decoded._tag === "Left" ? readableReportSimplified(decoded.left) : "";
}

/** The same in the longer form that profiles use. */
export function fullObjections(type: t.Mixed, value: unknown): string {
  const decoded = type.decode(value);
  return decoded._tag === "Left" ? readableReport(decoded.left) : "";
}
