/** The words of the platform that an operator looks for; the manual shows them as they are. */
export const deliveryOptions = ["ACCEPTED", "PROCESSED", "REJECTED", "FAILED", "THROTTLED"].map((status) => ({
  value: status,
  label: status,
}));
