import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate for localhost that nobody vouches for, with its new key: X.509 v1 in DER, as PEM. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ecdsaWithSha256 = sequence(Buffer.from("06082a8648ce3d040302", "hex"));
  const commonName = Buffer.from("0603550403", "hex");
  const localhost = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from("localhost")))));
  const utcTime = (text: string) => der(0x17, Buffer.from(text));
  const toBeSigned = sequence(
    der(0x02, Buffer.of(1)),
    ecdsaWithSha256,
    localhost,
    sequence(utcTime("200101000000Z"), utcTime("491231235959Z")),
    localhost,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = Buffer.concat([Buffer.of(0), sign("sha256", toBeSigned, privateKey)]);
  const certificate = sequence(toBeSigned, ecdsaWithSha256, der(0x03, signature));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`,
  };
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
