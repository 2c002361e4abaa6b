import { duration } from "./format";

/** After many wrong passwords in a row, whether the name exists or not. */
export const signInDelayed = (seconds: number) =>
  `Troppe password sbagliate di seguito: riprova tra ${duration(seconds)}. Se non la ricordi, chiedi una password nuova a chi amministra gli operatori.`;
