/** The three calls of FlussIO, in the words of db/states.ts. */
export const kinds = ["profile", "send", "status"] as const;
export type Kind = (typeof kinds)[number];

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Further headers: name, value, name, value… */
  readonly headers?: readonly string[];
}

export const json = (status: number, value: unknown, headers?: readonly string[]): Answer => ({
  status,
  type: "application/json",
  body: JSON.stringify(value),
  headers,
});

/** Body (a) of appio.md §2: the backend's. */
export const problem = (status: number, title: string, detail: string): Answer => ({
  status,
  type: "application/problem+json",
  body: JSON.stringify({ detail, status, title }),
});

/** Body (b): the gateway's. */
export const gateway = (status: number, message: string, headers?: readonly string[]): Answer => ({
  status,
  type: "application/json",
  body: `{ "statusCode": ${status}, "message": ${JSON.stringify(message)} }`,
  headers,
});

const challenge = [
  "www-authenticate",
  'AzureApiManagementKey realm="https://api.io.pagopa.it/api/v1",name="Ocp-Apim-Subscription-Key",type="header"',
];
const noPermission = "You do not have enough permission to complete the operation you requested";

/** 403 "You are not allowed here": source IP, group or service missing; `detail` differs by payload. */
export const notAllowed = (detail = noPermission): Answer => problem(403, "You are not allowed here", detail);

export const rateLimited = (seconds: number): Answer =>
  gateway(429, `Rate limit is exceeded. Try again in ${seconds} seconds.`, [
    "x-rate-limit-remaining",
    "0",
    "x-rate-limit-retry-after",
    String(seconds),
  ]);

export const answers = {
  keyMissing: gateway(
    401,
    "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
    challenge,
  ),
  keyRefused: gateway(
    401,
    "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    challenge,
  ),
  wrongPath: gateway(404, "Resource not found"),
  tooLarge: gateway(413, "Request body is too large"),
  unavailable: gateway(503, "Service Unavailable"),
  gatewayTimeout: gateway(504, "Gateway Timeout"),
  internalError: gateway(500, "Internal server error"),
  badGateway: {
    status: 502,
    type: "text/html",
    body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
  },
  emptyError: { status: 500, type: "application/json", body: "" },
  notAllowed: notAllowed(),
  recipientForbidden: problem(403, "Recipient forbidden", "You are not allowed to issue requests for the recipient."),
  productionForbidden: problem(
    403,
    "Production call forbidden",
    "You are not allowed to issue production calls at this time.",
  ),
  noScopes: problem(
    403,
    "User has no valid scopes",
    "You are not part of any valid scope, you should ask the administrator to give you the required permissions.",
  ),
  anonymous: problem(
    403,
    "Anonymous user",
    "The request could not be associated to a user, missing userId or subscriptionId.",
  ),
  noConfiguration: problem(
    403,
    "No configuration id for remote content",
    "You did not send any configuration id for your remote content in third_party_data",
  ),
  notYourConfiguration: problem(
    403,
    "Not your configuration",
    "You're not the owner of the configuration related to the given configuration_id",
  ),
  attachmentsForbidden: problem(
    403,
    "Attachments call forbidden",
    "You are not allowed to send messages with attachmens with STANDARD messages, please use ADVANCED",
  ),
  configurationNotFound: problem(
    404,
    "Remote Content Configuration NOT FOUND",
    "Cannot find any Remote Content Configuration with the given id",
  ),
  profileNotFound: problem(404, "Profile not found", "The profile you requested was not found in the system."),
  messageNotFound: problem(404, "Message not found", "The message that you requested was not found in the system."),
  notYourMessage: notAllowed("You are not allowed to read this message, you can only read messages that you have sent"),
  serverError: problem(500, "Internal server error", "Unable to store processing message"),
  queryError: problem(500, "Query error (COSMOS_ERROR_RESPONSE)", "Error while creating Message"),
  invalidMessage: problem(
    400,
    "Invalid message structure",
    'value "x" at root.content.subject is not a valid [string of length >= 10 and < 121]',
  ),
  recipientTwice: problem(
    400,
    "Bad parameters",
    "The fiscalcode parameter must be specified in the path or in the payload but not in both",
  ),
  recipientMissing: problem(
    400,
    "Bad parameters",
    "The fiscalcode parameter must be specified in the path or in the payload",
  ),
} satisfies Record<string, Answer>;
