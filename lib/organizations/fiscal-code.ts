/** Whether 11 digits are the codice fiscale of an ente: the last one is a check digit (D.M. 23/12/1976, as a partita IVA's). */
export function isOrganizationCode(code: string): boolean {
  return /^\d{11}$/.test(code) && Number(code.charAt(10)) === checkDigit(code);
}

/** The 11th digit that the first ten ask for. */
export function checkDigit(code: string): number {
  let sum = 0;
  for (let index = 0; index < 10; index++) {
    const digit = Number(code.charAt(index));
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
