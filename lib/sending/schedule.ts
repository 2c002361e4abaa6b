const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * When the platform's status is read: seconds after the acceptance, then after each reading that was not final
 * (1, 5, 30 minutes, 2 and 12 hours, then daily to seven days, the ceiling that PagoPA documents for THROTTLED).
 */
export const CHECK_AFTER = [
  MINUTE,
  4 * MINUTE,
  25 * MINUTE,
  1.5 * HOUR,
  10 * HOUR,
  12 * HOUR,
  DAY,
  DAY,
  DAY,
  DAY,
  DAY,
  DAY,
] as const;
