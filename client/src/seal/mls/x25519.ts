// HPKE's key exchange for browsers whose WebCrypto has no X25519. Loaded only there.

import { Dhkem, HkdfSha256Native, KemId, XCurveDhkemPrimitives } from "@hpke/common";
import { x25519 } from "@noble/curves/ed25519.js";

export function kemWithoutWebCrypto(): Dhkem {
  const kdf = new HkdfSha256Native();
  const curve = {
    scalarMult: x25519.scalarMult,
    scalarMultBase: x25519.scalarMultBase,
    getPublicKey: x25519.getPublicKey,
    getSharedSecret: x25519.getSharedSecret,
    utils: { randomPrivateKey: x25519.utils.randomSecretKey, randomSecretKey: x25519.utils.randomSecretKey },
  };
  return new SizedKem(KemId.DhkemX25519HkdfSha256, new XCurveDhkemPrimitives("X25519", 32, curve as never, kdf), kdf);
}

class SizedKem extends Dhkem {
  override readonly secretSize = 32;
  override readonly encSize = 32;
  override readonly publicKeySize = 32;
  override readonly privateKeySize = 32;
}
